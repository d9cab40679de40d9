//! Where two JSON values differ.

use serde_json::Value;

/// Says of no value more than of which request or answer it is; types have no such property, and overlook it.
const ANNOTATION: &str = "odata.metadata";

/// Returns where `ours` is not the `original`, one line for each place. Numbers are equal if they are written alike,
/// absent is not `null`, and texts are compared letter for letter.
pub fn differences(place: &str, original: &Value, ours: &Value) -> Vec<String> {
    match (original, ours) {
        (Value::Object(original), Value::Object(ours)) => {
            let mut found = Vec::new();
            for (name, value) in original.iter().filter(|(name, _)| *name != ANNOTATION) {
                match ours.get(name) {
                    Some(ours) => found.extend(differences(&format!("{place}/{name}"), value, ours)),
                    None => found.push(format!("{place}/{name}: dropped")),
                }
            }
            let new = ours.keys().filter(|name| !original.contains_key(*name));
            found.extend(new.map(|name| format!("{place}/{name}: added")));
            found
        }
        (Value::Array(original), Value::Array(ours)) if original.len() == ours.len() => {
            let pairs = original.iter().zip(ours).enumerate();
            pairs
                .flat_map(|(index, (original, ours))| differences(&format!("{place}/{index}"), original, ours))
                .collect()
        }
        _ if original == ours => Vec::new(),
        _ => vec![format!("{place}: {original} became {ours}")],
    }
}

#[test]
fn differences_are_found() {
    use serde_json::json;
    let original = json!({"a": null, "b": [1, {"c": "P0D"}], "odata.metadata": "u", "d": 1});
    assert_eq!(differences("x", &original, &json!({"a": null, "b": [1, {"c": "P0D"}], "d": 1})), [""; 0]);
    let ours = json!({"b": [1.0, {"c": "PT0S"}], "d": [], "e": null});
    let found =
        ["x/a: dropped", "x/b/0: 1 became 1.0", r#"x/b/1/c: "P0D" became "PT0S""#, "x/d: 1 became []", "x/e: added"];
    assert_eq!(differences("x", &original, &ours), found);
}
