//! Where things are, whatever directory we are called from.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use bindery::Config;
use bindery::cli::{self, Document, Unusable};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The path as seen from the current directory, if it lies below that.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_owned()
}

/// The Cargo that called us.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The current document under `spec/` and its configuration.
pub(crate) fn current(root: &Path) -> Result<(Document, Config), Unusable> {
    let (version, config) = configuration_of(root)?;
    Ok((document_of(root, &version)?, config))
}

/// What everything in a tree is called in Rust.
pub(crate) fn lock_of(root: &Path) -> PathBuf {
    shown(&root.join("spec/bindery.lock"))
}

/// Which api-version is current, and the configuration that says so.
pub(crate) fn configuration() -> Result<(String, Config), Unusable> {
    configuration_of(&root())
}

/// The same of a tree somewhere else.
pub(crate) fn configuration_of(root: &Path) -> Result<(String, Config), Unusable> {
    let mut config = cli::read_config(Some(&shown(&root.join("spec/bindery.toml"))))?;
    config.lock = Some(cli::read_lock(&lock_of(root))?);
    let version = config.current.clone().ok_or_else(|| {
        Unusable::new("`spec/bindery.toml` does not say which api-version is current")
            .help("add a line such as `current = \"2024-07-01.20.0\"`")
    })?;
    Ok((version, config))
}

/// The document of an api-version. It is named from the root of the workspace, so that nothing depends on where the
/// workspace lies.
pub(crate) fn document(version: &str) -> Result<Document, Unusable> {
    document_of(&root(), version)
}

/// The same in a tree somewhere else.
pub(crate) fn document_of(root: &Path, version: &str) -> Result<Document, Unusable> {
    let name = format!("spec/{version}/openapi.yaml");
    Ok(Document::read(&root.join(&name))?.named(name))
}

/// The api-versions that there are documents of, in order.
pub(crate) fn versions() -> Result<Vec<String>, Unusable> {
    let spec = root().join("spec");
    let folders = std::fs::read_dir(&spec).map_err(|error| Unusable::io("read", &spec, &error))?;
    let folders = folders.flatten().filter(|folder| folder.path().join("openapi.yaml").is_file());
    let mut versions: Vec<String> = folders.filter_map(|folder| folder.file_name().into_string().ok()).collect();
    versions.sort();
    Ok(versions)
}

/// The path as text with `/` between, for manifests.
pub(crate) fn portable(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Does the same in a release build: times of a debug build say nothing.
pub(crate) fn in_release() -> anyhow::Result<std::process::ExitStatus> {
    let mut command = Command::new(cargo());
    command.args(["run", "--quiet", "--release", "--package", "xtask", "--manifest-path"]);
    command.arg(root().join("Cargo.toml")).arg("--").args(std::env::args_os().skip(1));
    command.status().context("cannot run cargo")
}
