//! What operators and calls apply to: names, literals, what has delimiters.

use proc_macro2::Delimiter;

use super::boxes::{Break, Breaks, INDENT, Piece};
use super::expression::{Form, Place, Seen};
use super::reader::Reader;
use super::tokens::Kind;
use super::ty::PathIn;

/// The longest struct literal on one line.
const STRUCT: u8 = 34;

impl Reader<'_> {
    pub(super) fn operand(&mut self, place: Place) -> Option<Seen> {
        match self.kind() {
            Kind::Literal => self.literal(),
            Kind::Open(Delimiter::Parenthesis) => self.tuple(),
            Kind::Open(Delimiter::Bracket) => self.array(),
            Kind::Open(Delimiter::Brace) if !place.condition => {
                self.block()?;
                Some(Form::Block.into())
            }
            Kind::Ident => self.word(place),
            _ if self.is_operator("|") || self.is_operator("||") => self.closure(),
            _ => None,
        }
    }

    fn literal(&mut self) -> Option<Seen> {
        // A dot behind such a number would be part of it, and a sign needs parentheses.
        if self.text().ends_with('.') || self.text().starts_with('-') {
            return None;
        }
        self.copy(Kind::Literal)?;
        Some(Seen::default())
    }

    /// What starts with a word.
    fn word(&mut self, place: Place) -> Option<Seen> {
        match self.text() {
            "if" => self.choice(),
            "match" => self.match_expression(),
            "while" | "for" => self.repetition(),
            "move" | "async" => self.moved(),
            "return" | "break" | "continue" => self.jump(),
            "let" if place.condition => self.binding(),
            "true" | "false" => {
                self.ident()?;
                Some(Seen::default())
            }
            "let" | "loop" | "unsafe" | "const" | "static" | "yield" | "try" | "_" => None,
            _ => self.named(place),
        }
    }

    /// A path, the call of a macro or a struct.
    fn named(&mut self, place: Place) -> Option<Seen> {
        if self.is_invocation() {
            self.invocation()?;
            return Some(Seen::default());
        }
        let start = self.out.here();
        let length = self.text().len();
        let single = self.path(PathIn::Expression)?;
        if self.is_open(Delimiter::Brace) && !place.condition {
            self.structure(start)?;
            return Some(Form::Enclosed.into());
        }
        let short = single && length <= INDENT.unsigned_abs().into();
        Some(if short { Form::ShortName } else { Form::Other }.into())
    }

    /// Whether a path with `!` behind it follows.
    pub(super) fn is_invocation(&self) -> bool {
        let mut distance = 0;
        while self.ahead(distance).0 == Kind::Ident {
            match (self.ahead(distance + 1), self.ahead(distance + 2)) {
                ((_, "!"), (Kind::Open(_), _)) => return true,
                ((Kind::Joint, ":"), (_, ":")) => distance += 3,
                _ => return false,
            }
        }
        false
    }

    /// A struct, behind its name, which is laid out from `start` on.
    fn structure(&mut self, start: usize) -> Option<()> {
        self.out.insert(start, [Piece::Begin(Breaks::All, INDENT), Piece::Begin(Breaks::Some, -INDENT)]);
        self.out.end();
        self.out.word(" {");
        self.open(Delimiter::Brace)?;
        self.out.line_break(Break { blank: 1, inner: true, ..Break::default() });
        while !self.is_end() {
            if self.eat_operator("..") {
                self.out.word("..");
                self.expression()?;
                self.out.space();
                break;
            }
            self.member()?;
            let comma = self.eat_operator(",");
            if !comma && !self.is_end() {
                return None;
            }
            self.out.comma(self.is_end(), 1);
        }
        self.out.outdent();
        self.out.end_within(STRUCT);
        self.out.word("}");
        self.close()
    }

    /// A field and its value.
    fn member(&mut self) -> Option<()> {
        self.ident()?;
        if self.eat_operator(":") {
            self.out.word(": ");
            self.out.some(0);
            self.expression()?;
            self.out.end();
        }
        Some(())
    }

    /// A tuple, or an expression in parentheses.
    fn tuple(&mut self) -> Option<Seen> {
        self.open(Delimiter::Parenthesis)?;
        self.out.word("(");
        let mut seen = Seen::from(Form::Enclosed);
        if !self.is_end() {
            let start = self.out.here();
            let first = self.expression()?;
            if self.eat_operator(",") {
                self.rest_of_tuple(start, |reader| reader.expression().map(drop))?;
            } else {
                seen = Seen { form: Form::Other, long: first.long };
            }
        }
        self.out.word(")");
        self.close()?;
        Some(seen)
    }

    fn array(&mut self) -> Option<Seen> {
        self.open(Delimiter::Bracket)?;
        self.out.word("[");
        if !self.is_end() {
            // Numbers alone fill lines.
            let number = self.kind() == Kind::Literal && !self.text().ends_with('"');
            if number || self.is_word("true") || self.is_word("false") {
                return None;
            }
            self.out.all(INDENT);
            self.out.empty_break();
            self.elements(|reader| reader.expression().map(drop), 0)?;
            self.out.outdent();
            self.out.end();
        }
        self.out.word("]");
        self.close()?;
        Some(Form::Enclosed.into())
    }

    /// A closure without types.
    fn closure(&mut self) -> Option<Seen> {
        self.out.some(0);
        if self.eat_word("move") {
            self.out.word("move ");
        }
        self.out.all(INDENT);
        self.out.word("|");
        if !self.eat_operator("||") {
            self.operator("|")?;
            self.out.empty_break();
            self.pattern()?;
            while self.eat_operator(",") {
                self.out.word(",");
                self.out.space();
                self.pattern()?;
            }
            self.operator("|")?;
        }
        self.out.word("|");
        self.out.space();
        self.out.outdent();
        self.out.end();
        self.out.no_break();
        self.closure_body()?;
        self.out.end();
        Some(Form::Enclosed.into())
    }

    /// In braces, if it does not fit.
    fn closure_body(&mut self) -> Option<()> {
        if self.is_operator("->") {
            return None;
        }
        let start = self.out.here();
        let seen = self.expression()?;
        if seen.form == Form::Match || seen.form == Form::Call || seen.form.is_enclosed() {
            return Some(());
        }
        let open = Break { before: Some('{'), ..Break::default() };
        self.out.insert(start, [Piece::Begin(Breaks::All, INDENT), Piece::Break(open)]);
        let semicolon = (seen.form == Form::Statement).then_some(';');
        self.out.line_break(Break { offset: -INDENT, before: semicolon, behind: Some('}'), ..Break::default() });
        self.out.end();
        Some(())
    }

    /// A closure or a block that takes what it uses.
    fn moved(&mut self) -> Option<Seen> {
        if self.is_word("move") {
            return self.closure();
        }
        self.skip(1);
        self.out.word("async ");
        if self.eat_word("move") {
            self.out.word("move ");
        }
        if !self.is_open(Delimiter::Brace) {
            return None;
        }
        self.block()?;
        Some(Form::Enclosed.into())
    }

    fn jump(&mut self) -> Option<Seen> {
        let returns = self.is_word("return");
        self.ident()?;
        let ends = self.is_end() || self.is_operator(";") || self.is_operator(",");
        if returns && !ends {
            self.out.word(" ");
            let value = self.expression()?;
            return Some(Seen { form: Form::Statement, long: value.long });
        }
        ends.then_some(Form::Statement.into())
    }
}
