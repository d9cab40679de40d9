//! Makes the call of a row again, from nothing but the row and the operation's id.

use azure_batch_client::{API_VERSION, Client, ClientBuilder, SharedKey};

use crate::calls::{Entry, Given, entry, places};
use crate::compare::{Bodies, compare};
use crate::row::{NEW_ID, Request, Row};
use crate::support::{Answer, Result, Server, TOKEN, decoded, response};

/// The account whose key signed rows.
const ACCOUNT: &str = "myaccount";
/// Its key, which opens nothing.
const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGhlLW9yYWNsZS0wMTIzNDU2Nzg5YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=";

/// Headers that no parameter stands for: they come from the body, the operation and the credential.
const MADE_BY_US: [&str; 4] = ["accept", "authorization", "content-length", "content-type"];

/// Makes the call and returns what is not as the row says.
///
/// # Errors
/// The operation has no such parameters, the request did not arrive, or its answer did not.
pub async fn replay(row: &Row, bodies: Bodies) -> Result<Vec<String>> {
    let entry = entry(&row.operation)?;
    let server = Server::start(Answer::new(response(entry.status, &[], answer(entry)))).await?;
    let client = credential(Client::builder(server.url())?, &row.request)?.build()?;
    let outcome = (entry.prepare)(&client, given(entry, &row.request)?)?.answer.await?;
    let mut faults = compare(&row.request, bodies, &server.request()?, &server.host());
    if outcome.status != entry.status {
        faults.push(format!("the answer arrived as {}", outcome.status));
    }
    Ok(faults)
}

/// The least that an answer of this operation can say.
fn answer(entry: &Entry) -> &'static str {
    match entry.id {
        "Application_Get" => r#"{"displayName": "n", "id": "a", "versions": []}"#,
        "ComputeNode_GetRemoteLoginSettings" => r#"{"remoteLoginIPAddress": "192.0.2.1", "remoteLoginPort": 50000}"#,
        "ComputeNode_UploadBatchServiceLogs" => r#"{"virtualDirectoryName": "d", "numberOfFilesUploaded": 1}"#,
        "Job_GetTaskCounts" => {
            r#"{
                "taskCounts": {"active": 0, "completed": 0, "failed": 0, "running": 0, "succeeded": 0},
                "taskSlotCounts": {"active": 0, "completed": 0, "failed": 0, "running": 0, "succeeded": 0}
            }"#
        }
        "Pool_EvaluateAutoScale" => r#"{"timestamp": "2024-07-01T00:00:00Z"}"#,
        _ => "{}",
    }
}

/// Signs as the row is signed.
fn credential(builder: ClientBuilder, request: &Request) -> Result<ClientBuilder> {
    match request.header("authorization") {
        Some(signed) if signed.starts_with("SharedKey ") => Ok(builder.credential(SharedKey::new(ACCOUNT, KEY)?)),
        _ => Ok(builder.azure_auth(TOKEN)),
    }
}

/// Reads the arguments off a request.
///
/// # Errors
/// Its method, path or api-version are not those of the operation.
pub fn given(entry: &Entry, request: &Request) -> Result<Given> {
    let places = places()?;
    let place = places.get(entry.method).ok_or_else(|| format!("{} is not in the manifest", entry.method))?;
    if place.method != request.method {
        return Err(format!("the method of {} is {}", entry.id, place.method).into());
    }
    let mut given = Given::default();
    for (name, text) in place.segments(&request.path)? {
        given.path.insert(name, decoded(&text)?);
    }
    for pair in request.query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        given.query.insert(decoded(name)?, decoded(value)?);
    }
    if given.query.remove("api-version").as_deref() != Some(API_VERSION) {
        return Err("the row is of another api-version".into());
    }
    let headers = request.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
    let of_parameters = |(name, value): &(String, String)| !MADE_BY_US.contains(&name.as_str()) && value != NEW_ID;
    given.headers = headers.filter(of_parameters).collect();
    given.body = (!request.body.is_empty()).then(|| request.body.clone().into_bytes());
    Ok(given)
}
