//! Swagger 2.0 → OpenAPI 3.0.
//!
//! A Swagger document says with parameters what OpenAPI says with bodies, with media types of operations what it says
//! with media types of bodies, and with a host what it says with servers.

mod body;
mod operation;
mod parameter;
mod paths;
mod response;
mod schema;
mod security;
mod server;

use serde_json::{Map, Value, json};

use super::convert::{Conversion, Work};
use super::{Kind, Shape, openapi30, swagger20};
use crate::source::{FileId, Pointer};

pub(super) static CONVERSION: Conversion = Conversion {
    entry: &Kind::Object(&swagger20::SWAGGER),
    document: |work, members| work.document(members),
    schema: schema::schema,
    object: |work, value, shape, at| work.object(value, shape, at),
};

/// What the objects of a Swagger document are about, the media types of operations aside.
const CONSUMED: [&str; 11] = [
    "swagger",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
    "x-ms-paths",
];

impl Work<'_> {
    /// The whole document.
    fn document(&mut self, members: &Map<String, Value>) -> Value {
        let root = Pointer::root();
        // What is said in words of OpenAPI 3 means nothing here, and was reported.
        let is_new = |key: &str| swagger20::SWAGGER.kind_of(key).is_none() && openapi30::OPENAPI.kind_of(key).is_some();
        let kept = members.iter().filter(|(key, _)| !CONSUMED.contains(&key.as_str()) && !is_new(key));
        let mut document: Map<String, Value> = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
        document.insert("openapi".to_owned(), json!("3.0.3"));
        self.places.moved(&root, root.key("openapi"), &root.key("swagger"));
        let components = self.components(members);
        document.insert("components".to_owned(), components);
        let servers = self.servers(members);
        if !servers.is_empty() {
            document.insert("servers".to_owned(), Value::Array(servers));
        }
        document.insert("paths".to_owned(), self.paths(members));
        Value::Object(document)
    }

    fn components(&mut self, members: &Map<String, Value>) -> Value {
        let root = Pointer::root();
        let mut components = Map::new();
        for (section, new) in [("definitions", "schemas"), ("securityDefinitions", "securitySchemes")] {
            self.places.moved(&root, root.keys(["components", new]), &root.key(section));
        }
        for (section, name, value) in shared(members) {
            let at = root.keys([section, name]);
            let (value, shape) = match swagger20::SWAGGER.kind_of(section).and_then(|kind| kind.member(name)) {
                Some(kind) => self.object(value, kind.shape().unwrap_or(&swagger20::SCHEMA), &at),
                None => continue,
            };
            let new = match shape.name {
                "a parameter" => "parameters",
                "a request body" => "requestBodies",
                "a response" => "responses",
                "a security scheme" => "securitySchemes",
                _ => "schemas",
            };
            self.places.moved(&root, root.keys(["components", new, name]), &at);
            let section = components.entry(new).or_insert_with(|| Value::Object(Map::new()));
            section[name] = value;
        }
        Value::Object(components)
    }

    /// What OpenAPI 3.0 has of any object that a reference leads to, or that is shared.
    fn object(&mut self, value: &Value, shape: &'static Shape, at: &Pointer) -> (Value, &'static Shape) {
        let in_place = |place: &str| value.get("in").and_then(Value::as_str) == Some(place);
        let name = match shape.name {
            "a parameter" if in_place("body") => "a request body",
            name => name,
        };
        let converted = match name {
            "a request body" => self.body(value, at, &self.default_types(at.file(), "consumes")),
            "a parameter" => self.parameter(value, at),
            "a response" => self.response(value, at, &self.default_types(at.file(), "produces")),
            "a path item" => self.path_item(value, at),
            "an operation" => self.operation(value, at, &[]),
            "a security scheme" => self.security_scheme(value, at),
            _ => schema::schema(self, value, shape, at),
        };
        (converted, openapi30::named(name).unwrap_or(&openapi30::SCHEMA))
    }

    /// The media types under `key` of the document that `file` is; a file that is only a part of one follows the entry.
    fn default_types(&self, file: &FileId, key: &str) -> Vec<String> {
        let own = self.values.file(file).ok().filter(|value| value.get("swagger").is_some());
        own.unwrap_or(self.values.entry()).get(key).map(texts).unwrap_or_default()
    }
}

/// What is shared, with the section it is in, in the order of OpenAPI's components: what refers to others comes last.
fn shared(members: &Map<String, Value>) -> impl Iterator<Item = (&'static str, &str, &Value)> {
    let sections = ["definitions", "parameters", "responses", "securityDefinitions"];
    sections.into_iter().flat_map(|section| {
        let entries = members.get(section).and_then(Value::as_object).into_iter().flatten();
        entries.map(move |(name, value)| (section, name.as_str(), value))
    })
}

/// The texts of a list.
fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The members of an object that are not of its dialect's words `known`: extensions, and what a reference may lead to.
fn others<'v>(members: &'v Map<String, Value>, shape: &'static Shape) -> impl Iterator<Item = (String, Value)> + 'v {
    let other = |(key, _): &(&String, &Value)| key.starts_with("x-") || shape.kind_of(key).is_none();
    members.iter().filter(other).map(|(key, value)| (key.clone(), value.clone()))
}
