//! All files of a description as one document, whose components have one name each.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Map, Value};

use super::walk::{self, SECTIONS, kind_of_section, reference, section_of};
use crate::diagnostic::Diagnostics;
use crate::link;
use crate::normalize::{self, ENTRY, Kind, Shape};
use crate::read::Values;
use crate::resolve;
use crate::source::{Places, Pointer};

/// A description in one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    /// An OpenAPI object. Each `$ref` in it leads to a component.
    pub value: Value,
    /// Where paths, operations and components were described, by their pointers in `value`.
    pub origins: BTreeMap<Pointer, Pointer>,
    /// Where that was before the document was in canonical shape.
    pub places: Places,
}

/// Puts the files together. References that lead nowhere are as good as absent: `resolve` has reported them.
pub(super) fn bundle(values: &Values) -> Whole {
    let mut bundler = Bundler {
        values,
        names: BTreeMap::new(),
        taken: BTreeSet::new(),
        pending: Vec::new(),
        whole: Whole::default(),
    };
    bundler.reserve();
    bundler.run();
    bundler.whole
}

struct Bundler<'v> {
    values: &'v Values,
    /// What the components are called, by section and place.
    names: BTreeMap<(&'static str, Pointer), String>,
    taken: BTreeSet<(&'static str, String)>,
    /// Components that nobody has looked at yet.
    pending: Vec<(&'static str, Pointer)>,
    whole: Whole,
}

impl Bundler<'_> {
    /// Gives the components of all files their own names.
    fn reserve(&mut self) {
        for (file, value) in self.values.iter() {
            for section in SECTIONS {
                let members = value.get("components").and_then(|components| components.get(section)?.as_object());
                for name in members.into_iter().flat_map(Map::keys) {
                    let place = Pointer::root().within(file).keys(["components", section, name]);
                    self.name(section, &place);
                }
            }
        }
    }

    fn run(&mut self) {
        let mut entry = self.values.entry().clone();
        let mut components = entry.get_mut("components").map(Value::take).unwrap_or_default();
        if let Value::Object(members) = &mut components {
            SECTIONS.iter().chain(&["examples"]).for_each(|section| drop(members.remove(*section)));
        }
        entry["components"] = components;
        let root = Pointer::root();
        let mut value = self.walk(&entry, ENTRY, &root, &root, &mut BTreeSet::new());
        if !value["components"].is_object() {
            value["components"] = Value::Object(Map::new());
        }
        while let Some((section, place)) = self.pending.pop() {
            let here = root.keys(["components", section, &self.names[&(section, place.clone())]]);
            let member = self.component(section, &place, &here);
            self.whole.origins.insert(here.clone(), place);
            value["components"][section][here.last().unwrap_or_default()] = member;
        }
        self.whole.value = value;
    }

    /// A component, checked: only those of the entry document have been.
    fn component(&mut self, section: &str, place: &Pointer, here: &Pointer) -> Value {
        let Some(kind) = kind_of_section(section) else { return Value::Null };
        let mut value = self.values.get(place).cloned().unwrap_or_default();
        let usable = normalize::check(&mut value, kind, place, &mut Vec::new(), &mut Diagnostics::new());
        let value = if usable { value } else { normalize::hole(kind) };
        self.walk(&value, kind, place, here, &mut BTreeSet::new())
    }

    /// Copies a value that is at `at` to `here`. `open` has the places that are being put in.
    fn walk(
        &mut self,
        value: &Value,
        kind: &Kind,
        at: &Pointer,
        here: &Pointer,
        open: &mut BTreeSet<Pointer>,
    ) -> Value {
        match (kind, value) {
            (Kind::List(inner), Value::Array(items)) => {
                let items = items.iter().enumerate().filter(|(_, item)| !is_hole(item, inner));
                items.map(|(index, item)| self.walk(item, inner, &at.index(index), &here.index(index), open)).collect()
            }
            (Kind::Map(inner), Value::Object(members)) => {
                let walk = |(key, member): (&String, &Value)| {
                    (key.clone(), self.walk(member, inner, &at.key(key), &here.key(key), open))
                };
                Value::Object(members.iter().map(walk).filter(|(_, member)| !is_hole(member, inner)).collect())
            }
            (kind, Value::Object(members)) => match walk::shape_of(kind) {
                Some(shape) if members.get("$ref").is_some_and(Value::is_string) => {
                    self.reference(members, shape, kind, at, here, open)
                }
                Some(shape) => self.object(members, shape, at, here, open),
                None => value.clone(),
            },
            _ => value.clone(),
        }
    }

    fn object(
        &mut self,
        members: &Map<String, Value>,
        shape: &'static Shape,
        at: &Pointer,
        here: &Pointer,
        open: &mut BTreeSet<Pointer>,
    ) -> Value {
        let mut object = Map::new();
        for (key, member) in members {
            let member = match shape.kind_of(key) {
                Some(kind) => self.walk(member, kind, &at.key(key), &here.key(key), open),
                None => member.clone(),
            };
            object.insert(key.clone(), member);
        }
        if shape.is_schema() {
            for target in walk::mapping(&mut object) {
                if let Some(place) = self.place(target, at) {
                    *target = reference("schemas", &self.name("schemas", &place));
                }
            }
        }
        Value::Object(object)
    }

    /// A reference becomes one to a component; what cannot be a component is put in its place.
    fn reference(
        &mut self,
        members: &Map<String, Value>,
        shape: &'static Shape,
        kind: &Kind,
        at: &Pointer,
        here: &Pointer,
        open: &mut BTreeSet<Pointer>,
    ) -> Value {
        let place = members.get("$ref").and_then(Value::as_str).and_then(|target| self.place(target, at));
        let Some(place) = place else { return normalize::hole(kind) };
        if let Some(section) = section_of(shape) {
            let extensions = members.iter().filter(|(key, _)| key.starts_with("x-"));
            let mut object: Map<String, Value> = extensions.map(|(key, value)| (key.clone(), value.clone())).collect();
            object.insert("$ref".to_owned(), reference(section, &self.name(section, &place)).into());
            return Value::Object(object);
        }
        if !open.insert(place.clone()) {
            return normalize::hole(kind);
        }
        let mut value = self.values.get(&place).cloned().unwrap_or_default();
        normalize::check(&mut value, kind, &place, &mut Vec::new(), &mut Diagnostics::new());
        self.whole.origins.insert(here.clone(), place.clone());
        let value = self.walk(&value, kind, &place, here, open);
        open.remove(&place);
        value
    }

    /// Where a reference leads, if there is anything.
    fn place(&self, target: &str, at: &Pointer) -> Option<Pointer> {
        let place = link::place(target, at.file(), self.values.entry_name()).ok()?;
        self.values.get(&place).map(|_| place)
    }

    /// The name of the component at a place, beyond components of the same name that only lead there.
    fn name(&mut self, section: &'static str, place: &Pointer) -> String {
        let mut place = place.clone();
        let own = own_name(section, &place);
        for _ in 0..100 {
            let target = self.values.get(&place).and_then(|value| value.get("$ref")?.as_str());
            let next = target.and_then(|target| self.place(target, &place));
            match next.filter(|next| own_name(section, next) == own) {
                Some(next) => place = next,
                None => break,
            }
        }
        let key = (section, place);
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let (_, place) = &key;
        let file = place.file().stem().unwrap_or_default().to_upper_camel_case();
        let numbered = (2..).map(|number| format!("{own}{number}"));
        let candidates = [own.clone(), format!("{file}{own}")].into_iter().chain(numbered);
        let mut free = candidates.filter(|name| !name.is_empty() && !self.taken.contains(&(section, name.clone())));
        let name = free.next().unwrap_or_default();
        self.taken.insert((section, name.clone()));
        self.names.insert(key.clone(), name.clone());
        self.pending.push(key);
        name
    }
}

/// What a component is called by its place: the name it has there, else one made of the words on the way.
fn own_name(section: &str, place: &Pointer) -> String {
    match place.tokens().collect::<Vec<_>>().as_slice() {
        [components, own, name] if components == "components" && own == section => name.clone().into_owned(),
        _ if resolve::is_named(place) => resolve::name(place),
        _ => resolve::name(place).to_upper_camel_case(),
    }
}

/// Whether a value stands for an object that could not be used.
fn is_hole(value: &Value, kind: &Kind) -> bool {
    value.is_null() && walk::shape_of(kind).is_some()
}
