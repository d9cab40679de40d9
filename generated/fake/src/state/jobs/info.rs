//! What is known of a job by way of its tasks.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::key;
use crate::call::Call;
use crate::check;
use crate::entity::Entity;
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::{Key, State};

/// Tasks and slots in a state.
#[derive(Clone, Copy, Default)]
struct Count(u64, i64);

/// Counts as a read of every task of the job.
pub(crate) fn get_task_counts(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.find(&key(call), call)?;
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut keys = Vec::new();
    let job = call.param(0).to_lowercase();
    for (id, task) in state.jobs.get(&job).into_iter().flat_map(|job| &job.tasks) {
        keys.push(Key::Task(job.clone(), id.clone()));
        for name in counted(&task.entity) {
            let Count(tasks, slots) = counts.entry(name).or_default();
            *tasks += 1;
            *slots += task.entity.number("requiredSlots");
        }
    }
    keys.iter().for_each(|key| state.count(key));
    let count = |name: &str| counts.get(name).copied().unwrap_or_default();
    let (mut tasks, mut slots) = (json!({}), json!({}));
    for name in ["active", "running", "completed", "succeeded", "failed"] {
        let Count(number, slot) = count(name);
        tasks[name] = number.into();
        slots[name] = slot.into();
    }
    Ok(Reply::json(json!({"taskCounts": tasks, "taskSlotCounts": slots})))
}

fn counted(task: &Entity) -> &'static [&'static str] {
    match (task.state(), task.text("executionInfo/result")) {
        ("completed", "success") => &["completed", "succeeded"],
        ("completed", _) => &["completed", "failed"],
        ("active", _) => &["active"],
        _ => &["running"],
    }
}

/// An item for every node that a task of the job was on, if the job has such tasks at all.
pub(crate) fn list_preparation_and_release_task_status(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.find(&key(call), call)?;
    let Some(job) = state.jobs.get(&call.param(0).to_lowercase()) else { return Ok(Reply::empty()) };
    let has = |name: &str| job.entity.get(name).is_object();
    let prepares = has("jobPreparationTask") || has("jobReleaseTask");
    let started = job.tasks.values().filter(|task| prepares && task.entity.get("nodeInfo").is_object());
    let nodes: BTreeMap<_, _> = started.map(|task| (task.entity.text("nodeInfo/nodeId"), &task.entity)).collect();
    let items = nodes.into_iter().map(|(node, task)| (node.to_owned(), task));
    page::list(call, state.rules.paging, items, |task| status(&job.entity, task, &call.base))
}

fn status(job: &Entity, task: &Entity, base: &str) -> Value {
    let mut status = json!({
        "poolId": task.text("nodeInfo/poolId"),
        "nodeId": task.text("nodeInfo/nodeId"),
        "nodeUrl": task.text("nodeInfo/nodeUrl"),
    });
    let start = task.get("executionInfo")["startTime"].clone();
    if job.get("jobPreparationTask").is_object() {
        let mut info = execution(job, task, "jobpreparation", &start, &start);
        info["retryCount"] = 0.into();
        status["jobPreparationTaskExecutionInfo"] = info;
    }
    let end = &job.get("executionInfo")["endTime"];
    if job.get("jobReleaseTask").is_object() && end.is_string() {
        status["jobReleaseTaskExecutionInfo"] = execution(job, task, "jobrelease", end, end);
    }
    crate::entity::absolute(&mut status, base);
    status
}

fn execution(job: &Entity, task: &Entity, kind: &str, start: &Value, end: &Value) -> Value {
    let directory = format!("workitems/{}/job-1/{kind}", job.text("id"));
    json!({
        "startTime": start,
        "endTime": end,
        "state": "completed",
        "exitCode": 0,
        "result": "success",
        "taskRootDirectoryUrl": format!("{}/files/{}", task.text("nodeInfo/nodeUrl"), check::encode(&directory)),
        "taskRootDirectory": directory,
    })
}
