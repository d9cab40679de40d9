//! Time that passes when it has to, and never otherwise.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::transport::BoxFuture;

/// A clock; clones share it.
#[derive(Clone)]
pub(super) struct Clock(Arc<Mutex<State>>);

struct State {
    start: Timestamp,
    /// Since the start.
    passed: Duration,
    slept: Vec<Duration>,
    /// The limits that somebody waits for, by when they end and a number that tells them apart.
    limits: BTreeMap<(Duration, u64), Waker>,
    next: u64,
    hanging: usize,
}

impl Default for Clock {
    fn default() -> Self {
        let (start, passed) = (Timestamp::now(), Duration::ZERO);
        Self(Arc::new(Mutex::new(State { start, passed, slept: vec![], limits: BTreeMap::new(), next: 0, hanging: 0 })))
    }
}

impl Clock {
    pub(super) fn now(&self) -> Timestamp {
        let state = self.state();
        let passed = SignedDuration::try_from(state.passed).unwrap_or(SignedDuration::MAX);
        state.start.checked_add(passed).unwrap_or(Timestamp::MAX)
    }

    /// Sets the time of day. Limits do not notice.
    pub(super) fn set_now(&self, now: Timestamp) {
        let mut state = self.state();
        let passed = SignedDuration::try_from(state.passed).unwrap_or(SignedDuration::MAX);
        state.start = now.checked_sub(passed).unwrap_or(Timestamp::MIN);
    }

    pub(super) fn advance(&self, duration: Duration) {
        let mut state = self.state();
        let passed = state.passed.saturating_add(duration);
        state.pass_to(passed);
    }

    pub(super) fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    /// Waits, which takes no time but that of the clock.
    pub(super) fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        let clock = self.clone();
        Box::pin(async move {
            let mut state = clock.state();
            state.slept.push(duration);
            let end = state.passed.saturating_add(duration);
            state.pass_to(end);
        })
    }

    /// Waits until the time has passed by other means, or has to because something hangs.
    pub(super) fn limit(&self, after: Duration) -> BoxFuture<()> {
        let mut state = self.state();
        let key = (state.passed.saturating_add(after), state.next);
        state.next += 1;
        state.limits.insert(key, Waker::noop().clone());
        drop(state);
        let limit = Limit { clock: self.clone(), key };
        Box::pin(std::future::poll_fn(move |cx| limit.poll(cx)))
    }

    /// Never ends, and makes limits be hit.
    pub(super) fn hang<T: 'static>(&self) -> BoxFuture<T> {
        let clock = self.clone();
        Box::pin(async move {
            let _hanging = Hanging::new(clock);
            std::future::pending().await
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn pass_to(&mut self, passed: Duration) {
        self.passed = self.passed.max(passed);
        self.wake();
    }

    /// Wakes whoever waits for a limit that is over, or would be next.
    fn wake(&self) {
        let over = self.limits.range(..=(self.passed, u64::MAX));
        over.chain(self.limits.iter().take(1)).for_each(|(_, waker)| waker.wake_by_ref());
    }

    /// Says whether a limit is hit; if something hangs, the next one is.
    fn is_over(&self, key: (Duration, u64)) -> bool {
        let next = self.limits.first_key_value().is_some_and(|(first, _)| *first == key);
        key.0 <= self.passed || self.hanging > 0 && next
    }
}

struct Limit {
    clock: Clock,
    key: (Duration, u64),
}

impl Limit {
    fn poll(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.state();
        if !state.is_over(self.key) {
            state.limits.insert(self.key, cx.waker().clone());
            return Poll::Pending;
        }
        state.pass_to(self.key.0);
        Poll::Ready(())
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        let mut state = self.clock.state();
        state.limits.remove(&self.key);
        state.wake();
    }
}

struct Hanging(Clock);

impl Hanging {
    fn new(clock: Clock) -> Self {
        let mut state = clock.state();
        state.hanging += 1;
        state.wake();
        drop(state);
        Self(clock)
    }
}

impl Drop for Hanging {
    fn drop(&mut self) {
        self.0.state().hanging -= 1;
    }
}
