//! Time of a comparison, beside that of reading the two documents.

use std::time::Instant;

use anyhow::{Context, Result};
use bindery::Config;
use bindery::cli::Document;
use bindery::diff::{compare, render};
use serde::Serialize;

use super::Row;
use super::stages::Samples;

/// How long it took, and what came out.
#[derive(Debug, Serialize)]
pub(super) struct Diff {
    pub(super) before: String,
    pub(super) changes: usize,
    pub(super) rows: Vec<Row>,
}

pub(super) fn measure(before: &Document, after: &Document, config: &Config, runs: u32) -> Result<Diff> {
    let mut samples = Samples::default();
    let mut changes = 0;
    for _ in 0..runs {
        let start = Instant::now();
        let (old, new) = (before.load(), after.load());
        samples.add("read both", start.elapsed());
        let start = Instant::now();
        let report = compare(old, new, config).report.context("a document cannot be used; see `bindery check`")?;
        samples.add("compare", start.elapsed());
        let start = Instant::now();
        let pages = render::html(&report).len() + render::json(&report).len() + render::markdown(&report).len();
        samples.add("print as HTML, JSON and Markdown", start.elapsed());
        changes = report.changes.len().min(pages);
    }
    Ok(Diff { before: before.name().to_owned(), changes, rows: samples.rows() })
}
