//! What can be done to a job, and what comes of it.

use serde_json::{Value, json};

use super::{UNLIMITED, key, next};
use crate::call::Call;
use crate::check;
use crate::entity::Entity;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::{Key, State};

impl State {
    pub(crate) fn settle_job(&mut self, key: &Key) -> bool {
        let Some(after) = self.entity(key).and_then(|job| next(job.state())) else { return false };
        if after.is_empty() || after == "completed" {
            self.drop_auto_pool(key);
        }
        if after.is_empty() {
            let Key::Job(id) = key else { return false };
            return self.jobs.remove(id).is_some();
        }
        let now = self.clock.now().to_string();
        if let Some(job) = self.entity_mut(key).filter(|_| after == "completed") {
            job.set_in("executionInfo", "endTime", now);
        }
        self.finish(key, "state", after);
        true
    }

    /// Begins to terminate a job: running tasks end, active ones stay as they are.
    pub(crate) fn end_job(&mut self, key: &Key, reason: &str) {
        if let Some(job) = self.entity_mut(key) {
            job.set_in("executionInfo", "terminateReason", reason);
        }
        self.end_running_tasks(key);
        self.begin(key, "state", "terminating");
    }

    /// Terminates a job that wants that when all of its tasks are completed, and has some.
    pub(crate) fn end_job_if_done(&mut self, id: &str) {
        let Some(job) = self.jobs.get(id) else { return };
        let wanted = job.entity.state() == "active" && job.entity.text("onAllTasksComplete") == "terminatejob";
        if wanted && !job.tasks.is_empty() && job.tasks.values().all(|task| task.entity.state() == "completed") {
            self.end_job(&Key::Job(id.to_owned()), "AllTasksCompleted");
        }
    }

    /// Removes the pool that lives as long as the job.
    fn drop_auto_pool(&mut self, key: &Key) {
        let Some(job) = self.entity(key) else { return };
        let auto = &job.get("poolInfo")["autoPoolSpecification"];
        if auto["poolLifetimeOption"] == "job" && auto["keepAlive"] != true {
            let pool = job.text("executionInfo/poolId").to_lowercase();
            self.remove_pool(&pool);
        }
    }

    /// Finds a job that is not about to go.
    pub(crate) fn present_job(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let key = key(call);
        let job = self.find(&key, call)?;
        if job.state() == "deleting" {
            return Err(Problem::conflict("JobBeingDeleted", "The specified job is being deleted."));
        }
        Ok((key, job))
    }

    /// Finds a job that is not over.
    pub(crate) fn open_job(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let (key, job) = self.present_job(call)?;
        still_open(job)?;
        Ok((key, job))
    }
}

/// Refuses what a job that is over, or about to be, cannot do any more.
pub(crate) fn still_open(job: &Entity) -> Result<(), Problem> {
    match job.state() {
        "deleting" => Err(Problem::conflict("JobBeingDeleted", "The specified job is being deleted.")),
        "terminating" => Err(Problem::conflict("JobTerminating", "The specified job is being terminated.")),
        "completed" => Err(Problem::conflict("JobCompleted", "The specified job is completed.")),
        _ => Ok(()),
    }
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.present_job(call)?;
    state.begin(&key, "state", "deleting");
    Ok(Reply::empty())
}

pub(crate) fn terminate(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_job(call)?;
    let reason = call.body.get("terminateReason").and_then(Value::as_str).unwrap_or("UserTerminate");
    state.end_job(&key, reason);
    Ok(state.changed(&key))
}

pub(crate) fn disable(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, job) = state.open_job(call)?;
    if job.state() != "active" {
        return Err(Problem::conflict("JobNotActive", "The specified job is not active."));
    }
    match call.body["disableTasks"].as_str() {
        Some("requeue") => state.requeue_running_tasks(&key),
        Some("terminate") => state.end_running_tasks(&key),
        Some("wait") => {}
        _ => {
            let value = call.body["disableTasks"].to_string();
            return Err(Problem::property("disableTasks", &value, "none of requeue, terminate, wait"));
        }
    }
    state.begin(&key, "state", "disabling");
    Ok(state.changed(&key))
}

pub(crate) fn enable(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, job) = state.open_job(call)?;
    if !matches!(job.state(), "disabled" | "disabling") {
        return Err(Problem::state("The specified job is not disabled."));
    }
    state.begin(&key, "state", "enabling");
    Ok(state.changed(&key))
}

pub(crate) fn patch(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_job(call)?;
    state.change(&key, |job| check::merge(job, &call.body));
    state.end_job_if_done(&call.param(0).to_lowercase());
    Ok(state.changed(&key))
}

/// Replaces all that can be: what is absent has its default afterwards.
pub(crate) fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_job(call)?;
    state.change(&key, |job| {
        job.set("priority", 0);
        job.set("maxParallelTasks", -1);
        job.set("allowTaskPreemption", false);
        job.set("constraints", json!({"maxWallClockTime": UNLIMITED, "maxTaskRetryCount": 0}));
        job.set("onAllTasksComplete", "noaction");
        job.remove("metadata");
        check::merge(job, &call.body);
    });
    state.end_job_if_done(&call.param(0).to_lowercase());
    Ok(state.changed(&key))
}
