//! Answers that say no.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use super::Inner;
use super::received::{Received, write_line, write_trailer};
use crate::json::{DecodeError, from_slice};
use crate::operation::Target;
use crate::retry::{after, is_transient};

/// An answer of the service that says no, whatever its body looks like.
pub struct ServiceError<E>(Box<Fields<E>>);

struct Fields<E> {
    facts: Facts,
    body: Option<E>,
}

/// All of it that has nothing to do with the type of the body.
pub(crate) struct Facts {
    target: Target,
    received: Received,
    code: Option<String>,
    message: Option<String>,
    decode_error: Option<DecodeError>,
}

impl Facts {
    /// Takes code and message from the raw JSON, so that they survive a body that is not as declared.
    pub(crate) fn new(target: Target, received: Received, decode_error: Option<DecodeError>) -> Self {
        let body = from_slice::<Value>(&received.body).unwrap_or_default();
        let fields = &target.operation.error;
        let find = |pointers: &[&str]| {
            let text = pointers.iter().find_map(|pointer| body.pointer(pointer)?.as_str());
            text.map(str::to_owned)
        };
        Self { code: find(fields.code), message: find(fields.message), target, received, decode_error }
    }
}

impl<E> ServiceError<E> {
    pub(crate) fn new(facts: Facts, body: Option<E>) -> Self {
        Self(Box::new(Fields { facts, body }))
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.0.facts.received.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.facts.received.headers
    }

    /// Returns the error code, if the body has one where the service puts it.
    pub fn code(&self) -> Option<&str> {
        self.0.facts.code.as_deref()
    }

    /// Returns the message for people, if the body has one where the service puts it.
    pub fn message(&self) -> Option<&str> {
        self.0.facts.message.as_deref()
    }

    /// Returns the body. `None` if there was none, if none is declared for the status, or if it is not as declared;
    /// [`decode_error`](Self::decode_error) is there in the last case only.
    pub fn body(&self) -> Option<&E> {
        self.0.body.as_ref()
    }

    /// Returns the body, see [`body`](Self::body).
    pub fn into_body(self) -> Option<E> {
        self.0.body
    }

    /// Returns the bytes of the body, as many as came.
    pub fn raw_body(&self) -> &Bytes {
        &self.0.facts.received.body
    }

    /// Returns why there is no [`body`](Self::body) although there are bytes.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.facts.decode_error.as_ref()
    }

    /// Returns the service's own id of the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.facts.received.request_id(self.0.facts.target.operation)
    }

    /// Returns how long the service asks to wait: `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3;
    /// one in the past is zero), or one of the de facto headers in milliseconds, `retry-after-ms` and
    /// `x-ms-retry-after-ms`, which win because they are finer.
    pub fn retry_after(&self) -> Option<Duration> {
        after(self.headers(), jiff::Timestamp::now())
    }

    /// Says whether the same request may succeed later: 408, 429, 500, 502, 503 and 504.
    pub fn is_retryable(&self) -> bool {
        is_transient(self.status())
    }

    /// Returns how many attempts were made, this answer being that to the last.
    pub fn attempts(&self) -> u32 {
        self.0.facts.target.attempts
    }

    /// Returns the `operationId`.
    pub fn operation(&self) -> &'static str {
        self.0.facts.target.operation.id
    }

    /// Returns the method of the request.
    pub fn method(&self) -> &'static Method {
        &self.0.facts.target.operation.method
    }

    /// Returns the path of the request without its query.
    pub fn path(&self) -> &str {
        &self.0.facts.target.path
    }

    pub(crate) fn map<F>(self, change: impl FnOnce(E) -> F) -> ServiceError<F> {
        let Fields { facts, body } = *self.0;
        ServiceError::new(facts, body.map(change))
    }
}

impl<E> fmt::Display for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was answered {}", self.0.facts.target, self.status())?;
        for text in [self.code(), self.message()].into_iter().flatten() {
            f.write_str(": ")?;
            write_line(f, text)?;
        }
        write_trailer(f, &self.0.facts.target, self.request_id())
    }
}

impl<E: fmt::Debug> fmt::Debug for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("target", &self.0.facts.target)
            .field("received", &self.0.facts.received)
            .field("code", &self.code())
            .field("message", &self.message())
            .field("request_id", &self.request_id())
            .field("decode_error", &self.decode_error())
            .field("body", &self.body())
            .finish()
    }
}

impl<E> Inner for ServiceError<E> {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        self.decode_error().map(|error| error as _)
    }
}
