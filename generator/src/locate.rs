//! Finds the place of a value in the text it was read from.
//!
//! The readers are fast because they forget positions. When a diagnostic is rendered the text is scanned once more,
//! by parsers that report them: `read::block` or `saphyr-parser` for YAML, `jiter` for JSON, `toml` for TOML. [`Positions`] is the outcome of one scan and
//! answers any number of pointers; text that the scan cannot follow to its end still answers for what came before.

mod json;
mod lines;
mod toml;
mod tree;
mod yaml;

use std::ops::Range;

use crate::source::{Pointer, Source};
pub use lines::{LineColumn, Lines};
use tree::Tree;

/// The bytes of [`Source::text`] where the value at `pointer` is written; see [`Positions::locate`].
pub fn locate(source: &Source, pointer: &Pointer) -> Option<Range<usize>> {
    Positions::new(source).locate(pointer)
}

/// Where the values of one file are.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    lines: Lines<'a>,
    tree: Tree,
}

impl<'a> Positions<'a> {
    /// Scans a document.
    pub fn new(source: &'a Source) -> Self {
        let text = source.text();
        let lines = Lines::new(text);
        let tree = scan(text, &lines);
        Self { text, lines, tree }
    }

    /// Scans a file in TOML.
    pub fn of_toml(source: &'a Source) -> Self {
        let text = source.text();
        Self { text, lines: Lines::new(text), tree: toml::scan(text) }
    }

    /// The bytes where a value is written: a scalar itself, an object or array by its key, an element of an array by
    /// its first token. If the pointer leads to nothing, the nearest value above it. `None` without any value.
    pub fn locate(&self, pointer: &Pointer) -> Option<Range<usize>> {
        self.tree.find(pointer).map(|range| self.trim(range))
    }

    /// The bytes of the key of a value; of the value if it has none, or is not there.
    pub fn locate_key(&self, pointer: &Pointer) -> Option<Range<usize>> {
        self.tree.find_key(pointer).or_else(|| self.locate(pointer))
    }

    /// The keys written before the one that counts, where an object has a key several times.
    pub fn earlier(&self, pointer: &Pointer) -> Vec<Range<usize>> {
        self.tree.earlier(pointer)
    }

    /// The keys of an object in the order in which they are written; none of what is no object or not there.
    pub fn keys(&self, pointer: &Pointer) -> Vec<&str> {
        self.tree.keys(pointer)
    }

    /// The text of the file.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The lines of the file.
    pub fn lines(&self) -> &Lines<'a> {
        &self.lines
    }

    /// The range without the space that a block scalar has at its end.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let length = self.text.get(range.clone()).map_or(0, |text| text.trim_end().len());
        range.start..range.start + length
    }
}

/// Scans in the way in which the text is read: as JSON if it can be, else as YAML.
fn scan(text: &str, lines: &Lines<'_>) -> Tree {
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if !looks_like_json {
        return yaml::scan(text, lines).0;
    }
    let (json, complete) = json::scan(text);
    if complete {
        return json;
    }
    let (yaml, complete) = yaml::scan(text, lines);
    if complete { yaml } else { json }
}

#[cfg(test)]
pub(crate) mod tests;
