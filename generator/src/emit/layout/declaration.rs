//! Structs, enums and functions.

use proc_macro2::Delimiter;

use super::boxes::INDENT;
use super::reader::Reader;

impl Reader<'_> {
    pub(super) fn struct_item(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.named_item("struct ")?;
        self.generics()?;
        if self.eat_operator(";") {
            self.out.word(";");
            self.out.end();
            return Some(());
        }
        self.out.word(" ");
        self.body(|reader| reader.each(Self::field))
    }

    /// Fields or variants, each with a comma.
    fn each(&mut self, element: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        while !self.is_end() {
            self.attributes()?;
            element(self)?;
            if !self.eat_operator(",") && !self.is_end() {
                return None;
            }
            self.out.word(",");
            self.out.new_line();
        }
        Some(())
    }

    fn field(&mut self) -> Option<()> {
        self.visibility()?;
        self.ident()?;
        self.operator(":")?;
        self.out.word(": ");
        self.ty()
    }

    pub(super) fn enum_item(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.named_item("enum ")?;
        self.generics()?;
        self.out.word(" ");
        self.body(|reader| reader.each(Self::variant))
    }

    fn variant(&mut self) -> Option<()> {
        self.ident()?;
        if !self.is_open(Delimiter::Parenthesis) {
            return Some(());
        }
        self.skip(1);
        self.out.all(INDENT);
        self.out.word("(");
        self.out.empty_break();
        self.elements(Self::ty, 0)?;
        self.out.outdent();
        self.out.word(")");
        self.out.end();
        self.close()
    }

    pub(super) fn function(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.visibility()?;
        if self.eat_word("async") {
            self.out.word("async ");
        }
        self.named_item("fn ")?;
        self.generics()?;
        self.open(Delimiter::Parenthesis)?;
        self.out.word("(");
        self.out.no_break();
        self.out.all(0);
        self.out.empty_break();
        self.elements(Self::parameter, 0)?;
        self.out.outdent();
        self.out.end();
        self.out.word(")");
        self.close()?;
        self.out.all(-INDENT);
        if self.eat_operator("->") {
            self.out.word(" -> ");
            self.ty()?;
        }
        self.out.end();
        self.out.word(" ");
        self.body(Self::statements)
    }

    fn parameter(&mut self) -> Option<()> {
        if self.is_operator("&") && (self.ahead(1).1 == "self" || self.ahead(2).1 == "self") {
            self.skip(1);
            self.out.word("&");
        }
        if self.is_word("mut") && self.ahead(1).1 == "self" {
            self.skip(1);
            self.out.word("mut ");
        }
        if self.is_word("self") {
            return self.ident();
        }
        self.pattern()?;
        self.operator(":")?;
        self.out.word(": ");
        self.ty()
    }
}
