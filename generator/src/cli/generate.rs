//! From a document to a directory: the flow behind `bindery generate` and `cargo xtask generate`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::document::Document;
use super::error::Unusable;
use super::output::Written;
use super::{Status, changes, disk, output, report};
use crate::Generated;
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::diagnostic::render::{Renderer, summary};
use crate::file_set::FileSet;
use crate::lock::Lock;

/// What to generate and where to.
#[derive(Clone, Debug)]
pub struct Task {
    /// The document, named as diagnostics show it.
    pub document: Document,
    /// The configuration.
    pub config: Config,
    /// The directory of the crate.
    pub directory: PathBuf,
    /// Where the lock is; what it says is in the configuration.
    pub lock: Option<PathBuf>,
    /// Whether to write it.
    pub mode: Mode,
    /// How diagnostics are printed.
    pub shown: Shown,
    /// Whether an error, a warning or something skipped is a finding.
    pub strict: bool,
    /// Where a report is wanted.
    pub report: Option<PathBuf>,
    /// The command that writes the directory, for whoever is told that it is stale.
    pub command: String,
}

/// What to do with the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Bring the directory up to date.
    Write {
        /// Also if it holds other things.
        force: bool,
    },
    /// Say what would change.
    Check,
}

/// How `bindery generate` prints diagnostics, on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    /// For people
    #[default]
    Text,
    /// As workflow commands, which GitHub shows as annotations
    Github,
}

/// Generates, and writes or compares. Diagnostics and the diff are printed on the way.
///
/// # Errors
///
/// A directory that must not or cannot be written. That the document is unusable is a [`Status`].
pub fn generate(task: &Task, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let (generated, sources) = crate::generate_loaded(task.document.load(), &task.config);
    let renderer = Renderer::new(&sources);
    let shown = match task.shown {
        Shown::Text => renderer.text(&generated.diagnostics, console.color()),
        Shown::Github => renderer.github(&generated.diagnostics),
    };
    console.diagnostics(&shown)?;
    let outcome = match &generated.files {
        Some(files) => deliver(task, files, generated.lock.as_ref(), console),
        None => refuse(task, console),
    };
    if let Some(path) = &task.report {
        report::write(&generated, &renderer, path)?;
    }
    match outcome? {
        Status::Fine if task.strict && has_findings(&generated) => {
            let message = format!("`{}`: {}, with `--strict`", task.document.name(), problems(&generated));
            console.error(&Unusable::new(message))?;
            Ok(Status::Finding)
        }
        status => Ok(status),
    }
}

/// What `--strict` does not let pass.
pub(super) fn has_findings(generated: &Generated) -> bool {
    let count = |severity| generated.diagnostics.count(severity);
    count(Severity::Error) + count(Severity::Warning) + generated.report.operations.skipped.len() > 0
}

/// The diagnostics and the operations left out, counted.
pub(super) fn problems(generated: &Generated) -> String {
    match generated.report.operations.skipped.len() {
        0 => summary(&generated.diagnostics),
        1 => format!("{}, 1 operation skipped", summary(&generated.diagnostics)),
        skipped => format!("{}, {skipped} operations skipped", summary(&generated.diagnostics)),
    }
}

fn refuse(task: &Task, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let message = format!("`{}` cannot be used; nothing was written", task.document.name());
    console.error(&Unusable::new(message))?;
    Ok(Status::Unusable)
}

fn deliver(task: &Task, files: &FileSet, lock: Option<&Lock>, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let lock = task.lock.as_deref().zip(lock).map(|(path, lock)| (path, lock.to_string()));
    let directory = task.directory.display();
    match task.mode {
        Mode::Write { force } => {
            let Written { written, unchanged, removed } = output::write(files, &task.directory, force)?;
            console.result(&format!("{directory}: {written} written, {unchanged} unchanged, {removed} removed\n"))?;
            // With the old lock, the crate comes out the same once more.
            if let Some((path, text)) = lock
                && changes::of_file(path, &text)?.is_some()
            {
                disk::replace(&disk::Real, path, text.as_bytes())?;
                console.result(&format!("{}: written\n", path.display()))?;
            }
            Ok(Status::Fine)
        }
        Mode::Check => {
            let mut changes = changes::check(files, &task.directory)?;
            let lock = lock.map(|(path, text)| changes::of_file(path, &text)).transpose()?;
            changes.extend(lock.flatten());
            if changes.is_empty() {
                console.result(&format!("{directory}: up to date\n"))?;
                return Ok(Status::Fine);
            }
            console.result(&changes::diff(&changes))?;
            let message = format!("`{directory}` is not up to date: {} would change", files_in_words(changes.len()));
            console.error(&Unusable::new(message).help(format!("run `{}`", task.command)))?;
            Ok(Status::Finding)
        }
    }
}

fn files_in_words(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
