//! Where a value of a document comes from.

use std::fmt;
use std::ops::Range;

/// The index of a file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// One file of a description, as read from wherever the caller keeps it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown in diagnostics; a path relative to somewhere the reader knows.
    pub name: String,
    /// The content, byte for byte.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Names `bytes`.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// The text without a byte order mark, or the empty text if the content is not UTF-8.
    pub fn text(&self) -> &str {
        let text = std::str::from_utf8(&self.bytes).unwrap_or_default();
        text.strip_prefix('\u{feff}').unwrap_or(text)
    }
}

/// The files of one description; the entry document comes first.
#[derive(Clone, Debug)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// The entry document's id.
    pub const ENTRY: FileId = FileId(0);

    /// A description whose entry document is `entry`.
    pub fn new(entry: Source) -> Self {
        Self { files: vec![entry] }
    }

    /// The file behind `id`.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files, entry first.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }
}

/// A JSON Pointer (RFC 6901): empty for the whole document, else `/` and an escaped token per level.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the fragment of a reference such as `#/components/schemas/Job`: percent-decoded is the caller's business.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The pointer to member `key` of the object this pointer names.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for c in key.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                c => text.push(c),
            }
        }
        Self(text)
    }

    /// The pointer to several members deep.
    #[must_use]
    pub fn keys<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Self {
        keys.into_iter().fold(self.clone(), |pointer, key| pointer.key(key))
    }

    /// The pointer to element `index` of the array this pointer names.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer to what holds this value, `None` for the whole document.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|end| Self(self.0[..end].to_owned()))
    }

    /// The unescaped tokens from the root down.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The last unescaped token, `None` for the whole document.
    pub fn last(&self) -> Option<String> {
        self.tokens().last()
    }

    /// The text without the leading `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A place in a description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in it.
    pub place: Place,
}

/// A place in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A value of the document.
    Value(Pointer),
    /// The key of a value, where the name is what matters.
    Key(Pointer),
    /// Bytes of the text, for text that is not a document yet. Offsets count from [`Source::text`].
    Bytes(ByteSpan),
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
    /// The place of a value in the entry document.
    pub fn value(pointer: Pointer) -> Self {
        Self { file: Sources::ENTRY, place: Place::Value(pointer) }
    }

    /// The place of a key in the entry document.
    pub fn key(pointer: Pointer) -> Self {
        Self { file: Sources::ENTRY, place: Place::Key(pointer) }
    }

    /// A range of bytes of the entry document's text.
    pub fn bytes(range: Range<usize>) -> Self {
        Self { file: Sources::ENTRY, place: Place::Bytes(range.into()) }
    }

    /// The pointer of the value; that of the whole document for a range of bytes.
    pub fn pointer(&self) -> Pointer {
        match &self.place {
            Place::Value(pointer) | Place::Key(pointer) => pointer.clone(),
            Place::Bytes(_) => Pointer::root(),
        }
    }
}

impl From<&Pointer> for Location {
    fn from(pointer: &Pointer) -> Self {
        Self::value(pointer.clone())
    }
}

impl From<Pointer> for Location {
    fn from(pointer: Pointer) -> Self {
        Self::value(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointer_escapes_and_unescapes_tokens() {
        let pointer = Pointer::root().key("paths").key("/a~b/{c}").index(2);
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b~1{c}/2");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/a~b/{c}", "2"]);
        assert_eq!(pointer.parent().and_then(|p| p.last()).as_deref(), Some("/a~b/{c}"));
        assert_eq!(Pointer::root().parent(), None);
    }
}
