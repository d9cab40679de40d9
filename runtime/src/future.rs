//! A call on its way to what the operation makes of the answer.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::answer::Answer;
use crate::call::{Call, CallOptions};
use crate::client::Client;
use crate::error::{Error, Failure};
use crate::page::Read;
use crate::response::Response;
use crate::transport::BoxFuture;

/// The future of a [`Response`]: `T` is the type of its body, `H` that of its headers, `E` that of an error's body. It
/// is a `Future<Output = Result<Response<T, H>, Error<E>>>`, owns all it needs, and gives the call up when dropped.
///
/// A type in place of an `async` function, since emitted code has one of these for each operation: only the reading
/// of the answer is compiled anew.
#[must_use = "nothing is sent until it is awaited"]
pub struct ResponseFuture<T, H, E> {
    sending: BoxFuture<Result<Answer, Failure>>,
    /// `None` behind the end.
    read: Option<ReadOnce<T, H, E>>,
}

/// [`Read`] for one answer, which may hold what it needs besides.
type ReadOnce<T, H, E> = Box<dyn FnOnce(Answer) -> Result<Response<T, H>, Error<E>> + Send>;

impl<T, H, E> ResponseFuture<T, H, E> {
    /// Sends a call, and makes of the answer what `read` does.
    pub fn new(client: &Client, call: Call, options: &CallOptions, read: Read<T, H, E>) -> Self
    where
        T: 'static,
        H: 'static,
        E: 'static,
    {
        Self::with(client, call, options, read)
    }

    /// Sends a call, and makes of the answer what `read` does, which may hold what it needs besides.
    pub fn with(
        client: &Client,
        call: Call,
        options: &CallOptions,
        read: impl FnOnce(Answer) -> Result<Response<T, H>, Error<E>> + Send + 'static,
    ) -> Self {
        Self { sending: client.send(call, options), read: Some(Box::new(read)) }
    }
}

/// Once it is ready, it stays pending for ever.
impl<T, H, E> Future for ResponseFuture<T, H, E> {
    type Output = Result<Response<T, H>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.read.is_none() {
            return Poll::Pending;
        }
        let answer = ready!(self.sending.as_mut().poll(cx));
        let Some(read) = self.read.take() else { return Poll::Pending };
        Poll::Ready(answer.map_err(Error::from).and_then(read))
    }
}

impl<T, H, E> fmt::Debug for ResponseFuture<T, H, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").field("over", &self.read.is_none()).finish_non_exhaustive()
    }
}
