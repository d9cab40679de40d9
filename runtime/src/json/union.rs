//! Values of one of several types: told by the text of a member, or by which type they fit best.

use serde_json::Value;

use super::scan::Kind;
use super::{DecodeError, JsonReader};

/// How many times the text may be read again, all unions together. What is behind that is kept as it is.
const READINGS: usize = 32;

/// How many unions may be of one value: one that is of another, which is of the first, would never end.
const UNIONS: usize = 8;

/// Reads a value as one of the types of a union.
type Branch<T> = fn(&mut JsonReader<'_>) -> Result<T, DecodeError>;

/// Keeps a value that is of no type of a union.
type Unknown<T> = fn(Value) -> T;

/// What was noticed while a value was read, which says how well its type fits.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    /// Where members are that the type does not know, while one of several types is being tried.
    skipped: Vec<usize>,
    /// Whether one is.
    on: bool,
    /// How many values are none that their types list.
    pub(super) unlisted: usize,
    /// How many members are not described one by one.
    pub(super) loose: usize,
    /// How many bytes were read again.
    again: usize,
    /// Where the value begins, and how many unions it is one of already.
    start: (usize, usize),
}

impl Trial {
    /// Notes a member that the type does not know.
    #[inline]
    pub(super) fn skip(&mut self, offset: usize) {
        if self.on {
            self.skipped.push(offset);
        }
    }

    /// Whether a value is being tried as one of several types.
    pub(super) fn is_on(&self) -> bool {
        self.on
    }

    /// Begins with a value at `offset`; `None` if it is of too many unions.
    fn start(&self, offset: usize) -> Option<Self> {
        let unions = if self.on && self.start.0 == offset { self.start.1 + 1 } else { 0 };
        (unions < UNIONS).then(|| Self { on: true, again: self.again, start: (offset, unions), ..Self::default() })
    }

    /// Takes over what was noticed in a part of the value.
    fn add(&mut self, part: Trial) {
        if self.on {
            self.skipped.extend(part.skipped);
        }
        self.unlisted += part.unlisted;
        self.loose += part.loose;
    }

    fn is_perfect(&self) -> bool {
        self.skipped.is_empty() && self.unlisted == 0 && self.loose == 0
    }
}

/// What came of reading the value as one of the types.
struct Attempt<'j, T> {
    /// Nothing if it is none of the type.
    value: Option<T>,
    /// Where that ended.
    reader: JsonReader<'j>,
}

impl<T> Attempt<'_, T> {
    /// Whether the type does not know the member whose value is at `offset`, as far as it came.
    fn is_unknown(&self, offset: usize) -> bool {
        let unread = self.value.is_none() && self.reader.offset() < offset;
        // Offsets only grow while a text is read.
        unread || self.reader.trial.skipped.binary_search(&offset).is_ok()
    }
}

impl<'j> JsonReader<'j> {
    /// Reads a value as the one of several types that fits it best.
    ///
    /// A type that it cannot be read as does not fit. Of the others the one counts that knows all members that any type
    /// knows; of several such the one with the fewest values that are not listed, then the one with the fewest members
    /// that are only part of a map, then the first. If there is none, the value is `unknown`, and nothing of it is lost.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn union<T>(&mut self, branches: &[Branch<T>], unknown: fn(Value) -> T) -> Result<T, DecodeError> {
        self.union_or(branches, Some(unknown))
    }

    /// Reads a value as [`union`](Self::union) does, but has nothing for one that fits no type.
    ///
    /// # Errors
    /// The text is not JSON, or the value is of none of the types.
    pub fn closed_union<T>(&mut self, branches: &[Branch<T>]) -> Result<T, DecodeError> {
        self.union_or(branches, None)
    }

    fn union_or<T>(&mut self, branches: &[Branch<T>], unknown: Option<Unknown<T>>) -> Result<T, DecodeError> {
        self.peek()?;
        let mut attempts: Vec<Attempt<'j, T>> = Vec::new();
        for branch in branches {
            let trial = self.trial.start(self.offset());
            let affordable = self.trial.again <= self.scan.len().saturating_mul(READINGS);
            let Some(trial) = trial.filter(|_| affordable) else { return self.unknown(unknown) };
            let mut reader = self.clone();
            reader.trial = trial;
            let read = branch(&mut reader);
            self.trial.again = reader.trial.again + (reader.offset() - self.offset()) + 1;
            let value = read.ok();
            let perfect = value.is_some() && reader.trial.is_perfect();
            attempts.push(Attempt { value, reader });
            if perfect {
                break;
            }
        }
        match best(attempts) {
            Some((value, mut reader)) => {
                let mut trial = std::mem::take(&mut self.trial);
                trial.add(std::mem::take(&mut reader.trial));
                *self = reader;
                self.trial = trial;
                Ok(value)
            }
            None => self.unknown(unknown),
        }
    }

    /// Reads an object as the type that the text of member `tag` stands for. Without that member it is told from the
    /// others as by [`union`](Self::union); a text that stands for nothing makes it `unknown`.
    ///
    /// # Errors
    /// The text is not JSON, or the object is not of the type that its tag stands for.
    pub fn tagged<T>(
        &mut self,
        tag: &str,
        branches: &[(&[&str], Branch<T>)],
        unknown: fn(Value) -> T,
    ) -> Result<T, DecodeError> {
        self.tagged_or(tag, branches, Some(unknown))
    }

    /// Reads an object as [`tagged`](Self::tagged) does, but has nothing for one that is of no type.
    ///
    /// # Errors
    /// The text is not JSON, or the object is not of the type that its tag stands for, or of none.
    pub fn closed_tagged<T>(&mut self, tag: &str, branches: &[(&[&str], Branch<T>)]) -> Result<T, DecodeError> {
        self.tagged_or(tag, branches, None)
    }

    fn tagged_or<T>(
        &mut self,
        tag: &str,
        branches: &[(&[&str], Branch<T>)],
        unknown: Option<Unknown<T>>,
    ) -> Result<T, DecodeError> {
        if self.peek()? != Kind::Object {
            return self.unknown(unknown);
        }
        let Some(text) = self.member_text(tag)? else {
            let branches: Vec<Branch<T>> = branches.iter().map(|(_, branch)| *branch).collect();
            return self.union_or(&branches, unknown);
        };
        match branches.iter().find(|(texts, _)| texts.contains(&text.as_str())) {
            Some((_, branch)) => branch(self),
            None => self.unknown(unknown),
        }
    }

    /// The text of a member of the object that comes next, if it has one.
    fn member_text(&self, tag: &str) -> Result<Option<String>, DecodeError> {
        let mut reader = self.clone();
        reader.trial = Trial::default();
        reader.enter()?;
        let mut key = reader.scan.object()?;
        while let Some(name) = key {
            let found = name == tag;
            if found && reader.peek()? == Kind::String {
                return reader.str().map(|text| Some(text.to_owned()));
            }
            if found {
                return Ok(None);
            }
            reader.skip()?;
            key = reader.scan.member()?;
        }
        Ok(None)
    }

    fn unknown<T>(&mut self, unknown: Option<Unknown<T>>) -> Result<T, DecodeError> {
        let unknown = unknown.ok_or_else(|| self.error("expected a value of one of several types"))?;
        let trial = self.trial.clone();
        let value = self.value().map(unknown);
        self.trial = trial;
        self.trial.unlisted += 1;
        value
    }
}

/// The one that counts, if there is any that loses nothing which another would keep.
fn best<'j, T>(attempts: Vec<Attempt<'j, T>>) -> Option<(T, JsonReader<'j>)> {
    let keeps_all = |attempt: &Attempt<'j, T>| {
        let mut skipped = attempt.reader.trial.skipped.iter();
        skipped.all(|offset| attempts.iter().all(|other| other.is_unknown(*offset)))
    };
    let lossless: Vec<bool> = attempts.iter().map(keeps_all).collect();
    let fits = attempts.into_iter().zip(lossless).filter(|(_, lossless)| *lossless);
    let fits = fits.filter_map(|(attempt, _)| Some((attempt.value?, attempt.reader)));
    fits.min_by_key(|(_, reader)| (reader.trial.unlisted, reader.trial.loose))
}
