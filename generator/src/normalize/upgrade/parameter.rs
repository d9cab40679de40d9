//! Parameters and headers: the keywords of their type go into a schema, and how lists are written into a style.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::super::{Shape, swagger20};
use crate::source::Pointer;

/// The words that describe a parameter or header itself and not its type.
const OWN: [&str; 6] = ["name", "in", "description", "required", "allowEmptyValue", "schema"];

/// The extensions that are about the type.
const OF_TYPE: [&str; 3] = ["x-nullable", "x-ms-enum", "x-ms-secret"];

impl Work<'_> {
    /// A parameter that is neither a body nor a field of a form.
    pub(super) fn parameter(&mut self, value: &Value, at: &Pointer) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        if let Some(reference) = members.get("$ref") {
            return json!({ "$ref": self.reference(reference, at) });
        }
        let (mut parameter, schema) = self.split(members, at);
        let place = parameter.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (schema, style) = self.styled(schema, members, &place, at);
        parameter.extend(style);
        match members.get("schema") {
            // Not Swagger, but what it means is clear.
            Some(own) if !members.contains_key("type") => {
                let own = self.value(own, &super::super::Kind::Ref(&swagger20::SCHEMA), &at.key("schema"));
                parameter.insert("schema".to_owned(), own);
            }
            _ if schema.is_empty() => {}
            _ => {
                parameter.insert("schema".to_owned(), Value::Object(schema));
                self.places.moved(at, at.key("schema"), at);
            }
        }
        Value::Object(parameter)
    }

    /// A header of a response.
    pub(super) fn header(&mut self, value: &Value, at: &Pointer) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        let (mut header, schema) = self.split(members, at);
        let (schema, _) = self.styled(schema, members, "header", at);
        header.insert("schema".to_owned(), Value::Object(schema));
        self.places.moved(at, at.key("schema"), at);
        Value::Object(header)
    }

    /// What a parameter says of itself, and the schema that the rest is.
    pub(super) fn split(
        &mut self,
        members: &Map<String, Value>,
        at: &Pointer,
    ) -> (Map<String, Value>, Map<String, Value>) {
        self.visit(at);
        let is_of_type = |key: &str| {
            let known = swagger20::PARAMETER.kind_of(key).is_some() && !OWN.contains(&key);
            known || OF_TYPE.contains(&key)
        };
        let (mut own, mut schema) = (Map::new(), Map::new());
        for (key, value) in members.iter().filter(|(key, _)| *key != "schema") {
            match is_of_type(key) {
                true => schema.insert(key.clone(), value.clone()),
                false => own.insert(key.clone(), value.clone()),
            };
        }
        let shape: &'static Shape = &swagger20::PARAMETER;
        let mut schema = self.members(&schema, shape, at);
        self.respell(&mut schema, shape, at);
        (own, schema)
    }

    /// The schema of a list with the style in which it is written. Where there is no such style, the caller has to
    /// write the list, and gives a text.
    pub(super) fn styled(
        &mut self,
        schema: Map<String, Value>,
        members: &Map<String, Value>,
        place: &str,
        at: &Pointer,
    ) -> (Map<String, Value>, Map<String, Value>) {
        let style = |name: &str, explode: bool| match json!({ "style": name, "explode": explode }) {
            Value::Object(style) => style,
            _ => Map::new(),
        };
        let format = members.get("collectionFormat").and_then(Value::as_str).unwrap_or("csv");
        let is_list = schema.get("type").and_then(Value::as_str) == Some("array");
        let in_query = matches!(place, "query" | "formData");
        let style = match format {
            _ if !is_list => Map::new(),
            "csv" if in_query => style("form", false),
            "csv" => Map::new(),
            "multi" if in_query => style("form", true),
            "ssv" if in_query => style("spaceDelimited", false),
            "pipes" if in_query => style("pipeDelimited", false),
            "ssv" | "pipes" | "tsv" => {
                let message = format!("OpenAPI 3.0 has no style for lists of format `{format}` here");
                let instead = "a string, in which the caller writes the items and what is between them";
                self.lose(at.key("collectionFormat"), message, instead);
                return (Map::from_iter([("type".to_owned(), json!("string"))]), Map::new());
            }
            _ => {
                let message = format!("`{format}` is no way to write lists here");
                self.lose(at.key("collectionFormat"), message, "items with commas between");
                if in_query { style("form", false) } else { Map::new() }
            }
        };
        (schema, style)
    }
}
