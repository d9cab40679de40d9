//! What writing would change, for `--check`.

use std::collections::BTreeSet;
use std::path::Path;

use similar::TextDiff;

use super::error::Unusable;
use super::manifest;
use super::paths::{self, MANIFEST};
use crate::file_set::FileSet;

/// One file that is not as it would be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path in the output directory, with `/`.
    pub path: String,
    /// What the file holds; `None` if it is not there.
    pub before: Option<Vec<u8>>,
    /// What it would hold; `None` if it would be removed.
    pub after: Option<Vec<u8>>,
}

/// Compares a directory with what would be written into it, by path. Looks only.
///
/// # Errors
///
/// A damaged manifest, or a file that cannot be read.
pub fn check(files: &FileSet, directory: &Path) -> Result<Vec<Change>, Unusable> {
    let owned = manifest::read(directory)?.unwrap_or_default();
    let generated = files.iter().map(|(path, _)| path);
    let paths: BTreeSet<&str> = owned.iter().map(String::as_str).chain(generated).collect();
    let mut changes = Vec::new();
    for path in paths {
        paths::check(path)?;
        let before = read(&directory.join(path))?;
        let after = files.get(path).map(<[u8]>::to_vec);
        if before != after {
            changes.push(Change { path: path.to_owned(), before, after });
        }
    }
    Ok(changes)
}

/// What would change of one file that would hold `text`.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn of_file(path: &Path, text: &str) -> Result<Option<Change>, Unusable> {
    let (before, after) = (read(path)?, Some(text.as_bytes().to_vec()));
    let path = path.display().to_string();
    Ok((before != after).then_some(Change { path, before, after }))
}

/// The changes as one unified diff.
pub fn diff(changes: &[Change]) -> String {
    // The manifest repeats what the other files say, so it comes last.
    let (manifest, others): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.path == MANIFEST);
    others.into_iter().chain(manifest).map(Change::diff).collect()
}

impl Change {
    fn diff(&self) -> String {
        let name = |side: &str, content: &Option<Vec<u8>>| match content {
            Some(_) => format!("{side}/{}", self.path),
            None => "/dev/null".to_owned(),
        };
        let (old, new) = (name("a", &self.before), name("b", &self.after));
        match (text(&self.before), text(&self.after)) {
            (Some(before), Some(after)) => {
                let diff = TextDiff::from_lines(before, after).unified_diff().header(&old, &new).to_string();
                // Nothing differs in lines where an empty file comes or goes.
                if diff.is_empty() { format!("--- {old}\n+++ {new}\n") } else { diff }
            }
            _ => format!("Binary files {old} and {new} differ\n"),
        }
    }
}

/// The text of a file, that of no file being empty; `None` for bytes that are not text.
fn text(content: &Option<Vec<u8>>) -> Option<&str> {
    std::str::from_utf8(content.as_deref().unwrap_or_default()).ok()
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Unusable> {
    match std::fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if path.symlink_metadata().is_ok_and(|found| !found.is_dir()) => {
            Err(Unusable::io("read", path, &error))
        }
        // Not there, or a directory in its place, which is no file either.
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_come_by_path_and_the_manifest_last() {
        let directory = tempfile::tempdir().unwrap();
        let put = |name: &str, content: &[u8]| std::fs::write(directory.path().join(name), content).unwrap();
        put(MANIFEST, b"{\"files\": [\"same\", \"stale\", \"vanished\"]}\n");
        put("same", b"1");
        put("stale", b"gone\n");
        put("binary", b"\xff");
        put("mine", b"not ours");
        let mut files = FileSet::default();
        for (name, content) in
            [("same", "1"), ("binary", "text\n"), ("empty", ""), (MANIFEST, "{}\n"), ("z/new", "a\n")]
        {
            files.insert(name, content);
        }
        let changes = check(&files, directory.path()).unwrap();
        let paths: Vec<_> = changes.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(paths, ["binary", MANIFEST, "empty", "stale", "z/new"]);
        let expected = "\
Binary files a/binary and b/binary differ
--- /dev/null
+++ b/empty
--- a/stale
+++ /dev/null
@@ -1 +0,0 @@
-gone
--- /dev/null
+++ b/z/new
@@ -0,0 +1 @@
+a
--- a/bindery.json
+++ b/bindery.json
@@ -1 +1 @@
-{\"files\": [\"same\", \"stale\", \"vanished\"]}
+{}
";
        assert_eq!(diff(&changes), expected);
    }

    #[test]
    fn a_manifest_cannot_make_us_look_outside() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join(MANIFEST), "{\"files\": [\"../x\"]}").unwrap();
        assert!(check(&FileSet::default(), directory.path()).is_err());
    }
}
