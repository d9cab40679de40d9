//! How often to look, and for how long.

use std::time::Duration;

/// When the state of an operation is read.
///
/// The first time is one interval after the start, since right behind the request the old state may still be there. The
/// interval grows each time. A `Retry-After` of the answer that has the state (also in milliseconds, as in
/// [`ServiceError::retry_after`](crate::ServiceError::retry_after)) takes the place of the next interval.
#[derive(Clone, Debug, PartialEq)]
pub struct PollOptions {
    pub(super) interval: Duration,
    pub(super) factor: f64,
    pub(super) max_interval: Duration,
    pub(super) limit: Option<Duration>,
}

impl Default for PollOptions {
    fn default() -> Self {
        let (interval, max_interval) = (Duration::from_secs(1), Duration::from_secs(30));
        Self { interval, factor: 1.5, max_interval, limit: None }
    }
}

impl PollOptions {
    /// Starts with an interval of 1 s that grows by half each time up to 30 s, and no limit.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the first interval.
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets what each interval is multiplied with to get the next one. What is not a number above 1 counts as 1.
    #[must_use]
    pub fn factor(mut self, factor: f64) -> Self {
        self.factor = if factor > 1.0 { factor } else { 1.0 };
        self
    }

    /// Sets the longest interval. If it is shorter than the first one, all are that short.
    #[must_use]
    pub fn max_interval(mut self, interval: Duration) -> Self {
        self.max_interval = interval;
        self
    }

    /// Limits the whole: at its end the state is read one last time, within the time limit of that call.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Returns the interval, and makes the next one longer.
    pub(super) fn next_interval(&mut self) -> Duration {
        let interval = self.interval.min(self.max_interval);
        let longer = Duration::try_from_secs_f64(interval.as_secs_f64() * self.factor);
        self.interval = longer.unwrap_or(self.max_interval);
        interval
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intervals(mut options: PollOptions) -> Vec<u128> {
        (0..10).map(|_| options.next_interval().as_millis()).collect()
    }

    #[test]
    fn intervals_grow_up_to_the_longest() {
        assert_eq!(intervals(PollOptions::new()), [1000, 1500, 2250, 3375, 5062, 7593, 11390, 17085, 25628, 30000]);
        let even = PollOptions::new().interval(Duration::from_millis(5));
        for factor in [1.0, 0.0, -2.0, f64::NAN] {
            assert_eq!(intervals(even.clone().factor(factor)), [5; 10]);
        }
        let steep = PollOptions::new().factor(f64::INFINITY).max_interval(Duration::MAX);
        assert_eq!(intervals(steep)[1..], [Duration::MAX.as_millis(); 9]);
        let short = PollOptions::new().max_interval(Duration::from_millis(7));
        assert_eq!(intervals(short), [7; 10]);
    }
}
