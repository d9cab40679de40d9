//! What a caller gets to know when a call does not succeed.
//!
//! | file | what goes wrong |
//! |---|---|
//! | `cases.rs` | the answers of `../shared/batch/errors.json`, each with what must be surfaced of it |
//! | `every.rs` | an error of each operation |
//! | `answers.rs` | other answers: of proxies, of overloaded services, of services that changed |
//! | `connection.rs` | no answer, or a part of one |
//! | `credentials.rs` | no credential, or one that must not be sent |
//! | `secrets.rs` | nothing; but no text that a program might log shows a secret |
#![cfg(feature = "default")]

mod answers;
#[path = "../calls/mod.rs"]
mod calls;
mod cases;
mod connection;
mod credentials;
mod every;
mod secrets;
#[path = "../support/mod.rs"]
mod support;

use azure_batch_client::runtime::{Retry, ServiceError, UndecodableResponse};
use azure_batch_client::{Client, Error, models::BatchError};

use support::{Answer, Result, Server, TOKEN};

/// Terminates job `x`, once, on a server that gives this answer, and returns the error.
async fn error_of(answer: Answer) -> Result<Error> {
    let server = Server::start(answer).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).retry(Retry::none()).build()?;
    match client.jobs().terminate("x").await {
        Ok(accepted) => Err(format!("the call succeeded: {accepted:?}").into()),
        Err(error) => Ok(error),
    }
}

/// As [`error_of`], for an answer that says no.
async fn service_error_of(answer: Answer) -> Result<ServiceError<BatchError>> {
    match error_of(answer).await? {
        Error::Service(error) => Ok(error),
        other => Err(format!("not a service error: {other:?}").into()),
    }
}

/// As [`error_of`], for an answer that says yes, but not as described.
async fn undecodable_of(answer: Answer) -> Result<UndecodableResponse> {
    match error_of(answer).await? {
        Error::Undecodable(error) => Ok(error),
        other => Err(format!("not an undecodable response: {other:?}").into()),
    }
}

/// The texts of an error and of all that caused it, one per line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(|error| error.to_string()).collect::<Vec<_>>().join("\n")
}
