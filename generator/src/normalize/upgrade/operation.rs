//! Operations: what they consume and produce goes to their bodies, and bodies are no parameters.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::super::swagger20;
use super::body::Field;
use super::texts;
use crate::diagnostic::{Diagnostic, code};
use crate::source::Pointer;

/// A parameter as it is written, and where.
pub(super) type Written<'v> = (&'v Value, Pointer);

/// The parameters of an operation by what they become.
#[derive(Default)]
struct Sorted {
    /// Those that stay parameters, as they are written.
    parameters: Vec<(Value, Pointer)>,
    /// Those in `body`: the parameter, where it is written, and where it is.
    bodies: Vec<(Value, Pointer, Pointer)>,
    /// Those in `formData`, and where they are.
    fields: Vec<(Map<String, Value>, Pointer)>,
}

impl Work<'_> {
    /// An operation of a path that has these parameters for all its operations.
    pub(super) fn operation(&mut self, value: &Value, at: &Pointer, inherited: &[Written<'_>]) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        if let Some(reference) = members.get("$ref") {
            return json!({ "$ref": self.reference(reference, at) });
        }
        self.visit(at);
        let media_types = |key: &str| match members.get(key) {
            Some(own) => texts(own),
            None => self.default_types(at.file(), key),
        };
        let (consumes, produces) = (media_types("consumes"), media_types("produces"));
        let turned = ["consumes", "produces", "schemes", "parameters", "responses"];
        let kept = members.iter().filter(|(key, _)| !turned.contains(&key.as_str()));
        let mut operation: Map<String, Value> = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
        self.check_schemes(members, at);
        let sorted = self.sort(members, at, inherited);
        if let Some(body) = self.request_body(&sorted, at, &consumes) {
            operation.insert("requestBody".to_owned(), body);
        }
        let parameters = at.key("parameters");
        let mut converted = Vec::new();
        for (value, place) in &sorted.parameters {
            let now = parameters.index(converted.len());
            if now != *place {
                self.places.moved(at, now, place);
            }
            converted.push(self.parameter(value, place));
        }
        if !converted.is_empty() {
            operation.insert("parameters".to_owned(), Value::Array(converted));
        }
        if let Some(responses) = members.get("responses") {
            let responses = self.responses(responses, &at.key("responses"), &produces);
            operation.insert("responses".to_owned(), responses);
        }
        Value::Object(operation)
    }

    fn check_schemes(&mut self, members: &Map<String, Value>, at: &Pointer) {
        let own = members.get("schemes").filter(|own| self.values.entry().get("schemes") != Some(own));
        if own.is_some() {
            let message = "schemes of an operation are those of no server";
            self.lose(at.key("schemes"), message, "an operation of the servers of the document");
        }
    }

    /// Tells bodies from parameters. Of those of the path, only bodies matter here.
    fn sort(&self, members: &Map<String, Value>, at: &Pointer, inherited: &[Written<'_>]) -> Sorted {
        let mut sorted = Sorted::default();
        let own = members.get("parameters").and_then(Value::as_array).into_iter().flatten();
        let own = own.enumerate().map(|(index, value)| (value, at.key("parameters").index(index), true));
        let inherited = inherited.iter().map(|(value, place)| (*value, place.clone(), false));
        for (value, place, is_own) in own.chain(inherited) {
            let (found, target) = self.follow(value, &place);
            let name = found.get("name");
            match (found.get("in").and_then(Value::as_str), found) {
                (Some("body"), found) if is_own || sorted.bodies.is_empty() => {
                    sorted.bodies.push((found.clone(), place, target));
                }
                (Some("formData"), Value::Object(field)) => {
                    let known = sorted.fields.iter().any(|(other, _)| other.get("name") == name);
                    if is_own || !known {
                        sorted.fields.push((field.clone(), target));
                    }
                }
                (Some("body" | "formData"), _) => {}
                _ if is_own && !value.is_null() => sorted.parameters.push((value.clone(), place)),
                _ => {}
            }
        }
        sorted
    }

    fn request_body(&mut self, sorted: &Sorted, at: &Pointer, consumes: &[String]) -> Option<Value> {
        let own = at.key("requestBody");
        let Some((body, written, target)) = sorted.bodies.first() else {
            let fields: Vec<Field<'_>> = sorted.fields.iter().map(|(field, place)| (field, place.clone())).collect();
            let (_, first) = fields.first()?;
            let copying = self.places.set_copying(true);
            self.places.moved(at, own, first);
            self.places.set_copying(copying);
            return Some(self.form(&fields, consumes));
        };
        let others = sorted.bodies.iter().skip(1).map(|(_, place, _)| place);
        for other in others.chain(sorted.fields.iter().map(|(_, place)| place)) {
            let message = "there is another parameter that is the body";
            let diagnostic = Diagnostic::new(&code::DUPLICATE_PARAMETER, other, message);
            self.diagnostics.push(diagnostic.related(written, "the one that counts").instead("the first one only"));
        }
        let shared = written != target;
        if shared && consumes == self.default_types(target.file(), "consumes") {
            return Some(
                json!({ "$ref": self.reference(&Value::String(crate::link::text(target)), &Pointer::root()) }),
            );
        }
        let copying = self.places.set_copying(shared);
        self.places.moved(at, own, target);
        let body = self.body(body, target, consumes);
        self.places.set_copying(copying);
        Some(body)
    }
}

/// Whether a key of a path item is a method.
pub(super) fn is_method(key: &str) -> bool {
    swagger20::PATH_ITEM.kind_of(key).and_then(|kind| kind.shape()).is_some()
}
