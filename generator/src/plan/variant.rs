//! The names of the variants of an enum, whatever they hold.

use super::name::{Case, Scope, identifier};
use super::{Planner, report_collisions, report_refused};
use crate::ir::TypeId;
use crate::source::Pointer;

/// The variant that holds a value that the document does not know.
pub(super) const FALLBACK: &str = "Unknown";

/// What a variant is named after.
pub(super) struct Named<'n> {
    /// What identifies it: no other variant of the enum has the same.
    pub name: &'n str,
    /// What clients should call it, if not by that.
    pub client_name: Option<&'n str>,
    /// Where it is.
    pub at: &'n Pointer,
}

impl Planner<'_> {
    /// The identifier of each variant of a type, and what it was before.
    pub(super) fn variant_names(&mut self, id: TypeId, variants: &[Named<'_>]) -> Vec<(String, Vec<String>)> {
        let keys = keys(variants);
        let pins = self.pins_of(id);
        let pinned = variants.iter().map(|variant| pins.and_then(|pins| pins.values.get(variant.name)));
        let scope = Scope::new(Case::Type).pin(keys.iter().map(String::as_str).zip(pinned)).reserve(&[FALLBACK]);
        let names = scope.assign(keys.iter().map(String::as_str));
        report_refused(&names, &mut self.diagnostics);
        let place = |key: &str| keys.iter().position(|other| other == key).map(|index| variants[index].at.clone());
        report_collisions(&names, place, &mut self.diagnostics);
        keys.iter().map(|key| (names.get(key).into_owned(), names.were(key))).collect()
    }
}

/// The words for each variant: its name, unless the fallback or another has it.
fn keys(variants: &[Named<'_>]) -> Vec<String> {
    let taken = |key: &str| variants.iter().any(|variant| variant.name == key);
    let mut keys: Vec<String> = Vec::with_capacity(variants.len());
    for variant in variants {
        let mut key = variant.client_name.unwrap_or(variant.name).to_owned();
        while identifier(&key, Case::Type) == FALLBACK || (key != variant.name && taken(&key)) || keys.contains(&key) {
            key.push_str(" value");
        }
        keys.push(key);
    }
    keys
}
