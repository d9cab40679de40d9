//! An edit of a document, with what it is known to be.

use serde_json::Value;

use super::printed::child;
use super::sites::{Directions, Role, Site};

/// A change that has to be reported.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) kind: &'static str,
    pub(crate) subject: String,
    /// What it is about in the other direction, where that has another name.
    pub(crate) mirrored: String,
    /// What it does to requests and to responses: `B` breaks, `b` is behaviour, `-` is nothing.
    pub(crate) effects: &'static str,
    pub(crate) directions: Directions,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// A document on the way from the old to the new version.
pub(crate) struct Mutation<'d> {
    pub(crate) site: &'d Site,
    pub(crate) old: &'d Value,
    pub(crate) new: Value,
    pub(crate) expected: Vec<Expected>,
}

/// A way to change a document.
pub(crate) struct Operator {
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    /// Whether it is possible at a value of this role.
    pub(crate) fits: fn(&Value) -> bool,
    pub(crate) apply: fn(&mut Mutation<'_>),
}

impl<'d> Mutation<'d> {
    pub(crate) fn new(old: &'d Value, site: &'d Site) -> Self {
        Self { site, old, new: old.clone(), expected: Vec::new() }
    }

    /// The value that changes.
    pub(crate) fn value(&mut self) -> &mut Value {
        self.at(&self.site.at.clone())
    }

    /// The value at a place of the new version.
    pub(crate) fn at(&mut self, at: &str) -> &mut Value {
        self.new.pointer_mut(at).unwrap_or_else(|| panic!("nothing at {at}"))
    }

    pub(crate) fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.value()[key] = value.into();
    }

    pub(crate) fn remove(&mut self, key: &str) {
        self.value().as_object_mut().and_then(|object| object.remove(key)).expect("something to remove");
    }

    /// A change of the thing as a whole.
    pub(crate) fn whole(&mut self, kind: &'static str, effects: &'static str) {
        let at = self.site.at.clone();
        self.expect(kind, effects, &self.site.name.clone(), Some(at.clone()), Some(at));
    }

    /// A change of what a key says.
    pub(crate) fn keyed(&mut self, kind: &'static str, effects: &'static str, key: &str) {
        let (at, name) = (self.site.at.clone(), self.site.name.clone());
        self.keyed_at(kind, effects, &name, &at, key);
    }

    /// A change of what a key of something else says.
    pub(crate) fn keyed_at(&mut self, kind: &'static str, effects: &'static str, subject: &str, at: &str, key: &str) {
        let keyed = child(at, key);
        let place = |document: &Value| Some(document.pointer(&keyed).map_or(at.to_owned(), |_| keyed.clone()));
        let places = (place(self.old), place(&self.new));
        self.expect(kind, effects, subject, places.0, places.1);
    }

    /// Something is there that was not.
    pub(crate) fn added(&mut self, kind: &'static str, effects: &'static str, subject: &str, at: &str) {
        self.expect(kind, effects, subject, None, Some(at.to_owned()));
    }

    /// Something is not there that was.
    pub(crate) fn removed(&mut self, kind: &'static str, effects: &'static str, subject: &str, at: &str) {
        self.expect(kind, effects, subject, Some(at.to_owned()), None);
    }

    pub(crate) fn expect(
        &mut self,
        kind: &'static str,
        effects: &'static str,
        subject: &str,
        old: Option<String>,
        new: Option<String>,
    ) {
        let (subject, mirrored) = (subject.to_owned(), subject.to_owned());
        let directions = self.site.directions;
        self.expected.push(Expected { kind, subject, mirrored, effects, directions, old, new });
    }

    /// What the last change is about in the other direction.
    pub(crate) fn mirrored(&mut self, subject: &str) {
        if let Some(expected) = self.expected.last_mut() {
            expected.mirrored = subject.to_owned();
        }
    }

    /// The directions in which the last change counts.
    pub(crate) fn counts(&mut self, directions: Directions) {
        if let Some(expected) = self.expected.last_mut() {
            expected.directions = directions;
        }
    }
}
