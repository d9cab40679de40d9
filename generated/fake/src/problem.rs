//! What the fake refuses, and how the service says so.

use std::fmt;

use http::StatusCode;
use serde_json::{Value, json};

/// An answer that is not success: a `BatchError` and its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    message: String,
    values: Vec<(String, String)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), values: Vec::new() }
    }

    /// 400, the request itself is wrong.
    pub(crate) fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 404.
    pub(crate) fn missing(code: &'static str, what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, format!("The specified {what} does not exist."))
    }

    /// 409.
    pub(crate) fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, message)
    }

    /// 409 with the code that stands for all state conflicts without one of their own.
    pub(crate) fn state(message: impl Into<String>) -> Self {
        Self::conflict("OperationInvalidForCurrentState", message)
    }

    /// 400 `InvalidPropertyValue`.
    pub(crate) fn property(name: &str, value: &str, reason: &str) -> Self {
        Self::bad("InvalidPropertyValue", "The value of a property in the request body is invalid.")
            .with("PropertyName", name)
            .with("PropertyValue", value)
            .with("Reason", reason)
    }

    /// 400 `InvalidQueryParameterValue`.
    pub(crate) fn query(name: &str, value: &str, reason: &str) -> Self {
        Self::bad("InvalidQueryParameterValue", "The value of a query parameter is invalid.")
            .with("QueryParameterName", name)
            .with("QueryParameterValue", value)
            .with("Reason", reason)
    }

    /// 400 `InvalidHeaderValue`.
    pub(crate) fn header(name: &str, value: &str) -> Self {
        Self::bad("InvalidHeaderValue", "The value of a header is not in the correct format.")
            .with("HeaderName", name)
            .with("HeaderValue", value)
    }

    /// Adds a detail. Order is kept.
    pub(crate) fn with(mut self, key: &str, value: &str) -> Self {
        self.values.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the code of the `BatchError`.
    pub fn code(&self) -> &str {
        self.code
    }

    /// Writes the `BatchError`. Its message ends with the two lines that the service adds.
    pub(crate) fn body(&self, base: &str, request_id: &str, time: &str) -> Value {
        let metadata = "$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element";
        let message = format!("{}\nRequestId:{request_id}\nTime:{time}", self.message);
        let mut body = json!({
            "odata.metadata": format!("{base}/{metadata}"),
            "code": self.code,
            "message": {"lang": "en-US", "value": message},
        });
        if !self.values.is_empty() {
            body["values"] = self.values.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
        }
        body
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        for (key, value) in &self.values {
            write!(f, " {key}: {value}.")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
