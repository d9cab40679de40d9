//! Patterns.

use proc_macro2::Delimiter;

use super::boxes::{Breaks, INDENT, Piece};
use super::reader::Reader;
use super::tokens::Kind;
use super::ty::PathIn;

impl Reader<'_> {
    /// The pattern of an arm: one, or several of which one is enough.
    pub(super) fn alternatives(&mut self) -> Option<()> {
        let start = self.out.here();
        let mut plain = self.pattern()?;
        if !self.is_operator("|") {
            return Some(());
        }
        self.out.insert(start, [Piece::Begin(Breaks::Some, 0)]);
        while self.eat_operator("|") {
            self.out.space();
            self.out.word("| ");
            plain &= self.pattern()?;
        }
        self.out.end();
        if !plain {
            self.out.0[start] = Piece::Begin(Breaks::All, 0);
        }
        Some(())
    }

    /// A pattern; whether it is a literal or `_`.
    pub(super) fn pattern(&mut self) -> Option<bool> {
        match self.kind() {
            Kind::Literal => {
                self.copy(Kind::Literal)?;
                for range in ["..=", ".."] {
                    if self.eat_operator(range) {
                        self.out.word(if range == ".." { ".." } else { "..=" });
                        self.copy(Kind::Literal)?;
                        return Some(false);
                    }
                }
                return Some(true);
            }
            Kind::Ident if self.eat_word("_") => {
                self.out.word("_");
                return Some(true);
            }
            Kind::Ident if self.is_word("true") || self.is_word("false") => {
                self.ident()?;
                return Some(true);
            }
            Kind::Ident => self.named_pattern()?,
            Kind::Open(Delimiter::Parenthesis) => self.tuple_pattern()?,
            _ if self.eat_operator("&") => {
                self.out.word("&");
                if self.eat_word("mut") {
                    self.out.word("mut ");
                }
                self.pattern()?;
            }
            _ => return None,
        }
        Some(false)
    }

    fn named_pattern(&mut self) -> Option<()> {
        for mode in ["ref ", "mut "] {
            if self.eat_word(mode.trim_end()) {
                self.out.word(mode);
            }
        }
        self.path(PathIn::Expression)?;
        match self.kind() {
            Kind::Open(Delimiter::Parenthesis) => {
                self.skip(1);
                self.out.word("(");
                if !self.is_end() {
                    self.out.all(INDENT);
                    self.out.empty_break();
                    self.elements(|reader| reader.pattern().map(drop), 0)?;
                    self.out.outdent();
                    self.out.end();
                }
                self.out.word(")");
                self.close()
            }
            Kind::Open(_) => None,
            _ => (!["@", "!", ".."].iter().any(|other| self.is_operator(other))).then_some(()),
        }
    }

    fn tuple_pattern(&mut self) -> Option<()> {
        self.open(Delimiter::Parenthesis)?;
        self.out.word("(");
        if !self.is_end() {
            let start = self.out.here();
            self.pattern()?;
            if self.eat_operator(",") {
                self.rest_of_tuple(start, |reader| reader.pattern().map(drop))?;
            }
        }
        self.out.word(")");
        self.close()
    }
}
