//! What is there before the first request.

use bytes::Bytes;
use serde_json::{Map, Value};

use super::FakeBatch;
use crate::problem::Problem;
use crate::state::{Key, State};

/// Things that are there before the first request. They have the properties that requests give them, and any others,
/// such as `state`.
impl FakeBatch {
    /// Adds a pool, which has its nodes already unless its `allocationState` is given.
    ///
    /// # Errors
    /// It has no usable `id`, or is there already; so with all that follow.
    pub fn add_pool(&self, pool: Value) -> Result<(), Problem> {
        let mut state = self.0.state();
        let given = object(pool);
        let filled = !given.contains_key("allocationState");
        let key = state.add_pool(given)?;
        if filled {
            state.settle(&key);
        }
        state.sweep();
        Ok(())
    }

    /// Adds a job.
    ///
    /// # Errors
    /// See [`add_pool`](Self::add_pool).
    pub fn add_job(&self, job: Value) -> Result<(), Problem> {
        self.seed(|state| state.add_job(object(job)))
    }

    /// Adds a task to a job.
    ///
    /// # Errors
    /// There is no such job; see also [`add_pool`](Self::add_pool).
    pub fn add_task(&self, job: &str, task: Value) -> Result<(), Problem> {
        self.seed(|state| state.add_task(job, object(task)))
    }

    /// Adds a job schedule, and its first job.
    ///
    /// # Errors
    /// See [`add_pool`](Self::add_pool).
    pub fn add_job_schedule(&self, schedule: Value) -> Result<(), Problem> {
        self.seed(|state| state.add_schedule(object(schedule)))
    }

    /// Adds a certificate, which is known by `thumbprintAlgorithm` and `thumbprint`.
    ///
    /// # Errors
    /// It is there already.
    pub fn add_certificate(&self, certificate: Value) -> Result<(), Problem> {
        self.seed(|state| state.add_certificate(object(certificate)))
    }

    /// Adds or replaces an application: `id`, `displayName`, `versions`.
    pub fn add_application(&self, application: Value) -> &Self {
        let id = application["id"].as_str().unwrap_or_default().to_lowercase();
        self.0.state().applications.insert(id, application);
        self
    }

    /// Writes a file of a task.
    ///
    /// # Errors
    /// There is no such task.
    pub fn put_task_file(&self, job: &str, task: &str, path: &str, content: impl Into<Bytes>) -> Result<(), Problem> {
        let (mut state, key) = (self.0.state(), Key::task(job, task));
        let now = state.clock.now();
        state.task_mut(&key).map(|task| task.files.put(path, content.into(), now)).ok_or_else(|| key.missing())
    }

    /// Writes a file of a node.
    ///
    /// # Errors
    /// There is no such node.
    pub fn put_node_file(&self, pool: &str, node: &str, path: &str, content: impl Into<Bytes>) -> Result<(), Problem> {
        let (mut state, key) = (self.0.state(), Key::node(pool, node));
        let now = state.clock.now();
        state.node_mut(&key).map(|node| node.files.put(path, content.into(), now)).ok_or_else(|| key.missing())
    }

    fn seed(&self, add: impl FnOnce(&mut State) -> Result<Key, Problem>) -> Result<(), Problem> {
        let mut state = self.0.state();
        add(&mut state)?;
        state.sweep();
        Ok(())
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
