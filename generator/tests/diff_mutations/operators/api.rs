//! What concerns the whole API.

use serde_json::{Value, json};

use crate::document::reference;
use crate::mutation::{Mutation, Operator};
use crate::sites::Role;

const ONE: &str = "server https://one.example";
const THREE: &str = "server https://three.example";

pub(super) fn operators() -> Vec<Operator> {
    let on = |name, apply| Operator { name, role: Role::Api, fits: |_| true, apply };
    vec![
        on("server added", |m| {
            push(m.at("/servers"), json!({"url": "https://three.example"}));
            m.added("server-added", "--", THREE, "/servers/3");
        }),
        on("server removed", |m| {
            m.at("/servers").as_array_mut().expect("a list").remove(2);
            m.removed("server-removed", "b-", "server https://last.example", "/servers/2");
        }),
        on("server changed", |m| {
            *m.at("/servers/0/url") = "https://three.example".into();
            m.expect("server-changed", "b-", THREE, Some("/servers/0".into()), Some("/servers/0".into()));
            m.mirrored(ONE);
        }),
        on("server variables", |m| {
            m.at("/servers/0")["variables"] = json!({"zone": {"default": "a", "enum": ["b", "a"]}});
            m.expect("server-changed", "b-", ONE, Some("/servers/0".into()), Some("/servers/0".into()));
        }),
        on("alternative added", |m| {
            push(m.at("/security"), json!({"spare": []}));
            everywhere(m, "security-alternative-added", "--");
        }),
        on("alternative removed", |m| {
            m.at("/security").as_array_mut().expect("a list").remove(0);
            everywhere(m, "security-alternative-removed", "B-");
        }),
        on("security removed", |m| {
            *m.at("/security") = json!([]);
            everywhere(m, "security-requirement-removed", "b-");
        }),
        on("security optional", |m| {
            push(m.at("/security"), json!({}));
            everywhere(m, "security-requirement-removed", "b-");
        }),
        on("scheme added", |m| {
            m.at("/components/securitySchemes")["fresh"] = json!({"type": "http", "scheme": "basic"});
            let at = "/components/securitySchemes/fresh";
            m.added("security-scheme-added", "--", "security scheme fresh", at);
        }),
        on("scheme removed", |m| {
            member(m.at("/components/securitySchemes"), "spare");
            let at = "/components/securitySchemes/spare";
            m.removed("security-scheme-removed", "--", "security scheme spare", at);
        }),
        on("scheme changed", |m| {
            let at = "/components/securitySchemes/key";
            m.at(at)["in"] = "query".into();
            m.expect("security-scheme-changed", "B-", "security scheme key", Some(at.into()), Some(at.into()));
        }),
        on("schema added", |m| {
            m.at("/components/schemas")["Fresh"] =
                json!({"type": "object", "properties": {"hull": {"type": "string"}}});
            m.added("schema-added", "--", "Fresh", "/components/schemas/Fresh");
        }),
        on("schema removed", |m| {
            member(m.at("/components/schemas"), "Lonely");
            m.removed("schema-removed", "--", "Lonely", "/components/schemas/Lonely");
        }),
        on("enum added", |m| {
            m.at("/components/schemas")["Fresh"] = json!({"type": "string", "enum": ["nylon", "hemp"]});
            m.added("enum-added", "--", "Fresh", "/components/schemas/Fresh");
        }),
        on("enum removed", |m| {
            member(m.at("/components/schemas"), "LonelyColor");
            m.removed("enum-removed", "--", "LonelyColor", "/components/schemas/LonelyColor");
        }),
        on("unused schema renamed", |m| {
            let schema = member(m.at("/components/schemas"), "Lonely");
            m.at("/components/schemas")["Alone"] = schema;
            renamed(m, "Lonely", "Alone");
        }),
        on("used schema renamed", |m| {
            let schema = member(m.at("/components/schemas"), "Cat");
            m.at("/components/schemas")["Feline"] = schema;
            retarget(&mut m.new, "#/components/schemas/Cat", "#/components/schemas/Feline");
            renamed(m, "Cat", "Feline");
        }),
        on("schema moved", |m| {
            let at = "/components/schemas/Specimen/properties/open";
            let schema = std::mem::replace(m.at(at), reference("schemas", "Opened"));
            m.at("/components/schemas")["Opened"] = schema;
            let places = (Some(at.into()), Some("/components/schemas/Opened".into()));
            m.expect("schema-moved", "--", "Opened", places.0, places.1);
            m.mirrored("Specimen.open");
        }),
        on("new group", |m| {
            let at = "/paths/~1zoo/put";
            m.at("/paths/~1zoo")["put"] = json!({
                "operationId": "Aquarium_Fill",
                "tags": ["Aquarium"],
                "responses": {"204": {"description": "Full."}},
            });
            m.added("operation-added", "--", "Aquarium_Fill", at);
            // What is in Rust for a group is at no place of the document.
            m.expect("rust-item-added", "--", "aquarium", None, None);
            m.expect("rust-item-changed", "--", "Client", None, None);
        }),
    ]
}

fn everywhere(m: &mut Mutation<'_>, kind: &'static str, effects: &'static str) {
    m.keyed_at(kind, effects, "every operation without its own", "", "security");
    m.counts((true, false));
}

fn renamed(m: &mut Mutation<'_>, before: &str, after: &str) {
    let place = |name: &str| Some(format!("/components/schemas/{name}"));
    m.expect("schema-renamed", "--", after, place(before), place(after));
    m.mirrored(before);
}

/// Makes all references and mappings lead to another place.
fn retarget(value: &mut Value, before: &str, after: &str) {
    match value {
        Value::String(text) if text == before => *text = after.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| retarget(item, before, after)),
        Value::Object(members) => members.values_mut().for_each(|member| retarget(member, before, after)),
        _ => {}
    }
}

pub(super) fn push(list: &mut Value, item: Value) {
    list.as_array_mut().expect("a list").push(item);
}

pub(super) fn member(object: &mut Value, key: &str) -> Value {
    object.as_object_mut().and_then(|object| object.remove(key)).expect("a member")
}
