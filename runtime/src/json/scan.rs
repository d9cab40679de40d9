//! JSON text, token by token (RFC 8259): where each begins and ends, and the characters of strings.
//!
//! The surprise is that this is not a library: what there is checks each string for UTF-8, or takes bytes on trust. Here
//! the text is checked once, as a whole. Our tests hold this against `serde_json`.

use super::DecodeError;

/// What kind of value a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The words for it in a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// A place in a text.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'j> {
    /// As much of the text as is UTF-8.
    text: &'j str,
    at: usize,
    /// Whether there is more, which is not.
    broken: bool,
    /// A string whose characters are not all there as they are.
    unescaped: String,
}

impl<'j> Scanner<'j> {
    /// Starts at the beginning, behind a byte order mark if there is one.
    pub(super) fn new(bytes: &'j [u8]) -> Self {
        let (text, broken) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => (std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), true),
        };
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, broken, unescaped: String::new() }
    }

    /// How long the text is, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Where it is, in bytes from the start.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Goes to the next value and says what it is; it need not be whole.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Kind, DecodeError> {
        Ok(match self.next() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            Some(_) => return Err(self.fault("expected value")),
            None => return Err(self.end("EOF while parsing a value")),
        })
    }

    /// Consumes a `null` that is next.
    pub(super) fn null(&mut self) -> Result<(), DecodeError> {
        self.word("null")
    }

    /// Consumes a boolean that is next.
    pub(super) fn boolean(&mut self) -> Result<bool, DecodeError> {
        let value = self.byte() == Some(b't');
        self.word(if value { "true" } else { "false" })?;
        Ok(value)
    }

    /// Consumes a number that is next and returns its text.
    pub(super) fn number(&mut self) -> Result<&'j str, DecodeError> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let whole = self.digits()?;
        if whole > 1 && self.text.as_bytes().get(self.at - whole) == Some(&b'0') {
            return Err(self.fault("invalid number"));
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Consumes a string that is next and returns its characters.
    #[inline]
    pub(super) fn string(&mut self) -> Result<&str, DecodeError> {
        let start = self.at + 1;
        let end = start + special(self.rest(start));
        self.at = end;
        match self.byte() {
            Some(b'"') => {
                self.at = end + 1;
                Ok(self.text.get(start..end).unwrap_or_default())
            }
            _ => self.unescape(start),
        }
    }

    /// Consumes the bracket that opens an array, and the one that closes it if it is empty. Says whether it is not.
    pub(super) fn array(&mut self) -> Result<bool, DecodeError> {
        self.at += 1;
        match self.next() {
            Some(b']') => {
                self.at += 1;
                Ok(false)
            }
            Some(_) => Ok(true),
            None => Err(self.end("EOF while parsing a list")),
        }
    }

    /// Consumes the comma before the next item of an array, or its end. Says whether there is an item.
    pub(super) fn item(&mut self) -> Result<bool, DecodeError> {
        match self.next() {
            Some(b',') => self.at += 1,
            Some(b']') => {
                self.at += 1;
                return Ok(false);
            }
            Some(_) => return Err(self.fault("expected `,` or `]`")),
            None => return Err(self.end("EOF while parsing a list")),
        }
        match self.next() {
            Some(b']') => Err(self.fault("trailing comma")),
            Some(_) => Ok(true),
            None => Err(self.end("EOF while parsing a value")),
        }
    }

    /// Consumes the brace that opens an object and the first name with its colon, or the brace that closes it.
    pub(super) fn object(&mut self) -> Result<Option<&str>, DecodeError> {
        self.at += 1;
        match self.next() {
            Some(b'"') => self.name().map(Some),
            Some(b'}') => {
                self.at += 1;
                Ok(None)
            }
            Some(_) => Err(self.fault("key must be a string")),
            None => Err(self.end("EOF while parsing an object")),
        }
    }

    /// Consumes the comma before the next member of an object and its name with its colon, or the end.
    #[inline]
    pub(super) fn member(&mut self) -> Result<Option<&str>, DecodeError> {
        match self.next() {
            Some(b',') => self.at += 1,
            Some(b'}') => {
                self.at += 1;
                return Ok(None);
            }
            Some(_) => return Err(self.fault("expected `,` or `}`")),
            None => return Err(self.end("EOF while parsing an object")),
        }
        match self.next() {
            Some(b'"') => self.name().map(Some),
            Some(b'}') => Err(self.fault("trailing comma")),
            Some(_) => Err(self.fault("key must be a string")),
            None => Err(self.end("EOF while parsing a value")),
        }
    }

    /// Checks that nothing but white space is left.
    pub(super) fn finish(&mut self) -> Result<(), DecodeError> {
        match self.next() {
            Some(_) => Err(self.fault("trailing characters")),
            None if self.broken => Err(self.end("")),
            None => Ok(()),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self, start: usize) -> &'j [u8] {
        self.text.as_bytes().get(start..).unwrap_or_default()
    }

    /// The byte behind white space.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        while let Some(byte) = self.byte() {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    fn word(&mut self, word: &str) -> Result<(), DecodeError> {
        if self.rest(self.at).starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        match word.as_bytes().starts_with(self.rest(self.at)) {
            true => Err(self.end("EOF while parsing a value")),
            false => Err(self.fault("expected ident")),
        }
    }

    /// Consumes one digit or more and says how many.
    fn digits(&mut self) -> Result<usize, DecodeError> {
        let rest = self.rest(self.at);
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        match count {
            0 if rest.is_empty() => Err(self.end("EOF while parsing a value")),
            0 => Err(self.fault("invalid number")),
            count => Ok(count),
        }
    }

    /// A name with its colon.
    #[inline]
    fn name(&mut self) -> Result<&str, DecodeError> {
        let start = self.at + 1;
        let end = start + special(self.rest(start));
        self.at = end;
        let plain = self.byte() == Some(b'"');
        if plain {
            self.at = end + 1;
        } else {
            self.unescape(start)?;
        }
        match self.next() {
            Some(b':') => self.at += 1,
            Some(_) => return Err(self.fault("expected `:`")),
            None => return Err(self.end("EOF while parsing an object")),
        }
        Ok(if plain { self.text.get(start..end).unwrap_or_default() } else { &self.unescaped })
    }

    /// Goes on with a string from the first character that does not stand for itself.
    #[cold]
    fn unescape(&mut self, mut start: usize) -> Result<&str, DecodeError> {
        self.unescaped.clear();
        loop {
            self.unescaped.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(&self.unescaped);
                }
                Some(b'\\') => {
                    self.at += 1;
                    let character = self.escape()?;
                    self.unescaped.push(character);
                }
                Some(_) => return Err(self.fault("control character (\\u0000-\\u001F) found while parsing a string")),
                None => return Err(self.end("EOF while parsing a string")),
            }
            start = self.at;
            self.at += special(self.rest(start));
        }
    }

    /// The character that is meant by what stands behind a backslash.
    fn escape(&mut self) -> Result<char, DecodeError> {
        let character = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            Some(_) => return Err(self.fault("invalid escape")),
            None => return Err(self.end("EOF while parsing a string")),
        };
        self.at += 1;
        Ok(character)
    }

    /// One UTF-16 unit, or two that belong together.
    fn code_point(&mut self) -> Result<char, DecodeError> {
        let first = self.unit()?;
        let mut units = [first, 0];
        let mut count = 1;
        if (0xD800..0xDC00).contains(&first) && self.rest(self.at).starts_with(b"\\u") {
            self.at += 1;
            units[1] = self.unit()?;
            count = 2;
        }
        let mut characters = char::decode_utf16(units.into_iter().take(count));
        match (characters.next(), characters.next()) {
            (Some(Ok(character)), None) => Ok(character),
            _ => Err(self.fault("lone leading surrogate in hex escape")),
        }
    }

    /// The four digits behind the `u` that is next.
    fn unit(&mut self) -> Result<u16, DecodeError> {
        let Some(digits) = self.rest(self.at + 1).first_chunk::<4>() else {
            self.at = self.text.len();
            return Err(self.end("EOF while parsing a string"));
        };
        let mut unit = 0;
        for digit in digits {
            self.at += 1;
            let value = char::from(*digit).to_digit(16).ok_or_else(|| self.fault("invalid escape"))?;
            unit = unit << 4 | value as u16;
        }
        self.at += 1;
        Ok(unit)
    }

    #[cold]
    fn fault(&self, message: &'static str) -> DecodeError {
        DecodeError::new(message, self.at)
    }

    /// The text is over, or what is left of it is not UTF-8.
    #[cold]
    fn end(&self, message: &'static str) -> DecodeError {
        DecodeError::new(if self.broken { "invalid unicode code point" } else { message }, self.at)
    }
}

/// How many bytes at the beginning stand for themselves in a string: all before a quote, a backslash or a control
/// character. Looks at eight at a time, after Alan Mycroft's test for a zero byte; it errs only behind a true find.
#[inline]
pub(super) fn special(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        let found = (below(word, b' ') | equal(b'"') | equal(b'\\')) & (ONES << 7);
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    let found = rest.iter().position(|byte| matches!(byte, 0..b' ' | b'"' | b'\\'));
    found.map_or(bytes.len(), |index| bytes.len() - rest.len() + index)
}
