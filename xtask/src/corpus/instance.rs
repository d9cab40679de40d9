//! JSON instances of a schema: ordinary ones, those at the edges of what it allows, and some that it does not allow.
//!
//! This only proposes. Whether an instance is valid is said by the [oracle](super::oracle), so what is proposed here may
//! be wrong where schemas say more than is understood here; that costs an instance, not a verdict.

mod array;
mod number;
mod object;
mod text;
mod view;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use view::View;

/// A member that no document has.
pub(super) const UNKNOWN: &str = "bindery-corpus-unknown";

/// How deep instances go at most, and from where on they have only what is required.
const DEEPEST: u8 = 10;
const BRIEF: u8 = 3;

/// How many alternatives are tried of a union within something else.
const ALTERNATIVES: usize = 8;

/// An instance, and what it is meant to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Instance {
    pub(super) value: Value,
    pub(super) intent: Intent,
}

/// What an instance is meant to be; of a whole, the greatest of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Intent {
    /// Valid.
    Valid,
    /// What a later version of the API may send: a member or a value that this one does not know.
    Forward,
    /// Not valid.
    Invalid,
}

impl Instance {
    fn valid(value: impl Into<Value>) -> Self {
        Self { value: value.into(), intent: Intent::Valid }
    }

    fn forward(value: impl Into<Value>) -> Self {
        Self { value: value.into(), intent: Intent::Forward }
    }

    fn invalid(value: impl Into<Value>) -> Self {
        Self { value: value.into(), intent: Intent::Invalid }
    }
}

/// How much is wanted of a value.
#[derive(Clone, Copy, Debug)]
struct Effort {
    /// How many values this one is within.
    depth: u8,
    /// Whether every edge is wanted, or only a few ordinary values.
    thorough: bool,
}

impl Effort {
    /// That of a part.
    fn within(self) -> Self {
        Self { depth: self.depth + 1, thorough: self.thorough && self.depth < BRIEF }
    }

    fn brief(self) -> Self {
        Self { thorough: false, ..self }
    }
}

/// Makes instances of schemas.
pub(super) struct Maker<'a> {
    defs: &'a Map<String, Value>,
    /// The few values of what is referred to, by name and depth.
    known: RefCell<BTreeMap<(String, u8), Vec<Instance>>>,
    rng: RefCell<fastrand::Rng>,
}

impl<'a> Maker<'a> {
    /// Instances of the schemas in `defs`; the same seed gives the same.
    pub(super) fn new(defs: &'a Map<String, Value>, seed: u64) -> Self {
        let rng = RefCell::new(fastrand::Rng::with_seed(seed));
        Self { defs, known: RefCell::default(), rng }
    }

    /// At most `most` instances of the schema that is called so, all different.
    pub(super) fn instances(&self, key: &str, most: usize) -> Vec<Instance> {
        let view = View::named(key, self.defs);
        let mut all = self.of_view(view, Effort { depth: 0, thorough: true });
        let mut seen = BTreeSet::new();
        all.retain(|instance| seen.insert(instance.value.to_string()));
        // The first ones have all members and only those that are required.
        let kept = all.len().min(2);
        self.rng.borrow_mut().shuffle(&mut all[kept..]);
        all.truncate(most);
        all
    }

    /// Values of a schema, an ordinary one first; none if there is no end to them.
    fn values(&self, schema: &Value, effort: Effort) -> Vec<Instance> {
        if effort.depth > DEEPEST || schema == &Value::Bool(false) {
            return Vec::new();
        }
        let Some(key) = view::reference(schema) else {
            return self.of_view(View::of(schema, self.defs), effort);
        };
        if self.defs.get(&key) == Some(&Value::Bool(false)) {
            return Vec::new();
        }
        // What has a name is tried by itself.
        let place = (key, effort.depth);
        if let Some(known) = self.known.borrow().get(&place) {
            return known.clone();
        }
        let values = self.of_view(View::of(schema, self.defs), effort.brief());
        self.known.borrow_mut().insert(place, values.clone());
        values
    }

    /// The first value, if there is one that is meant to be valid.
    fn ordinary(&self, schema: &Value, effort: Effort) -> Option<Value> {
        let values = self.values(schema, effort.brief());
        values.into_iter().find(|instance| instance.intent == Intent::Valid).map(|instance| instance.value)
    }

    fn of_view(&self, mut view: View, effort: Effort) -> Vec<Instance> {
        if effort.depth > DEEPEST {
            return Vec::new();
        }
        if let Some(alternatives) = view.unions.pop() {
            return self.of_union(&view, &alternatives, effort);
        }
        if let Some(children) = view.children() {
            let effort = Effort { depth: effort.depth + 1, ..effort };
            return self.of_union(&View::default(), &children, effort);
        }
        view.tag(self.defs);
        if let Some(values) = view.enumerated() {
            return self.of_enum(&view, values, effort);
        }
        let types = view.types();
        let mut values: Vec<Instance> = types
            .iter()
            .filter(|ty| **ty != "null")
            .flat_map(|ty| match *ty {
                "object" => self.objects(&view, effort),
                "array" => self.arrays(&view, effort),
                "string" => self.texts(&view, effort),
                "integer" => number::integers(&view, effort),
                "number" => number::numbers(&view, effort),
                "boolean" => vec![Instance::valid(true), Instance::valid(false)],
                _ => anything(effort),
            })
            .collect();
        if types.contains(&"null") {
            values.push(Instance::valid(Value::Null));
        }
        if effort.thorough {
            values.extend(other_types(&view));
        }
        values
    }

    /// The first value of each alternative, then the others.
    fn of_union(&self, view: &View, alternatives: &[Value], effort: Effort) -> Vec<Instance> {
        let most = if effort.thorough { alternatives.len() } else { ALTERNATIVES };
        let of_each = alternatives.iter().take(most).map(|alternative| {
            let is_named = view::reference(alternative).is_some() && effort.depth > 0;
            let effort = if is_named { effort.brief() } else { effort };
            self.of_view(view.clone().and(View::of(alternative, self.defs)), effort)
        });
        let mut of_each: Vec<_> = of_each.map(Vec::into_iter).collect();
        let mut values: Vec<Instance> = of_each.iter_mut().filter_map(Iterator::next).collect();
        values.extend(of_each.into_iter().flatten());
        values
    }

    fn of_enum(&self, view: &View, values: Vec<Value>, effort: Effort) -> Vec<Instance> {
        let unknown = match values.iter().find(|value| !value.is_null()) {
            Some(Value::String(_)) => Some(json!(UNKNOWN)),
            Some(Value::Number(_)) => Some(json!(987_654)),
            _ => None,
        };
        let mut all: Vec<Instance> = values.into_iter().map(Instance::valid).collect();
        if effort.thorough {
            all.extend(unknown.map(Instance::forward));
            all.extend(other_types(view));
        } else {
            all.truncate(2);
        }
        all
    }
}

/// Values of every kind.
fn anything(effort: Effort) -> Vec<Instance> {
    let mut values = vec![json!("anything")];
    if effort.thorough {
        values.extend([
            json!(null),
            json!(true),
            json!(0),
            json!(-1.5),
            json!(9_007_199_254_740_993_u64),
            json!(u64::MAX),
            json!(i64::MIN),
            json!([]),
            json!([1, "a", null, [{}]]),
            json!({}),
            json!({"a": {"b": [1, {"": null}]}, "\u{1f600}\"\\": "\u{0}\u{7f}\u{2028}"}),
        ]);
    }
    values.into_iter().map(Instance::valid).collect()
}

/// Two values of types that the schema does not name, null first.
fn other_types(view: &View) -> Vec<Instance> {
    let named = view.named_types();
    let values = [
        ("null", json!(null)),
        ("string", json!("\u{1f980}")),
        ("number", json!(1.5)),
        ("boolean", json!(true)),
        ("array", json!([])),
        ("object", json!({})),
    ];
    let has = |ty: &str| named.contains(&ty) || (ty == "number" && named.contains(&"integer"));
    let others = values.into_iter().filter(|(ty, _)| !has(ty));
    let others = others.map(|(_, value)| Instance::invalid(value)).take(2);
    if named.is_empty() { Vec::new() } else { others.collect() }
}

#[cfg(test)]
mod tests;
