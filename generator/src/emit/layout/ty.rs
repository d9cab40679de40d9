//! Paths, types and what generic ones are given.

use proc_macro2::Delimiter;

use super::boxes::INDENT;
use super::reader::Reader;
use super::tokens::Kind;

/// Where a path stands, which decides how it takes arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PathIn {
    /// `a::B<C>`.
    Type,
    /// `a::B::<C>`.
    Expression,
    /// `a::b`.
    Other,
}

impl Reader<'_> {
    /// A path; whether it is a single word.
    pub(super) fn path(&mut self, place: PathIn) -> Option<bool> {
        let mut single = true;
        if self.eat_operator("::") {
            self.out.word("::");
            single = false;
        }
        loop {
            self.ident()?;
            if place == PathIn::Type && self.is_mark("<") {
                self.arguments()?;
                single = false;
            }
            if !self.eat_operator("::") {
                return Some(single);
            }
            single = false;
            self.out.word("::");
            if self.is_mark("<") {
                if place != PathIn::Expression {
                    return None;
                }
                self.arguments()?;
                if !self.eat_operator("::") {
                    return Some(single);
                }
                self.out.word("::");
            }
        }
    }

    /// Generic arguments.
    pub(super) fn arguments(&mut self) -> Option<()> {
        self.angled(INDENT, Self::argument)
    }

    /// A list between `<` and `>`.
    pub(super) fn angled(&mut self, indent: i8, element: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        if !self.eat_mark("<") || self.is_mark(">") {
            return None;
        }
        self.out.word("<");
        self.out.all(indent);
        self.out.empty_break();
        while !self.is_mark(">") {
            element(self)?;
            let comma = self.eat_mark(",");
            let last = self.is_mark(">");
            if !comma && !last {
                return None;
            }
            self.out.comma(last, 0);
        }
        self.out.outdent();
        self.out.end();
        self.out.word(">");
        self.eat_mark(">").then_some(())
    }

    fn argument(&mut self) -> Option<()> {
        match self.kind() {
            Kind::Joint if self.is_mark("'") => self.lifetime(),
            Kind::Ident if self.ahead(1) == (Kind::Punct, "=") => {
                self.ident()?;
                self.skip(1);
                self.out.word(" = ");
                self.ty()
            }
            Kind::Literal => None,
            Kind::Open(Delimiter::Brace) => None,
            _ => self.ty(),
        }
    }

    pub(super) fn lifetime(&mut self) -> Option<()> {
        self.eat_mark("'").then_some(())?;
        self.out.word("'");
        self.ident()
    }

    pub(super) fn ty(&mut self) -> Option<()> {
        match self.kind() {
            Kind::Open(Delimiter::Parenthesis) => self.tuple_type(),
            Kind::Open(Delimiter::Bracket) => self.slice_type(),
            _ if self.eat_operator("&") => self.reference_type(),
            Kind::Ident if self.eat_word("impl") => self.bounds("impl "),
            Kind::Ident if self.eat_word("dyn") => self.bounds("dyn "),
            Kind::Ident if ["fn", "unsafe", "extern", "for"].contains(&self.text()) => None,
            Kind::Ident | Kind::Joint => {
                self.path(PathIn::Type)?;
                // Of a macro, or a function.
                let ends = !self.is_mark("!") && !self.is_open(Delimiter::Parenthesis);
                ends.then_some(())
            }
            _ => None,
        }
    }

    fn tuple_type(&mut self) -> Option<()> {
        self.open(Delimiter::Parenthesis)?;
        self.out.word("(");
        if !self.is_end() {
            let start = self.out.here();
            self.ty()?;
            let comma = self.eat_operator(",");
            if comma {
                self.rest_of_tuple(start, Self::ty)?;
            }
        }
        self.out.word(")");
        self.close()
    }

    /// What follows the first element of a tuple and its comma.
    pub(super) fn rest_of_tuple(&mut self, start: usize, element: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        use super::boxes::{Break, Breaks, Piece};
        self.out.insert(start, [Piece::Begin(Breaks::All, INDENT), Piece::Break(Break::default())]);
        if self.is_end() {
            self.out.word(",");
            self.out.empty_break();
        } else {
            self.out.comma(false, 0);
            self.elements(element, 0)?;
        }
        self.out.outdent();
        self.out.end();
        Some(())
    }

    fn slice_type(&mut self) -> Option<()> {
        self.open(Delimiter::Bracket)?;
        self.out.word("[");
        self.ty()?;
        self.out.word("]");
        self.close()
    }

    fn reference_type(&mut self) -> Option<()> {
        self.out.word("&");
        if self.is_mark("'") {
            self.lifetime()?;
            self.out.word(" ");
        }
        if self.eat_word("mut") {
            self.out.word("mut ");
        }
        self.ty()
    }

    /// What a type fulfils, behind a keyword.
    fn bounds(&mut self, keyword: &'static str) -> Option<()> {
        self.out.word(keyword);
        self.bound()?;
        while self.eat_operator("+") {
            self.out.word(" + ");
            self.bound()?;
        }
        Some(())
    }

    pub(super) fn bound(&mut self) -> Option<()> {
        match self.kind() {
            Kind::Joint if self.is_mark("'") => self.lifetime(),
            Kind::Ident if self.text() != "for" => {
                self.path(PathIn::Type)?;
                (!self.is_open(Delimiter::Parenthesis)).then_some(())
            }
            _ => None,
        }
    }

    /// The parameters of a generic item, if it has any.
    pub(super) fn generics(&mut self) -> Option<()> {
        if !self.is_mark("<") {
            return Some(());
        }
        self.angled(0, |reader| {
            if reader.is_mark("'") {
                reader.lifetime()?;
                return (!reader.is_mark(":")).then_some(());
            }
            reader.ident()?;
            reader.out.some(INDENT);
            if reader.is_mark(":") {
                return None;
            }
            if reader.eat_mark("=") {
                reader.out.space();
                reader.out.word("= ");
                reader.ty()?;
            }
            reader.out.end();
            Some(())
        })
    }
}
