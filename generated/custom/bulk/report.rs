//! What became of all tasks.

use std::ops::Deref;
use std::vec::IntoIter;

use super::outcome::{AddedTask, NotAdded, TaskOutcome};

/// What became of each task, in the order of the input.
#[derive(Clone, Debug)]
#[must_use = "each task may have failed for itself"]
pub struct Report(Vec<TaskOutcome>);

impl Report {
    /// Puts outcomes into the order of the input.
    pub(super) fn new(mut outcomes: Vec<TaskOutcome>) -> Self {
        outcomes.sort_unstable_by_key(|outcome| outcome.index);
        Self(outcomes)
    }

    /// Returns the tasks that were not added, and why.
    pub fn failures(&self) -> impl Iterator<Item = &NotAdded> {
        self.0.iter().filter_map(|outcome| outcome.result.as_ref().err())
    }

    /// Returns the tasks if all were added.
    ///
    /// # Errors
    /// The first one that was not. Others may have been: ask [`failures`](Self::failures) for all that were not.
    pub fn into_result(self) -> Result<Vec<AddedTask>, NotAdded> {
        self.0.into_iter().map(|outcome| outcome.result).collect()
    }
}

impl Deref for Report {
    type Target = [TaskOutcome];

    fn deref(&self) -> &[TaskOutcome] {
        &self.0
    }
}

impl IntoIterator for Report {
    type Item = TaskOutcome;
    type IntoIter = IntoIter<TaskOutcome>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a TaskOutcome;
    type IntoIter = std::slice::Iter<'a, TaskOutcome>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
