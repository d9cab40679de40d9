//! Any dialect → one canonical shape: an OpenAPI 3.0 document in which every value has the JSON type it should have.
//!
//! After this stage no code asks which dialect the document was written in.

mod openapi30;
mod references;
mod shape;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::read::Values;
use crate::source::{FileId, Pointer};
use openapi30::SCHEMA;
pub(crate) use references::references;
pub(crate) use shape::{Kind, Reference, check};

/// What an entry document is.
pub(crate) const ENTRY: &Kind = &Kind::Object(&openapi30::OPENAPI);

/// A document in canonical shape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// The OpenAPI Object, and the parts as they were read: they are checked when a reference leads there.
    pub values: Values,
    /// Every Reference Object in the OpenAPI Object, with what it must lead to.
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

/// Brings a description into canonical shape; `None` for the document if its dialect is not read.
pub(crate) fn normalize(mut values: Values) -> (Option<Dialect>, Option<Document>, Diagnostics) {
    let (dialect, mut diagnostics) = detect(values.entry());
    if dialect != Some(Dialect::OpenApi30) {
        return (dialect, None, diagnostics);
    }
    let mut references = Vec::new();
    let root = Pointer::root();
    if let Some(entry) = values.get_mut(&root) {
        check(entry, ENTRY, &root, &mut references, &mut diagnostics);
    }
    (dialect, Some(Document { values, references }), diagnostics)
}

/// Whether `place` was checked together with the entry document: it names one of its components.
pub(crate) fn is_checked(place: &Pointer) -> bool {
    let is_section = |section: &str| matches!(openapi30::COMPONENTS.kind_of(section), Some(Kind::Map(_)));
    match place.tokens().collect::<Vec<_>>().as_slice() {
        [components, section, _] => *place.file() == FileId::ENTRY && components == "components" && is_section(section),
        _ => false,
    }
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
