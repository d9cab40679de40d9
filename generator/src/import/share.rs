//! Which parameters, headers and responses are components.
//!
//! One that was a component, or was not, stays so. What several operations have alike becomes a component.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

use super::bundle::Whole;
use super::carry::{counterpart, operation};
use super::prose::is_same;
use super::walk::{METHODS, followed, kind_of_section, reference, target_of};
use crate::normalize::Kind;
use crate::source::Pointer;

/// What components were in the previous version, where they are new: by section and name.
pub(super) type First = BTreeMap<(String, String), Value>;

/// Makes components of what is shared, and none of what is not. Answers what new components were, and how many
/// components of each section nobody uses: they are left out.
pub(super) fn share(whole: &mut Whole, previous: Option<&Whole>) -> (First, BTreeMap<String, usize>) {
    let mut first = First::new();
    let mut unused = BTreeMap::new();
    // Responses have headers, so it must be known first which responses there are.
    for section in ["responses", "headers", "parameters"] {
        let Some(kind) = kind_of_section(section) else { continue };
        let uses = uses(&whole.value, section);
        let mut sharing = Sharing { section, kind, previous, uses, names: BTreeMap::new() };
        sharing.expand(&whole.value);
        sharing.choose();
        sharing.apply(whole, &mut first, &mut unused);
    }
    (first, unused)
}

/// A place where a parameter, header or response is used.
struct Use {
    at: Pointer,
    /// The object.
    object: Value,
    /// The object with all that it refers to but schemas.
    full: Value,
    /// The component that it is upstream.
    upstream: Option<String>,
    /// What was there in the previous version.
    old: Option<Value>,
}

struct Sharing<'v> {
    section: &'static str,
    kind: &'static Kind,
    previous: Option<&'v Whole>,
    uses: Vec<Use>,
    /// The names of components, with the indices of their uses.
    names: BTreeMap<String, Vec<usize>>,
}

/// All places of a section's objects, components first.
fn uses(document: &Value, section: &str) -> Vec<Use> {
    let root = Pointer::root();
    let mut places = Vec::new();
    let components = document["components"]["responses"].as_object();
    for (name, response) in components.into_iter().flatten().filter(|_| section == "headers") {
        headers(response, &root.keys(["components", "responses", name]), &mut places);
    }
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        let at = root.keys(["paths", path]);
        let calls = METHODS.iter().filter_map(|method| Some((at.key(method), item.get(*method)?)));
        for (at, holder) in std::iter::once((at.clone(), item)).chain(calls) {
            let parameters = holder["parameters"].as_array().map_or(0, Vec::len);
            let responses = holder["responses"].as_object();
            match section {
                "parameters" => places.extend((0..parameters).map(|index| at.key("parameters").index(index))),
                "responses" => {
                    places
                        .extend(responses.into_iter().flat_map(Map::keys).map(|status| at.keys(["responses", status])));
                }
                _ => {
                    for (status, response) in responses.into_iter().flatten() {
                        headers(response, &at.keys(["responses", status]), &mut places);
                    }
                }
            }
        }
    }
    places.into_iter().map(|at| Use { at, object: Value::Null, full: Value::Null, upstream: None, old: None }).collect()
}

fn headers(response: &Value, at: &Pointer, places: &mut Vec<Pointer>) {
    let headers = response["headers"].as_object().into_iter().flat_map(Map::keys);
    places.extend(headers.map(|name| at.keys(["headers", name])));
}

impl Sharing<'_> {
    fn expand(&mut self, document: &Value) {
        for place in &mut self.uses {
            let Some(value) = document.pointer(place.at.as_str()) else { continue };
            place.upstream = target_of(value).map(|(_, name)| name);
            place.object = followed(document, value).clone();
            place.full = expanded(document, value);
            place.old = self.previous.and_then(|previous| old(&previous.value, document, &place.at));
        }
    }

    /// Decides on each use: as it was; else a component of the previous version; else one of the upstream; else one of
    /// its own, if others are the same.
    fn choose(&mut self) {
        let mut rest = Vec::new();
        for (index, place) in self.uses.iter().enumerate() {
            let was = place.old.as_ref().map(|old| (target_of(old), self.is_old(place, old)));
            let name = match was {
                Some((Some((_, name)), true)) => Some(name),
                Some((None, true)) => continue,
                _ => self.namesake(place).or_else(|| place.upstream.clone()),
            };
            match name {
                Some(name) => self.names.entry(name).or_default().push(index),
                None => rest.push(index),
            }
        }
        let groups = self.groups(rest);
        for group in &groups {
            let name = self.name(group, &groups);
            self.names.insert(name, group.clone());
        }
    }

    fn is_old(&self, place: &Use, old: &Value) -> bool {
        let Some(previous) = self.previous else { return false };
        is_same(&place.full, &expanded(&previous.value, old), self.kind)
    }

    /// The component of the previous version that says the same.
    fn namesake(&self, place: &Use) -> Option<String> {
        let components = self.previous?.value["components"][self.section].as_object()?;
        let own = place.upstream.iter().filter_map(|name| components.get_key_value(name));
        own.chain(components).find(|(_, old)| self.is_old(place, old)).map(|(name, _)| name.clone())
    }

    /// The uses that are alike, where there are several. What operations answer when all goes well is their own.
    fn groups(&self, rest: Vec<usize>) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for index in rest {
            let place = &self.uses[index];
            let is_success = place.at.last().is_some_and(|status| status.starts_with('2'));
            if self.section == "responses" && is_success {
                continue;
            }
            let alike = |group: &&mut Vec<usize>| {
                let other = &self.uses[group[0]].full;
                is_same(&place.full, other, self.kind) && is_same(other, &place.full, self.kind)
            };
            match groups.iter_mut().find(alike) {
                Some(group) => group.push(index),
                None => groups.push(vec![index]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// A name that is free: the one that all had before, else one after what they are.
    fn name(&self, group: &[usize], groups: &[Vec<usize>]) -> String {
        let before: BTreeSet<_> =
            group.iter().map(|&index| self.uses[index].old.as_ref().and_then(target_of)).collect();
        let before = before.into_iter().collect::<Option<Vec<_>>>().filter(|names| names.len() == 1);
        let own = self.own_name(group[0]);
        let is_alone = groups.iter().filter(|other| self.own_name(other[0]) == own).count() == 1;
        let object = &self.uses[group[0]].object;
        let kind = ["format", "type"].iter().find_map(|key| object["schema"][*key].as_str()).unwrap_or_default();
        let longer = format!("{own}{}", kind.to_upper_camel_case());
        let candidates = before.into_iter().flatten().map(|(_, name)| name);
        let candidates = candidates.chain(Some(own).filter(|_| is_alone)).chain([longer.clone()]);
        let mut candidates = candidates.chain((2..).map(|number| format!("{longer}{number}")));
        candidates.find(|name| !self.names.contains_key(name)).unwrap_or_default()
    }

    fn own_name(&self, index: usize) -> String {
        let place = &self.uses[index];
        let last = place.at.last().unwrap_or_default().to_upper_camel_case();
        match self.section {
            "parameters" => {
                let name = place.object["name"].as_str().unwrap_or_default().to_upper_camel_case();
                format!("{name}Parameter")
            }
            "headers" => last,
            _ => {
                let content = place.object["content"].as_object().into_iter().flat_map(Map::values).next();
                let schema = content.and_then(|media_type| target_of(&media_type["schema"]));
                schema.map_or_else(|| format!("{last}Response"), |(_, name)| name)
            }
        }
    }

    fn apply(self, whole: &mut Whole, first: &mut First, unused: &mut BTreeMap<String, usize>) {
        let root = Pointer::root();
        let old_components = whole.value["components"].get(self.section).and_then(Value::as_object).cloned();
        let mut components = Map::new();
        for place in &self.uses {
            if let Some(value) = whole.value.pointer_mut(place.at.as_str()) {
                *value = place.object.clone();
            }
        }
        for (name, indices) in &self.names {
            let place = &self.uses[indices[0]];
            components.insert(name.clone(), place.object.clone());
            if let Some(old) = &place.old {
                first.insert((self.section.to_owned(), name.clone()), old.clone());
            }
            let here = root.keys(["components", self.section, name]);
            whole.origins.entry(here).or_insert_with(|| place.at.clone());
            for &index in indices {
                if let Some(value) = whole.value.pointer_mut(self.uses[index].at.as_str()) {
                    *value = json!({ "$ref": reference(self.section, name) });
                }
            }
        }
        let gone = old_components.into_iter().flatten().filter(|(name, _)| !components.contains_key(name)).count();
        if gone > 0 {
            unused.insert(format!("unused {}", self.section), gone);
        }
        match components.is_empty() {
            true => drop(whole.value["components"].as_object_mut().map(|all| all.remove(self.section))),
            false => whole.value["components"][self.section] = Value::Object(components),
        }
    }
}

/// A value with what it refers to but schemas.
fn expanded(document: &Value, value: &Value) -> Value {
    let mut value = followed(document, value).clone();
    if let Some(Value::Object(headers)) = value.get_mut("headers") {
        headers.values_mut().for_each(|header| *header = followed(document, header).clone());
    }
    value
}

/// What was at a place of the new document in the previous one.
fn old(previous: &Value, new: &Value, at: &Pointer) -> Option<Value> {
    let tokens: Vec<Cow<'_, str>> = at.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| &**token).collect();
    let (holder, rest, new_holder) = match tokens.as_slice() {
        ["components", "responses", name, rest @ ..] => {
            return previous["components"]["responses"].get(*name)?.pointer(&pointer(rest)).cloned();
        }
        ["paths", path, "parameters", rest @ ..] => {
            (previous["paths"].get(*path)?, [&["parameters"], rest].concat(), &new["paths"][*path])
        }
        ["paths", path, method, rest @ ..] => {
            let call = &new["paths"][*path][*method];
            (operation(previous, (path, method), call)?, rest.to_vec(), call)
        }
        _ => return None,
    };
    match rest.as_slice() {
        ["parameters", index] => {
            let index: usize = index.parse().ok()?;
            let parameter = followed(new, new_holder["parameters"].get(index)?);
            let all = holder["parameters"].as_array()?;
            counterpart(previous, parameter, all, index, kind_of_section("parameters")?).cloned()
        }
        ["responses", status] => holder["responses"].get(*status).cloned(),
        ["responses", status, "headers", name] => {
            followed(previous, holder["responses"].get(*status)?)["headers"].get(*name).cloned()
        }
        _ => None,
    }
}

fn pointer(tokens: &[&str]) -> String {
    Pointer::root().keys(tokens.iter().copied()).as_str().to_owned()
}
