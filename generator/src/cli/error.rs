//! Why a run could not do what it was asked to.

use std::fmt;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::render::{Renderer, summary};

/// Input or a directory that cannot be used: a message in the style of diagnostics, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong, in lower case.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The problems that made it unusable, as text.
    pub problems: Option<Problems>,
}

/// Diagnostics as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    /// Without colours.
    pub plain: String,
    /// With the codes of a terminal.
    pub colored: String,
}

impl Unusable {
    /// A problem without advice.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, problems: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A file that cannot be used, and why.
    pub(super) fn file(name: &str, problems: &Diagnostics, renderer: &Renderer<'_>) -> Self {
        let message = format!("`{name}` cannot be used: {}", summary(problems));
        let problems = Problems { plain: renderer.text(problems, false), colored: renderer.text(problems, true) };
        Self { problems: Some(problems), ..Self::new(message) }
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
        }?;
        match &self.problems {
            Some(problems) => write!(f, "\n\n{}", problems.plain.trim_end()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Unusable {}
