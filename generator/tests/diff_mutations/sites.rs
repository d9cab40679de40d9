//! What a document has, what changes of it are about, and in which directions it goes: told once more, by the simplest
//! way through the document.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use super::printed::child;

/// In requests, in responses.
pub(crate) type Directions = (bool, bool);

const BOTH: Directions = (true, true);
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Api,
    Operation,
    Parameter,
    Body,
    Response,
    Header,
    Schema,
    Property,
}

/// Something that can change.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) role: Role,
    /// Its JSON Pointer.
    pub(crate) at: String,
    /// What changes of it are about.
    pub(crate) name: String,
    pub(crate) directions: Directions,
    /// The directions of what it is in.
    pub(crate) around: Directions,
    /// Whether a schema is a member of a union or of `allOf`, which are told apart by what they say.
    pub(crate) is_member: bool,
    leads: Vec<(usize, Directions)>,
}

/// Everything in a document.
pub(crate) fn sites(document: &Value) -> Vec<Site> {
    let mut collector = Collector { document, sites: Vec::new(), index: BTreeMap::new(), pending: VecDeque::new() };
    collector.add(None, Role::Api, String::new(), "the API".to_owned());
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, item) in paths {
        for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
            let at = child(&child("/paths", path), method);
            let name = item[method]["operationId"].as_str().unwrap_or_default().to_owned();
            collector.add(None, Role::Operation, at, name);
        }
    }
    collector.run();
    let components = document["components"]["schemas"].as_object().into_iter().flatten();
    for (name, _) in components {
        collector.schema(None, child("/components/schemas", name), name);
    }
    collector.run();
    collector.settle();
    collector.sites
}

struct Collector<'d> {
    document: &'d Value,
    sites: Vec<Site>,
    index: BTreeMap<(Role, String), usize>,
    pending: VecDeque<usize>,
}

impl<'d> Collector<'d> {
    fn add(&mut self, from: Option<(usize, Directions)>, role: Role, at: String, name: String) -> usize {
        let id = *self.index.entry((role, at.clone())).or_insert_with(|| {
            let none = (false, false);
            let site = Site { role, at, name, directions: none, around: none, is_member: false, leads: Vec::new() };
            self.sites.push(site);
            self.pending.push_back(self.sites.len() - 1);
            self.sites.len() - 1
        });
        if let Some((from, through)) = from {
            self.sites[from].leads.push((id, through));
        }
        id
    }

    fn value(&self, at: &str) -> &'d Value {
        self.document.pointer(at).unwrap_or(&Value::Null)
    }

    fn follow(&self, mut at: String) -> String {
        while let Some(target) = self.value(&at)["$ref"].as_str() {
            at = target.trim_start_matches('#').to_owned();
        }
        at
    }

    fn members(&self, at: &str, key: &str) -> Vec<(&'d str, String)> {
        let at = child(at, key);
        let members = self.value(&at).as_object().into_iter().flatten();
        members.map(|(key, _)| (key.as_str(), child(&at, key))).collect()
    }

    fn items(&self, at: &str, key: &str) -> Vec<String> {
        let at = child(at, key);
        (0..self.value(&at).as_array().map_or(0, Vec::len)).map(|index| format!("{at}/{index}")).collect()
    }

    fn run(&mut self) {
        while let Some(id) = self.pending.pop_front() {
            let Site { role, at, name, .. } = self.sites[id].clone();
            match role {
                Role::Api => {}
                Role::Operation => self.operation(id, &at, &name),
                Role::Parameter => self.schema(Some((id, BOTH)), child(&at, "schema"), &name),
                Role::Header => self.schema(Some((id, BOTH)), child(&at, "schema"), &name),
                Role::Body => self.contents(id, &at, &name),
                Role::Response => {
                    self.contents(id, &at, &name);
                    for (header, place) in self.members(&at, "headers") {
                        let own = format!("{name}, header {header}");
                        let shared = format!("response header {header}");
                        let target = self.follow(place.clone());
                        let name = if target == place { own } else { shared };
                        self.add(Some((id, BOTH)), Role::Header, target, name);
                    }
                }
                Role::Schema => self.members_of(id, &at, &name),
                Role::Property => self.schema(Some((id, BOTH)), at, &name),
            }
        }
    }

    fn operation(&mut self, id: usize, at: &str, name: &str) {
        let item = at.rsplit_once('/').map_or("", |(item, _)| item);
        for place in self.items(item, "parameters").into_iter().chain(self.items(at, "parameters")) {
            let target = self.follow(place.clone());
            let parameter = self.value(&target);
            let words = match (parameter["in"].as_str(), parameter["name"].as_str()) {
                (Some("header"), Some(name)) => format!("header {name}"),
                (Some(place), Some(name)) => format!("{place} parameter {name}"),
                _ => continue,
            };
            let name = if target == place { format!("{name}: {words}") } else { words };
            self.add(Some((id, (true, false))), Role::Parameter, target, name);
        }
        let body = child(at, "requestBody");
        if !self.value(&body).is_null() {
            let target = self.follow(body.clone());
            let component = target.rsplit('/').next().unwrap_or_default();
            let name =
                if target == body { format!("{name}: request body") } else { format!("request body {component}") };
            self.add(Some((id, (true, false))), Role::Body, target, name);
        }
        for (status, place) in self.members(at, "responses") {
            let target = self.follow(place);
            self.add(Some((id, (false, true))), Role::Response, target, format!("{name}: {status} response"));
        }
    }

    fn contents(&mut self, id: usize, at: &str, name: &str) {
        for (_, place) in self.members(at, "content") {
            self.schema(Some((id, BOTH)), child(&place, "schema"), name);
        }
    }

    /// What a schema stands for.
    fn target(&self, at: String) -> String {
        let at = self.follow(at);
        let schema = self.value(&at);
        let only = schema.as_object().is_some_and(|schema| {
            schema.keys().all(|key| ["allOf", "description", "nullable", "readOnly"].contains(&key.as_str()))
        });
        match schema["allOf"].as_array() {
            Some(parts) if only && parts.len() == 1 => self.target(format!("{at}/allOf/0")),
            _ => at,
        }
    }

    fn schema(&mut self, from: Option<(usize, Directions)>, at: String, name: &str) {
        if self.value(&at).is_null() {
            return;
        }
        let at = self.target(at);
        let component = at.strip_prefix("/components/schemas/").filter(|name| !name.contains('/'));
        let name = component.or_else(|| self.value(&at)["x-ms-enum"]["name"].as_str()).unwrap_or(name).to_owned();
        self.add(from, Role::Schema, at, name);
    }

    fn members_of(&mut self, id: usize, at: &str, name: &str) {
        self.schema(Some((id, BOTH)), child(at, "items"), &format!("{name}[]"));
        if self.value(at)["additionalProperties"].is_object() {
            self.schema(Some((id, BOTH)), child(at, "additionalProperties"), &format!("{name}.*"));
        }
        for place in self.items(at, "oneOf").into_iter().chain(self.items(at, "anyOf")) {
            let target = self.target(place);
            let component = target.strip_prefix("/components/schemas/");
            let option = component.or_else(|| self.value(&target)["type"].as_str()).unwrap_or("a schema");
            self.schema(Some((id, BOTH)), target.clone(), &format!("{name}({option})"));
            self.member(&target);
        }
        self.object(id, at, name);
    }

    /// The properties of an object with those of what it has in `allOf`; named schemas there have their own.
    fn object(&mut self, id: usize, at: &str, name: &str) {
        for place in self.items(at, "allOf") {
            let target = self.target(place.clone());
            match target == place {
                true => self.object(id, &place, name),
                false => self.schema(Some((id, BOTH)), place, name),
            }
        }
        for (key, place) in self.members(at, "properties") {
            let (written, target) = (self.value(&place), self.value(&self.target(place.clone())));
            let flag = |key: &str| written[key] == true || target[key] == true;
            let through = match (flag("readOnly"), flag("writeOnly")) {
                (true, false) => (false, true),
                (false, true) => (true, false),
                _ => BOTH,
            };
            self.add(Some((id, through)), Role::Property, place, format!("{name}.{key}"));
        }
    }

    fn member(&mut self, at: &str) {
        if let Some(id) = self.index.get(&(Role::Schema, at.to_owned())) {
            self.sites[*id].is_member = true;
        }
    }

    fn settle(&mut self) {
        let starts = |site: &Site| matches!(site.role, Role::Api | Role::Operation);
        let mut pending: Vec<usize> = (0..self.sites.len()).filter(|id| starts(&self.sites[*id])).collect();
        pending.iter().for_each(|id| self.sites[*id].directions = BOTH);
        while let Some(id) = pending.pop() {
            let from = self.sites[id].directions;
            for (to, through) in self.sites[id].leads.clone() {
                let was = self.sites[to].directions;
                let is = (was.0 || from.0 && through.0, was.1 || from.1 && through.1);
                if is != was {
                    self.sites[to].directions = is;
                    pending.push(to);
                }
            }
        }
        for id in 0..self.sites.len() {
            let from = self.sites[id].directions;
            for (to, _) in self.sites[id].leads.clone() {
                let around = &mut self.sites[to].around;
                *around = (around.0 || from.0, around.1 || from.1);
            }
        }
    }
}
