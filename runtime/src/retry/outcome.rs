//! What came of an attempt, as far as the next one is concerned.

use http::{Method, StatusCode};

use crate::transport::TransportErrorKind;

/// An attempt that did not do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// It went nowhere, and would again.
    Futile,
    /// It never left.
    NotSent,
    /// It may have left, and was not answered.
    NotAnswered,
    /// It was answered.
    Answered(StatusCode),
    /// It was answered, but not to the end.
    BrokenOff,
}

impl Outcome {
    pub(crate) fn of_transport(kind: TransportErrorKind) -> Self {
        match kind {
            TransportErrorKind::Refused => Self::Futile,
            TransportErrorKind::Connect => Self::NotSent,
            TransportErrorKind::Send | TransportErrorKind::Receive => Self::NotAnswered,
        }
    }

    /// Says whether the same request is worth another attempt, and can do no harm by it: the table of
    /// [`Retry`](super::Retry).
    pub(crate) fn may_be_repeated(self, method: &Method, repeatable: bool) -> bool {
        match self {
            Self::Futile => false,
            Self::NotSent => true,
            Self::NotAnswered => repeatable || method.is_idempotent(),
            Self::Answered(status) if !is_transient(status) => false,
            Self::Answered(_) => !self.may_have_acted() || repeatable || method.is_idempotent(),
            Self::BrokenOff => repeatable || method.is_safe(),
        }
    }

    /// Says whether the service may have done what it was asked.
    pub(crate) fn may_have_acted(self) -> bool {
        match self {
            Self::Futile | Self::NotSent => false,
            Self::Answered(status) => !matches!(status.as_u16(), 401 | 408 | 429),
            Self::NotAnswered | Self::BrokenOff => true,
        }
    }
}

/// Says whether a status speaks of the moment rather than of the request.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}
