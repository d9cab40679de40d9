//! Bodies, responses and headers.

use serde_json::{Value, json};

use super::api::member;
use crate::mutation::{Mutation, Operator};
use crate::printed::child;
use crate::sites::Role;

pub(super) fn operators() -> Vec<Operator> {
    bodies().into_iter().chain(responses()).chain(headers()).collect()
}

fn bodies() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Body, fits, apply };
    let has_parts: fn(&Value) -> bool = |it| it["content"]["multipart/form-data"].is_object();
    vec![
        on(
            "body required",
            |it| it["required"] != true,
            |m| {
                m.set("required", true);
                m.keyed("request-body-became-required", "B-", "required");
            },
        ),
        on(
            "body optional",
            |it| it["required"] == true,
            |m| {
                m.set("required", false);
                m.keyed("request-body-became-optional", "--", "required");
            },
        ),
        on(
            "request media type added",
            |_| true,
            |m| {
                media_type(m, "application/cbor");
                let (subject, at) = content(m, "application/cbor");
                m.added("request-media-type-added", "--", &subject, &at);
            },
        ),
        on("request media type removed", has_parts, |m| {
            member(&mut m.value()["content"], "multipart/form-data");
            let (subject, at) = content(m, "multipart/form-data");
            m.removed("request-media-type-removed", "B-", &subject, &at);
        }),
        on("encoding changed", has_parts, |m| {
            m.value()["content"]["multipart/form-data"]["encoding"]["photo"]["contentType"] = "image/gif".into();
            let (subject, at) = content(m, "multipart/form-data");
            m.keyed_at("request-encoding-changed", "B-", &subject, &at, "encoding");
        }),
    ]
}

fn media_type(m: &mut Mutation<'_>, name: &str) {
    m.value()["content"][name] = json!({"schema": {"type": "string", "format": "binary"}});
}

fn content(m: &Mutation<'_>, media_type: &str) -> (String, String) {
    (format!("{}, {media_type}", m.site.name), child(&child(&m.site.at, "content"), media_type))
}

fn responses() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Response, fits, apply };
    vec![
        on(
            "response body added",
            |it| it["content"].is_null(),
            |m| {
                media_type(m, "application/json");
                m.keyed("response-body-added", "--", "content");
            },
        ),
        on(
            "response body removed",
            |it| it["content"].is_object(),
            |m| {
                m.remove("content");
                m.keyed("response-body-removed", "-B", "content");
            },
        ),
        on(
            "response media type added",
            |it| it["content"].is_object(),
            |m| {
                media_type(m, "application/cbor");
                let (subject, at) = content(m, "application/cbor");
                m.added("response-media-type-added", "--", &subject, &at);
            },
        ),
        on(
            "response media type removed",
            |it| it["content"]["text/plain"].is_object(),
            |m| {
                member(&mut m.value()["content"], "text/plain");
                let (subject, at) = content(m, "text/plain");
                m.removed("response-media-type-removed", "-B", &subject, &at);
            },
        ),
        on(
            "links",
            |_| true,
            |m| {
                m.set("links", json!({"next": {"operationId": "Zoo_Close"}}));
                m.keyed("keyword-changed", "bb", "links");
            },
        ),
        on(
            "header added",
            |_| true,
            |m| {
                header(m, json!({"schema": {"type": "string"}}));
                header_added(m, "response-header-added");
            },
        ),
        on(
            "required header added",
            |_| true,
            |m| {
                header(m, json!({"required": true, "schema": {"type": "string"}}));
                header_added(m, "required-response-header-added");
            },
        ),
        on(
            "header removed",
            |it| it["headers"]["X-Seat"].is_object(),
            |m| {
                no_header(m, "X-Seat", "response-header-removed", "-b");
            },
        ),
        on(
            "required header removed",
            |it| it["headers"]["X-Row"].is_object(),
            |m| {
                no_header(m, "X-Row", "required-response-header-removed", "-B");
            },
        ),
    ]
}

fn header(m: &mut Mutation<'_>, header: Value) {
    m.value()["headers"]["X-Fresh"] = header;
}

fn header_added(m: &mut Mutation<'_>, kind: &'static str) {
    let (subject, at) = (format!("{}, header X-Fresh", m.site.name), format!("{}/headers/X-Fresh", m.site.at));
    m.added(kind, "--", &subject, &at);
}

fn no_header(m: &mut Mutation<'_>, name: &str, kind: &'static str, effects: &'static str) {
    member(&mut m.value()["headers"], name);
    let (subject, at) = (format!("{}, header {name}", m.site.name), format!("{}/headers/{name}", m.site.at));
    m.removed(kind, effects, &subject, &at);
}

fn headers() -> Vec<Operator> {
    let on = |name, fits, apply| Operator { name, role: Role::Header, fits, apply };
    vec![
        on(
            "header required",
            |it| it["required"] != true,
            |m| {
                m.set("required", true);
                m.keyed("response-header-became-required", "--", "required");
            },
        ),
        on(
            "header optional",
            |it| it["required"] == true,
            |m| {
                m.set("required", false);
                m.keyed("response-header-became-optional", "-B", "required");
            },
        ),
    ]
}
