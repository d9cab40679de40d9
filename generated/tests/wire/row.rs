//! Rows of transcripts, and the calls that belong to them.

use std::collections::{BTreeMap, BTreeSet};

use azure_batch_client::jobs::{Jobs, Terminate};
use azure_batch_client::types::Timestamp;
use azure_batch_client::{Client, ClientBuilder};
use serde::Deserialize;
use serde_json::Value;

use crate::compare::{Difference, compare};
use crate::support::{Answer, Result, Server, TOKEN};

/// A line of a transcript.
#[derive(Deserialize)]
pub struct Row {
    /// Which options were given.
    pub label: String,
    pub request: Request,
}

/// The request of a row. What else a row has (`query_params`, `header_order`) repeats this or does not matter.
#[derive(Deserialize)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: BTreeMap<String, String>,
    /// The body as it went over the wire.
    pub body: String,
    /// The body as JSON; `null` if there was none.
    pub body_json: Value,
}

/// Reads a transcript, one row per line, and keeps the rows of the operation that we have.
///
/// # Errors
/// A line is not a row.
pub fn read(transcript: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (index, line) in transcript.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row = read_line(line).map_err(|error| format!("line {}: {error}", index + 1))?;
        rows.extend(row);
    }
    Ok(rows)
}

/// Reads a row, or `None` if it is of another operation.
fn read_line(line: &str) -> serde_json::Result<Option<Row>> {
    let row: Value = serde_json::from_str(line)?;
    if row["operation"] == "Job_Terminate" { serde_json::from_value(row).map(Some) } else { Ok(None) }
}

/// The call that makes the request of a row.
pub struct Case {
    pub label: &'static str,
    prefix: &'static str,
    client: fn(ClientBuilder) -> ClientBuilder,
    call: fn(&Jobs) -> Terminate,
    differences: &'static [Difference],
}

impl Case {
    /// A call of a client that has the token of the transcripts and no other settings.
    pub fn new(label: &'static str, call: fn(&Jobs) -> Terminate) -> Self {
        Self { label, prefix: "", client: |builder| builder.azure_auth(TOKEN), call, differences: &[] }
    }

    /// Sets all that the client has but its endpoint.
    pub fn client(self, client: fn(ClientBuilder) -> ClientBuilder) -> Self {
        Self { client, ..self }
    }

    /// Sets what the endpoint has behind its port.
    pub fn prefix(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Lists the differences that this row shows, besides those that all have. A row that was recorded with a
    /// `User-Agent` is compared with it.
    pub fn differs(self, differences: &'static [Difference]) -> Self {
        Self { differences, ..self }
    }

    /// Makes the call and returns what is not as the row and the list of differences say.
    ///
    /// # Errors
    /// The request did not arrive, or its answer did not.
    pub async fn check(&self, row: &Row) -> Result<Vec<String>> {
        let server = Server::start(Answer::accepted()).await?;
        let client = (self.client)(Client::builder(format!("{}{}", server.url(), self.prefix))?).build()?;
        let accepted = (self.call)(&client.jobs()).await?;
        let mut comparison = compare(&row.request, &server.request()?, &server.host());
        if accepted.status() != 202 {
            comparison.faults.push(format!("the answer arrived as {}", accepted.status()));
        }
        let mut expected: BTreeSet<_> = self.differences.iter().copied().chain(Difference::EVERYWHERE).collect();
        if row.request.headers.contains_key("User-Agent") {
            expected.remove(&Difference::UserAgent);
        }
        if comparison.differences != expected {
            comparison.faults.push(format!("differs in {:?}, not in {expected:?}", comparison.differences));
        }
        Ok(comparison.faults)
    }
}

/// Checks that cases and rows belong together one to one, and makes all calls. `elsewhere` are the labels of rows that
/// have no call.
///
/// # Errors
/// Anything is not as it should be; all of it is in the message.
pub async fn check_all(rows: &[Row], cases: &[Case], elsewhere: &[&str]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for label in cases.iter().map(|case| case.label).chain(elsewhere.iter().copied()) {
        let count = rows.iter().filter(|row| row.label == label).count();
        if count != 1 {
            faults.push(format!("{label}: {count} rows have this label, not one"));
        }
    }
    for row in rows.iter().filter(|row| !elsewhere.contains(&row.label.as_str())) {
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
