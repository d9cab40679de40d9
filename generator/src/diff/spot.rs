//! A value of a description together with its place, and the ways from it to others.

use serde_json::{Map, Value};

use crate::link;
use crate::read::Values;
use crate::source::Pointer;

/// How many references are followed one after another; they may lead in circles.
const HOPS: usize = 64;

/// A value and where it is. Its references are settled.
#[derive(Clone, Debug)]
pub(super) struct Spot<'a> {
    values: &'a Values,
    /// The value.
    pub value: &'a Value,
    /// Where it is.
    pub at: Pointer,
}

impl<'a> Spot<'a> {
    /// The value at a place, unless there is none.
    pub(super) fn at(values: &'a Values, at: Pointer) -> Option<Self> {
        let value = values.get(&at)?;
        Some(Self { values, value, at })
    }

    /// A member of an object, as it is written: it may be a reference.
    pub(super) fn member(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { values: self.values, value, at: self.at.key(key) })
    }

    /// What is behind the references that a member may be.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        self.member(key).map(|member| member.follow())
    }

    /// What is behind the references that this may be.
    pub(super) fn follow(self) -> Self {
        let mut spot = self;
        for _ in 0..HOPS {
            let Some(next) = spot.target() else { break };
            spot = next;
        }
        spot
    }

    /// Where this refers to, if it is a reference.
    pub(super) fn target(&self) -> Option<Self> {
        let at = link::settled(self.value.get("$ref")?.as_str()?)?;
        Self::at(self.values, at)
    }

    /// Whether this is a reference.
    pub(super) fn is_reference(&self) -> bool {
        self.value.get("$ref").is_some_and(Value::is_string)
    }

    /// The members of an object.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let (values, at) = (self.values, self.at.clone());
        let members = self.object().into_iter().flatten();
        members.map(move |(key, value)| (key.as_str(), Self { values, value, at: at.key(key) }))
    }

    /// The elements of an array.
    pub(super) fn items(&self) -> impl Iterator<Item = Self> + use<'a> {
        let (values, at) = (self.values, self.at.clone());
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| Self { values, value, at: at.index(index) })
    }

    /// The object that this is.
    pub(super) fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    /// A member that is a text.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// A member that is true.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool).unwrap_or(false)
    }
}
