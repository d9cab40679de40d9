//! The report as a file or on standard output.

use std::path::Path;

use serde::Serialize;

use super::disk;
use super::error::Unusable;
use crate::Generated;
use crate::diagnostic::render::{Entry, Renderer};
use crate::report::Report;

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: &'a Report,
    diagnostics: Vec<Entry>,
}

/// The report with its diagnostics as JSON text.
pub fn json(generated: &Generated, renderer: &Renderer<'_>) -> String {
    let whole = Whole { report: &generated.report, diagnostics: renderer.json(&generated.diagnostics) };
    // Text, numbers and lists have nothing that JSON lacks.
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes the report; a reader sees the whole old or the whole new one.
///
/// # Errors
///
/// What the disk refuses.
pub fn write(generated: &Generated, renderer: &Renderer<'_>, path: &Path) -> Result<(), Unusable> {
    disk::put(path, json(generated, renderer).as_bytes())
}
