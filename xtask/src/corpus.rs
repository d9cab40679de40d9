//! `cargo xtask corpus`: what becomes of every API document under a folder.
//!
//! Each document is generated in a process of its own, so that one that crashes or runs away costs only itself, and so
//! that its time and memory are its own. What is emitted goes to `target/corpus`, where it is compiled (`--compile`) and
//! where its models meet JSON that the document says is valid (`--round-trip`).

mod check;
pub(crate) mod child;
mod compare;
mod expect;
pub(crate) mod find;
pub(crate) mod generate;
mod instance;
mod oracle;
mod package;
mod program;
mod result;
mod round_trip;
mod table;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use bindery::cli::{Console, Status, write_file};

use crate::workspace;
use find::Candidate;
use package::Folder;
use result::{DocumentResult, Run};

pub(crate) use child::Stage;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder; documents are found in all folders below it
    folder: PathBuf,
    /// Check the emitted crates with the compiler and with clippy
    #[arg(long)]
    compile: bool,
    /// Read and write JSON that the documents say is valid with the emitted types
    #[arg(long)]
    round_trip: bool,
    /// Decides what instances of schemas leave to chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Instances of a schema, at most
    #[arg(long, value_name = "N", default_value_t = 200)]
    instances: usize,
    /// Write everything that was found as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Take only documents whose path has this in it; may be given several times
    #[arg(long, value_name = "SUBSTRING")]
    only: Vec<String>,
    /// How many documents to work on at a time; by default as many as there are processors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// What the expectations and the folder under target/corpus are called; the name of the folder by default
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Make what was found the expectations
    #[arg(long)]
    bless: bool,
    /// Use this debug build, with its checks, and not a release build; what it measures says nothing
    #[arg(long)]
    debug: bool,
    /// Seconds that a document may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    limit: u64,
}

pub(crate) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Result<Status> {
    if cfg!(debug_assertions) && !arguments.debug {
        let ended = workspace::in_release()?;
        return Ok(match ended.code() {
            Some(0) => Status::Fine,
            Some(1) => Status::Finding,
            _ => Status::Unusable,
        });
    }
    let name = name(arguments)?;
    let folder = Folder::new(&name)?;
    let (candidates, results) = documents(arguments, &folder)?;
    let mut run = Run { folder: name.clone(), documents: results };
    if arguments.compile {
        check::run(&folder, &mut run)?;
    }
    if arguments.round_trip {
        round_trip(arguments, &folder, &candidates, &mut run)?;
    }
    console.result(&table::render(&run))?;
    if let Some(path) = &arguments.json {
        write_file(path, format!("{}\n", serde_json::to_string_pretty(&run)?).as_bytes())?;
    }
    expect::settle(&name, &run, arguments, console)
}

/// What the run is called.
fn name(arguments: &Arguments) -> Result<String> {
    let folder = arguments.folder.canonicalize();
    let folder = folder.with_context(|| format!("there is no folder `{}`", arguments.folder.display()))?;
    let name = arguments.name.clone().or_else(|| folder.file_name()?.to_str().map(str::to_owned));
    let name = name.context("the folder has no name; give one with `--name`")?;
    ensure!(!name.contains(['/', '\\']) && name != "..", "`{name}` cannot be the name of a file");
    Ok(name)
}

/// Generates all documents. What turns out to be only a part of others is left out.
fn documents(arguments: &Arguments, folder: &Folder) -> Result<(Vec<Candidate>, Vec<DocumentResult>)> {
    let mut candidates = find::candidates(&arguments.folder)?;
    candidates.retain(|candidate| wanted(&arguments.only, &candidate.name));
    ensure!(!candidates.is_empty(), "there is no API document under `{}`", arguments.folder.display());
    let written = (arguments.compile || arguments.round_trip).then_some(folder);
    let generate = |candidate: &Candidate| child::document(candidate, written, arguments.limit);
    let results = in_parallel(arguments.jobs, &candidates, generate)?;
    Ok(find::without_parts(candidates, results))
}

/// Builds the programs of all documents, and runs those that are built.
fn round_trip(arguments: &Arguments, folder: &Folder, candidates: &[Candidate], run: &mut Run) -> Result<()> {
    round_trip::build(folder, run)?;
    let is_built = |result: &DocumentResult| result.round_trip.as_ref().is_some_and(|one| one.problem.is_none());
    let mut built: Vec<(&Candidate, &mut DocumentResult)> =
        candidates.iter().zip(&mut run.documents).filter(|(_, result)| is_built(result)).collect();
    let found = in_parallel(arguments.jobs, &built, |(candidate, _)| {
        child::instances(candidate, folder, arguments.seed, arguments.instances, arguments.limit)
    })?;
    built.iter_mut().zip(found).for_each(|((_, result), found)| result.round_trip = Some(found));
    Ok(())
}

pub(crate) fn wanted(only: &[String], name: &str) -> bool {
    only.is_empty() || only.iter().any(|part| name.contains(part))
}

/// Does the same to each, several at a time; the results have the order of what they are of.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    jobs: Option<u16>,
    of: &[T],
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let jobs = jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(of.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = of.get(index) else { break };
                    let result = work(item);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests;
