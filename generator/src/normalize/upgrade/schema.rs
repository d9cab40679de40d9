//! Schemas: a few keywords are spelled differently.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::super::{Shape, openapi30};
use crate::diagnostic::{Diagnostic, code};
use crate::source::Pointer;

/// A Schema Object, or an Items Object, which is a schema in OpenAPI 3.0.
pub(super) fn schema(work: &mut Work<'_>, value: &Value, shape: &'static Shape, at: &Pointer) -> Value {
    let Value::Object(members) = value else { return json!({}) };
    let mut schema = work.members(members, shape, at);
    work.respell(&mut schema, shape, at);
    work.wrap_reference(&mut schema, at);
    Value::Object(schema)
}

impl Work<'_> {
    /// Spells the keywords of a schema as OpenAPI 3.0 does.
    pub(super) fn respell(&mut self, schema: &mut Map<String, Value>, shape: &'static Shape, at: &Pointer) {
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            let message = "`nullable` means nothing in Swagger 2.0, where it is called `x-nullable`";
            self.lose(at.key("nullable"), message, "a value that may be null");
        }
        // What is said in words of OpenAPI 3 means nothing here, and was reported.
        let is_new = |key: &str| shape.kind_of(key).is_none() && openapi30::SCHEMA.kind_of(key).is_some();
        schema.retain(|key, _| !is_new(key) && key != "collectionFormat");
        if let Some(name) = schema.get_mut("discriminator") {
            *name = json!({ "propertyName": name.take() });
            self.places.moved(at, at.keys(["discriminator", "propertyName"]), &at.key("discriminator"));
        }
        match schema.remove("x-nullable") {
            Some(Value::Bool(true)) => {
                schema.insert("nullable".to_owned(), Value::Bool(true));
                self.places.moved(at, at.key("nullable"), &at.key("x-nullable"));
            }
            None | Some(Value::Bool(false)) => {}
            Some(_) => {
                let message = "`x-nullable` should be true or false";
                let diagnostic = Diagnostic::new(&code::INVALID_EXTENSION, at.key("x-nullable"), message);
                self.diagnostics.push(diagnostic.instead("the code without it"));
            }
        }
        self.types(schema, at);
        if is_file(schema) {
            schema.insert("type".to_owned(), json!("string"));
            schema.insert("format".to_owned(), json!("binary"));
        }
    }
}

/// Whether a schema stands for the bytes of a file: by Swagger's type, or by AutoRest's format.
pub(super) fn is_file(schema: &Map<String, Value>) -> bool {
    let is = |key: &str| schema.get(key).and_then(Value::as_str) == Some("file");
    is("type") || is("format")
}
