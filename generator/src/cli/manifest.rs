//! Which files of a directory are ours: the `files` of its `bindery.json`.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use super::error::Unusable;
use super::paths::{self, MANIFEST};

/// Reads the manifest of a directory; `None` if it has none. The manifest does not name itself.
///
/// # Errors
///
/// A manifest that cannot be read, is not what we write, or names a path outside the directory.
pub(super) fn read(directory: &Path) -> Result<Option<BTreeSet<String>>, Unusable> {
    let path = directory.join(MANIFEST);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(Unusable::io("read", &path, &error)),
    };
    let damaged = |why: String| {
        let message = format!("`{}` is damaged: {why}; nothing was changed", path.display());
        Unusable::new(message)
            .help("restore the file from version control, or remove the directory and generate it anew")
    };
    let files = parse(&bytes).map_err(damaged)?;
    files.iter().try_for_each(|file| paths::check(file)).map_err(|error| damaged(error.message))?;
    Ok(Some(files))
}

fn parse(bytes: &[u8]) -> Result<BTreeSet<String>, String> {
    let manifest: Value = serde_json::from_slice(bytes).map_err(|error| format!("it is not JSON ({error})"))?;
    let files = manifest.get("files").and_then(Value::as_array).ok_or("it has no list `files`")?;
    let names = files.iter().map(|file| file.as_str().map(str::to_owned));
    let names: Option<BTreeSet<String>> = names.filter(|name| name.as_deref() != Some(MANIFEST)).collect();
    names.ok_or_else(|| "`files` holds something else than text".to_owned())
}

/// A manifest that claims files which are about to be written.
pub(super) fn claiming(files: &BTreeSet<&str>) -> Vec<u8> {
    let manifest = serde_json::json!({
        "note": "bindery was interrupted while it wrote this directory; generate again to complete it",
        "files": files,
    });
    format!("{manifest:#}\n").into_bytes()
}
