//! What a caller can say about one call whatever its operation.

use std::fmt;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use super::header_value;
use crate::error::InvalidRequest;
use crate::retry::Retry;

/// How long a call may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Timeout {
    /// As long as the client says.
    #[default]
    Inherited,
    /// As long as it takes.
    Unlimited,
    /// So long, everything included.
    After(Duration),
}

impl Timeout {
    pub(crate) fn or(self, inherited: Option<Duration>) -> Option<Duration> {
        match self {
            Self::Inherited => inherited,
            Self::Unlimited => None,
            Self::After(limit) => Some(limit),
        }
    }
}

/// Options of one call.
///
/// `Debug` shows the names of headers, not their values.
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(crate) timeout: Timeout,
    pub(crate) attempt_timeout: Timeout,
    pub(crate) retry: Option<Retry>,
    pub(crate) repeatable: bool,
    headers: Vec<(HeaderName, HeaderValue)>,
    fault: Option<(String, &'static str)>,
}

impl CallOptions {
    /// Starts with nothing special.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the whole call, from asking the credential to the last byte of the answer, with all attempts and the
    /// waiting in between.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Timeout::After(timeout);
        self
    }

    /// Lifts the limit of the client for the whole call.
    #[must_use]
    pub fn no_timeout(mut self) -> Self {
        self.timeout = Timeout::Unlimited;
        self
    }

    /// Limits each attempt, from asking the credential to the last byte of the answer.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Timeout::After(timeout);
        self
    }

    /// Sets how often the request is repeated.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Says whether doing it twice does no harm, so that a POST or PATCH is [repeated](Retry) like a GET, also when the
    /// service may have acted on it already.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// Sets a header, also one that the operation or the runtime would set; `Content-Length` excepted, which always
    /// tells the length of the body. A name or a value that is not legal makes the call an [`InvalidRequest`].
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), header_value(value)) {
            (Ok(name), Ok(value)) => self.headers.push((name, value)),
            (Err(_), _) => self.fault = Some((name.to_owned(), "is not a legal header name")),
            (_, Err(message)) => self.fault = Some((name.to_owned(), message)),
        }
        self
    }

    pub(crate) fn apply(&self, headers: &mut http::HeaderMap) -> Result<(), InvalidRequest> {
        if let Some((name, message)) = &self.fault {
            return Err(InvalidRequest::new(format!("header `{name}` {message}")));
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        Ok(())
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("repeatable", &self.repeatable)
            .field("headers", &names)
            .finish()
    }
}
