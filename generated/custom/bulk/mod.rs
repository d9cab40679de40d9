//! Many tasks at once: any number of them, from an iterator or a stream, become requests of `Task_AddCollection`.
//!
//! [`Tasks::add_all`](crate::tasks::Tasks::add_all) is the way in. The surprise is that a run as a whole neither
//! succeeds nor fails: each task has an outcome of its own, exactly one, whatever becomes of the others.
//!
//! | what happened | what is done | what a task comes to |
//! |---|---|---|
//! | the service added the task | | [`AddedTask`] |
//! | it refused the task: `clienterror` | | [`Reason::ClientError`] |
//! | it could not add the task: `servererror`, or no word of it | the task is sent again | [`Reason::ServerError`] |
//! | the request was too large: 413 | its halves are sent | [`Reason::TooLarge`] for a task alone |
//! | there was no answer, or a status such as 503 | the request is sent again | [`Reason::Failed`] |
//! | there was any other error | | [`Reason::Failed`] |
//! | a task before had the same id | the task is not sent | [`Reason::Duplicate`] |
//!
//! A task that was sent before without a clear answer may be there already. If it then is, it counts as added, and as
//! [presumed](AddedTask::presumed).
//!
//! | file | what it knows |
//! |---|---|
//! | `request.rs` | what is to be added, and how |
//! | `source.rs` | where tasks come from |
//! | `packer.rs` | which tasks go into one request |
//! | `chunk.rs` | what the answer to one request means |
//! | `sender.rs` | when what is sent again |
//! | `outcomes.rs` | how many requests are under way |
//! | `outcome.rs`, `report.rs` | what comes out |

mod chunk;
mod outcome;
mod outcomes;
mod packer;
mod report;
mod request;
mod sender;
mod source;

pub use outcome::{AddedTask, NotAdded, Reason, TaskOutcome};
pub use outcomes::Outcomes;
pub use report::Report;
pub use request::{AddAll, CHUNK_SIZE, REQUEST_LIMIT};
