//! Scalars: plain ones and quoted ones, those in blocks, and lists of scalars in one line.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

use super::{DEPTH, Reader};

impl Reader<'_> {
    /// The scalar that starts here; the list or the map that it is in has its own at `column`.
    pub(super) fn scalar(&mut self, column: usize) -> Option<Value> {
        let rest = self.rest();
        let value = match rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (text, length) = quoted(rest)?;
                ends(&rest[length..]).then(|| Value::String(text.into_owned()))?
            }
            b'[' | b'{' => {
                let (value, length) = flow(rest, self.depth)?;
                ends(&rest[length..]).then_some(value)?
            }
            b'|' => self.literal(column)?,
            b'>' => self.folded(column)?,
            _ => self.plain(column)?,
        };
        self.next_line();
        (self.column <= column).then_some(value)
    }

    /// A plain scalar; it goes on in the lines below that are indented as far as `column`, up to a comment.
    fn plain(&mut self, column: usize) -> Option<Value> {
        let rest = self.rest();
        let first = plain_until(rest, b'#')?;
        let mut text = Cow::Borrowed(first.trim_end_matches(' '));
        let mut ends = first.len() < rest.len();
        if has_colon(first) {
            return None;
        }
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
            text.to_mut().push(' ');
            text.to_mut().push_str(content.trim_end_matches(' '));
            self.next += line.len() + 1;
        }
        typed(text)
    }

    /// Lines as they stand.
    fn literal(&mut self, column: usize) -> Option<Value> {
        self.lines(column, |text, line, breaks| {
            (0..breaks).for_each(|_| text.push('\n'));
            text.push_str(line);
            true
        })
    }

    /// Lines that become one, but for those that are empty.
    fn folded(&mut self, column: usize) -> Option<Value> {
        self.lines(column, |text, line, breaks| {
            match breaks {
                0 => {}
                1 => text.push(' '),
                _ => (1..breaks).for_each(|_| text.push('\n')),
            }
            text.push_str(line);
            !line.starts_with(' ')
        })
    }

    /// The lines below that are indented as the first one is. `add` gets each that is not empty, with the number of
    /// line ends before it, and says whether that is all right.
    fn lines(&mut self, column: usize, add: impl Fn(&mut String, &str, usize) -> bool) -> Option<Value> {
        let keeps_end = match &self.rest()[1..] {
            "" => true,
            "-" => false,
            _ => return None,
        };
        let first = self.line();
        let indent = first.len() - first.trim_start_matches(' ').len();
        if indent < column || indent == first.len() {
            return None;
        }
        let mut text = String::new();
        let mut breaks = 0;
        while self.next < self.text.len() {
            let line = self.line();
            let space = line.len() - line.trim_start_matches(' ').len();
            if space < line.len() {
                if space < indent {
                    break;
                }
                if !add(&mut text, &line[indent..], breaks) {
                    return None;
                }
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
        self.text.ends_with('\n').then_some(Value::String(text))
    }
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

/// A list or a map in one line, and its length.
fn flow(rest: &str, depth: usize) -> Option<(Value, usize)> {
    let (mut items, mut members) = (Vec::new(), Map::new());
    let is_map = rest.starts_with('{');
    let close = if is_map { '}' } else { ']' };
    let mut left = rest.get(1..)?;
    let mut is_first = true;
    loop {
        left = left.trim_start_matches(' ');
        if let Some(behind) = left.strip_prefix(close).filter(|_| is_first) {
            left = behind;
            break;
        }
        is_first = false;
        if is_map {
            let (key, length) = flow_text(left)?;
            left = left.get(length..)?.strip_prefix(": ")?.trim_start_matches(' ');
            let (value, length) = flow_value(left, depth)?;
            left = &left[length..];
            if key == "<<" || members.insert(key.into_owned(), value).is_some() {
                return None;
            }
        } else {
            let (value, length) = flow_value(left, depth)?;
            left = &left[length..];
            items.push(value);
        }
        left = left.trim_start_matches(' ');
        match left.strip_prefix(',') {
            Some(behind) => left = behind,
            None => {
                left = left.strip_prefix(close)?;
                break;
            }
        }
    }
    let value = if is_map { Value::Object(members) } else { Value::Array(items) };
    Some((value, rest.len() - left.len()))
}

/// A value within a list or a map in one line, and its length.
fn flow_value(left: &str, depth: usize) -> Option<(Value, usize)> {
    match left.as_bytes().first()? {
        b'[' | b'{' if depth < DEPTH => flow(left, depth + 1),
        b'"' | b'\'' => quoted(left).map(|(text, length)| (Value::String(text.into_owned()), length)),
        _ => flow_text(left).and_then(|(text, length)| Some((typed(text)?, length))),
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
    starts.then_some((Cow::Borrowed(text), text.len()))
}

/// What a plain scalar is; `None` for numbers that are out of the ordinary.
fn typed(text: Cow<'_, str>) -> Option<Value> {
    Some(match &*text {
        "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        number if number.starts_with(|c: char| matches!(c, '0'..='9' | '+' | '-' | '.')) => {
            number_or_text(number)?.map_or_else(|| Value::String(text.into_owned()), Value::Number)
        }
        _ => Value::String(text.into_owned()),
    })
}

/// The number that a text is, if it is one: digits behind a zero are text, and so is what is too large.
fn number_or_text(text: &str) -> Option<Option<Number>> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let behind = digits.strip_prefix(['0', '.']).unwrap_or_default();
    Some(match text {
        // Another base, infinity, or not a number at all.
        _ if behind.starts_with(|c: char| c.is_ascii_alphabetic()) => return None,
        _ if is_whole && digits.len() > 1 && digits.starts_with('0') => None,
        _ if is_whole && digits.len() > 18 => return None,
        _ if is_whole => text.parse::<i64>().ok().map(Number::from),
        _ => text.parse().ok().and_then(Number::from_f64),
    })
}
