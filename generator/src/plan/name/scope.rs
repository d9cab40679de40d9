//! Namespaces: each name of a set gets an identifier of its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Case, identifier, is_identifier, verbose_identifier};
use crate::lock::Pin;

/// A namespace: gives each name of a set an identifier of its own.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    case: Case,
    reserved: BTreeSet<String>,
    pins: BTreeMap<String, Pin>,
}

impl Scope {
    /// A scope without names, for identifiers in `case`.
    pub(crate) fn new(case: Case) -> Self {
        Self { case, reserved: BTreeSet::new(), pins: BTreeMap::new() }
    }

    /// Settles the identifiers of some names. Other names give way to these, and to what these were before.
    #[must_use]
    pub(crate) fn pin<'n>(mut self, pins: impl IntoIterator<Item = (&'n str, Option<&'n Pin>)>) -> Self {
        let pins = pins.into_iter().filter_map(|(name, pin)| Some((name.to_owned(), pin?.clone())));
        self.pins.extend(pins);
        self
    }

    /// Adds identifiers that may not be given out, because something else in the scope has them.
    ///
    /// A name that is spelled like one gets a suffix: `_` for values and constants (`send_`), `Model` for types
    /// (`StringModel`). That is no collision of two names and not reported as one.
    #[must_use]
    pub(crate) fn reserve(mut self, taken: &[&str]) -> Self {
        self.reserved.extend(taken.iter().map(|&name| name.to_owned()));
        self
    }

    /// Gives each of `names` an identifier; a name that comes twice is one name.
    ///
    /// Of the names with one spelling, the name that is its own identifier keeps it, else the first in byte order. The
    /// others have their punctuation spelled out (`foo-bar` → `foo_dash_bar`); who is still not alone gets a number,
    /// in byte order (`foo_2`, `Foo2`).
    pub(crate) fn assign<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Names {
        let names: BTreeSet<&str> = names.into_iter().collect();
        let mut mint = Mint::new(&self);
        let (were, refused) = mint.settle(names.iter().filter_map(|name| Some((*name, self.pins.get(*name)?))));
        let mut wanted: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for name in names.into_iter().filter(|name| !mint.identifiers.contains_key(*name)) {
            wanted.entry(self.free(identifier(name, self.case))).or_default().insert(name);
        }
        let mut collisions = BTreeMap::new();
        for (spelled, names) in wanted {
            if let Some(owner) = mint.settled.get(&spelled) {
                collisions.extend(names.into_iter().map(|name| (name.to_owned(), owner.clone())));
                continue;
            }
            let owner = names.get(spelled.as_str()).or_else(|| names.first()).copied().unwrap_or_default();
            mint.give(owner, spelled);
            collisions.extend(
                names.into_iter().filter(|name| *name != owner).map(|name| (name.to_owned(), owner.to_owned())),
            );
        }
        let mut crowded = Vec::new();
        for name in collisions.keys() {
            let spelled = self.free(verbose_identifier(name, self.case));
            if mint.taken.contains(&spelled) {
                crowded.push((name, spelled));
            } else {
                mint.give(name, spelled);
            }
        }
        for (name, spelled) in crowded {
            mint.give(name, spelled);
        }
        Names { case: self.case, identifiers: mint.identifiers, collisions, were, refused }
    }

    /// `spelled`, with a suffix if it is reserved.
    fn free(&self, mut spelled: String) -> String {
        if self.reserved.contains(&spelled) {
            spelled.push_str(if self.case == Case::Type { "Model" } else { "_" });
        }
        spelled
    }
}

/// The identifiers of a scope while they are given out.
struct Mint {
    case: Case,
    taken: BTreeSet<String>,
    /// The last number given to each spelling that needed numbers.
    numbers: BTreeMap<String, usize>,
    identifiers: BTreeMap<String, String>,
    /// Settled identifiers, and those that were, each with the name it belongs to.
    settled: BTreeMap<String, String>,
}

impl Mint {
    fn new(scope: &Scope) -> Self {
        let taken = scope.reserved.clone();
        Self {
            case: scope.case,
            taken,
            numbers: BTreeMap::new(),
            identifiers: BTreeMap::new(),
            settled: BTreeMap::new(),
        }
    }

    /// Gives names the identifiers that are settled, unless these cannot be had. Answers what each was before, and what
    /// could not be had.
    fn settle<'p>(
        &mut self,
        pins: impl Iterator<Item = (&'p str, &'p Pin)> + Clone,
    ) -> (BTreeMap<String, Vec<String>>, Vec<Refusal>) {
        let (mut were, mut refused): (BTreeMap<String, Vec<String>>, _) = (BTreeMap::new(), Vec::new());
        for (name, pin) in pins.clone() {
            match self.problem(&pin.ident) {
                None => {
                    self.settled.insert(pin.ident.clone(), name.to_owned());
                    self.give(name, pin.ident.clone());
                }
                Some(problem) => refused.push(Refusal { pin: pin.clone(), name: pin.ident.clone(), problem }),
            }
        }
        for (name, pin) in pins.filter(|(name, _)| self.identifiers.contains_key(*name)).collect::<Vec<_>>() {
            for before in &pin.was {
                match self.problem(before) {
                    None => {
                        self.taken.insert(before.clone());
                        self.settled.insert(before.clone(), name.to_owned());
                        were.entry(name.to_owned()).or_default().push(before.clone());
                    }
                    Some(problem) => refused.push(Refusal { pin: pin.clone(), name: before.clone(), problem }),
                }
            }
        }
        (were, refused)
    }

    /// Why an identifier cannot be had.
    fn problem(&self, ident: &str) -> Option<String> {
        match self.settled.get(ident) {
            _ if !is_identifier(ident) => Some("it is not an identifier of Rust".to_owned()),
            Some(other) => Some(format!("`{other}` is called so too")),
            None if self.taken.contains(ident) => Some("something else has this name in every crate".to_owned()),
            None => None,
        }
    }

    /// Gives `name` an identifier that is free, or if it is not, the next free number of it.
    fn give(&mut self, name: &str, spelled: String) {
        let free = if self.taken.contains(&spelled) { self.next(&spelled) } else { spelled };
        self.taken.insert(free.clone());
        self.identifiers.insert(name.to_owned(), free);
    }

    /// `spelled` with the first number, from 2, that makes it free.
    fn next(&mut self, spelled: &str) -> String {
        let base = spelled.trim_end_matches('_');
        let joint = if self.case == Case::Type && !base.ends_with(char::is_numeric) { "" } else { "_" };
        let number = self.numbers.entry(base.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{base}{joint}{number}");
            if !self.taken.contains(&numbered) {
                return numbered;
            }
        }
    }
}

/// A name that does not have the identifier it would have alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Collision<'n> {
    /// The name.
    pub(crate) name: &'n str,
    /// The identifier it has instead.
    pub(crate) identifier: &'n str,
    /// The name that has its identifier.
    pub(crate) other: &'n str,
}

/// A settled name that cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Who settled it.
    pub(crate) pin: Pin,
    /// The identifier.
    pub(crate) name: String,
    /// Why not, as a clause.
    pub(crate) problem: String,
}

/// Names and the identifier of each, no two alike.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    case: Case,
    identifiers: BTreeMap<String, String>,
    /// The names that gave way, each with the name that has its identifier.
    collisions: BTreeMap<String, String>,
    /// The identifiers that names had before.
    were: BTreeMap<String, Vec<String>>,
    refused: Vec<Refusal>,
}

impl Names {
    /// The identifiers that `name` had before and that are still its own.
    pub(crate) fn were(&self, name: &str) -> Vec<String> {
        self.were.get(name).cloned().unwrap_or_default()
    }

    /// The settled names that could not be had.
    pub(crate) fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// The identifier of `name`; of a name the scope was not given, the one it would have alone.
    pub(crate) fn get(&self, name: &str) -> Cow<'_, str> {
        match self.identifiers.get(name) {
            Some(identifier) => Cow::Borrowed(identifier),
            None => Cow::Owned(identifier(name, self.case)),
        }
    }

    /// The names that gave way to another, in byte order.
    pub(crate) fn collisions(&self) -> impl Iterator<Item = Collision<'_>> {
        self.collisions.iter().filter_map(|(name, other)| {
            let identifier = self.identifiers.get(name)?;
            Some(Collision { name, identifier, other })
        })
    }
}
