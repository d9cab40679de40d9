//! Places of changes in the files of a description, with the lines that are there.

use std::collections::BTreeMap;
use std::ops::Range;

use super::report::Site;
use crate::locate::Positions;
use crate::source::{self, FileId, Pointer, Sources};

/// How many lines of a value are shown.
const LINES: usize = 12;

/// Where things are in the files of one description. A file is scanned when the first change in it is placed.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    /// Where what is in the canonical document was in the files.
    moved: &'a source::Places,
    positions: BTreeMap<FileId, Option<Positions<'a>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources, moved: &'a source::Places) -> Self {
        Self { sources, moved, positions: BTreeMap::new() }
    }

    /// Where a value is.
    pub(super) fn site(&mut self, at: &Pointer) -> Option<Site> {
        let at = &self.moved.original(at);
        let source = self.sources.get(at.file())?;
        let scan = || Some(Positions::new(source));
        let positions = self.positions.entry(at.file().clone()).or_insert_with(scan).as_ref()?;
        let range = positions.locate_key(at)?;
        let start = positions.lines().line_column(range.start);
        let excerpt = excerpt(positions.text(), positions.lines().line(start.line));
        Some(Site {
            file: source.name.clone(),
            line: start.line,
            column: start.column,
            pointer: at.fragment(),
            excerpt,
        })
    }
}

/// The lines of a value whose first line is known: those that are indented more, and one that closes it.
fn excerpt(text: &str, first: Range<usize>) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut lines = text.get(first.start..).unwrap_or_default().lines();
    let Some(head) = lines.next() else { return String::new() };
    let margin = indent(head);
    let mut shown = vec![head];
    for line in lines {
        let is_inside = line.trim().is_empty() || indent(line) > margin;
        let is_end = !is_inside && indent(line) == margin && line.trim_start().starts_with(['}', ']']);
        if is_inside || is_end {
            shown.push(line);
        }
        if !is_inside || shown.len() > LINES {
            break;
        }
    }
    while shown.last().is_some_and(|line| line.trim().is_empty()) {
        shown.pop();
    }
    let cut = shown.len() > LINES;
    let lines = shown.into_iter().take(LINES).map(|line| line.get(margin..).unwrap_or(line.trim_start()));
    let lines = lines.map(shortened).collect::<Vec<_>>().join("\n");
    if cut { format!("{lines}\n…") } else { lines }
}

/// A line that fits on a page: documents may be one line.
fn shortened(line: &str) -> String {
    const WIDTH: usize = 200;
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_the_value() {
        let text = "a:\n  b: 1\n  c:\n    - d\n\ne: 2\n";
        assert_eq!(excerpt(text, 0..2), "a:\n  b: 1\n  c:\n    - d");
        assert_eq!(excerpt(text, 3..9), "b: 1");
        let text = "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}\n";
        assert_eq!(excerpt(text, 2..10), "\"a\": {\n  \"b\": 1\n},");
    }

    #[test]
    fn what_is_long_is_cut() {
        let text = format!("a:\n{}", "  - b\n".repeat(40));
        assert_eq!(excerpt(&text, 0..2).lines().count(), LINES + 1);
        assert!(excerpt(&"x".repeat(1000), 0..0).chars().count() < 300);
    }
}
