//! Jobs.

mod change;
mod info;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

pub(crate) use change::{delete, disable, enable, patch, still_open, terminate, update};
pub(crate) use info::{get_task_counts, list_preparation_and_release_task_status};

use super::{Job, Key, State};
use crate::call::Call;
use crate::check;
use crate::entity::{Entity, Told};
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

/// The service's own way to write that there is no limit.
pub(crate) const UNLIMITED: &str = "P10675199DT2H48M5.4775807S";

pub(super) fn key(call: &Call) -> Key {
    Key::job(call.param(0))
}

impl State {
    /// Adds a job, with the pool and the task that it brings along.
    pub(crate) fn add_job(&mut self, given: Map<String, Value>) -> Result<Key, Problem> {
        let id = check::id(&given)?;
        let key = Key::job(&id);
        if self.entity(&key).is_some() {
            return Err(key.exists());
        }
        let stamp = self.stamp();
        let mut defaults = json!({
            "url": check::url(&["jobs", &id]),
            "creationTime": stamp.time.to_string(),
            "state": "active",
            "priority": 0,
            "maxParallelTasks": -1,
            "allowTaskPreemption": false,
            "usesTaskDependencies": false,
            "onAllTasksComplete": "noaction",
            "onTaskFailure": "noaction",
            "constraints": {"maxWallClockTime": UNLIMITED, "maxTaskRetryCount": 0},
            "executionInfo": {"startTime": stamp.time.to_string()},
        });
        if let Some(pool) = self.pool_of(&id, &given)? {
            defaults["executionInfo"]["poolId"] = pool.into();
        }
        let manager = given.get("jobManagerTask").cloned();
        let mut entity = Entity::new(Told::Everything, stamp, defaults, given);
        entity.wait(next(entity.state()).map(|_| self.rules.settle_after));
        self.jobs.insert(id.to_lowercase(), Job { entity, tasks: BTreeMap::new() });
        self.note(&key);
        if let Some(Value::Object(manager)) = manager {
            self.add_task(&id, manager)?;
        }
        Ok(key)
    }

    /// Returns the id of the pool that a job is to run on; one that lives and dies with the job is made.
    fn pool_of(&mut self, job: &str, given: &Map<String, Value>) -> Result<Option<String>, Problem> {
        let Some(info) = given.get("poolInfo") else { return Ok(None) };
        if let Some(pool) = info["poolId"].as_str() {
            return Ok(Some(pool.to_owned()));
        }
        let Value::Object(auto) = &info["autoPoolSpecification"] else {
            return Err(Problem::property("poolInfo", &info.to_string(), "neither poolId nor autoPoolSpecification"));
        };
        let id = auto_pool_id(job, auto);
        let mut pool = auto.get("pool").and_then(Value::as_object).cloned().unwrap_or_default();
        pool.insert("id".to_owned(), id.clone().into());
        match self.add_pool(pool) {
            // An earlier job of the schedule has made it.
            Err(problem) if problem.code() != "PoolExists" => Err(problem),
            _ => Ok(Some(id)),
        }
    }
}

/// Names the pool of a job, or the one that all jobs of its schedule share.
fn auto_pool_id(job: &str, auto: &Map<String, Value>) -> String {
    let text = |name: &str| auto.get(name).and_then(Value::as_str).unwrap_or_default();
    let owner = match text("poolLifetimeOption") {
        "jobschedule" => job.split(":job-").next().unwrap_or(job),
        _ => job,
    };
    format!("{}{owner}", text("autoPoolIdPrefix")).replace(':', "-").chars().take(64).collect()
}

/// Returns the state that comes after one that does not last.
pub(super) fn next(state: &str) -> Option<&'static str> {
    match state {
        "disabling" => Some("disabled"),
        "enabling" => Some("active"),
        "terminating" => Some("completed"),
        "deleting" => Some(""),
        _ => None,
    }
}

pub(crate) fn add(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = state.add_job(call.body.clone())?;
    Ok(state.changed(&key))
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.show(&key(call), call)
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    listed(state, call, "")
}

pub(crate) fn list_from_job_schedule(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.find(&Key::schedule(call.param(0)), call)?;
    listed(state, call, &format!("{}:job-", call.param(0)).to_lowercase())
}

/// Lists the jobs whose ids begin like that.
fn listed(state: &mut State, call: &Call, prefix: &str) -> Result<Reply, Problem> {
    let jobs = state.jobs.iter().filter(|(id, _)| id.starts_with(prefix));
    let items = jobs.map(|(id, job)| (id.clone(), &job.entity));
    let reply = page::list(call, state.rules.paging, items, |entity| entity.view(&call.base))?;
    if page::begins(call) {
        let ids: Vec<_> = state.jobs.keys().filter(|id| id.starts_with(prefix)).cloned().collect();
        ids.into_iter().for_each(|id| state.count(&Key::Job(id)));
    }
    Ok(reply)
}
