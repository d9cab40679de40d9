//! Goes through a document in canonical shape by the table of its objects.

use serde_json::{Map, Value};
use std::borrow::Cow;

use crate::link;
use crate::normalize::{ENTRY, Kind, Shape};
use crate::source::Pointer;

/// The sections of `components` whose members may lie in any file.
pub(super) const SECTIONS: [&str; 5] = ["parameters", "headers", "requestBodies", "responses", "schemas"];

/// The methods that a path item can have.
pub(super) const METHODS: [&str; 8] = ["get", "post", "put", "delete", "head", "patch", "options", "trace"];

/// What a member of a section of `components` is.
pub(super) fn kind_of_section(section: &str) -> Option<&'static Kind> {
    let Kind::Object(openapi) = ENTRY else { return None };
    let Kind::Object(components) = openapi.kind_of("components")? else { return None };
    match components.kind_of(section)? {
        Kind::Map(member) => Some(member),
        _ => None,
    }
}

/// The section of `components` whose members are objects of this shape.
pub(super) fn section_of(shape: &Shape) -> Option<&'static str> {
    SECTIONS.into_iter().find(|section| match kind_of_section(section) {
        Some(Kind::Ref(member)) => std::ptr::eq(*member, shape),
        _ => false,
    })
}

/// The object that a value of this kind is.
pub(super) fn shape_of(kind: &Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(shape) | Kind::Ref(shape) | Kind::FlagOrRef(shape) => Some(shape),
        _ => None,
    }
}

/// Calls `see` with every object of the specification in `value`, and every Reference Object, outer ones first.
pub(super) fn objects(value: &mut Value, kind: &Kind, see: &mut dyn FnMut(&mut Map<String, Value>, &'static Shape)) {
    match (kind, value) {
        (Kind::List(inner), Value::Array(items)) => items.iter_mut().for_each(|item| objects(item, inner, see)),
        (Kind::Map(inner), Value::Object(members)) => {
            members.values_mut().for_each(|member| objects(member, inner, see));
        }
        (kind, Value::Object(members)) => {
            let Some(shape) = shape_of(kind) else { return };
            see(members, shape);
            if members.contains_key("$ref") {
                return;
            }
            for (key, member) in members.iter_mut() {
                if let Some(kind) = shape.kind_of(key) {
                    objects(member, kind, see);
                }
            }
        }
        _ => {}
    }
}

/// The reference to a component of a document in one file.
pub(super) fn reference(section: &str, name: &str) -> String {
    link::text(&Pointer::root().keys(["components", section, name]))
}

/// Section and name of the component that a reference of a document in one file leads to.
pub(super) fn component(reference: &str) -> Option<(String, String)> {
    let tokens: Vec<String> = link::settled(reference)?.tokens().map(Cow::into_owned).collect();
    match <[String; 3]>::try_from(tokens) {
        Ok([components, section, name]) if components == "components" => Some((section, name)),
        _ => None,
    }
}

/// The component that a Reference Object leads to.
pub(super) fn target_of(value: &Value) -> Option<(String, String)> {
    component(value.get("$ref")?.as_str()?)
}

/// What a value is in the end: itself, or what its references lead to, as long as they lead on.
pub(super) fn followed<'v>(whole: &'v Value, mut value: &'v Value) -> &'v Value {
    for _ in 0..100 {
        let Some((section, name)) = target_of(value) else { break };
        let Some(next) = whole.get("components").and_then(|c| c.get(section)?.get(name)) else { break };
        value = next;
    }
    value
}

/// The references in the `mapping` of a discriminator; others there are names.
pub(super) fn mapping(schema: &mut Map<String, Value>) -> impl Iterator<Item = &mut String> {
    let mapping = schema.get_mut("discriminator").and_then(|discriminator| discriminator.get_mut("mapping"));
    let members = mapping.and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut);
    members.filter_map(|value| match value {
        Value::String(text) if text.contains(['#', '/', '.']) => Some(text),
        _ => None,
    })
}
