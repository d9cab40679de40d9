//! What the generated crate costs to compile, alone: its dependencies are built before.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use bindery::cli;
use bindery::{Config, Sources};
use serde::Serialize;

use super::Row;
use crate::workspace;

const PACKAGE: &str = "bench-client";
const RUNS: usize = 3;

/// CPU time is that of Cargo and all it starts, user and system together.
#[derive(Debug, Serialize)]
pub(super) struct Cost {
    pub(super) runs: usize,
    pub(super) cpu: Vec<Row>,
    pub(super) rlib_bytes: u64,
}

pub(super) fn measure(sources: &Sources, config: &Config) -> Result<Cost> {
    let package = Package::generate(sources, config)?;
    let cpu =
        vec![package.time("cargo check", &["check"])?, package.time("cargo build --release", &["build", "--release"])?];
    let rlib = package.target.join("release").join(format!("lib{}.rlib", PACKAGE.replace('-', "_")));
    let rlib_bytes = rlib.metadata().with_context(|| format!("cannot find {}", rlib.display()))?.len();
    Ok(Cost { runs: RUNS, cpu, rlib_bytes })
}

/// The generated crate as a workspace of its own.
struct Package {
    directory: PathBuf,
    target: PathBuf,
}

impl Package {
    fn generate(sources: &Sources, config: &Config) -> Result<Self> {
        let bench = workspace::root().join("target/bench");
        let package = Self { directory: bench.join("crate"), target: bench.join("target") };
        let generated = bindery::generate(sources, &alone(config));
        let files = generated.files.context("the document cannot be used; see `bindery check`")?;
        cli::write(&files, &package.directory, true)?;
        let manifest = package.directory.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest)?;
        std::fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
        std::fs::copy(workspace::root().join("Cargo.lock"), package.directory.join("Cargo.lock"))?;
        Ok(package)
    }

    /// Compiles the package several times, and its dependencies before that.
    fn time(&self, name: &str, arguments: &[&str]) -> Result<Row> {
        self.cargo(arguments)?;
        let release = arguments.iter().copied().filter(|argument| *argument == "--release");
        let clean: Vec<&str> = ["clean", "--package", PACKAGE].into_iter().chain(release).collect();
        let mut times = Vec::new();
        for _ in 0..RUNS {
            self.cargo(&clean)?;
            times.push(self.cargo(arguments)?);
        }
        times.sort_unstable_by(f64::total_cmp);
        let at = |index: usize| times.get(index).map_or(0.0, |seconds| seconds * 1e3);
        Ok(Row { name: name.to_owned(), best_ms: at(0), median_ms: at(RUNS / 2) })
    }

    /// Runs Cargo and gives its CPU seconds. The shell's `time` counts those of children's children as well, and needs
    /// no system call of our own.
    fn cargo(&self, arguments: &[&str]) -> Result<f64> {
        let mut command = Command::new("bash");
        command.args(["-c", "TIMEFORMAT='%U %S'; LC_ALL=C; time \"$@\"", "bash"]).arg(workspace::cargo());
        command.args(arguments).arg("--quiet").arg("--target-dir").arg(&self.target);
        // What is cached from an earlier run must not count as cheap.
        command.current_dir(&self.directory).env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS");
        let output = command.output().context("cannot run bash")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`cargo {}` fails on the generated crate:\n{said}", arguments.join(" "));
        cpu_seconds(said.trim_end().lines().last().unwrap_or_default())
    }
}

/// The configuration for a crate that stands outside this workspace.
fn alone(config: &Config) -> Config {
    let mut config = config.clone();
    config.krate.name = Some(PACKAGE.to_owned());
    config.krate.dev_dependencies.clear();
    config.runtime_path = Some(portable(&workspace::root().join("runtime")));
    config
}

fn portable(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// The sum of two numbers such as `1.234 0.056`.
fn cpu_seconds(line: &str) -> Result<f64> {
    let times: Option<Vec<f64>> = line.split_whitespace().map(|part| part.parse().ok()).collect();
    match times.as_deref() {
        Some([user, system]) => Ok(user + system),
        _ => bail!("bash says `{line}` where it should say two times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_the_shell_are_added() {
        assert_eq!(cpu_seconds("1.5 0.25").unwrap(), 1.75);
        assert!(cpu_seconds("real 1").is_err() && cpu_seconds("").is_err());
    }
}
