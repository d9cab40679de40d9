//! Paths, and those of AutoRest's `x-ms-paths`, which may have a query.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::operation::{Written, is_method};
use crate::source::Pointer;

const MS_PATHS: &str = "x-ms-paths";

impl Work<'_> {
    pub(super) fn paths(&mut self, document: &Map<String, Value>) -> Value {
        let root = Pointer::root();
        let mut paths = Map::new();
        for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
            let converted = match path.starts_with("x-") {
                true => item.clone(),
                false => self.path_item(item, &root.keys(["paths", path])),
            };
            paths.insert(path.clone(), converted);
        }
        for (path, item) in document.get(MS_PATHS).and_then(Value::as_object).into_iter().flatten() {
            let at = root.keys([MS_PATHS, path]);
            let (found, place) = self.follow(item, &at);
            let found = found.clone();
            self.merge(path, &found, &place, &at, &mut paths);
        }
        Value::Object(paths)
    }

    pub(super) fn path_item(&mut self, value: &Value, at: &Pointer) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        if let Some(reference) = members.get("$ref") {
            return json!({ "$ref": self.reference(reference, at) });
        }
        self.visit(at);
        let shared = written(members, at);
        let mut item = Map::new();
        for (key, member) in members.iter().filter(|(key, _)| *key != "parameters") {
            let converted = match is_method(key) {
                true => self.operation(member, &at.key(key), &shared),
                false => member.clone(),
            };
            item.insert(key.clone(), converted);
        }
        let mut parameters = Vec::new();
        for (value, place) in shared {
            if matches!(self.follow(value, &place).0.get("in").and_then(Value::as_str), Some("body" | "formData")) {
                continue;
            }
            let now = at.key("parameters").index(parameters.len());
            if now != place {
                self.places.moved(at, now, &place);
            }
            parameters.push(self.parameter(value, &place));
        }
        if !parameters.is_empty() {
            item.insert("parameters".to_owned(), Value::Array(parameters));
        }
        Value::Object(item)
    }

    /// Adds the operations of a path of `x-ms-paths`. What is fixed in its query becomes parameters with one value each,
    /// since OpenAPI has no query in paths.
    fn merge(&mut self, path: &str, item: &Value, place: &Pointer, at: &Pointer, paths: &mut Map<String, Value>) {
        let (plain, query) = path.split_once('?').unwrap_or((path, ""));
        let Value::Object(converted) = self.path_item(item, place) else { return };
        let shared = converted.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
        for (method, operation) in converted.into_iter().filter(|(key, _)| is_method(key)) {
            let known = paths.get(plain).and_then(Value::as_object);
            if known.is_some_and(|known| known.contains_key(&method) || known.contains_key("parameters")) {
                let message =
                    format!("operations of path `{plain}` that differ in their query only are one to OpenAPI 3.0");
                self.lose(at.key(&method), message, "nothing for this one");
                continue;
            }
            let mut operation = operation;
            self.add_parameters(&mut operation, &shared, query, &place.key(&method), place, at);
            self.places.moved(&Pointer::root(), Pointer::root().keys(["paths", plain, &method]), &place.key(&method));
            let item = paths.entry(plain).or_insert_with(|| json!({}));
            item[&method] = operation;
        }
    }

    /// Gives an operation the parameters of its path, and those that are fixed by its query.
    fn add_parameters(
        &mut self,
        operation: &mut Value,
        shared: &[Value],
        query: &str,
        at: &Pointer,
        item: &Pointer,
        path: &Pointer,
    ) {
        let Value::Object(members) = operation else { return };
        let mut parameters = members.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
        let key = |value: &Value| (value.get("name").cloned(), value.get("in").cloned());
        let mut add = |value: Value, place: &Pointer, work: &mut Self| {
            let named = |other: &Value| key(work.settled(other)) == key(work.settled(&value));
            if !parameters.iter().any(named) {
                let now = at.key("parameters").index(parameters.len());
                work.places.moved(at, now, place);
                parameters.push(value);
            }
        };
        let copying = self.places.set_copying(true);
        for (index, parameter) in shared.iter().enumerate() {
            add(parameter.clone(), &item.key("parameters").index(index), self);
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let schema = json!({ "type": "string", "enum": [value] });
            add(json!({ "name": name, "in": "query", "required": true, "schema": schema }), path, self);
        }
        // What is in these parameters is all in the path.
        for way in [path.key("schema"), path.key("enum"), path.index(0)] {
            self.places.moved(path, way, path);
        }
        self.places.set_copying(copying);
        members.insert("parameters".to_owned(), Value::Array(parameters));
    }

    /// What a parameter is, or a reference that starts from the entry document leads to.
    fn settled<'s>(&'s self, value: &'s Value) -> &'s Value {
        self.follow(value, &Pointer::root()).0
    }
}

/// The parameters of a path item, as they are written.
fn written<'v>(members: &'v Map<String, Value>, at: &Pointer) -> Vec<Written<'v>> {
    let list = members.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let list = list.enumerate().filter(|(_, value)| !value.is_null());
    list.map(|(index, value)| (value, at.key("parameters").index(index))).collect()
}
