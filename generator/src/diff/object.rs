//! Objects: members with names, and others.

use std::collections::BTreeSet;

use super::kind;
use super::members::{self, Members, Rest, rest};
use super::operation::place_of;
use super::same::bare;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, code};

impl<'a> Walk<'a> {
    /// Members with names, and all others.
    pub(super) fn object(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let shared = members::shared_parents(&old, &new, self.old, self.new);
        for (was, is) in shared.values() {
            self.schemas((id, Use::BOTH), Some(was.clone()), Some(is.clone()), name);
        }
        let skip: BTreeSet<&str> = shared.keys().map(String::as_str).collect();
        let was = Members::of(&old, self.old, &skip);
        let is = Members::of(&new, self.new, &skip);
        self.required_elsewhere(id, name, &was, &is);
        self.properties(id, name, was, is);
    }

    /// Properties that this schema requires, but has from one that is compared on its own.
    fn required_elsewhere(&mut self, id: NodeId, name: &str, was: &Members<'a>, is: &Members<'a>) {
        let others = was.required.symmetric_difference(&is.required);
        let others = others.filter(|key| !was.properties.contains_key(*key) && !is.properties.contains_key(*key));
        let others: Vec<&String> = others.collect();
        if others.is_empty() {
            return;
        }
        let (old, new) = self.spots(id);
        let none = BTreeSet::new();
        let (was, is) = (Members::of(&old, self.old, &none), Members::of(&new, self.new, &none));
        for key in others {
            let (kind, what) = match (was.required.contains(key), is.required.contains(key)) {
                (false, true) => (&kind::PROPERTY_BECAME_REQUIRED, "is required now"),
                (true, false) => (&kind::PROPERTY_BECAME_OPTIONAL, "is optional now"),
                _ => continue,
            };
            let place = |members: &Members<'a>, spot: &Spot<'a>| {
                members.properties.get(key).map(|property| property.at.clone()).or_else(|| place_of(spot, "required"))
            };
            let subject = format!("{name}.{key}");
            let sentence = format!("{} {what}", code(&subject));
            self.find_at(id, kind, subject, sentence, place(&was, &old), place(&is, &new));
            self.note(Some(key));
        }
    }

    fn properties(&mut self, id: NodeId, name: &str, mut was: Members<'a>, mut is: Members<'a>) {
        let kept: Vec<String> = was.properties.keys().filter(|key| is.properties.contains_key(*key)).cloned().collect();
        for key in kept {
            if let (Some(old), Some(new)) = (was.properties.remove(&key), is.properties.remove(&key)) {
                let required = (was.required.contains(&key), is.required.contains(&key));
                self.property(id, &format!("{name}.{key}"), (old, new), required);
            }
        }
        for (before, after) in self.renamed_properties(&was, &is) {
            if let (Some(old), Some(new)) = (was.properties.remove(&before), is.properties.remove(&after)) {
                let subject = format!("{name}.{after}");
                let sentence = format!("{} is called {} now", code(&format!("{name}.{before}")), code(&after));
                let places = (Some(old.at.clone()), Some(new.at.clone()));
                self.find_at(id, &kind::PROPERTY_RENAMED, subject.clone(), sentence, places.0, places.1);
                self.note(Some(&after));
                let required = (was.required.contains(&before), is.required.contains(&after));
                self.property(id, &subject, (old, new), required);
            }
        }
        for (key, old) in was.properties {
            let subject = format!("{name}.{key}");
            let required = was.required.contains(&key);
            let kind = if required { &kind::REQUIRED_PROPERTY_REMOVED } else { &kind::PROPERTY_REMOVED };
            let direction = direction(&old);
            self.find_at(id, kind, subject.clone(), format!("{} is gone", code(&subject)), Some(old.at), None);
            self.note(Some(&key));
            self.limit(direction);
        }
        for (key, new) in is.properties {
            let subject = format!("{name}.{key}");
            let required = is.required.contains(&key);
            let kind = if required { &kind::REQUIRED_PROPERTY_ADDED } else { &kind::PROPERTY_ADDED };
            let what = if required { "required property " } else { "" };
            let direction = direction(&new);
            self.find_at(id, kind, subject.clone(), format!("{what}{} is new", code(&subject)), None, Some(new.at));
            self.note(Some(&key));
            self.limit(direction);
        }
    }

    /// A property that is in both.
    fn property(&mut self, id: NodeId, subject: &str, (old, new): (Spot<'a>, Spot<'a>), required: (bool, bool)) {
        let through = match (direction(&old), direction(&new)) {
            (one, other) if one == other => one,
            _ => Use::BOTH,
        };
        let change = match required {
            (false, true) => Some((&kind::PROPERTY_BECAME_REQUIRED, "is required now")),
            (true, false) => Some((&kind::PROPERTY_BECAME_OPTIONAL, "is optional now")),
            _ => None,
        };
        if let Some((kind, what)) = change {
            let places = (Some(old.at.clone()), Some(new.at.clone()));
            self.find_at(id, kind, subject.to_owned(), format!("{} {what}", code(subject)), places.0, places.1);
            self.limit(through);
        }
        self.schemas((id, through), Some(old), Some(new), subject);
    }

    /// Members without names of their own.
    pub(super) fn rest(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let places = (place_of(&old, "additionalProperties"), place_of(&new, "additionalProperties"));
        let subject = format!("{name}.*");
        let (kind, what) = match (rest(&old), rest(&new)) {
            (Rest::Forbidden, Rest::Open | Rest::Typed(_)) => (&kind::REST_ALLOWED, "may have other members now"),
            (Rest::Open | Rest::Typed(_), Rest::Forbidden) => {
                (&kind::REST_FORBIDDEN, "may not have other members any more")
            }
            (Rest::Open, Rest::Typed(_)) => (&kind::TYPE_SPECIALIZED, "has other members of a certain type only now"),
            (Rest::Typed(_), Rest::Open) => (&kind::TYPE_GENERALIZED, "may have other members of any type now"),
            (Rest::Typed(was), Rest::Typed(is)) => {
                return self.schemas((id, Use::BOTH), Some(was), Some(is), &subject);
            }
            _ => return,
        };
        self.find_at(id, kind, subject, format!("{} {what}", code(name)), places.0, places.1);
    }

    /// Properties that have another name now: of the same schema, and their names are alike or clients call both the
    /// same.
    fn renamed_properties(&self, was: &Members<'a>, is: &Members<'a>) -> Vec<(String, String)> {
        let client = |spot: &Spot<'_>| spot.text("x-ms-client-name").map(str::to_owned);
        let alike = |before: &str, after: &str| {
            let (old, new) = (&was.properties[before], &is.properties[after]);
            let same = was.required.contains(before) == is.required.contains(after);
            let called = crate::spelling::alike(before, after) || (client(old).is_some() && client(old) == client(new));
            same && called && bare(old, self.old) == bare(new, self.new)
        };
        let mut pairs = Vec::new();
        for before in was.properties.keys() {
            let candidates: Vec<&String> = is.properties.keys().filter(|after| alike(before, after)).collect();
            let [after] = candidates.as_slice() else { continue };
            if was.properties.keys().filter(|other| alike(other, after)).count() == 1 {
                pairs.push((before.clone(), (*after).clone()));
            }
        }
        pairs
    }
}

/// The directions in which a property goes.
fn direction(spot: &Spot<'_>) -> Use {
    let target = members::unwrapped(spot);
    let flag = |key: &str| spot.flag(key) || target.flag(key);
    match (flag("readOnly"), flag("writeOnly")) {
        (true, false) => Use::RESPONSE,
        (false, true) => Use::REQUEST,
        _ => Use::BOTH,
    }
}
