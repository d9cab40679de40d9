//! Waiting in process. No real time passes: when nothing is left to do but wait, time jumps to the end of the shortest
//! wait.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

/// How often a wait lets everything else go on before it makes time jump.
const PATIENCE: u32 = 2;

/// A time, and who waits for it. Clones share both.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeline(Arc<Mutex<Waits>>);

#[derive(Debug, Default)]
struct Waits {
    now: Duration,
    begun: u64,
    jumps: u64,
    /// Ends of waits under way; the number tells equal ones apart.
    ends: BTreeSet<(Duration, u64)>,
}

/// A wait. It is over when it is dropped, too.
struct Wait {
    timeline: Timeline,
    end: (Duration, u64),
    /// Polls since the last jump, and which that was.
    turns: u32,
    jumps: u64,
}

impl Timeline {
    /// Returns how much time has been waited away.
    pub(crate) fn now(&self) -> Duration {
        self.waits().now
    }

    /// Waits. Nothing is registered before the first poll.
    pub(crate) async fn sleep(self, duration: Duration) {
        let mut wait = self.begin(duration);
        std::future::poll_fn(|context| {
            let over = wait.poll();
            if over.is_pending() {
                context.waker().wake_by_ref();
            }
            over
        })
        .await;
    }

    fn begin(self, duration: Duration) -> Wait {
        let (end, jumps) = {
            let mut waits = self.waits();
            waits.begun += 1;
            let end = (waits.now.saturating_add(duration), waits.begun);
            waits.ends.insert(end);
            (end, waits.jumps)
        };
        Wait { timeline: self, end, turns: 0, jumps }
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wait {
    /// Looks at the time, and makes it jump to the next end, whosever that is: its owner need not be listening.
    fn poll(&mut self) -> Poll<()> {
        let mut waits = self.timeline.waits();
        self.turns = if self.jumps == waits.jumps { self.turns + 1 } else { 0 };
        self.jumps = waits.jumps;
        if self.turns > PATIENCE
            && let Some(next) = waits.next()
        {
            waits.now = next;
            waits.jumps += 1;
        }
        if waits.now >= self.end.0 { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Waits {
    /// Finds the first end that is yet to come.
    fn next(&self) -> Option<Duration> {
        let later = (Bound::Excluded((self.now, u64::MAX)), Bound::Unbounded);
        self.ends.range(later).next().map(|(end, _)| *end)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.timeline.waits().ends.remove(&self.end);
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;

    #[tokio::test]
    async fn a_wait_that_nobody_polls_keeps_no_other_from_its_end() {
        let timeline = Timeline::default();
        let mut forgotten = pin!(timeline.clone().sleep(Duration::from_secs(1)));
        let first = forgotten.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(first.is_pending());
        timeline.clone().sleep(Duration::from_secs(2)).await;
        assert_eq!(timeline.now(), Duration::from_secs(2));
        forgotten.await;
        assert_eq!(timeline.now(), Duration::from_secs(2));
    }
}
