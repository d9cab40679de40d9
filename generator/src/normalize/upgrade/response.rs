//! Responses: schema and examples go into the media types that the operation produces.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::super::swagger20;
use super::body::essence;
use super::others;
use crate::source::Pointer;

impl Work<'_> {
    /// The responses of an operation that produces these media types.
    pub(super) fn responses(&mut self, value: &Value, at: &Pointer, produces: &[String]) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        let mut responses = Map::new();
        for (status, response) in members {
            let converted = match status.starts_with("x-") {
                true => response.clone(),
                false => self.response_of(response, at, status, produces),
            };
            responses.insert(status.clone(), converted);
        }
        Value::Object(responses)
    }

    /// A response, which may be shared. One that others share in other media types is copied.
    fn response_of(&mut self, value: &Value, at: &Pointer, status: &str, produces: &[String]) -> Value {
        let place = at.key(status);
        let Some(reference) = value.get("$ref") else { return self.response(value, &place, produces) };
        let (found, target) = self.follow(value, &place);
        let found = found.clone();
        let has_body = found.get("schema").is_some() || found.get("examples").is_some();
        if !has_body || found.get("$ref").is_some() || produces == self.default_types(target.file(), "produces") {
            return json!({ "$ref": self.reference(reference, &place) });
        }
        let copying = self.places.set_copying(true);
        self.places.moved(at, place, &target);
        let response = self.response(&found, &target, produces);
        self.places.set_copying(copying);
        response
    }

    pub(super) fn response(&mut self, value: &Value, at: &Pointer, produces: &[String]) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        if let Some(reference) = members.get("$ref") {
            return json!({ "$ref": self.reference(reference, at) });
        }
        self.visit(at);
        let mut response: Map<String, Value> = others(members, &swagger20::RESPONSE).collect();
        response.extend(members.get("description").map(|text| ("description".to_owned(), text.clone())));
        if let Some(Value::Object(headers)) = members.get("headers") {
            let place = at.key("headers");
            let convert = |(name, header): (&String, _)| (name.clone(), self.header(header, &place.key(name)));
            response.insert("headers".to_owned(), Value::Object(headers.iter().map(convert).collect()));
        }
        let examples = members.get("examples").and_then(Value::as_object);
        if members.contains_key("schema") || examples.is_some_and(|examples| !examples.is_empty()) {
            let content = self.answered(members, examples, at, produces);
            response.insert("content".to_owned(), content);
        }
        Value::Object(response)
    }

    fn answered(
        &mut self,
        members: &Map<String, Value>,
        examples: Option<&Map<String, Value>>,
        at: &Pointer,
        produces: &[String],
    ) -> Value {
        // Examples tell of media types as well, where nothing else does.
        let named: Vec<String> = examples.into_iter().flat_map(Map::keys).cloned().collect();
        let media_types = if produces.is_empty() { &named } else { produces };
        let matched =
            |name: &String| media_types.iter().find(|known| *known == name || essence(known) == essence(name));
        let mut fitting = Map::new();
        for (name, example) in examples.into_iter().flatten() {
            match matched(name) {
                Some(known) => {
                    fitting.insert(known.clone(), example.clone());
                }
                None => {
                    let message = format!("there is an example in `{name}`, which the operation does not produce");
                    self.lose(at.keys(["examples", name]), message, "documentation without this example");
                }
            }
        }
        self.content(members, Some(&fitting), at, media_types)
    }
}
