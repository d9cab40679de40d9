//! The examples that Microsoft publishes beside the description of the API: of each, the arguments make the request
//! that they say, and the response comes through its type as it was.
//!
//! The files lie outside the repository, and the test is skipped where they are absent.
//!
//! | file | |
//! |---|---|
//! | `example.rs` | reads them |
//! | `request.rs` | arguments → request |
//! | `response.rs` | response → value → JSON |
//! | `difference.rs` | where two JSON values differ |
//! | `defects.rs` | what is wrong with the examples themselves, by file |
#![cfg(feature = "default")]

#[path = "../calls/mod.rs"]
mod calls;
mod defects;
mod difference;
mod example;
mod request;
mod response;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use azure_batch_client::Client;
use azure_batch_client::runtime::{MockTransport, Retry};

use defects::{DEFECTS, UNUSED, defects};
use example::{Example, examples};
use support::{Result, TOKEN, assert_none, say};

#[tokio::test]
async fn examples_come_through_unchanged() -> Result {
    let Some(found) = examples()? else { return Ok(()) };
    let (mut faults, mut whole, mut answers) = (Vec::new(), 0, 0);
    for (file, example) in &found {
        let found = check(example, &mut answers).await.map_err(|error| format!("{file}: {error}"))?;
        whole += usize::from(defects(file).next().is_none());
        faults.extend(unexpected(file, &found));
    }
    let absent = DEFECTS.iter().filter(|defects| !found.iter().any(|(file, _)| file == defects.file));
    faults.extend(absent.map(|defects| format!("{}: there is no such example", defects.file)));
    say(&format!(
        "examples: {whole} of {} come through whole, {} have defects of their own",
        found.len(),
        DEFECTS.len()
    ))?;
    say(&format!("examples: {answers} answers, {} files that no operation uses", UNUSED.len()))?;
    assert_none(&faults);
    Ok(())
}

/// Makes the calls of an example, one for each of its responses, and returns what is not as the example says.
async fn check(example: &Example, answers: &mut usize) -> Result<Vec<String>> {
    let mut faults = BTreeSet::new();
    for response in &example.responses {
        *answers += 1;
        let mock = MockTransport::new();
        response.mock(&mock);
        let builder = Client::builder("https://account.region.batch.azure.com")?.azure_auth(TOKEN);
        let client = builder.retry(Retry::none()).transport(mock.clone()).build()?;
        let prepared = (example.entry.prepare)(&client, example.given.clone())?;
        faults.extend(response.compare(prepared.answer.await));
        let sent = mock.requests().pop().ok_or("nothing was sent")?;
        faults.extend(request::compare(example, &sent)?);
    }
    Ok(faults.into_iter().collect())
}

/// What was found and is not listed, and what is listed and was not found.
fn unexpected(file: &str, found: &[String]) -> Vec<String> {
    let listed: Vec<_> = defects(file).flat_map(|defects| defects.what.found()).collect();
    let new = found.iter().filter(|fault| !listed.iter().any(|listed| **listed == *fault));
    let gone = listed.iter().filter(|fault| !found.iter().any(|found| found == **fault));
    let gone = gone.map(|fault| format!("{file}: is listed, but does not occur: {fault}"));
    new.map(|fault| format!("{file}: {fault}")).chain(gone).collect()
}
