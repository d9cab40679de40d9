//! Waiting in process. No real time passes: when nothing is left to do but wait, time jumps to the end of the shortest
//! wait.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

/// A time, and who waits for it. Clones share both.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeline(Arc<Mutex<Waits>>);

#[derive(Debug, Default)]
struct Waits {
    now: Duration,
    last: u64,
    /// Ends of waits under way, and whom to tell.
    ends: BTreeMap<(Duration, u64), Option<Waker>>,
}

/// A wait that ends when it is dropped, too.
struct Wait {
    timeline: Timeline,
    key: (Duration, u64),
}

impl Timeline {
    /// Returns how much time has been waited away.
    pub(crate) fn now(&self) -> Duration {
        self.waits().now
    }

    /// Waits. Whoever is polled while others wait longer gives all else a turn before time jumps.
    pub(crate) async fn sleep(self, duration: Duration) {
        let wait = self.start(duration);
        let mut turns = 0_u32;
        std::future::poll_fn(|context| {
            let over = wait.poll(context.waker(), turns > 2);
            turns += 1;
            over
        })
        .await;
    }

    fn start(self, duration: Duration) -> Wait {
        let key = {
            let mut waits = self.waits();
            waits.last += 1;
            let key = (waits.now.saturating_add(duration), waits.last);
            waits.ends.insert(key, None);
            key
        };
        Wait { timeline: self, key }
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wait {
    fn poll(&self, waker: &Waker, patient: bool) -> Poll<()> {
        let mut waits = self.timeline.waits();
        let shortest = waits.ends.keys().next() == Some(&self.key);
        if shortest && patient {
            waits.now = waits.now.max(self.key.0);
        }
        if waits.now >= self.key.0 {
            return Poll::Ready(());
        }
        if shortest {
            waker.wake_by_ref();
        }
        waits.ends.insert(self.key, Some(waker.clone()));
        Poll::Pending
    }
}

impl Drop for Wait {
    /// Lets the next in line see whether it is its turn.
    fn drop(&mut self) {
        let mut waits = self.timeline.waits();
        waits.ends.remove(&self.key);
        if let Some(waker) = waits.ends.values_mut().next().and_then(Option::take) {
            waker.wake();
        }
    }
}
