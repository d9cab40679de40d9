//! The one loop that reads objects, for all types: it finds the place of each member and watches for duplicates.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::scan::Kind;
use super::{DecodeError, FromJson, JsonReader};

/// A place for the value of a member: any value that can be read, or a [`Required`] one.
pub trait Slot {
    /// Reads one value into the place.
    ///
    /// # Errors
    /// As [`FromJson::from_json`].
    fn fill(&mut self, json: &mut JsonReader<'_>) -> Result<(), DecodeError>;
}

impl<T: FromJson> Slot for T {
    fn fill(&mut self, json: &mut JsonReader<'_>) -> Result<(), DecodeError> {
        *self = json.value()?;
        Ok(())
    }
}

/// A place for a member that has to be there.
#[derive(Clone, Debug)]
pub struct Required<T>(Option<T>);

impl<T> Default for Required<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Required<T> {
    /// Takes the value out, behind [`JsonReader::object`].
    ///
    /// # Errors
    /// It was not there. The error names it.
    pub fn take(self, name: &str, json: &JsonReader<'_>) -> Result<T, DecodeError> {
        self.0.ok_or_else(|| json.error(format!("missing field `{name}`")))
    }
}

impl<T: FromJson> Slot for Required<T> {
    fn fill(&mut self, json: &mut JsonReader<'_>) -> Result<(), DecodeError> {
        self.0 = Some(json.value()?);
        Ok(())
    }
}

/// A place for all members that have no place of their own: a map by name. Of two with one name the last one wins.
pub trait Rest {
    /// Reads the value of member `name`.
    ///
    /// # Errors
    /// As [`FromJson::from_json`].
    fn add(&mut self, name: String, json: &mut JsonReader<'_>) -> Result<(), DecodeError>;
}

impl<T: FromJson> Rest for BTreeMap<String, T> {
    fn add(&mut self, name: String, json: &mut JsonReader<'_>) -> Result<(), DecodeError> {
        self.insert(name, json.value()?);
        Ok(())
    }
}

impl Rest for Map<String, Value> {
    fn add(&mut self, name: String, json: &mut JsonReader<'_>) -> Result<(), DecodeError> {
        self.insert(name, json.value()?);
        Ok(())
    }
}

impl JsonReader<'_> {
    /// Reads an object: the value of each member goes to the place of its name. Other members are skipped.
    ///
    /// # Errors
    /// Something else comes next; a member with a place comes twice, even as `null`; or a value is not of the type of
    /// its place, and then the error has the name in its path.
    pub fn object(&mut self, members: &mut [(&str, &mut dyn Slot)]) -> Result<(), DecodeError> {
        self.members(members, None)
    }

    /// Reads an object like [`object`](Self::object), but keeps the members without a place in `rest`.
    ///
    /// # Errors
    /// As [`object`](Self::object).
    pub fn object_with_rest(
        &mut self,
        members: &mut [(&str, &mut dyn Slot)],
        rest: &mut dyn Rest,
    ) -> Result<(), DecodeError> {
        self.members(members, Some(rest))
    }

    fn members(
        &mut self,
        members: &mut [(&str, &mut dyn Slot)],
        mut rest: Option<&mut dyn Rest>,
    ) -> Result<(), DecodeError> {
        self.expect(Kind::Object)?;
        self.enter()?;
        let mut seen = Seen::default();
        let mut guess = 0;
        let mut key = self.scan.object()?;
        while let Some(name) = key {
            match (position(members, guess, name), &mut rest) {
                (Some(index), _) => {
                    guess = index + 1;
                    let (name, slot) = &mut members[index];
                    if !seen.insert(index) {
                        return Err(self.error(format!("duplicate field `{name}`")));
                    }
                    slot.fill(self).map_err(|e| e.in_field(name))?;
                }
                (None, Some(rest)) => {
                    self.trial.loose += 1;
                    let name = name.to_owned();
                    rest.add(name.clone(), self).map_err(|e| e.in_field(&name))?;
                }
                (None, None) => {
                    self.trial.skip(self.scan.offset());
                    self.skip()?;
                }
            }
            key = self.scan.member()?;
        }
        self.leave();
        Ok(())
    }
}

/// Finds `name`. Members mostly come in the order of the places, so the one behind the last is tried first.
fn position(members: &[(&str, &mut dyn Slot)], guess: usize, name: &str) -> Option<usize> {
    if members.get(guess).is_some_and(|(guessed, _)| *guessed == name) {
        return Some(guess);
    }
    members.iter().position(|(member, _)| *member == name)
}

/// A set of numbers, without allocation up to 64.
#[derive(Default)]
struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    /// Adds a number and says whether it is new.
    fn insert(&mut self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if self.rest.len() <= word {
                    self.rest.resize(word + 1, 0);
                }
                &mut self.rest[word]
            }
        };
        let bit = 1 << (index % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}
