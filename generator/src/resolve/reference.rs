//! References: finding out where they lead, and settling those that lead nowhere.

mod judge;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::name;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::link;
use crate::normalize::{self, Document, ENTRY, Kind, Reference};
use crate::read::Values;
use crate::source::{Places, Pointer};

/// The target of a Reference Object that is settled; `None` for any other value.
pub(super) fn target_of(value: &Value) -> Option<Pointer> {
    link::settled(value.get("$ref")?.as_str()?)
}

/// A description whose references all lead to something.
pub(super) struct Settled {
    pub values: Values,
    /// The schemas that references lead to.
    pub targets: BTreeSet<Pointer>,
    /// The places where a schema was replaced because its reference led nowhere.
    pub untyped: Vec<Pointer>,
}

/// Checks every reference and what it leads to, and replaces those that lead nowhere.
pub(super) fn settle<'d>(document: Document, places: &'d Places, diagnostics: &'d mut Diagnostics) -> Settled {
    let Document { values, references, .. } = document;
    let mut settler = Settler { values, places, checked: BTreeMap::new(), sound: BTreeSet::new(), diagnostics };
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let mut pending = references;
    let mut next = 0;
    while let Some(reference) = pending.get(next).cloned() {
        next += 1;
        match settler.follow(&reference, &mut pending) {
            Ok(target) => good.push((reference, target)),
            Err(problem) => {
                settler.diagnostics.push(*problem);
                bad.push(reference);
            }
        }
    }
    settler.finish(good, bad)
}

struct Settler<'d> {
    values: Values,
    /// Where things were, for what is said about references.
    places: &'d Places,
    /// The places that were checked because a reference leads there, and whether they can be used, by what they were
    /// checked as.
    checked: BTreeMap<(Pointer, &'static str), bool>,
    /// Places from where references reach a value.
    sound: BTreeSet<Pointer>,
    diagnostics: &'d mut Diagnostics,
}

impl Settler<'_> {
    /// Where a reference leads. If nobody has checked what is there, that is done now; more references may come of it.
    fn follow(&mut self, reference: &Reference, pending: &mut Vec<Reference>) -> Result<Pointer, Box<Diagnostic>> {
        let target = judge::judge(&self.values, self.places, reference, &mut self.sound)?;
        if normalize::is_checked(&self.values, ENTRY, &target, reference.shape) {
            return Ok(target);
        }
        let key = (target, reference.shape.name);
        let usable = match self.checked.get(&key) {
            Some(usable) => *usable,
            None => {
                let kind = Kind::Ref(reference.shape);
                let value = self.values.get_mut(&key.0);
                let usable =
                    value.is_some_and(|value| normalize::check(value, &kind, &key.0, pending, self.diagnostics));
                self.checked.insert(key.clone(), usable);
                usable
            }
        };
        if usable { Ok(key.0) } else { Err(judge::unusable(&self.values, self.places, reference, &key.0)) }
    }

    /// Writes down where references lead: from here on, they start from the entry document.
    fn finish(mut self, good: Vec<(Reference, Pointer)>, bad: Vec<Reference>) -> Settled {
        let leads: BTreeMap<&Pointer, &Pointer> =
            good.iter().map(|(reference, target)| (&reference.at, target)).collect();
        let mut targets = BTreeSet::new();
        for (reference, target) in &good {
            let target = name::beyond_namesakes(target, &leads).clone();
            if let Some(text) = self.values.get_mut(&reference.at.key("$ref")) {
                *text = Value::String(link::text(&target));
            }
            if reference.shape.is_schema() {
                targets.insert(target);
            }
        }
        let untyped = bad.iter().filter(|reference| reference.shape.is_schema()).map(|reference| reference.at.clone());
        let untyped = untyped.collect();
        for reference in bad {
            if let Some(hole) = self.values.get_mut(&reference.at) {
                *hole = if reference.shape.is_schema() { Value::Object(Default::default()) } else { Value::Null };
            }
        }
        Settled { values: self.values, targets, untyped }
    }
}
