//! The pull reader: tokens with a depth limit over everything, and errors that carry a path.

use std::borrow::Cow;

use super::scan::{Kind, Scanner};
use super::union::Trial;
use super::{DecodeError, FromJson};

/// Arrays and objects inside each other, at most: what `serde_json` allows.
const MAX_DEPTH: usize = 127;

/// Reads JSON values one after the other from a text held in memory.
#[derive(Clone, Debug)]
pub struct JsonReader<'j> {
    pub(super) scan: Scanner<'j>,
    depth: usize,
    /// What of the values read so far a union has to know.
    pub(super) trial: Trial,
}

impl<'j> JsonReader<'j> {
    /// Starts at the beginning of `text`, behind a byte order mark if there is one.
    pub fn new(text: &'j [u8]) -> Self {
        Self { scan: Scanner::new(text), depth: 0, trial: Trial::default() }
    }

    /// Reads a value of any type.
    ///
    /// # Errors
    /// As [`FromJson::from_json`].
    #[inline]
    pub fn value<T: FromJson>(&mut self) -> Result<T, DecodeError> {
        T::from_json(self)
    }

    /// Consumes a `null`, if that is what comes next, and says whether it did.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn null(&mut self) -> Result<bool, DecodeError> {
        match self.peek()? {
            Kind::Null => self.scan.null().map(|()| true),
            _ => Ok(false),
        }
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn bool(&mut self) -> Result<bool, DecodeError> {
        self.expect(Kind::Boolean)?;
        self.scan.boolean()
    }

    /// Reads a string, unescaped.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn str(&mut self) -> Result<&str, DecodeError> {
        self.expect(Kind::String)?;
        self.scan.string()
    }

    /// Reads a number and returns its text as it stands, for example `-1.5e3`.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn number(&mut self) -> Result<&str, DecodeError> {
        self.expect(Kind::Number)?;
        self.scan.number()
    }

    /// Reads an array. `item` is called before each of its values and must read exactly that one.
    ///
    /// # Errors
    /// Something else comes next, or `item` failed; its error gets the index into its path.
    pub fn array(&mut self, item: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>) -> Result<(), DecodeError> {
        self.expect(Kind::Array)?;
        self.enter()?;
        let mut more = self.scan.array()?;
        let mut index = 0;
        while more {
            item(self).map_err(|e| e.in_item(index))?;
            index += 1;
            more = self.scan.item()?;
        }
        self.leave();
        Ok(())
    }

    /// Reads a value of any shape and forgets it. It is checked like any other: syntax, UTF-8 and depth.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::Null => self.null().map(drop),
            Kind::Boolean => self.bool().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.str().map(drop),
            Kind::Array => self.array(&mut |json| json.skip()),
            Kind::Object => self.object(&mut []),
        }
    }

    /// Notes that a value is none that its type lists, or is written otherwise than it was read: another type of a union
    /// may fit better.
    pub fn unlisted(&mut self) {
        self.trial.unlisted += 1;
    }

    /// Makes an error about the value that was read last.
    #[cold]
    pub fn error(&self, message: impl Into<Cow<'static, str>>) -> DecodeError {
        DecodeError::new(message, self.offset())
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// There is more.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        self.scan.finish()
    }

    #[inline]
    pub(super) fn peek(&mut self) -> Result<Kind, DecodeError> {
        self.scan.peek()
    }

    /// Goes to the next value, which must be of this kind.
    #[inline]
    pub(super) fn expect(&mut self, kind: Kind) -> Result<(), DecodeError> {
        match self.peek()? {
            found if found == kind => Ok(()),
            found => Err(self.error(format!("expected {}, found {}", kind.name(), found.name()))),
        }
    }

    pub(super) fn offset(&self) -> usize {
        self.scan.offset()
    }

    pub(super) fn enter(&mut self) -> Result<(), DecodeError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("recursion limit exceeded"));
        }
        self.depth += 1;
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }
}
