//! Scalars: plain ones and quoted ones, those in blocks, and lists of scalars in one line.

use std::borrow::Cow;

use super::{DEPTH, Make, Reader};

impl<'t, M: Make> Reader<'t, '_, M> {
    /// The scalar, or the list or map in one line, that starts here; what it is in has its own at `column`.
    pub(super) fn scalar(&mut self, column: usize) -> Option<M::Node> {
        let rest = self.rest();
        let made = match rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (text, length) = quoted(rest)?;
                // A comment counts as part of it in diagnostics, as `saphyr-parser` has it.
                ends(&rest[length..]).then(|| self.maker.scalar(text, false, self.range(rest)))??
            }
            b'[' | b'{' => {
                let (made, behind) = self.flow(rest, self.depth)?;
                ends(behind).then_some(made)?
            }
            b'|' | b'>' => self.lines(column)?,
            _ => self.plain(column)?,
        };
        self.next_line();
        (self.column <= column).then_some(made)
    }

    /// A plain scalar; it goes on in the lines below that are indented as far as `column`, up to a comment.
    fn plain(&mut self, column: usize) -> Option<M::Node> {
        let rest = self.rest();
        let first = plain_until(rest, b'#')?;
        if has_colon(first) {
            return None;
        }
        let mut text = Cow::Borrowed(first.trim_end_matches(' '));
        let mut at = self.range(first);
        let mut ends = first.len() < rest.len();
        while !ends {
            let line = self.line();
            let content = line.trim_matches(' ');
            let space = line.len() - line.trim_start_matches(' ').len();
            if content.is_empty() || content.starts_with('#') || space < column {
                break;
            }
            let (content, comment) =
                content.split_once(" #").map_or((content, None), |(text, rest)| (text, Some(rest)));
            if has_colon(content) {
                return None;
            }
            ends = comment.is_some();
            let content = content.trim_end_matches(' ');
            text.to_mut().push(' ');
            text.to_mut().push_str(content);
            at.end = self.range(content).end;
            self.next += line.len() + 1;
        }
        self.maker.scalar(text, true, at)
    }

    /// The lines below that are indented as the first one is: as they stand, or folded into one but for those that are
    /// empty.
    fn lines(&mut self, column: usize) -> Option<M::Node> {
        let (is_folded, keeps_end) = match self.rest() {
            "|" => (false, true),
            "|-" => (false, false),
            ">" => (true, true),
            ">-" => (true, false),
            _ => return None,
        };
        let first = self.line();
        let indent = first.len() - first.trim_start_matches(' ').len();
        if indent < column || indent == first.len() {
            return None;
        }
        let mut at = self.range(first.trim_start_matches(' '));
        let (mut text, mut breaks) = (String::new(), 0);
        while self.next < self.text.len() {
            let line = self.line();
            let space = line.len() - line.trim_start_matches(' ').len();
            if space < line.len() {
                if space < indent {
                    break;
                }
                // Lines that are indented further are not folded.
                if is_folded && space > indent {
                    return None;
                }
                match breaks {
                    1 if is_folded => text.push(' '),
                    breaks => text.extend(std::iter::repeat_n('\n', breaks - usize::from(is_folded && breaks > 0))),
                }
                text.push_str(&line[indent..]);
                at.end = self.range(line).end;
                breaks = 0;
            } else if space > indent {
                return None;
            }
            breaks += 1;
            self.next += line.len() + 1;
        }
        if keeps_end {
            text.push('\n');
        }
        // Without a line feed at the end of the text, the last line has none either.
        let is_whole = self.text.ends_with('\n');
        is_whole.then(|| self.maker.scalar(Cow::Owned(text), false, at))?
    }

    /// A value within one line, and what follows it.
    fn flow(&mut self, left: &'t str, depth: usize) -> Option<(M::Node, &'t str)> {
        match left.as_bytes().first()? {
            b'[' | b'{' if depth > DEPTH => None,
            b'[' => self.flow_list(left, depth + 1),
            b'{' => self.flow_map(left, depth + 1),
            _ => {
                let (text, length) = flow_text(left)?;
                let is_plain = !left.starts_with(['"', '\'']);
                let (part, behind) = left.split_at_checked(length)?;
                Some((self.maker.scalar(text, is_plain, self.range(part))?, behind))
            }
        }
    }

    fn flow_list(&mut self, left: &'t str, depth: usize) -> Option<(M::Node, &'t str)> {
        let (open, behind) = left.split_at_checked(1)?;
        let mut list = self.maker.list(self.range(open));
        let (mut goes_on, mut left) = begin(behind, ']');
        while goes_on {
            let (item, behind) = self.flow(left, depth)?;
            self.maker.item(&mut list, item);
            (goes_on, left) = next(behind, ']')?;
        }
        Some((self.maker.end_list(list), left))
    }

    fn flow_map(&mut self, left: &'t str, depth: usize) -> Option<(M::Node, &'t str)> {
        let (open, behind) = left.split_at_checked(1)?;
        let mut map = self.maker.map(self.range(open));
        let (mut goes_on, mut left) = begin(behind, '}');
        while goes_on {
            let (key, length) = flow_text(left).filter(|(key, _)| key != "<<")?;
            let (at, behind) = left.split_at_checked(length)?;
            self.maker.key(&key, self.range(at));
            let (value, behind) = self.flow(behind.strip_prefix(": ")?.trim_start_matches(' '), depth)?;
            self.maker.member(&mut map, key, value)?;
            (goes_on, left) = next(behind, '}')?;
        }
        Some((self.maker.end_map(map), left))
    }
}

/// Whether there is anything in a list or a map in one line, and what follows its first character.
fn begin(behind: &str, close: char) -> (bool, &str) {
    let left = behind.trim_start_matches(' ');
    left.strip_prefix(close).map_or((true, left), |left| (false, left))
}

/// Whether a list or a map in one line goes on behind a value, and with what; what follows it if it ends.
fn next(behind: &str, close: char) -> Option<(bool, &str)> {
    let left = behind.trim_start_matches(' ');
    let more = left.strip_prefix(',').map(|left| (true, left.trim_start_matches(' ')));
    more.or_else(|| left.strip_prefix(close).map(|left| (false, left)))
}

/// Whether nothing but a comment follows a value.
fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.trim_start_matches(' ').len() < behind.len() && behind.trim_start().starts_with('#')
}

/// Whether a colon in a plain scalar would end a key.
fn has_colon(text: &str) -> bool {
    text.ends_with(':') || text.contains(": ")
}

/// The plain scalar at the start of a line, up to a comment or, if that is the `mark`, a colon that ends a key; `None`
/// if there is no plain scalar, or a comment before that colon.
pub(super) fn plain_until(rest: &str, mark: u8) -> Option<&str> {
    let bytes = rest.as_bytes();
    let starts = match bytes {
        [b'.', b'.', b'.', ..] => false,
        [b'-', second, ..] => second.is_ascii_alphanumeric() || *second == b'.',
        [first, ..] => first.is_ascii_alphanumeric() || b"_/$.(+~<=;^\\".contains(first) || *first >= 0x80,
        [] => false,
    };
    if !starts {
        return None;
    }
    for (at, byte) in bytes.iter().enumerate() {
        let is_mark = match byte {
            b':' => mark == b':' && matches!(bytes.get(at + 1), None | Some(b' ')),
            b'#' => bytes[at - 1] == b' ',
            _ => false,
        };
        if is_mark {
            return (*byte == mark && (mark == b'#' || bytes[at - 1] != b' ')).then(|| &rest[..at]);
        }
    }
    (mark == b'#').then_some(rest)
}

/// The text of a quoted scalar that ends on its line, and its length with the quotes.
pub(super) fn quoted(rest: &str) -> Option<(Cow<'_, str>, usize)> {
    let (quote, content) = rest.split_at_checked(1)?;
    let mut text = Cow::Borrowed("");
    let mut from = 0;
    loop {
        let at = from + content[from..].find(['\\', if quote == "'" { '\'' } else { '"' }])?;
        let escaped = match &content.as_bytes()[at..] {
            [b'\'', b'\'', ..] => "'",
            [b'\\', _, ..] if quote == "'" => "\\",
            [b'\\', b'"', ..] => "\"",
            [b'\\', b'\\', ..] => "\\",
            [b'\\', b'n', ..] => "\n",
            [b'\\', ..] => return None,
            _ if from == 0 => return Some((Cow::Borrowed(&content[..at]), at + 2)),
            _ => {
                text.to_mut().push_str(&content[from..at]);
                return Some((text, at + 2));
            }
        };
        text.to_mut().push_str(&content[from..at]);
        text.to_mut().push_str(escaped);
        from = at + if quote == "'" && escaped == "\\" { 1 } else { 2 };
    }
}

/// A key, or a plain scalar with nothing in it that may mean something else in one line, and its length.
fn flow_text(left: &str) -> Option<(Cow<'_, str>, usize)> {
    if left.starts_with(['"', '\'']) {
        return quoted(left);
    }
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b" _./$+-".contains(byte) || *byte >= 0x80;
    let text = left.get(..left.bytes().take_while(is_part).count())?.trim_end_matches(' ');
    let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '$') || !c.is_ascii());
    (starts && !text.contains(" -")).then_some((Cow::Borrowed(text), text.len()))
}
