//! Any dialect → one canonical shape: an OpenAPI 3.0 document in which every value has the JSON type it should have.
//!
//! After this stage no code asks which dialect the document was written in.

mod convert;
mod downgrade;
mod openapi30;
mod openapi31;
mod references;
mod shape;
mod swagger20;
mod table;
mod upgrade;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::read::Values;
use crate::source::{FileId, Places, Pointer};
pub(crate) use references::references;
pub(crate) use shape::{Kind, Reference, Shape, check, hole};

/// What an entry document in canonical shape is.
pub(crate) const ENTRY: &Kind = &Kind::Object(&openapi30::OPENAPI);

/// A document in canonical shape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// The OpenAPI Object, and the parts as they were read: they are checked when a reference leads there.
    pub values: Values,
    /// Every Reference Object in the OpenAPI Object, with what it must lead to.
    pub references: Vec<Reference>,
    /// Where the values were in the files.
    pub places: Places,
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

    /// How documents are brought into canonical shape that are not.
    fn conversion(self) -> Option<&'static convert::Conversion> {
        match self {
            Dialect::Swagger20 => Some(&upgrade::CONVERSION),
            Dialect::OpenApi30 => None,
            Dialect::OpenApi31 => Some(&downgrade::CONVERSION),
        }
    }
}

/// What an entry document as it was read is, as far as its dialect is known.
pub(crate) fn kind_of_entry(entry: &Value) -> &'static Kind {
    let conversion = detect(entry).0.and_then(Dialect::conversion);
    conversion.map_or(ENTRY, |conversion| conversion.entry)
}

/// Brings a description into canonical shape; `None` for the document if its dialect is not read.
pub(crate) fn normalize(mut values: Values) -> (Option<Dialect>, Option<Document>, Diagnostics) {
    let (dialect, mut diagnostics) = detect(values.entry());
    let Some(known) = dialect else { return (None, None, diagnostics) };
    let places = match known.conversion() {
        Some(conversion) => convert::convert(&mut values, conversion, &mut diagnostics),
        None => Places::default(),
    };
    let mut references = Vec::new();
    let mut found = Diagnostics::new();
    let root = Pointer::root();
    if let Some(entry) = values.get_mut(&root) {
        check(entry, ENTRY, &root, &mut references, &mut found);
    }
    diagnostics.extend(found.original(&places));
    (dialect, Some(Document { values, references, places }), diagnostics)
}

/// Whether what is at `place` was checked as a `shape` together with the entry document, which is an `entry`.
pub(crate) fn is_checked(values: &Values, entry: &Kind, place: &Pointer, shape: &Shape) -> bool {
    if *place.file() != FileId::ENTRY {
        return false;
    }
    let (mut kind, mut value) = (entry, values.entry());
    for token in place.tokens() {
        let hides = value.get("$ref").is_some() && !kind.shape().is_some_and(|shape| shape.siblings);
        let next = match value {
            Value::Object(members) => members.get(&*token),
            Value::Array(items) => token.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        match (kind.member(&token), next) {
            (Some(inner), Some(next)) if !hides => (kind, value) = (inner, next),
            _ => return false,
        }
    }
    kind.shape().is_some_and(|found| found.name == shape.name)
}

/// Finds out the dialect. One that is not read is reported here.
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
    let numbers: Vec<Option<u32>> = text.split('.').map(|number| number.trim().parse().ok()).collect();
    let at = Pointer::root().key(key);
    let dialect = match (key, numbers.as_slice()) {
        ("swagger", [Some(2), ..]) => Dialect::Swagger20,
        ("openapi", [Some(3), Some(0), ..]) => Dialect::OpenApi30,
        ("openapi", [Some(3), Some(1), ..]) => Dialect::OpenApi31,
        ("openapi", [Some(3), Some(_), ..]) => {
            let message = format!("`{key}: {text}` is read as OpenAPI 3.1");
            let diagnostic = Diagnostic::new(&code::NEWER_VERSION, at, message);
            diagnostics.push(diagnostic.instead("nothing for what is new in that version"));
            Dialect::OpenApi31
        }
        _ => {
            let message = format!("`{key}: {text}` is not a version that is read");
            let help =
                "write the document in Swagger 2.0, OpenAPI 3.0 or OpenAPI 3.1, and say so, as in `openapi: 3.0.3`";
            diagnostics.push(Diagnostic::new(&code::UNSUPPORTED_VERSION, at, message).help(help));
            return (None, diagnostics);
        }
    };
    (Some(dialect), diagnostics)
}
