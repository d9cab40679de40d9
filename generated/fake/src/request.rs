//! A request as it came.

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method};

use crate::call::parse_query;

/// The host of answers to requests that name none.
pub(crate) const DEFAULT_BASE: &str = "https://fake.batch.azure.com";

/// What came, kept for [`FakeBatch::requests`](crate::FakeBatch::requests).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Scheme and host, without a slash at the end.
    pub base: String,
    /// The path as it came, percent-encoded.
    pub path: String,
    /// Names and values, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// The headers; the value of `Authorization` is only its scheme.
    pub headers: HeaderMap,
    /// The body, empty if there was none.
    pub body: Bytes,
    /// The operation that was asked for, such as `Job_Terminate`; `None` where there is no such operation.
    pub operation: Option<&'static str>,
}

impl Request {
    pub(crate) fn new(head: &Parts, body: Bytes, operation: Option<&'static str>) -> Self {
        Self {
            method: head.method.clone(),
            base: base(head),
            path: head.uri.path().to_owned(),
            query: parse_query(head.uri.query().unwrap_or_default()),
            headers: without_secret(&head.headers),
            body,
            operation,
        }
    }

    /// Returns the first value of a query parameter.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// In process the URI is absolute; over HTTP it is a path, and the host is a header.
fn base(head: &Parts) -> String {
    let host = head.headers.get(http::header::HOST).and_then(|host| host.to_str().ok());
    match (head.uri.scheme_str(), head.uri.authority(), host) {
        (Some(scheme), Some(authority), _) => format!("{scheme}://{authority}"),
        (_, _, Some(host)) => format!("http://{host}"),
        _ => DEFAULT_BASE.to_owned(),
    }
}

fn without_secret(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    if let Some(value) = headers.get_mut(http::header::AUTHORIZATION) {
        let scheme = value.to_str().ok().and_then(|text| text.split(' ').next()).unwrap_or_default();
        *value = http::HeaderValue::from_str(scheme).unwrap_or(http::HeaderValue::from_static(""));
    }
    headers
}
