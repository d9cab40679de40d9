//! What is there, seen without asking.

use serde_json::Value;

use super::FakeBatch;
use crate::state::Key;

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
