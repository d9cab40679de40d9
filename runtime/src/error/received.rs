//! What is known of a response, for errors to keep.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::operation::{Operation, Target};

/// The head of a response and as much of its body as came.
#[derive(Clone)]
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn request_id(&self, operation: &Operation) -> Option<&str> {
        self.headers.get(operation.request_id?)?.to_str().ok()
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }
}

/// Shows neither header values nor the body: who knows what is in them.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {} headers, {} bytes", self.status, self.headers.len(), self.body.len())
    }
}

/// Writes ` (request id 1234, after 3 attempts)`, as much of it as there is to say.
pub(super) fn write_trailer(f: &mut fmt::Formatter<'_>, target: &Target, id: Option<&str>) -> fmt::Result {
    match (id, target.attempts) {
        (None, 0..=1) => Ok(()),
        (Some(id), 0..=1) => write!(f, " (request id {id})"),
        (None, attempts) => write!(f, " (after {attempts} attempts)"),
        (Some(id), attempts) => write!(f, " (request id {id}, after {attempts} attempts)"),
    }
}

/// Writes text of the service as a part of one line, and nothing that a terminal would obey.
pub(super) fn write_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    f.write_str(words.next().unwrap_or_default())?;
    words.try_for_each(|word| write!(f, " {word}"))
}
