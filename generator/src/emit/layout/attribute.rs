//! Attributes and doc comments.

use proc_macro2::Delimiter;

use super::boxes::{Comment, INDENT, Piece};
use super::reader::Reader;
use super::tokens::Kind;
use super::ty::PathIn;
use crate::emit::comment::BETWEEN;

/// What comes last in the tokens of an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Word,
    Mark,
    Comma,
}

impl Reader<'_> {
    /// The attributes of what follows.
    pub(super) fn attributes(&mut self) -> Option<()> {
        while self.is_mark("#") && self.ahead(1).0 == Kind::Open(Delimiter::Bracket) {
            self.skip(1);
            self.attribute("#[", "///")?;
        }
        Some(())
    }

    /// The attributes of what they stand in.
    pub(super) fn inner_attributes(&mut self) -> Option<()> {
        while self.is_mark("#") && self.ahead(1).1 == "!" {
            self.skip(2);
            self.attribute("#![", "//!")?;
        }
        Some(())
    }

    fn attribute(&mut self, start: &'static str, marker: &'static str) -> Option<()> {
        self.open(Delimiter::Bracket)?;
        if self.ahead(2).0 == Kind::Comment {
            self.comment(marker)?;
            return self.close();
        }
        self.out.word(start);
        self.path(PathIn::Other)?;
        match self.kind() {
            Kind::Open(_) => self.attribute_group(&mut Last::Word)?,
            _ if self.eat_operator("=") => {
                self.out.word(" = ");
                match self.kind() {
                    Kind::Literal => self.copy(Kind::Literal)?,
                    _ => self.invocation()?,
                }
            }
            _ => {}
        }
        self.close()?;
        self.out.word("]");
        self.out.space();
        Some(())
    }

    /// `doc = "…"` with lines of Markdown, or `comment = "…"` with those of an item that is laid out already.
    fn comment(&mut self, marker: &'static str) -> Option<()> {
        let (name, (_, text)) = (self.text(), self.ahead(2));
        let comment = match name {
            "doc" => Comment { marker, lines: text },
            _ => Comment { marker: "", lines: text.strip_prefix(BETWEEN)? },
        };
        let other = text.contains('\n') || (marker == "///" && text.starts_with('/'));
        self.skip(3);
        self.out.0.push(Piece::Comment(comment));
        self.out.new_line();
        (!other).then_some(())
    }

    /// A token in an attribute's parentheses.
    fn attribute_token(&mut self, last: &mut Last) -> Option<()> {
        match self.kind() {
            kind @ (Kind::Ident | Kind::Literal) => {
                if *last == Last::Word {
                    self.out.space();
                }
                self.copy(kind)?;
                *last = Last::Word;
            }
            Kind::Open(Delimiter::Parenthesis) => self.attribute_group(last)?,
            Kind::Punct | Kind::Joint => {
                let mark = self.text();
                if *last == Last::Word && mark == "=" {
                    self.out.word(" ");
                }
                self.skip(1);
                *last = Last::Mark;
                if mark == "," && self.is_end() {
                    self.out.comma(true, 0);
                    *last = Last::Comma;
                    return Some(());
                }
                self.out.word(mark);
                match mark {
                    "=" => self.out.word(" "),
                    "," => self.out.space(),
                    _ => {}
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn attribute_group(&mut self, last: &mut Last) -> Option<()> {
        self.open(Delimiter::Parenthesis)?;
        self.out.word("(");
        self.out.all(INDENT);
        self.out.empty_break();
        *last = Last::Mark;
        while !self.is_end() {
            self.attribute_token(last)?;
        }
        if *last != Last::Comma {
            self.out.empty_break();
        }
        self.out.outdent();
        self.out.end();
        self.out.word(")");
        *last = Last::Mark;
        self.close()
    }
}
