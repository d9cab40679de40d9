//! Diagnostics as text for people, and for programs as JSON, SARIF and commands of GitHub's workflows.
//!
//! **Invariant:** nothing out of a document becomes an escape code, a workflow command, a placeholder or a link.

pub(crate) mod github;
mod json;
mod sarif;
mod text;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::{Diagnostic, Diagnostics, Severity};
use crate::locate::{LineColumn, Positions};
use crate::source::{FileId, Location, Source, Sources};
pub use json::{Entry, Related};
pub use text::one_line;
pub(crate) use text::{harmless, is_line_end, is_unseen};

/// Shows diagnostics about one description. A file is scanned for positions when the first diagnostic about it is
/// shown, and only once.
#[derive(Debug)]
pub struct Renderer<'a> {
    sources: &'a Sources,
    positions: BTreeMap<FileId, OnceCell<Positions<'a>>>,
}

impl<'a> Renderer<'a> {
    /// A renderer for diagnostics about `sources`.
    pub fn new(sources: &'a Sources) -> Self {
        let parts = sources.parts().map(|(file, _)| file.clone());
        let files = [FileId::ENTRY, FileId::CONFIG, FileId::LOCK].into_iter().chain(parts);
        Self { sources, positions: files.map(|file| (file, OnceCell::new())).collect() }
    }

    /// Text in the style of rustc, an empty line after each diagnostic. `color` adds ANSI escape codes.
    ///
    /// ```text
    /// error[dangling-ref]: `#/components/schemas/Job` points to nothing
    ///   --> spec/openapi.yaml:12:17
    ///    |
    /// 12 |           $ref: '#/components/schemas/Job'
    ///    |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///    |
    ///    = at: #/paths/~1jobs/get/responses/200/content/application~1json/schema/$ref
    ///    = help: correct the pointer or add what it names
    /// ```
    pub fn text(&self, diagnostics: &Diagnostics, color: bool) -> String {
        diagnostics.iter().map(|diagnostic| text::render(self, diagnostic, color)).collect()
    }

    /// Records with the fields that the report promises, in the same order.
    pub fn json(&self, diagnostics: &Diagnostics) -> Vec<Entry> {
        diagnostics.iter().map(|diagnostic| json::entry(self, diagnostic)).collect()
    }

    /// A SARIF 2.1.0 log of one run, with the catalogue of codes as its rules. Columns count characters.
    pub fn sarif(&self, diagnostics: &Diagnostics) -> String {
        sarif::log(self, diagnostics)
    }

    /// A workflow command of GitHub per diagnostic.
    ///
    /// ```text
    /// ::error file=spec/openapi.yaml,line=12,col=17,title=dangling-ref::`#/components/schemas/Job` points to nothing%0A…
    /// ```
    pub fn github(&self, diagnostics: &Diagnostics) -> String {
        diagnostics.iter().map(|diagnostic| github::render(self, diagnostic)).collect()
    }

    fn place(&self, location: &Location) -> Found<'_> {
        let file = location.file();
        // Nothing is said about a file that is not there.
        let source = self.sources.get(file).unwrap_or(self.sources.entry());
        let positions = self.positions.get(file).map(|cell| cell.get_or_init(|| scan(file, source)));
        let range = match location {
            Location::Value(pointer) => positions.and_then(|positions| positions.locate(pointer)).unwrap_or(0..0),
            Location::Key(pointer) => positions.and_then(|positions| positions.locate_key(pointer)).unwrap_or(0..0),
            Location::Bytes(_, span) => span.start..span.end.max(span.start),
        };
        let line_column = |offset| {
            positions.map_or(LineColumn { line: 1, column: 1 }, |positions| positions.lines().line_column(offset))
        };
        let (start, end) = (line_column(range.start), line_column(range.end));
        let line = positions.map_or(0..0, |positions| positions.lines().line(start.line));
        let line_text = positions.and_then(|positions| positions.text().get(line.clone())).unwrap_or_default();
        Found { source, range, start, end, line, line_text }
    }
}

/// Scans a file in the way in which it is read.
fn scan<'a>(file: &FileId, source: &'a Source) -> Positions<'a> {
    match [FileId::CONFIG, FileId::LOCK].contains(file) {
        true => Positions::of_toml(source),
        false => Positions::new(source),
    }
}

/// A location, found.
struct Found<'a> {
    source: &'a Source,
    /// The bytes of the place itself.
    range: Range<usize>,
    start: LineColumn,
    /// Behind the last character.
    end: LineColumn,
    /// The bytes of the line in which it starts.
    line: Range<usize>,
    line_text: &'a str,
}

impl Found<'_> {
    /// The part of the place that is in that line, in bytes of the line.
    fn in_line(&self) -> Range<usize> {
        let length = self.line.len();
        let start = self.range.start.saturating_sub(self.line.start).min(length);
        start..self.range.end.saturating_sub(self.line.start).clamp(start, length)
    }
}

/// What to write instead; that of the code if the diagnostic has no better advice, in the style of messages.
fn help(diagnostic: &Diagnostic) -> String {
    diagnostic.help.clone().unwrap_or_else(|| {
        let remedy = diagnostic.code.remedy.trim_end_matches('.');
        let mut letters = remedy.chars();
        match (letters.next(), letters.next()) {
            // `OpenAPI` and `URL` stay as they are, `Use` does not.
            (Some(first), Some(second)) if !second.is_uppercase() && !second.is_numeric() => {
                first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
            }
            _ => remedy.to_owned(),
        }
    })
}

/// The number of diagnostics in words, such as `3 errors, 1 warning`; `no problems` if there is none.
pub fn summary(diagnostics: &Diagnostics) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counted = kinds.into_iter().map(|(severity, word)| (diagnostics.count(severity), word));
    let parts: Vec<_> = counted.filter(|(count, _)| *count > 0).map(|(count, word)| plural(count, word)).collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("{count} {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests;
