//! References: finding out where they lead, and settling those that lead nowhere.

mod judge;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use serde_json::Value;

use super::name;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::link;
use crate::normalize::{self, Document, ENTRY, Kind, Reference};
use crate::read::Values;
use crate::source::{FileId, Places, Pointer};

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
    let (checked, sound, known) = (BTreeMap::new(), BTreeSet::new(), HashMap::new());
    let mut settler = Settler { values, places, checked, sound, known, diagnostics };
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let mut pending = VecDeque::from(references);
    while let Some(reference) = pending.pop_front() {
        match settler.follow_once(&reference, &mut pending) {
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
    /// Where references lead that are good, by the file that they stand in, what they say and what they must lead to.
    known: HashMap<(FileId, String, &'static str), Pointer>,
    diagnostics: &'d mut Diagnostics,
}

impl Settler<'_> {
    /// Where a reference leads. Most say what others have said before.
    fn follow_once(
        &mut self,
        reference: &Reference,
        pending: &mut VecDeque<Reference>,
    ) -> Result<Pointer, Box<Diagnostic>> {
        let key = (reference.at.file().clone(), reference.target.clone(), reference.shape.name);
        if let Some(target) = self.known.get(&key) {
            return Ok(target.clone());
        }
        let mut found = Vec::new();
        let target = self.follow(reference, &mut found);
        pending.extend(found);
        if let Ok(target) = &target {
            self.known.insert(key, target.clone());
        }
        target
    }

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
                let said = self.diagnostics.iter().count();
                let usable =
                    value.is_some_and(|value| normalize::check(value, &kind, &key.0, pending, self.diagnostics));
                self.checked.insert(key.clone(), usable);
                // What is said takes something out, and a reference may have led there.
                if self.diagnostics.iter().count() > said {
                    self.known.clear();
                }
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
        let mut texts: HashMap<&Pointer, (&Pointer, String)> = HashMap::new();
        for (reference, target) in &good {
            let (target, text) = texts.entry(target).or_insert_with(|| {
                let target = name::beyond_namesakes(target, &leads);
                (target, link::text(target))
            });
            if let Some(Value::Object(members)) = self.values.get_mut(&reference.at)
                && let Some(written) = members.get_mut("$ref")
            {
                *written = Value::String(text.clone());
            }
            if reference.shape.is_schema() && !targets.contains(*target) {
                targets.insert((*target).clone());
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
