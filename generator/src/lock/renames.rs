//! What the configuration calls things: `[types]`, and the parts of things behind a point.

use std::collections::BTreeMap;

use super::Lock;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::source::Location;
use crate::spelling::nearest;

/// A name that the configuration gives.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) name: String,
    pub(super) at: Location,
}

/// The names that the configuration gives, by key, or by the key of what they are in and their own.
#[derive(Debug, Default)]
pub(super) struct Renames {
    pub(super) operations: BTreeMap<String, Chosen>,
    pub(super) groups: BTreeMap<String, Chosen>,
    pub(super) types: BTreeMap<String, Chosen>,
    pub(super) members: BTreeMap<(String, String), Chosen>,
}

impl Renames {
    /// The name of a part of something.
    pub(super) fn member(&self, of: &str, name: &str) -> Option<&Chosen> {
        self.members.get(&(of.to_owned(), name.to_owned()))
    }
}

/// The names for things of `new`; those of other things are reported.
pub(super) fn renames(new: &Lock, config: &Config) -> (Renames, Diagnostics) {
    let mut found = Renames::default();
    let mut diagnostics = Diagnostics::new();
    for (key, name) in &config.types {
        let chosen = Chosen { name: name.clone(), at: Config::place(["types", key]) };
        if new.types.contains_key(key) {
            found.types.insert(key.clone(), chosen);
        } else if let Some(member) = type_member(new, key) {
            found.members.insert(member, chosen);
        } else {
            let message = format!("the configuration renames `{key}`, which the document does not have");
            let help = match nearest(key, new.types.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write `Schema`, `Schema.property` or `Schema.value` as the document does".to_owned(),
            };
            diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, chosen.at, message).help(help));
        }
    }
    for (id, name) in &config.operations {
        let chosen = Chosen { name: name.clone(), at: Config::place(["operations", id]) };
        // `lower` has reported what names nothing at all.
        if let Some((key, operation)) = new.operations.iter().find(|(_, operation)| operation.id == *id) {
            found.operations.insert(key.clone(), Chosen { name: operation.method.name.clone(), ..chosen });
        } else if let Some(member) = operation_member(new, id) {
            found.members.insert(member, chosen);
        } else if new.operations.values().any(|one| id.strip_prefix(&one.id).is_some_and(|rest| rest.starts_with('.')))
        {
            let message =
                format!("the configuration renames `{id}`, which is not a parameter or header of the operation");
            let diagnostic = Diagnostic::new(&code::CONFIG_UNUSED, chosen.at, message);
            diagnostics.push(diagnostic.help("write `operationId.parameter` as the document does, or remove the line"));
        }
    }
    for (tag, name) in &config.groups {
        if let Some(group) = new.groups.get(name) {
            let at = Config::place(["groups", tag]);
            found.groups.insert(name.clone(), Chosen { name: group.module.name.clone(), at });
        }
    }
    (found, diagnostics)
}

/// `Schema.property` or `Schema.value`, cut at the point where both sides are something.
fn type_member(new: &Lock, key: &str) -> Option<(String, String)> {
    key.match_indices('.').find_map(|(point, _)| {
        let (of, name) = (&key[..point], &key[point + 1..]);
        let entry = new.types.get(of)?;
        let is_member = entry.fields.contains_key(name) || entry.values.contains_key(name);
        is_member.then(|| (of.to_owned(), name.to_owned()))
    })
}

/// `operationId.parameter`, by its name if nothing else has it, or with its place: `operationId.query timeout`.
fn operation_member(new: &Lock, key: &str) -> Option<(String, String)> {
    key.match_indices('.').find_map(|(point, _)| {
        let (id, name) = (&key[..point], &key[point + 1..]);
        let (of, operation) = new.operations.iter().find(|(_, operation)| operation.id == id)?;
        let named = |key: &&String| *key == name || key.split_once(' ').is_some_and(|(_, own)| own == name);
        let mut keys = operation.parameters.keys().chain(operation.fields.keys()).filter(named);
        let first = keys.next()?;
        Some((of.clone(), first.clone())).filter(|_| keys.next().is_none() || first == name)
    })
}
