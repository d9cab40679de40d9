//! A response before it is known what it should be: emitted code looks at the status and says.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::call::{Call, CallOptions};
use crate::client::{Client, media_type};
use crate::error::{
    Error, Facts, Failure, Phase, Received, ServiceError, TimeoutFailure, TransportFailure, UndecodableReason,
    UndecodableResponse,
};
use crate::headers::FromHeaders;
use crate::json::{DecodeError, FromJson, from_slice};
use crate::operation::Target;
use crate::page::Read;
use crate::poll::{Poller, Polling};
use crate::response::Response;
use crate::transport::TransportError;

/// A response whose body was read, if all went well, to its end.
///
/// The methods without `error` in their name are for what an operation declares as a success, the others for all else.
/// A body that is not whole fails the former, unless they do not look at it, and is as good as it is for the latter.
#[derive(Debug)]
pub struct Answer {
    target: Target,
    received: Received,
    cut: Option<Cut>,
}

/// Why a body is not whole.
#[derive(Debug)]
pub(crate) enum Cut {
    TooLarge { limit: u64 },
    TimedOut { limit: Duration },
    Broken(TransportError),
}

impl Cut {
    /// Says whether another attempt could do better.
    pub(crate) fn is_of_the_moment(&self) -> bool {
        !matches!(self, Self::TooLarge { .. })
    }
}

impl Answer {
    pub(crate) fn new(target: Target, received: Received, cut: Option<Cut>) -> Self {
        Self { target, received, cut }
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// Returns which of some media types the body has; the first one if it has none of them, or says nothing.
    pub fn media_type(&self, known: &[&str]) -> usize {
        media_type(&self.received.headers, known)
    }

    /// Takes a response without a body. If there is one all the same, it does not count.
    ///
    /// # Errors
    /// A header is not of its type: [`UndecodableReason::Header`].
    pub fn empty<H: FromHeaders>(self) -> Result<Response<(), H>, Failure> {
        self.decoded(|_| Ok(()))
    }

    /// Decodes a JSON body, whatever the `Content-Type` says. Where it may be `null`, there may be none.
    ///
    /// # Errors
    /// The body or a header is not of its type: [`UndecodableReason`]. The body is not whole: that, a
    /// [`TransportFailure`] or a [`TimeoutFailure`].
    pub fn json<T: FromJson, H: FromHeaders>(self) -> Result<Response<T, H>, Failure> {
        self.whole()?.decoded(json)
    }

    /// Decodes a body of text in UTF-8.
    ///
    /// # Errors
    /// As [`json`](Self::json).
    pub fn text<H: FromHeaders>(self) -> Result<Response<String, H>, Failure> {
        self.whole()?.decoded(text)
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    /// As [`json`](Self::json).
    pub fn bytes<H: FromHeaders>(self) -> Result<Response<Bytes, H>, Failure> {
        self.whole()?.decoded(|body| Ok(body.clone()))
    }

    /// Takes a response that says that an operation was taken on, and hands out what watches it to its end. `state` is
    /// the call that reads the state, and `read` what becomes of its answer.
    ///
    /// # Errors
    /// As [`empty`](Self::empty).
    pub fn poller<H: FromHeaders, T: 'static, S: 'static, E: 'static>(
        self,
        client: &Client,
        state: Call,
        options: &CallOptions,
        polling: &'static Polling,
        read: Read<T, S, E>,
    ) -> Result<Response<Poller<T, E>, H>, Failure> {
        let poller = Poller::new(client, state, options, polling, read).begun_by(self.target.clone());
        Ok(self.empty()?.map(|()| poller))
    }

    /// Makes an error with a JSON body. An undeclared 2xx is no [`Error::Service`] but an [`Error::Undecodable`]; here
    /// and below.
    pub fn json_error<E: FromJson>(self) -> Error<E> {
        self.error(json)
    }

    /// Makes an error with a body of text in UTF-8.
    pub fn text_error(self) -> Error<String> {
        self.error(text)
    }

    /// Makes an error with a body of bytes.
    pub fn bytes_error(self) -> Error<Bytes> {
        self.error(|body| Ok(body.clone()))
    }

    /// Makes an error for a status for which no body is declared.
    pub fn untyped_error<E>(self) -> Error<E> {
        match self.says_no() {
            Ok(Self { target, received, .. }) => {
                Error::Service(ServiceError::new(Facts::new(target, received, None), None))
            }
            Err(failure) => failure.into(),
        }
    }

    pub(crate) fn target(&self) -> &Target {
        &self.target
    }

    pub(crate) fn received(&self) -> &Received {
        &self.received
    }

    pub(crate) fn into_received(self) -> (Target, Received) {
        (self.target, self.received)
    }

    /// Says that the body is JSON, but not of its type. One that is not whole is not JSON.
    pub(crate) fn undecodable(self, error: DecodeError) -> Failure {
        match self.whole() {
            Ok(Self { target, received, .. }) => {
                let content_type = received.content_type().map(str::to_owned);
                undecodable(target, received, UndecodableReason::Body { error, content_type })
            }
            Err(failure) => failure,
        }
    }

    fn decoded<T, H: FromHeaders>(
        self,
        decode: impl FnOnce(&Bytes) -> Result<T, DecodeError>,
    ) -> Result<Response<T, H>, Failure> {
        let Self { target, received, .. } = self;
        let headers = match H::from_headers(&received.headers) {
            Ok(headers) => headers,
            Err(error) => return Err(undecodable(target, received, UndecodableReason::Header(error))),
        };
        match decode(&received.body) {
            Ok(body) => Ok(Response::new(target.operation, received.status, received.headers, headers, body)),
            Err(error) => {
                let content_type = received.content_type().map(str::to_owned);
                Err(undecodable(target, received, UndecodableReason::Body { error, content_type }))
            }
        }
    }

    fn error<E>(self, decode: fn(&Bytes) -> Result<E, DecodeError>) -> Error<E> {
        let Self { target, received, cut } = match self.says_no() {
            Ok(answer) => answer,
            Err(failure) => return failure.into(),
        };
        let (body, decode_error) = match decode(&received.body) {
            _ if received.body.is_empty() && cut.is_none() => (None, None),
            _ if cut.is_some() => (None, Some(DecodeError::new("the body is not whole", received.body.len()))),
            Ok(body) => (Some(body), None),
            Err(error) => (None, Some(error)),
        };
        Error::Service(ServiceError::new(Facts::new(target, received, decode_error), body))
    }

    /// Lets through what is not 2xx.
    fn says_no(self) -> Result<Self, Failure> {
        if !self.received.status.is_success() {
            return Ok(self);
        }
        Err(undecodable(self.target, self.received, UndecodableReason::UndeclaredStatus))
    }

    /// Lets through what has its whole body.
    fn whole(self) -> Result<Self, Failure> {
        let Self { target, received, cut } = self;
        Err(match cut {
            None => return Ok(Self { target, received, cut }),
            Some(Cut::TooLarge { limit }) => undecodable(target, received, UndecodableReason::TooLarge { limit }),
            Some(Cut::TimedOut { limit }) => {
                Failure::Timeout(TimeoutFailure::new(target, limit, Phase::Receiving(received)))
            }
            Some(Cut::Broken(error)) => Failure::Transport(TransportFailure::new(target, error, Some(received))),
        })
    }
}

fn undecodable(target: Target, received: Received, reason: UndecodableReason) -> Failure {
    Failure::Undecodable(UndecodableResponse::new(target, received, reason))
}

fn json<T: FromJson>(body: &Bytes) -> Result<T, DecodeError> {
    match body.is_empty().then(T::from_nothing).flatten() {
        Some(nothing) => Ok(nothing),
        None => from_slice(body),
    }
}

fn text(body: &Bytes) -> Result<String, DecodeError> {
    let text = str::from_utf8(body).map_err(|error| DecodeError::new("expected UTF-8", error.valid_up_to()))?;
    Ok(text.to_owned())
}
