//! What stands behind an operand: fields, calls, `?` and `.await`.

use proc_macro2::Delimiter;

use super::boxes::{Break, Breaks, INDENT, Piece};
use super::expression::{Form, Place, Seen};
use super::reader::Reader;
use super::tokens::Kind;

impl Reader<'_> {
    /// An operand with what is behind it.
    pub(super) fn postfix(&mut self, place: Place) -> Option<Seen> {
        let start = self.out.here();
        let mut seen = self.operand(place)?;
        let end = self.out.here();
        let complete = seen.form.is_block() || seen.form == Form::Statement;
        let mut boxed = false;
        loop {
            let called = self.is_open(Delimiter::Parenthesis);
            if complete {
                let more = self.is_operator(".") || self.is_mark("?") || (called && !place.statement);
                return (!more).then_some(seen);
            }
            if self.is_operator(".") {
                let short = place.line_start && seen.form == Form::ShortName && self.is_whole();
                if !boxed {
                    self.out.insert(end, [Piece::End]);
                    self.out.insert(start, [Piece::Begin(Breaks::All, INDENT), Piece::Begin(Breaks::All, -INDENT)]);
                    boxed = true;
                }
                let last = !self.is_followed_by_dot();
                self.dot(short, last)?;
                if last {
                    self.out.end();
                }
                seen = Seen { form: Form::Other, long: true };
            } else if self.eat_operator("?") {
                self.out.word("?");
                seen.form = Form::Other;
            } else if called && !boxed {
                self.call()?;
                seen.form = Form::Call;
            } else {
                let known = !called && !self.is_open(Delimiter::Bracket);
                return known.then_some(seen);
            }
        }
    }

    /// A field, `.await` or a method: on the line of a name that is `short`, else on one of its own if need be.
    fn dot(&mut self, short: bool, last: bool) -> Option<()> {
        self.operator(".")?;
        if !short {
            self.out.empty_break();
        }
        self.out.word(".");
        if self.kind() == Kind::Literal {
            return self.copy(Kind::Literal);
        }
        self.ident()?;
        if self.eat_operator("::") {
            self.out.word("::");
            self.arguments()?;
        }
        if self.is_open(Delimiter::Parenthesis) {
            self.out.all(if short && last { -INDENT } else { 0 });
            self.call()?;
            self.out.end();
        }
        Some(())
    }

    /// Whether there is another dot behind what the next one leads to.
    fn is_followed_by_dot(&self) -> bool {
        let mut distance = 2;
        let mut angles = 0_usize;
        loop {
            match self.ahead(distance) {
                (Kind::Punct | Kind::Joint, "<") => angles += 1,
                (Kind::Punct | Kind::Joint, ">") if angles > 0 => angles -= 1,
                (Kind::Punct | Kind::Joint, ".") if angles == 0 => return self.ahead(distance + 1).1 != ".",
                (Kind::Punct | Kind::Joint, "?" | ":") | (Kind::Open(Delimiter::Parenthesis), _) => {}
                (Kind::Close, _) => return false,
                _ if angles == 0 => return false,
                _ => {}
            }
            distance = self.behind(distance);
        }
    }

    /// Whether there is no operator behind what the next dot leads to.
    fn is_whole(&self) -> bool {
        let mut distance = 1;
        let mut angles = 0_usize;
        loop {
            match self.ahead(distance) {
                (Kind::Close, _) | (_, "," | ";") if angles == 0 => return true,
                (Kind::Close, _) => return false,
                (Kind::Punct | Kind::Joint, "<") if angles > 0 || self.ahead(distance - 1).1 == ":" => angles += 1,
                (Kind::Punct | Kind::Joint, ">") if angles > 0 => angles -= 1,
                (Kind::Punct | Kind::Joint, mark) if angles == 0 && !matches!(mark, "." | "?" | ":") => return false,
                _ => {}
            }
            distance = self.behind(distance);
        }
    }

    /// The arguments of a call, with their parentheses. A single one that has delimiters of its own goes between them.
    fn call(&mut self) -> Option<()> {
        self.open(Delimiter::Parenthesis)?;
        self.out.word("(");
        if !self.is_end() {
            self.call_arguments()?;
        }
        self.out.word(")");
        self.close()
    }

    fn call_arguments(&mut self) -> Option<()> {
        let start = self.out.here();
        let first = self.expression()?;
        let comma = self.eat_operator(",");
        if self.is_end() && first.form.is_enclosed() {
            return Some(());
        }
        if !comma && !self.is_end() {
            return None;
        }
        self.out.insert(start, [Piece::Begin(Breaks::All, INDENT), Piece::Break(Break::default())]);
        self.out.comma(self.is_end(), 0);
        self.elements(|reader| reader.expression().map(drop), 0)?;
        self.out.outdent();
        self.out.end();
        Some(())
    }
}
