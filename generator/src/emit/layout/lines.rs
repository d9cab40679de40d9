//! Lines as they are written, with an empty one behind each item and each method.

use super::boxes::Comment;
use crate::emit::comment::BETWEEN;

pub(super) struct Lines {
    text: String,
    /// Where the line starts that is being written.
    start: usize,
    /// Where the line before it starts.
    before: usize,
    /// Whether an item ends with the line before it.
    item_ended: bool,
    /// How many spaces stand before what comes next.
    blanks: usize,
    spaced: bool,
}

impl Lines {
    /// Room for a text of about `length`.
    pub(super) fn new(length: usize, spaced: bool) -> Self {
        Self { text: String::with_capacity(length), start: 0, before: 0, item_ended: false, blanks: 0, spaced }
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    pub(super) fn write(&mut self, text: &str) {
        const SPACES: &str = "                                                                ";
        while self.blanks > 0 {
            let some = self.blanks.min(SPACES.len());
            self.text.push_str(&SPACES[..some]);
            self.blanks -= some;
        }
        self.text.push_str(text);
    }

    /// Puts spaces in front of what comes next on this line.
    pub(super) fn blank(&mut self, count: usize) {
        self.blanks += count;
    }

    /// Ends the line. The next one is indented.
    pub(super) fn end_line(&mut self, indent: usize) {
        self.separate();
        self.item_ended = self.spaced && ends_item(&self.text[self.start..]);
        self.text.push('\n');
        self.before = self.start;
        self.start = self.text.len();
        self.blanks = indent;
    }

    /// Writes the lines of a comment where the line starts; the last one is to be ended.
    pub(super) fn comment(&mut self, comment: &Comment<'_>) {
        let indent = std::mem::take(&mut self.blanks);
        for (index, line) in comment.lines.split(BETWEEN).enumerate() {
            if index > 0 {
                self.end_line(0);
            }
            let line = line.trim_end_matches(' ');
            if !(comment.marker.is_empty() && line.is_empty()) {
                self.blanks = indent;
                self.write(comment.marker);
                self.text.push_str(line);
            }
        }
    }

    /// Puts an empty line in front of this one, if an item ended and another one begins.
    fn separate(&mut self) {
        if !self.item_ended {
            return;
        }
        let (before, line) = (&self.text[self.before..self.start], &self.text[self.start..]);
        let goes_on = line.is_empty() || line.trim_start_matches(' ').starts_with('}') || line.starts_with("//!");
        let same_kind = ["use ", "mod ", "pub use ", "pub mod ", "#!["];
        if !goes_on && !same_kind.iter().any(|kind| before.starts_with(kind) && line.starts_with(kind)) {
            self.text.insert(self.start, '\n');
            self.start += 1;
        }
    }
}

/// Whether an item or a method ends with a line: all but what is inside of them is indented less than this.
fn ends_item(line: &str) -> bool {
    match line.strip_prefix("    ") {
        Some(inner) => inner == "}",
        None if line.starts_with("///") => false,
        None => {
            let semicolon = line.ends_with(';') && !line.starts_with(' ');
            semicolon || ["}", "//!", "#!["].iter().any(|start| line.starts_with(start))
        }
    }
}
