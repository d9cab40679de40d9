//! The command line: arguments, files and the terminal around the pure library.
//!
//! [`generate()`] is the one path on which a document becomes a directory, to write it or to check it; the `bindery`
//! binary and this repository's `xtask` both take it.

mod args;
mod changes;
mod check;
mod configuration;
mod console;
pub mod diff;
mod disk;
mod document;
mod error;
mod generate;
mod import;
mod manifest;
mod output;
mod paths;
mod report;

use std::process::ExitCode;

use clap::Parser;

pub use changes::{Change, check as changes, diff};
pub use check::{Format, check};
pub use configuration::{read_config, read_lock};
pub use console::Console;
pub use disk::put as write_file;
pub use document::Document;
pub use error::Unusable;
pub use generate::{Mode, Shown, Task, generate};
pub use import::{ImportTask, import};
pub use output::{Written, write};
pub use report::{json as report_json, write as write_report};

/// How a run ended, as far as it was a proper run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Fine,
    /// Something to look at was found: stale output, or with `--strict` any problem.
    Finding,
    /// The document cannot be used; the diagnostics say why.
    Unusable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::Finding => 1,
            Status::Unusable => 2,
        })
    }
}

/// Runs the `bindery` binary with the arguments of this process.
pub fn main() -> ExitCode {
    let mut console = Console::standard();
    finish(args::run(args::Arguments::parse(), &mut console), &mut console)
}

/// Says what went wrong, if anything did, and gives the status to exit with.
pub fn finish(outcome: Result<Status, Unusable>, console: &mut Console<'_>) -> ExitCode {
    let status = outcome.unwrap_or_else(|error| {
        // If standard error is gone too, the status is all there is left to say it with.
        console.error(&error).ok();
        Status::Unusable
    });
    status.into()
}
