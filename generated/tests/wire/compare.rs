//! Compares a request that was received with the one of a row.

use std::collections::{BTreeMap, BTreeSet};

use azure_batch_client::types::Uuid;
use serde_json::Value;

use crate::row::Request;
use crate::support::Recorded;

/// What we do differently from the client that was recorded, on purpose.
///
/// One more shows in no row, since nothing is sent: that client sends the job ids `.`, `..` and the empty one, which
/// then name other resources; we refuse them (`refused.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The query parameter is `timeout`, as the published description spells it; that client sends `timeOut`.
    TimeoutSpelling,
    /// An ETag goes out letter for letter; that client puts quotes around one that has none.
    EtagAsGiven,
    /// The JSON has no spaces between its tokens and no `\u` escapes where none are needed, and so another length. It
    /// means the same.
    JsonSpelling,
    /// We send a `User-Agent`; the rows were recorded without it.
    UserAgent,
    /// HTTP/1.1 demands a `Host`; the rows were recorded without it.
    Host,
}

impl Difference {
    /// Those that all rows show.
    pub const EVERYWHERE: [Self; 2] = [Self::UserAgent, Self::Host];
}

/// How a request compares with its row.
#[derive(Default)]
pub struct Comparison {
    /// What is different and should not be.
    pub faults: Vec<String>,
    /// What is different on purpose.
    pub differences: BTreeSet<Difference>,
}

/// Stands in a row for an id that was new with each call.
const NEW_ID: &str = "<uuid generated per call>";

/// Compares. `host` is the address that the request went to.
pub fn compare(row: &Request, sent: &Recorded, host: &str) -> Comparison {
    let mut comparison = Comparison::default();
    comparison.equal("method", &row.method, &sent.method);
    comparison.equal("path", &row.path, &sent.path);
    comparison.query(row, sent);
    comparison.body(row, sent);
    comparison.headers(row, sent, host);
    comparison
}

impl Comparison {
    fn equal<T: PartialEq + std::fmt::Debug + ?Sized>(&mut self, what: &str, row: &T, sent: &T) {
        if row != sent {
            self.faults.push(format!("{what}: sent {sent:?}, the row has {row:?}"));
        }
    }

    /// Names and values as they are encoded, but for their order.
    fn query(&mut self, row: &Request, sent: &Recorded) {
        let mut row = pairs(&row.query);
        let mut sent = pairs(&sent.query);
        for (name, _) in row.iter_mut().filter(|(name, _)| *name == "timeOut") {
            *name = "timeout";
            self.differences.insert(Difference::TimeoutSpelling);
        }
        row.sort_unstable();
        sent.sort_unstable();
        self.equal("query", &row, &sent);
    }

    fn body(&mut self, row: &Request, sent: &Recorded) {
        if row.body.as_bytes() == sent.body {
            return;
        }
        match serde_json::from_slice::<Value>(&sent.body) {
            Ok(body) if body == row.body_json && !row.body.is_empty() => {
                self.differences.insert(Difference::JsonSpelling);
            }
            _ => self.equal("body", &*row.body, &*String::from_utf8_lossy(&sent.body)),
        }
    }

    fn headers(&mut self, row: &Request, sent: &Recorded, host: &str) {
        let mut sent = self.by_name(sent);
        for (name, value) in &row.headers {
            match sent.remove(&name.to_ascii_lowercase()) {
                Some(ours) => self.header(name, value, &ours),
                None => self.faults.push(format!("header {name}: not sent")),
            }
        }
        if let Some(ours) = sent.remove("host") {
            self.equal("header Host", host, &ours);
            self.differences.insert(Difference::Host);
        }
        if sent.remove("user-agent").is_some_and(|ours| !ours.is_empty()) {
            self.differences.insert(Difference::UserAgent);
        }
        self.faults.extend(sent.into_iter().map(|(name, value)| format!("header {name}: sent {value:?}")));
    }

    /// The headers by their names in lower case. A request has each at most once, and the length it says it has.
    fn by_name(&mut self, sent: &Recorded) -> BTreeMap<String, String> {
        let mut headers = BTreeMap::new();
        for (name, value) in &sent.headers {
            if headers.insert(name.to_ascii_lowercase(), value.clone()).is_some() {
                self.faults.push(format!("header {name}: sent twice"));
            }
        }
        self.equal("header content-length", &Some(&sent.body.len().to_string()), &headers.get("content-length"));
        headers
    }

    fn header(&mut self, name: &str, row: &str, sent: &str) {
        match name.to_ascii_lowercase().as_str() {
            // Another spelling of the body has another length, which was compared with the body that was sent.
            "content-length" if self.differences.contains(&Difference::JsonSpelling) => {}
            "client-request-id" if row == NEW_ID => self.new_id(sent),
            "if-match" | "if-none-match" if row == format!("\"{sent}\"") => {
                self.differences.insert(Difference::EtagAsGiven);
            }
            _ => self.equal(&format!("header {name}"), row, sent),
        }
    }

    fn new_id(&mut self, sent: &str) {
        let random = sent.parse::<Uuid>().is_ok_and(|id| id.get_version_num() == 4 && id.to_string() == sent);
        if !random {
            self.faults.push(format!("header client-request-id: sent {sent:?}, which is no random UUID"));
        }
    }
}

/// The pairs of a query, without decoding anything.
fn pairs(query: &str) -> Vec<(&str, &str)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect()
}

/// A comparison that finds nothing wrong with anything would pass all rows.
#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Request {
        let headers = [("client-request-id", NEW_ID), ("Content-Length", "8"), ("If-Match", "\"1\"")];
        Request {
            method: "POST".into(),
            path: "/j%C3%B6b".into(),
            query: "a=1&timeOut=3".into(),
            headers: headers.map(|(name, value)| (name.into(), value.into())).into(),
            body: r#"{"a": 1}"#.into(),
            body_json: serde_json::json!({"a": 1}),
        }
    }

    fn sent() -> Recorded {
        let headers = [
            ("host", "h"),
            ("client-request-id", "c6e1f7a2-0d3b-4e95-8b64-2f9a7c51d08e"),
            ("content-length", "7"),
            ("if-match", "1"),
            ("user-agent", "a"),
        ];
        Recorded {
            method: "POST".into(),
            path: "/j%C3%B6b".into(),
            query: "timeout=3&a=1".into(),
            headers: headers.map(|(name, value)| (name.into(), value.into())).into(),
            body: br#"{"a":1}"#.into(),
        }
    }

    #[test]
    fn what_is_different_on_purpose_has_a_name() {
        let Comparison { faults, differences } = compare(&row(), &sent(), "h");
        assert!(faults.is_empty(), "{faults:?}");
        let all = [
            Difference::TimeoutSpelling,
            Difference::EtagAsGiven,
            Difference::JsonSpelling,
            Difference::UserAgent,
            Difference::Host,
        ];
        assert_eq!(differences, all.into());
    }

    #[test]
    fn what_else_is_different_is_a_fault() {
        let changes: [fn(&mut Recorded); 14] = [
            |sent| sent.method = "PUT".into(),
            |sent| sent.path = "/j%c3%b6b".into(),
            |sent| sent.query = "timeout=30&a=1".into(),
            |sent| sent.query = "timeout=3&a=%31".into(),
            |sent| sent.query = "timeout=3&a=1&a=1".into(),
            |sent| sent.query = "timeout=3".into(),
            |sent| sent.body = br#"{"a":2}"#.into(),
            |sent| sent.body = br#"{"a":1"#.into(),
            |sent| sent.headers[1].1 = "00000000-0000-0000-0000-000000000000".into(),
            |sent| sent.headers[2].1 = "8".into(),
            |sent| sent.headers[3].1 = "W/1".into(),
            |sent| drop(sent.headers.remove(3)),
            |sent| sent.headers.push(("x".into(), String::new())),
            |sent| sent.headers.push(("If-Match".into(), "1".into())),
        ];
        for (index, change) in changes.into_iter().enumerate() {
            let mut sent = sent();
            change(&mut sent);
            assert!(!compare(&row(), &sent, "h").faults.is_empty(), "change {index} was not noticed");
        }
        assert!(!compare(&row(), &sent(), "elsewhere").faults.is_empty());
    }
}
