//! What goes wrong between JSON text and values. Messages never quote the text itself: it may hold secrets.

use std::borrow::Cow;
use std::fmt;

/// JSON text that is not what was expected: where, and what is wrong with it.
///
/// The path is written like `$.values[0].key`; a name that is not a plain word is quoted: `$["odata.nextLink"]`.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Fault>);

/// A value that JSON cannot carry (NaN, an infinity, two members of one name), and where it is.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError(Box<Fault>);

#[derive(Clone, PartialEq, Eq)]
struct Fault {
    path: String,
    message: Cow<'static, str>,
    offset: usize,
}

impl DecodeError {
    /// Makes an error about the value that is being read. `offset` counts bytes from the start of the text, from 0.
    /// Callers that have a [`JsonReader`](crate::JsonReader) use [`JsonReader::error`](crate::JsonReader::error).
    pub fn new(message: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        Self(Box::new(Fault { path: "$".into(), message: message.into(), offset }))
    }

    /// Returns the JSON path of the value at fault, `$` for the whole document.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns what is wrong, without the path.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns where it is wrong: bytes from the start of the text, from 0.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    pub(crate) fn in_field(mut self, name: &str) -> Self {
        self.0.prepend_field(name);
        self
    }

    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.0.prepend(&format!("[{index}]"));
        self
    }
}

impl EncodeError {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Fault { path: "$".into(), message: message.into(), offset: 0 }))
    }

    /// Returns the JSON path of the value at fault, `$` for the whole document.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns what is wrong, without the path.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    pub(crate) fn prepend_field(&mut self, name: &str) {
        self.0.prepend_field(name);
    }

    pub(crate) fn prepend_item(&mut self, index: usize) {
        self.0.prepend(&format!("[{index}]"));
    }
}

impl Fault {
    fn prepend_field(&mut self, name: &str) {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let step = if plain { format!(".{name}") } else { format!("[{name:?}]") };
        self.prepend(&step);
    }

    fn prepend(&mut self, step: &str) {
        self.path.insert_str(1, step);
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (at byte {})", self.0.path, self.0.message, self.0.offset)
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.path, self.0.message)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
impl std::error::Error for EncodeError {}
