//! The handle that tests hold.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::faults::Fault;
use crate::problem::Problem;
use crate::request::Request;
use crate::shared_key::SharedKey;
use crate::state::{Key, State, TaskResult};
use crate::timeline::Timeline;
use crate::transport::FakeTransport;

/// A Batch account in memory. Clones are the same account.
#[derive(Clone, Default)]
pub struct FakeBatch(Arc<Core>);

/// What clones share.
#[derive(Default)]
pub(crate) struct Core {
    state: Mutex<State>,
    faults: Mutex<Vec<Fault>>,
    requests: Mutex<Vec<Request>>,
    pub(crate) timeline: Timeline,
    pub(crate) shared_key: Option<SharedKey>,
}

impl Core {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Vec<Fault>> {
        lock(&self.faults)
    }

    pub(crate) fn log(&self, request: &Request) {
        lock(&self.requests).push(request.clone());
    }
}

/// A test that failed while it held the lock has told of that itself.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ways in.
impl FakeBatch {
    /// Makes an empty account that takes any `Authorization`, but does want one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes an empty account that takes only requests signed with its key, which is base64.
    ///
    /// # Errors
    /// The key is not base64.
    pub fn with_shared_key(account: &str, key: &str) -> Result<Self, Problem> {
        let shared_key = Some(SharedKey::new(account, key)?);
        Ok(Self(Arc::new(Core { shared_key, ..Core::default() })))
    }

    /// Returns a transport for clients in this process. Its waits take no real time, so do not let it wait for
    /// anything that does, such as the body of a request that comes from elsewhere: time limits would pass meanwhile.
    pub fn transport(&self) -> FakeTransport {
        FakeTransport(self.clone())
    }

    /// Serves HTTP/1.1 on a free port of the loopback interface. Call it on a tokio runtime.
    ///
    /// # Errors
    /// There is no port to be had.
    #[cfg(feature = "server")]
    pub async fn serve(&self) -> std::io::Result<crate::server::Server> {
        crate::server::Server::start(self.clone()).await
    }

    pub(crate) fn core(&self) -> &Core {
        &self.0
    }
}

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

/// What lists look like, and what goes wrong.
impl FakeBatch {
    /// Sets the most items of a page; a smaller `maxresults` wins. 1000 unless set, and never less than 1.
    pub fn page_size(&self, items: usize) -> &Self {
        self.0.state().rules.paging.size = items.max(1);
        self
    }

    /// Puts a page without items, but with a next link, after that many pages of every list that goes on there.
    pub fn empty_page_after(&self, pages: usize) -> &Self {
        self.0.state().rules.paging.empty_after = Some(pages);
        self
    }

    /// Sets the largest body of `Task_AddCollection` in bytes: 1 MiB unless set.
    pub fn collection_limit(&self, bytes: usize) -> &Self {
        self.0.state().rules.collection_limit = bytes;
        self
    }

    /// Lets `Task_AddCollection` answer `servererror` for a task, that many times.
    pub fn refuse_task(&self, task: &str, times: u32) -> &Self {
        self.0.state().rules.server_errors.insert(task.to_owned(), times);
        self
    }

    /// Adds a fault. Of several that fit a request, the one that was added first happens.
    pub fn fail_next(&self, fault: Fault) -> &Self {
        self.0.faults().push(fault);
        self
    }

    /// Answers the next requests 429, with `Retry-After` in whole seconds.
    pub fn throttle(&self, requests: u32, retry_after: Duration) -> &Self {
        self.fail_next(Fault::status(StatusCode::TOO_MANY_REQUESTS).retry_after(retry_after).times(requests))
    }

    /// Returns what came so far, refused connections left out.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.0.requests).clone()
    }
}

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

/// Looks behind the curtain. Nothing of this counts as a read; addresses are paths.
impl FakeBatch {
    /// Returns a pool as it is.
    pub fn pool(&self, id: &str) -> Option<Value> {
        self.look(&Key::pool(id))
    }

    /// Returns a node of a pool as it is, without what follows from its tasks.
    pub fn node(&self, pool: &str, id: &str) -> Option<Value> {
        self.look(&Key::node(pool, id))
    }

    /// Returns the ids of the nodes of a pool.
    pub fn node_ids(&self, pool: &str) -> Vec<String> {
        let state = self.0.state();
        let nodes = state.pools.get(&pool.to_lowercase()).into_iter().flat_map(|pool| pool.nodes.values());
        nodes.map(|node| node.entity.text("id").to_owned()).collect()
    }

    /// Returns a job as it is.
    pub fn job(&self, id: &str) -> Option<Value> {
        self.look(&Key::job(id))
    }

    /// Returns a task as it is.
    pub fn task(&self, job: &str, id: &str) -> Option<Value> {
        self.look(&Key::task(job, id))
    }

    /// Returns how many tasks a job has.
    pub fn task_count(&self, job: &str) -> usize {
        self.0.state().jobs.get(&job.to_lowercase()).map_or(0, |job| job.tasks.len())
    }

    /// Returns a job schedule as it is.
    pub fn job_schedule(&self, id: &str) -> Option<Value> {
        self.look(&Key::schedule(id))
    }

    /// Returns a certificate as it is.
    pub fn certificate(&self, algorithm: &str, thumbprint: &str) -> Option<Value> {
        self.look(&Key::certificate(algorithm, thumbprint))
    }

    fn look(&self, key: &Key) -> Option<Value> {
        self.0.state().entity(key).map(|entity| entity.view(""))
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

impl fmt::Debug for FakeBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.0.state();
        let (pools, jobs) = (state.pools.len(), state.jobs.len());
        f.debug_struct("FakeBatch").field("pools", &pools).field("jobs", &jobs).finish_non_exhaustive()
    }
}
