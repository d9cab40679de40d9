//! Places of values.

use std::borrow::Cow;
use std::fmt;

use super::FileId;

/// The way to a value from a place, for those who visit many values and have something to say about few: it is made a
/// [`Pointer`] only then.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way<'w> {
    /// The place itself.
    From(&'w Pointer),
    /// On to a member.
    Key(&'w Way<'w>, &'w str),
    /// On to an element.
    Index(&'w Way<'w>, usize),
}

impl Way<'_> {
    /// The place where it leads.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::From(place) => (*place).clone(),
            Self::Key(before, key) => {
                let mut place = before.pointer();
                push_token(&mut place.text, key);
                place
            }
            Self::Index(before, index) => before.pointer().index(*index),
        }
    }

    /// The last token, `None` for a whole file.
    pub(crate) fn last(&self) -> Option<String> {
        match self {
            Self::From(place) => place.last(),
            Self::Key(_, key) => Some((*key).to_owned()),
            Self::Index(_, index) => Some(index.to_string()),
        }
    }
}

/// The place of a value: a file, and a JSON Pointer (RFC 6901) in it, which is empty for the whole file, else `/` and
/// an escaped token per level.
///
/// It is shown as `#/info` in the entry document, and as `jobs.yaml#/paths` in another.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer {
    file: FileId,
    text: String,
}

impl Pointer {
    /// The pointer to the whole entry document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the fragment of a reference such as `#/components/schemas/Job`, as a place in the entry document:
    /// percent-decoded is the caller's business.
    pub fn parse(text: &str) -> Option<Self> {
        let is_pointer = text.is_empty() || text.starts_with('/');
        is_pointer.then(|| Self { file: FileId::ENTRY, text: text.to_owned() })
    }

    /// The same place in another file.
    #[must_use]
    pub fn within(self, file: &FileId) -> Self {
        Self { file: file.clone(), ..self }
    }

    /// The file.
    pub fn file(&self) -> &FileId {
        &self.file
    }

    /// The pointer to member `key` of the object this pointer names.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.text.len() + key.len() + 1);
        text.push_str(&self.text);
        push_token(&mut text, key);
        Self { file: self.file.clone(), text }
    }

    /// The pointer to several members deep.
    #[must_use]
    pub fn keys<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Self {
        keys.into_iter().fold(self.clone(), |pointer, key| pointer.key(key))
    }

    /// The pointer to element `index` of the array this pointer names.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { file: self.file.clone(), text: format!("{}/{index}", self.text) }
    }

    /// The pointer to what holds this value, `None` for a whole file.
    pub fn parent(&self) -> Option<Self> {
        let end = self.text.rfind('/')?;
        Some(Self { file: self.file.clone(), text: self.text[..end].to_owned() })
    }

    /// The same way from another place: `None` if this does not lead through `from`.
    pub(crate) fn rebased(&self, from: &Self, to: &Self) -> Option<Self> {
        let way = self.text.strip_prefix(&from.text).filter(|_| self.file == from.file)?;
        let is_way = way.is_empty() || way.starts_with('/');
        is_way.then(|| Self { file: to.file.clone(), text: format!("{}{way}", to.text) })
    }

    /// Whether this place is `other` or a place in it.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.rebased(other, other).is_some()
    }

    /// The unescaped tokens from the root of the file down.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.text.split('/').skip(1).map(unescaped)
    }

    /// The last unescaped token, `None` for a whole file.
    pub fn last(&self) -> Option<String> {
        self.tokens().last().map(Cow::into_owned)
    }

    /// The JSON Pointer alone, as RFC 6901 writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The JSON Pointer alone, as a URI fragment: with `#` in front.
    pub fn fragment(&self) -> String {
        format!("#{}", self.text)
    }
}

/// Adds a token, escaped.
fn push_token(text: &mut String, token: &str) {
    text.push('/');
    if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return text.push_str(token);
    }
    for c in token.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            c => text.push(c),
        }
    }
}

fn unescaped(token: &str) -> Cow<'_, str> {
    if !token.bytes().any(|byte| byte == b'~') {
        return token.into();
    }
    let mut parts = token.split('~');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (c, rest) = match part.as_bytes() {
            [b'1', ..] => ('/', &part[1..]),
            [b'0', ..] => ('~', &part[1..]),
            _ => ('~', part),
        };
        text.push(c);
        text.push_str(rest);
    }
    text.into()
}

impl serde::Serialize for Pointer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_and_unescape_tokens() {
        let pointer = Pointer::root().key("paths").key("/a~b/{c}").index(2);
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b~1{c}/2");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/a~b/{c}", "2"]);
        assert_eq!(pointer.parent().and_then(|p| p.last()).as_deref(), Some("/a~b/{c}"));
        assert_eq!(Pointer::root().parent(), None);
        let paths = Pointer::root().key("paths");
        let way = Way::Key(&Way::From(&paths), "/a~b/{c}");
        assert_eq!(Way::Index(&way, 2).pointer(), pointer);
        assert_eq!((way.last().as_deref(), Way::Index(&way, 2).last().as_deref()), (Some("/a~b/{c}"), Some("2")));
    }

    #[test]
    fn tokens_are_unescaped_once() {
        for (token, text) in [("~01", "~1"), ("~10", "/0"), ("~~1", "~/"), ("~", "~"), ("a~2~0~1", "a~2~/"), ("a", "a")]
        {
            assert_eq!(unescaped(token), text);
        }
    }

    #[test]
    fn what_a_pointer_leads_to_stays_in_its_file() {
        let pointer = Pointer::root().within(&FileId::part("a/jobs.yaml")).key("paths").index(2);
        assert_eq!(pointer.to_string(), "a/jobs.yaml#/paths/2");
        assert_eq!(pointer.fragment(), "#/paths/2");
        assert_eq!(pointer.parent().map(|p| p.to_string()).as_deref(), Some("a/jobs.yaml#/paths"));
        assert!(Pointer::root().key("z") < pointer);
    }
}
