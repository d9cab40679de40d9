//! Places that diagnostics are about.

use std::ops::Range;

use super::{FileId, Places, Pointer};

/// A place in a description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A value.
    Value(Pointer),
    /// The key of a value, where the name is what matters.
    Key(Pointer),
    /// Bytes of a file's text, for text that is not a document yet. Offsets count from [`Source::text`](super::Source).
    Bytes(FileId, ByteSpan),
}

/// Start and end of a range of bytes, ordered by start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<Range<usize>> for ByteSpan {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl Location {
    /// A range of bytes of the entry document's text.
    pub fn bytes(range: Range<usize>) -> Self {
        Self::Bytes(FileId::ENTRY, range.into())
    }

    /// The same place in another file.
    #[must_use]
    pub fn within(self, file: &FileId) -> Self {
        match self {
            Self::Value(pointer) => Self::Value(pointer.within(file)),
            Self::Key(pointer) => Self::Key(pointer.within(file)),
            Self::Bytes(_, span) => Self::Bytes(file.clone(), span),
        }
    }

    /// Where this was before it was moved.
    pub(crate) fn original(self, places: &Places) -> Self {
        match self {
            Self::Value(pointer) => Self::Value(places.original(&pointer)),
            Self::Key(pointer) => Self::Key(places.original(&pointer)),
            bytes @ Self::Bytes(..) => bytes,
        }
    }

    /// The file.
    pub fn file(&self) -> &FileId {
        match self {
            Self::Value(pointer) | Self::Key(pointer) => pointer.file(),
            Self::Bytes(file, _) => file,
        }
    }

    /// The pointer of the value; that of the whole file for a range of bytes.
    pub fn pointer(&self) -> Pointer {
        match self {
            Self::Value(pointer) | Self::Key(pointer) => pointer.clone(),
            Self::Bytes(file, _) => Pointer::root().within(file),
        }
    }
}

impl From<&Pointer> for Location {
    fn from(pointer: &Pointer) -> Self {
        Self::Value(pointer.clone())
    }
}

impl From<Pointer> for Location {
    fn from(pointer: Pointer) -> Self {
        Self::Value(pointer)
    }
}
