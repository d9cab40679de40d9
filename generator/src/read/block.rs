//! Reads YAML as nearly all of it is written: maps and lists in block style, and scalars.
//!
//! This is no reader of YAML. Whatever it does not know, and all that is wrong, makes it give up, and the text is left to
//! `serde_yaml`, which takes ten times as long and says what is wrong. Tests hold the two against each other, also on
//! texts that are nearly ordinary.

mod scalar;

use std::borrow::Cow;

use serde_json::{Map, Value};

/// How deep values may be nested here.
const DEPTH: usize = 64;

/// How long a key may be, in bytes. YAML has a limit as well, far above.
const KEY: usize = 200;

/// Reads a text; `None` if anything about it is out of the ordinary.
pub(super) fn read(text: &str) -> Option<Value> {
    if !is_printable(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, at: 0, end: 0, next: 0, column: 0, depth: 0 };
    reader.next_line();
    if reader.column == 1 && reader.rest() == "---" {
        reader.next_line();
    }
    let value = reader.block()?;
    (reader.column == 0).then_some(value)
}

/// Whether all characters are printable, to YAML too, and lines end with a line feed.
fn is_printable(bytes: &[u8]) -> bool {
    /// How many bytes are looked at together.
    const STEP: usize = 64;
    let is_ascii = |byte: &u8| (b' '..=b'~').contains(byte) | (*byte == b'\n');
    (0..bytes.len()).step_by(STEP).all(|start| {
        let end = bytes.len().min(start + STEP);
        bytes[start..end].iter().fold(true, |all, byte| all & is_ascii(byte))
            || (start..end).all(|at| is_ascii(&bytes[at]) || is_printable_beyond_ascii(&bytes[at..]))
    })
}

/// Whether a byte of a character beyond ASCII is part of a printable one.
fn is_printable_beyond_ascii(bytes: &[u8]) -> bool {
    match bytes {
        // Other ends of lines, other control characters, and what comes from U+E000 on.
        [0xc2, next, ..] => *next >= 0xa0,
        [0xe2, 0x80, last, ..] => !matches!(last, 0xa8 | 0xa9),
        [0xee | 0xef, ..] => false,
        [byte, ..] => *byte >= 0x80,
        [] => false,
    }
}

/// Reads line by line. It stands at the first character of a value, or at the end of the line behind one.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Where the line ends, without spaces.
    end: usize,
    /// Where the next line starts.
    next: usize,
    /// The column of `at`, counted from 1; 0 at the end of the text.
    column: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    /// What is left of the line.
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Passes some bytes that are a character each, and the spaces behind them.
    fn pass(&mut self, bytes: usize) {
        let behind = self.rest().get(bytes..).unwrap_or_default();
        let passed = bytes + behind.len() - behind.trim_start_matches(' ').len();
        self.at += passed;
        self.column += passed;
    }

    /// Goes to the next line that is neither empty nor a comment.
    fn next_line(&mut self) {
        while self.next < self.text.len() {
            let line = self.line();
            let content = line.trim_start_matches(' ');
            let start = self.next;
            self.next += line.len() + 1;
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            self.column = line.len() - content.len() + 1;
            self.at = start + self.column - 1;
            self.end = self.at + content.trim_end_matches(' ').len();
            return;
        }
        (self.at, self.end, self.column) = (self.text.len(), self.text.len(), 0);
    }

    /// The next line.
    fn line(&self) -> &'t str {
        let rest = self.text.get(self.next..).unwrap_or_default();
        rest.find('\n').and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    /// A list or a map.
    fn block(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let value = if is_item(self.rest()) { self.list() } else { self.map() };
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Option<Value> {
        let column = self.column;
        let mut items = Vec::new();
        while self.column == column && is_item(self.rest()) {
            self.pass(1);
            let is_block = is_item(self.rest()) || self.key().is_some();
            items.push(if is_block { self.block()? } else { self.value(column, false)? });
        }
        (self.column <= column).then_some(Value::Array(items))
    }

    fn map(&mut self) -> Option<Value> {
        let column = self.column;
        let mut members = Map::new();
        while self.column == column {
            let (key, length) = self.key()?;
            self.at += length;
            self.pass(0);
            let value = self.value(column, true)?;
            if members.insert(key.into_owned(), value).is_some() {
                return None;
            }
        }
        (self.column < column).then_some(Value::Object(members))
    }

    /// The value that starts here or on the next line; the list or the map that it is in has its own at `column`.
    fn value(&mut self, column: usize, in_map: bool) -> Option<Value> {
        if !matches!(self.rest().as_bytes(), [] | [b'#', ..]) {
            return self.scalar(column);
        }
        self.next_line();
        let is_below = self.column > column || (in_map && self.column == column && is_item(self.rest()));
        if is_below { self.block() } else { Some(Value::Null) }
    }

    /// The key that starts here, and its length together with the colon.
    fn key(&self) -> Option<(Cow<'t, str>, usize)> {
        let rest = self.rest();
        let (key, length) = match rest.as_bytes().first()? {
            b'"' | b'\'' => scalar::quoted(rest)?,
            _ => {
                let key = scalar::plain_until(rest, b':')?;
                (Cow::Borrowed(key), key.len())
            }
        };
        let is_key = matches!(rest.as_bytes().get(length..)?, [b':'] | [b':', b' ', ..]);
        (is_key && length <= KEY && key != "<<").then_some((key, length + 1))
    }
}

/// Whether an element of a list starts here.
fn is_item(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'-'] | [b'-', b' ', ..])
}

#[cfg(test)]
mod tests;
