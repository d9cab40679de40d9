//! Answers that say yes in words nobody understands.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::Inner;
use super::received::{Received, write_trailer};
use crate::headers::HeaderError;
use crate::json::DecodeError;
use crate::operation::Target;

/// A response that is not as the operation declares it. Status, headers and body are kept as they came.
#[derive(Debug)]
pub struct UndecodableResponse(Box<Fields>);

#[derive(Debug)]
struct Fields {
    target: Target,
    received: Received,
    reason: UndecodableReason,
}

/// What is wrong with a response.
#[derive(Debug)]
#[non_exhaustive]
pub enum UndecodableReason {
    /// The operation declares no success with this status.
    UndeclaredStatus,
    /// A header is not of its type.
    Header(HeaderError),
    /// The body is not of its type.
    Body {
        /// Where it is wrong, and how.
        error: DecodeError,
        /// The `Content-Type` that came with it; text that is not JSON often comes from someone in between.
        content_type: Option<String>,
    },
    /// The body is longer than the client's `response_limit`.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

impl UndecodableResponse {
    pub(crate) fn new(target: Target, received: Received, reason: UndecodableReason) -> Self {
        Self(Box::new(Fields { target, received, reason }))
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.0.received.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.received.headers
    }

    /// Returns the bytes of the body, as many as came.
    pub fn raw_body(&self) -> &Bytes {
        &self.0.received.body
    }

    /// Returns what is wrong.
    pub fn reason(&self) -> &UndecodableReason {
        &self.0.reason
    }

    /// Returns the service's own id of the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.received.request_id(self.0.target.operation)
    }
}

super::failure::of_request!(UndecodableResponse);

impl fmt::Display for UndecodableResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fields { target, received, reason } = &*self.0;
        write!(f, "{target} was answered {}", received.status)?;
        match reason {
            UndecodableReason::UndeclaredStatus => f.write_str(", which is not declared")?,
            UndecodableReason::Header(_) => f.write_str(", but a header could not be decoded")?,
            UndecodableReason::Body { content_type, .. } => {
                let content_type = content_type.as_deref().unwrap_or("no content type");
                write!(f, ", but the body ({content_type}) could not be decoded")?;
            }
            UndecodableReason::TooLarge { limit } => write!(f, ", but with more than {limit} bytes")?,
        }
        write_trailer(f, target, self.request_id())
    }
}

impl Inner for UndecodableResponse {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.reason {
            UndecodableReason::Header(error) => Some(error),
            UndecodableReason::Body { error, .. } => Some(error),
            UndecodableReason::UndeclaredStatus | UndecodableReason::TooLarge { .. } => None,
        }
    }
}
