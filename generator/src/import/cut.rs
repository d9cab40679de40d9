//! Cuts a document into files: one per group of operations, with what only this group uses, one for what several share,
//! and the entry document, which leads there.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToKebabCase;
use serde_json::{Map, Value, json};

use super::bundle::Whole;
use super::walk::{METHODS, SECTIONS, component, mapping, objects};
use crate::config::Config;
use crate::link;
use crate::lower;
use crate::normalize::ENTRY;
use crate::source::{FileId, Pointer};

/// The entry document.
pub(super) const ENTRY_FILE: &str = "openapi.yaml";
/// What several groups share.
const COMMON: &str = "common.yaml";

/// A file: what it says, and what it is there for.
pub(super) struct Part {
    pub value: Value,
    pub comment: String,
}

/// Cuts the document. What the previous version has stays in the file where it is.
pub(super) fn cut(whole: &Whole, previous: Option<&Whole>, config: &Config) -> BTreeMap<String, Part> {
    let mut cutter = Cutter { whole, previous, config, titles: BTreeMap::new(), files: BTreeMap::new() };
    cutter.place_paths();
    cutter.place_components();
    cutter.parts()
}

/// A component, by section and name, or a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Path(String),
    Component(String, String),
}

struct Cutter<'v> {
    whole: &'v Whole,
    previous: Option<&'v Whole>,
    config: &'v Config,
    /// The groups that new files are for.
    titles: BTreeMap<String, String>,
    files: BTreeMap<Item, String>,
}

impl Cutter<'_> {
    fn place_paths(&mut self) {
        for (path, item) in self.whole.value["paths"].as_object().into_iter().flatten() {
            let file =
                self.file_before(&Pointer::root().keys(["paths", path])).unwrap_or_else(|| self.group_file(item));
            self.files.insert(Item::Path(path.clone()), file);
        }
    }

    /// The file that something was in.
    fn file_before(&self, here: &Pointer) -> Option<String> {
        let file = self.previous?.origins.get(here)?.file().path()?;
        (file.ends_with(".yaml") && file != ENTRY_FILE).then(|| file.to_owned())
    }

    /// The file of the group of a path's first operation.
    fn group_file(&mut self, item: &Value) -> String {
        let call = METHODS.iter().find_map(|method| item.get(*method)).unwrap_or(&Value::Null);
        let id = call["operationId"].as_str().unwrap_or_default();
        let group = lower::group(id, call["tags"].get(0).and_then(Value::as_str));
        let group = self.config.groups.get(group).map_or(group, String::as_str);
        let mut name = group.to_kebab_case();
        if name.is_empty() || matches!(name.as_str(), "common" | "openapi") {
            name.push_str("-operations");
        }
        let file = format!("{}.yaml", name.trim_start_matches('-'));
        self.titles.entry(file.clone()).or_insert_with(|| group.to_owned());
        file
    }

    fn place_components(&mut self) {
        let users = self.users();
        for section in SECTIONS {
            for name in self.whole.value["components"][section].as_object().into_iter().flat_map(Map::keys) {
                let item = Item::Component(section.to_owned(), name.clone());
                let users: Vec<&String> = users.get(&item).into_iter().flatten().collect();
                let file = match users.as_slice() {
                    // No other file may lead to the one that it would be in.
                    [] => ENTRY_FILE,
                    [only] => only,
                    _ => COMMON,
                };
                let before = self.file_before(&Pointer::root().keys(["components", section, name]));
                self.files.insert(item, before.unwrap_or_else(|| file.to_owned()));
            }
        }
    }

    /// The files whose operations use a component, also by way of others.
    fn users(&self) -> BTreeMap<Item, BTreeSet<String>> {
        let mut users: BTreeMap<Item, BTreeSet<String>> = BTreeMap::new();
        for (item, file) in &self.files {
            let Item::Path(path) = item else { continue };
            let mut pending = targets(&self.whole.value["paths"][path], "paths");
            while let Some((section, name)) = pending.pop() {
                let is_new =
                    users.entry(Item::Component(section.clone(), name.clone())).or_default().insert(file.clone());
                if is_new {
                    pending.extend(targets(&self.whole.value["components"][&section][&name], &section));
                }
            }
        }
        users
    }

    fn parts(&self) -> BTreeMap<String, Part> {
        let mut values: BTreeMap<&str, Value> = BTreeMap::new();
        values.insert(ENTRY_FILE, self.entry());
        for (item, file) in &self.files {
            let value = values.entry(file).or_insert_with(|| json!({}));
            match item {
                Item::Path(path) => value["paths"][path] = self.whole.value["paths"][path].clone(),
                Item::Component(section, name) => {
                    value["components"][section][name] = self.whole.value["components"][section][name].clone();
                }
            }
        }
        let parts = values.into_iter().map(|(file, mut value)| {
            self.refer(&mut value, file);
            (file.to_owned(), Part { value, comment: self.comment(file) })
        });
        parts.collect()
    }

    /// The entry document, whose paths lead to the other files.
    fn entry(&self) -> Value {
        let mut entry = self.whole.value.clone();
        entry["paths"] = json!({});
        for (item, file) in &self.files {
            if let Item::Path(path) = item {
                let place = Pointer::root().within(&FileId::part(file)).keys(["paths", path]);
                entry["paths"][path] = json!({ "$ref": link::text(&place) });
            }
        }
        if let Some(Value::Object(components)) = entry.get_mut("components") {
            components.retain(|section, members| {
                !SECTIONS.contains(&section.as_str()) && members.as_object().is_none_or(|members| !members.is_empty())
            });
            if components.is_empty() {
                entry.as_object_mut().map(|entry| entry.remove("components"));
            }
        }
        entry
    }

    /// Makes references lead from one file to the others.
    fn refer(&self, value: &mut Value, file: &str) {
        let lead = |target: &mut String| {
            if let Some((section, name)) = component(target)
                && let Some(other) = self.files.get(&Item::Component(section.clone(), name.clone()))
            {
                let place = Pointer::root().keys(["components", &section, &name]);
                let path = if other == file { String::new() } else { relative(file, other) };
                *target = match path.as_str() {
                    "" => link::text(&place),
                    path => link::text(&place.within(&FileId::part(path))),
                };
            }
        };
        objects(value, ENTRY, &mut |object, shape| {
            if let Some(Value::String(target)) = object.get_mut("$ref") {
                lead(target);
            }
            if shape.is_schema() {
                mapping(object).for_each(lead);
            }
        });
    }

    /// What a file without a comment of its own begins with.
    fn comment(&self, file: &str) -> String {
        match (file, self.titles.get(file)) {
            (ENTRY_FILE, _) => {
                let info = &self.whole.value["info"];
                let text = |key: &str| info[key].as_str().unwrap_or_default().replace(char::is_control, " ");
                format!("# {}, version {}.\n", text("title"), text("version"))
            }
            (_, Some(title)) => {
                let title = title.replace(char::is_control, " ");
                format!("# {title}: its operations, and what only these use. Part of {ENTRY_FILE}.\n")
            }
            _ => format!("# What several groups of operations share. Part of {ENTRY_FILE}.\n"),
        }
    }
}

/// The components that a path or a component refers to itself.
fn targets(value: &Value, section: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut holder = match section {
        "paths" => json!({ "paths": { "/": value } }),
        section => json!({ "components": { section: { "x": value } } }),
    };
    objects(&mut holder, ENTRY, &mut |object, shape| {
        found.extend(object.get("$ref").and_then(Value::as_str).and_then(component));
        if shape.is_schema() {
            found.extend(mapping(object).filter_map(|target| component(target)));
        }
    });
    found
}

/// The path of a file as seen from another one.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
    let steps: Vec<&str> = to.split('/').collect();
    let common = folders.iter().zip(&steps[..steps.len() - 1]).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", folders.len() - common);
    up.chain(steps[common..].iter().copied()).collect::<Vec<_>>().join("/")
}
