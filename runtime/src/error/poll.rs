//! Operations that were taken on and did not come to a good end.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::Inner;
use super::received::{Received, write_line, write_trailer};
use crate::operation::{Operation, Target};

/// An operation that the service took on, and that was then watched in vain. The request that it names is the one that
/// began the operation if that is known, else the one that reads the state; status, headers and body are those of the
/// state read last.
#[derive(Debug)]
pub struct PollFailure(Box<Fields>);

#[derive(Debug)]
struct Fields {
    /// With the attempts of the reading.
    target: Target,
    /// The operation that reads the state.
    reading: &'static Operation,
    received: Received,
    state: Option<String>,
    reason: PollReason,
}

/// How an operation ended that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollReason {
    /// It came to a state that is a failure.
    Failed,
    /// What it was about is not there any more (404), and that is a failure.
    Gone,
    /// It was still going on when the time was over. The service goes on with it.
    TimedOut {
        /// How long it was allowed to take.
        limit: Duration,
    },
}

impl PollFailure {
    /// `begun` is the request that began the operation, `reading` that which read the state.
    pub(crate) fn new(
        begun: Option<&Target>,
        reading: Target,
        received: Received,
        state: Option<String>,
        reason: PollReason,
    ) -> Self {
        let Target { operation, attempts, .. } = reading;
        let target = begun.map_or(reading, |begun| Target { attempts, ..begun.clone() });
        Self(Box::new(Fields { target, reading: operation, received, state, reason }))
    }

    /// Returns how it ended.
    pub fn reason(&self) -> PollReason {
        self.0.reason
    }

    /// Returns the state that was read last, as the service spells it. `None` if what had the state is gone.
    pub fn state(&self) -> Option<&str> {
        self.0.state.as_deref()
    }

    /// Returns the status of the answer that the state was read from.
    pub fn status(&self) -> StatusCode {
        self.0.received.status
    }

    /// Returns the headers of the answer that the state was read from.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.received.headers
    }

    /// Returns the bytes that the state was read from, which may say more.
    pub fn raw_body(&self) -> &Bytes {
        &self.0.received.body
    }

    /// Says whether waiting on may help: if it was only the time that was over.
    pub fn is_retryable(&self) -> bool {
        matches!(self.0.reason, PollReason::TimedOut { .. })
    }

    /// Returns the service's own id of the request that read the state.
    pub fn request_id(&self) -> Option<&str> {
        self.0.received.request_id(self.0.reading)
    }
}

super::failure::of_request!(PollFailure);

impl fmt::Display for PollFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fields { target, state, reason, .. } = &*self.0;
        match reason {
            PollReason::Failed => write!(f, "{target}: it failed")?,
            PollReason::Gone => write!(f, "{target}: it failed, because what it is about is gone")?,
            PollReason::TimedOut { limit } => write!(f, "{target}: it was not done within {limit:?}")?,
        }
        if let Some(state) = state {
            f.write_str(", the state is `")?;
            write_line(f, state)?;
            f.write_str("`")?;
        }
        write_trailer(f, target, self.request_id())
    }
}

impl Inner for PollFailure {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        None
    }
}
