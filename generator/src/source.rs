//! The files of a run, and the places in them.

mod file;
mod location;
mod places;
mod pointer;

use std::collections::BTreeMap;

use crate::config::Config;
pub use file::FileId;
pub use location::{ByteSpan, Location};
pub(crate) use places::{Places, before};
pub use pointer::Pointer;
pub(crate) use pointer::Way;

/// One file, as read from wherever the caller keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name shown in diagnostics; a path relative to somewhere the reader knows.
    pub name: String,
    /// The content, byte for byte.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Names `bytes`.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// The text without a byte order mark, or the empty text if the content is not UTF-8.
    pub fn text(&self) -> &str {
        let text = std::str::from_utf8(&self.bytes).unwrap_or_default();
        text.strip_prefix('\u{feff}').unwrap_or(text)
    }

    /// The name without the folders in front of it.
    pub fn base_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// What `path`, which starts in the folder of this file, is called in diagnostics.
    fn beside(&self, path: &str) -> String {
        let folder = &self.name[..self.name.len() - self.base_name().len()];
        format!("{folder}{path}")
    }
}

/// The files of one description: the entry document, and the parts that references lead to. Beside them, to show
/// diagnostics with, the texts of configuration and lock.
#[derive(Clone, Debug)]
pub struct Sources {
    entry: Source,
    parts: BTreeMap<FileId, Result<Source, String>>,
    config: Source,
    lock: Source,
}

impl Sources {
    /// A description whose entry document is `entry`, without parts so far; [`load`](crate::load::load) finds them.
    pub fn new(entry: Source) -> Self {
        let (config, lock) = (Source::new("bindery.toml", ""), Source::new("bindery.lock", ""));
        Self { entry, parts: BTreeMap::new(), config, lock }
    }

    /// The texts that configuration and lock were read from, as far as they are known.
    #[must_use]
    pub fn beside(mut self, config: &Config) -> Self {
        config.source.iter().for_each(|source| self.config.clone_from(source));
        config.lock.iter().flat_map(|lock| &lock.source).for_each(|source| self.lock.clone_from(source));
        self
    }

    /// Adds a part by its path from the folder of the entry document, as in [`FileId::part`]: its content, or a
    /// predicate that says why there is none, such as `does not exist`.
    pub fn add(&mut self, path: &str, content: Result<Vec<u8>, String>) {
        let source = content.map(|bytes| Source::new(self.entry.beside(path), bytes));
        self.parts.insert(FileId::part(path), source);
    }

    /// The entry document.
    pub fn entry(&self) -> &Source {
        &self.entry
    }

    /// The parts by path: each a file, or why it is none.
    pub fn parts(&self) -> impl Iterator<Item = (&FileId, Result<&Source, &str>)> {
        self.parts.iter().map(|(id, part)| (id, part.as_ref().map_err(String::as_str)))
    }

    /// A part, or in a few words why there is none.
    pub(crate) fn part(&self, id: &FileId) -> Result<&Source, String> {
        match self.parts.get(id) {
            Some(part) => part.as_ref().map_err(String::clone),
            None => Err("is not among the files given".to_owned()),
        }
    }

    /// The file behind `id`.
    pub fn get(&self, id: &FileId) -> Option<&Source> {
        let others = [(FileId::ENTRY, &self.entry), (FileId::CONFIG, &self.config), (FileId::LOCK, &self.lock)];
        match self.parts.get(id) {
            Some(part) => part.as_ref().ok(),
            None => others.into_iter().find(|(other, _)| other == id).map(|(_, source)| source),
        }
    }

    /// All files of the description that are there, entry first.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.entry).chain(self.parts.values().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_as_the_entry_is() {
        for (entry, expected) in [
            ("openapi.yaml", "a/jobs.yaml"),
            ("spec/1/openapi.yaml", "spec/1/a/jobs.yaml"),
            ("c:\\spec\\openapi.yaml", "c:\\spec\\a/jobs.yaml"),
        ] {
            let mut sources = Sources::new(Source::new(entry, ""));
            sources.add("a/jobs.yaml", Ok(Vec::new()));
            let file = FileId::part("a/jobs.yaml");
            assert_eq!(sources.get(&file).map(|source| source.name.as_str()), Some(expected));
            assert_eq!((file.stem(), file.folder()), (Some("jobs"), Some("a")));
        }
    }

    #[test]
    fn a_part_that_is_not_there_is_no_file() {
        let mut sources = Sources::new(Source::new("openapi.yaml", ""));
        sources.add("jobs.yaml", Err("does not exist".to_owned()));
        assert!(sources.get(&FileId::part("jobs.yaml")).is_none());
        assert_eq!(sources.iter().count(), 1);
        assert_eq!(sources.parts().next().map(|(_, part)| part.is_err()), Some(true));
    }
}
