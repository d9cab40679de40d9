//! Any dialect → one canonical shape: an OpenAPI 3.0 document in which every value has the JSON type it should have.
//!
//! After this stage no code asks which dialect the document was written in.

mod openapi30;
mod shape;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::source::Pointer;
use openapi30::SCHEMA;
pub(crate) use shape::{Reference, check};

/// A document in canonical shape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// The OpenAPI Object.
    pub value: Value,
    /// Every Reference Object in it, with what it must lead to.
    pub references: Vec<Reference>,
}

/// The dialect of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Swagger20,
    OpenApi30,
    OpenApi31,
}

impl Dialect {
    /// The name used in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Dialect::Swagger20 => "swagger-2.0",
            Dialect::OpenApi30 => "openapi-3.0",
            Dialect::OpenApi31 => "openapi-3.1",
        }
    }
}

/// Brings `value` into canonical shape; `None` for the document if its dialect is not read.
pub(crate) fn normalize(mut value: Value) -> (Option<Dialect>, Option<Document>, Diagnostics) {
    let (dialect, mut diagnostics) = detect(&value);
    if dialect != Some(Dialect::OpenApi30) {
        return (dialect, None, diagnostics);
    }
    let mut references = Vec::new();
    check(&mut value, &openapi30::OPENAPI, &Pointer::root(), &mut references, &mut diagnostics);
    (dialect, Some(Document { value, references }), diagnostics)
}

/// Finds out the dialect. A dialect that is known but not read is reported here.
fn detect(value: &Value) -> (Option<Dialect>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Some((key, version)) = ["openapi", "swagger"].iter().find_map(|key| Some((*key, value.get(key)?))) else {
        diagnostics.push(
            Diagnostic::new(&code::MISSING_VERSION, Pointer::root(), "the document has no `openapi` field")
                .help("add `openapi: 3.0.3` at the top, if this is an OpenAPI document"),
        );
        return (None, diagnostics);
    };
    let text = match version {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let dialect = match (key, text.split('.').take(2).collect::<Vec<_>>().as_slice()) {
        ("swagger", ["2", ..]) => Some(Dialect::Swagger20),
        ("openapi", ["3", "0"]) => Some(Dialect::OpenApi30),
        ("openapi", ["3", "1"]) => Some(Dialect::OpenApi31),
        _ => None,
    };
    if dialect != Some(Dialect::OpenApi30) {
        diagnostics.push(
            Diagnostic::new(
                &code::UNSUPPORTED_VERSION,
                Pointer::root().key(key),
                format!("`{key}: {text}` is not a version that is read"),
            )
            .help("write the document in OpenAPI 3.0 and say `openapi: 3.0.3`"),
        );
    }
    (dialect, diagnostics)
}
