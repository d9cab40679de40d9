//! What a test can set.

use std::collections::BTreeMap;

use super::Key;
use crate::page::Paging;

/// How the service behaves.
#[derive(Debug)]
pub(crate) struct Rules {
    /// Reads that see a state that does not last.
    pub(crate) settle_after: u32,
    pub(crate) paging: Paging,
    /// Whether tasks stay as they are until they are [run](crate::FakeBatch::run_tasks).
    pub(crate) hold_tasks: bool,
    /// The largest body of tasks that is taken, in bytes.
    pub(crate) collection_limit: usize,
    /// What becomes of tasks; all others succeed without a word.
    pub(crate) results: BTreeMap<Key, TaskResult>,
    /// Ids of tasks that a collection does not take for the service's own reasons, and how often.
    pub(crate) server_errors: BTreeMap<String, u32>,
}

/// What becomes of a task.
#[derive(Clone, Debug, Default)]
pub(crate) struct TaskResult {
    pub(crate) exit_code: i32,
    pub(crate) stdout: String,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            settle_after: 1,
            paging: Paging::default(),
            hold_tasks: false,
            collection_limit: 1 << 20,
            results: BTreeMap::new(),
            server_errors: BTreeMap::new(),
        }
    }
}
