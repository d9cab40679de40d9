//! Instances that are arrays.

use serde_json::{Value, json};

use super::view::View;
use super::{BRIEF, Effort, Instance, Intent, Maker};

/// The longest array that is made because the schema allows it.
const LONGEST: usize = 40;

/// How many different items are put into one array.
const TOGETHER: usize = 6;

impl Maker<'_> {
    pub(super) fn arrays(&self, view: &View, effort: Effort) -> Vec<Instance> {
        let least = view.count("minItems").unwrap_or(0);
        let empty = (least == 0).then(|| Instance::valid(json!([])));
        if effort.depth > BRIEF && least == 0 {
            return empty.into_iter().collect();
        }
        let Some(first) = self.first_items(view, effort) else { return empty.into_iter().collect() };
        let anything = Value::Bool(true);
        let items = self.values(view.get("items").unwrap_or(&anything), effort.within());
        let valid: Vec<Value> =
            items.iter().filter(|item| item.intent == Intent::Valid).map(|item| item.value.clone()).collect();
        let unique = view.get("uniqueItems") == Some(&Value::Bool(true));
        let of = |count: usize| filled(&first, &valid, count, unique).map(Instance::valid);
        let mut arrays: Vec<Instance> = of(least.max(1)).into_iter().chain(empty).collect();
        if effort.thorough {
            arrays.extend(of(TOGETHER.min(valid.len())));
            arrays.extend(view.count("maxItems").filter(|most| *most <= LONGEST).and_then(of));
            arrays.extend(items.into_iter().filter(|_| least <= 1).map(|item| {
                let value = first.iter().cloned().chain([item.value]).collect();
                Instance { value, intent: item.intent }
            }));
        }
        arrays
    }

    /// An ordinary value for each of `prefixItems`.
    fn first_items(&self, view: &View, effort: Effort) -> Option<Vec<Value>> {
        let schemas = view.get("prefixItems").and_then(Value::as_array).into_iter().flatten();
        schemas.map(|schema| self.ordinary(schema, effort.within())).collect()
    }
}

/// An array of so many items, different ones as far as there are any.
fn filled(first: &[Value], items: &[Value], count: usize, unique: bool) -> Option<Value> {
    let more = count.saturating_sub(first.len());
    let enough = if unique { items.len() >= more } else { more == 0 || !items.is_empty() };
    enough.then(|| first.iter().chain(items.iter().cycle().take(more)).cloned().collect())
}
