//! A request that asks for an operation, checked against what the operation takes.

use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::check;
use crate::problem::Problem;
use crate::request::Request;
use crate::route::Operation;

/// What a handler sees.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    /// Values of the path parameters, decoded, in the order of the path.
    pub(crate) params: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    /// Empty where there is no body.
    pub(crate) body: Map<String, Value>,
    /// Length of the body in bytes.
    pub(crate) length: usize,
    /// Scheme and host, without a slash at the end.
    pub(crate) base: String,
    /// As it came.
    pub(crate) path: String,
}

impl Call {
    /// Checks a request.
    ///
    /// # Errors
    /// 400: a query parameter, a header or the body is not what the operation takes.
    pub(crate) fn new(operation: &'static Operation, params: Vec<String>, request: &Request) -> Result<Self, Problem> {
        check::query(operation, &request.query)?;
        check::headers(&request.headers)?;
        let body = check::body(operation, request)?;
        Ok(Self {
            operation,
            params,
            query: request.query.clone(),
            headers: request.headers.clone(),
            body,
            length: request.body.len(),
            base: request.base.clone(),
            path: request.path.clone(),
        })
    }

    /// Returns a path parameter, counted from 0.
    pub(crate) fn param(&self, index: usize) -> &str {
        self.params.get(index).map_or("", String::as_str)
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Says whether an optional flag is set.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.query(name) == Some("true")
    }

    /// Says whether nothing is to be changed.
    pub(crate) fn reads(&self) -> bool {
        matches!(self.operation.method, Method::GET | Method::HEAD)
    }
}

/// Reads a query: names and values decoded, `+` is a space.
pub(crate) fn parse_query(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
