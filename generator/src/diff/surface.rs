//! What users of a crate can name: its public types, and what each has.

mod compare;
mod models;
mod operations;
mod spell;

use std::collections::BTreeMap;

use crate::rust::Crate;
use crate::source::Pointer;
pub(super) use compare::{Difference, compare};
pub(super) use spell::Names;

/// A public type, or what else has members.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    /// Its path within the crate.
    pub path: String,
    /// How it is declared, up to the members that are listed in a declaration.
    pub head: String,
    /// The head with the names that types of models have in the other crate.
    pub shape: String,
    /// Where in the description it comes from.
    pub source: Option<Pointer>,
    /// The operation that it belongs to.
    pub operation: Option<Pointer>,
    /// Whether code may name all its fields or variants, so that one more breaks it.
    pub exhaustive: bool,
    /// What it has, by a name that tells the members apart.
    pub members: BTreeMap<String, Member>,
}

/// A member of a type: a field, a variant, a method, a trait.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// What it is called in paths.
    pub name: String,
    /// How it is declared.
    pub text: String,
    /// What code can tell of that: names of arguments it cannot.
    pub shape: String,
    /// Where in the description it comes from.
    pub source: Option<Pointer>,
    /// What tells it from others that come from the same place.
    pub token: Option<String>,
    /// Whether it stands in the declaration of its type.
    pub listed: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
}

impl Member {
    fn new(name: impl Into<String>, text: impl Into<String>, source: Option<Pointer>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self { name, shape: text.clone(), text, source, token: None, listed: false, deprecated: false }
    }

    fn listed(self) -> Self {
        Self { listed: true, ..self }
    }

    fn shaped(self, shape: String) -> Self {
        Self { shape, ..self }
    }

    fn told(self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self }
    }
}

impl Thing {
    fn new(path: impl Into<String>, head: impl Into<String>, source: Option<Pointer>) -> Self {
        let (path, head) = (path.into(), head.into());
        Self { path, shape: head.clone(), head, source, operation: None, exhaustive: false, members: BTreeMap::new() }
    }

    fn add(&mut self, key: impl Into<String>, member: Member) {
        self.members.insert(key.into(), member);
    }

    /// The whole declaration.
    pub(super) fn declaration(&self) -> String {
        let listed = self.members.values().filter(|member| member.listed);
        let lines: String = listed.map(|member| format!("    {},\n", member.text)).collect();
        if lines.is_empty() { format!("{};", self.head) } else { format!("{} {{\n{lines}}}", self.head) }
    }
}

/// Everything public of a crate that comes out of the description. `names` says what types of models are called where
/// it is compared; it is shown as it is.
pub(super) fn surface(krate: &Crate, names: &Names) -> Vec<Thing> {
    let mut things = all(krate, &Names::default());
    if !names.0.is_empty() {
        for (thing, compared) in things.iter_mut().zip(all(krate, names)) {
            thing.shape = compared.head;
            for (member, compared) in thing.members.values_mut().zip(compared.members.into_values()) {
                member.shape = compared.shape;
            }
        }
    }
    things
}

fn all(krate: &Crate, names: &Names) -> Vec<Thing> {
    let mut things = if krate.types_only { Vec::new() } else { vec![client(krate), error(krate, names)] };
    things.extend(krate.servers.iter().map(server));
    things.extend(krate.models.iter().map(|model| models::model(model, names)));
    for group in &krate.groups {
        things.push(Thing::new(&group.module, format!("pub mod {}", group.module), None));
        for operation in &group.operations {
            things.extend(operations::operation(operation, group, krate, names));
        }
    }
    things
}

fn client(krate: &Crate) -> Thing {
    let mut client = Thing::new("Client", "pub struct Client", None);
    for group in &krate.groups {
        let text = format!("pub fn {0}(&self) -> {0}::{1}", group.module, group.handle);
        client.add(format!("fn {}", group.module), Member::new(&group.module, text, None));
        let feature = format!("feature {}", group.module);
        client.add(&feature, Member::new(&feature, &feature, None));
    }
    for version in &krate.client.api_versions {
        let text = format!("pub const {}: &str", version.constant);
        client.add(&version.constant, Member::new(&version.constant, text, Some(version.source.clone())));
    }
    for scheme in &krate.client.schemes {
        let text = format!("pub fn {}({})", scheme.ident, spell::credential(&scheme.kind));
        client.add(format!("scheme {}", scheme.ident), Member::new(&scheme.ident, text, scheme.docs.source.clone()));
    }
    client
}

fn error(krate: &Crate, names: &Names) -> Thing {
    Thing::new("Error", format!("pub type Error<E = {}>", names.spell(&krate.error)), None)
}

fn server(server: &crate::rust::Server) -> Thing {
    let path = format!("server::{}", server.ident);
    let mut thing = Thing::new(&path, format!("pub struct {}", server.ident), server.docs.source.clone());
    thing.exhaustive = true;
    for variable in &server.variables {
        let text = format!("pub {}: String", variable.ident);
        let member = Member::new(&variable.ident, text, server.docs.source.clone()).listed();
        thing.add(format!("field {}", variable.ident), member);
    }
    thing
}
