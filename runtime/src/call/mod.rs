//! One call of an operation, parameter by parameter (OAS Parameter Object, section "Style Values").
//!
//! The surprise is that nothing here returns an error: a [`Call`] keeps the first one and hands it over when it is
//! sent, so that emitted code reads as a list of parameters.

mod again;
mod body;
mod headers;
mod options;
mod parts;
mod path;
mod query;
mod shown;
mod style;
#[cfg(test)]
mod style_tests;
#[cfg(test)]
mod tests;

use bytes::Bytes;
use http::HeaderMap;

use crate::error::InvalidRequest;
use crate::operation::Operation;

pub(crate) use again::drop_conditions;
pub(crate) use headers::header_value;
pub use options::CallOptions;
pub(crate) use parts::Files;
pub(crate) use query::push_pair;
use shown::Shown;
pub use shown::{View, debug_request};
pub use style::{Style, Styled};

/// How a list stands in a query or a cookie (OAS `style` and `explode`).
///
/// | style | `["a b", "c"]` | `[]` |
/// |---|---|---|
/// | `Form { explode: true }` | `n=a%20b&n=c` | nothing |
/// | `Form { explode: false }` | `n=a%20b,c` | `n=` |
/// | `SpaceDelimited` | `n=a%20b%20c` | `n=` |
/// | `PipeDelimited` | `n=a%20b%7Cc` | `n=` |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `form`, the default.
    Form {
        /// Whether each item is a parameter of its own.
        explode: bool,
    },
    /// `spaceDelimited`, not exploded.
    SpaceDelimited,
    /// `pipeDelimited`, not exploded.
    PipeDelimited,
}

impl ListStyle {
    /// The encoded text between items; `None` if each is a parameter of its own.
    fn delimiter(self) -> Option<&'static str> {
        match self {
            Self::Form { explode: true } => None,
            Self::Form { explode: false } => Some(","),
            Self::SpaceDelimited => Some("%20"),
            Self::PipeDelimited => Some("%7C"),
        }
    }
}

/// A request under construction. Method names are those of the parameter locations; each call appends.
///
/// No value can end the part it stands in: path and query values are percent-encoded, header values that could split
/// a header are refused.
#[derive(Clone)]
pub struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) path: String,
    /// Where in the path a parameter begins, and its name.
    parameters: Vec<(usize, &'static str)>,
    pub(crate) query: String,
    /// The parameter that tells the version of the API, `name=value` as it stands in the query.
    version: Option<(&'static str, String)>,
    pub(crate) headers: HeaderMap,
    /// The names of the headers that were made up.
    generated: Vec<String>,
    cookies: String,
    pub(crate) body: Option<Bytes>,
    /// Where to go in place of endpoint, path and query, from a link that was checked.
    pub(crate) url: Option<String>,
    /// Whether conditions stay away, also those of the options: they were about something else.
    pub(crate) unconditional: bool,
    fault: Option<InvalidRequest>,
    /// What people see of it, if they are to see it.
    shown: Option<Vec<(String, Shown)>>,
}

impl Call {
    /// Starts a call without parameters.
    pub fn new(operation: &'static Operation) -> Self {
        Self::of(operation, View::Wire)
    }

    /// Starts a call without parameters, perhaps only for people to see.
    pub fn of(operation: &'static Operation, view: View) -> Self {
        Self {
            operation,
            path: String::new(),
            parameters: Vec::new(),
            query: String::new(),
            version: None,
            headers: HeaderMap::new(),
            generated: Vec::new(),
            cookies: String::new(),
            body: None,
            url: None,
            unconditional: false,
            fault: None,
            shown: (view == View::Debug).then(Vec::new),
        }
    }

    /// Keeps the first fault only; it is the one to repair first.
    fn refuse(&mut self, parameter: &str, message: &str) {
        let operation = self.operation;
        self.fault.get_or_insert_with(|| InvalidRequest::of_parameter(operation, parameter, message));
    }

    /// Ends construction.
    pub(crate) fn finish(mut self) -> Result<Self, InvalidRequest> {
        self.check_path();
        self.finish_cookies();
        self.fault.take().map_or(Ok(self), Err)
    }
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call").field("operation", &self.operation.id).field("path", &self.path).finish_non_exhaustive()
    }
}
