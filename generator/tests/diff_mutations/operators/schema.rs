//! Schemas that have others in them.

use serde_json::{Value, json};

use super::api::{member, push};
use crate::document::reference;
use crate::mutation::{Mutation, Operator};
use crate::printed::child;
use crate::sites::Role;

pub(super) fn operators() -> Vec<Operator> {
    objects().into_iter().chain(properties()).chain(compositions()).collect()
}

fn objects() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Schema, fits, apply };
    let object: fn(&Value) -> bool = |it| it["properties"].is_object();
    vec![
        on("property added", object, |m| {
            m.value()["properties"]["zulu"] = json!({"type": "string"});
            property(m, "property-added", "--");
        }),
        on("required property added", object_with_required, |m| {
            m.value()["properties"]["zulu"] = json!({"type": "string"});
            push(&mut m.value()["required"], "zulu".into());
            property(m, "required-property-added", "B-");
        }),
        on(
            "members forbidden",
            |it| it["properties"].is_object() && it["additionalProperties"].is_null(),
            |m| {
                m.set("additionalProperties", false);
                rest(m, "additional-properties-forbidden", "B-");
            },
        ),
        on(
            "members allowed",
            |it| it["additionalProperties"] == false,
            |m| {
                m.remove("additionalProperties");
                rest(m, "additional-properties-allowed", "-b");
            },
        ),
        on(
            "members of any type",
            |it| it["additionalProperties"]["type"] == "integer",
            |m| {
                m.set("additionalProperties", true);
                rest(m, "type-generalized", "-B");
            },
        ),
        on(
            "items of another type",
            |it| it["items"]["type"] == "string",
            |m| {
                m.value()["items"] = json!({"type": "boolean"});
                let (subject, at) = (format!("{}[]", m.site.name), child(&m.site.at, "items"));
                m.keyed_at("type-changed", "BB", &subject, &at, "type");
            },
        ),
    ]
}

fn object_with_required(schema: &Value) -> bool {
    schema["properties"].is_object() && schema["required"].is_array()
}

fn property(m: &mut Mutation<'_>, kind: &'static str, effects: &'static str) {
    let (subject, at) = (format!("{}.zulu", m.site.name), format!("{}/properties/zulu", m.site.at));
    m.added(kind, effects, &subject, &at);
}

fn rest(m: &mut Mutation<'_>, kind: &'static str, effects: &'static str) {
    let (subject, at) = (format!("{}.*", m.site.name), m.site.at.clone());
    m.keyed_at(kind, effects, &subject, &at, "additionalProperties");
}

fn properties() -> Vec<Operator> {
    let on = |name, apply| Operator { name, role: Role::Property, fits: |_| true, apply };
    let when = |name, fits, apply| Operator { name, role: Role::Property, fits, apply };
    vec![
        on("property removed", |m| {
            let (holder, key) = holder(m);
            let required = is_required(m, &holder, &key);
            member(m.at(&format!("{holder}/properties")), &key);
            let (kind, effects) = match required {
                true => ("required-property-removed", "bB"),
                false => ("property-removed", "bb"),
            };
            if required {
                unrequire(m, &holder, &key);
            }
            let (subject, at) = (m.site.name.clone(), m.site.at.clone());
            m.removed(kind, effects, &subject, &at);
            // An enum that is written here only is gone as well.
            let name = m.old.pointer(&at).and_then(|schema| schema["x-ms-enum"]["name"].as_str());
            if let Some(name) = name {
                m.removed("enum-removed", "--", name, &at);
            }
        }),
        on("property renamed", |m| {
            let (holder, key) = holder(m);
            let other = format!("{key}ed");
            let schema = member(m.at(&format!("{holder}/properties")), &key);
            m.at(&format!("{holder}/properties"))[&other] = schema;
            if is_required(m, &holder, &key) {
                unrequire(m, &holder, &key);
                push(&mut m.at(&holder)["required"], other.clone().into());
            }
            let was = m.site.name.clone();
            let is = format!("{}ed", m.site.name);
            let places = (Some(m.site.at.clone()), Some(format!("{}ed", m.site.at)));
            m.expect("property-renamed", "BB", &is, places.0, places.1);
            m.mirrored(&was);
            let around = m.site.around;
            m.counts(around);
        }),
        on("property requiredness", |m| {
            let (holder, key) = holder(m);
            if is_required(m, &holder, &key) {
                unrequire(m, &holder, &key);
                m.whole("property-became-optional", "-B");
            } else {
                if m.at(&holder)["required"].is_null() {
                    m.at(&holder)["required"] = json!([]);
                }
                push(&mut m.at(&holder)["required"], key.into());
                m.whole("property-became-required", "B-");
            }
        }),
        when(
            "read-only",
            |it| it["type"] == "string" && it["readOnly"].is_null() && it["writeOnly"].is_null(),
            |m| {
                m.set("readOnly", true);
                m.keyed("read-only-changed", "b-", "readOnly");
            },
        ),
        when(
            "not read-only",
            |it| it["readOnly"] == true,
            |m| {
                m.remove("readOnly");
                m.keyed("read-only-changed", "b-", "readOnly");
                let around = m.site.around;
                m.counts(around);
            },
        ),
        when(
            "write-only",
            |it| it["type"] == "string" && it["readOnly"].is_null() && it["writeOnly"].is_null(),
            |m| {
                m.set("writeOnly", true);
                m.keyed("write-only-changed", "-b", "writeOnly");
            },
        ),
        when(
            "not write-only",
            |it| it["writeOnly"] == true,
            |m| {
                m.remove("writeOnly");
                m.keyed("write-only-changed", "-b", "writeOnly");
                let around = m.site.around;
                m.counts(around);
            },
        ),
        when(
            "other reference",
            |it| refers_to(it, "Color"),
            |m| {
                *m.value() = reference("schemas", "LonelyColor");
                m.whole("reference-changed", "--");
                let around = m.site.around;
                m.counts(around);
                for (kind, effects, place, value) in [
                    ("enum-value-removed", "B-", "Color", 0),
                    ("enum-value-removed", "B-", "Color", 1),
                    ("enum-value-removed", "B-", "Color", 2),
                    ("enum-value-added", "-b", "LonelyColor", 0),
                    ("enum-value-added", "-b", "LonelyColor", 1),
                ] {
                    let at = format!("/components/schemas/{place}/enum/{value}");
                    match effects {
                        "B-" => m.removed(kind, effects, "LonelyColor", &at),
                        _ => m.added(kind, effects, "LonelyColor", &at),
                    }
                    m.mirrored("Color");
                }
            },
        ),
        when(
            "decorated",
            |it| refers_to(&it["allOf"][0], "Color"),
            |m| {
                m.set("nullable", true);
                m.keyed("became-nullable", "-B", "nullable");
            },
        ),
    ]
}

fn refers_to(schema: &Value, name: &str) -> bool {
    schema["$ref"] == format!("#/components/schemas/{name}")
}

/// The schema that a property is in, and its name.
fn holder(m: &Mutation<'_>) -> (String, String) {
    let (properties, key) = m.site.at.rsplit_once('/').expect("a property");
    (properties.trim_end_matches("/properties").to_owned(), key.to_owned())
}

fn is_required(m: &Mutation<'_>, holder: &str, key: &str) -> bool {
    m.old.pointer(holder).is_some_and(|it| it["required"].as_array().is_some_and(|list| list.contains(&key.into())))
}

fn unrequire(m: &mut Mutation<'_>, holder: &str, key: &str) {
    m.at(holder)["required"].as_array_mut().expect("a list").retain(|name| name != key);
}

fn compositions() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Schema, fits, apply };
    let union: fn(&Value) -> bool = |it| it["oneOf"].is_array();
    let told: fn(&Value) -> bool = |it| it["discriminator"].is_object();
    vec![
        on("one-of added", union, |m| {
            push(&mut m.value()["oneOf"], reference("schemas", "Bird"));
            let (subject, at) = (format!("{}(Bird)", m.site.name), format!("{}/oneOf/2", m.site.at));
            m.added("one-of-added", "-B", &subject, &at);
        }),
        on("one-of removed", union, |m| {
            m.value()["oneOf"].as_array_mut().expect("a list").remove(0);
            let (subject, at) = (format!("{}(Cat)", m.site.name), format!("{}/oneOf/0", m.site.at));
            m.removed("one-of-removed", "B-", &subject, &at);
        }),
        on(
            "any-of added",
            |it| it["anyOf"].is_array(),
            |m| {
                push(&mut m.value()["anyOf"], json!({"type": "boolean"}));
                let (subject, at) = (format!("{}(boolean)", m.site.name), format!("{}/anyOf/2", m.site.at));
                m.added("any-of-added", "-B", &subject, &at);
            },
        ),
        on(
            "any-of removed",
            |it| it["anyOf"].is_array(),
            |m| {
                m.value()["anyOf"].as_array_mut().expect("a list").remove(1);
                let (subject, at) = (format!("{}(integer)", m.site.name), format!("{}/anyOf/1", m.site.at));
                m.removed("any-of-removed", "B-", &subject, &at);
            },
        ),
        on(
            "all-of added",
            |it| it["allOf"][1]["pattern"] == "^a",
            |m| {
                push(&mut m.value()["allOf"], json!({"type": "string", "maxLength": 9}));
                let (subject, at) = (format!("{}(string)", m.site.name), format!("{}/allOf/2", m.site.at));
                m.added("all-of-added", "B-", &subject, &at);
            },
        ),
        on(
            "all-of removed",
            |it| it["allOf"][1]["pattern"] == "^a",
            |m| {
                m.value()["allOf"].as_array_mut().expect("a list").remove(1);
                let (subject, at) = (format!("{}(a schema)", m.site.name), format!("{}/allOf/1", m.site.at));
                m.removed("all-of-removed", "-B", &subject, &at);
            },
        ),
        on(
            "limit of a part",
            |it| it["allOf"][1]["pattern"] == "^a",
            |m| {
                m.value()["allOf"][1]["pattern"] = "^b".into();
                let (subject, at) = (m.site.name.clone(), format!("{}/allOf/1", m.site.at));
                m.keyed_at("constraint-changed", "BB", &subject, &at, "pattern");
            },
        ),
        on(
            "parent's property required",
            |it| refers_to(&it["allOf"][0], "Parent"),
            |m| {
                push(&mut m.value()["allOf"][1]["required"], "basic".into());
                let at = "/components/schemas/Parent/properties/basic".to_owned();
                m.expect(
                    "property-became-required",
                    "B-",
                    &format!("{}.basic", m.site.name),
                    Some(at.clone()),
                    Some(at),
                );
            },
        ),
        on(
            "wrapped",
            |it| it["minProperties"] == 1,
            |m| {
                let schema = m.value().clone();
                *m.value() = json!({"oneOf": [schema, reference("schemas", "Bird")]});
                m.whole("wrapped-in-union", "-B");
            },
        ),
        on(
            "another composition",
            |it| it["anyOf"].is_array(),
            |m| {
                let options = member(m.value(), "anyOf");
                m.set("oneOf", options);
                let at = m.site.at.clone();
                let places = (Some(child(&at, "anyOf")), Some(child(&at, "oneOf")));
                m.expect("composition-changed", "BB", &m.site.name.clone(), places.0, places.1);
            },
        ),
        on("discriminator removed", told, |m| {
            m.remove("discriminator");
            m.keyed("discriminator-removed", "-B", "discriminator");
        }),
        on("discriminator changed", told, |m| {
            m.value()["discriminator"]["propertyName"] = "sort".into();
            m.keyed("discriminator-changed", "BB", "discriminator");
        }),
        on("mapping changed", told, |m| {
            m.value()["discriminator"]["mapping"]["cat"] = "#/components/schemas/Dog".into();
            m.keyed("discriminator-mapping-changed", "BB", "discriminator");
        }),
    ]
}
