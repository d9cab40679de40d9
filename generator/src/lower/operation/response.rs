//! Responses (OAS 3.0.3 sections 4.7.16 and 4.7.17): which mean success, and what they hold.

use crate::description;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Codec, Content, Delivery, Response, Status, StringFormat, Type};
use crate::lower::Lowerer;
use crate::lower::content::Direction;
use crate::source::Location;

impl Lowerer<'_> {
    /// The responses that mean success, and those that do not.
    pub(super) fn responses(
        &mut self,
        operation: &description::Operation,
        words: &str,
    ) -> (Vec<Response>, Vec<Response>) {
        if operation.responses.is_empty() {
            let message = "the operation describes no response";
            self.report(
                Diagnostic::new(&code::RESPONSES_MISSING, &operation.at, message)
                    .help("add `responses` with at least one status")
                    .instead("success for any 2xx without a body, an error for all else"),
            );
        }
        let mut lowered: Vec<Response> = Vec::new();
        for response in &operation.responses {
            let is_head = operation.method.eq_ignore_ascii_case("head");
            lowered.extend(self.response(response, is_head, words));
        }
        lowered.sort_by_key(|response| response.status);
        self.report_repeated(&lowered);
        lowered.dedup_by_key(|response| response.status);
        let (mut success, mut failure): (Vec<_>, Vec<_>) = lowered.into_iter().partition(|r| is_success(r.status));
        if success.is_empty() {
            // `default` then describes success too (OAS section 4.7.16).
            let default = failure.iter().find(|response| response.status == Status::Other);
            success.push(match default {
                Some(default) => Response { status: Status::OtherSuccess, ..default.clone() },
                None => Response {
                    status: Status::OtherSuccess,
                    description: None,
                    headers: Vec::new(),
                    content: None,
                    stream: None,
                    at: operation.at.clone(),
                },
            });
        }
        failure.retain(|response| !is_success(response.status));
        (success, failure)
    }

    /// No answer to a `HEAD` has a body (RFC 9110 section 9.3.2), whatever is said of one. What errors have in common is
    /// said of all operations alike, and reading none is no harm.
    fn nothing(&mut self, response: &description::Response) -> Option<Content> {
        if !response.object.content.is_empty() {
            let message = "the answer to a `HEAD` has no body";
            let diagnostic = Diagnostic::new(&code::FEATURE_IGNORED, response.at.key("content"), message);
            self.report(diagnostic.instead("an answer without a body"));
        }
        None
    }

    /// A body in none of the media types that can be read is passed on as it came.
    fn raw(&mut self, response: &description::Response) -> Option<Content> {
        let media_type = response.object.content.keys().min()?;
        let message = format!("response bodies of type `{media_type}` cannot be decoded yet");
        let diagnostic = Diagnostic::new(&code::BODY_UNSUPPORTED, response.at.key("content"), message);
        self.report(diagnostic.instead("the bytes of the body"));
        let ty = Type::String(StringFormat::Plain);
        Some(Content { media_type: "*/*".to_owned(), codec: Codec::Bytes, ty, encoding: Vec::new() })
    }

    /// `4XX` and `4xx` are the same key.
    fn report_repeated(&mut self, sorted: &[Response]) {
        for pair in sorted.windows(2).filter(|pair| pair[0].status == pair[1].status) {
            let message = "this response describes the same statuses as another";
            self.report(
                Diagnostic::new(&code::INVALID_STATUS, &pair[1].at, message)
                    .related(&pair[0].at, "the one that counts")
                    .help("remove one of them")
                    .instead("the first one only"),
            );
        }
    }

    fn response(&mut self, response: &description::Response, is_head: bool, words: &str) -> Option<Response> {
        let Some(status) = status(&response.status) else {
            let message = format!("`{}` is not a status", response.status);
            let help = "use a three-digit status, a range such as `4XX`, or `default`";
            let diagnostic = Diagnostic::new(&code::INVALID_STATUS, Location::Key(response.at.clone()), message);
            self.report(diagnostic.help(help).instead("nothing: the response is ignored"));
            return None;
        };
        let words = match status {
            Status::Code(code) => format!("{words} {code} response"),
            Status::Range(digit) => format!("{words} {digit}xx response"),
            Status::OtherSuccess | Status::Other => format!("{words} response"),
        };
        let (content, stream) = match is_head && is_success(status) {
            true => (self.nothing(response), None),
            false => match self.content(&response.object.content, Direction::Response, &response.at, &words) {
                Some(lowered) => (Some(lowered.content), lowered.stream),
                None => (self.raw(response), None),
            },
        };
        let headers = response.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        Some(Response {
            status,
            description: Some(response.object.description.clone()).filter(|text| !text.trim().is_empty()),
            headers: headers.filter_map(|(name, header)| self.header(name, header, &words)).collect(),
            content,
            stream,
            at: response.at.clone(),
        })
    }
}

/// Tells an operation that asks whether something is there: `HEAD`, to which 404 is described as an answer and not as
/// an error, by having no body. It is counted as a success then.
pub(super) fn existence(method: &str, success: &mut Vec<Response>, failure: &mut Vec<Response>) -> Option<Delivery> {
    let bare = |response: &Response| response.content.is_none();
    if !method.eq_ignore_ascii_case("head") || !success.iter().all(bare) {
        return None;
    }
    let missing = failure.iter().position(|response| response.status == Status::Code(404) && bare(response))?;
    success.push(failure.remove(missing));
    Some(Delivery::Existence)
}

/// A response key (OAS 3.0.3 section 4.7.16): a status, a range, or `default`.
fn status(key: &str) -> Option<Status> {
    match key.as_bytes() {
        b"default" => Some(Status::Other),
        [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Range(u16::from(digit - b'0'))),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Status::Code),
        _ => None,
    }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2) | Status::OtherSuccess)
}
