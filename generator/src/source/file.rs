//! The files of a run, told apart.

use std::fmt;
use std::sync::Arc;

/// A file of a run: the entry document, a part of the description by its path from the folder of the entry document,
/// or what is given beside the description.
///
/// Ids are ordered by path, the entry first, so that nothing depends on which file refers to which one earlier.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(Kind);

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    #[default]
    Entry,
    Part(Arc<str>),
    Config,
    Lock,
}

impl FileId {
    /// The entry document.
    pub const ENTRY: FileId = FileId(Kind::Entry);
    /// The configuration.
    pub const CONFIG: FileId = FileId(Kind::Config);
    /// The lock.
    pub const LOCK: FileId = FileId(Kind::Lock);

    /// A part. The path has `/` between its segments, and neither `.` nor `..` among them.
    pub fn part(path: &str) -> Self {
        Self(Kind::Part(path.into()))
    }

    /// The path of a part, `None` for the other files.
    pub fn path(&self) -> Option<&str> {
        match &self.0 {
            Kind::Part(path) => Some(path),
            Kind::Entry | Kind::Config | Kind::Lock => None,
        }
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

/// The path of a part; nothing for the other files.
impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path().unwrap_or_default())
    }
}
