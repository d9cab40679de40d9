//! What is the same, however it is written.

use serde_json::{Map, Value, json};

use super::side::Side;
use super::spot::Spot;
use super::walk::DOCUMENTATION;

/// How deep a value is looked into; references may lead in circles.
const DEPTH: usize = 32;

/// Lists whose order says nothing.
const SETS: [&str; 5] = ["allOf", "anyOf", "enum", "oneOf", "required"];

/// A value without what only describes it, at any depth. References are told by the names of their targets, and are
/// followed if those have none, so that it does not matter which file something is in.
pub(super) fn bare(spot: &Spot<'_>, side: &Side) -> Value {
    value(spot, side, false, DEPTH)
}

/// `named` says whether the members of an object may have any names.
fn value(spot: &Spot<'_>, side: &Side, named: bool, depth: usize) -> Value {
    if depth == 0 {
        return Value::Null;
    }
    if let Some(target) = spot.target().filter(|_| !named) {
        return match side.component(&target.at) {
            Some(name) => json!({"$ref": name}),
            None => value(&target, side, named, depth - 1),
        };
    }
    match spot.value {
        Value::Object(_) => Value::Object(members(spot, side, named, depth)),
        Value::Array(_) => {
            let mut items: Vec<Value> = spot.items().map(|item| value(&item, side, false, depth - 1)).collect();
            if spot.at.last().is_some_and(|key| SETS.contains(&key.as_str())) {
                items.sort_by_cached_key(Value::to_string);
            }
            Value::Array(items)
        }
        value => value.clone(),
    }
}

fn members(spot: &Spot<'_>, side: &Side, named: bool, depth: usize) -> Map<String, Value> {
    let members = spot.members().filter(|(key, _)| named || !DOCUMENTATION.contains(key) && !key.starts_with("x-"));
    let members = members.map(|(key, member)| {
        let named = !named && key == "properties";
        (key.to_owned(), value(&member, side, named, depth - 1))
    });
    members.collect()
}
