//! Conditional requests (RFC 9110 section 13).

use bindery_runtime::HttpDate;
use http::StatusCode;
use jiff::Timestamp;

use crate::call::Call;
use crate::problem::Problem;

/// Checks the conditions of a call against a version.
///
/// # Errors
/// 412, or 304 for a read whose reader has it already.
pub(crate) fn check(call: &Call, etag: Option<&str>, modified: Timestamp) -> Result<(), Problem> {
    let date = |name| call.header(name).and_then(|text| text.parse::<HttpDate>().ok()).map(Timestamp::from);
    let listed = |name| call.header(name).map(|list| etag.is_some_and(|etag| lists(list, etag)));
    // Headers have whole seconds.
    let modified = modified.as_second();

    let holds = listed("if-match").unwrap_or(true)
        && date("if-unmodified-since").is_none_or(|date| modified <= date.as_second());
    let unseen = match listed("if-none-match") {
        Some(seen) => !seen,
        None => date("if-modified-since").is_none_or(|date| modified > date.as_second()),
    };
    let status = match (holds, unseen) {
        (true, true) => return Ok(()),
        (true, false) if call.reads() => StatusCode::NOT_MODIFIED,
        _ => StatusCode::PRECONDITION_FAILED,
    };
    let message = "The condition specified using HTTP conditional header(s) is not met.";
    Err(Problem::new(status, "ConditionNotMet", message))
}

/// Compares weakly: quotes and `W/` make no difference, since clients write the `eTag` of a body without them.
fn lists(list: &str, etag: &str) -> bool {
    let bare = |item: &str| item.trim().trim_start_matches("W/").trim_matches('"').to_owned();
    list.split(',').map(bare).any(|item| item == "*" || item == etag)
}
