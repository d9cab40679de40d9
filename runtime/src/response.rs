//! What a call returns when all went well.

use std::fmt;
use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use crate::operation::Operation;

/// A decoded response: `T` is the type of its body, `H` that of its declared headers. Dereferences to the body.
///
/// `Debug` shows the status, the typed headers and the body, not the raw headers.
#[derive(Clone)]
pub struct Response<T, H = ()> {
    status: StatusCode,
    raw_headers: HeaderMap,
    request_id: Option<&'static str>,
    headers: H,
    body: T,
}

impl<T, H> Response<T, H> {
    pub(crate) fn new(operation: &Operation, status: StatusCode, raw_headers: HeaderMap, headers: H, body: T) -> Self {
        Self { status, raw_headers, request_id: operation.request_id, headers, body }
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers that the operation declares.
    pub fn headers(&self) -> &H {
        &self.headers
    }

    /// Returns all headers.
    pub fn raw_headers(&self) -> &HeaderMap {
        &self.raw_headers
    }

    /// Returns the body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the body.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Returns the body and the headers that the operation declares.
    pub fn into_parts(self) -> (T, H) {
        (self.body, self.headers)
    }

    /// Returns the service's own id of the request, from the response header that the operation declares for it.
    pub fn request_id(&self) -> Option<&str> {
        self.raw_headers.get(self.request_id?)?.to_str().ok()
    }

    /// Changes the body.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U, H> {
        let Self { status, raw_headers, request_id, headers, body } = self;
        Response { status, raw_headers, request_id, headers, body: change(body) }
    }
}

impl<T, H> Deref for Response<T, H> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T: fmt::Debug, H: fmt::Debug> fmt::Debug for Response<T, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish()
    }
}
