//! Keywords of JSON Schema 2020-12 as OpenAPI 3.0 spells them, or what is nearest.

use serde_json::{Map, Value, json};

use super::super::Shape;
use super::super::convert::Work;
use crate::source::Pointer;

/// Keywords that say nothing of a value.
const SILENT: [&str; 7] = ["$anchor", "$comment", "$dynamicAnchor", "$schema", "$vocabulary", "then", "else"];

/// Keywords that only restrict values further than OpenAPI 3.0 can.
const RESTRICTING: [&str; 8] = [
    "if",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "propertyNames",
    "unevaluatedItems",
];

/// A schema.
pub(super) fn schema(work: &mut Work<'_>, value: &Value, shape: &'static Shape, at: &Pointer) -> Value {
    let members = match value {
        Value::Object(members) => members,
        Value::Bool(false) => return json!({ "not": {} }),
        _ => return json!({}),
    };
    if members.get("nullable") == Some(&Value::Bool(true)) {
        let message = "`nullable` means nothing in OpenAPI 3.1";
        work.lose(at.key("nullable"), message, "a value that may be null");
    }
    let (members, unions) = super::null::without_null(members);
    let mut schema = work.members(&members, shape, at);
    unions.into_iter().for_each(|union| work.union(&mut schema, union, shape, at));
    work.adopt_definitions(&mut schema, at);
    work.drop_unknown(&mut schema, at);
    work.constant(&mut schema, at);
    work.bounds(&mut schema, at);
    work.example(&mut schema, at);
    work.content_keywords(&mut schema, at);
    work.items(&mut schema, at);
    work.other_properties(&mut schema, at);
    work.types(&mut schema, at);
    work.wrap_reference(&mut schema, at);
    Value::Object(schema)
}

impl Work<'_> {
    /// Puts a value under another keyword.
    fn respelled(&mut self, schema: &mut Map<String, Value>, at: &Pointer, (old, new): (&str, &str), value: Value) {
        self.places.moved(at, at.key(new), &at.key(old));
        schema.insert(new.to_owned(), value);
    }

    fn adopt_definitions(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let Some(Value::Object(definitions)) = schema.remove("$defs") else { return };
        for (name, definition) in definitions {
            self.adopted.push((at.keys(["$defs", &name]), definition));
        }
    }

    fn drop_unknown(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        schema.retain(|key, _| !SILENT.contains(&key.as_str()));
        for key in RESTRICTING {
            if schema.remove(key).is_some() {
                let message = format!("`{key}` has no counterpart in OpenAPI 3.0");
                self.lose(at.key(key), message, "the schema without it: it only restricts which values are valid");
            }
        }
        if schema.remove("$id").is_some() {
            let message = "`$id` is not followed: references start from their file";
            self.lose(at.key("$id"), message, "the schema without it");
        }
        if schema.remove("$dynamicRef").is_some() {
            let message = "where `$dynamicRef` leads depends on who refers to the schema";
            self.lose(at.key("$dynamicRef"), message, "any JSON value, as far as nothing else is said");
        }
    }

    /// `const` is an enum of one.
    fn constant(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let Some(value) = schema.remove("const") else { return };
        let ty = match &value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        schema.entry("type").or_insert_with(|| json!(ty));
        if value.is_null() {
            return;
        }
        let place = at.key("const");
        self.places.moved(&place, place.index(0), &place);
        self.respelled(schema, at, ("const", "enum"), json!([value]));
    }

    /// Exclusive bounds are bounds of their own.
    fn bounds(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        for (exclusive, bound, sign) in [("exclusiveMinimum", "minimum", 1.0), ("exclusiveMaximum", "maximum", -1.0)] {
            let Some(value) = schema.remove(exclusive) else { continue };
            let size = |value: &Value| value.as_f64().map(|number| number * sign);
            let other = schema.get(bound).and_then(size);
            if other.is_none_or(|other| size(&value).is_some_and(|own| own >= other)) {
                self.respelled(schema, at, (exclusive, bound), value);
                schema.insert(exclusive.to_owned(), Value::Bool(true));
            }
        }
    }

    fn example(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let Some(Value::Array(examples)) = schema.remove("examples") else { return };
        let first = examples.into_iter().next().filter(|_| !schema.contains_key("example"));
        if let Some(first) = first {
            self.places.moved(at, at.key("example"), &at.key("examples").index(0));
            schema.insert("example".to_owned(), first);
        }
    }

    /// What a text holds is a format, if it is bytes.
    fn content_keywords(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let encoding = schema.remove("contentEncoding");
        let media_type = schema.remove("contentMediaType");
        let is = |value: &Option<Value>, text: &str| value.as_ref().and_then(Value::as_str) == Some(text);
        let is_free = !schema.contains_key("format");
        match (encoding, media_type) {
            (encoding, _) if is_free && is(&encoding, "base64") => {
                self.respelled(schema, at, ("contentEncoding", "format"), json!("byte"));
            }
            (encoding, _) if is_free && is(&encoding, "binary") => {
                self.respelled(schema, at, ("contentEncoding", "format"), json!("binary"));
            }
            (Some(encoding), _) if !is(&Some(encoding.clone()), "base64") => {
                let message = format!("texts that hold {encoding} have no type of their own");
                self.lose(at.key("contentEncoding"), message, "the text as it is");
            }
            (None, media_type) if is_free && is(&media_type, "application/octet-stream") => {
                self.respelled(schema, at, ("contentMediaType", "format"), json!("binary"));
            }
            (None, Some(media_type)) => {
                let message = format!("texts that hold {media_type} have no type of their own");
                self.lose(at.key("contentMediaType"), message, "the text as it is");
            }
            _ => {}
        }
        if schema.remove("contentSchema").is_some() {
            self.lose(at.key("contentSchema"), "what is in a text has no type of its own", "the text as it is");
        }
    }
}
