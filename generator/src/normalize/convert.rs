//! From another dialect to OpenAPI 3.0, whatever the dialect: every file is rewritten as far as references lead, and then
//! the references are made to lead where things are now.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Kind, Shape, check, is_checked, openapi30, references};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::link;
use crate::read::Values;
use crate::source::{Location, Places, Pointer};

/// How to convert from a dialect.
pub(super) struct Conversion {
    /// What an entry document is.
    pub entry: &'static Kind,
    /// Makes an OpenAPI Object of an entry document.
    pub document: fn(&mut Work<'_>, &Map<String, Value>) -> Value,
    /// Makes a Schema Object of a value that is one, or stands for one.
    pub schema: Schema,
    /// Makes what OpenAPI 3.0 has of any object that a reference leads to.
    pub object: fn(&mut Work<'_>, &Value, &'static Shape, &Pointer) -> (Value, &'static Shape),
}

type Schema = fn(&mut Work<'_>, &Value, &'static Shape, &Pointer) -> Value;

/// A conversion under way. What it reads has the JSON types that the dialect wants; what it says is about the document
/// as it is written.
pub(super) struct Work<'v> {
    pub values: &'v Values,
    pub places: Places,
    pub diagnostics: Diagnostics,
    /// The original places of the objects that are converted.
    visited: BTreeSet<Pointer>,
    /// Converted schemas that are to be named by the document, and where they were.
    pub adopted: Vec<(Pointer, Value)>,
    schema: Schema,
}

impl Work<'_> {
    /// Reports something that OpenAPI 3.0 cannot say.
    pub(super) fn lose(&mut self, at: impl Into<Location>, message: impl Into<String>, instead: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(&code::NOT_EXPRESSIBLE, at, message).instead(instead));
    }

    /// A value whose form does not depend on the dialect, except for the schemas in it.
    pub(super) fn value(&mut self, value: &Value, kind: &Kind, at: &Pointer) -> Value {
        match (kind, value) {
            (Kind::List(inner), Value::Array(items)) => self.list(items, inner, at),
            (Kind::Map(inner), Value::Object(members)) => {
                let convert = |(key, member): (&String, _)| (key.clone(), self.value(member, inner, &at.key(key)));
                Value::Object(members.iter().map(convert).collect())
            }
            _ => match (kind.shape(), value) {
                (Some(shape), value) if shape.is_schema() => (self.schema)(self, value, shape, at),
                (Some(shape), Value::Object(members)) => Value::Object(self.members(members, shape, at)),
                _ => value.clone(),
            },
        }
    }

    /// The items of a list, without those that were found to be of no use.
    fn list(&mut self, items: &[Value], kind: &Kind, at: &Pointer) -> Value {
        let is_hole = |item: &Value| item.is_null() && kind.shape().is_some();
        let mut list = Vec::new();
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !is_hole(item)) {
            if index != list.len() {
                self.places.moved(at, at.index(list.len()), &at.index(index));
            }
            list.push(self.value(item, kind, &at.index(index)));
        }
        Value::Array(list)
    }

    /// The members of an object, each converted.
    pub(super) fn members(
        &mut self,
        members: &Map<String, Value>,
        shape: &'static Shape,
        at: &Pointer,
    ) -> Map<String, Value> {
        self.visit(at);
        let convert = |(key, member): (&String, &Value)| {
            let is_flag = member.is_boolean() && RESTS.contains(&key.as_str());
            let converted = match shape.kind_of(key) {
                _ if is_flag => member.clone(),
                _ if key == "$ref" => self.reference(member, at),
                Some(kind) => self.value(member, kind, &at.key(key)),
                None => member.clone(),
            };
            (key.clone(), converted)
        };
        members.iter().map(convert).collect()
    }

    /// Notes that the object at an original place is converted together with what holds it.
    pub(super) fn visit(&mut self, at: &Pointer) {
        self.visited.insert(at.clone());
    }

    /// Puts a `$ref` that has other keywords beside it into an `allOf`, where OpenAPI 3.0 lets them count.
    pub(super) fn wrap_reference(&mut self, schema: &mut Map<String, Value>, at: &Pointer) {
        if schema.len() < 2 {
            return;
        }
        let Some(reference) = schema.remove("$ref") else { return };
        let all_of = schema.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all_of) = all_of {
            self.places.moved(at, at.key("allOf").index(all_of.len()), at);
            all_of.push(Value::Object(Map::from_iter([("$ref".to_owned(), reference)])));
        }
    }

    /// The text of a reference at `at`, made to start from the entry document: what it stands in may move to another
    /// file. One that names no place stays as it is, and will be reported for that.
    pub(super) fn reference(&self, text: &Value, at: &Pointer) -> Value {
        let place = text.as_str().and_then(|text| link::place(text, at.file(), self.values.entry_name()).ok());
        place.map_or_else(|| text.clone(), |place| Value::String(link::text(&place)))
    }

    /// What is at `at` if it is `value`, or where its references lead.
    pub(super) fn follow<'s>(&'s self, value: &'s Value, at: &Pointer) -> (&'s Value, Pointer) {
        let mut found = (value, at.clone());
        let mut seen = BTreeSet::new();
        while let Some(text) = found.0.get("$ref").and_then(Value::as_str) {
            let place = link::place(text, found.1.file(), self.values.entry_name()).ok();
            match place.and_then(|place| Some((self.values.get(&place)?, place))) {
                Some((next, place)) if seen.insert(place.clone()) => found = (next, place),
                _ => break,
            }
        }
        found
    }
}

/// Keywords for which `true` and `false` are no schemas.
const RESTS: [&str; 2] = ["additionalProperties", "unevaluatedProperties"];

/// Converts a description. Answers where things were before.
pub(super) fn convert(values: &mut Values, conversion: &Conversion, diagnostics: &mut Diagnostics) -> Places {
    let parts = reach(values, conversion.entry, diagnostics);
    let mut work = Work {
        values,
        places: Places::default(),
        diagnostics: Diagnostics::new(),
        visited: BTreeSet::new(),
        adopted: Vec::new(),
        schema: conversion.schema,
    };
    let mut converted = Vec::new();
    if let Value::Object(entry) = work.values.entry() {
        converted.push((Pointer::root(), (conversion.document)(&mut work, entry), &openapi30::OPENAPI));
    }
    // What holds others comes before them.
    for (place, shape) in parts {
        if let Some(value) = work.values.get(&place).filter(|_| !work.visited.contains(&place)) {
            let (value, shape) = (conversion.object)(&mut work, value, shape, &place);
            converted.push((place, value, shape));
        }
    }
    let Work { mut places, diagnostics: found, adopted, .. } = work;
    diagnostics.extend(found);
    if let Some((_, entry, _)) = converted.first_mut() {
        adopted.into_iter().for_each(|(from, schema)| adopt(entry, schema, &from, &mut places));
    }
    let mut roots = Vec::new();
    for (place, value, shape) in converted {
        let place = places.now(&place);
        if let Some(slot) = values.get_mut(&place) {
            *slot = value;
            roots.push((place, shape));
        }
    }
    let mut turned = BTreeSet::new();
    roots.into_iter().for_each(|(place, shape)| turn(values, &place, shape, &places, &mut turned));
    places
}

/// Gives a schema a name of its own in an OpenAPI Object: that it has, if it is free, else one with that of its holder.
fn adopt(document: &mut Value, schema: Value, from: &Pointer, places: &mut Places) {
    let root = Pointer::root();
    let components = &mut document["components"];
    if components.get("schemas").is_none() {
        components["schemas"] = Value::Object(Map::new());
    }
    let Some(schemas) = components["schemas"].as_object_mut() else { return };
    let words: Vec<String> = from.tokens().filter(|token| token != "$defs").map(Cow::into_owned).collect();
    let longer = (1..=words.len()).map(|count| words[words.len() - count..].join("."));
    let numbered = (2..).map(|number| format!("{}.{number}", words.join(".")));
    let free = longer.chain(numbered).find(|name| !schemas.contains_key(name));
    if let Some(name) = free {
        places.moved(&root, root.keys(["components", "schemas", &name]), from);
        schemas.insert(name, schema);
    }
}

/// Checks all that references lead to, and answers where and what that is.
fn reach(values: &mut Values, entry: &Kind, diagnostics: &mut Diagnostics) -> BTreeMap<Pointer, &'static Shape> {
    let (mut parts, mut pending) = (BTreeMap::new(), Vec::new());
    let root = Pointer::root();
    if let Some(value) = values.get_mut(&root) {
        check(value, entry, &root, &mut pending, diagnostics);
    }
    let mut next = 0;
    while let Some(reference) = pending.get(next).cloned() {
        next += 1;
        let shape = reference.shape;
        let target = link::place(&reference.target, reference.at.file(), values.entry_name());
        let Some(target) = target.ok().filter(|target| !parts.contains_key(target)) else { continue };
        if is_checked(values, entry, &target, shape) {
            continue;
        }
        match values.get_mut(&target) {
            Some(value @ Value::Object(_)) => check(value, &Kind::Ref(shape), &target, &mut pending, diagnostics),
            Some(Value::Bool(_)) if shape.is_schema() => true,
            _ => continue,
        };
        parts.insert(target, shape);
    }
    parts
}

/// Makes the references in what was converted lead where things are now.
fn turn(values: &mut Values, place: &Pointer, shape: &'static Shape, places: &Places, turned: &mut BTreeSet<Pointer>) {
    let kind = Kind::Ref(shape);
    let found = values.get(place).map(|value| references(value, &kind, place)).unwrap_or_default();
    for reference in found {
        let target = link::settled(&reference.target).filter(|_| turned.insert(reference.at.clone()));
        let Some(target) = target else { continue };
        let text = link::relative(&places.now(&target), reference.at.file(), values.entry_name());
        if let Some(slot) = values.get_mut(&reference.at.key("$ref")) {
            *slot = Value::String(text);
        }
    }
}
