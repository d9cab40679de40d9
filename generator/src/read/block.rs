//! Reads YAML as nearly all of it is written: maps and lists in block style, and scalars.
//!
//! This is no reader of YAML. Whatever it does not know, and all that is wrong, makes it give up, and the text is left to
//! `serde_yaml`, which takes ten times as long and says what is wrong, or to `saphyr-parser` where places are wanted.
//! Tests hold them against each other, also on texts that are nearly ordinary.

mod scalar;
mod value;

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use value::Values;

/// How deep values may be nested here.
const DEPTH: usize = 64;

/// How long a key may be, in bytes. YAML has a limit as well, far above.
const KEY: usize = 200;

/// What is made of a text. Places are ranges of bytes: of a scalar all of it, of a list or a map the first character.
pub(crate) trait Make {
    type Node;
    type List;
    type Map;

    /// A scalar; `None` if it is out of the ordinary.
    fn scalar(&mut self, text: Cow<'_, str>, is_plain: bool, at: Range<usize>) -> Option<Self::Node>;

    /// Nothing, where a value could be.
    fn nothing(&mut self, is_item: bool) -> Option<Self::Node>;

    fn list(&mut self, at: Range<usize>) -> Self::List;

    fn item(&mut self, list: &mut Self::List, item: Self::Node);

    fn end_list(&mut self, list: Self::List) -> Self::Node;

    fn map(&mut self, at: Range<usize>) -> Self::Map;

    /// A key, before its value.
    fn key(&mut self, key: &str, at: Range<usize>);

    /// A key with its value; `None` if it was there before.
    fn member(&mut self, map: &mut Self::Map, key: Cow<'_, str>, value: Self::Node) -> Option<()>;

    fn end_map(&mut self, map: Self::Map) -> Self::Node;
}

/// Reads a text into a value; `None` if anything about it is out of the ordinary.
pub(super) fn read(text: &str) -> Option<Value> {
    make(text, &mut Values)
}

/// Makes something of a text; `None` if anything about it is out of the ordinary.
pub(crate) fn make<M: Make>(text: &str, maker: &mut M) -> Option<M::Node> {
    if !is_printable(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, maker, at: 0, end: 0, next: 0, column: 0, depth: 0 };
    reader.next_line();
    if reader.column == 1 && reader.rest() == "---" {
        reader.next_line();
    }
    let made = reader.block()?;
    (reader.column == 0).then_some(made)
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
struct Reader<'t, 'm, M> {
    text: &'t str,
    maker: &'m mut M,
    at: usize,
    /// Where the line ends, without spaces.
    end: usize,
    /// Where the next line starts.
    next: usize,
    /// The column of `at`, counted from 1; 0 at the end of the text.
    column: usize,
    depth: usize,
}

impl<'t, M: Make> Reader<'t, '_, M> {
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

    /// The bytes of a part of the text, without space at its end.
    fn range(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        start..start + part.trim_end().len()
    }

    /// A list or a map.
    fn block(&mut self) -> Option<M::Node> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let made = if is_item(self.rest()) { self.list() } else { self.map() };
        self.depth -= 1;
        made
    }

    fn list(&mut self) -> Option<M::Node> {
        let column = self.column;
        let mut list = self.maker.list(self.at..self.at + 1);
        while self.column == column && is_item(self.rest()) {
            self.pass(1);
            let is_block = is_item(self.rest()) || self.key().is_some();
            let item = if is_block { self.block()? } else { self.value(column, true)? };
            self.maker.item(&mut list, item);
        }
        (self.column <= column).then(|| self.maker.end_list(list))
    }

    fn map(&mut self) -> Option<M::Node> {
        let column = self.column;
        let mut map = None;
        while self.column == column {
            let (key, length) = self.key()?;
            let at = self.range(&self.rest()[..length]);
            let map = map.get_or_insert_with(|| self.maker.map(at.clone()));
            self.maker.key(&key, at);
            self.at += length + 1;
            self.pass(0);
            let value = self.value(column, false)?;
            self.maker.member(map, key, value)?;
        }
        map.filter(|_| self.column < column).map(|map| self.maker.end_map(map))
    }

    /// The value that starts here or on the next line; the list or the map that it is in has its own at `column`.
    fn value(&mut self, column: usize, in_list: bool) -> Option<M::Node> {
        if !matches!(self.rest().as_bytes(), [] | [b'#', ..]) {
            return self.scalar(column);
        }
        self.next_line();
        let is_below = self.column > column || (!in_list && self.column == column && is_item(self.rest()));
        if is_below { self.block() } else { self.maker.nothing(in_list) }
    }

    /// The key that starts here, and its length without the colon.
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
        (is_key && length <= KEY && key != "<<").then_some((key, length))
    }
}

/// Whether an element of a list starts here.
fn is_item(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'-'] | [b'-', b' ', ..])
}

#[cfg(test)]
mod tests;
