//! How states move.

use std::time::Duration;

use super::FakeBatch;
use crate::problem::Problem;
use crate::state::{Key, State, TaskResult};

/// How states move.
impl FakeBatch {
    /// Sets how many reads see a state that does not last, such as `deleting`: 1 unless set. With 0 nobody sees it.
    /// Holds for states that begin later.
    pub fn settle_after(&self, reads: u32) -> &Self {
        self.0.state().rules.settle_after = reads;
        self
    }

    /// Ends all states that do not last, tasks run to their ends among them, unless they are [held](Self::hold_tasks).
    pub fn settle(&self) -> &Self {
        self.0.state().settle_all();
        self
    }

    /// Keeps tasks as they are, however often they are read, until they are [run](Self::run_tasks).
    pub fn hold_tasks(&self, hold: bool) -> &Self {
        self.0.state().rules.hold_tasks = hold;
        self
    }

    /// Runs all tasks that can run, held or not, to their ends.
    pub fn run_tasks(&self) -> &Self {
        let mut state = self.0.state();
        let tasks = |state: &State| -> Vec<Key> {
            let jobs: Vec<_> = state.jobs.keys().cloned().map(Key::Job).collect();
            jobs.iter().flat_map(|job| state.tasks_where(job, |task| task.entity.state() != "completed")).collect()
        };
        while tasks(&state).iter().filter(|task| state.run_task(task)).count() > 0 {}
        state.sweep();
        drop(state);
        self
    }

    /// Sets how a task will end. Others end with exit code 0 and print nothing. The task need not be there yet.
    pub fn set_task_result(&self, job: &str, task: &str, exit_code: i32, stdout: &str) -> &Self {
        let result = TaskResult { exit_code, stdout: stdout.to_owned() };
        self.0.state().rules.results.insert(Key::task(job, task), result);
        self
    }

    /// Makes the next job of a schedule, as if its time had come.
    ///
    /// # Errors
    /// There is no such schedule, or it is not active.
    pub fn run_schedule(&self, schedule: &str) -> Result<(), Problem> {
        self.0.state().run_schedule(&Key::schedule(schedule))
    }

    /// Returns how much time has been waited away by clients of the [transport](Self::transport).
    pub fn waited(&self) -> Duration {
        self.0.timeline.now()
    }
}
