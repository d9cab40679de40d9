//! The arguments of `bindery`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::Status;
use super::check::{self, Format};
use super::configuration::{read_config, read_lock};
use super::console::Console;
use super::diff;
use super::document::Document;
use super::error::Unusable;
use super::generate::{self, Mode, Shown, Task};
use crate::config::{self, Config};
use crate::diff::render::SCHEMA;
use crate::plan::is_package_name;

/// Generates Rust clients from OpenAPI documents.
#[derive(Debug, Parser)]
#[command(
    name = "bindery",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 fine; 1 a finding \
    (stale output with --check, a breaking change between documents, any error or warning with --strict); 2 unusable input or usage."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the client crate for a document
    Generate(GenerateArguments),
    /// Show the diagnostics for a document and how much of it is covered; writes nothing
    Check(CheckArguments),
    /// Show what differs between two versions of a document, on the wire and for code that uses the crate
    Diff(DiffArguments),
    /// Show what a configuration can say
    Config(ConfigArguments),
}

#[derive(Debug, Args)]
struct GenerateArguments {
    /// The OpenAPI document, YAML or JSON
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    /// The directory of the generated crate
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The package name of the generated crate
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// The configuration, such as a bindery.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Keep the names that are in this file, and write all names into it; made if it is not there
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// Write nothing; show what would change and fail if anything would
    #[arg(long)]
    check: bool,
    /// How to print diagnostics; `--report` has them as JSON
    #[arg(long, value_enum, default_value_t)]
    format: Shown,
    /// Fail if there is any error or warning, or anything was skipped
    #[arg(long)]
    strict: bool,
    /// Write into a directory that holds other things, and overwrite files of the same name
    #[arg(long)]
    force: bool,
    /// Depend on the runtime by this path, relative to DIR, instead of by version
    #[arg(long, value_name = "PATH")]
    runtime_path: Option<String>,
    /// Write a report in JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// The OpenAPI document, YAML or JSON
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The configuration, such as a bindery.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Keep the names that are in this file
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// Fail if there is any error or warning, or anything would be skipped
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "bindery diff [OPTIONS] <OLD> <NEW>\n       bindery diff --schema")]
struct DiffArguments {
    /// The OpenAPI document before, YAML or JSON
    #[arg(value_name = "OLD", required_unless_present = "schema")]
    old: Option<PathBuf>,
    /// The OpenAPI document after, YAML or JSON
    #[arg(value_name = "NEW", required_unless_present = "schema")]
    new: Option<PathBuf>,
    #[command(flatten)]
    options: diff::Options,
    /// The configuration, such as a bindery.toml; it counts for both
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The names that both keep
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// Print the JSON Schema of what `--format json` prints, and compare nothing
    #[arg(long, exclusive = true)]
    schema: bool,
}

#[derive(Debug, Args)]
struct ConfigArguments {
    /// Print the JSON Schema of a bindery.toml, for editors
    #[arg(long, required = true)]
    schema: bool,
}

pub(super) fn run(arguments: Arguments, console: &mut Console<'_>) -> Result<Status, Unusable> {
    match arguments.command {
        Command::Generate(arguments) => generate::generate(&arguments.task()?, console),
        Command::Check(arguments) => {
            let mut config = read_config(arguments.config.as_deref())?;
            config.lock = arguments.lock.as_deref().map(read_lock).transpose()?;
            let document = Document::read(&arguments.document)?;
            check::check(&document, &config, arguments.format, arguments.strict, console)
        }
        Command::Diff(arguments) => match arguments.task()? {
            Some(task) => diff::run(&task, console),
            None => console.result(SCHEMA).map(|()| Status::Fine),
        },
        Command::Config(_) => console.result(config::SCHEMA).map(|()| Status::Fine),
    }
}

impl GenerateArguments {
    fn task(self) -> Result<Task, Unusable> {
        let mut config = read_config(self.config.as_deref())?;
        config.lock = self.lock.as_deref().map(read_lock).transpose()?;
        config.krate.name = self.name.or(config.krate.name);
        config.runtime_path = self.runtime_path.or(config.runtime_path);
        check_name(&config)?;
        Ok(Task {
            document: Document::read(&self.document)?,
            config,
            directory: self.output,
            lock: self.lock,
            mode: if self.check { Mode::Check } else { Mode::Write { force: self.force } },
            shown: self.format,
            strict: self.strict,
            report: self.report,
            command: command_without_check(std::env::args()),
        })
    }
}

impl DiffArguments {
    /// What to compare; `None` if only the schema is asked for.
    fn task(self) -> Result<Option<diff::Task>, Unusable> {
        let Some((old, new)) = self.old.zip(self.new) else { return Ok(None) };
        let mut config = read_config(self.config.as_deref())?;
        config.lock = self.lock.as_deref().map(read_lock).transpose()?;
        let (old, new) = (Document::read(&old)?, Document::read(&new)?);
        Ok(Some(diff::Task { old, new, config, options: self.options }))
    }
}

/// A package name that Cargo takes.
fn check_name(config: &Config) -> Result<(), Unusable> {
    let Some(name) = &config.krate.name else { return Ok(()) };
    if is_package_name(name) {
        return Ok(());
    }
    let message = format!("`{}` is not a package name", name.escape_debug());
    Err(Unusable::new(message)
        .help("start with a letter and use letters, digits, `-` and `_`, such as `pet-store-client`"))
}

/// The command that would write what this one only looks at.
fn command_without_check(arguments: impl Iterator<Item = String>) -> String {
    let kept = arguments.skip(1).filter(|argument| argument != "--check").map(quoted);
    std::iter::once("bindery".to_owned()).chain(kept).collect::<Vec<_>>().join(" ")
}

fn quoted(argument: String) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=:@,+".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument;
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_command_to_run_can_be_pasted() {
        let arguments = ["/bin/bindery", "generate", "my api.yaml", "-o", "o'ut", "--check"].map(str::to_owned);
        assert_eq!(command_without_check(arguments.into_iter()), r"bindery generate 'my api.yaml' -o 'o'\''ut'");
    }

    #[test]
    fn names_are_those_cargo_takes() {
        let check = |name: &str| {
            let mut config = Config::default();
            config.krate.name = Some(name.to_owned());
            check_name(&config).is_ok()
        };
        assert!(check("pet-store_2"));
        assert!(!check("") && !check("2a") && !check("a b") && !check("a\"\n[x]") && !check("é"));
    }
}
