//! Requests that another client put on the wire, where they are at hand: the fake knows what each asks for, and finds
//! nothing wrong with its parameters, headers and body.

mod common;

use std::path::Path;

use azure_batch_fake::FakeBatch;
use common::{BASE, Result, request, send};
use serde_json::Value;

/// Beside the repository; absent in most checkouts.
const LOG: &str = "../../../shared/batch/wire.jsonl";

/// Codes of 400 that mean that the request itself is wrong. Values of an id or a filter are not among them: those of
/// the log are made up.
const WRONG: [&str; 6] = [
    "MissingRequiredQueryParameter",
    "UnsupportedQueryParameter",
    "InvalidHeaderValue",
    "InvalidRequestBody",
    "MissingRequiredProperty",
    "UnsupportedProperty",
];

#[tokio::test]
async fn another_client_is_understood() -> Result {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LOG);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return Ok(());
    };
    let (mut understood, mut total, mut refused) = (0, 0, Vec::new());
    for line in text.lines() {
        let row: Value = serde_json::from_str(line)?;
        let fake = FakeBatch::new();
        let code = replay(&fake, &row["request"]).await?;
        let asked = fake.requests().pop().and_then(|request| request.operation).unwrap_or_default();
        total += 1;
        if row["operation"] == asked && !WRONG.contains(&code.as_str()) {
            understood += 1;
        } else {
            refused.push(format!("{} {}: {asked} {code}", row["operation"], row["label"]));
        }
    }
    println!("{understood} of {total} rows");
    assert_eq!(refused, [""; 0]);
    Ok(())
}

async fn replay(fake: &FakeBatch, row: &Value) -> Result<String> {
    let text = |name: &str| row[name].as_str().unwrap_or_default();
    let uri = format!("{BASE}{}?{}", text("path"), text("query"));
    let headers = row["headers"].as_object().into_iter().flatten();
    let headers: Vec<_> = headers
        .filter(|(name, value)| {
            !name.eq_ignore_ascii_case("authorization") && !value.as_str().unwrap_or_default().starts_with('<')
        })
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default()))
        .collect();
    Ok(send(fake, request(text("method").parse()?, &uri, &headers, text("body"))).await?.error().1)
}
