//! Diagnostics as records: the shape that `--report` and `--format json` promise.

use serde::Serialize;

use super::{Found, Renderer, help};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Location;

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The stable name of the kind of problem.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The file, as it was named to us.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The JSON pointer of the value with `#` in front; `#` alone where the text is no document.
    pub pointer: String,
    /// What to write.
    pub help: String,
    /// What was generated instead of something left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// Another place that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// What it shows.
    pub message: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The JSON pointer with `#` in front.
    pub pointer: String,
}

pub(super) fn entry(renderer: &Renderer<'_>, diagnostic: &Diagnostic) -> Entry {
    let Found { source, start, .. } = renderer.place(&diagnostic.location);
    Entry {
        code: diagnostic.code.name,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        file: source.name.clone(),
        line: start.line,
        column: start.column,
        pointer: diagnostic.location.pointer().fragment(),
        help: help(diagnostic),
        instead: diagnostic.instead.clone(),
        related: diagnostic.related.iter().map(|(location, message)| related(renderer, location, message)).collect(),
    }
}

fn related(renderer: &Renderer<'_>, location: &Location, message: &str) -> Related {
    let Found { source, start, .. } = renderer.place(location);
    Related {
        message: message.to_owned(),
        file: source.name.clone(),
        line: start.line,
        column: start.column,
        pointer: location.pointer().fragment(),
    }
}
