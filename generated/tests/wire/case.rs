//! Calls that belong to rows of our own, where a row does not say all: who calls, with which settings.

use azure_batch_client::jobs::{Jobs, Terminate};
use azure_batch_client::types::Timestamp;
use azure_batch_client::{Client, ClientBuilder};

use crate::compare::{Bodies, compare};
use crate::row::Row;
use crate::support::{Answer, Result, Server, TOKEN};

/// The call that makes the request of a row.
pub struct Case {
    pub label: &'static str,
    prefix: &'static str,
    client: fn(ClientBuilder) -> ClientBuilder,
    call: fn(&Jobs) -> Terminate,
}

impl Case {
    /// A call of a client that has the token of the transcripts and no other settings.
    pub fn new(label: &'static str, call: fn(&Jobs) -> Terminate) -> Self {
        Self { label, prefix: "", client: |builder| builder.azure_auth(TOKEN), call }
    }

    /// Sets all that the client has but its endpoint.
    pub fn client(self, client: fn(ClientBuilder) -> ClientBuilder) -> Self {
        Self { client, ..self }
    }

    /// Sets what the endpoint has behind its port.
    pub fn prefix(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Makes the call and returns what is not as the row says.
    ///
    /// # Errors
    /// The request did not arrive, or its answer did not.
    pub async fn check(&self, row: &Row) -> Result<Vec<String>> {
        let server = Server::start(Answer::accepted()).await?;
        let client = (self.client)(Client::builder(format!("{}{}", server.url(), self.prefix))?).build()?;
        let accepted = (self.call)(&client.jobs()).await?;
        let mut faults = compare(&row.request, Bodies::ByLetter, &server.request()?, &server.host());
        if accepted.status() != 202 {
            faults.push(format!("the answer arrived as {}", accepted.status()));
        }
        Ok(faults)
    }
}

/// Checks that cases and rows belong together one to one, and makes all calls.
///
/// # Errors
/// Anything is not as it should be; all of it is in the message.
pub async fn check_all(rows: &[Row], cases: &[Case]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for case in cases {
        let count = rows.iter().filter(|row| row.label == case.label).count();
        if count != 1 {
            faults.push(format!("{}: {count} rows have this label, not one", case.label));
        }
    }
    for row in rows {
        let Some(case) = cases.iter().find(|case| case.label == row.label) else {
            faults.push(format!("{}: no call is known for this row", row.label));
            continue;
        };
        let checked = case.check(row).await.unwrap_or_else(|error| vec![error.to_string()]);
        faults.extend(checked.into_iter().map(|fault| format!("{}: {fault}", row.label)));
    }
    Ok(faults)
}

/// Reads a time of the tables.
///
/// # Panics
/// It is none.
pub fn instant(text: &str) -> Timestamp {
    text.parse().expect("the tables have legal times only")
}
