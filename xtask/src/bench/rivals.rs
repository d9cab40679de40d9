//! Whole runs of `bindery generate` beside those of other generators, on the same documents.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use wait4::Wait4;

use super::Row;
use super::stages::Samples;
use crate::workspace;

/// A generator: what it is called, the variable that says where it is, and what it is to be told.
struct Rival {
    name: &'static str,
    variable: &'static str,
    arguments: fn(&Path, &Path) -> Vec<PathBuf>,
}

const RIVALS: [Rival; 2] = [
    Rival {
        name: "openapi-to-rust",
        variable: "OPENAPI_TO_RUST",
        arguments: |document, into| {
            vec!["generate".into(), document.into(), "--output-dir".into(), into.into(), "--quiet".into()]
        },
    },
    Rival {
        name: "ploidy",
        variable: "PLOIDY",
        arguments: |document, into| {
            vec!["generate".into(), "rust".into(), document.into(), "--output".into(), into.into()]
        },
    },
];

/// What the generators took for a document, in CPU time of the whole process.
#[derive(Debug, Serialize)]
pub(super) struct Race {
    pub(super) document: String,
    pub(super) bytes: u64,
    pub(super) runs: u32,
    pub(super) rows: Vec<Row>,
}

/// Runs all generators that there are by turns. Those that there are not are said on standard error.
pub(super) fn measure(documents: &[PathBuf], runs: u32) -> Result<Vec<Race>> {
    let mut programs = vec![("bindery", ours()?, arguments as fn(&Path, &Path) -> Vec<PathBuf>)];
    for rival in RIVALS {
        match find(rival.name, rival.variable) {
            Some(program) => programs.push((rival.name, program, rival.arguments)),
            None => {
                eprintln!("{} is not on PATH, and {} does not say where it is: skipped", rival.name, rival.variable)
            }
        }
    }
    let folder = workspace::root().join("target/bench/rivals");
    let clear = || if folder.exists() { std::fs::remove_dir_all(&folder) } else { Ok(()) };
    clear()?;
    let race = |(number, document): (usize, &PathBuf)| {
        let bytes = std::fs::metadata(document).with_context(|| format!("cannot read `{}`", document.display()))?.len();
        let mut samples = Samples::default();
        for turn in 0..runs {
            for (name, program, arguments) in &programs {
                // Each run writes anew, and nothing is removed meanwhile: the system would go on with that in the time of
                // the next.
                let into = folder.join(format!("{number}/{turn}/{name}"));
                std::fs::create_dir_all(into.parent().unwrap_or(&folder))?;
                let (time, worked) = run(program, &arguments(document, &into))?;
                samples
                    .add(&if worked { (*name).to_owned() } else { format!("{name} (fails on this document)") }, time);
            }
        }
        Ok(Race { document: document.display().to_string(), bytes, runs, rows: samples.rows() })
    };
    let races = documents.iter().enumerate().map(race).collect();
    clear()?;
    races
}

fn arguments(document: &Path, into: &Path) -> Vec<PathBuf> {
    vec!["generate".into(), document.into(), "--output".into(), into.into()]
}

/// `bindery`, built as it is installed.
fn ours() -> Result<PathBuf> {
    let root = workspace::root();
    let mut command = Command::new(workspace::cargo());
    command
        .args(["build", "--quiet", "--release", "--package", "bindery", "--manifest-path"])
        .arg(root.join("Cargo.toml"));
    ensure!(command.status().context("cannot run cargo")?.success(), "the release build of bindery failed");
    // This program is one of the same build.
    let beside = std::env::current_exe().context("cannot find this program")?;
    Ok(beside.with_file_name(format!("bindery{}", std::env::consts::EXE_SUFFIX)))
}

/// The program that a variable names, or the one on `PATH`.
fn find(name: &str, variable: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from);
    let on_path = || {
        let folders = std::env::var_os("PATH")?;
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
    };
    named.or_else(on_path)
}

/// The CPU time of a run, and whether it worked.
fn run(program: &Path, arguments: &[PathBuf]) -> Result<(Duration, bool)> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().with_context(|| format!("cannot run `{}`", program.display()))?;
    let used = child.wait4().context("cannot wait for a generator")?;
    Ok((used.rusage.utime + used.rusage.stime, used.status.success()))
}
