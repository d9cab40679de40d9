//! The border to the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use jiff::Timestamp;

use crate::body::Body;

/// A boxed future that owns what it needs and can move between threads.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Sends requests and waits. Everything else (encoding, credentials, time limits, decoding) happens above it.
///
/// A transport sends what it is given: it adds no header but what HTTP itself needs (`Host`), follows no redirect and
/// repeats no request of which a part may have been sent.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request with an absolute URI. The future is ready when the head of the response has come; dropping it,
    /// or the response's body, gives the request up.
    ///
    /// # Errors
    /// There was no response. The [kind](TransportError::kind) says how far it went.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<Result<http::Response<Body>, TransportError>>;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;

    /// Waits for the end of a time limit, which starts now. Whoever waits for it would rather see something else
    /// happen first; a clock for tests can tell by this what to skip, and when time has to pass.
    fn limit(&self, after: Duration) -> BoxFuture<()> {
        self.sleep(after)
    }

    /// Returns the time of day: for dates in requests, the expiry of tokens, and services that ask to wait until a date.
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// How far an exchange went before it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The transport does not take the request, and will not take it later. Nothing was sent.
    Refused,
    /// There was no connection; nothing of the request was sent.
    Connect,
    /// Sending the request or waiting for the response failed; the service may have acted on the request.
    Send,
    /// Reading the response's body failed; the service has acted on the request.
    Receive,
}

/// An exchange that failed below HTTP.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

impl TransportError {
    /// Makes an error from what went wrong, an error or a message.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// Returns how far the exchange went.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Refused => "the transport refuses the request",
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Send => "the exchange broke off before the response",
            TransportErrorKind::Receive => "the response broke off",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
