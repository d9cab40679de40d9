//! URI text as the service wrote it.

use std::fmt;
use std::ops::Deref;

use url::Url;

use crate::text::TextError;

/// A URI or a relative reference (OAS `format: uri`, RFC 3986), kept to the letter.
///
/// A [`Url`] would be normalized, and a signature over it would no longer hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(String);

impl Uri {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Parses the text.
    ///
    /// # Errors
    /// It is not an absolute URL.
    pub fn to_url(&self) -> Result<Url, TextError> {
        Url::parse(&self.0).map_err(|_| TextError::new("expected an absolute URL"))
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

impl From<Url> for Uri {
    fn from(url: Url) -> Self {
        Self(url.into())
    }
}
