//! Text → configuration, or all that is wrong with it.

use super::check::check;
use super::{Config, SCHEMA};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::locate::Positions;
use crate::source::{FileId, Location, Source};

impl Config {
    /// Reads the text of a `bindery.toml`.
    ///
    /// # Errors
    ///
    /// What is wrong with it: text that is not TOML, unknown and missing keys, and values that cannot be used.
    pub fn parse(text: &str) -> Result<Self, Diagnostics> {
        let table: toml::Table = toml::from_str(text).map_err(|error| unusable(&error))?;
        let schema = serde_json::from_str(SCHEMA).unwrap_or_default();
        let problems = check(&table, &schema);
        match problems.is_empty() {
            true => toml::from_str(text).map_err(|error| unusable(&error)),
            false => Err(in_order(problems, text)),
        }
    }

    /// Reads a `bindery.toml` and keeps its text, to show diagnostics with.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn read(source: Source) -> Result<Self, Diagnostics> {
        let config = Self::parse(source.text())?;
        Ok(Self { source: Some(source), ..config })
    }
}

/// Problems in the order of the text.
fn in_order(problems: Diagnostics, text: &str) -> Diagnostics {
    let source = Source::new("", text);
    let positions = Positions::of_toml(&source);
    let mut found: Vec<Diagnostic> = problems.iter().cloned().collect();
    found.sort_by_key(|problem| positions.locate_key(&problem.location.pointer()).map(|range| range.start));
    found.into_iter().collect()
}

/// What the parser says.
fn unusable(error: &toml::de::Error) -> Diagnostics {
    let message = error.message().trim().replace('\n', "; ");
    let at = Location::Bytes(FileId::CONFIG, error.span().unwrap_or(0..0).into());
    std::iter::once(Diagnostic::new(&code::INVALID_CONFIG, at, message)).collect()
}
