//! A file in a body of parts.

use std::fmt;

use bytes::Bytes;

/// What stands for a file in a body of parts, `multipart/form-data` (RFC 7578): its content, and what may be said of it.
///
/// ```
/// # use bindery_runtime as rt;
/// let picture = rt::File::new(vec![0x89, b'P', b'N', b'G']).named("cat.png").typed("image/png");
/// assert_eq!(picture.name(), Some("cat.png"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    content: Bytes,
    name: Option<String>,
    media_type: Option<String>,
}

impl File {
    /// A file without a name. Servers that tell files from texts by the name want one.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), name: None, media_type: None }
    }

    /// The file under a name, which servers see. It is not where the file is.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The file with a media type; without one it has that of the document, else `application/octet-stream`.
    #[must_use]
    pub fn typed(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// What is in it.
    pub fn content(&self) -> &Bytes {
        &self.content
    }

    /// Its name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its media type.
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.content.len();
        f.debug_struct("File").field("name", &self.name).field("bytes", &bytes).finish_non_exhaustive()
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<String> for File {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl From<&'static [u8]> for File {
    fn from(content: &'static [u8]) -> Self {
        Self::new(content)
    }
}

impl From<&'static str> for File {
    fn from(content: &'static str) -> Self {
        Self::new(content)
    }
}
