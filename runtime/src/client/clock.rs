//! The time limits of a call.

use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::{Either, poll_fn, select};

use crate::transport::{BoxFuture, Transport};

/// The limits that a call is under. One clock goes with it through all its steps.
pub(crate) struct Clock {
    total: Option<Limit>,
}

struct Limit {
    after: Duration,
    over: BoxFuture<()>,
}

/// A limit was hit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Over {
    /// How long was allowed.
    pub(crate) limit: Duration,
}

impl Clock {
    /// Starts to count.
    pub(crate) fn start(transport: &dyn Transport, total: Option<Duration>) -> Self {
        Self { total: total.map(|after| Limit::start(transport, after)) }
    }

    /// Returns the limit of the whole call.
    pub(crate) fn total(&self) -> Option<Duration> {
        self.total.as_ref().map(|limit| limit.after)
    }

    /// Runs a step, or says which limit was hit first. A step that is done at that moment counts as done.
    pub(crate) async fn limit<T>(&mut self, step: impl Future<Output = T>) -> Result<T, Over> {
        match select(pin!(step), poll_fn(|cx| self.poll_over(cx))).await {
            Either::Left((done, _)) => Ok(done),
            Either::Right((over, _)) => Err(over),
        }
    }

    /// Is ready when a limit is hit; to be asked after the step that it limits, and not again when it was ready.
    pub(crate) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<Over> {
        for limit in self.total.iter_mut() {
            if limit.over.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Over { limit: limit.after });
            }
        }
        Poll::Pending
    }
}

impl Limit {
    fn start(transport: &dyn Transport, after: Duration) -> Self {
        Self { after, over: transport.limit(after) }
    }
}
