//! Compares a request that was received with the one of a row.

use std::collections::BTreeMap;

use azure_batch_client::types::Uuid;
use serde_json::Value;

use crate::row::{NEW_ID, Request};
use crate::support::Recorded;

/// How bodies are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// Byte by byte.
    ByLetter,
    /// As JSON: the other client puts spaces between tokens, writes `\u` escapes where none are needed, and has
    /// another order of properties. It means the same, but has another length.
    ByMeaning,
}

/// Returns what is different. `host` is the address that the request went to.
///
/// No row says `Host`, which HTTP/1.1 demands. Few say `User-Agent`; where a row does not, any is good.
pub fn compare(row: &Request, bodies: Bodies, sent: &Recorded, host: &str) -> Vec<String> {
    let mut comparison = Comparison::default();
    comparison.equal("method", &row.method, &sent.method);
    comparison.equal("path", &row.path, &sent.path);
    comparison.equal("query", &pairs(&row.query), &pairs(&sent.query));
    comparison.body(row, bodies, sent);
    comparison.headers(row, bodies, sent, host);
    comparison.faults
}

#[derive(Default)]
struct Comparison {
    faults: Vec<String>,
}

impl Comparison {
    fn equal<T: PartialEq + std::fmt::Debug + ?Sized>(&mut self, what: &str, row: &T, sent: &T) {
        if row != sent {
            self.faults.push(format!("{what}: sent {sent:?}, the row has {row:?}"));
        }
    }

    fn body(&mut self, row: &Request, bodies: Bodies, sent: &Recorded) {
        let body = String::from_utf8_lossy(&sent.body);
        match (json(&row.body), json(&body)) {
            (Some(row), Some(sent)) if bodies == Bodies::ByMeaning => self.equal("body", &row, &sent),
            _ => self.equal("body", &*row.body, &*body),
        }
    }

    fn headers(&mut self, row: &Request, bodies: Bodies, sent: &Recorded, host: &str) {
        let mut sent = self.by_name(sent);
        for (name, value) in &row.headers {
            match (sent.remove(&name.to_ascii_lowercase()), name.to_ascii_lowercase().as_str()) {
                (None, _) => self.faults.push(format!("header {name}: not sent")),
                // It was compared with the body that was sent.
                (Some(_), "content-length") if bodies == Bodies::ByMeaning => {}
                (Some(ours), "client-request-id") if value == NEW_ID => self.new_id(&ours),
                (Some(ours), _) => self.equal(&format!("header {name}"), value, &ours),
            }
        }
        self.equal("header Host", &Some(host), &sent.remove("host").as_deref());
        if row.header("user-agent").is_none() {
            self.equal("an agent", &true, &sent.remove("user-agent").is_some_and(|agent| !agent.is_empty()));
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
        let length = headers.get("content-length").map_or("0", String::as_str);
        self.equal("header content-length", sent.body.len().to_string().as_str(), length);
        headers
    }

    fn new_id(&mut self, sent: &str) {
        let random = sent.parse::<Uuid>().is_ok_and(|id| id.get_version_num() == 4 && id.to_string() == sent);
        if !random {
            self.faults.push(format!("header client-request-id: sent {sent:?}, which is no random UUID"));
        }
    }
}

fn json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// The pairs of a query in order, without decoding anything.
pub fn pairs(query: &str) -> Vec<(&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    pairs.sort_unstable();
    pairs
}

/// A comparison that finds nothing wrong with anything would pass all rows.
#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Request {
        let headers = [("client-request-id", NEW_ID), ("Content-Length", "8"), ("If-Match", "1")];
        Request {
            method: "POST".into(),
            path: "/j%C3%B6b".into(),
            query: "a=1&timeout=3".into(),
            headers: headers.map(|(name, value)| (name.into(), value.into())).into(),
            body: r#"{"a": 1}"#.into(),
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
    fn orders_and_spaces_do_not_matter_to_the_meaning() {
        assert_eq!(compare(&row(), Bodies::ByMeaning, &sent(), "h"), [""; 0]);
        assert_eq!(compare(&row(), Bodies::ByLetter, &sent(), "h").len(), 2, "body and length");
    }

    #[test]
    fn what_else_is_different_is_a_fault() {
        let changes: [fn(&mut Recorded); 17] = [
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
            |sent| drop(sent.headers.remove(0)),
            |sent| drop(sent.headers.remove(2)),
            |sent| drop(sent.headers.remove(3)),
            |sent| drop(sent.headers.remove(4)),
            |sent| sent.headers.push(("x".into(), String::new())),
            |sent| sent.headers.push(("If-Match".into(), "1".into())),
        ];
        for (index, change) in changes.into_iter().enumerate() {
            let mut sent = sent();
            change(&mut sent);
            let faults = compare(&row(), Bodies::ByMeaning, &sent, "h");
            assert!(!faults.is_empty(), "change {index} was not noticed");
        }
        assert!(!compare(&row(), Bodies::ByMeaning, &sent(), "elsewhere").is_empty());
    }
}
