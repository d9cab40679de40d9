//! Blocks, and what consists of them.

use proc_macro2::Delimiter;

use super::boxes::{Break, Breaks, INDENT, Piece};
use super::expression::{Form, Place, Seen};
use super::reader::Reader;
use super::tokens::Kind;

const STATEMENT: Place = Place { line_start: true, condition: false, statement: true };

impl<'t> Reader<'t> {
    /// A block that is an expression.
    pub(super) fn block(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.small_block()?;
        self.out.end();
        Some(())
    }

    /// A block in a box of its own: on one line, if it has only a value and that fits.
    pub(super) fn small_block(&mut self) -> Option<()> {
        self.open(Delimiter::Brace)?;
        self.out.word("{");
        if !self.is_end() {
            self.out.space();
            let start = self.out.here();
            if self.is_expression_next() {
                let seen = self.first_expression(start)?;
                if self.is_end() {
                    self.out.end();
                    self.out.space();
                } else {
                    self.end_statement(seen)?;
                }
            }
            self.statements()?;
            self.out.outdent();
        }
        self.out.word("}");
        self.close()
    }

    fn first_expression(&mut self, start: usize) -> Option<Seen> {
        let seen = self.expression_in(STATEMENT)?;
        self.out.insert(start, [Piece::Begin(Breaks::Some, 0)]);
        Some(seen)
    }

    /// Whether no binding, item or macro is next.
    fn is_expression_next(&self) -> bool {
        let item = matches!(
            self.text(),
            "let" | "use" | "fn" | "static" | "struct" | "enum" | "impl" | "mod" | "type" | "pub" | "const" | "extern"
        );
        !(item && self.kind() == Kind::Ident)
            && !self.is_mark("#")
            && !(self.is_invocation() && self.is_statement_of_macro())
    }

    /// Whether a semicolon ends the call of a macro that is next.
    fn is_statement_of_macro(&self) -> bool {
        let mut distance = 0;
        while self.ahead(distance).1 != "!" {
            distance += 1;
        }
        self.ahead(self.behind(distance + 1)).1 == ";"
    }

    /// Statements up to the end of the group.
    pub(super) fn statements(&mut self) -> Option<()> {
        while !self.is_end() {
            if self.is_mark("#") {
                self.attributes()?;
                if !self.is_word("let") {
                    return None;
                }
            }
            if self.eat_word("let") {
                self.local()?;
            } else if self.is_expression_next() {
                self.out.some(0);
                let seen = self.expression_in(STATEMENT)?;
                self.end_statement(seen)?;
            } else {
                if !self.is_invocation() {
                    return None;
                }
                self.invocation()?;
                self.operator(";")?;
                self.out.word(";");
                self.out.new_line();
            }
        }
        Some(())
    }

    /// The end of a statement that is an expression.
    fn end_statement(&mut self, seen: Seen) -> Option<()> {
        let semicolon = self.eat_operator(";");
        if !semicolon && !self.is_end() && !seen.form.is_block() {
            return None;
        }
        if (semicolon && seen.form != Form::Unvalued) || seen.form == Form::Statement {
            self.out.word(";");
        }
        self.out.end();
        self.out.new_line();
        Some(())
    }

    /// Variables with their value, behind `let`.
    fn local(&mut self) -> Option<()> {
        self.out.some(0);
        self.out.word("let ");
        self.pattern()?;
        if self.eat_operator(":") {
            self.out.word(": ");
            self.ty()?;
        }
        if self.eat_operator("=") {
            self.out.word(" = ");
            self.out.no_break();
            self.expression()?;
        }
        self.operator(";")?;
        self.out.end();
        self.out.word(";");
        self.out.new_line();
        Some(())
    }

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
        let seen = self.expression_in(Place { condition: true, ..Place::default() })?;
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

    /// A block each statement of which has lines of its own.
    pub(super) fn large_block(&mut self) -> Option<()> {
        self.open(Delimiter::Brace)?;
        self.out.word("{");
        self.out.no_break();
        self.out.all(INDENT);
        self.out.new_line_inside();
        self.statements()?;
        self.out.outdent();
        self.out.end();
        self.out.word("}");
        self.close()
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
