//! Responses of examples, and what comes of them.

use azure_batch_client::Error;
use azure_batch_client::runtime::MockTransport;
use azure_batch_client::types::{HttpDate, Uuid};
use serde_json::{Map, Value};

use crate::calls::Outcome;
use crate::difference::differences;
use crate::support::Result;

const CONTENT_LENGTH: &str = "Content-Length";
/// Belongs to the body (OAS 3.0, Response Object: a header of this name is ignored), so it has no type.
const CONTENT_TYPE: &str = "Content-Type";

/// A response as an example has it.
pub struct Response {
    status: u16,
    /// They stand beside the body.
    headers: Vec<(String, String)>,
    body: Option<Value>,
}

impl Response {
    /// Reads a response.
    ///
    /// # Errors
    /// The status is no number, or a header is no text.
    pub fn new(status: &str, mut response: Map<String, Value>) -> Result<Self> {
        let body = response.remove("body");
        let headers = response.into_iter().map(|(name, value)| {
            let value = value.as_str().ok_or_else(|| format!("header {name} is no text"))?.to_owned();
            Ok((name, value))
        });
        Ok(Self { status: status.parse()?, headers: headers.collect::<Result<_>>()?, body })
    }

    /// Makes it the answer to the next call.
    pub fn mock(&self, mock: &MockTransport) {
        let headers: Vec<_> = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        mock.respond(self.status, &headers, self.text());
    }

    /// The body as it is sent: a file is written as a text, all else is JSON.
    fn text(&self) -> Vec<u8> {
        match &self.body {
            None => Vec::new(),
            Some(Value::String(file)) => file.clone().into_bytes(),
            Some(body) => body.to_string().into_bytes(),
        }
    }

    /// Returns what of the response did not come through.
    pub fn compare(&self, answer: Result<Outcome, Error>) -> Vec<String> {
        let outcome = match answer {
            Ok(outcome) => outcome,
            Err(Error::Service(error)) if self.status >= 300 && error.status() == self.status => return Vec::new(),
            Err(error) => return vec![format!("{}: {}", self.status, chain(&error))],
        };
        let mut faults = Vec::new();
        if outcome.status != self.status {
            faults.push(format!("{}: the status became {}", self.status, outcome.status));
        }
        faults.extend(self.headers.iter().filter_map(|(name, value)| self.header(name, value, &outcome)));
        match &self.body {
            // An existence check makes `true` or `false` of a response without a body.
            None if outcome.body == self.exists().to_string().as_bytes() || outcome.body.is_empty() => {}
            Some(Value::String(file)) if outcome.body == file.as_bytes() => {}
            Some(body) => match serde_json::from_slice(&outcome.body) {
                Ok(ours) => faults.extend(differences(&self.status.to_string(), body, &ours)),
                Err(error) => faults.push(format!("{}: the body is no JSON: {error}", self.status)),
            },
            None => faults.push(format!("{}: there is a body", self.status)),
        }
        faults
    }

    fn exists(&self) -> bool {
        self.status == 200
    }

    /// Checks that a header arrived with its type: `Last-Modified` as `last_modified: Some(HttpDate(…))`.
    fn header(&self, name: &str, value: &str, outcome: &Outcome) -> Option<String> {
        if let (CONTENT_LENGTH, false) = (name, outcome.body.is_empty() || value == outcome.body.len().to_string()) {
            return Some(format!("{}: {name} is {value}, but there are {} bytes", self.status, outcome.body.len()));
        }
        let arrived = match name {
            CONTENT_TYPE => outcome.raw_headers.get(name).is_some_and(|raw| raw.as_bytes() == value.as_bytes()),
            _ => typed(name, value).iter().any(|typed| outcome.headers.contains(typed)),
        };
        (!arrived).then(|| format!("{}: header {name} is no header of the operation", self.status))
    }
}

/// What `Debug` may show of a header that arrived: as a number or boolean, text, date, or UUID.
fn typed(name: &str, value: &str) -> Vec<String> {
    let field = name.to_ascii_lowercase().replace('-', "_");
    let date = value.parse::<HttpDate>().map(|date| format!("{date:?}"));
    let id = value.parse::<Uuid>().map(|id| format!("{id:?}"));
    let texts = [Some(value.to_owned()), Some(format!("{value:?}")), date.ok(), id.ok()];
    texts.iter().flatten().map(|text| format!("{field}: Some({text})")).collect()
}

/// The texts of an error and of all that caused it.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(|error| error.to_string()).collect::<Vec<_>>().join(": ")
}
