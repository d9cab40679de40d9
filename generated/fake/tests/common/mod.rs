//! Requests to a fake, without any client.

// Each test uses some of it.
#![allow(dead_code)]

use azure_batch_fake::FakeBatch;
use bindery_runtime::{Body, Transport as _, TransportError};
use http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::Value;

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

pub(crate) const BASE: &str = "https://account.region.batch.azure.com";

/// What came back, as text if it is no JSON.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Status and code of an error.
    pub(crate) fn error(&self) -> (u16, String) {
        (self.status.as_u16(), self.json()["code"].as_str().unwrap_or_default().to_owned())
    }

    /// The value of a detail of an error.
    pub(crate) fn detail(&self, key: &str) -> Option<String> {
        let values = self.json()["values"].as_array().cloned().unwrap_or_default();
        values.iter().find(|value| value["key"] == key).and_then(|value| value["value"].as_str().map(str::to_owned))
    }
}

/// Adds the api-version to a path.
pub(crate) fn uri(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    let base = if path.starts_with("http") { "" } else { BASE };
    format!("{base}{path}{separator}api-version=2024-07-01.20.0")
}

pub(crate) fn request(
    method: Method,
    uri: &str,
    headers: &[(&str, &str)],
    body: impl Into<String>,
) -> http::Request<Body> {
    let mut request = http::Request::builder().method(method).uri(uri).header("authorization", "Bearer hush");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(bytes::Bytes::from(body.into()))).expect("a request")
}

pub(crate) async fn send(
    fake: &FakeBatch,
    request: http::Request<Body>,
) -> std::result::Result<Answer, TransportError> {
    let (head, body) = fake.transport().send(request).await?.into_parts();
    let bytes = body.collect().await?.to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Answer { status: head.status, headers: head.headers, text })
}

pub(crate) async fn call(fake: &FakeBatch, method: Method, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
    Ok(send(fake, request(method, &uri(path), headers, "")).await?)
}

pub(crate) async fn get(fake: &FakeBatch, path: &str) -> Result<Answer> {
    call(fake, Method::GET, path, &[]).await
}

pub(crate) async fn post(fake: &FakeBatch, path: &str, body: Value) -> Result<Answer> {
    write(fake, Method::POST, path, body).await
}

/// Sends a body; `null` is none.
pub(crate) async fn write(fake: &FakeBatch, method: Method, path: &str, body: Value) -> Result<Answer> {
    let headers = [("content-type", "application/json; odata=minimalmetadata")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    Ok(send(fake, request(method, &uri(path), &headers, body)).await?)
}
