//! The folder of facts that the whole project shares. It lies beside the checkout and is not part of the repository.

use std::io::Write as _;
use std::path::PathBuf;

use super::Result;

/// Reads a file of the shared folder `batch`. Where that folder is absent, says so in one line and returns `None`: the
/// test that asked has nothing to compare with.
///
/// # Errors
/// The folder is there, but the file cannot be read.
pub fn shared(name: &str) -> Result<Option<String>> {
    let Some(folder) = shared_folder("batch")? else { return Ok(None) };
    let text = std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
    Ok(Some(text))
}

/// Returns a folder in the shared one, as [`shared`] returns a file.
///
/// # Errors
/// There is nothing to print on.
pub fn shared_folder(name: &str) -> Result<Option<PathBuf>> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")).join(name);
    if folder.is_dir() {
        return Ok(Some(folder));
    }
    say(&format!("skipped: {} is absent, so nothing is compared with it", folder.display()))?;
    Ok(None)
}

/// Prints a line. Not with `println!`: the test harness would keep that to itself, since the test passes.
///
/// # Errors
/// There is nothing to print on.
pub fn say(line: &str) -> Result {
    Ok(writeln!(std::io::stderr(), "{line}")?)
}
