//! What we have to say about a document, as data. Rendering is in [`render`], the catalogue in [`code`].

pub mod code;
pub mod render;

use std::collections::BTreeSet;

use crate::source::{FileId, Location, Places};
pub use code::Code;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document is wrong or something of it was left out.
    Error,
    /// The output is usable, but is less than the document says.
    Warning,
    /// A choice that a reader may want to know of.
    Note,
}

/// One problem of a document.
///
/// The message is one line in lower case without a full stop, with the document's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: &'static Code,
    /// How bad it is; by default that of the code.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub location: Location,
    /// Other places that matter, each with what it shows.
    pub related: Vec<(Location, String)>,
    /// What to write instead.
    pub help: Option<String>,
    /// For something left out or simplified: what was generated instead.
    pub instead: Option<String>,
}

impl Diagnostic {
    /// A problem of kind `code` at `location`.
    pub fn new(code: &'static Code, location: impl Into<Location>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            location: location.into(),
            related: Vec::new(),
            help: None,
            instead: None,
        }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what was generated instead.
    #[must_use]
    pub fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = Some(instead.into());
        self
    }

    /// Adds another place and what it shows.
    #[must_use]
    pub fn related(mut self, location: impl Into<Location>, label: impl Into<String>) -> Self {
        self.related.push((location.into(), label.into()));
        self
    }
}

/// The problems of one run, in the order in which the stages found them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// What makes two of them the same.
    keys: BTreeSet<(&'static str, Location, String)>,
}

impl Diagnostics {
    /// No problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one problem; the same problem of the same place is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let key = (diagnostic.code.name, diagnostic.location.clone(), diagnostic.message.clone());
        if self.keys.insert(key) {
            self.found.push(diagnostic);
        }
    }

    /// The same problems, but of another file.
    #[must_use]
    pub(crate) fn within(self, file: &FileId) -> Self {
        self.at(|location| location.within(file))
    }

    /// The same problems, where the document as it is written has them.
    #[must_use]
    pub(crate) fn original(self, places: &Places) -> Self {
        if places.is_empty() { self } else { self.at(|location| location.original(places)) }
    }

    /// The same problems, in other places.
    fn at(self, place: impl Fn(Location) -> Location) -> Self {
        let mut moved = Self::new();
        for diagnostic in self.found {
            let related = diagnostic.related.into_iter();
            let related = related.map(|(location, label)| (place(location), label)).collect();
            moved.push(Diagnostic { location: place(diagnostic.location), related, ..diagnostic });
        }
        moved
    }

    /// Adds all of another stage.
    pub fn extend(&mut self, other: Diagnostics) {
        other.found.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Forgets the problems that are not to be kept.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// All problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(diagnostics: T) -> Self {
        let mut all = Self::new();
        diagnostics.into_iter().for_each(|diagnostic| all.push(diagnostic));
        all
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.iter()
    }
}

/// A JSON value, short enough for a message.
pub(crate) fn excerpt(value: &serde_json::Value) -> String {
    let mut text = value.to_string();
    if let Some((end, _)) = text.char_indices().nth(40) {
        text.truncate(end);
        text.push('…');
    }
    text
}
