//! What writing does to a disk, behind a trait, so that a test can break any of it.

use std::io;
use std::path::Path;

use super::error::Unusable;
use super::paths;

/// The operations that change a disk.
pub(super) trait Disk {
    fn create_directory(&self, path: &Path) -> io::Result<()>;
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    fn remove_directory(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this computer.
pub(super) struct Real;

impl Disk for Real {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        std::fs::write(path, content)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_dir(path)
    }
}

/// Writes a file so that its name always leads to the whole old or the whole new content.
pub(super) fn replace(disk: &dyn Disk, path: &Path, content: &[u8]) -> Result<(), Unusable> {
    create_directories(disk, path.parent())?;
    let temporary = paths::temporary(path);
    disk.write(&temporary, content).map_err(|error| Unusable::io("write", &temporary, &error))?;
    disk.rename(&temporary, path).map_err(|error| Unusable::io("write", path, &error))
}

/// Writes a file that somebody named: what has the name already is overwritten if it is a plain file, and left alone
/// otherwise. A link keeps leading there, and a reader sees the whole old or the whole new content.
///
/// # Errors
///
/// Something that is no file, or what the disk refuses.
pub fn put(path: &Path, content: &[u8]) -> Result<(), Unusable> {
    if path.exists() && !path.is_file() {
        let is = if path.is_dir() { "a directory" } else { "a device or the like" };
        return Err(Unusable::new(format!("`{}` is {is}, not a file", path.display())));
    }
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    replace(&Real, &target, content).inspect_err(|_| {
        // What is wrong was found already.
        remove(&Real, &paths::temporary(&target)).ok();
    })
}

/// Creates a directory and those above it.
fn create_directories(disk: &dyn Disk, path: Option<&Path>) -> Result<(), Unusable> {
    let Some(path) = path.filter(|path| !path.as_os_str().is_empty() && !path.is_dir()) else { return Ok(()) };
    create_directories(disk, path.parent())?;
    disk.create_directory(path).map_err(|error| Unusable::io("create", path, &error))
}

/// Removes a file if it is there.
pub(super) fn remove(disk: &dyn Disk, path: &Path) -> Result<(), Unusable> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    disk.remove_file(path).map_err(|error| Unusable::io("remove", path, &error))
}

/// Removes a directory if it is there and empty.
pub(super) fn remove_if_empty(disk: &dyn Disk, path: &Path) -> Result<(), Unusable> {
    let is_empty = std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    if !is_empty {
        return Ok(());
    }
    disk.remove_directory(path).map_err(|error| Unusable::io("remove", path, &error))
}
