//! The paths of generated files: which are allowed, and where they lead on disk.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::error::Unusable;

/// The manifest, which names the files that are ours.
pub(super) const MANIFEST: &str = "bindery.json";

/// What the name of a file ends with while it is written.
pub(super) const TEMPORARY: &str = ".bindery-tmp";

/// Checks that a path stays inside the directory it is relative to, on any system.
pub(super) fn check(path: &str) -> Result<(), Unusable> {
    let parts_are_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let is_plain = Path::new(path).components().all(|component| matches!(component, Component::Normal(_)));
    if parts_are_plain && is_plain && !path.contains(['\\', ':', '\0']) {
        return Ok(());
    }
    Err(Unusable::new(format!("`{}` is not a path inside the output directory", path.escape_debug())))
}

/// Checks that no directory on the way to any of these files is a link that leads elsewhere.
pub(super) fn check_links<'p>(directory: &Path, paths: impl IntoIterator<Item = &'p str>) -> Result<(), Unusable> {
    for parent in all_parents(paths) {
        let parent = directory.join(parent);
        if parent.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            let message = format!("`{}` is a link; files are written into real directories only", parent.display());
            return Err(
                Unusable::new(message).help("replace the link by a directory, or choose another output directory")
            );
        }
    }
    Ok(())
}

/// The directories that hold a file, the innermost first, without the output directory itself.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(end, _)| &path[..end])
}

/// The directories that hold any of these files, inner ones first.
pub(super) fn all_parents<'p>(paths: impl IntoIterator<Item = &'p str>) -> impl Iterator<Item = &'p str> {
    let directories: BTreeSet<&str> = paths.into_iter().flat_map(parents).collect();
    directories.into_iter().rev()
}

/// The file under which a file is written before it gets its name.
pub(super) fn temporary(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(TEMPORARY);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_inside_are_allowed() {
        for path in ["a", "src/lib.rs", "src/..rs", ".cargo/config.toml"] {
            assert!(check(path).is_ok(), "{path}");
        }
        let outside =
            ["", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\\b", "..\\x", "C:x", "a\0b"];
        for path in outside {
            assert!(check(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn parents_come_innermost_first() {
        assert_eq!(parents("a/b/c.rs").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(all_parents(["a/x", "a/b/c/y", "z", "b/x"]).collect::<Vec<_>>(), ["b", "a/b/c", "a/b", "a"]);
    }
}
