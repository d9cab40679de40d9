//! Crates under `target/bench`, each a workspace of its own, so that nothing of ours gets into what is measured.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use bindery::cli;
use bindery::config::CratePath;
use bindery::{Config, Sources};
use toml::{Table, Value};

use crate::workspace;

/// The name of the generated crate.
pub(super) const CLIENT: &str = "bench-client";

/// A crate of the benchmark.
pub(super) struct Package {
    pub(super) directory: PathBuf,
    pub(super) target: PathBuf,
}

/// What a run of Cargo took, and what it printed.
pub(super) struct Ran {
    /// CPU seconds of Cargo and all it started, user and system together.
    pub(super) seconds: f64,
    pub(super) stdout: String,
}

impl Package {
    /// A place for a crate, which may have been written by an earlier run.
    pub(super) fn of(name: &str) -> Self {
        let bench = workspace::root().join("target/bench");
        Self { directory: bench.join(name), target: bench.join("target") }
    }

    /// Writes the generated crate, with what is written by hand beside the one of this repository.
    pub(super) fn client(sources: &Sources, config: &Config) -> Result<Self> {
        let package = Self::of("crate");
        let generated = bindery::generate(sources, &alone(config));
        let files = generated.files.context("the document cannot be used; see `bindery check`")?;
        cli::write(&files, &package.directory, true)?;
        let by_hand = [&config.krate.custom, &config.krate.readme];
        by_hand.into_iter().flatten().try_for_each(|path| package.take(path))?;
        let manifest = std::fs::read_to_string(package.directory.join("Cargo.toml"))?;
        package.write_manifest(&manifest)?;
        Ok(package)
    }

    /// Writes a manifest that can say `workspace = true` where ours can, and the versions that we use.
    pub(super) fn write_manifest(&self, text: &str) -> Result<()> {
        let root = workspace::root();
        let ours = std::fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
        let workspace = toml::to_string(&workspace_table(ours, &root))?;
        std::fs::create_dir_all(&self.directory)?;
        std::fs::write(self.directory.join("Cargo.toml"), format!("{text}\n{workspace}"))?;
        std::fs::copy(root.join("Cargo.lock"), self.directory.join("Cargo.lock"))?;
        Ok(())
    }

    /// Copies the file or folder at the root of our generated crate that the path begins with.
    fn take(&self, path: &CratePath) -> Result<()> {
        let first = path.as_str().split('/').next().unwrap_or_default();
        let from = workspace::root().join("generated").join(first);
        copy(&from, &self.directory.join(first)).with_context(|| format!("cannot copy {}", from.display()))
    }

    /// Runs Cargo. The shell's `time` counts the children's children as well, and needs no system call of our own.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Result<Ran> {
        let mut command = Command::new("bash");
        command.args(["-c", "TIMEFORMAT='%U %S'; LC_ALL=C; time \"$@\"", "bash"]).arg(workspace::cargo());
        command.args(["--config", "term.quiet=true"]).args(arguments).env("CARGO_TARGET_DIR", &self.target);
        // What is cached from an earlier run must not count as cheap.
        command.current_dir(&self.directory).env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS");
        let output = command.output().context("cannot run bash")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`cargo {}` fails in the benchmark:\n{said}", arguments.join(" "));
        let seconds = cpu_seconds(said.trim_end().lines().last().unwrap_or_default())?;
        Ok(Ran { seconds, stdout: String::from_utf8_lossy(&output.stdout).into_owned() })
    }
}

/// The configuration for a crate that stands outside this workspace, without what is only there for its tests.
fn alone(config: &Config) -> Config {
    let mut config = config.clone();
    config.krate.name = Some(CLIENT.to_owned());
    config.krate.dev_dependencies.clear();
    config.krate.example.clear();
    config.krate.test.clear();
    config.runtime_path = Some(workspace::portable(&workspace::root().join("runtime")));
    config
}

/// `[workspace]` with the dependencies of ours, whose paths become absolute.
fn workspace_table(ours: Table, root: &Path) -> Table {
    let dependencies = ours.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let mut dependencies = dependencies.and_then(Value::as_table).cloned().unwrap_or_default();
    for (_, dependency) in dependencies.iter_mut() {
        if let Some(Value::String(path)) = dependency.get_mut("path") {
            *path = workspace::portable(&root.join(&path));
        }
    }
    let workspace = Table::from_iter([("dependencies".to_owned(), Value::Table(dependencies))]);
    Table::from_iter([("workspace".to_owned(), Value::Table(workspace))])
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return std::fs::copy(from, to).map(drop);
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
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

    #[test]
    fn dependencies_are_found_from_elsewhere() {
        let ours = "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\na = { path = \"a\" }\nb = \"1\"\n";
        let table = workspace_table(ours.parse().unwrap(), Path::new("/base"));
        assert_eq!(table["workspace"].as_table().unwrap().len(), 1);
        assert_eq!(table["workspace"]["dependencies"]["a"]["path"].as_str(), Some("/base/a"));
        assert_eq!(table["workspace"]["dependencies"]["b"].as_str(), Some("1"));
    }

    #[test]
    fn folders_are_copied_with_all_that_is_in_them() {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| folder.path().join(name));
        std::fs::create_dir_all(from.join("a/b")).unwrap();
        std::fs::write(from.join("a/b/c.rs"), "1").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(std::fs::read_to_string(to.join("a/b/c.rs")).unwrap(), "1");
        assert!(copy(&folder.path().join("none"), &to).is_err());
    }
}
