//! What the previous version says in our words about what is still there.

mod enums;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::prose::is_prose;
use super::walk::{METHODS, SECTIONS, followed, kind_of_section, shape_of, target_of};
use crate::normalize::{ENTRY, Kind, Shape};

/// An operation's path and method.
pub(super) type Call<'v> = (&'v str, &'v str);

/// The operation of `old` that the one of `new` at `path` and `method` was: the one that is called alike, else the one
/// of the same id.
pub(super) fn operation<'v>(old: &'v Value, (path, method): Call<'_>, new: &Value) -> Option<&'v Value> {
    let paths = old.get("paths")?.as_object()?;
    let id = new.get("operationId").filter(|id| id.is_string());
    let calls = || paths.values().flat_map(|item| METHODS.iter().filter_map(|method| item.get(*method)));
    paths.get(path).and_then(|item| item.get(method)).or_else(|| calls().find(|old| id == old.get("operationId")))
}

/// Carries over from `old` what `new` does not say itself: prose, examples and our extensions. `first` has what
/// components of the new version were in the old one, where they have no namesake there.
pub(super) fn carry(new: &mut Value, old: &Value, first: &BTreeMap<(String, String), Value>) {
    let version = |document: &Value| document["info"]["version"].as_str().unwrap_or_default().to_owned();
    let mut carrier = Carrier {
        old,
        enums: enums::named(old),
        versions: (version(old), version(new)),
        moved: first.clone(),
        done: BTreeSet::new(),
    };
    carrier.document(new);
}

struct Carrier<'v> {
    old: &'v Value,
    /// The schemas with values, by the name that they give their type.
    enums: BTreeMap<String, &'v Map<String, Value>>,
    /// The old one and the new one.
    versions: (String, String),
    /// What components were that had no name.
    moved: BTreeMap<(String, String), Value>,
    done: BTreeSet<(String, String)>,
}

impl Carrier<'_> {
    fn document(&mut self, new: &mut Value) {
        let old = self.old;
        let Kind::Object(openapi) = ENTRY else { return };
        let Some(members) = new.as_object_mut() else { return };
        if let Some(title) = old["info"].get("title").filter(|_| members.contains_key("info")) {
            members["info"]["title"] = title.clone();
        }
        self.object(members, old, openapi, &["paths", "components"]);
        for (path, item) in members.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
            self.path_item(item, path);
        }
        let Some(Value::Object(components)) = members.get_mut("components") else { return };
        let others: Vec<String> =
            components.keys().filter(|section| !SECTIONS.contains(&section.as_str())).cloned().collect();
        for section in others {
            if let (Some(kind), Some(new)) = (kind_of_section(&section), components.get_mut(&section)) {
                self.value(new, &old["components"][&section], &Kind::Map(kind));
            }
        }
        // A component may have been written where it is used, also in another one.
        while self.components(components) {}
    }

    fn path_item(&mut self, item: &mut Value, path: &str) {
        let Some(kind) = path_item() else { return };
        let Some(shape) = shape_of(kind) else { return };
        let old = &self.old["paths"][path];
        let Some(members) = item.as_object_mut() else { return };
        self.object(members, old, shape, &METHODS);
        for (method, call) in members.iter_mut() {
            if let Some(kind) = shape.kind_of(method).filter(|_| METHODS.contains(&method.as_str()))
                && let Some(old) = operation(self.old, (path, method), call)
            {
                self.value(call, old, kind);
            }
        }
    }

    /// Goes through the components whose old form is known by now; says whether there were any.
    fn components(&mut self, components: &mut Map<String, Value>) -> bool {
        let mut any = false;
        for section in SECTIONS {
            let Some(kind) = kind_of_section(section) else { continue };
            for (name, member) in components.get_mut(section).and_then(Value::as_object_mut).into_iter().flatten() {
                let key = (section.to_owned(), name.clone());
                let old = self.old["components"][section].get(name).cloned();
                let old = old.or_else(|| self.moved.get(&key).cloned()).or_else(|| self.named_enum(member, name));
                if let Some(old) = old.filter(|_| !self.done.contains(&key)) {
                    self.done.insert(key);
                    self.value(member, &old, kind);
                    any = true;
                }
            }
        }
        any
    }

    fn value(&mut self, new: &mut Value, old: &Value, kind: &Kind) {
        match (kind, new, old) {
            (Kind::List(inner), Value::Array(new), Value::Array(old)) => {
                for (index, item) in new.iter_mut().enumerate() {
                    if let Some(old) = counterpart(self.old, item, old, index, inner) {
                        self.value(item, old, inner);
                    }
                }
            }
            (Kind::Map(inner), Value::Object(new), Value::Object(old)) => {
                for (key, member) in new.iter_mut() {
                    if let Some(old) = old.get(key) {
                        self.value(member, old, inner);
                    }
                }
            }
            (kind, Value::Object(new), old) => {
                let Some(shape) = shape_of(kind) else { return };
                match (new.get("$ref").and_then(|_| target_of(&Value::Object(new.clone()))), target_of(old)) {
                    (Some(component), None) => self.moved(component, old),
                    (Some(_), Some(_)) => {}
                    (None, _) => self.object(new, followed(self.old, old), shape, &[]),
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, new: &mut Map<String, Value>, old: &Value, shape: &Shape, skipped: &[&str]) {
        let Some(members) = old.as_object() else { return };
        self.prose(new, members, shape);
        // What is behind a described reference is there to be compared with what is written in place now.
        let inner = match members.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) if shape.is_schema() && !new.contains_key("allOf") => followed(self.old, only),
            _ => old,
        };
        if shape.is_schema() {
            let is_silent = new.get("description").is_none_or(|text| text == "");
            if let Some(text) = inner.get("description").filter(|_| is_silent) {
                new.insert("description".to_owned(), self.updated(text));
            }
            self.enumeration(new, inner);
            self.moved_behind_reference(new, members);
        }
        if shape.name == "a server variable object" {
            new.insert("default".to_owned(), old["default"].clone());
        }
        scopes(new, old);
        for (key, member) in new.iter_mut().filter(|(key, _)| !skipped.contains(&key.as_str())) {
            if let (Some(kind), Some(old)) = (shape.kind_of(key), inner.get(key)) {
                self.value(member, old, kind);
            }
        }
    }

    fn prose(&mut self, new: &mut Map<String, Value>, old: &Map<String, Value>, shape: &Shape) {
        for (key, value) in old {
            let is_absent = !new.contains_key(key);
            // What is said although it goes without saying.
            let is_said = *value == json!(false) && matches!(shape.kind_of(key), Some(Kind::Flag)) && key != "explode";
            let is_ours = is_absent && (is_said || (key.starts_with("x-") && key != "x-ms-enum"));
            if is_prose(key, shape) {
                // Only one of the two may be there.
                match key.as_str() {
                    "example" => drop(new.remove("examples")),
                    "examples" => drop(new.remove("example")),
                    _ => {}
                }
                new.insert(key.clone(), self.updated(value));
            } else if is_ours {
                new.insert(key.clone(), value.clone());
            }
        }
    }

    /// A text that names the old version names the new one instead.
    fn updated(&self, value: &Value) -> Value {
        let (old, new) = &self.versions;
        match value {
            Value::String(text) if !old.is_empty() => json!(text.replace(&format!("`{old}`"), &format!("`{new}`"))),
            value => value.clone(),
        }
    }

    /// Remembers what a component was that had no name.
    fn moved(&mut self, component: (String, String), old: &Value) {
        if !old.is_null() {
            self.moved.entry(component).or_insert_with(|| old.clone());
        }
    }

    /// A property that refers to a schema now, and was one itself.
    fn moved_behind_reference(&mut self, new: &Map<String, Value>, old: &Map<String, Value>) {
        if let Some([only]) = new.get("allOf").and_then(Value::as_array).map(Vec::as_slice)
            && let Some(component) = target_of(only)
            && !old.contains_key("allOf")
        {
            self.moved(component, &Value::Object(old.clone()));
        }
    }
}

fn path_item() -> Option<&'static Kind> {
    let Kind::Object(openapi) = ENTRY else { return None };
    let Kind::Object(paths) = openapi.kind_of("paths")? else { return None };
    paths.kind_of("/")
}

/// What an item of a list was: the parameter, server or tag of the same name, else the item of the same index.
pub(super) fn counterpart<'v>(
    whole: &'v Value,
    new: &Value,
    old: &'v [Value],
    index: usize,
    kind: &Kind,
) -> Option<&'v Value> {
    let keys: &[&str] = match shape_of(kind)?.name {
        "a parameter" => &["name", "in"],
        "a server object" => &["url"],
        "a tag object" => &["name"],
        _ => return old.get(index),
    };
    // A reference that stayed needs nothing.
    let same = |old: &&Value| keys.iter().all(|key| followed(whole, old).get(*key) == new.get(*key));
    old.iter().find(same)
}

/// What the scopes of a security scheme allow.
fn scopes(new: &mut Map<String, Value>, old: &Value) {
    for (flow, new) in new.get_mut("flows").and_then(Value::as_object_mut).into_iter().flatten() {
        for (scope, text) in new.get_mut("scopes").and_then(Value::as_object_mut).into_iter().flatten() {
            if let Some(old) = old["flows"][flow]["scopes"].get(scope) {
                *text = old.clone();
            }
        }
    }
}
