//! The pull reader: [`jiter`] with a depth limit over everything, byte offsets, and errors that carry a path.

use std::borrow::Cow;

use jiter::{Jiter, JiterError, Peek};

use super::{DecodeError, FromJson};

/// Arrays and objects inside each other, at most: what `serde_json` allows.
const MAX_DEPTH: usize = 127;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads JSON values one after the other from a text held in memory.
#[derive(Clone, Debug)]
pub struct JsonReader<'j> {
    pub(super) jiter: Jiter<'j>,
    skipped: usize,
    depth: usize,
}

impl<'j> JsonReader<'j> {
    /// Starts at the beginning of `text`, behind a byte order mark if there is one.
    pub fn new(text: &'j [u8]) -> Self {
        let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        Self { jiter: Jiter::new(body), skipped: text.len() - body.len(), depth: 0 }
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
        if self.peek()? != Peek::Null {
            return Ok(false);
        }
        self.jiter.known_null().map_err(|e| fault(e, self.skipped))?;
        Ok(true)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn bool(&mut self) -> Result<bool, DecodeError> {
        let peek = self.peek()?;
        if !matches!(peek, Peek::True | Peek::False) {
            return Err(self.mismatch("a boolean", peek));
        }
        self.jiter.known_bool(peek).map_err(|e| fault(e, self.skipped))
    }

    /// Reads a string, unescaped.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn str(&mut self) -> Result<&str, DecodeError> {
        let peek = self.peek()?;
        if peek != Peek::String {
            return Err(self.mismatch("a string", peek));
        }
        let skipped = self.skipped;
        self.jiter.known_str().map_err(|e| fault(e, skipped))
    }

    /// Reads a number and returns its text as it stands, for example `-1.5e3`.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn number(&mut self) -> Result<&str, DecodeError> {
        let peek = self.peek()?;
        if !starts_number(peek) {
            return Err(self.mismatch("a number", peek));
        }
        let (skipped, offset) = (self.skipped, self.offset());
        let text = self.jiter.known_number_bytes(peek).map_err(|e| fault(e, skipped))?;
        str::from_utf8(text).map_err(|_| DecodeError::new("invalid number", offset))
    }

    /// Reads an array. `item` is called before each of its values and must read exactly that one.
    ///
    /// # Errors
    /// Something else comes next, or `item` failed; its error gets the index into its path.
    pub fn array(&mut self, item: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>) -> Result<(), DecodeError> {
        let peek = self.peek()?;
        if peek != Peek::Array {
            return Err(self.mismatch("an array", peek));
        }
        self.enter()?;
        let mut more = self.jiter.known_array().map_err(|e| fault(e, self.skipped))?;
        let mut index = 0;
        while more.is_some() {
            item(self).map_err(|e| e.in_item(index))?;
            index += 1;
            more = self.jiter.array_step().map_err(|e| fault(e, self.skipped))?;
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
            Peek::Null => self.null().map(drop),
            Peek::True | Peek::False => self.bool().map(drop),
            Peek::String => self.str().map(drop),
            Peek::Array => self.array(&mut |json| json.skip()),
            Peek::Object => self.object(&mut []),
            _ => self.number().map(drop),
        }
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
        self.jiter.finish().map_err(|e| fault(e, self.skipped))
    }

    pub(super) fn peek(&mut self) -> Result<Peek, DecodeError> {
        self.jiter.peek().map_err(|e| fault(e, self.skipped))
    }

    pub(super) fn offset(&self) -> usize {
        self.skipped + self.jiter.current_index()
    }

    pub(super) fn skipped(&self) -> usize {
        self.skipped
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

    #[cold]
    pub(super) fn mismatch(&self, expected: &str, found: Peek) -> DecodeError {
        let found = match found {
            Peek::Null => "null",
            Peek::True | Peek::False => "a boolean",
            Peek::String => "a string",
            Peek::Array => "an array",
            Peek::Object => "an object",
            other if starts_number(other) => "a number",
            _ => return self.error("expected value"),
        };
        self.error(format!("expected {expected}, found {found}"))
    }
}

/// Like [`Peek::is_num`], without the `NaN` and `Infinity` that JSON does not have.
fn starts_number(peek: Peek) -> bool {
    matches!(peek.into_inner(), b'-' | b'0'..=b'9')
}

#[cold]
pub(super) fn fault(error: JiterError, skipped: usize) -> DecodeError {
    DecodeError::new(error.error_type.to_string(), skipped + error.index)
}
