//! Document → description: every reference is followed, and each object is read on its own, so that one bad node
//! costs only itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3 as oas;
use serde_json::{Map, Value};

mod build;
mod name;
mod reference;

use crate::description::{At, Description, Operation, Response};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
pub(crate) use crate::link::settled as local;
use crate::normalize::Document;
use crate::read::Values;
use crate::source::{Places, Pointer};
use build::Build;
pub(crate) use name::{is_named, name};
use reference::{Settled, target_of};

/// A description whose references are resolved.
pub(crate) struct Resolved {
    pub description: Description,
    /// The places where a schema was replaced because its reference led nowhere.
    pub untyped: Vec<Pointer>,
    /// What all was read from; each `$ref` starts from the entry document and leads to something.
    pub values: Values,
}

/// The methods of a Path Item Object, in the order in which operations of one path are emitted.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Follows all references of `document`. References that lead nowhere are reported and replaced: a schema by one that
/// allows anything, anything else by nothing.
pub(crate) fn resolve(document: Document, places: &Places) -> (Resolved, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Settled { values, targets, untyped } = reference::settle(document, places, &mut diagnostics);
    let mut resolver = Resolver { values: &values, diagnostics };
    let description = resolver.description(&targets);
    let diagnostics = resolver.diagnostics;
    (Resolved { description, untyped, values }, diagnostics)
}

struct Resolver<'a> {
    values: &'a Values,
    diagnostics: Diagnostics,
}

impl<'a> Resolver<'a> {
    fn description(&mut self, targets: &BTreeSet<Pointer>) -> Description {
        let root = Pointer::root();
        let components = root.key("components");
        let schemas = self.schemas(&components, targets);
        let names = name::names(schemas.keys(), &mut self.diagnostics);
        Description {
            info: self.get(&root, "info").and_then(|(info, at)| self.read(info, &at)).unwrap_or_default(),
            servers: self.list(&root, "servers"),
            tags: self.list(&root, "tags").into_iter().map(|tag| tag.value).collect(),
            security: self.list(&root, "security"),
            security_schemes: self.map(&components, "securitySchemes"),
            schemas,
            names,
            operations: self.operations(&root),
        }
    }

    fn schemas(
        &mut self,
        components: &Pointer,
        targets: &BTreeSet<Pointer>,
    ) -> BTreeMap<Pointer, oas::ReferenceOr<oas::Schema>> {
        let mut places = targets.clone();
        if let Some((Value::Object(members), at)) = self.get(components, "schemas") {
            let members = members.iter().map(|(name, member)| (at.key(name), member));
            places.extend(members.filter(|(at, member)| !is_namesake(at, member)).map(|(at, _)| at));
        }
        let anything = || {
            oas::ReferenceOr::Item(oas::Schema {
                schema_data: oas::SchemaData::default(),
                schema_kind: oas::SchemaKind::Any(oas::AnySchema::default()),
            })
        };
        places
            .into_iter()
            .map(|at| {
                let schema = self.values.get(&at).and_then(|value| self.read(value, &at));
                (at, schema.unwrap_or_else(anything))
            })
            .collect()
    }

    fn operations(&mut self, root: &Pointer) -> Vec<Operation> {
        let Some((Value::Object(paths), at)) = self.get(root, "paths") else { return Vec::new() };
        let mut operations = Vec::new();
        for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
            let (item, at) = self.follow(item, at.key(path));
            let shared: Vec<At<oas::Parameter>> = self.parameters(&at);
            if let Value::Object(members) = item {
                self.ignored(members, "servers", &at, "servers of a path");
            }
            for method in METHODS {
                if let Some((Value::Object(members), at)) = self.get(&at, method) {
                    operations.extend(self.operation(method, path, members, at, &shared));
                }
            }
        }
        operations
    }

    fn operation(
        &mut self,
        method: &'static str,
        path: &str,
        members: &'a Map<String, Value>,
        at: Pointer,
        shared: &[At<oas::Parameter>],
    ) -> Option<Operation> {
        const READ_APART: [&str; 6] = ["parameters", "requestBody", "responses", "callbacks", "security", "servers"];
        let own = members.iter().filter(|(key, _)| !READ_APART.contains(&key.as_str()));
        let mut own: Map<String, Value> = own.map(|(key, value)| (key.clone(), value.clone())).collect();
        own.insert("responses".to_owned(), Value::Object(Map::new()));
        let object: oas::Operation = self.read(&Value::Object(own), &at)?;
        self.ignored(members, "callbacks", &at, "callbacks");
        self.ignored(members, "servers", &at, "servers of an operation");
        let mut parameters = self.parameters(&at);
        self.duplicates(&mut parameters);
        let inherited = shared.iter().filter(|outer| !parameters.iter().any(|inner| same(inner, outer)));
        let parameters = inherited.cloned().collect::<Vec<_>>().into_iter().chain(parameters.clone()).collect();
        let body = self.get(&at, "requestBody").and_then(|(body, at)| self.object(body, at));
        Some(Operation {
            method,
            path: path.to_owned(),
            object,
            parameters,
            body_lost: body.is_none() && members.contains_key("requestBody"),
            body,
            responses: self.responses(&at),
            security: members.contains_key("security").then(|| self.list(&at, "security")),
            at,
        })
    }

    /// The parameters of a path item or an operation.
    fn parameters(&mut self, at: &Pointer) -> Vec<At<oas::Parameter>> {
        let Some((Value::Array(items), at)) = self.get(at, "parameters") else { return Vec::new() };
        let places = items.iter().enumerate().map(|(index, item)| (item, at.index(index)));
        places.filter_map(|(item, at)| self.parameter(item, at)).collect()
    }

    fn parameter(&mut self, value: &'a Value, at: Pointer) -> Option<At<oas::Parameter>> {
        let (value, at) = self.follow(value, at);
        let members = value.as_object()?;
        let mut changed = Cow::Borrowed(value);
        let mut put = |key: &str, value: Value| {
            changed.to_mut().as_object_mut().and_then(|members| members.insert(key.to_owned(), value));
        };
        let place = members.get("in").and_then(Value::as_str).unwrap_or_default();
        if !["path", "query", "header", "cookie"].contains(&place) {
            let message =
                format!("parameter {} is in `{place}`, which is not a place for parameters", name_of(members));
            self.diagnostics.push(
                Diagnostic::new(&code::UNKNOWN_PARAMETER_LOCATION, at.key("in"), message)
                    .help("use `path`, `query`, `header` or `cookie`")
                    .instead("nothing: the parameter is left out"),
            );
            return None;
        }
        if place == "path" && members.get("required") != Some(&Value::Bool(true)) {
            put("required", Value::Bool(true));
            let message = format!("path parameter {} is not marked as required", name_of(members));
            self.diagnostics.push(
                Diagnostic::new(&code::PATH_PARAMETER_OPTIONAL, &at, message)
                    .help("add `required: true`")
                    .instead("a required parameter"),
            );
        }
        if !members.contains_key("schema") && !members.contains_key("content") {
            put("schema", serde_json::json!({ "type": "string" }));
            let message = format!("parameter {} has neither `schema` nor `content`", name_of(members));
            self.diagnostics.push(
                Diagnostic::new(&code::PARAMETER_WITHOUT_SCHEMA, &at, message)
                    .help("add a `schema`")
                    .instead("a string"),
            );
        }
        let value = self.with_examples(&changed);
        Some(At { value: self.read(&value, &at)?, at })
    }

    /// Keeps the first of two parameters with the same name and place.
    fn duplicates(&mut self, parameters: &mut Vec<At<oas::Parameter>>) {
        let mut kept: Vec<At<oas::Parameter>> = Vec::new();
        for parameter in std::mem::take(parameters) {
            match kept.iter().find(|earlier| same(earlier, &parameter)) {
                Some(earlier) => {
                    let message = format!(
                        "there is another parameter `{}` in the same place",
                        parameter.value.parameter_data_ref().name
                    );
                    self.diagnostics.push(
                        Diagnostic::new(&code::DUPLICATE_PARAMETER, &parameter.at, message)
                            .related(&earlier.at, "the one that counts")
                            .help("remove one of them")
                            .instead("the first one only"),
                    );
                }
                None => kept.push(parameter),
            }
        }
        *parameters = kept;
    }

    fn responses(&mut self, at: &Pointer) -> Vec<Response> {
        let Some((Value::Object(members), at)) = self.get(at, "responses") else { return Vec::new() };
        let members = members.iter().filter(|(status, _)| !status.starts_with("x-"));
        members.filter_map(|(status, value)| self.response(status, value, at.key(status))).collect()
    }

    fn response(&mut self, status: &str, value: &'a Value, at: Pointer) -> Option<Response> {
        let (value, at) = self.follow(value, at);
        let members = value.as_object()?;
        if members.contains_key("links") {
            self.ignore(&at.key("links"), "links");
        }
        let own = members.iter().filter(|(key, _)| !["headers", "links"].contains(&key.as_str()));
        let own: Map<String, Value> = own.map(|(key, value)| (key.clone(), value.clone())).collect();
        let own = Value::Object(own);
        let own = self.with_examples(&own);
        let headers = self.map(&at, "headers");
        Some(Response { status: status.to_owned(), object: self.read(&own, &at)?, headers, at })
    }

    /// Member `key` of the object at `at`, followed to where it is.
    fn get(&self, at: &Pointer, key: &str) -> Option<(&'a Value, Pointer)> {
        let value = self.values.get(at)?.get(key)?;
        Some(self.follow(value, at.key(key)))
    }

    /// Where a value is: at the end of its references. They are known to lead somewhere; what only looks like one,
    /// where there can be none, may lead in a circle.
    fn follow(&self, mut value: &'a Value, mut at: Pointer) -> (&'a Value, Pointer) {
        const HOPS: usize = 64;
        for _ in 0..HOPS {
            match target_of(value).and_then(|target| Some((self.values.get(&target)?, target))) {
                Some(next) => (value, at) = next,
                None => break,
            }
        }
        (value, at)
    }

    /// The objects of a list.
    fn list<T: Build>(&mut self, at: &Pointer, key: &str) -> Vec<At<T>> {
        let Some((Value::Array(items), at)) = self.get(at, key) else { return Vec::new() };
        let places = items.iter().enumerate().map(|(index, item)| (item, at.index(index)));
        places.filter_map(|(item, at)| self.object(item, at)).collect()
    }

    /// The objects of a map.
    fn map<T: Build>(&mut self, at: &Pointer, key: &str) -> BTreeMap<String, At<T>> {
        let Some((Value::Object(members), at)) = self.get(at, key) else { return BTreeMap::new() };
        let places = members.iter().map(|(name, member)| (name, member, at.key(name)));
        places.filter_map(|(name, member, at)| Some((name.clone(), self.object(member, at)?))).collect()
    }

    /// One object, or what its reference leads to.
    fn object<T: Build>(&mut self, value: &'a Value, at: Pointer) -> Option<At<T>> {
        let (value, at) = self.follow(value, at);
        let value = self.with_examples(value);
        Some(At { value: self.read(&value, &at)?, at })
    }

    /// `value` with references to examples replaced by the examples.
    fn with_examples<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        if !has_example_references(value) {
            return Cow::Borrowed(value);
        }
        let mut value = value.clone();
        self.inline_examples(&mut value);
        if let Some(Value::Object(media_types)) = value.get_mut("content") {
            media_types.values_mut().for_each(|media_type| self.inline_examples(media_type));
        }
        Cow::Owned(value)
    }

    fn inline_examples(&self, value: &mut Value) {
        let Some(Value::Object(examples)) = value.get_mut("examples") else { return };
        for example in examples.values_mut() {
            let found = target_of(example).and_then(|target| self.values.get(&target));
            if let Some(found) = found {
                *example = self.follow(found, Pointer::root()).0.clone();
            }
        }
        examples.retain(|_, example| example.is_object());
    }

    fn read<T: Build>(&mut self, value: &Value, at: &Pointer) -> Option<T> {
        if value.is_null() {
            return None; // reported where it was taken out
        }
        match T::build(value).map_or_else(|| T::deserialize(value), Ok) {
            Ok(object) => Some(object),
            Err(error) => {
                let message = format!("this cannot be read: {error}").replace(['\n', '\r'], " ");
                self.diagnostics.push(
                    Diagnostic::new(&code::INVALID_OBJECT, at, message).instead("nothing: the object is ignored"),
                );
                None
            }
        }
    }

    fn ignored(&mut self, members: &Map<String, Value>, key: &str, at: &Pointer, what: &str) {
        if members.contains_key(key) {
            self.ignore(&at.key(key), what);
        }
    }

    fn ignore(&mut self, at: &Pointer, what: &str) {
        self.diagnostics.push(
            Diagnostic::new(&code::FEATURE_IGNORED, at, format!("{what} are not generated yet"))
                .instead("nothing for them; the rest of the operation is complete"),
        );
    }
}

/// Whether a schema only refers to one of the same name.
fn is_namesake(at: &Pointer, schema: &Value) -> bool {
    target_of(schema).is_some_and(|target| name::name(&target) == name::name(at))
}

/// Whether an object, or one of the media types of its content, has examples that are references, or holes where bad
/// ones were.
fn has_example_references(value: &Value) -> bool {
    let refers = |holder: &Value| {
        let examples = holder.get("examples").and_then(Value::as_object);
        examples.is_some_and(|examples| {
            examples.values().any(|example| !example.is_object() || example.get("$ref").is_some())
        })
    };
    let content = value.get("content").and_then(Value::as_object);
    refers(value) || content.is_some_and(|media_types| media_types.values().any(refers))
}

fn name_of(members: &Map<String, Value>) -> String {
    format!("`{}`", members.get("name").and_then(Value::as_str).unwrap_or_default())
}

/// Whether two parameters have the same name and place.
fn same(a: &At<oas::Parameter>, b: &At<oas::Parameter>) -> bool {
    std::mem::discriminant(&a.value) == std::mem::discriminant(&b.value)
        && a.value.parameter_data_ref().name == b.value.parameter_data_ref().name
}
