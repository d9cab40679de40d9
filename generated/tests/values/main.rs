//! What becomes of values: every property of every model goes through its type unchanged, and what is secret does not
//! show on the way.
//!
//! | file | |
//! |---|---|
//! | `document.rs` | the document in `spec/`, and its configuration |
//! | `instance.rs` | a value that has all that a schema has, or only what it needs |
//! | `models.rs` | all models, there and back |
//! | `secrets.rs` | models, requests, answers and errors that hold secrets, and `Debug` of them |
//! | `awkward.rs` | values that are easily broken, through real operations |
#![cfg(feature = "default")]

mod awkward;
#[path = "../calls/mod.rs"]
mod calls;
mod document;
mod instance;
mod models;
mod secrets;
#[path = "../support/mod.rs"]
mod support;

use azure_batch_client::Client;
use azure_batch_client::runtime::{MockTransport, Retry};

use support::{Result, TOKEN};

/// A client that gets its answers from here, and tries once.
fn client(mock: &MockTransport) -> Result<Client> {
    let builder = Client::builder("https://batch.example")?.azure_auth(TOKEN).retry(Retry::none());
    Ok(builder.transport(mock.clone()).build()?)
}
