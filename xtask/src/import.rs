//! `cargo xtask import`: an upstream document becomes a version of `spec/`.

use std::path::PathBuf;

use bindery::Config;
use bindery::cli::{self, Console, Document, ImportTask, Status, Unusable};
use clap::Args;
use jiff::Timestamp;

use crate::workspace;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The upstream document, YAML or JSON
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    /// The version to make, which is the name of its folder
    #[arg(long = "as", value_name = "VERSION")]
    version: String,
    /// The version whose words and layout are kept [default: the newest one before VERSION]
    #[arg(long, value_name = "VERSION")]
    from: Option<String>,
    /// Where the document is published [default: the name of its file]
    #[arg(long, value_name = "TEXT")]
    origin: Option<String>,
    /// The day of the import, such as 2024-07-01 [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Keep the document's own words where there are none of ours; only for those who may publish them
    #[arg(long)]
    keep_descriptions: bool,
    /// Replace VERSION if it is there already
    #[arg(long)]
    force: bool,
    /// Write nothing; show what would be written
    #[arg(long)]
    dry_run: bool,
    /// The folder of the versions [default: spec/ of this repository]
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

pub(crate) fn run(arguments: Arguments, console: &mut Console<'_>) -> Result<Status, Unusable> {
    let spec = arguments.spec.unwrap_or_else(|| workspace::shown(&workspace::root().join("spec")));
    let path = spec.join("bindery.toml");
    let config = if path.exists() { cli::read_config(Some(&path))? } else { Config::default() };
    let task = ImportTask {
        document: Document::read(&arguments.document)?,
        spec,
        version: arguments.version,
        from: arguments.from,
        origin: arguments.origin,
        date: arguments.date.unwrap_or_else(|| Timestamp::now().strftime("%Y-%m-%d").to_string()),
        keep_descriptions: arguments.keep_descriptions,
        force: arguments.force,
        dry_run: arguments.dry_run,
        config,
    };
    cli::import(&task, console)
}
