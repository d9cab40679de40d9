//! A row of the table.

use http::{Method, StatusCode};

use crate::call::Call;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::State;

/// What an operation does.
pub(crate) type Handler = fn(&mut State, &Call) -> Result<Reply, Problem>;

/// One operation: how it is asked for, and what it does.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    /// With `{name}` for parameters, which are handed on in the order of the path.
    pub(crate) path: &'static str,
    /// The status of success.
    pub(crate) status: StatusCode,
    /// Query parameters, besides `api-version` and `timeout` that all have.
    pub(crate) query: &'static [&'static str],
    pub(crate) body: Option<Shape>,
    /// Whether success names the resource in `DataServiceId`.
    pub(crate) located: bool,
    pub(crate) handler: Handler,
}

/// What a request body may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Whether there has to be a body.
    pub(crate) required: bool,
    /// See [`bodies`](super::bodies).
    pub(crate) properties: &'static str,
}

impl Operation {
    const fn new(id: &'static str, method: Method, path: &'static str, status: StatusCode, handler: Handler) -> Self {
        Self { id, method, path, status, query: &[], body: None, located: false, handler }
    }

    pub(super) const fn query(mut self, names: &'static [&'static str]) -> Self {
        self.query = names;
        self
    }

    /// Has a body that must be there.
    pub(super) const fn body(mut self, properties: &'static str) -> Self {
        self.body = Some(Shape { required: true, properties });
        self
    }

    /// Has a body that may be left out.
    pub(super) const fn maybe(mut self, properties: &'static str) -> Self {
        self.body = Some(Shape { required: false, properties });
        self
    }

    pub(super) const fn located(mut self) -> Self {
        self.located = true;
        self
    }
}

macro_rules! rows {
    ($($name:ident $method:ident)*) => {$(
        pub(super) const fn $name(
            id: &'static str,
            path: &'static str,
            status: StatusCode,
            handler: Handler,
        ) -> Operation {
            Operation::new(id, Method::$method, path, status, handler)
        }
    )*};
}

rows! { get GET head HEAD post POST put PUT patch PATCH delete DELETE }
