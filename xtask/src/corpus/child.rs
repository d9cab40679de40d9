//! Stages in a process of their own, with limits on time and memory.

use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use wait4::{ResUse, Wait4};

use super::find::Candidate;
use super::generate;
use super::package::Folder;
use super::result::{DocumentResult, Generation, RoundTrip, Status};
use super::round_trip;
use crate::mutate;

/// How a stage says that it took too long.
pub(crate) const TIMED_OUT: i32 = 124;

/// Kilobytes of address space that a stage may have.
const ADDRESS_SPACE: &str = "16000000";

/// How many lines of what a process said last are kept.
const LAST_LINES: usize = 6;

/// A stage of `corpus`, for this program itself to call.
#[derive(Debug, clap::Args)]
pub(crate) struct Stage {
    /// Seconds that it may take
    limit: u64,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Generate a document
    Generate(generate::Arguments),
    /// Read and write instances of its schemas
    RoundTrip(round_trip::Arguments),
    /// Generate from changed versions of a document
    Mutate(mutate::Batch),
}

impl Stage {
    pub(crate) fn run(&self) -> Result<()> {
        let limit = Duration::from_secs(self.limit);
        std::thread::spawn(move || {
            std::thread::sleep(limit);
            std::process::exit(TIMED_OUT);
        });
        match &self.what {
            What::Generate(arguments) => generate::run(arguments),
            What::RoundTrip(arguments) => round_trip::run(arguments),
            What::Mutate(batch) => batch.run(),
        }
    }
}

/// Generates a document; its crate is written if there is a folder.
pub(super) fn document(candidate: &Candidate, folder: Option<&Folder>, limit: u64) -> Result<DocumentResult> {
    let mut arguments =
        vec!["generate".into(), candidate.path.clone().into_os_string(), candidate.krate.clone().into()];
    if let Some(folder) = folder {
        arguments.extend(["--into".into(), folder.client(&candidate.krate).into_os_string()]);
    }
    let ended = Ended::of(&arguments, limit)?;
    let mut generation: Generation = match ended.used.status.success() {
        true => serde_json::from_str(&ended.out).context("a stage does not say what it made")?,
        false => Generation::default(),
    };
    Ok(DocumentResult {
        path: candidate.name.clone(),
        krate: candidate.krate.clone(),
        status: ended.status(generation.usable),
        message: (!ended.used.status.success()).then(|| ended.last_words()),
        cpu_seconds: (ended.used.rusage.utime + ended.used.rusage.stime).as_secs_f64(),
        peak_bytes: generation.resident.take().unwrap_or(ended.used.rusage.maxrss),
        generation,
        compile: None,
        round_trip: None,
    })
}

/// What it costs to generate a document: CPU seconds, and bytes in memory.
pub(crate) fn cost(document: &Path) -> Result<(f64, u64)> {
    let arguments = ["generate".into(), document.as_os_str().to_owned(), "growth".into()];
    let ended = Ended::of(&arguments, 600)?;
    ensure!(ended.used.status.success(), "`{}`: {}", document.display(), ended.last_words());
    let generation: Generation = serde_json::from_str(&ended.out).context("a stage does not say what it made")?;
    ensure!(generation.usable, "`{}` cannot be used; see `bindery check`", document.display());
    let cpu = ended.used.rusage.utime + ended.used.rusage.stime;
    Ok((cpu.as_secs_f64(), generation.resident.unwrap_or(ended.used.rusage.maxrss)))
}

/// Reads and writes instances of the schemas of a document, whose program is built.
pub(super) fn instances(
    candidate: &Candidate,
    folder: &Folder,
    seed: u64,
    most: usize,
    limit: u64,
) -> Result<RoundTrip> {
    let places = [&candidate.path, &folder.client(&candidate.krate), &folder.program(&candidate.krate)];
    let mut arguments = vec![OsString::from("round-trip")];
    arguments.extend(places.map(|place| place.clone().into_os_string()));
    let numbers = ["--seed".to_owned(), seed.to_string(), "--most".to_owned(), most.to_string()];
    arguments.extend(numbers.map(OsString::from));
    let ended = Ended::of(&arguments, limit)?;
    match ended.used.status.success() {
        true => serde_json::from_str(&ended.out).context("a stage does not say what it found"),
        false => Ok(RoundTrip { problem: Some(ended.last_words()), ..RoundTrip::default() }),
    }
}

/// A stage that has ended.
pub(crate) struct Ended {
    pub(crate) used: ResUse,
    pub(crate) out: String,
    err: String,
}

impl Ended {
    /// Runs a stage. The shell sets the limit of memory, as far as the system has one, and becomes the stage.
    pub(crate) fn of(arguments: &[OsString], limit: u64) -> Result<Self> {
        let ourselves = std::env::current_exe().context("cannot find this program")?;
        let mut command = Command::new("bash");
        command.args(["-c", "ulimit -v \"$0\" || true; exec \"$@\"", ADDRESS_SPACE]).arg(ourselves);
        command.args(["corpus-stage", &limit.to_string()]).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("cannot run bash")?;
        let mut stderr = child.stderr.take().context("no standard error")?;
        let reading = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            stderr.read_to_end(&mut bytes).map(|_| bytes)
        });
        let mut out = Vec::new();
        child.stdout.take().context("no standard output")?.read_to_end(&mut out)?;
        let err = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let used = child.wait4().context("cannot wait for a stage")?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self { used, out: text(out), err: text(err) })
    }

    fn status(&self, usable: bool) -> Status {
        match self.used.status.code() {
            Some(0) if usable => Status::Generated,
            Some(0) => Status::Unusable,
            Some(TIMED_OUT) => Status::TimedOut,
            _ if self.err.contains("panicked at") => Status::Panicked,
            _ => Status::Crashed,
        }
    }

    /// What went wrong, in the words of the process or of the system.
    pub(crate) fn last_words(&self) -> String {
        let lines: Vec<&str> = self.err.trim().lines().collect();
        let start = lines.iter().rposition(|line| line.contains("panicked at"));
        let start = start.unwrap_or(lines.len().saturating_sub(LAST_LINES));
        let said = lines.into_iter().skip(start).take(LAST_LINES).collect::<Vec<_>>().join("\n");
        if said.is_empty() { how(self.used.status) } else { said }
    }
}

fn how(status: ExitStatus) -> String {
    match status.code() {
        Some(TIMED_OUT) => "took longer than it may".to_owned(),
        _ => status.to_string(),
    }
}
