#![deny(missing_docs)]
//! A fake of the Azure Batch service, api-version 2024-07-01.20.0, for tests: in memory, stateful, and the same in
//! every run.
//!
//! It answers all 77 operations, on JSON and without the generated client, so that it also checks what that writes: a
//! parameter or a property that an operation does not have is refused.
//!
//! ```
//! use azure_batch_fake::FakeBatch;
//! use bindery_runtime::{ApiKey, Call, CallOptions, Client, ErrorFields, Operation, http::Method};
//! use serde_json::json;
//!
//! static TERMINATE: Operation = Operation {
//!     id: "Job_Terminate",
//!     method: Method::POST,
//!     path: "/jobs/{jobId}/terminate",
//!     accept: None,
//!     security: &[&["key"]],
//!     request_id: Some("request-id"),
//!     error: ErrorFields { code: &["/code"], message: &["/message/value"] },
//! };
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = FakeBatch::new();
//! fake.add_job(json!({"id": "nightly", "poolInfo": {"poolId": "render"}}))?;
//!
//! // Any client of the runtime will do, such as that of `azure-batch-client`.
//! let client = Client::builder("https://account.region.batch.azure.com")?
//!     .credential(ApiKey::header("Authorization", "Bearer token"))
//!     .transport(fake.transport())
//!     .build()?;
//! let mut call = Call::new(&TERMINATE);
//! call.literal("/jobs/");
//! call.segment("jobId", "nightly");
//! call.literal("/terminate");
//! call.query("api-version", "2024-07-01.20.0");
//! let answer = client.send(call, &CallOptions::new()).await?;
//!
//! assert_eq!(answer.status(), 202);
//! assert_eq!(fake.job("nightly").unwrap()["state"], "terminating");
//! fake.settle();
//! assert_eq!(fake.job("nightly").unwrap()["executionInfo"]["terminateReason"], "UserTerminate");
//! # Ok(())
//! # }
//! ```
//!
//! # Time
//!
//! There is none but its own. Moments in answers begin at 2024-07-01T00:00:00Z and go on one second with every request.
//! States that do not last (`terminating`, `resizing`, `rebooting`, …) are over when they have been read
//! [often enough](FakeBatch::settle_after), once by default: the read that follows an action sees `terminating`, the
//! next one `completed`. Reading is to get it, to ask whether it exists, or to get the first page of a list that it
//! is in; a list of nodes and the counts of nodes count for the pool, counts of tasks for the tasks. Clients of the
//! [transport](FakeBatch::transport) wait without real time passing.
//!
//! # Tasks
//!
//! A task goes from `active` over `running` to `completed` like that, with exit code 0 unless
//! [said otherwise](FakeBatch::set_task_result), if its job is active and its pool has an idle node: as with the
//! service, tasks of a job without a pool wait. `stdout.txt` and `stderr.txt` are there when it is completed.
//!
//! # What it does not do
//!
//! * Nothing runs: retries, `exitConditions`, `onTaskFailure`, `maxParallelTasks`, task slots and time limits have no
//!   effect; job preparation and release tasks succeed.
//! * Schedules make their first job at once and others [when told](FakeBatch::run_schedule).
//! * Of formulas for scaling only assignments of plain numbers are understood.
//! * `$filter` takes comparisons (`eq`, `ne`, `lt`, `le`, `gt`, `ge`) and `startswith`, joined by `and`; anything else
//!   is 400 `InvalidQueryParameterValue`. `$select` takes properties at the top, `$expand` is accepted and changes
//!   nothing.
//! * Of bodies only the names at the top are checked.
//!
//! # Features
//!
//! * `server` (default): [`FakeBatch::serve`], real HTTP on a port of the loopback interface.

mod call;
mod check;
mod clock;
mod conditions;
mod entity;
mod fake;
mod faults;
mod filter;
mod page;
mod problem;
mod reply;
mod request;
mod respond;
mod route;
#[cfg(feature = "server")]
mod server;
mod shared_key;
mod state;
mod timeline;
mod transport;

pub use fake::FakeBatch;
pub use faults::Fault;
pub use problem::Problem;
pub use request::Request;
#[cfg(feature = "server")]
pub use server::Server;
pub use transport::FakeTransport;
