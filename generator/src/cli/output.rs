//! Writes a generated crate into a directory.
//!
//! The manifest `bindery.json` names the files that are ours; nothing else in the directory is touched. A run may be
//! killed at any moment: the next one, also of another document, leaves the tree that it would have made alone. This is
//! so because a file is claimed in the manifest before it exists, each file gets its name only when it is whole, and the
//! manifest that gives up what is stale comes last.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk, Real};
use super::error::Unusable;
use super::manifest;
use super::paths::{self, MANIFEST};
use crate::file_set::FileSet;

/// What [`write()`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were created or changed.
    pub written: usize,
    /// Files that were as they should be, and were not touched.
    pub unchanged: usize,
    /// Files that were ours and are no longer generated.
    pub removed: usize,
}

/// Makes the files of ours in `directory` those of `files`. `force` allows a directory with other things in it and
/// overwrites what is in the way.
///
/// # Errors
///
/// A directory that is not ours, a file of others in the way, a damaged manifest — nothing is changed then — or what the
/// disk refuses; the next run completes such a half-written directory.
pub fn write(files: &FileSet, directory: &Path, force: bool) -> Result<Written, Unusable> {
    Output::open(&Real, files, directory)?.write(force)
}

struct Output<'a> {
    disk: &'a dyn Disk,
    directory: &'a Path,
    files: &'a FileSet,
    /// The files of the manifest on disk; `None` without one.
    owned: Option<BTreeSet<String>>,
    /// Whether there is no directory yet, so that nothing in it has to be looked for.
    fresh: bool,
}

impl<'a> Output<'a> {
    /// Reads the manifest and checks every path that will be written or removed.
    fn open(disk: &'a dyn Disk, files: &'a FileSet, directory: &'a Path) -> Result<Self, Unusable> {
        if directory.exists() && !directory.is_dir() {
            return Err(Unusable::new(format!("`{}` is a file, not a directory", directory.display())));
        }
        let output = Self { disk, directory, files, owned: manifest::read(directory)?, fresh: !directory.exists() };
        for (path, _) in files.iter() {
            paths::check(path)?;
        }
        paths::check_links(directory, output.claimed())?;
        Ok(output)
    }

    fn write(&self, force: bool) -> Result<Written, Unusable> {
        if !self.fresh {
            if !force {
                self.refuse_what_is_not_ours()?;
            }
            self.remove_leftovers()?;
            self.refuse_obstacles()?;
        }
        let mut done = Written::default();
        self.claim()?;
        let stale: Vec<&str> = self.stale().collect();
        let (blocking, stale): (Vec<&str>, Vec<&str>) = stale.into_iter().partition(|path| self.blocks(path));
        self.remove(&blocking, &mut done)?;
        for (path, content) in self.files.iter().filter(|(path, _)| *path != MANIFEST) {
            self.replace(path, content, &mut done)?;
        }
        self.remove(&stale, &mut done)?;
        if let Some(content) = self.files.get(MANIFEST) {
            self.replace(MANIFEST, content, &mut done)?;
        }
        Ok(done)
    }

    /// The directory must be ours or empty, and no file of others may be in the way.
    fn refuse_what_is_not_ours(&self) -> Result<(), Unusable> {
        let force = "choose another directory, or pass `--force` to overwrite what has the same name";
        let shown = self.directory.display();
        if self.owned.is_none() && self.holds_other_things()? {
            let message = format!("`{shown}` is not empty, and bindery did not generate it");
            return Err(Unusable::new(message).help(force));
        }
        let foreign = self.files.iter().filter(|(path, _)| *path != MANIFEST && !self.owns(path));
        let in_the_way: Vec<String> = foreign
            .filter(|(path, content)| self.path(path).is_file() && !self.is(path, content))
            .map(|(path, _)| format!("`{path}`"))
            .collect();
        if in_the_way.is_empty() {
            return Ok(());
        }
        let message =
            format!("{} in `{shown}` would be overwritten, and bindery did not write it", in_the_way.join(", "));
        Err(Unusable::new(message).help("move it away, or pass `--force` to overwrite it"))
    }

    /// Whether there is anything but what a run leaves that was killed before it had a manifest.
    fn holds_other_things(&self) -> Result<bool, Unusable> {
        if !self.directory.exists() {
            return Ok(false);
        }
        let entries =
            std::fs::read_dir(self.directory).map_err(|error| Unusable::io("read", self.directory, &error))?;
        let leftover = paths::temporary(Path::new(MANIFEST));
        Ok(entries.flatten().any(|entry| Path::new(&entry.file_name()) != leftover))
    }

    /// A directory where a file must go, or a file where a directory must be, may be removed only if it is ours and
    /// stale: nobody allows us to remove other things, not even with `force`.
    fn refuse_obstacles(&self) -> Result<(), Unusable> {
        let stale: BTreeSet<PathBuf> = self.stale().map(|path| self.path(path)).collect();
        let refuse = |path: &Path, is: &str, wanted: &str| {
            let message = format!("`{}` is a {is}, but a {wanted} of this name is generated", path.display());
            Err(Unusable::new(message).help("move it away"))
        };
        for (path, _) in self.files.iter() {
            let full = self.path(path);
            if full.is_dir() && !holds_only(&full, &stale) {
                return refuse(&full, "directory", "file");
            }
        }
        for parent in paths::all_parents(self.files.iter().map(|(path, _)| path)).map(|parent| self.path(parent)) {
            if is_file_or_link(&parent) && !stale.contains(&parent) {
                return refuse(&parent, "file", "directory");
            }
        }
        Ok(())
    }

    /// Removes what a killed run was writing.
    fn remove_leftovers(&self) -> Result<(), Unusable> {
        let claimed = self.claimed();
        let paths = claimed.iter().copied().chain(std::iter::once(MANIFEST));
        paths.map(|path| paths::temporary(&self.path(path))).try_for_each(|path| disk::remove(self.disk, &path))
    }

    /// Writes a manifest that owns the old files and the new, unless all are ours already.
    fn claim(&self) -> Result<(), Unusable> {
        if self.files.iter().all(|(path, _)| path == MANIFEST || self.owns(path)) {
            return Ok(());
        }
        disk::replace(self.disk, &self.path(MANIFEST), &manifest::claiming(&self.claimed()))
    }

    fn replace(&self, path: &str, content: &[u8], done: &mut Written) -> Result<(), Unusable> {
        if self.is(path, content) {
            done.unchanged += 1;
            return Ok(());
        }
        done.written += 1;
        disk::replace(self.disk, &self.path(path), content)
    }

    /// Removes files and the directories that become empty; also those left empty by a killed run.
    fn remove(&self, paths: &[&str], done: &mut Written) -> Result<(), Unusable> {
        for path in paths.iter().map(|path| self.path(path)).filter(|path| is_file_or_link(path)) {
            disk::remove(self.disk, &path)?;
            done.removed += 1;
        }
        paths::all_parents(paths.iter().copied())
            .try_for_each(|path| disk::remove_if_empty(self.disk, &self.path(path)))
    }

    /// Old and new files without the manifest.
    fn claimed(&self) -> BTreeSet<&str> {
        let owned = self.owned.iter().flatten().map(String::as_str);
        owned.chain(self.files.iter().map(|(path, _)| path)).filter(|path| *path != MANIFEST).collect()
    }

    /// Files of ours that are no longer generated.
    fn stale(&self) -> impl Iterator<Item = &str> {
        self.owned.iter().flatten().map(String::as_str).filter(|path| self.files.get(path).is_none())
    }

    /// Whether a stale file is where a directory must be, or in a directory that must become a file.
    fn blocks(&self, stale: &str) -> bool {
        let is_directory = |path: &str| paths::parents(path).any(|parent| parent == stale);
        self.files.iter().any(|(path, _)| is_directory(path))
            || paths::parents(stale).any(|parent| self.files.get(parent).is_some())
    }

    fn owns(&self, path: &str) -> bool {
        self.owned.as_ref().is_some_and(|owned| owned.contains(path))
    }

    fn is(&self, path: &str, content: &[u8]) -> bool {
        !self.fresh && std::fs::read(self.path(path)).is_ok_and(|found| found == content)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.directory.join(path)
    }
}

fn is_file_or_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| !found.is_dir())
}

/// Whether all files below a directory are among `paths`.
fn holds_only(directory: &Path, paths: &BTreeSet<PathBuf>) -> bool {
    let Ok(entries) = std::fs::read_dir(directory) else { return false };
    entries.flatten().map(|entry| entry.path()).all(|path| {
        let is_directory = path.symlink_metadata().is_ok_and(|found| found.is_dir());
        if is_directory { holds_only(&path, paths) } else { paths.contains(&path) }
    })
}

#[cfg(test)]
mod tests;
