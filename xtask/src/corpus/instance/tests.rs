use serde_json::{Value, json};

use super::{Intent, Maker, UNKNOWN};

/// The instances of `A` among schemas.
fn instances(defs: Value) -> Vec<super::Instance> {
    let Value::Object(defs) = defs else { panic!("not an object") };
    Maker::new(&defs, 1).instances("A", 1000)
}

fn meant(defs: Value, intent: Intent) -> Vec<Value> {
    instances(defs).into_iter().filter(|instance| instance.intent == intent).map(|instance| instance.value).collect()
}

fn valid(defs: Value) -> Vec<Value> {
    meant(defs, Intent::Valid)
}

#[test]
fn members_are_there_all_and_alone_and_not() {
    let schema = json!({"type": "object", "required": ["a"], "properties": {
        "a": {"type": "boolean"}, "b": {"enum": ["x", "y"]}, "c": {"type": ["integer", "null"], "maximum": 3},
    }});
    let found = valid(json!({"A": schema}));
    for expected in [
        json!({"a": true, "b": "x", "c": 1}),
        json!({"a": true}),
        json!({"a": true, "c": 1}),
        json!({"a": true, "b": "x"}),
        json!({"a": false}),
        json!({"a": true, "b": "y"}),
        json!({"a": true, "c": 3}),
        json!({"a": true, "c": null}),
    ] {
        assert!(found.contains(&expected), "{expected} in {found:?}");
    }
    let schema = json!({"A": {"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}}}});
    assert_eq!(meant(schema.clone(), Intent::Forward), [json!({"a": true, UNKNOWN: {UNKNOWN: [1]}})]);
    let invalid = meant(schema, Intent::Invalid);
    assert!(invalid.contains(&json!({})) && invalid.contains(&json!({"a": null})) && invalid.contains(&json!(null)));
}

#[test]
fn each_alternative_is_tried_with_what_stands_beside() {
    let found = valid(json!({
        "A": {"properties": {"s": {"const": 1}}, "required": ["s"], "oneOf": [{"$ref": "#/$defs/B"}, {"$ref": "#/$defs/C"}]},
        "B": {"type": "object", "properties": {"b": {"const": 2}}},
        "C": {"type": "object", "properties": {"c": {"const": 3}}},
    }));
    for expected in [json!({"s": 1, "b": 2}), json!({"s": 1, "c": 3}), json!({"s": 1})] {
        assert!(found.contains(&expected), "{expected} in {found:?}");
    }
}

#[test]
fn all_of_is_one_object() {
    let found = valid(json!({
        "A": {"allOf": [{"$ref": "#/$defs/B"}, {"properties": {"x": {"maximum": 5}, "y": {"const": 1}}, "required": ["y"]}]},
        "B": {"type": "object", "properties": {"x": {"type": "integer", "minimum": 5}}},
    }));
    assert!(found.contains(&json!({"x": 5, "y": 1})) && found.contains(&json!({"y": 1})), "{found:?}");
}

#[test]
fn recursion_ends() {
    let found = valid(json!({"A": {"type": "object", "required": ["list"], "properties": {
        "next": {"$ref": "#/$defs/A"}, "list": {"type": "array", "items": {"$ref": "#/$defs/A"}}, "n": {"const": 1},
    }}}));
    assert!(found.contains(&json!({"list": []})), "{found:?}");
    assert!(found.iter().any(|value| value["next"]["next"]["n"] == 1), "{found:?}");
    assert!(found.iter().all(|value| value.to_string().len() < 10_000));
    // There is no finite instance of this one.
    assert_eq!(
        valid(json!({"A": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/A"}}}})),
        [] as [Value; 0]
    );
}

#[test]
fn a_discriminator_has_the_name_of_the_schema() {
    let found = valid(json!({
        "A": {"allOf": [{"$ref": "#/$defs/Base"}, {"properties": {"a": {"const": 1}}}]},
        "Base": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
            crate::corpus::oracle::DISCRIMINATOR: {"property": "kind", "mapping": {"one": "A"}}},
    }));
    assert_eq!(found[0], json!({"kind": "one", "a": 1}));
}

#[test]
fn numbers_stay_within_their_limits_and_reach_them() {
    let found = valid(json!({"A": {"type": "integer", "exclusiveMinimum": 3, "maximum": 20, "multipleOf": 5}}));
    assert_eq!(found.iter().filter_map(Value::as_i64).min(), Some(5));
    assert_eq!(found.iter().filter_map(Value::as_i64).max(), Some(20));
    let found = valid(json!({"A": {"type": "integer", "format": "int64"}}));
    for expected in [i64::MIN, i64::MAX, (1 << 53) + 1] {
        assert!(found.contains(&json!(expected)), "{expected} in {found:?}");
    }
    let found = valid(json!({"A": {"type": "number", "minimum": 0.5, "exclusiveMaximum": 1}}));
    assert!(found.contains(&json!(0.5)) && !found.contains(&json!(1.0)), "{found:?}");
}

#[test]
fn texts_match_lengths_and_patterns() {
    let found = valid(json!({"A": {"type": "string", "pattern": "^[a-c]{2}-\\d$"}}));
    assert!(found.iter().all(|text| text.as_str().is_some_and(|text| text.len() == 4)), "{found:?}");
    let found = valid(json!({"A": {"type": "string", "minLength": 2, "maxLength": 3}}));
    let lengths = found.iter().filter_map(Value::as_str).map(|text| text.chars().count());
    let lengths: std::collections::BTreeSet<usize> = lengths.collect();
    assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn the_same_seed_gives_the_same() {
    let defs = json!({"A": {"type": "object", "properties": {
        "a": {"type": "string", "pattern": "[a-z]{9}"}, "b": {"type": "integer"}, "c": {"type": "boolean"},
    }}});
    assert_eq!(instances(defs.clone()), instances(defs));
}
