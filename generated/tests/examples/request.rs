//! Compares the request that was sent with the arguments of an example.

use std::collections::BTreeMap;

use azure_batch_client::API_VERSION;
use azure_batch_client::runtime::http::Request;
use azure_batch_client::types::Bytes;
use serde_json::Value;

use crate::difference::differences;
use crate::example::Example;
use crate::support::{Result, decoded};

/// Headers that no parameter stands for.
const MADE_BY_US: [&str; 5] = ["accept", "authorization", "content-length", "content-type", "user-agent"];

/// Returns what is not as the example says. Everything that it gives is there, letter for letter once encodings are
/// undone, and nothing else.
pub fn compare(example: &Example, sent: &Request<Bytes>) -> Result<Vec<String>> {
    let given = &example.given;
    let mut faults = Vec::new();
    let mut equal = |what: &str, expected: String, found: String| {
        if expected != found {
            faults.push(format!("request: {what} is {found}, not {expected}"));
        }
    };
    equal("method", example.place.method.clone(), sent.method().to_string());
    let mut path = BTreeMap::new();
    for (name, text) in example.place.segments(sent.uri().path())? {
        path.insert(name, decoded(&text)?);
    }
    equal("path", format!("{:?}", given.path), format!("{path:?}"));
    let mut expected = given.query.clone();
    expected.insert("api-version".to_owned(), API_VERSION.to_owned());
    equal("query", format!("{expected:?}"), format!("{:?}", query(sent.uri().query().unwrap_or_default())?));
    equal("headers", format!("{:?}", given.headers), format!("{:?}", headers(sent)));
    faults.extend(body(given.body.as_deref(), sent.body())?);
    Ok(faults)
}

fn query(query: &str) -> Result<BTreeMap<String, String>> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| Ok((decoded(name)?, decoded(value)?))).collect()
}

fn headers(sent: &Request<Bytes>) -> BTreeMap<String, String> {
    let headers = sent.headers().iter().filter(|(name, _)| !MADE_BY_US.contains(&name.as_str()));
    headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect()
}

fn body(given: Option<&[u8]>, sent: &[u8]) -> Result<Vec<String>> {
    let Some(given) = given else {
        return Ok(if sent.is_empty() { Vec::new() } else { vec!["request: there is a body".to_owned()] });
    };
    let (given, sent): (Value, Value) = (serde_json::from_slice(given)?, serde_json::from_slice(sent)?);
    Ok(differences("request", &given, &sent))
}
