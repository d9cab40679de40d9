//! Many tasks at once, against a fake of the service, or a mock where the fake answers too well.
//!
//! | file | what holds |
//! |---|---|
//! | `chunks.rs` | which tasks go into one request |
//! | `answers.rs` | what the answers for single tasks come to |
//! | `size.rs` | what becomes of requests that are too large |
//! | `lost.rs` | what becomes of requests that fail, and of answers that are lost |
//! | `flow.rs` | how many are under way; streams; the end before the end |
#![cfg(feature = "tasks")]

mod answers;
mod chunks;
mod flow;
mod lost;
mod size;
#[path = "../support/mod.rs"]
mod support;

use azure_batch_client::bulk::AddAll;
use azure_batch_client::models::TaskAddParameter;
use azure_batch_client::{Client, bulk};
use azure_batch_fake::FakeBatch;
use serde_json::{Value, json};
use support::Result;

/// The job that tasks are added to.
const JOB: &str = "job";

/// A service with a job.
fn fake() -> Result<FakeBatch> {
    let fake = FakeBatch::new();
    fake.add_job(json!({"id": JOB, "poolInfo": {"poolId": "pool"}})).map_err(|problem| format!("{problem:?}"))?;
    Ok(fake)
}

fn client(transport: impl azure_batch_client::runtime::Transport + 'static) -> Result<Client> {
    let builder = Client::builder("https://account.region.batch.azure.com")?.azure_auth("token");
    Ok(builder.transport(transport).build()?)
}

fn task(id: impl ToString) -> TaskAddParameter {
    TaskAddParameter::new("/bin/true", id.to_string())
}

/// Tasks with the ids from 0 on.
fn tasks(count: usize) -> impl Iterator<Item = TaskAddParameter> + Send {
    (0..count).map(task)
}

/// A task of so many bytes or more, but fewer than 100 more.
fn large(id: impl ToString, bytes: usize) -> TaskAddParameter {
    TaskAddParameter { display_name: Some("x".repeat(bytes)), ..task(id) }
}

fn add_all<'a, I>(client: &Client, tasks: I) -> AddAll<'a>
where
    I: IntoIterator<Item = TaskAddParameter, IntoIter: Send + 'a>,
{
    client.tasks().add_all(JOB, tasks)
}

/// The ids of each request so far.
fn requests(fake: &FakeBatch) -> Result<Vec<Vec<String>>> {
    fake.requests().iter().map(|request| ids(&request.body)).collect()
}

/// The ids of a request.
fn ids(body: &[u8]) -> Result<Vec<String>> {
    let body: Value = serde_json::from_slice(body)?;
    let tasks = body["value"].as_array().ok_or("no tasks")?;
    Ok(tasks.iter().map(|task| task["id"].as_str().unwrap_or_default().to_owned()).collect())
}

/// How many tasks each request so far had.
fn sizes(fake: &FakeBatch) -> Result<Vec<usize>> {
    Ok(requests(fake)?.iter().map(Vec::len).collect())
}
