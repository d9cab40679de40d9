//! When a request is sent again, and when not.
//!
//! The surprise is how seldom a POST is: whoever sends "start this" twice may start two of it.

mod after;
mod outcome;

use std::time::Duration;

use uuid::Uuid;

pub(crate) use after::after;
pub(crate) use outcome::{Outcome, is_transient};

/// How often a request is sent until there is an answer to be content with, and how long to wait in between.
///
/// The wait doubles from one attempt to the next, up to a maximum. A random part of it, at most half, is left out, so
/// that clients that failed together do not come back together. What a service asks for in `Retry-After` (in seconds or
/// as a date), `retry-after-ms` or `x-ms-retry-after-ms` counts instead, as it is and however long. If a wait does not
/// fit into what is left of the call's time limit, the call ends at once with what it got last.
///
/// ```
/// # use std::time::Duration;
/// # use bindery_runtime::Retry;
/// let patient = Retry::new().attempts(8).first_delay(Duration::from_secs(2)).max_delay(Duration::from_secs(120));
/// assert_eq!(Retry::none(), Retry::new().attempts(1));
/// ```
///
/// # What is repeated
///
/// | what happened | `GET` `HEAD` `OPTIONS` `TRACE` | `PUT` `DELETE` | others |
/// |---|---|---|---|
/// | there was no connection, or no time to authorize the request | yes | yes | yes |
/// | 408, 429: the service did not act | yes | yes | yes |
/// | 500, 502, 503, 504 | yes | yes | if repeatable |
/// | the connection broke off, or an attempt took too long, before the response | yes | yes | if repeatable |
/// | the same, within the body of a response | yes | if repeatable | if repeatable |
/// | any other status, a refused request, no credential | no | no | no |
///
/// The columns are the safe, the other idempotent, and all other methods (RFC 9110 section 9.2). A call is repeatable
/// if its caller [says so](crate::CallOptions::repeatable): that doing it twice does no harm. Within the body it is the
/// safe methods only, since the service has acted then: a `DELETE` that is repeated would find nothing. Calls that
/// stream a body do not repeat there at all: some of it was handed out by then.
///
/// # What a repeated request may be answered
///
/// The service may have acted on an attempt whose answer was lost. The next one then finds the work done: a `DELETE` is
/// answered 404, a `PUT` under `If-Match` or `If-None-Match` 412, a repeatable `POST` that creates or ends something
/// 409. After [more than one attempt](crate::Error::attempts) such an error can mean success, and reading the state
/// of the thing tells: a job whose termination is answered 409 because it is terminating, or completed, is as wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first_delay: Duration,
    max_delay: Duration,
}

impl Retry {
    /// Starts with 4 attempts, a first delay of 0.8 s, and delays of 60 s at most.
    pub fn new() -> Self {
        Self { attempts: 4, first_delay: Duration::from_millis(800), max_delay: Duration::from_secs(60) }
    }

    /// Sends each request once. (A token that is [refused](crate::Credential::refused) is still replaced.)
    pub fn none() -> Self {
        Self::new().attempts(1)
    }

    /// Sets how often a request is sent in all; 0 counts as 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the delay before the second attempt.
    #[must_use]
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// Sets the longest delay, but for what the service asks for.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Returns how long to wait after so many attempts; `None` if they are enough. For code that repeats something of
    /// its own: what calls repeat needs no help.
    pub fn delay_after(&self, attempts: u32) -> Option<Duration> {
        // 62 bits of a random UUID are behind its variant, the lowest 16 among them.
        let random = Uuid::new_v4().as_u128() & 0xffff;
        (attempts < self.attempts).then(|| self.delay(attempts, random as u32))
    }

    /// The delay: one half of it for sure, of the other one as much as `random` says, of 0x1_0000.
    fn delay(&self, attempts: u32, random: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let half = self.first_delay.saturating_mul(factor).min(self.max_delay) / 2;
        half + (half / 0x1_0000) * random
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_maximum() {
        let retry = Retry::new().attempts(u32::MAX);
        for (attempts, seconds) in [(1, 0.8), (2, 1.6), (3, 3.2), (7, 51.2), (8, 60.0), (40, 60.0), (u32::MAX, 60.0)] {
            let whole = Duration::from_secs_f64(seconds);
            assert_eq!(retry.delay(attempts, 0), whole / 2, "{attempts}");
            let longest = retry.delay(attempts, 0xffff);
            assert!(longest <= whole && longest > whole.mul_f64(0.9999), "{attempts}: {longest:?}");
        }
        let extreme = Retry::new().first_delay(Duration::MAX).max_delay(Duration::MAX);
        assert!(extreme.delay(3, 0xffff) > Duration::MAX / 2);
    }

    #[test]
    fn delays_differ_within_their_bounds() {
        let whole = Duration::from_millis(800);
        let delays: Vec<_> = (0..64).filter_map(|_| Retry::new().delay_after(1)).collect();
        assert!(delays.iter().all(|delay| (whole / 2..=whole).contains(delay)), "{delays:?}");
        assert!(delays.iter().any(|delay| delay != &delays[0]));
        // All 64 in one half of their range: one in 2^63.
        assert!(delays.iter().any(|delay| *delay < whole * 3 / 4) && delays.iter().any(|delay| *delay > whole * 3 / 4));
    }

    #[test]
    fn attempts_come_to_an_end() {
        assert!(Retry::new().delay_after(3).is_some());
        assert_eq!((Retry::new().delay_after(4), Retry::none().delay_after(1)), (None, None));
        assert_eq!(Retry::new().attempts(0), Retry::none());
    }
}
