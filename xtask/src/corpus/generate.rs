//! The stage that runs in a child: one document becomes a crate, in memory, or in a folder if that is given.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use bindery::cli::{self, Document};
use bindery::{Config, FileSet, Generated, Severity};

use super::result::{Emitted, Generation};
use crate::workspace;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    pub(super) document: PathBuf,
    /// The name of the crate
    pub(super) krate: String,
    /// Where to write it
    #[arg(long)]
    pub(super) into: Option<PathBuf>,
}

/// Generates, and prints a [`Generation`] as JSON.
pub(super) fn run(arguments: &Arguments) -> Result<()> {
    println!("{}", serde_json::to_string(&generation(arguments)?)?);
    Ok(())
}

pub(super) fn generation(arguments: &Arguments) -> Result<Generation> {
    let (generated, parts) = generate(&arguments.document, &arguments.krate)?;
    if let (Some(into), Some(files)) = (&arguments.into, &generated.files) {
        cli::write(files, into, true)?;
    }
    summary(&generated, parts)
}

fn generate(document: &Path, krate: &str) -> Result<(Generated, Vec<String>)> {
    let mut config = Config::default();
    config.krate.name = Some(krate.to_owned());
    config.runtime_path = Some(workspace::portable(&workspace::root().join("runtime")));
    let loaded = Document::read(document)?.load();
    let (generated, sources) = bindery::generate_loaded(loaded, &config);
    let parts = sources.parts().filter_map(|(file, _)| file.path().map(str::to_owned)).collect();
    Ok((generated, parts))
}

fn summary(generated: &Generated, parts: Vec<String>) -> Result<Generation> {
    let report = &generated.report;
    let mut diagnostics = BTreeMap::new();
    for diagnostic in &generated.diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        *diagnostics.entry(format!("{severity} {}", diagnostic.code.name)).or_default() += 1;
    }
    Ok(Generation {
        usable: generated.files.is_some(),
        dialect: report.document.dialect.clone(),
        parts,
        bytes: report.document.bytes,
        operations: serde_json::from_value(serde_json::to_value(&report.operations)?)?,
        schemas: serde_json::from_value(serde_json::to_value(&report.schemas)?)?,
        diagnostics,
        emitted: generated.files.as_ref().map(emitted).unwrap_or_default(),
        resident: resident(),
    })
}

/// What Linux says of this process. What is asked of a child that has ended includes the memory of its parent, which it
/// had until it became another program.
pub(crate) fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

fn emitted(files: &FileSet) -> Emitted {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let lines = rust.map(|(_, text)| text.iter().filter(|byte| **byte == b'\n').count()).sum();
    Emitted { files: files.iter().count(), lines }
}
