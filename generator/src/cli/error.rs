//! Why a run could not do what it was asked to.

use std::fmt;
use std::path::Path;

/// Input or a directory that cannot be used: a message in the style of diagnostics, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong, in lower case.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Unusable {
    /// A problem without advice.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What the system says about a file: `what` is the verb, such as `read`.
    pub fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {what} `{}`: {}", path.display(), in_our_style(error)))
    }
}

/// The system's words without their capital and the number of the error.
pub(super) fn in_our_style(error: &std::io::Error) -> String {
    let said = error.to_string();
    let said = said.rfind(" (os error ").map_or(said.as_str(), |end| &said[..end]);
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n  = help: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Unusable {}
