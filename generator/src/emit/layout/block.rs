//! Blocks, and what consists of them.

use proc_macro2::Delimiter;

use super::boxes::{Breaks, INDENT, Piece};
use super::expression::{Form, Place, Seen};
use super::reader::Reader;
use super::tokens::Kind;

pub(super) const STATEMENT: Place = Place { line_start: true, condition: false, statement: true };

impl Reader<'_> {
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
        let call = self.is_invocation() && self.is_statement_of_macro();
        !(call || self.is_mark("#") || (item && self.kind() == Kind::Ident))
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
}
