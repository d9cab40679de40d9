//! Vendor extensions (OAS 3.0.3 section 4.9): nothing but us checks that they look as their definitions say.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, code, excerpt};
use crate::source::Pointer;

/// The extensions of an object, by name.
pub(super) type Extensions = IndexMap<String, Value>;

/// What clients should call a schema, property or parameter instead of its name on the wire.
pub(super) const CLIENT_NAME: &str = "x-ms-client-name";

/// The extension `name` of the object at `at`, if it is there and a text with a letter or digit in it.
pub(super) fn text<'v>(
    extensions: &'v Extensions,
    name: &str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<&'v str> {
    let value = extensions.get(name)?;
    let text = value.as_str().filter(|text| text.contains(char::is_alphanumeric));
    if text.is_none() {
        unexpected(value, "a name", &at.key(name), diagnostics);
    }
    text
}

/// Whether the extension `name` of the object at `at` is set.
pub(super) fn flag(extensions: &Extensions, name: &str, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
    match extensions.get(name) {
        None => false,
        Some(Value::Bool(set)) => *set,
        Some(value) => {
            unexpected(value, "true or false", &at.key(name), diagnostics);
            false
        }
    }
}

/// Member `key` of an extension that is an object, if it is there and a text.
pub(super) fn member<'v>(
    object: &'v Map<String, Value>,
    key: &str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<&'v str> {
    let value = object.get(key)?;
    let text = value.as_str();
    if text.is_none() {
        unexpected(value, "a text", &at.key(key), diagnostics);
    }
    text
}

/// Reports an extension, or a part of one, that is not what it should be.
pub(super) fn unexpected(value: &Value, expected: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` should be {expected}", excerpt(value));
    diagnostics.push(Diagnostic::new(&code::INVALID_EXTENSION, at, message).instead("the code without it"));
}
