//! A description whose references are resolved: OpenAPI 3.0 objects, each with the place it came from.

use std::collections::BTreeMap;

use openapiv3 as oas;

use crate::resolve::is_named;
use crate::source::Pointer;

/// A value and where it is declared.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub value: T,
    pub at: Pointer,
}

/// A whole description.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    pub info: oas::Info,
    pub servers: Vec<At<oas::Server>>,
    pub tags: Vec<oas::Tag>,
    /// The requirement of operations that have none of their own.
    pub security: Vec<At<oas::SecurityRequirement>>,
    pub security_schemes: BTreeMap<String, At<oas::SecurityScheme>>,
    /// All named schemas, and every other schema that a reference leads to. Each `$ref` inside one of them, or in a
    /// parameter, header or body, is the text of a key of this map.
    pub schemas: BTreeMap<Pointer, oas::ReferenceOr<oas::Schema>>,
    /// What each of them is called.
    pub names: BTreeMap<Pointer, String>,
    pub operations: Vec<Operation>,
}

impl Description {
    /// What the schema at a place of `schemas` is called.
    pub(crate) fn name(&self, at: &Pointer) -> String {
        self.names.get(at).cloned().unwrap_or_default()
    }

    /// How many schemas the document names.
    pub(crate) fn named(&self) -> usize {
        self.schemas.keys().filter(|at| is_named(at)).count()
    }
}

/// An operation with what its path item says for it.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub method: &'static str,
    pub path: String,
    /// The Operation Object; parameters, body and responses are those below.
    pub object: oas::Operation,
    pub parameters: Vec<At<oas::Parameter>>,
    pub body: Option<At<oas::RequestBody>>,
    /// Whether there was a body that could not be read.
    pub body_lost: bool,
    pub responses: Vec<Response>,
    /// The operation's own requirement, if it has one.
    pub security: Option<Vec<At<oas::SecurityRequirement>>>,
    pub at: Pointer,
}

impl Operation {
    /// What identifies an operation that has no id.
    pub(crate) fn method_and_path(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }
}

/// A response under its key.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub status: String,
    /// The Response Object; its headers are those below.
    pub object: oas::Response,
    pub headers: BTreeMap<String, At<oas::Header>>,
    pub at: Pointer,
}
