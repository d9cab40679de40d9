//! Expressions: operators around operands.

use proc_macro2::Delimiter;

use super::boxes::{Breaks, INDENT, Piece};
use super::reader::Reader;
use super::tokens::Kind;

/// What an expression is, as far as its surroundings are laid out by it.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) form: Form,
    /// Whether a block behind it starts on a new line if the expression takes several.
    pub(super) long: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Other,
    /// A name of at most four letters.
    ShortName,
    /// A call of a function.
    Call,
    /// What has delimiters of its own, such as an array or a closure.
    Enclosed,
    /// A block.
    Block,
    Match,
    /// `if` without `else`, `while` and `for`: never followed by a semicolon.
    Unvalued,
    /// `if` with `else`.
    Choice,
    /// `return`, `break`, an assignment: always followed by a semicolon.
    Statement,
}

impl Form {
    /// Whether it ends like a block, so that nothing has to separate it from what follows.
    pub(super) fn is_block(self) -> bool {
        matches!(self, Form::Block | Form::Match | Form::Unvalued | Form::Choice)
    }

    /// Whether it takes no box when it is the only argument.
    pub(super) fn is_enclosed(self) -> bool {
        matches!(self, Form::Enclosed | Form::Block)
    }
}

impl From<Form> for Seen {
    fn from(form: Form) -> Self {
        Self { form, long: false }
    }
}

/// Where an expression stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// At the start of a line: what follows a short name stays with it.
    pub(super) line_start: bool,
    /// In front of a block: `{` starts that and no struct.
    pub(super) condition: bool,
    /// A statement: it ends behind a block.
    pub(super) statement: bool,
}

impl Place {
    fn operand(self) -> Self {
        Self { condition: self.condition, ..Self::default() }
    }
}

/// The operators with two operands, the loosest first. Those of a group go from left to right.
const BINARY: &[&[&str]] = &[
    &["||"],
    &["&&"],
    &["==", "!=", "<", ">", "<=", ">="],
    &["|"],
    &["^"],
    &["&"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

impl Reader<'_> {
    /// An expression.
    pub(super) fn expression(&mut self) -> Option<Seen> {
        self.expression_in(Place::default())
    }

    pub(super) fn expression_in(&mut self, place: Place) -> Option<Seen> {
        let start = self.out.here();
        let seen = self.binary(place, 0)?;
        if place.statement && seen.form.is_block() {
            return Some(seen);
        }
        if self.eat_operator("=") {
            self.out.insert(start, [Piece::Begin(Breaks::Some, 0)]);
            self.out.word(" = ");
            self.out.no_break();
            self.expression_in(place.operand())?;
            self.out.end();
            return Some(Seen { form: Form::Statement, long: true });
        }
        let known = self.kind() == Kind::Close
            || self.is_open(Delimiter::Brace)
            || [",", ";", "=>"].iter().any(|end| self.is_operator(end))
            || self.is_word("else");
        known.then_some(seen)
    }

    /// An expression that ends in front of `&&`.
    pub(super) fn comparison(&mut self, place: Place) -> Option<Seen> {
        self.binary(place, 2)
    }

    /// Operands with operators between them that bind as tightly as those of `level` or more.
    fn binary(&mut self, place: Place, level: usize) -> Option<Seen> {
        let start = self.out.here();
        let mut seen = self.unary(place)?;
        if place.statement && seen.form.is_block() {
            return Some(seen);
        }
        while let Some((operator, tightness)) = self.binary_operator(level) {
            if seen.form == Form::Statement || seen.form.is_block() {
                return None;
            }
            self.skip(operator.len());
            self.out.insert(start, [Piece::Begin(Breaks::Some, INDENT), Piece::Begin(Breaks::Some, -INDENT)]);
            self.out.end();
            self.out.space();
            self.out.word(operator);
            self.out.word(" ");
            self.binary(place.operand(), tightness + 1)?;
            self.out.end();
            seen = Seen { form: Form::Other, long: true };
        }
        Some(seen)
    }

    fn binary_operator(&self, level: usize) -> Option<(&'static str, usize)> {
        if !self.mark().is_some_and(|mark| b"|&=!<>^+-*/%".contains(&mark)) {
            return None;
        }
        let levels = BINARY.iter().enumerate().skip(level);
        levels
            .flat_map(|(tightness, operators)| operators.iter().map(move |operator| (*operator, tightness)))
            .find(|(operator, _)| self.is_operator(operator))
    }

    /// An operand with the operators in front of it.
    fn unary(&mut self, place: Place) -> Option<Seen> {
        if self.mark().is_none() {
            return self.postfix(place);
        }
        for operator in ["&", "*", "!", "-"] {
            if self.eat_operator(operator) {
                self.out.word(operator);
                if operator == "&" && self.eat_word("mut") {
                    self.out.word("mut ");
                }
                let seen = self.unary(place.operand())?;
                return Some(Seen { form: Form::Other, long: seen.long });
            }
        }
        // Of two `&`, that is; the operator of a condition cannot start one.
        if self.is_operator("&&") {
            return None;
        }
        self.postfix(place)
    }
}
