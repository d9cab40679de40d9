//! Lists of types, of the first items, and of patterns of names.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use crate::source::Pointer;

/// The keywords that are about values of one type only; `format` is about texts, else about numbers.
const OF_TYPE: [(&[&str], &[&str]); 4] = [
    (&["string"], &["minLength", "maxLength", "pattern", "format"]),
    (&["integer", "number"], &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"]),
    (&["array"], &["items", "minItems", "maxItems", "uniqueItems"]),
    (&["object"], &["properties", "required", "additionalProperties", "minProperties", "maxProperties"]),
];

impl Work<'_> {
    /// Null goes into `nullable`, one type stays, and several become a choice.
    pub(in crate::normalize) fn types(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let place = at.key("type");
        let mut types: Vec<String> = match schema.get("type") {
            Some(Value::String(ty)) => vec![ty.clone()],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => return,
        };
        schema.remove("type");
        if types.iter().any(|ty| ty == "null") {
            types.retain(|ty| ty != "null");
            schema.insert("nullable".to_owned(), Value::Bool(true));
            self.places.moved(at, at.key("nullable"), &place);
            if types.is_empty() {
                return self.only_null(&place);
            }
        }
        if types.iter().any(|ty| ty == "number") {
            types.retain(|ty| ty != "integer"); // which are numbers
        }
        match types.as_slice() {
            [] => {}
            [ty] => {
                schema.insert("type".to_owned(), json!(ty));
            }
            _ if schema.contains_key("anyOf") => {
                self.lose(&place, "several types beside `anyOf` are no choice of their own", "the choice of `anyOf`");
            }
            types => {
                let branches: Vec<Value> = types.iter().map(|ty| branch(ty, types, schema)).collect();
                let keywords = OF_TYPE.iter().flat_map(|(_, keywords)| *keywords).chain(&["enum"]);
                keywords.for_each(|keyword| drop(schema.remove(*keyword)));
                self.places.moved(at, at.key("anyOf"), at);
                (0..branches.len()).for_each(|index| self.places.moved(at, at.index(index), at));
                schema.insert("anyOf".to_owned(), Value::Array(branches));
            }
        }
    }

    /// What each of the first items is has no place in OpenAPI 3.0: each item is of one of these types.
    pub(super) fn items(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let Some(Value::Array(first)) = schema.remove("prefixItems") else { return };
        let prefix = at.key("prefixItems");
        let mut kinds: Vec<(Value, Pointer)> = Vec::new();
        let first = first.into_iter().enumerate().map(|(index, item)| (item, prefix.index(index)));
        let rest = schema.remove("items").filter(|rest| rest != &json!({ "not": {} }));
        for (kind, place) in first.chain(rest.map(|rest| (rest, at.key("items")))) {
            if !kinds.iter().any(|(known, _)| *known == kind) {
                kinds.push((kind, place));
            }
        }
        schema.entry("type").or_insert_with(|| json!("array"));
        let place = at.key("items");
        match kinds.as_slice() {
            [] => return,
            [(kind, from)] => {
                self.places.moved(at, place, from);
                schema.insert("items".to_owned(), kind.clone());
                return;
            }
            _ => {}
        }
        let message = "items of different types by their position have no type in OpenAPI 3.0";
        self.lose(&prefix, message, "a list whose items are of any of these types");
        self.places.moved(at, place, &prefix);
        self.places.moved(&prefix, prefix.key("anyOf"), &prefix);
        for (index, (_, from)) in kinds.iter().enumerate().filter(|(index, (_, from))| prefix.index(*index) != *from) {
            self.places.moved(&prefix, prefix.index(index), from);
        }
        let kinds: Vec<Value> = kinds.into_iter().map(|(kind, _)| kind).collect();
        schema.insert("items".to_owned(), json!({ "anyOf": kinds }));
    }

    /// Properties by patterns of their names, and those that nothing else describes.
    pub(super) fn other_properties(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        let closed = |schema: &Map<String, Value>| {
            schema.get("additionalProperties").is_none_or(|value| value == &Value::Bool(false))
        };
        if let Some(Value::Object(patterns)) = schema.remove("patternProperties") {
            let place = at.key("patternProperties");
            let count = patterns.len();
            let only = patterns.into_iter().next().filter(|_| count == 1 && closed(schema));
            let instead = match only {
                Some((pattern, value)) => {
                    self.places.moved(at, at.key("additionalProperties"), &place.key(&pattern));
                    schema.insert("additionalProperties".to_owned(), value);
                    "other properties of that type, whatever their names"
                }
                None => {
                    schema.insert("additionalProperties".to_owned(), Value::Bool(true));
                    "other properties that hold any JSON value"
                }
            };
            self.lose(place, "patterns of names have no counterpart in OpenAPI 3.0", instead);
        }
        let Some(rest) = schema.remove("unevaluatedProperties") else { return };
        let composed = ["allOf", "anyOf", "oneOf", "$ref"].iter().any(|key| schema.contains_key(*key));
        let place = at.key("unevaluatedProperties");
        if composed {
            let message = "`unevaluatedProperties` beside other schemas has no counterpart in OpenAPI 3.0";
            self.lose(place, message, "the schema without it");
        } else if !schema.contains_key("additionalProperties") {
            self.places.moved(at, at.key("additionalProperties"), &place);
            schema.insert("additionalProperties".to_owned(), rest);
        }
    }
}

/// What a schema says of values of one of its types.
fn branch(ty: &str, types: &[String], schema: &Map<String, Value>) -> Value {
    let mut branch = Map::from_iter([("type".to_owned(), json!(ty))]);
    let keywords = OF_TYPE.iter().find(|(names, _)| names.contains(&ty)).map_or(&[][..], |(_, keywords)| keywords);
    for keyword in keywords {
        let is_of_text = *keyword == "format" && ty != "string" && types.iter().any(|ty| ty == "string");
        if let Some(value) = schema.get(*keyword).filter(|_| !is_of_text) {
            branch.insert((*keyword).to_owned(), value.clone());
        }
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        let fitting: Vec<Value> = values.iter().filter(|value| is_of(value, ty)).cloned().collect();
        if !fitting.is_empty() {
            branch.insert("enum".to_owned(), Value::Array(fitting));
        }
    }
    Value::Object(branch)
}

fn is_of(value: &Value, ty: &str) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) => ty == "boolean",
        Value::Number(number) => ty == "number" || (ty == "integer" && !number.is_f64()),
        Value::String(_) => ty == "string",
        Value::Array(_) => ty == "array",
        Value::Object(_) => ty == "object",
    }
}
