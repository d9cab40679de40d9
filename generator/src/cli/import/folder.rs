//! The folder of a version, which is replaced as a whole.
//!
//! The new folder is made beside the old one, takes over what is in that and not ours, and then takes its place. Should
//! a run be killed between the two renamings, the next one puts the old folder back first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ENTRY;
use crate::cli::disk::{Disk, Real};
use crate::cli::document::Document;
use crate::cli::error::Unusable;
use crate::cli::{disk, paths};
use crate::file_set::FileSet;

/// What the folder is called while it is made, and while the new one takes its place.
const NEW: &str = ".import-new";
const OLD: &str = ".import-old";

pub(super) struct Folder<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

/// The texts of a version, by path.
pub(super) type Texts = BTreeMap<String, String>;

impl Folder<'static> {
    pub(super) fn open(spec: &Path, version: &str) -> Result<Self, Unusable> {
        Folder::on(&Real, spec, version)
    }
}

impl<'d> Folder<'d> {
    /// Looks at the folder; puts it back first, if a run was killed at the wrong moment.
    fn on(disk: &'d dyn Disk, spec: &Path, version: &str) -> Result<Self, Unusable> {
        let beside = |end: &str| spec.join(format!(".{version}{end}"));
        let folder = Self { disk, path: spec.join(version), new: beside(NEW), old: beside(OLD) };
        if folder.path.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            let message = format!("`{}` is not a directory", folder.shown());
            return Err(Unusable::new(message).help("move it away, or choose another version"));
        }
        if folder.old.is_dir() && !folder.is_there() {
            folder.rename(&folder.old, &folder.path)?;
        }
        Ok(folder)
    }

    /// The folder as people read it.
    pub(super) fn shown(&self) -> String {
        super::shown(&self.path)
    }

    pub(super) fn is_there(&self) -> bool {
        self.path.is_dir()
    }

    pub(super) fn texts(&self) -> Result<Texts, Unusable> {
        texts(&self.path)
    }

    /// Makes the files of the version these. On failure all is as it was.
    pub(super) fn write(&self, files: &FileSet) -> Result<(), Unusable> {
        self.make(files).inspect_err(|_| drop(std::fs::remove_dir_all(&self.new)))?;
        let had_one = self.is_there();
        if had_one {
            remove_all(&self.old)?;
            self.rename(&self.path, &self.old)?;
        }
        if let Err(error) = self.rename(&self.new, &self.path) {
            if had_one {
                self.rename(&self.old, &self.path)?;
            }
            remove_all(&self.new)?;
            return Err(error);
        }
        remove_all(&self.old)
    }

    fn make(&self, files: &FileSet) -> Result<(), Unusable> {
        remove_all(&self.new)?;
        for (path, content) in files.iter() {
            paths::check(path)?;
            disk::replace(self.disk, &self.new.join(path), content)?;
        }
        if !self.is_there() {
            return Ok(());
        }
        let ours = texts(&self.path)?;
        for path in all_files(&self.path)?.iter().filter(|path| !ours.contains_key(*path) && files.get(path).is_none())
        {
            let from = self.path.join(path);
            let content = std::fs::read(&from).map_err(|error| Unusable::io("read", &from, &error))?;
            disk::replace(self.disk, &self.new.join(path), &content)?;
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), Unusable> {
        self.disk.rename(from, to).map_err(|error| Unusable::io("replace", to, &error))
    }
}

/// The files that the document of a version consists of; none if it has no document.
pub(super) fn texts(folder: &Path) -> Result<Texts, Unusable> {
    let entry = folder.join(ENTRY);
    if !entry.is_file() {
        return Ok(Texts::new());
    }
    let loaded = Document::read(&entry)?.load();
    let parts = loaded.sources.parts().filter_map(|(file, part)| Some((file.path()?.to_owned(), part.ok()?)));
    let all = std::iter::once((ENTRY.to_owned(), loaded.sources.entry())).chain(parts);
    Ok(all.map(|(path, source)| (path, source.text().to_owned())).collect())
}

/// The paths of all files below a folder, with `/`.
fn all_files(folder: &Path) -> Result<Vec<String>, Unusable> {
    let mut found = Vec::new();
    let mut pending = vec![String::new()];
    while let Some(inner) = pending.pop() {
        let path = folder.join(&inner);
        let entries = std::fs::read_dir(&path).map_err(|error| Unusable::io("read", &path, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Unusable::io("read", &path, &error))?;
            let name = entry.file_name().into_string().map_err(|name| {
                Unusable::new(format!("`{}` has a name that is not text", path.join(name).display()))
                    .help("move it away")
            })?;
            let inner = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder { pending.push(inner) } else { found.push(inner) }
        }
    }
    Ok(found)
}

fn remove_all(folder: &Path) -> Result<(), Unusable> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Unusable::io("remove", folder, &error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
