//! What runs a block or not: `if`, `match`, `while` and `for`.

use proc_macro2::Delimiter;

use super::block::STATEMENT;
use super::boxes::{Break, Breaks, INDENT, Piece};
use super::expression::{Form, Place, Seen};
use super::reader::Reader;
use super::tokens::Kind;

impl Reader<'_> {
    /// What a block depends on, with the space in front of the block.
    pub(super) fn condition(&mut self) -> Option<()> {
        self.out.all(0);
        let seen = self.expression_in(Place { condition: true, ..Place::default() })?;
        if seen.long {
            self.out.space();
        } else {
            self.out.word(" ");
        }
        self.out.end();
        Some(())
    }

    /// `let` in a condition.
    pub(super) fn binding(&mut self) -> Option<Seen> {
        self.skip(1);
        self.out.some(0);
        self.out.word("let ");
        self.out.some(0);
        self.alternatives()?;
        self.out.end();
        self.operator("=")?;
        self.out.word(" = ");
        self.out.no_break();
        self.out.some(0);
        let seen = self.comparison(Place { condition: true, ..Place::default() })?;
        self.out.end();
        self.out.end();
        Some(Seen { form: Form::Statement, long: seen.long })
    }

    pub(super) fn choice(&mut self) -> Option<Seen> {
        self.out.all(INDENT);
        let mut form = Form::Unvalued;
        while self.eat_word("if") {
            self.out.word("if ");
            self.out.all(-INDENT);
            self.condition()?;
            self.out.end();
            if form == Form::Unvalued && self.ahead(self.behind(0)).1 != "else" {
                self.only_block()?;
                break;
            }
            form = Form::Choice;
            self.small_block()?;
            if !self.eat_word("else") {
                form = Form::Unvalued;
                break;
            }
            self.out.word(" else ");
            if !self.is_word("if") {
                self.small_block()?;
                break;
            }
        }
        self.out.end();
        Some(form.into())
    }

    /// The block of an `if` without `else`, which is never on one line.
    fn only_block(&mut self) -> Option<()> {
        self.open(Delimiter::Brace)?;
        if self.is_end() {
            self.out.word("{}");
            return self.close();
        }
        self.out.word("{");
        self.out.new_line();
        self.statements()?;
        self.out.outdent();
        self.out.word("}");
        self.close()
    }

    /// `while` and `for`.
    pub(super) fn repetition(&mut self) -> Option<Seen> {
        let over = self.eat_word("for");
        if over {
            self.out.some(0);
            self.out.word("for ");
            self.pattern()?;
            self.eat_word("in").then_some(())?;
            self.out.word(" in ");
            self.out.no_break();
        } else {
            self.skip(1);
            self.out.word("while ");
        }
        self.condition()?;
        self.large_block()?;
        if over {
            self.out.end();
        }
        Some(Form::Unvalued.into())
    }

    pub(super) fn match_expression(&mut self) -> Option<Seen> {
        self.skip(1);
        self.out.some(0);
        self.out.word("match ");
        self.condition()?;
        self.open(Delimiter::Brace)?;
        self.out.word("{");
        self.out.no_break();
        self.out.all(INDENT);
        self.out.new_line_inside();
        while !self.is_end() {
            self.arm()?;
            self.out.new_line();
        }
        self.out.outdent();
        self.out.end();
        self.out.word("}");
        self.close()?;
        self.out.end();
        Some(Form::Match.into())
    }

    fn arm(&mut self) -> Option<()> {
        self.out.some(0);
        self.alternatives()?;
        if self.eat_word("if") {
            self.out.word(" if ");
            self.expression()?;
        }
        self.operator("=>")?;
        self.out.word(" => ");
        let block = self.is_open(Delimiter::Brace);
        if self.is_open(Delimiter::Parenthesis) && self.ahead(1).0 == Kind::Close {
            return None;
        }
        match block {
            true if !self.is_value() => self.large_block()?,
            true => {
                self.skip(1);
                let start = self.out.here();
                let seen = self.expression_in(STATEMENT)?;
                self.close()?;
                if seen.form == Form::Block || seen.form == Form::Enclosed {
                    return None;
                }
                self.arm_value(start, seen);
            }
            false => {
                let start = self.out.here();
                let seen = self.expression_in(Place { line_start: true, ..Place::default() })?;
                self.arm_value(start, seen);
            }
        }
        let comma = self.eat_operator(",");
        if !comma && !block && !self.is_end() {
            return None;
        }
        self.out.end();
        Some(())
    }

    /// Whether the block that is next has only a value.
    fn is_value(&self) -> bool {
        let end = self.behind(0) - 1;
        let mut distance = 1;
        let mut statement = distance == end || self.ahead(1).1 == "let";
        while distance < end {
            statement |= self.ahead(distance).1 == ";";
            distance = self.behind(distance);
        }
        !statement
    }

    /// The value of an arm, which is laid out from `start` on: in braces, if it does not fit.
    fn arm_value(&mut self, start: usize, seen: Seen) {
        let open = Break { before: Some('{'), ..Break::default() };
        let never = Break { never: true, ..Break::default() };
        self.out.insert(start, [Piece::Break(never), Piece::Begin(Breaks::All, INDENT), Piece::Break(open)]);
        self.out.line_break(Break {
            offset: -INDENT,
            before: (seen.form == Form::Statement).then_some(';'),
            behind: Some('}'),
            instead: (!seen.form.is_block()).then_some(','),
            ..Break::default()
        });
        self.out.end();
    }
}
