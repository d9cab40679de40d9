//! The time limits of a call.

use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::{Either, poll_fn, select};
use jiff::{SignedDuration, Timestamp};

use crate::transport::{BoxFuture, Transport};

/// The limits that a call is under, one for all of it and one for each attempt. It goes with the call through all steps.
pub(crate) struct Clock {
    total: Option<Limit>,
    attempt: Option<Limit>,
    /// When `total` is over by the time of day.
    deadline: Option<Timestamp>,
}

struct Limit {
    after: Duration,
    /// `None` when it is over.
    running: Option<BoxFuture<()>>,
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
        let deadline = |after| transport.now().checked_add(signed(after)).unwrap_or(Timestamp::MAX);
        Self { deadline: total.map(deadline), total: total.map(|after| Limit::start(transport, after)), attempt: None }
    }

    /// Starts to count for another attempt.
    pub(crate) fn start_attempt(&mut self, transport: &dyn Transport, limit: Option<Duration>) {
        self.attempt = limit.map(|after| Limit::start(transport, after));
    }

    /// Between two attempts only the limit of the whole call counts.
    pub(crate) fn end_attempt(&mut self) {
        self.attempt = None;
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

    /// Is ready when a limit is hit, and stays so. To be asked after the step that it limits.
    pub(crate) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<Over> {
        let mut limits = self.attempt.iter_mut().chain(&mut self.total);
        match limits.find_map(|limit| limit.poll(cx)) {
            Some(over) => Poll::Ready(over),
            None => Poll::Pending,
        }
    }

    /// Says whether a wait ends before the call does. By the time of day, since a transport has no other time to tell:
    /// if that is set back or forth meanwhile, the limit itself still holds.
    pub(crate) fn has_time_for(&self, wait: Duration, now: Timestamp) -> bool {
        let Some(deadline) = self.deadline else { return true };
        let over = self.total.as_ref().is_some_and(|total| total.running.is_none());
        !over && signed(wait) < deadline.duration_since(now)
    }
}

impl Limit {
    fn start(transport: &dyn Transport, after: Duration) -> Self {
        Self { after, running: Some(transport.limit(after)) }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Option<Over> {
        if self.running.as_mut().is_some_and(|running| running.as_mut().poll(cx).is_pending()) {
            return None;
        }
        self.running = None;
        Some(Over { limit: self.after })
    }
}

fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}
