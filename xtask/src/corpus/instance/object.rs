//! Instances that are objects.

use serde_json::{Map, Value, json};

use super::view::View;
use super::{BRIEF, Effort, Instance, Intent, Maker, UNKNOWN};

/// Names that are easily mistaken for something else, or written wrongly.
const ODD_NAMES: [&str; 9] =
    ["", "a/b~c", "$ref", "with space", "\"quoted\\\"", "\u{1f600}é\u{0}\n", "__proto__", "type", "0"];

/// How many members and values are chosen by chance, and how often.
const BY_CHANCE: usize = 8;

impl Maker<'_> {
    pub(super) fn objects(&self, view: &View, effort: Effort) -> Vec<Instance> {
        let Some([all, least]) = self.all_and_least(view, effort) else { return Vec::new() };
        let mut objects = vec![Instance::valid(all.clone())];
        if least != all {
            objects.push(Instance::valid(least.clone()));
        }
        let has_others = self.others(view, effort, &least, &mut objects);
        if effort.thorough {
            if !has_others {
                objects.push(Instance::forward(with(&least, UNKNOWN, json!({ UNKNOWN: [1] }))));
            }
            self.one_by_one(view, effort, &all, &least, &mut objects);
            self.by_chance(view, effort, &least, &mut objects);
        }
        objects
    }

    /// The object with an ordinary value for all members, and the one with those that are required. None if there is no
    /// value for one of these.
    fn all_and_least(&self, view: &View, effort: Effort) -> Option<[Map<String, Value>; 2]> {
        let (mut all, mut least) = (Map::new(), Map::new());
        let required = view.required();
        for (name, schema) in view.properties() {
            let is_required = required.contains(&name.as_str());
            if !is_required && effort.depth >= BRIEF {
                continue;
            }
            match self.ordinary(schema, effort.within()) {
                Some(value) => {
                    if is_required {
                        least.insert(name.clone(), value.clone());
                    }
                    all.insert(name.clone(), value);
                }
                None if is_required => return None,
                None => {}
            }
        }
        for name in required {
            if !least.contains_key(name) {
                let value = match view.get("additionalProperties") {
                    Some(schema @ Value::Object(_)) => self.ordinary(schema, effort.within())?,
                    _ => json!("required"),
                };
                least.insert(name.to_owned(), value.clone());
                all.insert(name.to_owned(), value);
            }
        }
        Some([all, least])
    }

    /// Members that have no name in the schema, if it is clear that they matter: it says what they are, or has no others.
    fn others(&self, view: &View, effort: Effort, least: &Map<String, Value>, objects: &mut Vec<Instance>) -> bool {
        let anything = Value::Bool(true);
        let schema = match view.get("additionalProperties") {
            Some(Value::Bool(false)) => return false,
            Some(schema) => schema,
            None if view.properties().next().is_none() && view.get("patternProperties").is_none() => &anything,
            None => return false,
        };
        let values = self.values(schema, effort.within());
        let Some(ordinary) = values.iter().find(|one| one.intent == Intent::Valid).cloned() else { return true };
        let named = |name: &str| view.properties().any(|(other, _)| other == name);
        let some = ["first", "second"].into_iter().filter(|name| !named(name));
        let some = some.fold(least.clone(), |object, name| with(&object, name, ordinary.value.clone()));
        objects.push(Instance::valid(some));
        if effort.thorough {
            let odd = ODD_NAMES.into_iter().filter(|name| !named(name));
            let odd = odd.fold(least.clone(), |object, name| with(&object, name, ordinary.value.clone()));
            objects.push(Instance::valid(odd));
            objects.extend(
                values
                    .into_iter()
                    .map(|other| Instance { value: with(least, "other", other.value).into(), intent: other.intent }),
            );
        }
        true
    }

    /// Each member left out, each alone beside what is required, and each with all its values.
    fn one_by_one(
        &self,
        view: &View,
        effort: Effort,
        all: &Map<String, Value>,
        least: &Map<String, Value>,
        objects: &mut Vec<Instance>,
    ) {
        let required = view.required();
        for name in all.keys() {
            let intent = if required.contains(&name.as_str()) { Intent::Invalid } else { Intent::Valid };
            let mut without = all.clone();
            without.remove(name);
            objects.push(Instance { value: without.into(), intent });
        }
        for (name, schema) in view.properties() {
            objects.extend(
                self.values(schema, effort.within())
                    .into_iter()
                    .map(|member| Instance { value: with(least, name, member.value).into(), intent: member.intent }),
            );
        }
    }

    /// Some members with some values.
    fn by_chance(&self, view: &View, effort: Effort, least: &Map<String, Value>, objects: &mut Vec<Instance>) {
        if effort.depth > 0 {
            return;
        }
        for _ in 0..BY_CHANCE {
            let mut object = least.clone();
            for (name, schema) in view.properties() {
                let mut values = self.values(schema, effort.within());
                values.retain(|value| value.intent == Intent::Valid);
                let mut rng = self.rng.borrow_mut();
                if rng.bool()
                    && let Some(value) = rng.choice(values)
                {
                    object.insert(name.clone(), value.value);
                }
            }
            objects.push(Instance::valid(object));
        }
    }
}

fn with(object: &Map<String, Value>, name: &str, value: Value) -> Map<String, Value> {
    let mut object = object.clone();
    object.insert(name.to_owned(), value);
    object
}
