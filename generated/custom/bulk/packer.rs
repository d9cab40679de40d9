//! Which tasks go into one request: as many as it may have, in the order of the input, and no two of one id.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use bindery_runtime as rt;

use super::chunk::{Item, key};
use super::outcome::{Reason, TaskOutcome};
use crate::models::TaskAddParameter;

/// The bytes of `{"value":[]}` without the comma that the last task does not have.
const FRAME: usize = 11;

/// The tasks that wait to become a request.
pub(super) struct Packer {
    chunk_size: usize,
    request_limit: usize,
    items: Vec<Item>,
    /// The size of the request, were it made now.
    bytes: usize,
    /// The ids of all tasks that ever came, and their places.
    ids: HashMap<String, usize>,
    /// How many tasks came.
    count: usize,
}

/// What came of another task.
pub(super) enum Packed {
    /// It waits.
    Waits,
    /// A request is full, with or without the task.
    Full(Vec<Item>),
    /// The task is not to be sent.
    Refused(TaskOutcome),
}

impl Packer {
    pub(super) fn new(chunk_size: usize, request_limit: usize) -> Self {
        Self { chunk_size, request_limit, items: Vec::new(), bytes: FRAME, ids: HashMap::new(), count: 0 }
    }

    /// Adds the next task of the input.
    pub(super) fn add(&mut self, task: TaskAddParameter) -> Packed {
        let mut item = Item { index: self.count, task, bytes: 0 };
        self.count += 1;
        match self.weigh(&item) {
            Ok(bytes) => item.bytes = bytes,
            Err(reason) => return Packed::Refused(TaskOutcome::not_added(item, reason, false)),
        }
        let before = if self.bytes + item.bytes < self.request_limit { None } else { self.flush() };
        self.bytes += item.bytes + 1;
        self.items.push(item);
        let full = if self.items.len() < self.chunk_size { before } else { self.flush() };
        full.map_or(Packed::Waits, Packed::Full)
    }

    /// Returns the tasks that wait, if there are any.
    pub(super) fn flush(&mut self) -> Option<Vec<Item>> {
        self.bytes = FRAME;
        (!self.items.is_empty()).then(|| std::mem::take(&mut self.items))
    }

    /// Returns the size of a task as JSON, or why it cannot be sent.
    fn weigh(&mut self, item: &Item) -> Result<usize, Reason> {
        match self.ids.entry(key(&item.task.id)) {
            Entry::Occupied(first) => return Err(Reason::Duplicate { first: *first.get() }),
            Entry::Vacant(place) => place.insert(item.index),
        };
        let json = rt::json::to_request_body(&item.task).map_err(|error| {
            let message = format!("task {} cannot be written as JSON: {error}", item.index);
            Reason::Failed(Arc::new(rt::InvalidRequest::new(message).into()))
        })?;
        Ok(json.len())
    }
}
