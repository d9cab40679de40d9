//! What holds secrets does not show them.

use std::collections::BTreeSet;

use azure_batch_client::Error;
use azure_batch_client::runtime::MockTransport;
use serde_json::Value;

use crate::calls::{Entry, Given, TABLE, places};
use crate::client;
use crate::document::Document;
use crate::instance::{Extent, Instances, SECRET};
use crate::models::{self, MODELS};
use crate::support::{Result, assert_none, say};

#[test]
fn models_do_not_show_their_secrets() -> Result {
    let document = Document::read()?;
    let places = models::places()?;
    let (mut faults, mut secrets, mut count) = (Vec::new(), BTreeSet::new(), 0);
    for model in MODELS {
        let mut instances = Instances::new(&document);
        let value = instances.make(&document.part(&places[model.name])?, Extent::Full)?;
        count += usize::from(!instances.secrets.is_empty());
        secrets.append(&mut instances.secrets);
        let shown = (model.read)(value.to_string().as_bytes()).map_err(|error| format!("{}: {error}", model.name))?;
        faults.extend(seen(model.name, &shown.debug));
    }
    say(&format!("values: {} secrets, in {count} models", secrets.len()))?;
    let unmet: Vec<_> = document.secrets.difference(&secrets).collect();
    assert!(unmet.is_empty(), "configured as secret, but in no model: {unmet:?}");
    assert_none(&faults);
    Ok(())
}

/// Says where a text shows a secret, if it does.
fn seen(name: &str, text: &str) -> Option<String> {
    let (before, _) = text.split_once(SECRET)?;
    let words: Vec<_> = before.split_whitespace().rev().take(3).collect();
    Some(format!("{name}: a secret stands behind {:?}", words.into_iter().rev().collect::<Vec<_>>()))
}

/// The body of an operation's request; `None` if it has none.
fn request_body(document: &Document, entry: &Entry, extent: Extent) -> Result<Option<Value>> {
    let Some(model) = entry.body else { return Ok(None) };
    let schema = document.part(&models::places()?[model])?;
    Instances::new(document).make(&schema, extent).map(Some)
}

/// The body of an operation's success with everything in it; `None` if it has none.
fn answer_body(document: &Document, entry: &Entry) -> Result<Option<Value>> {
    let places = places()?;
    let operation = document.part(&places[entry.method].pointer)?;
    let response = document.below(&operation, &format!("/responses/{}", entry.status))?.ok_or(entry.id)?;
    match document.below(&response, "/content/application~1json/schema")? {
        Some(schema) => Instances::new(document).make(&schema, Extent::Full).map(Some),
        None => Ok(None),
    }
}

fn given(document: &Document, entry: &Entry) -> Result<Given> {
    let body = request_body(document, entry, Extent::Full)?.map(|body| body.to_string().into_bytes());
    Ok(Given { body, ..Given::least(entry)? })
}

/// Each is given all that its type has, and sends all of it but what only the service sets.
#[test]
fn requests_do_not_show_the_secrets_that_they_send() -> Result {
    let document = Document::read()?;
    let client = client(&MockTransport::new())?;
    let (mut faults, mut count) = (Vec::new(), 0);
    for entry in TABLE {
        let given = given(&document, entry)?;
        let prepared = (entry.prepare)(&client, given)?;
        let sent = prepared.http?.into_body();
        let expected = request_body(&document, entry, Extent::Sent)?.unwrap_or_default();
        if !sent.is_empty() && serde_json::from_slice::<Value>(&sent)? != expected {
            faults.push(format!("{}: {expected} became {sent:?}", entry.id));
        }
        count += usize::from(expected.to_string().contains(SECRET));
        faults.extend(seen(entry.id, &prepared.debug));
    }
    say(&format!("values: secrets in the requests of {count} operations"))?;
    assert!(count > 0, "no request has a secret in it");
    assert_none(&faults);
    Ok(())
}

#[tokio::test]
async fn answers_do_not_show_the_secrets_that_they_bring() -> Result {
    let document = Document::read()?;
    let (mut faults, mut count) = (Vec::new(), 0);
    for entry in TABLE {
        let Some(body) = answer_body(&document, entry)? else { continue };
        count += usize::from(body.to_string().contains(SECRET));
        let mock = MockTransport::new();
        mock.respond(entry.status, &[], body.to_string());
        let outcome = (entry.prepare)(&client(&mock)?, Given::least(entry)?)?.answer.await?;
        if serde_json::from_slice::<Value>(&outcome.body)? != body {
            faults.push(format!("{}: {body} became {}", entry.id, String::from_utf8_lossy(&outcome.body)));
        }
        faults.extend(seen(entry.id, &outcome.debug));
    }
    say(&format!("values: secrets in the answers of {count} operations"))?;
    assert!(count > 0, "no answer has a secret in it");
    assert_none(&faults);
    Ok(())
}

/// An answer that cannot be read, and one that says no and repeats the request, are kept with their errors.
#[tokio::test]
async fn errors_do_not_show_the_secrets_of_what_they_keep() -> Result {
    let document = Document::read()?;
    let (mut faults, mut count) = (Vec::new(), 0);
    for entry in TABLE {
        let cut = answer_body(&document, entry)?.map(|body| (entry.status, format!("{body}}}")));
        let echo = request_body(&document, entry, Extent::Full)?.map(|body| (400, body.to_string()));
        for (status, body) in cut.into_iter().chain(echo) {
            let mock = MockTransport::new();
            mock.respond(status, &[], body.clone());
            let answer = (entry.prepare)(&client(&mock)?, given(&document, entry)?)?.answer.await;
            let Err(error) = answer else { return Err(format!("{}: no error of {status}", entry.id).into()) };
            count += usize::from(body.contains(SECRET));
            if keeps(&error) != body.as_bytes() {
                faults.push(format!("{}: {status}: the body is not kept", entry.id));
            }
            faults.extend(seen(entry.id, &text(&error)));
        }
    }
    say(&format!("values: secrets in {count} errors"))?;
    assert!(count > 0, "no error has a secret in it");
    assert_none(&faults);
    Ok(())
}

fn keeps(error: &Error) -> &[u8] {
    match error {
        Error::Service(error) => error.raw_body(),
        Error::Undecodable(error) => error.raw_body(),
        _ => &[],
    }
}

/// All that an error says of itself and of what caused it.
fn text(error: &Error) -> String {
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    causes.map(|error| format!("{error} {error:?} {error:#?}")).collect()
}
