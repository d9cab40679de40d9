//! `bindery diff`: from two documents to a report of what differs, and a status that says whether anything breaks.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::console::Console;
use super::document::Document;
use super::error::Unusable;
use super::{Status, disk};
use crate::config::Config;
use crate::diagnostic::render::Renderer;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::diff::render::{self, Detail};
use crate::diff::report::{Counts, Report};
use crate::diff::{Comparison, Examined, compare};

/// What to compare, and what to do with the outcome.
#[derive(Clone, Debug)]
pub struct Task {
    /// The version before, named as it is to be shown.
    pub old: Document,
    /// The version after, named as it is to be shown.
    pub new: Document,
    /// The configuration, which counts for both.
    pub config: Config,
    /// The rest of the command line.
    pub options: Options,
}

/// The options of every command that compares.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write it into a file instead of printing it; a reader of the file sees the whole old or the whole new one
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fail if a change breaks this; `wire,rust`, which is the default, if it breaks either
    #[arg(
        long,
        value_name = "WHAT",
        value_enum,
        value_delimiter = ',',
        default_value = "wire,rust",
        hide_default_value = true
    )]
    pub fail_on: Vec<FailOn>,
    /// Shorten no lists in the text
    #[arg(long)]
    pub verbose: bool,
}

/// What a report looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for people
    Text,
    /// JSON, as `bindery diff --schema` describes it
    Json,
    /// Markdown for the text of a pull request on GitHub
    Markdown,
    /// Workflow commands, which GitHub shows as annotations
    Github,
    /// A page for a browser, in one file that needs nothing else
    Html,
}

/// Which changes are a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Requests or responses
    Wire,
    /// Code that uses the crate
    Rust,
    /// Nothing
    None,
}

/// Compares, and prints or writes the report. The diagnostics of both documents are printed on the way.
///
/// # Errors
///
/// A file that cannot be written, or must not because it is one of those compared. That a document is unusable is a
/// [`Status`].
pub fn run(task: &Task, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let comparison = compare(task.old.load(), task.new.load(), &task.config);
    let Comparison { old, new, .. } = &comparison;
    for (side, other) in [(old, new), (new, old)] {
        console.diagnostics(&Renderer::new(&side.sources).text(&problems(side, other), console.color()))?;
    }
    let Some(report) = &comparison.report else { return refuse(&comparison, console) };
    match &task.options.output {
        Some(path) => {
            protect(path, task, &comparison)?;
            disk::put(path, print(report, &task.options, false).as_bytes())?;
            console.result(&format!("{}: {}\n", path.display(), render::summary(report)))?;
        }
        None => console.result(&print(report, &task.options, console.result_color()))?,
    }
    judge(&report.counts, &task.options.fail_on, console)
}

/// What there is to say about a document. Configuration and lock count for both: a line of them is good for nothing, or
/// other than the document has it, only if it is so for both.
fn problems(side: &Examined, other: &Examined) -> Diagnostics {
    let is_of_other = |found: &Diagnostic| other.diagnostics.iter().any(|same| same.message == found.message);
    let mut problems = Diagnostics::new();
    let of_both = [&code::CONFIG_UNUSED, &code::CORRECTION_STALE, &code::LOCK_STALE, &code::LOCK_CHANGED];
    let is_of_both = |code: &code::Code| of_both.contains(&code);
    let counts = |found: &&Diagnostic| !is_of_both(found.code) || !other.usable || is_of_other(found);
    side.diagnostics.iter().filter(counts).for_each(|found| problems.push(found.clone()));
    problems
}

fn refuse(comparison: &Comparison, console: &mut Console<'_>) -> Result<Status, Unusable> {
    for (name, side) in [("old", &comparison.old), ("new", &comparison.new)] {
        if !side.usable {
            let message =
                format!("the {name} document, `{}`, cannot be used; nothing was compared", side.sources.entry().name);
            console.error(&Unusable::new(message))?;
        }
    }
    Ok(Status::Unusable)
}

fn print(report: &Report, options: &Options, color: bool) -> String {
    match options.format {
        Format::Text => render::text(report, if options.verbose { Detail::Full } else { Detail::Short }, color),
        Format::Json => render::json(report),
        Format::Markdown => render::markdown(report),
        Format::Github => render::github(report),
        Format::Html => render::html(report),
    }
}

/// Refuses to write over what is compared.
fn protect(path: &Path, task: &Task, comparison: &Comparison) -> Result<(), Unusable> {
    let Ok(path) = path.canonicalize() else { return Ok(()) };
    let old = task.old.files(&comparison.old.sources);
    let mut inputs = old.chain(task.new.files(&comparison.new.sources));
    match inputs.find(|input| input.canonicalize().is_ok_and(|input| input == path)) {
        Some(input) => {
            let message = format!("`{}` is among the documents, and would be overwritten", input.display());
            Err(Unusable::new(message).help("write the report into another file"))
        }
        None => Ok(()),
    }
}

fn judge(counts: &Counts, fail_on: &[FailOn], console: &mut Console<'_>) -> Result<Status, Unusable> {
    let breaking = |what, count, of| {
        let breaks = if count == 1 { "change breaks" } else { "changes break" };
        (fail_on.contains(&what) && count > 0).then(|| format!("{count} {breaks} {of}"))
    };
    let wire = breaking(FailOn::Wire, counts.wire_breaking, "requests or responses");
    let rust = breaking(FailOn::Rust, counts.rust_major, "code that uses the crate");
    let found: Vec<String> = wire.into_iter().chain(rust).collect();
    if found.is_empty() {
        return Ok(Status::Fine);
    }
    console.error(&Unusable::new(found.join(", ")).help("`--fail-on` says which changes are a failure"))?;
    Ok(Status::Finding)
}
