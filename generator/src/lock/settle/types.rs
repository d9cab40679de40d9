//! Types, their fields and their values.

use super::{Fate, Settling, Subject, gone, place};
use crate::diagnostic::code;
use crate::lock::{NEW, NON_EXHAUSTIVE, TEXT, TypeEntry, TypePins};

impl Settling<'_> {
    pub(super) fn types(&mut self) {
        let (old, new, found) = (self.old, self.new, self.found);
        for (key, entry) in &new.types {
            let before = found.types.get(key).and_then(|old_key| Some((old_key.as_str(), old.types.get(old_key)?)));
            let pins = self.one_type(key, entry, before);
            self.pins.types.insert(key.clone(), pins);
        }
        for key in old.types.keys().filter(|key| !found.types.values().any(|old| old == *key)) {
            self.stale(&format!("schema `{key}`"), place(["types", key]));
        }
    }

    fn one_type(&mut self, key: &str, new: &TypeEntry, before: Option<(&str, &TypeEntry)>) -> TypePins {
        let mut pins = TypePins::default();
        let old = before.map(|(_, entry)| entry);
        let old_key = before.map_or(key, |(key, _)| key);
        let at = |part: &[&str]| place([&["types", old_key][..], part].concat());
        let subject = Subject::new(format!("schema `{key}`"), "types", key);
        pins.rust = self.name(&subject, at(&[]), old.map(|old| &old.rust), &new.rust, self.renames.types.get(key));
        pins.plain_alias =
            matches!(self.fate(&subject.what, at(&[]), old.map(|old| &old.rust), &new.rust), Fate::Plain);
        for (name, field) in &new.fields {
            let subject = Subject::new(format!("property `{key}.{name}`"), "types", format!("{key}.{name}"));
            let at = at(&["fields", name]);
            let (old, chosen) = (old.and_then(|old| old.fields.get(name)), self.renames.member(key, name));
            let pin = self.name(&subject, at.clone(), old, field, chosen);
            self.breaks(&subject.what, old, chosen, "the field under its new name alone");
            pins.fields.extend(pin.map(|pin| (name.clone(), pin)));
            match self.fate(&subject.what, at, old, field) {
                Fate::Plain => _ = pins.plain.insert(name.clone()),
                Fate::Boxed => _ = pins.boxed.insert(name.clone()),
                Fate::Same | Fate::Changed => {}
            }
        }
        for (text, value) in &new.values {
            let subject = Subject::new(format!("value `{key}.{text}`"), "types", format!("{key}.{text}"));
            let (old, chosen) = (old.and_then(|old| old.values.get(text)), self.renames.member(key, text));
            let pin = self.name(&subject, at(&["values", text]), old, value, chosen);
            self.breaks(&subject.what, old, chosen, "the variant under its new name, and a deprecated constant");
            pins.values.extend(pin.map(|pin| (text.clone(), pin)));
        }
        if let Some(old) = old {
            for name in gone(&old.fields, &new.fields) {
                self.stale(&format!("property `{key}.{name}`"), at(&["fields", name]));
            }
            for text in gone(&old.values, &new.values) {
                self.stale(&format!("value `{key}.{text}`"), at(&["values", text]));
            }
            self.traits(key, new, old, &mut pins, &at);
        }
        pins
    }

    /// What a type has besides what all have: kept where that costs nothing.
    fn traits(
        &mut self,
        key: &str,
        new: &TypeEntry,
        old: &TypeEntry,
        pins: &mut TypePins,
        at: &dyn Fn(&[&str]) -> crate::source::Location,
    ) {
        let has = |entry: &TypeEntry, name: &str| entry.traits.iter().any(|other| other == name);
        let is_struct = |entry: &TypeEntry| entry.rust.ty.is_none() && entry.values.is_empty();
        let structs = is_struct(old) && is_struct(new);
        pins.non_exhaustive = structs.then(|| has(old, NON_EXHAUSTIVE));
        pins.constructor = structs && has(old, NEW);
        pins.text = has(old, TEXT);
        pins.arguments.clone_from(&old.arguments);
        let lost = old.traits.iter().filter(|name| !has(new, name)).filter(|name| match name.as_str() {
            NON_EXHAUSTIVE => !structs,
            TEXT => new.values.is_empty(),
            // Without anything required there is nothing that it could take.
            NEW => !structs || has(new, "Default"),
            _ => true,
        });
        let lost: Vec<String> = lost.map(|name| format!("`{name}`")).collect();
        if !lost.is_empty() {
            let message = format!("the type of schema `{key}` has no {} any more", lost.join(" and "));
            let help = "nothing; code that uses it has to change with it";
            self.note(&code::LOCK_CHANGED, at(&["traits"]), message, help);
        }
        self.pins.matter |= old.traits != new.traits || old.arguments != new.arguments;
    }
}
