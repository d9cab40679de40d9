//! What can be done to a task.

use serde_json::json;

use super::key;
use crate::call::Call;
use crate::check;
use crate::entity::Entity;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::jobs::{UNLIMITED, still_open};
use crate::state::{Key, State};

impl State {
    /// Finds a task that is not completed.
    fn open_task(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let key = key(call);
        let task = self.find(&key, call)?;
        if task.state() == "completed" {
            return Err(Problem::conflict("TaskCompleted", "The specified task is completed."));
        }
        Ok((key, task))
    }
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.find(&key(call), call)?;
    if let Some(job) = state.jobs.get_mut(&call.param(0).to_lowercase()) {
        job.tasks.remove(&call.param(1).to_lowercase());
    }
    state.end_job_if_done(&call.param(0).to_lowercase());
    Ok(Reply::empty())
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_task(call)?;
    state.change(&key, |task| {
        let constraints = json!({"maxWallClockTime": UNLIMITED, "retentionTime": "P7D", "maxTaskRetryCount": 0});
        task.set("constraints", constraints);
        check::merge(task, &call.body);
    });
    Ok(state.changed(&key))
}

pub(crate) fn terminate(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_task(call)?;
    state.end_task(&key);
    Ok(state.changed(&key))
}

/// Runs a task that failed once more.
pub(crate) fn reactivate(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = key(call);
    let task = state.find(&key, call)?;
    if let Some(job) = state.entity(&Key::job(call.param(0))) {
        still_open(job)?;
    }
    if task.state() != "completed" || task.text("executionInfo/result") == "success" {
        return Err(Problem::state("Only tasks that failed can be reactivated."));
    }
    state.requeue_task(&key);
    Ok(state.changed(&key))
}
