//! Operations and parameters.

use serde_json::{Value, json};

use super::api::{member, push};
use crate::document::reference;
use crate::mutation::{Mutation, Operator};
use crate::printed::child;
use crate::sites::Role;

pub(super) fn operators() -> Vec<Operator> {
    operations().into_iter().chain(listed()).chain(parameters()).collect()
}

fn operations() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Operation, fits, apply };
    vec![
        on(
            "operation added",
            |it| is(it, "Zoo_Watch"),
            |m| {
                m.at("/paths/~1zoo")["put"] = json!({
                    "operationId": "Zoo_Fill",
                    "tags": ["Zoo"],
                    "responses": {"204": {"description": "Full."}},
                });
                m.added("operation-added", "--", "Zoo_Fill", "/paths/~1zoo/put");
            },
        ),
        on(
            "operation removed",
            |it| is(it, "Zoo_Watch"),
            |m| {
                member(m.at("/paths/~1zoo"), "head");
                m.removed("operation-removed", "B-", "Zoo_Watch", "/paths/~1zoo/head");
            },
        ),
        on(
            "operation renamed",
            |_| true,
            |m| {
                let was = m.site.name.clone();
                let is = format!("{was}Again");
                m.set("operationId", is.clone());
                m.keyed("operation-renamed", "--", "operationId");
                m.expected[0].subject = is;
                m.mirrored(&was);
            },
        ),
        on(
            "operation regrouped",
            |it| it["tags"] == json!(["Zoo"]),
            |m| {
                m.set("tags", json!(["Things"]));
                m.keyed("operation-regrouped", "--", "tags");
            },
        ),
        on(
            "path changed",
            |it| is(it, "Zoo_Plain"),
            |m| {
                let item = member(m.at("/paths"), "/zoo/plain");
                m.at("/paths")["/zoo/simple"] = item;
                let places = (Some("/paths/~1zoo~1plain/get".into()), Some("/paths/~1zoo~1simple/get".into()));
                m.expect("path-changed", "B-", "Zoo_Plain", places.0, places.1);
            },
        ),
        on(
            "method changed",
            |it| is(it, "Zoo_Plain"),
            |m| {
                let operation = member(m.at("/paths/~1zoo~1plain"), "get");
                m.at("/paths/~1zoo~1plain")["put"] = operation;
                let places = (Some("/paths/~1zoo~1plain/get".into()), Some("/paths/~1zoo~1plain/put".into()));
                m.expect("method-changed", "B-", "Zoo_Plain", places.0, places.1);
            },
        ),
        on(
            "path variable renamed",
            |it| is(it, "Zoo_Close"),
            |m| {
                let mut item = member(m.at("/paths"), "/zoo/{gate}");
                item["parameters"][0]["name"] = "door".into();
                m.at("/paths")["/zoo/{door}"] = item;
                let places = ("/paths/~1zoo~1{gate}/parameters/0", "/paths/~1zoo~1{door}/parameters/0");
                for id in ["Zoo_Close", "Zoo_Visit"] {
                    let subject = format!("{id}: path parameter door");
                    let (old, new) = (Some(places.0.to_owned()), Some(places.1.to_owned()));
                    m.expect("path-variable-renamed", "--", &subject, old, new);
                    m.mirrored(&format!("{id}: path parameter gate"));
                }
            },
        ),
        on(
            "operation deprecated",
            |it| it["deprecated"].is_null(),
            |m| {
                m.set("deprecated", true);
                m.keyed("operation-deprecated", "--", "deprecated");
            },
        ),
        on(
            "operation undeprecated",
            |it| it["deprecated"] == true,
            |m| {
                m.set("deprecated", false);
                m.keyed("operation-undeprecated", "--", "deprecated");
            },
        ),
        on(
            "callbacks",
            |_| true,
            |m| {
                m.set("callbacks", json!({"done": {"{$request.query.url}": {"post": {"responses": {}}}}}));
                m.keyed("callback-changed", "b-", "callbacks");
            },
        ),
        on(
            "own security",
            |it| it["security"] == json!([]),
            |m| {
                m.set("security", json!([{"key": []}]));
                m.keyed("security-requirement-added", "B-", "security");
                m.counts((true, false));
            },
        ),
        on(
            "own scopes",
            |it| it["security"] == json!([{"key": []}]),
            |m| {
                m.set("security", json!([{"key": []}, {"token": ["write", "read"]}]));
                m.keyed("security-alternative-added", "--", "security");
                m.counts((true, false));
            },
        ),
        on(
            "own servers",
            |_| true,
            |m| {
                m.set("servers", json!([{"url": "https://own.example"}]));
                m.keyed("server-changed", "b-", "servers");
            },
        ),
        on(
            "paging removed",
            |it| is(it, "Zoo_List"),
            |m| {
                m.remove("x-ms-pageable");
                m.keyed("paging-removed", "-b", "x-ms-pageable");
            },
        ),
        on(
            "paging added",
            |it| is(it, "Zoo_Plain"),
            |m| {
                m.set("x-ms-pageable", json!({"nextLinkName": "next"}));
                m.keyed("paging-added", "--", "x-ms-pageable");
            },
        ),
        on(
            "paging changed",
            |it| is(it, "Zoo_List"),
            |m| {
                m.set("x-ms-pageable", json!({"nextLinkName": "next", "itemName": "results"}));
                m.keyed("paging-changed", "-b", "x-ms-pageable");
            },
        ),
        on(
            "polling removed",
            |it| is(it, "Zoo_Close"),
            |m| {
                member(m.at("/components/schemas/ZooState/properties"), "state");
                let at = Some("/paths/~1yard/delete".to_owned());
                m.expect("polling-removed", "-b", "Zoo_Shut", at.clone(), at);
                let at = "/components/schemas/ZooState/properties/state";
                m.removed("property-removed", "bb", "ZooState.state", at);
                m.counts((false, true));
            },
        ),
        on(
            "body added",
            |it| is(it, "Zoo_Close"),
            |m| {
                m.set("requestBody", body("Parent"));
                added_body(m, "request-body-added", "--");
            },
        ),
        on(
            "required body added",
            |it| is(it, "Zoo_Close"),
            |m| {
                m.set("requestBody", body("Parent"));
                m.value()["requestBody"]["required"] = true.into();
                added_body(m, "required-request-body-added", "B-");
            },
        ),
        on(
            "body removed",
            |it| is(it, "Zoo_Visit"),
            |m| {
                m.remove("requestBody");
                let (subject, at) = (format!("{}: request body", m.site.name), child(&m.site.at, "requestBody"));
                m.removed("request-body-removed", "B-", &subject, &at);
            },
        ),
        on("success added", |_| true, |m| status(m, "202", "success-status-added", "-b")),
        on("error added", |_| true, |m| status(m, "4XX", "error-status-added", "--")),
        on("success removed", |it| is(it, "Zoo_Visit"), |m| no_status(m, "204", "success-status-removed", "-B")),
        on("error removed", |it| is(it, "Zoo_Visit"), |m| no_status(m, "404", "error-status-removed", "--")),
    ]
}

fn is(operation: &Value, id: &str) -> bool {
    operation["operationId"] == id
}

fn body(name: &str) -> Value {
    json!({"content": {"application/json": {"schema": reference("schemas", name)}}})
}

fn added_body(m: &mut Mutation<'_>, kind: &'static str, effects: &'static str) {
    let (subject, at) = (format!("{}: request body", m.site.name), child(&m.site.at, "requestBody"));
    m.added(kind, effects, &subject, &at);
}

fn status(m: &mut Mutation<'_>, status: &str, kind: &'static str, effects: &'static str) {
    m.value()["responses"][status] = json!({"description": "Other."});
    let subject = format!("{}: {} response", m.site.name, status.to_lowercase());
    let at = format!("{}/responses/{status}", m.site.at);
    m.added(kind, effects, &subject, &at);
}

fn no_status(m: &mut Mutation<'_>, status: &str, kind: &'static str, effects: &'static str) {
    member(&mut m.value()["responses"], status);
    let (subject, at) = (format!("{}: {status} response", m.site.name), format!("{}/responses/{status}", m.site.at));
    m.removed(kind, effects, &subject, &at);
}

/// What changes in the list of parameters of an operation.
fn listed() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Operation, fits, apply };
    let has: fn(&Value) -> bool = |it| it["parameters"].is_array();
    let visit: fn(&Value) -> bool = |it| is(it, "Zoo_Visit");
    vec![
        on("parameter added", has, |m| {
            parameter(m, json!({"name": "lamp", "in": "query", "schema": {"type": "string"}}));
            added_last(m, "parameter-added", "--", "query parameter lamp");
        }),
        on("required parameter added", has, |m| {
            parameter(m, json!({"name": "lamp", "in": "header", "required": true, "schema": {"type": "string"}}));
            added_last(m, "required-parameter-added", "B-", "header lamp");
        }),
        on("shared parameter added", visit, |m| {
            parameter(m, reference("parameters", "Shared"));
            added_last(m, "parameter-added", "--", "header trace");
        }),
        on("parameter removed", visit, |m| {
            remove_first(m, "parameter-removed", "b-", "optional");
        }),
        on("required parameter removed", visit, |m| {
            remove_first(m, "required-parameter-removed", "b-", "wanted");
        }),
        on("parameter renamed", visit, |m| {
            m.value()["parameters"][0]["name"] = "option".into();
            at_first(m, "parameter-renamed", "query parameter option");
        }),
        on("parameter moved", visit, |m| {
            m.value()["parameters"][0]["in"] = "header".into();
            at_first(m, "parameter-moved", "header optional");
        }),
    ]
}

fn parameter(m: &mut Mutation<'_>, parameter: Value) {
    push(&mut m.value()["parameters"], parameter);
}

fn added_last(m: &mut Mutation<'_>, kind: &'static str, effects: &'static str, words: &str) {
    let last = m.value()["parameters"].as_array().map_or(0, Vec::len) - 1;
    let (subject, at) = (format!("{}: {words}", m.site.name), format!("{}/parameters/{last}", m.site.at));
    m.added(kind, effects, &subject, &at);
}

fn remove_first(m: &mut Mutation<'_>, kind: &'static str, effects: &'static str, name: &str) {
    let list = m.value()["parameters"].as_array_mut().expect("a list");
    let index = list.iter().position(|parameter| parameter["name"] == name).expect("the parameter");
    list.remove(index);
    let (subject, at) =
        (format!("{}: query parameter {name}", m.site.name), format!("{}/parameters/{index}", m.site.at));
    m.removed(kind, effects, &subject, &at);
}

fn at_first(m: &mut Mutation<'_>, kind: &'static str, words: &str) {
    let at = Some(format!("{}/parameters/0", m.site.at));
    let name = m.site.name.clone();
    m.expect(kind, "B-", &format!("{name}: {words}"), at.clone(), at);
    m.mirrored(&format!("{name}: query parameter optional"));
}

fn parameters() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Parameter, fits, apply };
    vec![
        on(
            "parameter required",
            |it| it["required"] != true && it["in"] != "path",
            |m| {
                m.set("required", true);
                m.keyed("parameter-became-required", "B-", "required");
            },
        ),
        on(
            "parameter optional",
            |it| it["required"] == true && it["in"] != "path",
            |m| {
                m.remove("required");
                m.keyed("parameter-became-optional", "--", "required");
            },
        ),
        on(
            "parameter style",
            |it| it["schema"]["type"] == "array",
            |m| {
                m.set("style", "pipeDelimited");
                m.keyed("parameter-style-changed", "B-", "style");
            },
        ),
        on(
            "parameter explode",
            |it| it["schema"]["type"] == "array",
            |m| {
                m.set("explode", false);
                m.keyed("parameter-style-changed", "B-", "explode");
            },
        ),
        on(
            "parameter reserved",
            |it| it["name"] == "optional",
            |m| {
                m.set("allowReserved", true);
                m.keyed("parameter-style-changed", "B-", "allowReserved");
            },
        ),
        on(
            "parameter deprecated",
            |it| it["deprecated"].is_null(),
            |m| {
                m.set("deprecated", true);
                m.keyed("parameter-deprecated", "--", "deprecated");
            },
        ),
        on(
            "parameter undeprecated",
            |it| it["deprecated"] == true,
            |m| {
                m.remove("deprecated");
                m.keyed("parameter-undeprecated", "--", "deprecated");
            },
        ),
    ]
}
