//! A directory tree by path.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;

/// Files and directories by their paths, `/` between segments. Every directory has an entry.
#[derive(Debug, Default)]
pub(crate) struct Files(BTreeMap<String, File>);

/// A file, or a directory.
#[derive(Debug)]
pub(crate) struct File {
    /// `None` for a directory.
    pub(crate) content: Option<Bytes>,
    pub(crate) created: Timestamp,
    pub(crate) modified: Timestamp,
}

impl Files {
    pub(crate) fn put(&mut self, path: &str, content: Bytes, now: Timestamp) {
        if let Some((directory, _)) = path.rsplit_once('/') {
            self.put_directory(directory, now);
        }
        let created = self.0.get(path).map_or(now, |file| file.created);
        self.0.insert(path.to_owned(), File { content: Some(content), created, modified: now });
    }

    pub(crate) fn put_directory(&mut self, path: &str, now: Timestamp) {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        for directory in ends.map(|end| &path[..end]) {
            let file = File { content: None, created: now, modified: now };
            self.0.entry(directory.to_owned()).or_insert(file);
        }
    }

    /// Finds a file; `\` separates as well.
    pub(crate) fn get(&self, path: &str) -> Option<(&str, &File)> {
        self.0.get_key_value(&normal(path)).map(|(path, file)| (path.as_str(), file))
    }

    /// Iterates over everything, or over what is at the top.
    pub(crate) fn iter(&self, recursive: bool) -> impl Iterator<Item = (&String, &File)> {
        self.0.iter().filter(move |(path, _)| recursive || !path.contains('/'))
    }

    /// Says whether there is something in a directory.
    pub(crate) fn is_empty(&self, path: &str) -> bool {
        let inside = format!("{}/", normal(path));
        !self.0.keys().any(|path| path.starts_with(&inside))
    }

    /// Removes a file, or a directory with all that is in it.
    pub(crate) fn remove(&mut self, path: &str) {
        let path = normal(path);
        let inside = format!("{path}/");
        self.0.retain(|other, _| *other != path && !other.starts_with(&inside));
    }
}

fn normal(path: &str) -> String {
    path.replace('\\', "/").trim_matches('/').to_owned()
}
