//! What becomes of a task.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bindery_runtime as rt;

use super::chunk::Item;
use crate::Error;
use crate::models::{BatchError, TaskAddParameter};

/// What became of one task.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TaskOutcome {
    /// The place of the task in the input, from 0.
    pub index: usize,
    /// The id of the task.
    pub id: String,
    /// Whether the task was added.
    pub result: Result<AddedTask, NotAdded>,
}

impl TaskOutcome {
    pub(super) fn added(item: Item, added: AddedTask) -> Self {
        Self { index: item.index, id: item.task.id, result: Ok(added) }
    }

    pub(super) fn not_added(item: Item, reason: Reason, may_exist: bool) -> Self {
        let Item { index, task, .. } = item;
        Self { index, id: task.id.clone(), result: Err(NotAdded { task: Box::new(task), reason, may_exist }) }
    }
}

/// A task that is in the job now.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AddedTask {
    /// The version of the task, to be handed on in `If-Match` when it is changed. Absent when it is
    /// [presumed](Self::presumed).
    pub etag: Option<String>,
    /// When the task was last changed. Absent as `etag` is.
    pub last_modified: Option<rt::DateTime>,
    /// Where the task can be read. Absent as `etag` is.
    pub location: Option<String>,
    /// Whether it is not certain that this run added the task: the task was sent again since it was not answered, or
    /// with an error of the service, and then was there already (`TaskExists`). Most likely it was the first request
    /// that added it. If others add tasks of the same ids, read the task to know.
    pub presumed: bool,
}

/// Why a task was not added, and the task.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NotAdded {
    /// The task, to be corrected and added again.
    pub task: Box<TaskAddParameter>,
    /// Why it was not added.
    pub reason: Reason,
    /// Whether the task may be in the job all the same, since a request with it was not answered, or with an error of
    /// the service.
    pub may_exist: bool,
}

/// What kept a task from being added. The variant says what to do next.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reason {
    /// The service refused the task, with code `TaskExists` for example. It has to be corrected.
    ClientError(BatchError),
    /// The service could not add the task, as often as it was sent. It can be added again later as it is. The error is
    /// empty if the answer says nothing of the task.
    ServerError(BatchError),
    /// The task alone is too large for a request.
    TooLarge {
        /// The size of the task in bytes, as JSON.
        bytes: usize,
        /// The service's answer.
        error: Arc<Error>,
    },
    /// A task before has the same id, which is the same in upper and lower case. This one was not sent.
    Duplicate {
        /// The place of that task in the input.
        first: usize,
    },
    /// The request with the task failed, and with it all its tasks: they share the error, which says whether to try
    /// again. Or the task cannot be written as JSON, which is an [`Error::InvalidRequest`] of its own.
    Failed(Arc<Error>),
}

/// The code of a task whose id is taken.
const TASK_EXISTS: &str = "TaskExists";

impl Reason {
    /// Returns the service's name of the error, such as `TaskExists` or `JobNotFound`.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::ClientError(error) | Self::ServerError(error) => error.code.as_deref(),
            Self::TooLarge { error, .. } | Self::Failed(error) => error.code(),
            Self::Duplicate { .. } => None,
        }
    }

    /// Says whether the same task may be added later as it is.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::ClientError(_) | Self::TooLarge { .. } | Self::Duplicate { .. } => false,
            Self::ServerError(_) => true,
            Self::Failed(error) => error.is_retryable(),
        }
    }

    /// Says that there is a task of this id.
    pub(super) fn is_taken(&self) -> bool {
        matches!(self, Self::ClientError(_)) && self.code() == Some(TASK_EXISTS)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClientError(error) => write_error(f, "the service refused it", error),
            Self::ServerError(error) => write_error(f, "the service could not add it", error),
            Self::TooLarge { bytes, .. } => write!(f, "its {bytes} bytes are too large for a request"),
            Self::Duplicate { first } => write!(f, "task {first} of the input has the same id"),
            Self::Failed(_) => f.write_str("the request failed"),
        }
    }
}

/// Writes code and message behind what happened, in one line.
fn write_error(f: &mut fmt::Formatter<'_>, what: &str, error: &BatchError) -> fmt::Result {
    f.write_str(what)?;
    let message = error.message.as_ref().and_then(|message| message.value.as_deref());
    for text in [error.code.as_deref(), message].into_iter().flatten() {
        write!(f, ": {}", text.lines().next().unwrap_or_default())?;
    }
    Ok(())
}

impl fmt::Display for NotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "task `{}` was not added: {}", self.task.id.escape_debug(), self.reason)
    }
}

impl StdError for NotAdded {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.reason {
            Reason::TooLarge { error, .. } | Reason::Failed(error) => Some(&**error),
            Reason::ClientError(_) | Reason::ServerError(_) | Reason::Duplicate { .. } => None,
        }
    }
}
