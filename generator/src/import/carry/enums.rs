//! Enums that `x-ms-enum` gives a name: that finds them again wherever they are written.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Carrier;

impl Carrier<'_> {
    /// The enum that gave its type the name of this component.
    pub(super) fn named_enum(&self, new: &Value, name: &str) -> Option<Value> {
        let name = new["x-ms-enum"]["name"].as_str().unwrap_or(name);
        self.enums.get(name).filter(|_| new.get("enum").is_some()).map(|old| Value::Object((*old).clone()))
    }

    /// Describes the values of an enum as they were, in `old` or in the enum of the same name.
    pub(super) fn enumeration(&self, new: &mut Map<String, Value>, old: &Value) {
        if !new.contains_key("enum") {
            return;
        }
        let name = new.get("x-ms-enum").and_then(|named| named["name"].as_str());
        let namesake = name.and_then(|name| self.enums.get(name)).and_then(|schema| schema.get("x-ms-enum"));
        let Some(Value::Object(old)) = old.get("x-ms-enum").or(namesake) else { return };
        let named = new.entry("x-ms-enum").or_insert_with(|| json!({}));
        let Some(named) = named.as_object_mut() else { return };
        for (key, value) in old.iter().filter(|(key, _)| *key != "values") {
            named.entry(key.clone()).or_insert_with(|| value.clone());
        }
        let described = old.get("values").and_then(Value::as_array);
        let values = named.entry("values").or_insert_with(|| json!([]));
        let Some(values) = values.as_array_mut() else { return };
        for entry in described.into_iter().flatten() {
            match values.iter_mut().find(|new| new["value"] == entry["value"]) {
                Some(Value::Object(new)) => {
                    new.insert("description".to_owned(), entry["description"].clone());
                    let others = entry.as_object().into_iter().flatten();
                    for (key, value) in others {
                        new.entry(key.clone()).or_insert_with(|| value.clone());
                    }
                }
                Some(_) => {}
                None => values.push(entry.clone()),
            }
        }
        let all = new.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
        if let Some(Value::Array(values)) = new.get_mut("x-ms-enum").and_then(|named| named.get_mut("values")) {
            values.retain(|entry| all.contains(&entry["value"]));
        }
    }
}

/// The named enums of a document.
pub(super) fn named(document: &Value) -> BTreeMap<String, &Map<String, Value>> {
    let mut found = BTreeMap::new();
    collect(document, &mut found);
    found
}

fn collect<'v>(value: &'v Value, found: &mut BTreeMap<String, &'v Map<String, Value>>) {
    match value {
        Value::Object(members) => {
            if let Some(name) = members.get("x-ms-enum").and_then(|named| named.get("name")?.as_str()) {
                found.entry(name.to_owned()).or_insert(members);
            }
            members.values().for_each(|member| collect(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
