//! Which thing of the document is which entry of the lock.
//!
//! What has the same key is the same thing. Of the others, two are the same if something else that identifies them is
//! the same, and nothing else on either side has it.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::shape;
use super::{Lock, TypeEntry};

/// What was found: for keys of the document, those of the lock.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) operations: BTreeMap<String, String>,
    pub(super) types: BTreeMap<String, String>,
    /// A group of the document can be several of the lock, if all of these have vanished into it.
    pub(super) groups: BTreeMap<String, Vec<String>>,
}

/// Finds the things of `old` in `new`.
pub(super) fn find(old: &Lock, new: &Lock) -> Found {
    let operations = operations(old, new);
    let types = types(old, new, &operations);
    let groups = groups(old, new, &operations);
    Found { operations, types, groups }
}

/// Keys that are not found yet, and those that are.
#[derive(Debug)]
struct Search<'l> {
    old: BTreeSet<&'l str>,
    new: BTreeSet<&'l str>,
    found: BTreeMap<String, String>,
}

impl<'l> Search<'l> {
    /// Begins with what has the same key.
    fn new(old: impl Iterator<Item = &'l String>, new: impl Iterator<Item = &'l String>) -> Self {
        let (old, new) = (old.map(String::as_str).collect(), new.map(String::as_str).collect());
        let mut search = Self { old, new, found: BTreeMap::new() };
        search.pair(|key| Some(key.to_owned()), |key| Some(key.to_owned()));
        search
    }

    /// Pairs those that have the same mark, and alone have it. Answers whether there were any.
    fn pair(&mut self, old_mark: impl Fn(&str) -> Option<String>, new_mark: impl Fn(&str) -> Option<String>) -> bool {
        let old = marked(&self.old, old_mark);
        let mut any = false;
        for (mark, new) in marked(&self.new, new_mark) {
            if let (Some([old]), [new]) = (old.get(&mark).map(Vec::as_slice), new.as_slice()) {
                self.found.insert((*new).to_owned(), (*old).to_owned());
                self.old.remove(old);
                self.new.remove(new);
                any = true;
            }
        }
        any
    }
}

fn marked<'k>(keys: &BTreeSet<&'k str>, mark: impl Fn(&str) -> Option<String>) -> BTreeMap<String, Vec<&'k str>> {
    let mut marked: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for key in keys {
        if let Some(mark) = mark(key) {
            marked.entry(mark).or_default().push(key);
        }
    }
    marked
}

/// Operations: by method and path whatever the variables are called, then by operationId.
fn operations(old: &Lock, new: &Lock) -> BTreeMap<String, String> {
    let mut search = Search::new(old.operations.keys(), new.operations.keys());
    search.pair(|key| Some(blank(key)), |key| Some(blank(key)));
    let id = |lock: &Lock, key: &str| lock.operations.get(key).map(|operation| operation.id.clone());
    search.pair(|key| id(old, key), |key| id(new, key));
    search.found
}

/// A key of an operation without the names of its variables.
fn blank(key: &str) -> String {
    let mut parts = key.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}{{{}", part.find('}').map_or(part, |end| &part[end..])))
}

/// Types: by what they are within a renamed operation or type, then by what they look like. Each that is found can be
/// what others are found by.
fn types(old: &Lock, new: &Lock, operations: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut search = Search::new(old.types.keys(), new.types.keys());
    let ids = operations.iter().filter_map(|(key, before)| {
        Some((old.operations.get(before)?.id.clone(), new.operations.get(key)?.id.clone()))
    });
    let ids: Vec<(String, String)> = ids.filter(|(old, new)| old != new).collect();
    loop {
        let types = search.found.iter().filter(|(new, old)| new != old);
        let stems: Vec<(String, String)> =
            ids.iter().cloned().chain(types.map(|(new, old)| (old.clone(), new.clone()))).collect();
        let moved = |key: &str| {
            stems.iter().find_map(|(old, new)| {
                let rest = key.strip_prefix(old.as_str()).filter(|rest| rest.starts_with(' '))?;
                Some(format!("{new}{rest}"))
            })
        };
        if search.pair(moved, |key| Some(key.to_owned())) {
            continue;
        }
        let back: BTreeMap<&str, &str> = search.found.iter().map(|(new, old)| (old.as_str(), new.as_str())).collect();
        let (old_names, new_names) = (names(old), names(new));
        // A type that is not found itself can be any.
        let of_old = |name: &str| old_names.get(name).map(|key| (*back.get(key).unwrap_or(&"?")).to_owned());
        let found = &search.found;
        let of_new = |name: &str| {
            let key = new_names.get(name)?;
            Some(if found.contains_key(*key) { *key } else { "?" }.to_owned())
        };
        let shapes =
            |types: &BTreeMap<String, TypeEntry>, keys: &BTreeSet<&str>, named: &dyn Fn(&str) -> Option<String>| {
                let shapes = keys.iter().filter_map(|key| Some(((*key).to_owned(), shape(types.get(*key)?, named)?)));
                shapes.collect::<BTreeMap<String, String>>()
            };
        let (of_old, of_new) = (shapes(&old.types, &search.old, &of_old), shapes(&new.types, &search.new, &of_new));
        if !search.pair(|key| of_old.get(key).cloned(), |key| of_new.get(key).cloned()) {
            return search.found;
        }
    }
}

/// The key of each type by its Rust name.
fn names(lock: &Lock) -> BTreeMap<&str, &str> {
    lock.types.iter().map(|(key, entry)| (entry.rust.name.as_str(), key.as_str())).collect()
}

/// Groups: by name, else those that have vanished and whose operations are in the group now.
fn groups(old: &Lock, new: &Lock, operations: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut heirs: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
    for (key, before) in operations {
        let (Some(is), Some(was)) = (new.operations.get(key), old.operations.get(before)) else { continue };
        heirs.entry(&was.group).or_default().insert(&is.group);
    }
    for name in new.groups.keys() {
        let vanished = |group: &&String| !new.groups.contains_key(*group);
        let whole = heirs.iter().filter(|(_, heirs)| heirs.len() == 1 && heirs.contains(name)).map(|(group, _)| *group);
        let before: Vec<String> = match old.groups.contains_key(name) {
            true => vec![name.clone()],
            false => whole.filter(vanished).filter(|group| old.groups.contains_key(*group)).cloned().collect(),
        };
        found.insert(name.clone(), before);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn names_of_variables_do_not_count() {
        assert_eq!(blank("GET /a/{id}/b/{other}.json"), "GET /a/{}/b/{}.json");
        assert_eq!(blank("GET /a{"), "GET /a{");
    }
}
