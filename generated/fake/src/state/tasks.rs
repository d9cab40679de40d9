//! Tasks.

mod add;
mod change;
mod run;

pub(crate) use add::{add, add_collection};
pub(crate) use change::{delete, reactivate, terminate, update};

use serde_json::{Value, json};

use super::{Key, State, Task};
use crate::call::Call;
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

pub(super) fn key(call: &Call) -> Key {
    Key::task(call.param(0), call.param(1))
}

impl State {
    pub(crate) fn task_mut(&mut self, key: &Key) -> Option<&mut Task> {
        let Key::Task(job, task) = key else { return None };
        self.jobs.get_mut(job)?.tasks.get_mut(task)
    }

    /// Returns the tasks of a job that hold something true.
    pub(crate) fn tasks_where(&self, job: &Key, holds: impl Fn(&Task) -> bool) -> Vec<Key> {
        let Key::Job(id) = job else { return Vec::new() };
        let tasks = self.jobs.get(id).into_iter().flat_map(|job| &job.tasks);
        tasks.filter(|(_, task)| holds(task)).map(|(task, _)| Key::Task(id.clone(), task.clone())).collect()
    }
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.show(&key(call), call)
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let job = Key::job(call.param(0));
    state.find(&job, call)?;
    let tasks = state.jobs.get(&call.param(0).to_lowercase()).into_iter().flat_map(|job| &job.tasks);
    let items = tasks.map(|(id, task)| (id.clone(), &task.entity));
    let reply = page::list(call, state.rules.paging, items, |entity| entity.view(&call.base))?;
    if page::begins(call) {
        state.tasks_where(&job, |_| true).iter().for_each(|key| state.count(key));
    }
    Ok(reply)
}

/// Subtasks run while their task does; the first of the instances is the task itself.
pub(crate) fn list_subtasks(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = key(call);
    let task = state.find(&key, call)?;
    let instances = task.get("multiInstanceSettings")["numberOfInstances"].as_i64().unwrap_or(1);
    let subtasks: Vec<Value> = match task.state() {
        state @ ("running" | "completed") => (1..instances).map(|id| subtask(task, id, state, &call.base)).collect(),
        _ => Vec::new(),
    };
    let reply = Reply::json(json!({"value": subtasks})).of(task);
    state.count(&key);
    Ok(reply)
}

fn subtask(task: &crate::entity::Entity, id: i64, state: &str, base: &str) -> Value {
    let mut subtask = json!({"id": id, "state": state, "nodeInfo": task.get("nodeInfo")});
    for name in ["stateTransitionTime", "previousStateTransitionTime"] {
        subtask[name] = task.get(name).clone();
    }
    subtask["previousState"] = if state == "running" { "preparing" } else { "running" }.into();
    for name in ["startTime", "endTime", "exitCode", "failureInfo", "result"] {
        match &task.get("executionInfo")[name] {
            Value::Null => {}
            value => subtask[name] = value.clone(),
        }
    }
    crate::entity::absolute(&mut subtask, base);
    subtask
}
