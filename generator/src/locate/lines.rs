//! Lines, columns, and offsets in characters and bytes.

use std::ops::Range;

/// A position as people count: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// How many bytes lie between two places whose number of characters is kept.
const STEP: usize = 1024;

/// The lines of a text. Questions take logarithmic time, also for text that is one enormous line.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters start before byte `n * STEP`; empty if all text is ASCII.
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text; they end with a line feed.
    pub fn new(text: &'a str) -> Self {
        let breaks = text.match_indices('\n');
        let starts = std::iter::once(0).chain(breaks.map(|(offset, _)| offset + 1)).collect();
        Self { text, starts, characters: if text.is_ascii() { Vec::new() } else { counts(text) } }
    }

    /// Line and column of a byte; beyond the end of the text, those of the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        LineColumn { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// The bytes of a line, counted from 1, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let content = self.text.get(start..end).unwrap_or_default();
        start..start + content.strip_suffix('\r').unwrap_or(content).len()
    }

    /// The byte at which character number `index` starts, the end of the text if there are fewer.
    pub fn byte_of(&self, index: usize) -> usize {
        if self.characters.is_empty() {
            return index.min(self.text.len());
        }
        let step = self.characters.partition_point(|&count| count <= index).saturating_sub(1);
        let from = step * STEP;
        let missing = index - self.characters.get(step).copied().unwrap_or(0).min(index);
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let mut starts = rest.iter().enumerate().filter(|&(_, &byte)| starts_character(byte));
        starts.nth(missing).map_or(self.text.len(), |(offset, _)| from + offset)
    }

    /// [`byte_of`](Self::byte_of) for many characters that mostly come in order.
    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor { lines: self, character: 0, byte: 0 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        if self.characters.is_empty() {
            return offset;
        }
        let step = offset / STEP;
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        self.characters.get(step).copied().unwrap_or(0) + rest.iter().filter(|&&byte| starts_character(byte)).count()
    }
}

/// Finds the bytes of characters from the last one that it found on, so that a pass over a text reads it once.
pub(super) struct Cursor<'a> {
    lines: &'a Lines<'a>,
    character: usize,
    byte: usize,
}

impl Cursor<'_> {
    /// The byte at which character number `index` starts, the end of the text if there are fewer.
    pub(super) fn byte_of(&mut self, index: usize) -> usize {
        let near = index.checked_sub(self.character).filter(|&ahead| ahead <= STEP);
        self.byte = match near.filter(|_| !self.lines.characters.is_empty()) {
            Some(ahead) => self.byte + self.passed(ahead),
            None => self.lines.byte_of(index),
        };
        self.character = index;
        self.byte
    }

    /// How many bytes the next characters have.
    fn passed(&self, characters: usize) -> usize {
        let rest = self.lines.text.get(self.byte..).unwrap_or_default();
        match rest.as_bytes().get(..characters) {
            Some(bytes) if bytes.is_ascii() => characters,
            _ => rest.chars().take(characters).map(char::len_utf8).sum(),
        }
    }
}

fn counts(text: &str) -> Vec<usize> {
    let chunks = text.as_bytes().chunks(STEP).map(|chunk| chunk.iter().filter(|&&byte| starts_character(byte)).count());
    let sums = chunks.scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "aé\n€x\r\n\nz";
        let lines = Lines::new(text);
        let at = |offset| {
            let LineColumn { line, column } = lines.line_column(offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(text.find('x').unwrap()), (2, 2));
        assert_eq!(at(text.find('z').unwrap()), (4, 1));
        assert_eq!(at(1000), (4, 2));
        assert_eq!(&text[lines.line(2)], "€x");
        assert_eq!(&text[lines.line(4)], "z");
        assert_eq!(lines.line(99), text.len()..text.len());
    }

    #[test]
    fn offsets_agree_with_a_plain_count_across_steps() {
        let text = "äb€\n𝄞".repeat(700);
        let lines = Lines::new(&text);
        let mut cursor = lines.cursor();
        for (index, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(lines.byte_of(index), offset);
            assert_eq!(cursor.byte_of(index), offset);
            assert_eq!(cursor.byte_of(index / 2), lines.byte_of(index / 2));
            assert_eq!(lines.characters_before(offset), index);
        }
        assert_eq!(lines.byte_of(usize::MAX), text.len());
        assert_eq!(cursor.byte_of(usize::MAX), text.len());
        assert_eq!(cursor.byte_of(2), 3);
    }
}
