//! A version of `spec/` with all its files.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

/// The sections of `components` that parts have.
const SECTIONS: [&str; 4] = ["schemas", "parameters", "headers", "responses"];

pub(crate) struct Document {
    entry: Value,
    parts: BTreeMap<String, Value>,
}

impl Document {
    pub(crate) fn read(version: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(version);
        let mut parts = BTreeMap::new();
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            parts.insert(name, serde_yaml::from_str(&text).unwrap());
        }
        let entry = parts.remove("openapi.yaml").unwrap();
        Self { entry, parts }
    }

    /// The same in one file: components of all parts together, references without their file.
    pub(crate) fn bundled(&self) -> Value {
        let mut whole = self.entry.clone();
        let items = whole["paths"].as_object().unwrap().clone();
        for (path, item) in items {
            let (file, pointer) = item["$ref"].as_str().unwrap().split_once('#').unwrap();
            whole["paths"][path] = self.parts[file].pointer(pointer).unwrap().clone();
        }
        for section in SECTIONS {
            let mut members = Map::new();
            for part in self.parts.values() {
                for (name, member) in part["components"][section].as_object().into_iter().flatten() {
                    assert!(members.insert(name.clone(), member.clone()).is_none(), "{name} is described twice");
                }
            }
            whole["components"][section] = Value::Object(members);
        }
        without_files(&mut whole);
        whole
    }

    /// Calls `see` with all that wants a description: its place, itself and what it is.
    pub(crate) fn visit(&self, see: &mut dyn FnMut(&str, &Value, &str)) {
        let whole = self.bundled();
        see("info", &whole["info"], "info");
        whole["tags"].as_array().unwrap().iter().for_each(|tag| see(&tag.to_string(), tag, "tag"));
        for (path, item) in whole["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let at = format!("{method} {path}");
                see(&at, operation, "operation");
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    if parameter.get("$ref").is_none() {
                        see(&at, parameter, "parameter");
                    }
                }
                if let Some(body) = operation.get("requestBody") {
                    see(&at, body, "request body");
                }
                for response in operation["responses"].as_object().unwrap().values() {
                    if response.get("$ref").is_none() {
                        see(&at, response, "response");
                    }
                }
            }
        }
        for section in SECTIONS {
            let kind = section.trim_end_matches('s');
            for (name, member) in whole["components"][section].as_object().unwrap() {
                see(name, member, kind);
            }
        }
        self.visit_schemas(&mut |at, schema| {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                see(&format!("{at}.{name}"), property, "property");
            }
            for value in schema["x-ms-enum"]["values"].as_array().into_iter().flatten() {
                see(&format!("{at} {value}"), value, "enum value");
            }
        });
    }

    /// Calls `see` with every schema below `components`, those inside of others too.
    pub(crate) fn visit_schemas(&self, see: &mut dyn FnMut(&str, &Value)) {
        for (name, schema) in self.bundled()["components"]["schemas"].as_object().unwrap() {
            visit_schema(name, schema, see);
        }
    }
}

fn visit_schema(at: &str, schema: &Value, see: &mut dyn FnMut(&str, &Value)) {
    see(at, schema);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        visit_schema(&format!("{at}.{name}"), property, see);
    }
    for (name, inner) in ["items", "additionalProperties"].iter().filter_map(|name| Some((name, schema.get(name)?))) {
        visit_schema(&format!("{at}.{name}"), inner, see);
    }
}

fn without_files(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get_mut("$ref")
                && let Some(hash) = target.find('#')
            {
                target.drain(..hash);
            }
            members.values_mut().for_each(without_files);
        }
        Value::Array(items) => items.iter_mut().for_each(without_files),
        _ => {}
    }
}
