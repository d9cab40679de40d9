//! The tokens of a file in one list, with their texts in one string.

use std::fmt::{Display, Write};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token. Groups are a token where they open and one where they close.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The character, of punctuation.
    pub(super) mark: u8,
    /// Where its text starts.
    start: u32,
    /// Where its text ends; of what opens a group, the token that closes it.
    end: u32,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Literal,
    /// The value of a literal that is a comment: `"…"` in `#[doc = "…"]`.
    Comment,
    /// A character of punctuation.
    Punct,
    /// One that is part of an operator with the next one.
    Joint,
    Open(Delimiter),
    /// The end of a group, or of everything.
    Close,
}

/// The tokens of a file.
#[derive(Default)]
pub(super) struct Tokens {
    list: Vec<Token>,
    text: String,
}

impl Tokens {
    /// `None` if there is a group without delimiters: what is in it counts as one thing, which tokens in a list cannot
    /// say.
    pub(super) fn of(stream: TokenStream) -> Option<Self> {
        let mut tokens = Self { list: Vec::with_capacity(1 << 10), text: String::with_capacity(1 << 13) };
        tokens.add(stream)?;
        tokens.bracket(Kind::Close);
        Some(tokens)
    }

    fn add(&mut self, stream: TokenStream) -> Option<()> {
        for tree in stream {
            match tree {
                TokenTree::Ident(ident) => self.push(Kind::Ident, ident),
                TokenTree::Literal(literal) => {
                    self.push(Kind::Literal, literal);
                    self.read_comment();
                }
                TokenTree::Punct(punct) => {
                    let joint = punct.spacing() == Spacing::Joint;
                    self.mark(if joint { Kind::Joint } else { Kind::Punct }, punct.as_char())?;
                }
                TokenTree::Group(group) => {
                    let (delimiter, inside) = (group.delimiter(), group.stream());
                    if delimiter == Delimiter::None {
                        return None;
                    }
                    drop(group); // or its tokens would be copied
                    let open = self.list.len();
                    self.bracket(Kind::Open(delimiter));
                    self.add(inside)?;
                    self.list[open].end = place(self.list.len());
                    self.bracket(Kind::Close);
                }
            }
        }
        Some(())
    }

    fn push(&mut self, kind: Kind, text: impl Display) {
        let start = place(self.text.len());
        write!(self.text, "{text}").expect("strings take all texts");
        self.list.push(Token { kind, mark: 0, start, end: place(self.text.len()) });
    }

    /// Adds punctuation, all of which is ASCII.
    fn mark(&mut self, kind: Kind, mark: char) -> Option<()> {
        let start = place(self.text.len());
        self.text.push(mark);
        self.list.push(Token { kind, mark: u8::try_from(mark).ok()?, start, end: start + 1 });
        Some(())
    }

    fn bracket(&mut self, kind: Kind) {
        self.list.push(Token { kind, mark: 0, start: 0, end: 0 });
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// Reads the last literal, if it is a comment.
    fn read_comment(&mut self) {
        let [.., name, equals, literal] = self.list.as_slice() else { return };
        if !matches!(self.text(*name), "doc" | "comment") || self.text(*equals) != "=" {
            return;
        }
        let start = literal.start as usize;
        let text = &self.text[start..];
        let token = if let Some(raw) = text.strip_prefix('r') {
            let fence = raw.len() - raw.trim_start_matches('#').len() + 1;
            Token { kind: Kind::Comment, mark: 0, start: place(start + 1 + fence), end: place(self.text.len() - fence) }
        } else if let Some(value) = text.strip_prefix('"').and_then(|text| unescape(text.strip_suffix('"')?)) {
            self.text.replace_range(start.., &value);
            Token { kind: Kind::Comment, mark: 0, start: place(start), end: place(self.text.len()) }
        } else {
            return;
        };
        *self.list.last_mut().expect("there is a literal") = token;
    }

    /// The token at `index`; behind the last one, the end of everything.
    pub(super) fn get(&self, index: usize) -> Token {
        self.list[index.min(self.list.len() - 1)]
    }

    /// The text of an identifier, a literal or punctuation.
    pub(super) fn text(&self, token: Token) -> &str {
        match token.kind {
            Kind::Open(_) => "",
            _ => &self.text[token.start as usize..token.end as usize],
        }
    }

    /// The first token behind the one at `index`, or behind the group that opens there.
    pub(super) fn behind(&self, index: usize) -> usize {
        match self.list[index] {
            Token { kind: Kind::Open(_), end, .. } => end as usize + 1,
            _ => index + 1,
        }
    }
}

/// What is written between the quotes of a literal, if only with escapes that `Literal::string` uses.
fn unescape(text: &str) -> Option<String> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('\\') {
        value.push_str(before);
        let mut characters = escaped.chars();
        let mut length = 1;
        value.push(match characters.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            c @ ('"' | '\'' | '\\') => c,
            'u' => {
                let (code, _) = characters.as_str().strip_prefix('{')?.split_once('}')?;
                length += code.len() + 2;
                char::from_u32(u32::from_str_radix(code, 16).ok()?)?
            }
            _ => return None,
        });
        rest = &escaped[length..];
    }
    value.push_str(rest);
    Some(value)
}

/// A place in a file, none of which is four gigabytes long.
fn place(index: usize) -> u32 {
    u32::try_from(index).expect("emitted files are shorter than 4 GiB")
}
