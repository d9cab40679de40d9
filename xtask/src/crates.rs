//! Emitted crates that are compiled together, in a workspace of their own under `target/`.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::workspace;

/// Makes the crates members of a workspace in `folder`, whose build output is in `target`, and runs Cargo there.
pub(crate) fn cargo(folder: &Path, target: &Path, members: &[&str], arguments: &[&str]) -> Result<Output> {
    let members: Vec<String> = members.iter().map(|member| format!("    {member:?},\n")).collect();
    let profile = "[profile.dev]\ndebug = false\nincremental = false\n";
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n{profile}", members.concat());
    write(&folder.join("Cargo.toml"), &manifest)?;
    // Cargo adds the members and drops what they do not need.
    std::fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let mut command = Command::new(workspace::cargo());
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target);
    command.env("CARGO_TERM_COLOR", "never").env_remove("RUSTFLAGS");
    command.output().context("cannot run cargo")
}

/// Writes what has changed, so that Cargo sees what has not.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// A line that Cargo prints with `--message-format=json`, as far as it matters here.
#[derive(Deserialize)]
struct Line {
    reason: String,
    manifest_path: Option<String>,
    message: Option<Message>,
}

/// What the compiler says of a crate.
#[derive(Deserialize)]
pub(crate) struct Message {
    pub(crate) level: String,
    pub(crate) code: Option<Code>,
    pub(crate) rendered: Option<String>,
    pub(crate) message: String,
}

#[derive(Deserialize)]
pub(crate) struct Code {
    pub(crate) code: String,
}

/// What the compiler said, each with the folder of its crate.
pub(crate) fn messages(output: &Output) -> Result<Vec<(String, Message)>> {
    let lines: Vec<Line> =
        serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<_, _>>()?;
    // Without any line, nothing was compiled at all.
    ensure!(!lines.is_empty(), "cargo fails:\n{}", String::from_utf8_lossy(&output.stderr));
    let messages = lines.into_iter().filter(|line| line.reason == "compiler-message");
    let folder = |path: &str| path.rsplit(['/', '\\']).nth(1).map(str::to_owned);
    Ok(messages.filter_map(|line| Some((folder(line.manifest_path.as_deref()?)?, line.message?))).collect())
}
