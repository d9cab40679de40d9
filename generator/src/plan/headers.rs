//! Response headers that several operations have alike: one struct for all of them.
//!
//! Each operation keeps a name of its own for it, an alias. That is the name that callers write, and it stays when the
//! headers of one operation change and it gets a struct for itself.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{Case, Scope};
use crate::rust::{Group, HeaderField, Headers, Ty};

/// How many headers a name tells before it only counts the others.
const TOLD: usize = 6;

/// Gives operations with the same headers one struct, and answers these structs by name.
pub(super) fn share(groups: &mut [Group]) -> Vec<Headers> {
    let mut alike: BTreeMap<String, Vec<&mut Headers>> = BTreeMap::new();
    for headers in groups.iter_mut().flat_map(|group| &mut group.operations).filter_map(|op| op.headers.as_mut()) {
        if !headers.fields.iter().any(|field| is_local(&field.ty)) {
            alike.entry(format!("{:?}", headers.fields)).or_default().push(headers);
        }
    }
    alike.retain(|_, users| users.len() > 1);
    let keys = keys(alike.values().map(|users| users.first().map_or(&[][..], |headers| headers.fields.as_slice())));
    let names = Scope::new(Case::Type).reserve(&super::model::TAKEN_TYPES).assign(keys.iter().map(String::as_str));
    let mut shared: Vec<Headers> = Vec::new();
    for (users, key) in alike.into_values().zip(&keys) {
        let ident = names.get(key).into_owned();
        let fields = users.first().map(|headers| headers.fields.clone()).unwrap_or_default();
        users.into_iter().for_each(|headers| headers.shared = Some(ident.clone()));
        shared.push(Headers { ident, fields, shared: None });
    }
    shared.sort_by(|one, other| one.ident.cmp(&other.ident));
    shared
}

/// Words for each set of headers, no two alike: what is in it, then also of what type, then a number.
fn keys<'f>(sets: impl Iterator<Item = &'f [HeaderField]>) -> Vec<String> {
    let sets: Vec<&[HeaderField]> = sets.collect();
    let count = |words: &str, sets: &[&[HeaderField]]| sets.iter().filter(|fields| told(fields) == words).count();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let words = sets.iter().map(|fields| match told(fields) {
        words if count(&words, &sets) > 1 => format!("{words} {}", types(fields)),
        words => words,
    });
    words
        .map(|words| {
            let number = seen.entry(words.clone()).or_default();
            *number += 1;
            if *number == 1 { words } else { format!("{words} {number}") }
        })
        .collect()
}

fn told(fields: &[HeaderField]) -> String {
    let names = fields.iter().take(TOLD).map(|field| field.name.as_str()).collect::<Vec<_>>().join(" ");
    match fields.len().saturating_sub(TOLD) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// The types of the fields, each once.
fn types(fields: &[HeaderField]) -> String {
    let types: BTreeSet<String> = fields.iter().map(|field| format!("{:?}", field.ty)).collect();
    types.into_iter().collect::<Vec<_>>().join(" ")
}

/// Whether a type lies beside its operation, where others do not see it.
fn is_local(ty: &Ty) -> bool {
    match ty {
        Ty::Local(_) => true,
        Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) | Ty::Maybe(inner) => is_local(inner),
        _ => false,
    }
}
