//! Bodies of requests and responses.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};

use crate::transport::TransportError;

/// A body in memory, or one that comes in pieces.
#[derive(Debug)]
pub struct Body(Kind);

enum Kind {
    Full(Full<Bytes>, Bytes),
    Stream(UnsyncBoxBody<Bytes, TransportError>),
}

impl Body {
    /// Makes an empty body.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// Makes a body that comes in pieces.
    pub fn stream<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = TransportError> + Send + 'static,
    {
        Self(Kind::Stream(body.boxed_unsync()))
    }

    /// Returns the whole body if it is in memory; signatures need it.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Full(_, bytes) => Some(bytes),
            Kind::Stream(_) => None,
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Full(Full::new(bytes.clone()), bytes))
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match &mut self.0 {
            Kind::Full(body, _) => Pin::new(body).poll_frame(cx).map_err(|never| match never {}),
            Kind::Stream(body) => Pin::new(body).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Full(body, _) => body.is_end_stream(),
            Kind::Stream(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Full(body, _) => body.size_hint(),
            Kind::Stream(body) => body.size_hint(),
        }
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full(_, bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Stream(_) => f.write_str("stream"),
        }
    }
}
