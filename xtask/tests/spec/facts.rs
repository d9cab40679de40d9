//! The published API without prose, from a folder that lies beside the repository where there is one.

use std::path::Path;

use serde_json::{Value, json};

/// What is prose, or only there for people.
const PROSE: [&str; 4] = ["description", "summary", "example", "examples"];

/// The facts of a version; without them, says so and has none.
pub(crate) fn read(version: &str) -> Option<Value> {
    let name = format!("../../shared/batch/facts-{version}.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {name} to compare with");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// A document as far as programs care: without prose, with what components say written where it is used.
pub(crate) fn bare(document: &Value) -> Value {
    let mut whole = document.clone();
    let responses = whole["components"]["responses"].take();
    for item in whole["paths"].as_object_mut().unwrap().values_mut() {
        for operation in item.as_object_mut().unwrap().values_mut() {
            for response in operation["responses"].as_object_mut().unwrap().values_mut() {
                let name = response["$ref"].as_str().and_then(|target| target.rsplit('/').next());
                if let Some(name) = name {
                    *response = responses[name].clone();
                }
            }
        }
    }
    whole["info"] = json!({"version": whole["info"]["version"]});
    whole["components"].as_object_mut().unwrap().remove("responses");
    if let Some(tags) = whole["tags"].as_array_mut() {
        tags.sort_by_key(|tag| tag["name"].to_string());
    }
    strip(&mut whole, false);
    whole
}

/// Takes prose out. `names` says that the keys of this object are names of the API and no keywords.
fn strip(value: &mut Value, names: bool) {
    match value {
        Value::Object(members) => {
            if !names {
                members.retain(|key, _| !PROSE.contains(&key.as_str()));
                // How a reference gets a description (OAS 3.0: what stands beside `$ref` does not count).
                if members.len() == 1
                    && let Some([only]) = members.get("allOf").and_then(Value::as_array).map(Vec::as_slice)
                {
                    let reference = only.as_object().cloned();
                    *members = reference.unwrap_or_default();
                }
            }
            // What a scope allows is a text, too.
            if let Some(Value::Object(scopes)) = members.get_mut("scopes") {
                scopes.values_mut().for_each(|text| *text = Value::Null);
            }
            for (key, member) in members.iter_mut() {
                let names = !names && matches!(key.as_str(), "properties" | "headers" | "parameters" | "schemas");
                strip(member, names);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, false)),
        _ => {}
    }
}
