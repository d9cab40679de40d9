//! Every answer of `../shared/batch/errors.json`, and what its `must_surface` says.

use std::collections::BTreeMap;
use std::time::Duration;

use azure_batch_client::models::BatchError;
use azure_batch_client::runtime::Retry;
use azure_batch_client::{Client, Error};
use serde::Deserialize;
use serde_json::Value;

use crate::calls::{Given, Outcome, entry};
use crate::support::{Answer, Recorded, Result, Server, TOKEN, assert_none, response, say, shared};

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    operation: String,
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
    must_surface: Facts,
}

/// A key that is not listed here fails the test, so that no demand is passed over.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    http_status: Option<u16>,
    code: Option<String>,
    message_value: Option<String>,
    #[serde(default)]
    values: Vec<Detail>,
    request_id: Option<String>,
    retryable: Option<bool>,
    lang: Option<String>,
    /// Not looked at: the body is kept in every case.
    #[serde(rename = "raw_body_kept")]
    _raw_body_kept: Option<bool>,
    /// For people.
    #[serde(rename = "note")]
    _note: Option<String>,
    /// In words; [`PAST`] is the only case of it.
    retry_after: Option<String>,
    /// What an existence check says, which is no error then.
    result: Option<bool>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Detail {
    key: Option<String>,
    value: Option<String>,
}

/// Stands for a `Retry-After` that is over.
const PAST: &str = "HTTP-date form; in the past => 0 s";

/// Stands in a case for the text that is in its body.
const VERBATIM: &str = "<verbatim, multi-line>";

#[tokio::test]
async fn every_answer_surfaces_what_it_must() -> Result {
    let Some(text) = shared("errors.json")? else { return Ok(()) };
    let File { cases } = serde_json::from_str(&text)?;
    let mut faults = Vec::new();
    for case in &cases {
        faults.extend(check(case).await?.into_iter().map(|fault| format!("{}: {fault}", case.name)));
    }
    say(&format!("errors: {} cases", cases.len()))?;
    assert_none(&faults);
    Ok(())
}

/// Makes the call of a case, on what is called `x`, and returns what does not surface as it must.
async fn check(case: &Case) -> Result<Vec<String>> {
    let headers: Vec<_> = case.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let server = Server::start(Answer::new(response(case.status, &headers, &case.body))).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).retry(Retry::none()).build()?;
    let entry = entry(&case.operation)?;
    let answer = (entry.prepare)(&client, Given::least(entry)?)?.answer.await;
    let sent = server.request()?;
    let mut faults = Faults(Vec::new());
    match (answer, case.must_surface.result) {
        (Ok(outcome), Some(result)) => faults.result(case, result, &outcome),
        (Ok(outcome), None) => faults.0.push(format!("is no error: {outcome:?}")),
        (Err(error), Some(_)) => faults.0.push(format!("is an error: {error:?}")),
        (Err(error), None) => {
            faults.facts(case, &error);
            faults.kind(case, &error);
            faults.texts(case, &error, &sent);
        }
    }
    Ok(faults.0)
}

struct Faults(Vec<String>);

impl Faults {
    fn equal<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, expected: T, found: T) {
        if expected != found {
            self.0.push(format!("{what} is {found:?}, not {expected:?}"));
        }
    }

    fn result(&mut self, case: &Case, result: bool, outcome: &Outcome) {
        self.equal("result", result.to_string().as_bytes(), outcome.body.as_slice());
        self.equal("status", case.status, outcome.status.as_u16());
        let id = case.headers.get("request-id").map(String::as_str);
        self.equal("request id", id, header(&outcome.raw_headers, "request-id"));
    }

    fn facts(&mut self, case: &Case, error: &Error) {
        let facts = &case.must_surface;
        self.equal("status", facts.http_status, error.status().map(|status| status.as_u16()));
        self.equal("code", facts.code.as_deref(), error.code());
        self.equal("request id", facts.request_id.as_deref(), error.request_id());
        if let Some(retryable) = facts.retryable {
            self.equal("retryable", retryable, error.is_retryable());
        }
        match facts.retry_after.as_deref() {
            None => self.equal("wait", None, error.retry_after()),
            Some(PAST) => self.equal("wait", Some(Duration::ZERO), error.retry_after()),
            Some(other) => self.0.push(format!("it is not known what {other:?} means")),
        }
        self.equal("operation", Some(case.operation.as_str()), error.operation());
        self.equal("whether it may have been sent", true, error.may_have_been_sent());
    }

    /// Checks that a yes is no service error and a no is one, with all that is in the body.
    fn kind(&mut self, case: &Case, error: &Error) {
        match error {
            Error::Service(error) if case.status >= 300 => {
                self.equal("message", case.must_surface.message_value.as_deref(), error.message());
                self.equal("raw body", case.body.as_bytes(), error.raw_body());
                self.equal("Server", case.headers.get("Server").map(String::as_str), header(error.headers(), "Server"));
                self.body(case, error.body());
            }
            Error::Undecodable(error) if case.status < 300 => {
                self.equal("raw body", case.body.as_bytes(), error.raw_body());
            }
            other => self.0.push(format!("is of the wrong kind: {other:?}")),
        }
    }

    fn body(&mut self, case: &Case, body: Option<&BatchError>) {
        let Facts { lang, values, .. } = &case.must_surface;
        let Some(body) = body else {
            // What is in no body of its type can surface only as code, message and raw body.
            self.equal("values", &Vec::new(), values);
            return self.equal("lang", &None, lang);
        };
        let message = body.message.as_ref();
        if lang.is_some() {
            self.equal("lang", lang.as_deref(), message.and_then(|message| message.lang.as_deref()));
        }
        let found: Vec<_> = body.values.iter().flatten().map(detail).collect();
        self.equal("values", verbatim(case, values), found);
    }

    fn texts(&mut self, case: &Case, error: &Error, sent: &Recorded) {
        let text = error.to_string();
        let facts = &case.must_surface;
        let message = facts.message_value.as_deref().map(one_line);
        let status = case.status.to_string();
        let shown = [Some(&*sent.method), Some(&*sent.path), Some(&status), facts.code.as_deref()];
        for part in shown.into_iter().flatten().chain(message.as_deref()).chain(facts.request_id.as_deref()) {
            if !text.contains(part) {
                self.0.push(format!("Display does not name {part:?}: {text}"));
            }
        }
        self.equal("lines of Display", 1, text.lines().count());
        let hidden = [TOKEN, "odata.metadata", "$metadata", "Microsoft-HTTPAPI"];
        for part in hidden.into_iter().chain((!case.body.is_empty()).then_some(case.body.as_str())) {
            if text.contains(part) {
                self.0.push(format!("Display shows {part:?}: {text}"));
            }
        }
        self.equal("Debug shows the token", false, format!("{error:?} {error:#?}").contains(TOKEN));
    }
}

fn header<'a>(headers: &'a azure_batch_client::runtime::http::HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn detail(detail: &azure_batch_client::models::BatchErrorDetail) -> Detail {
    Detail { key: detail.key.clone(), value: detail.value.clone() }
}

/// Puts in what a case only refers to.
fn verbatim(case: &Case, values: &[Detail]) -> Vec<Detail> {
    let body: Value = serde_json::from_str(&case.body).unwrap_or_default();
    let resolve = |(index, detail): (usize, &Detail)| {
        let value = match detail.value.as_deref() {
            Some(VERBATIM) => body["values"][index]["value"].as_str().map(str::to_owned),
            _ => detail.value.clone(),
        };
        Detail { key: detail.key.clone(), value }
    };
    values.iter().enumerate().map(resolve).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
