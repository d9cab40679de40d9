//! Schemas of OpenAPI and Swagger in the words of JSON Schema 2020-12.
//!
//! What differs: `nullable`, `exclusiveMinimum` as a boolean, keywords beside a `$ref`, `type: file`, and formats that
//! limit numbers. A `discriminator` beside alternatives says which value goes with which of them. Everything that
//! describes and does not restrict is left out.

use serde_json::{Map, Value, json};

/// The languages that schemas are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Swagger20,
    OpenApi30,
    OpenApi31,
}

impl Dialect {
    /// That of an entry document.
    pub(super) fn of(entry: &Value) -> Self {
        match entry.get("openapi") {
            None => Self::Swagger20,
            Some(Value::String(version)) if version.starts_with("3.0") => Self::OpenApi30,
            Some(_) => Self::OpenApi31,
        }
    }
}

/// What instances are made by: which member tells types apart, and what its values mean.
pub(in super::super) const DISCRIMINATOR: &str = "x-discriminator";
/// The value for a schema, in the words of Azure.
pub(in super::super) const MS_VALUE: &str = "x-ms-discriminator-value";

/// Says what a reference is to become; `None` if it leads nowhere.
pub(super) type Follow<'f> = &'f mut dyn FnMut(&str) -> Option<String>;

/// Keywords that hold a schema, a list of schemas, schemas by name, or a restriction that means the same everywhere.
const SCHEMA: [&str; 11] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
const SCHEMAS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const BY_NAME: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];
const RESTRICTIONS: [&str; 18] = [
    "type",
    "const",
    "format",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "dependentRequired",
];

/// Translates a schema. What is no schema at all allows anything.
pub(super) fn schema(raw: &Value, dialect: Dialect, follow: Follow<'_>) -> Value {
    let Value::Object(raw) = raw else {
        return Value::Bool(raw.as_bool().unwrap_or(true));
    };
    let mut out = Map::new();
    if let Some(Value::String(reference)) = raw.get("$ref") {
        if let Some(key) = follow(reference) {
            out.insert("$ref".to_owned(), super::reference(&key).into());
        }
        if dialect != Dialect::OpenApi31 {
            return Value::Object(out);
        }
    }
    for (keyword, value) in raw {
        match (keyword.as_str(), value) {
            (name, value) if SCHEMA.contains(&name) && !value.is_array() => {
                out.insert(keyword.clone(), schema(value, dialect, follow));
            }
            (name, Value::Array(list)) if SCHEMAS.contains(&name) => {
                let list = list.iter().map(|value| match is_null(value, name, dialect) {
                    true => json!({ "type": "null" }),
                    false => schema(value, dialect, follow),
                });
                let list = list.collect();
                out.insert(keyword.clone(), list);
            }
            (name, Value::Object(members)) if BY_NAME.contains(&name) => {
                let members = members.iter().map(|(name, value)| (name.clone(), schema(value, dialect, follow)));
                out.insert(keyword.clone(), Value::Object(members.collect()));
            }
            // JSON Schema allows no value twice.
            ("required" | "enum", Value::Array(values)) => {
                let mut once: Vec<Value> = Vec::new();
                for value in values {
                    if !once.contains(value) {
                        once.push(value.clone());
                    }
                }
                out.insert(keyword.clone(), once.into());
            }
            ("pattern", Value::String(pattern)) if is_pattern(pattern) => {
                out.insert(keyword.clone(), value.clone());
            }
            (name, value) if RESTRICTIONS.contains(&name) => {
                out.insert(keyword.clone(), value.clone());
            }
            _ => {}
        }
    }
    discriminate(raw, &mut out, follow);
    annotate(raw, &mut out, follow);
    if dialect != Dialect::OpenApi31 {
        in_words_of_2020(raw, &mut out);
    }
    // JSON Schema leaves it open whether an encoding is checked.
    if raw.get("contentEncoding").is_some_and(|encoding| encoding == "base64") && !out.contains_key("format") {
        out.insert("format".to_owned(), "byte".into());
    }
    limit(&mut out);
    Value::Object(out)
}

/// Whether an alternative only says that it is nullable. To the letter it allows anything, but then there would be no
/// choice; whoever writes it means null.
fn is_null(value: &Value, keyword: &str, dialect: Dialect) -> bool {
    let only = value.as_object().is_some_and(|members| members.len() == 1);
    only && value.get("nullable") == Some(&Value::Bool(true))
        && dialect == Dialect::OpenApi30
        && ["anyOf", "oneOf"].contains(&keyword)
}

/// Whether the validator can use a pattern: some are meant for other languages.
fn is_pattern(pattern: &str) -> bool {
    jsonschema::options().build(&json!({ "pattern": pattern })).is_ok()
}

/// What OpenAPI 3.0 and Swagger 2.0 say in other words.
fn in_words_of_2020(raw: &Map<String, Value>, out: &mut Map<String, Value>) {
    for (flag, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if out.get(flag).is_some_and(Value::is_boolean) {
            let exclusive = out.remove(flag) == Some(Value::Bool(true));
            if let Some(value) = out.remove(limit) {
                out.insert(if exclusive { flag } else { limit }.to_owned(), value);
            }
        }
    }
    if out.get("type").is_some_and(|ty| ty == "file") {
        out.remove("type");
    }
    // Null is added to the type, so without one there is nothing to add to; an `enum` has to list it (OAS 3.0.3).
    let nullable = ["nullable", "x-nullable"].iter().any(|flag| raw.get(*flag) == Some(&Value::Bool(true)));
    if nullable && let Some(Value::String(ty)) = out.get("type") {
        let types = json!([ty, "null"]);
        out.insert("type".to_owned(), types);
    }
}

/// Limits numbers to what their format holds.
fn limit(out: &mut Map<String, Value>) {
    let limits = match out.get("format").and_then(Value::as_str) {
        Some("int8") => json!({ "minimum": i8::MIN, "maximum": i8::MAX }),
        Some("int16") => json!({ "minimum": i16::MIN, "maximum": i16::MAX }),
        Some("int32") => json!({ "minimum": i32::MIN, "maximum": i32::MAX }),
        Some("int64" | "long") => json!({ "minimum": i64::MIN, "maximum": i64::MAX }),
        Some("uint8") => json!({ "minimum": 0, "maximum": u8::MAX }),
        Some("uint16") => json!({ "minimum": 0, "maximum": u16::MAX }),
        Some("uint32") => json!({ "minimum": 0, "maximum": u32::MAX }),
        Some("uint64") => json!({ "minimum": 0, "maximum": u64::MAX }),
        Some("float") => json!({ "minimum": -3.402_823_5e38, "maximum": 3.402_823_5e38 }),
        _ => return,
    };
    let all_of = out.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all_of) = all_of {
        all_of.push(limits);
    }
}

/// Lets each alternative go with the values that name it.
fn discriminate(raw: &Map<String, Value>, out: &mut Map<String, Value>, follow: Follow<'_>) {
    let Some(Value::Object(discriminator)) = raw.get("discriminator") else { return };
    let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(alternatives)) = raw.get(keyword) else { continue };
        let named = alternatives.iter().map(|alternative| {
            let reference = alternative.get("$ref").and_then(Value::as_str)?;
            let key = follow(reference)?;
            let names = names(reference, &key, mapping, follow);
            let tag = json!({ "properties": { property: { "enum": names } }, "required": [property] });
            Some(json!({ "allOf": [{ "$ref": super::reference(&key) }, tag] }))
        });
        if let Some(named) = named.collect::<Option<Vec<_>>>() {
            out.insert(keyword.to_owned(), named.into());
        }
    }
}

/// Leaves a note for who makes instances where the schemas that a discriminator tells apart are not listed: they have
/// this one in their `allOf`.
fn annotate(raw: &Map<String, Value>, out: &mut Map<String, Value>, follow: Follow<'_>) {
    if let Some(value) = raw.get(MS_VALUE) {
        out.insert(MS_VALUE.to_owned(), value.clone());
    }
    let Some(discriminator) =
        raw.get("discriminator").filter(|_| !raw.contains_key("oneOf") && !raw.contains_key("anyOf"))
    else {
        return;
    };
    let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
    let mapping = mapping.filter_map(|(value, target)| Some((value.clone(), follow(target.as_str()?)?.into())));
    let mapping: Map<String, Value> = mapping.collect();
    if let Some(property) = discriminator.get("propertyName").unwrap_or(discriminator).as_str() {
        out.insert(DISCRIMINATOR.to_owned(), json!({ "property": property, "mapping": mapping }));
    }
}

/// The values that name the alternative: those that are mapped to it, and the name of its schema.
fn names(reference: &str, key: &str, mapping: Option<&Map<String, Value>>, follow: Follow<'_>) -> Vec<String> {
    let name = reference.rsplit(['/', '#']).next().unwrap_or_default();
    let is_it = |target: &Value, follow: Follow<'_>| match target.as_str() {
        Some(target) if target == name => true,
        Some(target) => follow(target).as_deref() == Some(key),
        None => false,
    };
    let mapped = mapping.into_iter().flatten().filter(|(_, target)| is_it(target, &mut *follow));
    let mut names: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(raw: Value, dialect: Dialect) -> Value {
        schema(&raw, dialect, &mut |reference| Some(reference.trim_start_matches('#').to_owned()))
    }

    #[test]
    fn what_openapi_30_says_in_other_words_is_translated() {
        let cases = [
            (json!({"type": "string", "nullable": true}), json!({"type": ["string", "null"]})),
            (json!({"nullable": true, "description": "x"}), json!({})),
            (
                json!({"anyOf": [{"$ref": "#a"}, {"nullable": true}]}),
                json!({"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]}),
            ),
            (json!({"type": "file"}), json!({})),
            (json!({"minimum": 1, "exclusiveMinimum": true}), json!({"exclusiveMinimum": 1})),
            (json!({"maximum": 1, "exclusiveMaximum": false}), json!({"maximum": 1})),
            (json!({"required": ["a", "b", "a"]}), json!({"required": ["a", "b"]})),
            (json!({"$ref": "#a", "type": "string"}), json!({"$ref": "#/$defs/a"})),
            (
                json!({"properties": {"nullable": {"type": "integer", "format": "int8", "example": 1}}}),
                json!({"properties": {"nullable":
                    {"type": "integer", "format": "int8", "allOf": [{"minimum": -128, "maximum": 127}]}}}),
            ),
        ];
        for (raw, expected) in cases {
            assert_eq!(translated(raw.clone(), Dialect::OpenApi30), expected, "{raw}");
        }
    }

    #[test]
    fn openapi_31_is_json_schema_already() {
        let raw = json!({"$ref": "#a", "type": ["string", "null"], "exclusiveMinimum": 1, "const": null, "title": "x"});
        let expected = json!({"$ref": "#/$defs/a", "type": ["string", "null"], "exclusiveMinimum": 1, "const": null});
        assert_eq!(translated(raw, Dialect::OpenApi31), expected);
    }

    #[test]
    fn a_discriminator_names_alternatives() {
        let raw = json!({
            "oneOf": [{"$ref": "#/A"}, {"$ref": "#/B"}],
            "discriminator": {"propertyName": "kind", "mapping": {"one": "#/A", "two": "B", "B": "#/B"}},
        });
        let tag = |reference: &str, names: Value| {
            json!({"allOf": [{"$ref": super::super::reference(reference)},
                {"properties": {"kind": {"enum": names}}, "required": ["kind"]}]})
        };
        let expected = json!({"oneOf": [tag("/A", json!(["one", "A"])), tag("/B", json!(["B", "two"]))]});
        assert_eq!(translated(raw, Dialect::OpenApi30), expected);
    }
}
