//! The files of a description, told apart.

use std::fmt;
use std::sync::Arc;

/// A file of a description: the entry document, or a part by its path from the folder of the entry document.
///
/// Ids are ordered by path, the entry first, so that nothing depends on which file refers to which one earlier.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(Option<Arc<str>>);

impl FileId {
    /// The entry document.
    pub const ENTRY: FileId = FileId(None);

    /// A part. The path has `/` between its segments, and neither `.` nor `..` among them.
    pub fn part(path: &str) -> Self {
        Self(Some(path.into()))
    }

    /// The path of a part, `None` for the entry document.
    pub fn path(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The last segment of a part's path without its extension: `jobs` for `groups/jobs.yaml`.
    pub fn stem(&self) -> Option<&str> {
        let name = self.path()?.rsplit('/').next()?;
        Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()).filter(|stem| !stem.is_empty())
    }

    /// The folder that a part is in: `groups` for `api/groups/jobs.yaml`.
    pub fn folder(&self) -> Option<&str> {
        self.path()?.rsplit('/').nth(1)
    }
}

/// The path; nothing for the entry document.
impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path().unwrap_or_default())
    }
}
