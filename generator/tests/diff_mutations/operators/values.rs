//! Schemas of single values: types, formats, limits, values, flags.

use serde_json::{Value, json};

use super::api::push;
use crate::mutation::{Mutation, Operator};
use crate::sites::Role;

pub(super) fn operators() -> Vec<Operator> {
    types().into_iter().chain(flags()).chain(limits()).chain(enums()).collect()
}

/// Whether a schema is of a type and says nothing else that has to do with it.
fn plain(schema: &Value, ty: &str) -> bool {
    let bare = ["format", "enum", "default", "not", "minimum", "maxLength", "x-ms-secret", "xml", "nullable"];
    schema["type"] == ty && bare.iter().all(|key| schema[*key].is_null())
}

fn types() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Schema, fits, apply };
    vec![
        on(
            "type changed",
            |it| plain(it, "string"),
            |m| {
                m.set("type", "boolean");
                m.keyed("type-changed", "BB", "type");
            },
        ),
        on(
            "type generalized",
            |it| plain(it, "integer"),
            |m| {
                m.set("type", "number");
                m.keyed("type-generalized", "-B", "type");
            },
        ),
        on(
            "type specialized",
            |it| plain(it, "number"),
            |m| {
                m.set("type", "integer");
                m.keyed("type-specialized", "B-", "type");
            },
        ),
        on(
            "integer narrowed",
            |it| it["format"] == "int64",
            |m| {
                m.set("format", "int32");
                m.keyed("type-specialized", "B-", "format");
            },
        ),
        on(
            "format added",
            |it| plain(it, "string"),
            |m| {
                m.set("format", "uuid");
                m.keyed("format-added", "B-", "format");
            },
        ),
        on(
            "format removed",
            |it| it["format"] == "date-time",
            |m| {
                m.remove("format");
                m.keyed("format-removed", "-B", "format");
            },
        ),
        on(
            "format changed",
            |it| it["format"] == "date-time",
            |m| {
                m.set("format", "date");
                m.keyed("format-changed", "BB", "format");
            },
        ),
    ]
}

fn flags() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Schema, fits, apply };
    vec![
        on(
            "nullable",
            |it| plain(it, "string"),
            |m| {
                m.set("nullable", true);
                m.keyed("became-nullable", "-B", "nullable");
            },
        ),
        on(
            "not nullable",
            |it| it["nullable"] == true,
            |m| {
                m.remove("nullable");
                m.keyed("became-not-nullable", "B-", "nullable");
            },
        ),
        on(
            "deprecated",
            |it| it["deprecated"].is_null(),
            |m| {
                m.set("deprecated", true);
                m.keyed("schema-deprecated", "--", "deprecated");
            },
        ),
        on(
            "undeprecated",
            |it| it["deprecated"] == true,
            |m| {
                m.remove("deprecated");
                m.keyed("schema-undeprecated", "--", "deprecated");
            },
        ),
        on(
            "secret",
            |it| it["x-ms-secret"] == true,
            |m| {
                m.remove("x-ms-secret");
                m.keyed("secret-changed", "--", "x-ms-secret");
            },
        ),
        on(
            "client name",
            |it| it["x-ms-client-name"] == "hailed",
            |m| {
                m.set("x-ms-client-name", "greeted");
                m.keyed("client-name-changed", "--", "x-ms-client-name");
            },
        ),
        on(
            "default added",
            |it| plain(it, "string"),
            |m| {
                m.set("default", "so");
                m.keyed("default-added", "b-", "default");
            },
        ),
        on(
            "default removed",
            |it| it["default"] == "so",
            |m| {
                m.remove("default");
                m.keyed("default-removed", "b-", "default");
            },
        ),
        on(
            "default changed",
            |it| it["default"] == "so",
            |m| {
                m.set("default", "else");
                m.keyed("default-changed", "b-", "default");
            },
        ),
        on(
            "keyword",
            |it| plain(it, "string"),
            |m| {
                m.set("contentEncoding", "base64");
                m.keyed("keyword-changed", "bb", "contentEncoding");
            },
        ),
        on(
            "xml",
            |it| it["xml"].is_object(),
            |m| {
                m.set("xml", json!({"name": "b"}));
                m.keyed("xml-changed", "BB", "xml");
            },
        ),
        on(
            "not",
            |it| it["not"].is_object(),
            |m| {
                m.set("not", json!({"enum": ["always"]}));
                m.keyed("not-changed", "BB", "not");
            },
        ),
    ]
}

/// Limits that are set in one of the schemas of each document, and tighter and looser ones.
fn limits() -> Vec<Operator> {
    macro_rules! limits {
        ($($key:literal $tighter:literal $looser:literal,)*) => {
            vec![$(
                Operator {
                    name: concat!("tighter ", $key),
                    role: Role::Schema,
                    fits: |it| !it[$key].is_null(),
                    apply: |m| constraint(m, $key, json!($tighter), "constraint-tightened", "B-"),
                },
                Operator {
                    name: concat!("looser ", $key),
                    role: Role::Schema,
                    fits: |it| !it[$key].is_null(),
                    apply: |m| constraint(m, $key, json!($looser), "constraint-loosened", "-B"),
                },
                Operator {
                    name: concat!("no ", $key),
                    role: Role::Schema,
                    fits: |it| !it[$key].is_null(),
                    apply: |m| {
                        m.remove($key);
                        m.keyed("constraint-loosened", "-B", $key);
                    },
                },
            )*]
        };
    }
    let on = |name, fits, apply| Operator { name, role: Role::Schema, fits, apply };
    let mut operators = limits![
        "minimum" 2 0,
        "maximum" 8 10,
        "multipleOf" 4 1,
        "minLength" 2 0,
        "maxLength" 8 10,
        "minItems" 2 0,
        "maxItems" 8 10,
        "minProperties" 2 0,
    ];
    operators.extend([
        on(
            "exclusive",
            |it| !it["minimum"].is_null(),
            |m| {
                m.set("exclusiveMinimum", true);
                m.keyed("constraint-tightened", "B-", "minimum");
            },
        ),
        on(
            "big limit",
            |it| plain(it, "integer"),
            |m| {
                m.set("maximum", 9_007_199_254_740_993_i64);
                m.keyed("constraint-tightened", "B-", "maximum");
            },
        ),
        on(
            "other multiple",
            |it| !it["multipleOf"].is_null(),
            |m| {
                constraint(m, "multipleOf", json!(3), "constraint-changed", "BB");
            },
        ),
        on(
            "other pattern",
            |it| !it["pattern"].is_null(),
            |m| {
                constraint(m, "pattern", json!("^b"), "constraint-changed", "BB");
            },
        ),
        on(
            "not unique",
            |it| it["uniqueItems"] == true,
            |m| {
                m.remove("uniqueItems");
                m.keyed("constraint-loosened", "-B", "uniqueItems");
            },
        ),
    ]);
    operators
}

fn constraint(m: &mut Mutation<'_>, key: &str, value: Value, kind: &'static str, effects: &'static str) {
    m.set(key, value);
    m.keyed(kind, effects, key);
}

fn enums() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Schema, fits, apply };
    let listed: fn(&Value) -> bool = |it| it["enum"].is_array();
    vec![
        on("value added", listed, |m| {
            push(&mut m.value()["enum"], "fresh".into());
            let count = m.value()["enum"].as_array().map_or(0, Vec::len);
            let (subject, at) = (m.site.name.clone(), format!("{}/enum/{}", m.site.at, count - 1));
            m.added("enum-value-added", "-b", &subject, &at);
        }),
        on(
            "value removed",
            |it| it["enum"].as_array().is_some_and(|list| list.len() > 2),
            |m| {
                m.value()["enum"].as_array_mut().expect("a list").remove(1);
                let (subject, at) = (m.site.name.clone(), format!("{}/enum/1", m.site.at));
                m.removed("enum-value-removed", "B-", &subject, &at);
            },
        ),
        on(
            "value renamed for clients",
            |it| it["x-ms-enum"].is_object(),
            |m| {
                m.value()["x-ms-enum"]["values"][0]["name"] = "Tiny".into();
                let at = format!("{}/x-ms-enum/values/0/name", m.site.at);
                m.expect("client-name-changed", "--", &m.site.name.clone(), Some(at.clone()), Some(at));
            },
        ),
        on(
            "values restricted",
            |it| plain(it, "string"),
            |m| {
                m.set("enum", json!(["yes", "no"]));
                m.keyed("values-restricted", "B-", "enum");
            },
        ),
        on("values unrestricted", listed_plain, |m| {
            m.remove("enum");
            m.keyed("values-unrestricted", "-B", "enum");
        }),
    ]
}

fn listed_plain(schema: &Value) -> bool {
    schema["enum"].is_array() && schema["x-ms-enum"].is_null()
}
