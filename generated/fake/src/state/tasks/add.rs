//! Tasks come, one by one or many at once.

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::check;
use crate::entity::{Entity, Told, absolute};
use crate::problem::Problem;
use crate::reply::Reply;
use crate::route::{Shape, bodies};
use crate::state::jobs::{UNLIMITED, still_open};
use crate::state::{Key, State, Task};

/// The most tasks of a collection.
const COLLECTION: usize = 100;

impl State {
    /// Adds a task to a job.
    pub(crate) fn add_task(&mut self, job: &str, given: Map<String, Value>) -> Result<Key, Problem> {
        let id = check::id(&given)?;
        let (parent, key) = (Key::job(job), Key::task(job, &id));
        let stamp = self.stamp();
        let owner = self.entity(&parent).ok_or_else(|| parent.missing())?;
        if self.entity(&key).is_some() {
            return Err(key.exists());
        }
        let depends = given.get("dependsOn").is_some_and(Value::is_object);
        if depends && owner.get("usesTaskDependencies") != true {
            let message = "The task has dependencies, but its job does not use them.";
            return Err(Problem::conflict("TaskDependenciesNotSpecifiedOnJob", message));
        }
        let retries = &owner.get("constraints")["maxTaskRetryCount"];
        let defaults = json!({
            "url": check::url(&["jobs", owner.text("id"), "tasks", &id]),
            "creationTime": stamp.time.to_string(),
            "state": "active",
            "requiredSlots": 1,
            "constraints": {"maxWallClockTime": UNLIMITED, "retentionTime": "P7D", "maxTaskRetryCount": retries},
            "userIdentity": {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin"}},
            "executionInfo": {"retryCount": 0, "requeueCount": 0},
        });
        let mut entity = Entity::new(Told::Everything, stamp, defaults, given);
        entity.wait((entity.state() != "completed").then_some(self.rules.settle_after));
        let task = Task { entity, files: Default::default() };
        if let Some(job) = self.jobs.get_mut(&job.to_lowercase()) {
            job.tasks.insert(id.to_lowercase(), task);
        }
        self.note(&key);
        Ok(key)
    }

    /// Adds one task of many; what goes wrong with it is its own affair.
    fn add_of_collection(&mut self, call: &Call, task: Map<String, Value>) -> Value {
        let id = task.get("id").cloned().unwrap_or_default();
        let added = match self.server_error(id.as_str().unwrap_or_default()) {
            Some(problem) => Err(("servererror", problem)),
            None => self.add_task(call.param(0), task).map_err(|problem| ("clienterror", problem)),
        };
        let mut result = match added {
            Ok(key) => {
                let Some(task) = self.entity(&key) else { return Value::Null };
                let mut url = json!({"url": task.text("url")});
                absolute(&mut url, &call.base);
                json!({
                    "status": "success",
                    "eTag": task.etag(),
                    "lastModified": task.modified().to_string(),
                    "location": url["url"],
                })
            }
            Err((status, problem)) => {
                let time = self.clock.now().to_string();
                json!({"status": status, "error": problem.body(&call.base, &self.clock.request_id(), &time)})
            }
        };
        result["taskId"] = id;
        result
    }

    fn server_error(&mut self, id: &str) -> Option<Problem> {
        let times = self.rules.server_errors.get_mut(id).filter(|times| **times > 0)?;
        *times -= 1;
        let message = "The server is currently unable to receive requests. Please retry your request.";
        Some(Problem::new(http::StatusCode::SERVICE_UNAVAILABLE, "ServerBusy", message))
    }
}

/// Finds the job, which must still take tasks.
fn open(state: &State, call: &Call) -> Result<(), Problem> {
    still_open(state.find(&Key::job(call.param(0)), call)?)
}

pub(crate) fn add(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    open(state, call)?;
    let key = state.add_task(call.param(0), call.body.clone())?;
    Ok(state.changed(&key))
}

pub(crate) fn add_collection(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    if call.length > state.rules.collection_limit {
        let message = "The size of the request body exceeds the maximum permitted.";
        let problem = Problem::new(http::StatusCode::PAYLOAD_TOO_LARGE, "RequestBodyTooLarge", message);
        return Err(problem.with("MaxLimit", &state.rules.collection_limit.to_string()));
    }
    let tasks = call.body["value"].as_array().ok_or_else(|| Problem::property("value", "", "not a list"))?;
    if tasks.len() > COLLECTION {
        return Err(Problem::property("value", &tasks.len().to_string(), "more than 100 tasks"));
    }
    open(state, call)?;
    let shape = Shape { required: true, properties: bodies::TASK_ADD };
    let mut given = Vec::new();
    for task in tasks {
        let task = task.as_object().ok_or_else(|| Problem::property("value", &task.to_string(), "not a task"))?;
        check::properties(shape, task)?;
        given.push(task.clone());
    }
    let results: Vec<_> = given.into_iter().map(|task| state.add_of_collection(call, task)).collect();
    Ok(Reply::json(json!({"value": results})))
}
