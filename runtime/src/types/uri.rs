//! URI text as the service wrote it.

use std::fmt;
use std::ops::Deref;

use crate::text::TextError;

/// A URI or a relative reference (OAS `format: uri`, RFC 3986), kept to the letter.
///
/// Read and written again it would perhaps be normalized, and a signature over it would no longer hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(String);

impl Uri {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Parses the text, for a request to where it leads.
    ///
    /// # Errors
    /// It is not an absolute URL, or has characters that URLs do not have.
    pub fn to_http(&self) -> Result<http::Uri, TextError> {
        let uri = self.0.parse::<http::Uri>().ok().filter(|uri| uri.scheme().is_some());
        uri.ok_or(TextError::new("expected an absolute URL"))
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Deref for Uri {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Uri {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Uri {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Uri {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<http::Uri> for Uri {
    fn from(uri: http::Uri) -> Self {
        Self(uri.to_string())
    }
}
