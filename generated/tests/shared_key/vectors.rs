//! Requests and the signatures they get.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::support::{Result, assert_none, shared};
use crate::{authorization, request};
use azure_batch_client::SharedKey;

#[derive(Deserialize)]
struct Vectors {
    account: String,
    /// In base64.
    key: String,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    kind: Kind,
    method: String,
    url: String,
    headers: BTreeMap<String, String>,
    string_to_sign: String,
    authorization: String,
}

/// Where a row of ours comes from.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// The request and its signature are those of Microsoft's client for Python.
    Official,
    /// The request is, but that client signs it in a way that is an accident. The signature is what we decided.
    Quirk,
    /// Neither is: a decision of ours that no request of theirs shows.
    Ours,
}

/// A row of `../shared/batch/sharedkey-vectors.json`.
#[derive(Deserialize)]
struct Official {
    name: String,
    account: String,
    key: String,
    method: String,
    url: String,
    headers_at_signing: BTreeMap<String, String>,
    body: Option<String>,
    string_to_sign: String,
    authorization: String,
    quirk: bool,
}

fn ours() -> Result<Vectors> {
    Ok(serde_json::from_str(include_str!("vectors.json"))?)
}

#[test]
fn requests_are_signed_as_the_vectors_say() -> Result {
    let ours = ours()?;
    let key = SharedKey::new(&*ours.account, &*ours.key)?;
    let mut faults = Vec::new();
    for row in &ours.vectors {
        let headers = row.headers.iter().map(|(name, value)| (&**name, &**value));
        let request = request(&row.method, &row.url, headers)?;
        let text = key.string_to_sign(&request);
        if text != row.string_to_sign {
            faults.push(format!("{}: signs\n{text:?}, not\n{:?}", row.name, row.string_to_sign));
        }
        let value = authorization(&key, request)?;
        if value != row.authorization {
            faults.push(format!("{}: {value}, not {}", row.name, row.authorization));
        }
    }
    assert_none(&faults);
    Ok(())
}

#[test]
fn the_vectors_are_those_of_the_official_client() -> Result {
    let Some(text) = shared("sharedkey-vectors.json")? else { return Ok(()) };
    #[derive(Deserialize)]
    struct File {
        vectors: Vec<Official>,
    }
    let theirs = serde_json::from_str::<File>(&text)?.vectors;
    let ours = ours()?;
    let mut faults = Vec::new();
    for theirs in &theirs {
        match ours.vectors.iter().find(|row| row.name == theirs.name) {
            Some(row) => faults.extend(differences(&ours, row, theirs)),
            None => faults.push(format!("{}: is missing", theirs.name)),
        }
    }
    for row in ours.vectors.iter().filter(|row| row.kind != Kind::Ours) {
        if !theirs.iter().any(|theirs| theirs.name == row.name) {
            faults.push(format!("{}: they have no such row", row.name));
        }
    }
    assert_none(&faults);
    Ok(())
}

/// What is not the same in a row of ours and one of theirs, and should be; and what is, and should not.
fn differences(ours: &Vectors, row: &Vector, theirs: &Official) -> Vec<String> {
    let quirk = row.kind == Kind::Quirk;
    let length = theirs.headers_at_signing.get("Content-Length").map_or("0", |length| length);
    let checks = [
        ("account", ours.account == theirs.account),
        ("key", ours.key == theirs.key),
        ("kind", quirk == theirs.quirk && row.kind != Kind::Ours),
        ("method", row.method == theirs.method),
        ("url", row.url == theirs.url),
        ("headers", row.headers == theirs.headers_at_signing),
        ("length of the body", length == theirs.body.as_ref().map_or(0, String::len).to_string()),
        ("text", (row.string_to_sign == theirs.string_to_sign) != quirk),
        ("signature", (row.authorization == theirs.authorization) != quirk),
    ];
    let faults = checks.iter().filter(|(_, fine)| !fine);
    faults.map(|(what, _)| format!("{}: the {what} is not as it should be", row.name)).collect()
}
