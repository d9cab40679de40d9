//! What can go wrong with a call. The variant says what to do next, the struct in it what happened.
//!
//! `Display` is one line with method, path, status, code, message and request id where there are such. It never shows
//! a body, a query, a header value of the request or the text of [`source`](std::error::Error::source).

mod convert;
mod failure;
mod invalid;
mod poll;
mod received;
mod service;
#[cfg(test)]
mod tests;
mod undecodable;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::{Method, StatusCode};

pub(crate) use failure::Phase;
pub use failure::{CredentialFailure, TimeoutFailure, TransportFailure};
pub use invalid::InvalidRequest;
pub use poll::{PollFailure, PollReason};
pub(crate) use received::Received;
pub(crate) use service::Facts;
pub use service::ServiceError;
pub use undecodable::{UndecodableReason, UndecodableResponse};

/// A call that did not succeed; `E` is the type of the error body that the operation declares.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The network failed. Whether the service may have acted on the request is in
    /// [`may_have_been_sent`](Self::may_have_been_sent).
    Transport(TransportFailure),
    /// The call took longer than it was allowed to. The service may have acted on the request.
    Timeout(TimeoutFailure),
    /// There is no credential for the operation, or it cannot be used. Nothing was sent, unless by an earlier attempt.
    Credential(CredentialFailure),
    /// The request cannot be written down. Nothing was sent; the same call will fail again.
    InvalidRequest(InvalidRequest),
    /// The service answered that it could not, or would not: any status but 2xx that is not declared as a success.
    Service(ServiceError<E>),
    /// The service answered with success, but not as declared. It has most likely acted on the request.
    Undecodable(UndecodableResponse),
    /// The service took the request on, but what it asked for did not come to a good end, or not in time.
    Poll(PollFailure),
}

/// The part of [`Error`] that has nothing to do with the type of the error body.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// See [`Error::Transport`].
    Transport(TransportFailure),
    /// See [`Error::Timeout`].
    Timeout(TimeoutFailure),
    /// See [`Error::Credential`].
    Credential(CredentialFailure),
    /// See [`Error::InvalidRequest`].
    InvalidRequest(InvalidRequest),
    /// See [`Error::Undecodable`].
    Undecodable(UndecodableResponse),
}

impl<E> Error<E> {
    /// Returns the status of the response, if its head was received.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Transport(error) => error.status(),
            Self::Timeout(error) => error.status(),
            Self::Credential(_) | Self::InvalidRequest(_) => None,
            Self::Service(error) => Some(error.status()),
            Self::Undecodable(error) => Some(error.status()),
            Self::Poll(error) => Some(error.status()),
        }
    }

    /// Returns the service's own id of the request, from the response header that the operation declares for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Transport(error) => error.request_id(),
            Self::Timeout(error) => error.request_id(),
            Self::Credential(_) | Self::InvalidRequest(_) => None,
            Self::Service(error) => error.request_id(),
            Self::Undecodable(error) => error.request_id(),
            Self::Poll(error) => error.request_id(),
        }
    }

    /// Returns the error code of the service.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.code(),
            _ => None,
        }
    }

    /// Says whether the same call may succeed later: network, time limit, and the statuses of
    /// [`ServiceError::is_retryable`]; for [`Poll`](Self::Poll), whether waiting on may help. Whether it is
    /// safe to repeat is another question: see [`may_have_been_sent`](Self::may_have_been_sent).
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_retryable(),
            Self::Timeout(_) => true,
            Self::Credential(_) | Self::InvalidRequest(_) | Self::Undecodable(_) => false,
            Self::Service(error) => error.is_retryable(),
            Self::Poll(error) => error.is_retryable(),
        }
    }

    /// Says whether the service may have acted on the request, in whatever attempt. If not, it is safe to repeat,
    /// whatever its method.
    pub fn may_have_been_sent(&self) -> bool {
        match self {
            Self::Transport(error) => error.may_have_been_sent(),
            Self::Timeout(error) => error.may_have_been_sent(),
            Self::Credential(error) => error.may_have_been_sent(),
            Self::InvalidRequest(_) => false,
            Self::Service(_) | Self::Undecodable(_) | Self::Poll(_) => true,
        }
    }

    /// Returns how long the service asks to wait before the next call; see [`ServiceError::retry_after`].
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Service(error) => error.retry_after(),
            _ => None,
        }
    }

    /// Returns how many attempts were made, as [`Retry`](crate::Retry) has it; 0 for a request that cannot be written
    /// down.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Transport(error) => error.attempts(),
            Self::Timeout(error) => error.attempts(),
            Self::Credential(error) => error.attempts(),
            Self::InvalidRequest(_) => 0,
            Self::Service(error) => error.attempts(),
            Self::Undecodable(error) => error.attempts(),
            Self::Poll(error) => error.attempts(),
        }
    }

    /// Returns the `operationId`. `None` for what went wrong outside any operation, such as an illegal endpoint.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Transport(error) => Some(error.operation()),
            Self::Timeout(error) => Some(error.operation()),
            Self::Credential(error) => Some(error.operation()),
            Self::InvalidRequest(error) => error.operation(),
            Self::Service(error) => Some(error.operation()),
            Self::Undecodable(error) => Some(error.operation()),
            Self::Poll(error) => Some(error.operation()),
        }
    }

    /// Returns the method of the request; `None` as for [`operation`](Self::operation).
    pub fn method(&self) -> Option<&'static Method> {
        match self {
            Self::Transport(error) => Some(error.method()),
            Self::Timeout(error) => Some(error.method()),
            Self::Credential(error) => Some(error.method()),
            Self::InvalidRequest(error) => error.method(),
            Self::Service(error) => Some(error.method()),
            Self::Undecodable(error) => Some(error.method()),
            Self::Poll(error) => Some(error.method()),
        }
    }

    /// Returns the path of the request without its query, for a request that could not be written down its template;
    /// `None` as for [`operation`](Self::operation).
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Transport(error) => Some(error.path()),
            Self::Timeout(error) => Some(error.path()),
            Self::Credential(error) => Some(error.path()),
            Self::InvalidRequest(error) => error.path(),
            Self::Service(error) => Some(error.path()),
            Self::Undecodable(error) => Some(error.path()),
            Self::Poll(error) => Some(error.path()),
        }
    }

    fn inner(&self) -> &dyn Inner {
        match self {
            Self::Transport(error) => error,
            Self::Timeout(error) => error,
            Self::Credential(error) => error,
            Self::InvalidRequest(error) => error,
            Self::Service(error) => error,
            Self::Undecodable(error) => error,
            Self::Poll(error) => error,
        }
    }
}

/// What all structs inside of errors can do, whatever their type parameter.
trait Inner: fmt::Display {
    fn cause(&self) -> Option<&(dyn StdError + 'static)>;
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().fmt(f)
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().cause()
    }
}

/// The structs are errors of their own, so that one taken out of its variant can be handed on with `?`.
macro_rules! std_error {
    ($($type:ty),*) => {$(
        impl StdError for $type {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                Inner::cause(self)
            }
        }
    )*};
}

std_error!(TransportFailure, TimeoutFailure, CredentialFailure, UndecodableResponse, PollFailure);

impl<E: fmt::Debug> StdError for ServiceError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Inner::cause(self)
    }
}
