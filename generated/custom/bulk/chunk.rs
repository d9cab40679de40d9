//! The tasks of one request, and what the answer means for each of them.

use std::collections::HashMap;
use std::sync::Arc;

use bindery_runtime as rt;
use rt::http::StatusCode;

use super::outcome::{AddedTask, Reason, TaskOutcome};
use crate::Error;
use crate::models::{TaskAddCollectionParameter, TaskAddParameter, TaskAddResult};

/// A task on its way.
pub(super) struct Item {
    /// Its place in the input.
    pub(super) index: usize,
    pub(super) task: TaskAddParameter,
    /// Its size as JSON.
    pub(super) bytes: usize,
}

/// The tasks of one request. They share their past.
pub(super) struct Chunk {
    items: Vec<Item>,
    /// How often they were sent.
    sent: u32,
    /// Whether they may have been added by that.
    doubtful: bool,
}

/// Returns what two ids have in common if they are the same to the service, which does not tell upper from lower case.
pub(super) fn key(id: &str) -> String {
    id.to_ascii_lowercase()
}

impl Chunk {
    pub(super) fn new(items: Vec<Item>) -> Self {
        Self { items, sent: 0, doubtful: false }
    }

    /// Returns what to send.
    pub(super) fn body(&self) -> TaskAddCollectionParameter {
        TaskAddCollectionParameter { value: self.items.iter().map(|item| item.task.clone()).collect() }
    }

    /// Takes note that the tasks were sent once more, and returns how often they were.
    pub(super) fn count(&mut self) -> u32 {
        self.sent += 1;
        self.sent
    }

    /// Takes note of an answer that leaves it open whether tasks were added.
    pub(super) fn doubt(&mut self, error: &Error) {
        self.doubtful |= match error {
            Error::Service(error) => error.status().is_server_error(),
            _ => error.may_have_been_sent(),
        };
    }

    /// Returns the two halves; a single task cannot be halved.
    pub(super) fn halves(mut self) -> Result<[Self; 2], Self> {
        if self.items.len() < 2 {
            return Err(self);
        }
        let items = self.items.split_off(self.items.len() / 2);
        let second = Self { items, ..self };
        Ok([self, second])
    }

    /// Reads the results of a request, which come in any order. Returns the tasks that the service could not add,
    /// unless that was their last chance.
    pub(super) fn settle(
        self,
        results: Vec<TaskAddResult>,
        last: bool,
        outcomes: &mut Vec<TaskOutcome>,
    ) -> Option<Self> {
        let mut results: HashMap<_, _> = results.into_iter().map(|result| (key(&result.task_id), result)).collect();
        let mut rest = Vec::new();
        for item in self.items {
            match verdict(results.remove(&key(&item.task.id))) {
                Ok(added) => outcomes.push(TaskOutcome::added(item, added)),
                Err(reason) if self.doubtful && reason.is_taken() => {
                    outcomes.push(TaskOutcome::added(item, AddedTask { presumed: true, ..AddedTask::default() }));
                }
                Err(Reason::ServerError(_)) if !last => rest.push(item),
                Err(reason) => {
                    let may_exist = self.doubtful || matches!(reason, Reason::ServerError(_));
                    outcomes.push(TaskOutcome::not_added(item, reason, may_exist));
                }
            }
        }
        (!rest.is_empty()).then_some(Self { items: rest, sent: self.sent, doubtful: true })
    }

    /// Gives the tasks up, all for the same reason.
    pub(super) fn fail(self, error: Error, outcomes: &mut Vec<TaskOutcome>) {
        let error = Arc::new(error);
        for item in self.items {
            let (bytes, error) = (item.bytes, error.clone());
            let reason = if is_too_large(&error) { Reason::TooLarge { bytes, error } } else { Reason::Failed(error) };
            outcomes.push(TaskOutcome::not_added(item, reason, self.doubtful));
        }
    }
}

/// Says whether the same tasks can be added by smaller requests.
pub(super) fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::Service(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE)
}

/// Reads the result of one task. A status that nobody knows, or none, says no more than that something went wrong.
fn verdict(result: Option<TaskAddResult>) -> Result<AddedTask, Reason> {
    let Some(result) = result else { return Err(Reason::ServerError(Default::default())) };
    let TaskAddResult { etag, last_modified, location, .. } = result;
    match result.status.as_str() {
        "success" => Ok(AddedTask { etag, last_modified, location, presumed: false }),
        "clienterror" => Err(Reason::ClientError(result.error.unwrap_or_default())),
        _ => Err(Reason::ServerError(result.error.unwrap_or_default())),
    }
}
