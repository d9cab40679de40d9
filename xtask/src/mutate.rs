//! `cargo xtask mutate`: documents that are changed by chance must not make the generator panic, hang or run out of memory.
//!
//! What a mutant is depends on the seed, on the text of the document and on its number alone. Mutants run in batches,
//! each in a process with limits; one that ends its process is found and the rest of the batch goes on without it.

mod batch;
mod bytes;
mod mutant;
mod odd;
mod structure;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use bindery::cli::{Console, Status};

pub(crate) use batch::Batch;
use batch::Line;
use mutant::Original;

use crate::corpus::child::{Ended, TIMED_OUT};
use crate::corpus::find::{self, Candidate};
use crate::corpus::{in_parallel, wanted};
use crate::workspace;

/// Mutants in a process, at most.
const BATCH: u64 = 250;

/// Mutants of a document, at least.
const LEAST: u64 = 4;

/// Documents of fewer bytes are as good as this long when mutants are handed out.
const SMALL: u64 = 4_000;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder; documents are found in all folders below it
    folder: PathBuf,
    /// How many mutants to make of all documents together; small ones get most
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    count: u64,
    /// Decides what is changed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Take only documents whose path has this in it; may be given several times
    #[arg(long, value_name = "SUBSTRING")]
    only: Vec<String>,
    /// CPU seconds that a mutant may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    limit: u64,
    /// Megabytes that may be in memory
    #[arg(long, value_name = "MB", default_value_t = 1_000)]
    memory: u64,
    /// How many documents to work on at a time; by default as many as there are processors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Use this debug build, with its checks, and not a release build
    #[arg(long)]
    debug: bool,
}

/// What became of the mutants of a document.
#[derive(Default)]
struct Outcome {
    done: u64,
    /// The most CPU seconds and the most bytes of one, each with its number.
    slowest: (f64, u64),
    largest: (u64, u64),
    found: Vec<(u64, String, String)>,
}

pub(crate) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Result<Status> {
    if cfg!(debug_assertions) && !arguments.debug {
        return Ok(match workspace::in_release()?.code() {
            Some(0) => Status::Fine,
            Some(1) => Status::Finding,
            _ => Status::Unusable,
        });
    }
    let mut candidates = find::candidates(&arguments.folder)?;
    candidates.retain(|candidate| wanted(&arguments.only, &candidate.name));
    ensure!(!candidates.is_empty(), "there is no API document under `{}`", arguments.folder.display());
    let work: Vec<(&Candidate, u64)> = candidates.iter().zip(shares(&candidates, arguments.count)?).collect();
    let outcomes = in_parallel(arguments.jobs, &work, |(candidate, count)| mutants(candidate, *count, arguments))?;
    let outcomes: Vec<(&Candidate, Outcome)> = candidates.iter().zip(outcomes).collect();
    console.result(&summary(&outcomes, arguments)?)?;
    let is_fine = outcomes.iter().all(|(_, outcome)| outcome.found.is_empty());
    Ok(if is_fine { Status::Fine } else { Status::Finding })
}

/// How many mutants each document gets, so that all take about the same time.
fn shares(candidates: &[Candidate], count: u64) -> Result<Vec<u64>> {
    let bytes = |candidate: &Candidate| anyhow::Ok(std::fs::metadata(&candidate.path)?.len().max(SMALL));
    let bytes: Vec<u64> = candidates.iter().map(bytes).collect::<Result<_>>()?;
    let whole: f64 = bytes.iter().map(|bytes| 1.0 / *bytes as f64).sum();
    Ok(bytes.iter().map(|bytes| ((count as f64 / *bytes as f64 / whole).ceil() as u64).max(LEAST)).collect())
}

fn mutants(candidate: &Candidate, count: u64, arguments: &Arguments) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut next = 0;
    while next < count {
        let end = count.min(next + BATCH);
        let mut command = vec![OsString::from("mutate"), candidate.path.clone().into_os_string()];
        let numbers = [arguments.seed, next, end, arguments.limit, arguments.memory * 1_000_000];
        command.extend(numbers.map(|number| OsString::from(number.to_string())));
        // The process watches the CPU time itself; this is for one that cannot even do that.
        let ended = Ended::of(&command, 60 + arguments.limit * BATCH)?;
        let mut at = None;
        for line in ended.out.lines() {
            match serde_json::from_str(line).context("a batch does not say what it did")? {
                Line::Start(case) => at = Some(case),
                Line::Found { case, what, message } => outcome.found.push((case, what, message)),
                Line::Done { case, cpu_seconds, bytes } => {
                    at = None;
                    outcome.done += 1;
                    outcome.slowest =
                        if cpu_seconds > outcome.slowest.0 { (cpu_seconds, case) } else { outcome.slowest };
                    outcome.largest = outcome.largest.max((bytes, case));
                }
            }
        }
        next = match at {
            Some(case) => {
                let hung = ended.used.status.code() == Some(TIMED_OUT);
                let what = if hung { "hung" } else { "crashed" };
                outcome.found.push((case, what.to_owned(), ended.last_words()));
                case + 1
            }
            None => {
                ensure!(ended.used.status.success(), "`{}`: {}", candidate.name, ended.last_words());
                end
            }
        };
    }
    Ok(outcome)
}

/// What was done and found. The texts of what was found are kept in `target/mutate`.
fn summary(outcomes: &[(&Candidate, Outcome)], arguments: &Arguments) -> Result<String> {
    let mut text = String::new();
    let folder = workspace::root().join("target/mutate");
    for (candidate, outcome) in outcomes {
        for (case, what, message) in &outcome.found {
            let mutant = Original::read(&candidate.path)?.mutant(arguments.seed, *case);
            let path = folder.join(format!("{}-{case}.{}", candidate.krate, mutant.extension));
            std::fs::create_dir_all(&folder)?;
            std::fs::write(&path, mutant.text)?;
            let path = workspace::shown(&path);
            writeln!(text, "{what}: {}, number {case}, kept as {}", candidate.name, path.display())?;
            message.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
        }
    }
    let done: u64 = outcomes.iter().map(|(_, outcome)| outcome.done).sum();
    let found: usize = outcomes.iter().map(|(_, outcome)| outcome.found.len()).sum();
    writeln!(text, "{done} mutants of {} documents, seed {}: {found} findings", outcomes.len(), arguments.seed)?;
    if let Some((candidate, one)) = outcomes.iter().max_by(|one, other| one.1.slowest.0.total_cmp(&other.1.slowest.0)) {
        let (seconds, case) = one.slowest;
        writeln!(text, "slowest: {seconds:.2} CPU seconds, {}, number {case}", candidate.name)?;
    }
    if let Some((candidate, one)) = outcomes.iter().max_by_key(|(_, outcome)| outcome.largest.0) {
        let (bytes, case) = one.largest;
        writeln!(text, "largest: {} MB in memory, {}, number {case}", bytes / 1_000_000, candidate.name)?;
    }
    Ok(text)
}
