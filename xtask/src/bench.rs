//! `cargo xtask bench`: how long generation takes, stage by stage, and what its output costs to compile.
//!
//! All rows come from one run on one machine, with floors beside them, so that ratios can be compared where times
//! cannot.

mod compile;
mod stages;
mod table;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use bindery::cli::{Console, Document};
use bindery::{Config, FileSet};
use serde::Serialize;

use crate::workspace;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The document; the current one of spec/ by default
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// How often to generate
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// Everything that was measured.
#[derive(Debug, Serialize)]
struct Measures {
    document: String,
    document_bytes: usize,
    runs: u32,
    generation: Vec<Row>,
    floors: Vec<Row>,
    output: Size,
    compile: compile::Cost,
}

/// A repeated measurement.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    best_ms: f64,
    median_ms: f64,
}

/// How much was generated.
#[derive(Debug, Serialize)]
struct Size {
    files: usize,
    bytes: usize,
    rust_lines: usize,
}

pub(crate) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Result<()> {
    if cfg!(debug_assertions) {
        return in_release();
    }
    let (document, config) = input(arguments)?;
    let sources = document.load().sources;
    let stages = stages::measure(&sources, &config, arguments.runs)?;
    let measures = Measures {
        document: document.name().to_owned(),
        document_bytes: sources.iter().map(|source| source.bytes.len()).sum(),
        runs: arguments.runs,
        output: size(&stages.files),
        compile: compile::measure(&sources, &config)?,
        generation: stages.generation,
        floors: stages.floors,
    };
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&measures)?)
    } else {
        table::render(&measures)
    };
    console.result(&text)?;
    Ok(())
}

/// Does the same in a release build: times of a debug build say nothing.
fn in_release() -> Result<()> {
    let mut command = Command::new(workspace::cargo());
    command.args(["run", "--quiet", "--release", "--package", "xtask", "--manifest-path"]);
    command.arg(workspace::root().join("Cargo.toml")).arg("--").args(std::env::args_os().skip(1));
    let status = command.status().context("cannot run cargo")?;
    ensure!(status.success(), "the release build of the benchmark failed");
    Ok(())
}

fn input(arguments: &Arguments) -> Result<(Document, Config)> {
    Ok(match &arguments.document {
        Some(path) => (Document::read(path)?, Config::default()),
        None => workspace::current()?,
    })
}

fn size(files: &FileSet) -> Size {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    Size {
        files: files.iter().count(),
        bytes: files.iter().map(|(_, content)| content.len()).sum(),
        rust_lines: rust.map(|(_, content)| content.iter().filter(|&&byte| byte == b'\n').count()).sum(),
    }
}
