//! Bodies that are handed on as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use http_body::Body as _;

use crate::body::Body;
use crate::client::{Client, Clock, OpenAnswer};
use crate::error::{
    Failure, Phase, Received, TimeoutFailure, TransportFailure, UndecodableReason, UndecodableResponse,
};
use crate::headers::FromHeaders;
use crate::json::DecodeError;
use crate::operation::Target;
use crate::response::Response;
use crate::transport::{TransportError, TransportErrorKind};

/// The body of a response, piece by piece: a [`Stream`] of them, and without an extension trait [`chunk`](Self::chunk).
///
/// Nothing is read that is not asked for, and nothing is kept that was handed out. The time limit of the call ends with
/// the head of the response; from then on there is a limit on the time in which nothing comes while the program waits
/// for it, as long as that of the call unless [`idle_limit`](Self::idle_limit) says otherwise. Dropping the stream
/// gives the rest up.
///
/// A body that does not come to its end (by its framing and its `Content-Length`) is an error behind the pieces that
/// came, and the stream ends there.
///
/// ```
/// # use bindery_runtime as rt;
/// # async fn example(mut body: rt::ByteStream) -> Result<(), rt::Failure> {
/// let mut length = 0;
/// while let Some(chunk) = body.chunk().await {
///     length += chunk?.len();
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is read until a piece is taken"]
pub struct ByteStream(Box<Inner>);

struct Inner {
    client: Client,
    target: Target,
    /// What errors say of the response; there is no body in it.
    received: Received,
    /// `None` behind the end.
    body: Option<Body>,
    content_length: Option<u64>,
    /// How many bytes were handed out.
    count: u64,
    idle_limit: Option<Duration>,
    /// Goes on while the body is waited for.
    clock: Option<Clock>,
}

impl OpenAnswer {
    /// Takes the body as it comes, in place of reading it.
    ///
    /// # Errors
    /// A header is not of its type: [`UndecodableReason::Header`].
    pub fn stream<H: FromHeaders>(self) -> Result<Response<ByteStream, H>, Failure> {
        let headers = H::from_headers(self.headers());
        let stream = ByteStream::new(self);
        let Inner { target, received, .. } = &*stream.0;
        match headers {
            Ok(headers) => {
                let (operation, status, raw) = (target.operation, received.status, received.headers.clone());
                Ok(Response::new(operation, status, raw, headers, stream))
            }
            Err(error) => Err(stream.undecodable(UndecodableReason::Header(error))),
        }
    }
}

impl ByteStream {
    fn new(answer: OpenAnswer) -> Self {
        let OpenAnswer { client, target, head, body, clock, .. } = answer;
        let content_length = content_length(&head.headers).or_else(|| body.size_hint().exact());
        Self(Box::new(Inner {
            client,
            target,
            received: Received { status: head.status, headers: head.headers, body: Bytes::new() },
            body: Some(body),
            content_length,
            count: 0,
            idle_limit: clock.total(),
            clock: None,
        }))
    }

    /// Returns how long the whole body is, in bytes, if the service said so.
    pub fn content_length(&self) -> Option<u64> {
        self.0.content_length
    }

    /// Limits the time in which nothing comes while the program waits for it; `None` lifts the limit.
    pub fn idle_limit(mut self, limit: Option<Duration>) -> Self {
        self.0.idle_limit = limit;
        self
    }

    /// Takes the next piece, which is never empty; `None` at the end. A future that is dropped loses nothing.
    ///
    /// # Errors
    /// The body broke off, or nothing came for too long. Both keep status and headers, and how much came.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, Failure>> {
        std::future::poll_fn(|cx| self.0.poll_chunk(cx)).await
    }

    /// Collects what is left, but no more than `limit` bytes.
    ///
    /// # Errors
    /// There is more: [`UndecodableReason::TooLarge`]. Otherwise as [`chunk`](Self::chunk).
    pub async fn collect(mut self, limit: u64) -> Result<Bytes, Failure> {
        let left = self.0.content_length.map(|length| length.saturating_sub(self.0.count));
        if left.is_some_and(|left| left > limit) {
            return Err(self.undecodable(UndecodableReason::TooLarge { limit }));
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.chunk().await {
            let chunk = chunk?;
            if (bytes.len() + chunk.len()) as u64 > limit {
                return Err(self.undecodable(UndecodableReason::TooLarge { limit }));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }

    pub(crate) fn undecodable(&self, reason: UndecodableReason) -> Failure {
        let Inner { target, received, .. } = &*self.0;
        Failure::Undecodable(UndecodableResponse::new(target.clone(), received.clone(), reason))
    }

    /// Says that a piece of the body is not of its type, and keeps it.
    pub(crate) fn undecodable_piece(&self, piece: Bytes, error: DecodeError) -> Failure {
        let Inner { target, received, .. } = &*self.0;
        let content_type = received.content_type().map(str::to_owned);
        let received = Received { body: piece, ..received.clone() };
        let reason = UndecodableReason::Body { error, content_type };
        Failure::Undecodable(UndecodableResponse::new(target.clone(), received, reason))
    }
}

impl Inner {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        let failure = match ready!(self.poll_body(cx)) {
            Some(Ok(chunk)) => {
                self.count += chunk.len() as u64;
                self.clock = None;
                return Poll::Ready(Some(Ok(chunk)));
            }
            Some(Err(failure)) => failure,
            None => return Poll::Ready(None),
        };
        self.body = None;
        Poll::Ready(Some(Err(failure)))
    }

    fn poll_body(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        loop {
            match Pin::new(&mut *body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => return Poll::Ready(Some(Ok(data))),
                    Ok(_) | Err(_) => {}
                },
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(self.broken(error)))),
                Poll::Ready(None) => return Poll::Ready(self.ended().map(Err)),
                Poll::Pending => return self.poll_idle(cx).map(|failure| Some(Err(failure))),
            }
        }
    }

    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<Failure> {
        let clock = self.clock.get_or_insert_with(|| self.client.clock(self.idle_limit));
        let over = ready!(clock.poll_over(cx));
        let phase = Phase::Idle(self.received.clone(), self.count);
        Poll::Ready(Failure::Timeout(TimeoutFailure::new(self.target.clone(), over.limit, phase)))
    }

    /// The transport knows when a body breaks off, but perhaps not one of ours.
    fn ended(&mut self) -> Option<Failure> {
        self.body = None;
        let missing = self.content_length.is_some_and(|length| self.count < length);
        missing.then(|| {
            let message = "the body is shorter than its Content-Length";
            self.broken(TransportError::new(TransportErrorKind::Receive, message))
        })
    }

    fn broken(&self, error: TransportError) -> Failure {
        let (target, received) = (self.target.clone(), self.received.clone());
        Failure::Transport(TransportFailure::streamed(target, error, received, self.count))
    }
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_chunk(cx)
    }
}

/// Shows how much came, and none of it.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { target, received, content_length, count, .. } = &*self.0;
        f.debug_struct("ByteStream")
            .field("target", target)
            .field("status", &received.status)
            .field("content_length", content_length)
            .field("received", count)
            .finish_non_exhaustive()
    }
}
