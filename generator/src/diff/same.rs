//! What is the same, however it is written.

use serde_json::{Map, Value, json};

use super::side::Side;
use super::spot::Spot;
use super::walk::DOCUMENTATION;

/// How many references to things without a name are followed for one value; they may lead in circles, and each to
/// several others.
const HOPS: usize = 8;

/// Lists whose order says nothing.
const SETS: [&str; 5] = ["allOf", "anyOf", "enum", "oneOf", "required"];

/// A value without what only describes it, at any depth. References are told by the names of their targets, and are
/// followed if those have none, so that it does not matter which file something is in.
pub(super) fn bare(spot: &Spot<'_>, side: &Side) -> Value {
    Bare { side, hops: HOPS }.value(spot, false)
}

struct Bare<'s> {
    side: &'s Side,
    hops: usize,
}

impl Bare<'_> {
    /// `named` says whether the members of an object may have any names.
    fn value(&mut self, spot: &Spot<'_>, named: bool) -> Value {
        if let Some(target) = spot.target().filter(|_| !named) {
            return self.reference(&target);
        }
        match spot.value {
            Value::Object(_) => Value::Object(self.members(spot, named)),
            Value::Array(_) => {
                let mut items: Vec<Value> = spot.items().map(|item| self.value(&item, false)).collect();
                if spot.at.last().is_some_and(|key| SETS.contains(&key.as_str())) {
                    items.sort_by_cached_key(Value::to_string);
                }
                Value::Array(items)
            }
            value => value.clone(),
        }
    }

    fn reference(&mut self, target: &Spot<'_>) -> Value {
        match (self.side.component(&target.at), self.hops.checked_sub(1)) {
            (Some(name), _) => json!({"$ref": name}),
            (None, None) => json!({"$ref": target.at.last()}),
            (None, Some(left)) => {
                self.hops = left;
                self.value(target, false)
            }
        }
    }

    fn members(&mut self, spot: &Spot<'_>, named: bool) -> Map<String, Value> {
        let members = spot.members().filter(|(key, _)| named || !DOCUMENTATION.contains(key) && !key.starts_with("x-"));
        let members = members.map(|(key, member)| {
            let named = !named && key == "properties";
            (key.to_owned(), self.value(&member, named))
        });
        members.collect()
    }
}
