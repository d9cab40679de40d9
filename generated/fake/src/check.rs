//! What every operation asks of a request. It makes the fake a check of what a client writes: a misspelled parameter or
//! property is refused, as the service does, and not overlooked.

use bindery_runtime::HttpDate;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::entity::Entity;
use crate::problem::Problem;
use crate::request::Request;
use crate::route::{Operation, Shape};

/// Query parameters that all operations take, and the one that next links carry.
const COMMON: &[&str] = &["api-version", "timeout", "$skiptoken"];

pub(crate) fn query(operation: &Operation, query: &[(String, String)]) -> Result<(), Problem> {
    if !query.iter().any(|(name, value)| name.eq_ignore_ascii_case("api-version") && !value.is_empty()) {
        let message = "A required query parameter was not specified for this request.";
        return Err(Problem::bad("MissingRequiredQueryParameter", message).with("QueryParameterName", "api-version"));
    }
    query.iter().try_for_each(|(name, value)| parameter(operation, name, value))
}

fn parameter(operation: &Operation, name: &str, value: &str) -> Result<(), Problem> {
    let known = COMMON.iter().chain(operation.query).find(|known| known.eq_ignore_ascii_case(name));
    match known.copied() {
        None => {
            let message = "A query parameter of the request is not supported.";
            Err(Problem::bad("UnsupportedQueryParameter", message).with("QueryParameterName", name))
        }
        Some("timeout") if value.parse::<i32>().is_err() => Err(Problem::query(name, value, "not a number")),
        Some("maxresults") if !value.parse::<u32>().is_ok_and(|n| (1..=1000).contains(&n)) => {
            Err(Problem::query(name, value, "not between 1 and 1000"))
        }
        Some("force" | "recursive") if !matches!(value, "true" | "false") => {
            Err(Problem::query(name, value, "neither true nor false"))
        }
        Some("starttime" | "endtime") if value.parse::<jiff::Timestamp>().is_err() => {
            Err(Problem::query(name, value, "not a date-time"))
        }
        Some(_) => Ok(()),
    }
}

pub(crate) fn headers(headers: &HeaderMap) -> Result<(), Problem> {
    let names =
        ["client-request-id", "return-client-request-id", "ocp-date", "if-modified-since", "if-unmodified-since"];
    for (name, value) in names.iter().filter_map(|name| Some((*name, headers.get(*name)?))) {
        let text = value.to_str().unwrap_or_default();
        let fits = match name {
            "client-request-id" => text.len() == 36 && Uuid::try_parse(text).is_ok(),
            "return-client-request-id" => matches!(text, "true" | "false"),
            _ => text.parse::<HttpDate>().is_ok(),
        };
        if !fits {
            return Err(Problem::header(name, text));
        }
    }
    Ok(())
}

pub(crate) fn body(operation: &Operation, request: &Request) -> Result<Map<String, Value>, Problem> {
    let Some(shape) = operation.body else { return Ok(Map::new()) };
    if request.body.is_empty() && !shape.required {
        return Ok(Map::new());
    }
    let media_type = request.header(CONTENT_TYPE.as_str()).unwrap_or_default();
    if !request.body.is_empty() && !media_type.starts_with("application/json") {
        return Err(Problem::header("Content-Type", media_type));
    }
    let Ok(Value::Object(body)) = serde_json::from_slice(&request.body) else {
        let message = "The specified request body is not syntactically valid.";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "InvalidRequestBody", message));
    };
    properties(shape, &body)?;
    Ok(body)
}

/// Checks the names at the top of an object; what is `null` is not there.
pub(crate) fn properties(shape: Shape, object: &Map<String, Value>) -> Result<(), Problem> {
    let names = || shape.properties.split(' ');
    for required in names().filter_map(|name| name.strip_suffix('!')) {
        if object.get(required).is_none_or(Value::is_null) {
            let message = "A required property was not specified in the request body.";
            return Err(Problem::bad("MissingRequiredProperty", message).with("PropertyName", required));
        }
    }
    for name in object.keys() {
        if !names().any(|known| known.trim_end_matches('!') == name) {
            let message = "A property of the request body is not supported.";
            return Err(Problem::bad("UnsupportedProperty", message).with("PropertyName", name));
        }
    }
    Ok(())
}

/// Returns the id that something is to have.
///
/// # Errors
/// 400 unless it has 1 to 64 letters, digits, `-` and `_`; `:` too, which ids of scheduled jobs have.
pub(crate) fn id(given: &Map<String, Value>) -> Result<String, Problem> {
    let id = given.get("id").and_then(Value::as_str).unwrap_or_default();
    let fits = (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c));
    fits.then(|| id.to_owned()).ok_or_else(|| Problem::property("id", id, "not 1 to 64 letters, digits, - and _"))
}

/// Makes the path of a resource.
pub(crate) fn url(segments: &[&str]) -> String {
    segments.iter().flat_map(|segment| ["/".to_owned(), encode(segment)]).collect()
}

/// Percent-encodes all but unreserved characters (RFC 3986 section 2.3).
pub(crate) fn encode(value: &str) -> String {
    const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(value, VALUE).to_string()
}

/// Sets the properties that a change names; what is `null` is not named.
pub(crate) fn merge(entity: &mut Entity, change: &Map<String, Value>) {
    for (name, value) in change.iter().filter(|(_, value)| !value.is_null()) {
        entity.set(name, value.clone());
    }
}
