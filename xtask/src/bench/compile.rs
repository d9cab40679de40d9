//! What the generated crate costs to compile, alone: its dependencies are built before.

use anyhow::{Context, Result};
use bindery::{Config, Sources};
use serde::Serialize;

use super::Row;
use super::package::{CLIENT, Package};

const RUNS: usize = 3;

/// CPU time is that of Cargo and all it starts, user and system together.
#[derive(Debug, Serialize)]
pub(super) struct Cost {
    pub(super) runs: usize,
    pub(super) cpu: Vec<Row>,
    pub(super) rlib_bytes: u64,
}

pub(super) fn measure(sources: &Sources, config: &Config) -> Result<Cost> {
    let package = Package::client(sources, config)?;
    let cpu = vec![
        time(&package, "cargo check", &["check"])?,
        time(&package, "cargo build --release", &["build", "--release"])?,
    ];
    let rlib = package.target.join("release").join(format!("lib{}.rlib", CLIENT.replace('-', "_")));
    let rlib_bytes = rlib.metadata().with_context(|| format!("cannot find {}", rlib.display()))?.len();
    Ok(Cost { runs: RUNS, cpu, rlib_bytes })
}

/// Compiles the package several times, and its dependencies before that.
fn time(package: &Package, name: &str, arguments: &[&str]) -> Result<Row> {
    package.cargo(arguments)?;
    let release = arguments.iter().copied().filter(|argument| *argument == "--release");
    let clean: Vec<&str> = ["clean", "--package", CLIENT].into_iter().chain(release).collect();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        package.cargo(&clean)?;
        times.push(package.cargo(arguments)?.seconds);
    }
    times.sort_unstable_by(f64::total_cmp);
    let at = |index: usize| times.get(index).map_or(0.0, |seconds| seconds * 1e3);
    Ok(Row { name: name.to_owned(), best_ms: at(0), median_ms: at(RUNS / 2) })
}
