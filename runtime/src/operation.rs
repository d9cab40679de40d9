//! What is known of an operation before it is called.

use std::fmt;

use http::Method;

/// The fixed part of an operation (OAS Operation Object); emitted code has one `static` of each.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, for example `/jobs/{jobId}`; for people to read.
    pub path: &'static str,
    /// The value of the `Accept` header, if any.
    pub accept: Option<&'static str>,
    /// The alternatives of the OAS Security Requirement Objects; each is the set of the names of the schemes that must
    /// all be satisfied. Without alternatives there is no security; an empty one says that anonymous calls are allowed.
    pub security: &'static [&'static [&'static str]],
    /// The name of the response header in which the service tells its own id of the request.
    pub request_id: Option<&'static str>,
    /// Where error bodies say what went wrong.
    pub error: ErrorFields,
}

/// Where a JSON error body holds the facts that an error message shows: JSON pointers (RFC 6901), of which the first
/// that leads to a string counts.
#[derive(Debug)]
pub struct ErrorFields {
    /// The error code that programs compare, for example `JobNotFound`.
    pub code: &'static [&'static str],
    /// The message for people.
    pub message: &'static [&'static str],
}

/// One call of an operation, as errors name it: the path is the one sent, without its query.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) operation: &'static Operation,
    pub(crate) path: String,
    /// How many attempts there were.
    pub(crate) attempts: u32,
    /// Whether the service may have acted on one of those before the last.
    pub(crate) may_have_acted: bool,
}

impl Target {
    pub(crate) fn new(operation: &'static Operation, path: &str) -> Self {
        Self { operation, path: path.to_owned(), attempts: 0, may_have_acted: false }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.operation.method, self.path)
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} ({})", self.operation.id)
    }
}
