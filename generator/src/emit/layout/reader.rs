//! Reads tokens and lays them out. What is not known ends it with `None`, wherever it stands.

use proc_macro2::Delimiter;

use super::boxes::Pieces;
use super::tokens::{Kind, Tokens};

/// The operators of more than one character.
const LONG: &[&str] = &[
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "..=", "...", "+=", "-=", "*=", "/=", "%=", "^=", "&=",
    "|=", "<<", ">>", "<<=", ">>=",
];

pub(super) struct Reader<'t> {
    tokens: &'t Tokens,
    /// The next token.
    at: usize,
    pub(super) out: Pieces<'t>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tokens: &'t Tokens) -> Self {
        Self { tokens, at: 0, out: Pieces::of(2 * tokens.count()) }
    }

    pub(super) fn kind(&self) -> Kind {
        self.tokens.get(self.at).kind
    }

    /// The text of the next token, if that is no group.
    pub(super) fn text(&self) -> &'t str {
        self.tokens.text(self.tokens.get(self.at))
    }

    /// A token behind the next one, by its distance.
    pub(super) fn ahead(&self, distance: usize) -> (Kind, &'t str) {
        let token = self.tokens.get(self.at + distance);
        (token.kind, self.tokens.text(token))
    }

    /// How far it is behind the token or group at `distance`.
    pub(super) fn behind(&self, distance: usize) -> usize {
        self.tokens.behind(self.at + distance) - self.at
    }

    /// Whether the next token is a word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind() == Kind::Ident && self.text() == word
    }

    /// The character of the next token, if that is punctuation.
    pub(super) fn mark(&self) -> Option<u8> {
        let mark = self.tokens.get(self.at).mark;
        (mark != 0).then_some(mark)
    }

    /// Whether the next tokens are an operator, and not the start of a longer one.
    pub(super) fn is_operator(&self, operator: &str) -> bool {
        for (distance, character) in operator.bytes().enumerate() {
            let token = self.tokens.get(self.at + distance);
            if token.mark != character {
                return false;
            }
            if token.kind == Kind::Punct {
                return distance + 1 == operator.len();
            }
        }
        !self.is_longer(operator)
    }

    /// Whether what follows makes the operator a longer one.
    fn is_longer(&self, operator: &str) -> bool {
        let next = self.tokens.get(self.at + operator.len()).mark;
        LONG.iter().any(|long| long.strip_prefix(operator).is_some_and(|rest| rest.as_bytes().first() == Some(&next)))
    }

    /// Whether the next character of punctuation is this one, whatever it belongs to.
    pub(super) fn is_mark(&self, mark: &str) -> bool {
        mark.as_bytes() == [self.tokens.get(self.at).mark]
    }

    pub(super) fn is_open(&self, delimiter: Delimiter) -> bool {
        self.kind() == Kind::Open(delimiter)
    }

    /// Whether the group ends here.
    pub(super) fn is_end(&self) -> bool {
        self.kind() == Kind::Close
    }

    /// Whether a group ended before the next token.
    pub(super) fn is_behind_group(&self) -> bool {
        self.at > 0 && self.tokens.get(self.at - 1).kind == Kind::Close
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn eat_operator(&mut self, operator: &str) -> bool {
        let found = self.is_operator(operator);
        self.at += if found { operator.len() } else { 0 };
        found
    }

    pub(super) fn eat_mark(&mut self, mark: &str) -> bool {
        let found = self.is_mark(mark);
        self.at += usize::from(found);
        found
    }

    /// Steps over an operator that has to be there.
    pub(super) fn operator(&mut self, operator: &str) -> Option<()> {
        self.eat_operator(operator).then_some(())
    }

    /// Steps into a group that has to be there.
    pub(super) fn open(&mut self, delimiter: Delimiter) -> Option<()> {
        let found = self.is_open(delimiter);
        self.at += usize::from(found);
        found.then_some(())
    }

    /// Steps out of a group that has to end here.
    pub(super) fn close(&mut self) -> Option<()> {
        let found = self.is_end();
        self.at += usize::from(found);
        found.then_some(())
    }

    /// Lays out the next token as it is: a word or a literal.
    pub(super) fn copy(&mut self, kind: Kind) -> Option<()> {
        if self.kind() != kind {
            return None;
        }
        self.out.word(self.text());
        self.at += 1;
        Some(())
    }

    pub(super) fn ident(&mut self) -> Option<()> {
        self.copy(Kind::Ident)
    }

    /// Elements up to the end of the group, each with what is behind it.
    pub(super) fn elements(&mut self, element: impl Fn(&mut Self) -> Option<()>, blank: i16) -> Option<()> {
        while !self.is_end() {
            element(self)?;
            let comma = self.eat_operator(",");
            if !comma && !self.is_end() {
                return None;
            }
            let last = self.is_end();
            self.out.comma(last, blank);
        }
        Some(())
    }
}
