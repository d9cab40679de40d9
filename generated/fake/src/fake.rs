//! The handle that tests hold.

mod look;
mod seed;
mod states;
mod trouble;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::faults::Fault;
use crate::problem::Problem;
use crate::request::Request;
use crate::shared_key::SharedKey;
use crate::state::State;
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

impl fmt::Debug for FakeBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.0.state();
        let (pools, jobs) = (state.pools.len(), state.jobs.len());
        f.debug_struct("FakeBatch").field("pools", &pools).field("jobs", &jobs).finish_non_exhaustive()
    }
}
