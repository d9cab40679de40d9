//! `cargo xtask bench`: how long generation takes, stage by stage, what its output costs to compile, and how fast that
//! reads and writes JSON.
//!
//! All rows come from one run on one machine, with floors beside them, so that ratios can be compared where times
//! cannot.

mod compile;
mod diff;
mod growth;
mod json;
mod package;
mod rivals;
mod stages;
mod table;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use bindery::Config;
use bindery::cli::{Console, Document};
use serde::{Deserialize, Serialize};

use crate::workspace;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The document; the current one of spec/ by default
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// The document that it is compared with; the version of spec/ before the current one by default
    #[arg(long, value_name = "FILE")]
    before: Option<PathBuf>,
    /// How often to generate
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Measure this alone
    #[arg(long, value_name = "WHAT")]
    only: Option<Part>,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
    /// Documents in one file to run other generators on, with `--only rivals`
    #[arg(value_name = "DOCUMENTS")]
    documents: Vec<PathBuf>,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Generation, stage by stage
    Generation,
    /// Comparing two versions
    Diff,
    /// Compiling the generated crate
    Compile,
    /// Reading and writing JSON
    Json,
    /// What a document costs that has another one in it many times; only if asked for
    Growth,
    /// Other generators beside this one, on the documents named; only if asked for
    Rivals,
}

impl Part {
    /// Whether this is among what is measured when nothing is asked for.
    fn is_usual(self) -> bool {
        !matches!(self, Part::Growth | Part::Rivals)
    }
}

/// Everything that was measured.
#[derive(Debug, Serialize)]
struct Measures {
    document: String,
    document_bytes: usize,
    generation: Option<stages::Stages>,
    diff: Option<diff::Diff>,
    compile: Option<compile::Cost>,
    json: Option<json::Speed>,
    growth: Option<growth::Growth>,
    rivals: Option<Vec<rivals::Race>>,
}

/// A repeated measurement.
#[derive(Debug, Deserialize, Serialize)]
struct Row {
    name: String,
    best_ms: f64,
    median_ms: f64,
}

pub(crate) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Result<()> {
    let wanted = |part: Part| arguments.only.map_or(part.is_usual(), |only| only == part);
    // The other parts run elsewhere anyway.
    if cfg!(debug_assertions) && [Part::Generation, Part::Diff, Part::Growth, Part::Rivals].into_iter().any(wanted) {
        ensure!(workspace::in_release()?.success(), "the release build of the benchmark failed");
        return Ok(());
    }
    ensure!(
        wanted(Part::Rivals) != arguments.documents.is_empty(),
        "`--only rivals` and documents to run on belong together"
    );
    let (document, config) = input(arguments)?;
    let sources = document.load().sources;
    let measures = Measures {
        document: document.name().to_owned(),
        document_bytes: sources.iter().map(|source| source.bytes.len()).sum(),
        generation: wanted(Part::Generation).then(|| stages::measure(&sources, &config, arguments.runs)).transpose()?,
        diff: match before(arguments)? {
            Some(before) if wanted(Part::Diff) => Some(diff::measure(&before, &document, &config, arguments.runs)?),
            _ => None,
        },
        compile: wanted(Part::Compile).then(|| compile::measure(&sources, &config)).transpose()?,
        json: wanted(Part::Json).then(|| json::measure(&sources, &config)).transpose()?.flatten(),
        growth: wanted(Part::Growth)
            .then(|| growth::measure(arguments.document.as_deref(), arguments.runs))
            .transpose()?,
        rivals: wanted(Part::Rivals).then(|| rivals::measure(&arguments.documents, arguments.runs)).transpose()?,
    };
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&measures)?)
    } else {
        table::render(&measures)
    };
    console.result(&text)?;
    Ok(())
}

fn input(arguments: &Arguments) -> Result<(Document, Config)> {
    Ok(match &arguments.document {
        Some(path) => (Document::read(path)?, Config::default()),
        None => workspace::current(&workspace::root())?,
    })
}

/// What the document is compared with; nothing if only the document was named.
fn before(arguments: &Arguments) -> Result<Option<Document>> {
    if let Some(path) = &arguments.before {
        return Ok(Some(Document::read(path)?));
    }
    if arguments.document.is_some() {
        return Ok(None);
    }
    let (current, _) = workspace::configuration()?;
    let before = workspace::versions()?.into_iter().rfind(|version| *version < current);
    Ok(before.map(|version| workspace::document(&version)).transpose()?)
}
