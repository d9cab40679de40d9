//! Failures before there was a whole response: network, time limit, credential.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};

use super::Inner;
use super::received::{Received, write_trailer};
use crate::auth::CredentialError;
use crate::operation::Target;
use crate::retry::Outcome;
use crate::transport::{TransportError, TransportErrorKind};

/// How far a call went before its time was over.
#[derive(Debug)]
pub(crate) enum Phase {
    Authorizing,
    Sending,
    Receiving(Received),
    /// So many bytes of the body were handed out, and then no more came.
    Idle(Received, u64),
}

/// A call that the network failed.
#[derive(Debug)]
pub struct TransportFailure(Box<Transport>);

#[derive(Debug)]
struct Transport {
    target: Target,
    error: TransportError,
    received: Option<Received>,
    count: u64,
}

impl TransportFailure {
    pub(crate) fn new(target: Target, error: TransportError, received: Option<Received>) -> Self {
        let count = received.as_ref().map_or(0, |received| received.body.len() as u64);
        Self(Box::new(Transport { target, error, received, count }))
    }

    /// For a body of which `count` bytes were handed out as they came.
    pub(crate) fn streamed(target: Target, error: TransportError, received: Received, count: u64) -> Self {
        Self(Box::new(Transport { target, error, received: Some(received), count }))
    }

    /// Returns how far the exchange went.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.error.kind()
    }

    /// Says whether the service may have acted on the request: unless there was no connection, in this attempt and
    /// in those before it, it may.
    pub fn may_have_been_sent(&self) -> bool {
        self.0.target.may_have_acted || Outcome::of_transport(self.kind()).may_have_acted()
    }

    /// Says whether the same call may succeed later: unless the transport [refuses](TransportErrorKind::Refused) it.
    pub fn is_retryable(&self) -> bool {
        self.kind() != TransportErrorKind::Refused
    }
}

/// A call that took too long.
#[derive(Debug)]
pub struct TimeoutFailure(Box<Timeout>);

#[derive(Debug)]
struct Timeout {
    target: Target,
    limit: Duration,
    sent: bool,
    idle: bool,
    received: Option<Received>,
    count: u64,
}

impl TimeoutFailure {
    pub(crate) fn new(target: Target, limit: Duration, phase: Phase) -> Self {
        let (sent, idle) = (!matches!(phase, Phase::Authorizing), matches!(phase, Phase::Idle(..)));
        let (received, count) = match phase {
            Phase::Authorizing | Phase::Sending => (None, 0),
            Phase::Receiving(received) => {
                let count = received.body.len() as u64;
                (Some(received), count)
            }
            Phase::Idle(received, count) => (Some(received), count),
        };
        Self(Box::new(Timeout { target, limit, sent, idle, received, count }))
    }

    /// Returns how long the call was allowed to take; for a body that is taken as it comes, how long it was allowed to
    /// stand still.
    pub fn limit(&self) -> Duration {
        self.0.limit
    }

    /// Says whether the service may have acted on the request: unless the time was over while the credential was
    /// being asked for, for the first time, it may.
    pub fn may_have_been_sent(&self) -> bool {
        self.0.sent || self.0.target.may_have_acted
    }
}

/// A call that could not be authorized. Nothing was sent, unless by an earlier attempt.
#[derive(Debug)]
pub struct CredentialFailure(Box<Credential>);

#[derive(Debug)]
struct Credential {
    target: Target,
    error: CredentialError,
}

impl CredentialFailure {
    pub(crate) fn new(target: Target, error: CredentialError) -> Self {
        Self(Box::new(Credential { target, error }))
    }

    /// Says whether the service may have acted on the request in an earlier attempt.
    pub fn may_have_been_sent(&self) -> bool {
        self.0.target.may_have_acted
    }
}

/// What errors say of the request.
macro_rules! of_request {
    ($($type:ty),*) => {$(
        impl $type {
            /// Returns the `operationId`.
            pub fn operation(&self) -> &'static str {
                self.0.target.operation.id
            }

            /// Returns how many attempts were made.
            pub fn attempts(&self) -> u32 {
                self.0.target.attempts
            }

            /// Returns the method of the request.
            pub fn method(&self) -> &'static Method {
                &self.0.target.operation.method
            }

            /// Returns the path of the request without its query.
            pub fn path(&self) -> &str {
                &self.0.target.path
            }
        }
    )*};
}

/// What errors say of a response of which perhaps nothing came.
macro_rules! of_partial_response {
    ($($type:ty),*) => {$(
        impl $type {
            /// Returns the status of the response, if its head was received.
            pub fn status(&self) -> Option<StatusCode> {
                self.0.received.as_ref().map(|received| received.status)
            }

            /// Returns the headers of the response, if its head was received.
            pub fn headers(&self) -> Option<&HeaderMap> {
                self.0.received.as_ref().map(|received| &received.headers)
            }

            /// Returns how many bytes of the body came before it broke off.
            pub fn received_bytes(&self) -> u64 {
                self.0.count
            }

            /// Returns the service's own id of the request.
            pub fn request_id(&self) -> Option<&str> {
                self.0.received.as_ref()?.request_id(self.0.target.operation)
            }
        }
    )*};
}

pub(super) use of_request;
of_request!(TransportFailure, TimeoutFailure, CredentialFailure);
of_partial_response!(TransportFailure, TimeoutFailure);

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Transport { target, received, .. } = &*self.0;
        match received {
            Some(received) => write!(f, "{target} was answered {}, but not to the end", received.status)?,
            None if self.may_have_been_sent() => write!(f, "{target} was not answered")?,
            None => write!(f, "{target} was not sent")?,
        }
        write_trailer(f, target, self.request_id())
    }
}

impl fmt::Display for TimeoutFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Timeout { target, limit, idle, received, .. } = &*self.0;
        match received {
            Some(received) if *idle => write!(f, "{target} was answered {}, but then nothing came", received.status)?,
            Some(received) => write!(f, "{target} was answered {}, but not to the end", received.status)?,
            None if self.may_have_been_sent() => write!(f, "{target} was not answered")?,
            None => write!(f, "{target} was not sent")?,
        }
        write!(f, " within {limit:?}")?;
        write_trailer(f, target, self.request_id())
    }
}

impl fmt::Display for CredentialFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: it could not be authorized", self.0.target)?;
        write_trailer(f, &self.0.target, None)
    }
}

impl Inner for TransportFailure {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0.error)
    }
}

impl Inner for TimeoutFailure {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        None
    }
}

impl Inner for CredentialFailure {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0.error)
    }
}
