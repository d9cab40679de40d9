//! Some mutants of a document, in a process of their own: it says what it is at, so that its end says what ended it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::mutant::Original;
use crate::corpus::child::TIMED_OUT;
use crate::corpus::generate::resident;

#[derive(Debug, clap::Args)]
pub(crate) struct Batch {
    document: PathBuf,
    seed: u64,
    first: u64,
    end: u64,
    /// CPU seconds for one
    seconds: u64,
    /// Bytes that may be in memory
    bytes: u64,
}

/// A line of what a batch prints.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) enum Line {
    /// Now comes this one.
    Start(u64),
    /// It did what it must not.
    Found { case: u64, what: String, message: String },
    /// It is done.
    Done { case: u64, cpu_seconds: f64, bytes: u64 },
}

/// What was said by the last panic, of whatever thread.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// At how many hundredths of a CPU second a mutant must be done.
static DEADLINE: AtomicU64 = AtomicU64::new(u64::MAX);

impl Batch {
    pub(crate) fn run(&self) -> Result<()> {
        keep_last_words();
        std::thread::spawn(|| {
            while cpu() < DEADLINE.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(100));
            }
            std::process::exit(TIMED_OUT);
        });
        let original = Original::read(&self.document)?;
        let mut parts = BTreeMap::new();
        for case in self.first..self.end {
            say(&Line::Start(case))?;
            let before = cpu();
            DEADLINE.store(before + self.seconds * 100, Ordering::Relaxed);
            // The peak from now on, as far as the system can forget the one before.
            std::fs::write("/proc/self/clear_refs", "5").ok();
            let mutant = original.mutant(self.seed, case);
            if let Err(message) = unharmed(|| original.run(&mutant, &mut parts)) {
                say(&Line::Found { case, what: "panicked".to_owned(), message })?;
            }
            let bytes = resident().unwrap_or(0);
            if bytes > self.bytes {
                let message = format!("{} MB were in memory", bytes / 1_000_000);
                say(&Line::Found { case, what: "grew".to_owned(), message })?;
            }
            say(&Line::Done { case, cpu_seconds: (cpu() - before) as f64 / 100.0, bytes })?;
        }
        Ok(())
    }
}

fn say(line: &Line) -> Result<()> {
    println!("{}", serde_json::to_string(line)?);
    Ok(())
}

/// Does something; if it panics, what that says.
pub(super) fn unharmed(work: impl FnOnce()) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// Panics are noted and not printed.
pub(super) fn keep_last_words() {
    set_hook(Box::new(|panic| {
        *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
}

/// The hundredths of CPU seconds that this process has had, as Linux counts them; none elsewhere.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}
