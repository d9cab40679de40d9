//! Groups, operations and parameters.

use super::{Fate, Settling, Subject, gone, place};
use crate::diagnostic::code;
use crate::lock::record::path_parameters;
use crate::lock::renames::Chosen;
use crate::lock::{Entry, GroupEntry, OperationEntry, OperationPins, Pin};
use crate::source::Location;

impl Settling<'_> {
    pub(super) fn groups(&mut self) {
        let (old, new, found) = (self.old, self.new, self.found);
        for (name, entry) in &new.groups {
            let chosen = self.renames.groups.get(name);
            let before = found.groups.get(name).map(Vec::as_slice).unwrap_or_default();
            // Groups that were told apart before are told apart still, unless the configuration makes one of them.
            let before = if before.len() > 1 && chosen.is_none() { &[] } else { before };
            let before: Vec<(&str, &GroupEntry)> =
                before.iter().filter_map(|name| Some((name.as_str(), old.groups.get(name)?))).collect();
            let module = self.merged("module", name, &before, &entry.module, chosen);
            let chosen_handle = chosen.map(|chosen| Chosen { name: entry.handle.name.clone(), ..chosen.clone() });
            let handle = self.merged("handle", name, &before, &entry.handle, chosen_handle.as_ref());
            self.pins.groups.extend(module.zip(handle).map(|pins| (name.clone(), pins)));
        }
        let inherited = |name: &&String| !found.groups.values().flatten().any(|group| group == *name);
        for name in old.groups.keys().filter(inherited) {
            let users = found.operations.values().filter_map(|key| old.operations.get(key));
            if users.clone().all(|operation| operation.group != *name) {
                self.stale(&format!("group `{name}`"), place(["groups", name]));
            }
        }
    }

    /// Settles a name of a group that was one group or several before.
    fn merged(
        &mut self,
        part: &str,
        name: &str,
        before: &[(&str, &GroupEntry)],
        new: &Entry,
        chosen: Option<&Chosen>,
    ) -> Option<Pin> {
        let entry = |group: &GroupEntry| if part == "module" { group.module.clone() } else { group.handle.clone() };
        let (first, others) = match before.split_first() {
            Some(((name, first), others)) => (Some((*name, entry(first))), others),
            None => (None, before),
        };
        let at = place(["groups", first.as_ref().map_or(name, |(name, _)| *name), part]);
        let subject = match part {
            "module" => Subject::new(format!("group `{name}`"), "groups", name),
            _ => Subject::silent(),
        };
        let mut pin = self.name(&subject, at, first.as_ref().map(|(_, entry)| entry), new, chosen)?;
        for other in others.iter().map(|(_, other)| entry(other)) {
            let names = other.was.into_iter().chain([other.name]);
            pin.was.extend(names.filter(|name| *name != pin.ident).collect::<Vec<_>>());
        }
        pin.was.sort();
        pin.was.dedup();
        self.pins.matter |= !pin.was.is_empty();
        Some(pin)
    }

    pub(super) fn operations(&mut self) {
        let (old, new, found) = (self.old, self.new, self.found);
        for (key, entry) in &new.operations {
            let before =
                found.operations.get(key).and_then(|old_key| Some((old_key.as_str(), old.operations.get(old_key)?)));
            let pins = self.operation(key, entry, before);
            self.pins.operations.insert(key.clone(), pins);
        }
        for key in old.operations.keys().filter(|key| !found.operations.values().any(|old| old == *key)) {
            self.stale(&format!("operation `{key}`"), place(["operations", key]));
        }
    }

    fn operation(&mut self, key: &str, new: &OperationEntry, before: Option<(&str, &OperationEntry)>) -> OperationPins {
        let (old, old_key) = (before.map(|(_, entry)| entry), before.map_or(key, |(key, _)| key));
        let at = |part: &[&str]| place([&["operations", old_key][..], part].concat());
        let chosen = self.renames.operations.get(key);
        let (id, subject) = (&new.id, Subject::new(format!("operation `{}`", new.id), "operations", &new.id));
        let mut pins = OperationPins { group: old.map(|old| self.home(old)), ..OperationPins::default() };
        if let Some(group) = pins.group.as_ref().filter(|group| **group != new.group) {
            self.pins.matter = true;
            let message = format!("{} is in group `{}` by now and stays in `{group}`", subject.what, new.group);
            self.note(&code::LOCK_KEPT, at(&["group"]), message, format!("to follow, write `{}` here", new.group));
        }
        pins.method = self.name(&subject, at(&["method"]), old.map(|old| &old.method), &new.method, chosen);
        let roles = [
            ("request", old.map(|old| &old.request), Some(&new.request), &mut pins.request),
            ("headers", old.and_then(|old| old.headers.as_ref()), new.headers.as_ref(), &mut pins.headers),
            ("output", old.and_then(|old| old.output.as_ref()), new.output.as_ref(), &mut pins.output),
            ("failure", old.and_then(|old| old.failure.as_ref()), new.failure.as_ref(), &mut pins.failure),
        ];
        for (role, old, new, pin) in roles {
            let Some(new) = new else { continue };
            // With the method, what goes with it is renamed too.
            let chosen = chosen.map(|chosen| Chosen { name: new.name.clone(), ..chosen.clone() });
            let chosen = chosen.filter(|_| old.is_some());
            *pin = self.name(&Subject::silent(), at(&[role]), old, new, chosen.as_ref());
        }
        self.parameters(key, new, before, &mut pins);
        for (name, field) in &new.fields {
            let subject =
                Subject::new(format!("header `{name}` of {}", subject.what), "operations", format!("{id}.{name}"));
            let (old, chosen) = (old.and_then(|old| old.fields.get(name)), self.renames.member(key, name));
            let pin = self.name(&subject, at(&["fields", name]), old, field, chosen);
            self.breaks(&subject.what, old, chosen, "the field under its new name alone");
            pins.fields.extend(pin.map(|pin| (name.clone(), pin)));
            if let Fate::Plain = self.fate(&subject.what, at(&["fields", name]), old, field) {
                pins.plain_fields.insert(name.clone());
            }
        }
        for name in old.iter().flat_map(|old| gone(&old.fields, &new.fields)) {
            self.stale(&format!("header `{name}` of {}", subject.what), at(&["fields", name]));
        }
        pins
    }

    /// The group in which an operation stays.
    fn home(&self, old: &OperationEntry) -> String {
        let heir = self.found.groups.iter().find(|(name, before)| {
            before.contains(&old.group) && (before.len() == 1 || self.renames.groups.contains_key(*name))
        });
        heir.map_or(&old.group, |(name, _)| name).clone()
    }

    fn parameters(
        &mut self,
        key: &str,
        new: &OperationEntry,
        before: Option<(&str, &OperationEntry)>,
        pins: &mut OperationPins,
    ) {
        let (old_key, old) = before.map_or((key, None), |(key, old)| (key, Some(old)));
        // What a variable of the path is called does not go over the wire.
        let variables: Vec<(String, String)> = path_parameters(key).into_iter().zip(path_parameters(old_key)).collect();
        let known = |name: &str| variables.iter().find(|(new, _)| new == name).map_or(name, |(_, old)| old).to_owned();
        let at = |name: &str| -> Location { place(["operations", old_key, "parameters", name]) };
        for (name, parameter) in &new.parameters {
            let old_name = known(name);
            let line = format!("{}.{name}", new.id);
            let subject = Subject::new(format!("parameter `{name}` of operation `{}`", new.id), "operations", line);
            let entry = old.and_then(|old| old.parameters.get(&old_name));
            let chosen = self.renames.member(key, name);
            let pin = self.name(&subject, at(&old_name), entry, parameter, chosen);
            let instead = "the field under its new name, and a deprecated setter if it has one";
            self.breaks(&subject.what, entry, chosen, instead);
            pins.parameters.extend(pin.map(|pin| (name.clone(), pin)));
            if let Fate::Plain = self.fate(&subject.what, at(&old_name), entry, parameter) {
                pins.plain_parameters.insert(name.clone());
            }
        }
        let Some(old) = old else { return };
        let used: Vec<String> = new.parameters.keys().map(|name| known(name)).collect();
        for name in old.parameters.keys().filter(|name| !used.contains(name)) {
            self.stale(&format!("parameter `{name}` of operation `{}`", new.id), at(name));
        }
        let renamed =
            |name: &String| variables.iter().find(|(_, old)| old == name).map_or(name, |(new, _)| new).clone();
        pins.arguments = old.arguments.iter().map(renamed).collect();
        self.pins.matter |= pins.arguments != new.arguments;
    }
}
