//! From one error type to the other.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, Failure, Inner, InvalidRequest};

impl<E> Error<E> {
    /// Changes the type of the error body.
    pub fn map<F>(self, change: impl FnOnce(E) -> F) -> Error<F> {
        match self {
            Self::Transport(error) => Error::Transport(error),
            Self::Timeout(error) => Error::Timeout(error),
            Self::Credential(error) => Error::Credential(error),
            Self::InvalidRequest(error) => Error::InvalidRequest(error),
            Self::Service(error) => Error::Service(error.map(change)),
            Self::Undecodable(error) => Error::Undecodable(error),
            Self::Poll(error) => Error::Poll(error),
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Transport(error) => Self::Transport(error),
            Failure::Timeout(error) => Self::Timeout(error),
            Failure::Credential(error) => Self::Credential(error),
            Failure::InvalidRequest(error) => Self::InvalidRequest(error),
            Failure::Undecodable(error) => Self::Undecodable(error),
        }
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}

impl From<InvalidRequest> for Failure {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}

impl Failure {
    fn inner(&self) -> &dyn Inner {
        match self {
            Self::Transport(error) => error,
            Self::Timeout(error) => error,
            Self::Credential(error) => error,
            Self::InvalidRequest(error) => error,
            Self::Undecodable(error) => error,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().fmt(f)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().cause()
    }
}
