//! What differs between the public things of two crates, and whether code can tell.

use std::collections::BTreeMap;

use super::{Member, Thing};
use crate::diff::report::{Item, RustVerdict};
use crate::source::Pointer;

/// An item that differs, with where it comes from in both descriptions.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Difference {
    pub item: Item,
    pub old: Option<Pointer>,
    pub new: Option<Pointer>,
    pub token: Option<String>,
    /// The type that it belongs to.
    pub owner: String,
    /// Where its type comes from.
    pub owners: (Option<Pointer>, Option<Pointer>),
    /// The operation that it belongs to, in both descriptions.
    pub operations: (Option<Pointer>, Option<Pointer>),
}

/// Compares two surfaces. `same` says which new path stands for an old one, where they differ.
pub(in crate::diff) fn compare(old: &[Thing], new: &[Thing], same: &BTreeMap<String, String>) -> Vec<Difference> {
    let mut left: BTreeMap<&str, &Thing> = new.iter().map(|thing| (thing.path.as_str(), thing)).collect();
    let mut differences = Vec::new();
    for was in old {
        let path = same.get(&was.path).unwrap_or(&was.path);
        match left.remove(path.as_str()) {
            Some(is) => things(was, is, &mut differences),
            None => differences.extend(gone(was)),
        }
    }
    differences.extend(left.into_values().flat_map(added));
    differences
}

fn things(was: &Thing, is: &Thing, differences: &mut Vec<Difference>) {
    if was.path != is.path {
        let texts = (Some(was.head.clone()), Some(is.head.clone()));
        differences.push(whole((Some(was), Some(is)), &was.path, RustVerdict::Major, "renamed", texts));
    } else if was.shape != is.shape {
        let texts = (Some(was.declaration()), Some(is.declaration()));
        differences.push(whole(
            (Some(was), Some(is)),
            &is.path,
            RustVerdict::Major,
            "declared as something else",
            texts,
        ));
        if kind(&was.head) != kind(&is.head) {
            return;
        }
    }
    for (key, member) in &was.members {
        match is.members.get(key) {
            Some(other) => differences.extend(members(was, is, member, other)),
            None => differences.push(member_gone(was, is, key, member)),
        }
    }
    let fresh = is.members.iter().filter(|(key, _)| !was.members.contains_key(*key));
    differences.extend(fresh.map(|(key, member)| member_added(was, is, key, member)));
}

/// `struct`, `enum` or `type`.
fn kind(head: &str) -> Option<&str> {
    head.split(' ').nth(1)
}

/// A thing, and the method that made it.
fn gone(was: &Thing) -> Vec<Difference> {
    let texts = (Some(was.declaration()), None);
    let thing = whole((Some(was), None), &was.path, RustVerdict::Major, "gone", texts);
    let method = was
        .members
        .get("method")
        .map(|method| one((Some(was), None), (Some(method), None), RustVerdict::Major, "gone"));
    method.into_iter().chain([thing]).collect()
}

fn added(is: &Thing) -> Vec<Difference> {
    let texts = (None, Some(is.declaration()));
    let thing = whole((None, Some(is)), &is.path, RustVerdict::Minor, "new", texts);
    let method =
        is.members.get("method").map(|method| one((None, Some(is)), (None, Some(method)), RustVerdict::Minor, "new"));
    method.into_iter().chain([thing]).collect()
}

fn whole(
    (was, is): (Option<&Thing>, Option<&Thing>),
    path: &str,
    verdict: RustVerdict,
    why: &str,
    (before, after): (Option<String>, Option<String>),
) -> Difference {
    Difference {
        item: Item { path: path.to_owned(), verdict, why: why.to_owned(), before, after },
        old: source(was),
        new: source(is),
        token: None,
        owner: is.or(was).map(|thing| thing.path.clone()).unwrap_or_default(),
        owners: (source(was), source(is)),
        operations: (operation(was), operation(is)),
    }
}

fn members(was: &Thing, is: &Thing, old: &Member, new: &Member) -> Option<Difference> {
    let (verdict, why) = match (old.shape == new.shape, old.deprecated, new.deprecated) {
        (false, ..) if old.name != new.name => (RustVerdict::Major, "renamed"),
        (false, ..) if new.text.contains('(') => (RustVerdict::Major, "another signature"),
        (false, ..) => (RustVerdict::Major, "another type"),
        (true, false, true) => (RustVerdict::Minor, "deprecated"),
        (true, true, false) => (RustVerdict::Minor, "not deprecated any more"),
        _ => return None,
    };
    Some(one((Some(was), Some(is)), (Some(old), Some(new)), verdict, why))
}

fn member_gone(was: &Thing, is: &Thing, key: &str, member: &Member) -> Difference {
    let why = match key {
        "literal" => "can be written as a literal no longer",
        "impl Default" => "has no default any more",
        _ => "gone",
    };
    one((Some(was), Some(is)), (Some(member), None), RustVerdict::Major, why)
}

fn member_added(was: &Thing, is: &Thing, key: &str, member: &Member) -> Difference {
    let (verdict, why) = match key.split_once(' ') {
        Some(("field", _)) if is.exhaustive => (RustVerdict::Major, "new, and literals have to name it"),
        Some(("variant", _)) if is.exhaustive => (RustVerdict::Major, "new, and a match has to name it"),
        _ => (RustVerdict::Minor, "new"),
    };
    one((Some(was), Some(is)), (None, Some(member)), verdict, why)
}

fn one(
    (was, is): (Option<&Thing>, Option<&Thing>),
    (old, new): (Option<&Member>, Option<&Member>),
    verdict: RustVerdict,
    why: &str,
) -> Difference {
    let name = new.or(old).map(|member| member.name.as_str()).unwrap_or_default();
    let owner = is.or(was).map(|thing| thing.path.clone()).unwrap_or_default();
    let path = match name.split_once("::") {
        // The method that makes a request is one of the handle beside its type.
        Some(_) => format!("{}::{name}", owner.split("::").next().unwrap_or_default()),
        None => format!("{owner}::{name}"),
    };
    let text = |member: Option<&Member>| {
        member.map(|member| match member.deprecated {
            true => format!("#[deprecated]\n{}", member.text),
            false => member.text.clone(),
        })
    };
    Difference {
        item: Item { path, verdict, why: why.to_owned(), before: text(old), after: text(new) },
        old: old.and_then(|member| member.source.clone()),
        new: new.and_then(|member| member.source.clone()),
        token: new.or(old).and_then(|member| member.token.clone()),
        owner,
        owners: (source(was), source(is)),
        operations: (operation(was), operation(is)),
    }
}

fn source(thing: Option<&Thing>) -> Option<Pointer> {
    thing.and_then(|thing| thing.source.clone())
}

fn operation(thing: Option<&Thing>) -> Option<Pointer> {
    thing.and_then(|thing| thing.operation.clone())
}
