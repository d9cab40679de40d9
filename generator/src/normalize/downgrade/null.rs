//! Null: a type in JSON Schema, and a property of schemas in OpenAPI 3.0.

use serde_json::{Map, Value};

use super::super::convert::Work;
use super::super::{Kind, Shape};
use crate::source::Pointer;

/// Keywords of which a schema has its own, where another one is put into it.
const ANNOTATIONS: [&str; 9] =
    ["title", "description", "default", "example", "deprecated", "readOnly", "writeOnly", "externalDocs", "nullable"];

/// A choice one of whose members is null.
pub(super) struct Union {
    key: &'static str,
    /// The other members, and where they were among them.
    members: Vec<(usize, Value)>,
}

/// A schema without the choices that null is one of, and those.
pub(super) fn without_null(members: &Map<String, Value>) -> (Map<String, Value>, Vec<Union>) {
    let mut rest = members.clone();
    let mut unions = Vec::new();
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(list)) = members.get(key) else { continue };
        if list.len() > 1 && list.iter().any(is_null) {
            rest.remove(key);
            let members = list.iter().enumerate().filter(|(_, member)| !is_null(member));
            unions.push(Union { key, members: members.map(|(index, member)| (index, member.clone())).collect() });
        }
    }
    (rest, unions)
}

/// Whether null is all that a schema allows.
fn is_null(schema: &Value) -> bool {
    let is_only = |key: &str, null: &Value| match schema.get(key) {
        Some(Value::Array(list)) => !list.is_empty() && list.iter().all(|item| item == null),
        other => key == "type" && other == Some(null),
    };
    is_only("type", &Value::from("null"))
        || is_only("enum", &Value::Null)
        || schema.get("const").is_some_and(Value::is_null)
}

impl Work<'_> {
    /// Puts a choice back without null, which the schema allows from now on.
    pub(super) fn union(&mut self, schema: &mut Map<String, Value>, union: Union, shape: &'static Shape, at: &Pointer) {
        let place = at.key(union.key);
        let kind = Kind::FlagOrRef(shape);
        let convert = |(index, member): (usize, Value)| {
            let at = place.index(index);
            (self.value(&member, &kind, &at), at)
        };
        let mut members: Vec<(Value, Pointer)> = union.members.into_iter().map(convert).collect();
        schema.insert("nullable".to_owned(), Value::Bool(true));
        if members.len() == 1 {
            return members.drain(..).for_each(|(member, from)| self.put_in(schema, member, &from, at));
        }
        if members.is_empty() {
            return self.only_null(&place);
        }
        for (index, (_, from)) in members.iter().enumerate().filter(|(index, (_, from))| place.index(*index) != *from) {
            self.places.moved(at, place.index(index), from);
        }
        let members = members.into_iter().map(|(member, _)| member).collect();
        schema.insert(union.key.to_owned(), Value::Array(members));
    }

    /// Makes one of two schemas that both hold. Where they contradict each other, one goes into an `allOf`.
    fn put_in(&mut self, schema: &mut Map<String, Value>, other: Value, from: &Pointer, at: &Pointer) {
        let Value::Object(members) = other else { return };
        let is_own = |key: &str| ANNOTATIONS.contains(&key) && schema.contains_key(key);
        let fits = members.keys().all(|key| key != "$ref" && (is_own(key) || !schema.contains_key(key)));
        if fits {
            let members: Vec<_> = members.into_iter().filter(|(key, _)| !is_own(key)).collect();
            for (key, value) in members {
                let place = self.places.step(&from.key(&key));
                self.places.moved(at, at.key(&key), &place);
                schema.insert(key, value);
            }
            return;
        }
        let all_of = schema.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all_of) = all_of {
            self.places.moved(at, at.key("allOf").index(all_of.len()), from);
            all_of.push(Value::Object(members));
        }
    }

    /// Reports a value that is never anything but null.
    pub(super) fn only_null(&mut self, at: &Pointer) {
        self.lose(at, "a value that is always null has no type in OpenAPI 3.0", "any JSON value");
    }
}
