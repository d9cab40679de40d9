//! What is said about an API, apart from what it is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::walk::{objects, shape_of};
use crate::normalize::{ENTRY, Kind, Shape};

/// Whether a field of an object is there for people.
pub(super) fn is_prose(key: &str, shape: &Shape) -> bool {
    match key {
        "title" => shape.is_schema(),
        "summary" | "description" | "externalDocs" | "example" | "examples" => shape.kind_of(key).is_some(),
        _ => false,
    }
}

/// Extensions that say how another generator should lay out its code, that lead to files which are not taken over, or
/// that are in the document as something else by now.
const FOREIGN: [&str; 5] = [
    "x-ms-code-generation-settings",
    "x-ms-examples",
    "x-ms-parameter-grouping",
    "x-ms-parameter-location",
    "x-ms-parameterized-host",
];

/// What of the upstream is not taken over, and how often it is there.
pub(super) type LeftOut = BTreeMap<String, usize>;

/// Takes out what others wrote, unless `keep`, and the extensions that are of no use.
pub(super) fn strip(document: &mut Value, keep: bool) -> LeftOut {
    let mut left_out = LeftOut::new();
    objects(document, ENTRY, &mut |object, shape| {
        object.retain(|key, value| {
            let is_foreign = FOREIGN.contains(&key.as_str());
            let is_theirs = !keep && is_prose(key, shape) && !is_empty(value);
            if is_foreign || is_theirs {
                *left_out.entry(key.to_owned()).or_default() += 1;
            }
            !is_foreign && !is_theirs
        });
        if !keep {
            silence(object);
        }
    });
    left_out
}

fn is_empty(value: &Value) -> bool {
    value.as_str().is_some_and(str::is_empty)
}

/// Takes out the prose of what is no object of the specification: extensions, and the scopes of a security scheme.
fn silence(object: &mut Map<String, Value>) {
    for (_, extension) in object.iter_mut().filter(|(key, _)| key.starts_with("x-")) {
        silence_all(extension);
    }
    let flows = object.get_mut("flows").and_then(Value::as_object_mut);
    for flow in flows.into_iter().flat_map(Map::values_mut) {
        let scopes = flow.get_mut("scopes").and_then(Value::as_object_mut);
        scopes.into_iter().flat_map(Map::values_mut).for_each(|text| *text = json!(""));
    }
}

fn silence_all(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, value| !(matches!(key.as_str(), "description" | "summary") && value.is_string()));
            members.values_mut().for_each(silence_all);
        }
        Value::Array(items) => items.iter_mut().for_each(silence_all),
        _ => {}
    }
}

/// Brings the document into the one form that it is written in, where OpenAPI leaves a choice.
pub(super) fn settle(document: &mut Value) {
    let mut tags = BTreeSet::new();
    objects(document, ENTRY, &mut |object, shape| match shape.name {
        "a parameter" | "a request body" if !object.contains_key("$ref") => {
            object.entry("required").or_insert(json!(false));
        }
        "an operation" => {
            let own = object.get("tags").and_then(Value::as_array).into_iter().flatten();
            tags.extend(own.filter_map(|tag| tag.as_str().map(str::to_owned)));
        }
        "a schema" => properties(object).for_each(wrap),
        _ => {}
    });
    let Some(openapi) = document.as_object_mut() else { return };
    let declared = openapi.remove("tags").and_then(|tags| tags.as_array().cloned()).unwrap_or_default();
    let mut declared: BTreeMap<String, Value> =
        declared.into_iter().filter_map(|tag| Some((tag["name"].as_str()?.to_owned(), tag))).collect();
    for tag in tags {
        let new = json!({ "name": tag });
        declared.entry(tag).or_insert(new);
    }
    if !declared.is_empty() {
        openapi.insert("tags".to_owned(), declared.into_values().collect());
    }
}

/// Takes a body out that is bytes although it has the schema of the JSON beside it. Swagger has one list of media types
/// for all answers of an operation, the files and the errors. Answers how many there were.
pub(super) fn keep_json(document: &mut Value) -> usize {
    let mut count = 0;
    objects(document, ENTRY, &mut |object, shape| {
        let content = object.get_mut("content").filter(|_| shape.name == "a response").and_then(Value::as_object_mut);
        let Some(content) = content else { return };
        let json = content.get("application/json").filter(|json| json.get("schema").is_some()).cloned();
        if json.is_some() && json.as_ref() == content.get(BYTES) {
            content.remove(BYTES);
            count += 1;
        }
    });
    count
}

const BYTES: &str = "application/octet-stream";

/// A property that is a reference becomes a schema that can be described.
fn wrap(property: &mut Map<String, Value>) {
    if let Some(reference) = property.remove("$ref") {
        property.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
}

/// The properties of a schema.
fn properties(schema: &mut Map<String, Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    properties.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut)
}

/// Adds an empty description wherever there is none and should be one.
pub(super) fn describe(document: &mut Value) {
    objects(document, ENTRY, &mut |object, shape| {
        if object.contains_key("$ref") {
            return;
        }
        match shape.name {
            "an operation" => silent(object, &["summary", "description"]),
            name if DESCRIBED.contains(&name) => silent(object, &["description"]),
            "a schema" => {
                properties(object).for_each(|property| silent(property, &["description"]));
                describe_values(object);
            }
            "a components object" => {
                let schemas = object.get_mut("schemas").and_then(Value::as_object_mut);
                let schemas = schemas.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut);
                schemas
                    .filter(|schema| !schema.contains_key("$ref"))
                    .for_each(|schema| silent(schema, &["description"]));
            }
            _ => {}
        }
    });
}

/// The objects that are to be described wherever they are; a schema only where it has a name.
const DESCRIBED: [&str; 7] =
    ["an info object", "a tag object", "a parameter", "a request body", "a response", "a header", "a security scheme"];

fn silent(object: &mut Map<String, Value>, keys: &[&str]) {
    for key in keys {
        object.entry(*key).or_insert(json!(""));
    }
}

/// Has each value of a named enum described in `x-ms-enum`.
fn describe_values(schema: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = schema.get("enum") else { return };
    let values = values.clone();
    let Some(Value::Object(named)) = schema.get_mut("x-ms-enum") else { return };
    let described = named.remove("values").and_then(|values| values.as_array().cloned()).unwrap_or_default();
    let entry = |value: &Value| {
        let found = described.iter().find(|entry| entry["value"] == *value).and_then(Value::as_object);
        let mut entry = found.cloned().unwrap_or_default();
        entry.entry("value").or_insert_with(|| value.clone());
        entry.entry("description").or_insert(json!(""));
        Value::Object(entry)
    };
    // What is listed in only one of the two stays: it is the upstream's, and `generate` reports it.
    let others = described.iter().filter(|entry| !values.contains(&entry["value"])).cloned();
    let all = values.iter().filter(|value| value.is_string()).map(entry).chain(others).collect();
    named.insert("values".to_owned(), all);
}

/// Whether `new` says of the API what `old` says, whose own extensions do not count.
pub(super) fn is_same(new: &Value, old: &Value, kind: &Kind) -> bool {
    match (kind, new, old) {
        (Kind::List(inner), Value::Array(new), Value::Array(old)) => {
            new.len() == old.len() && new.iter().zip(old).all(|(new, old)| is_same(new, old, inner))
        }
        (Kind::Map(inner), Value::Object(new), Value::Object(old)) => {
            let is_there = |(key, value): (&String, &Value)| old.get(key).is_some_and(|old| is_same(value, old, inner));
            new.len() == old.len() && new.iter().all(is_there)
        }
        (kind, Value::Object(new), Value::Object(old)) => match shape_of(kind) {
            Some(shape) => is_same_object(new, old, shape),
            None => new == old,
        },
        _ => new == old,
    }
}

fn is_same_object(new: &Map<String, Value>, old: &Map<String, Value>, shape: &Shape) -> bool {
    let counts = |key: &str| !is_prose(key, shape);
    let is_there = |(key, value): (&String, &Value)| match (old.get(key), shape.kind_of(key)) {
        (Some(old), Some(kind)) => is_same(value, old, kind),
        (Some(old), None) => is_within(value, old),
        (None, _) => false,
    };
    new.iter().filter(|(key, _)| counts(key)).all(is_there)
        && old.keys().filter(|key| counts(key)).all(|key| new.contains_key(key) || key.starts_with("x-"))
}

/// Whether an extension says nothing that the other does not say.
fn is_within(new: &Value, old: &Value) -> bool {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            new.iter().all(|(key, value)| old.get(key).is_some_and(|old| is_within(value, old)))
        }
        (Value::Array(new), Value::Array(old)) => {
            new.len() == old.len() && new.iter().zip(old).all(|(new, old)| is_within(new, old))
        }
        _ => new == old,
    }
}
