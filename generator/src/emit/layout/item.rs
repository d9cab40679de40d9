//! Items, and what is in an `impl`.

use proc_macro2::Delimiter;

use super::boxes::INDENT;
use super::reader::Reader;
use super::tokens::Kind;

impl<'t> Reader<'t> {
    /// A file.
    pub(super) fn file(&mut self) -> Option<()> {
        self.out.all(0);
        self.inner_attributes()?;
        self.items()?;
        self.out.end();
        Some(())
    }

    /// Items up to the end of the group.
    fn items(&mut self) -> Option<()> {
        while !self.is_end() {
            self.attributes()?;
            self.item()?;
            self.out.new_line();
        }
        Some(())
    }

    fn item(&mut self) -> Option<()> {
        if self.is_invocation() {
            return self.macro_item();
        }
        match self.keyword() {
            "use" => self.use_item(),
            "mod" => self.module(),
            "struct" => self.struct_item(),
            "enum" => self.enum_item(),
            "impl" => self.implementation(),
            _ => self.member_item(),
        }
    }

    /// What can be in an `impl` and beside it.
    fn member_item(&mut self) -> Option<()> {
        match self.keyword() {
            "fn" | "async" => self.function(),
            "const" => self.value("const "),
            "static" => self.value("static "),
            "type" => self.type_item(),
            _ => None,
        }
    }

    /// The word behind the visibility.
    fn keyword(&self) -> &'t str {
        let mut distance = usize::from(self.is_word("pub"));
        if distance == 1 && self.ahead(1).0 == Kind::Open(Delimiter::Parenthesis) {
            distance = self.behind(1);
        }
        self.ahead(distance).1
    }

    pub(super) fn visibility(&mut self) -> Option<()> {
        if !self.eat_word("pub") {
            return Some(());
        }
        if !self.is_open(Delimiter::Parenthesis) {
            self.out.word("pub ");
            return Some(());
        }
        self.skip(1);
        if !["crate", "super", "self"].contains(&self.text()) {
            return None;
        }
        self.out.word("pub(");
        self.ident()?;
        self.out.word(") ");
        self.close()
    }

    /// The start of an item up to its name.
    pub(super) fn named_item(&mut self, keyword: &'static str) -> Option<()> {
        self.visibility()?;
        self.out.word(keyword);
        self.eat_word(keyword.trim_end()).then_some(())?;
        self.ident()
    }

    fn macro_item(&mut self) -> Option<()> {
        self.invocation()?;
        self.out.word(";");
        self.operator(";")
    }

    fn module(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.named_item("mod ")?;
        if self.eat_operator(";") {
            self.out.word(";");
            self.out.end();
            return Some(());
        }
        self.out.word(" ");
        self.body(|reader| {
            reader.inner_attributes()?;
            reader.items()
        })
    }

    /// What is between braces, a line or more each, in a box that started before. The box ends here.
    pub(super) fn body(&mut self, content: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        self.open(Delimiter::Brace)?;
        self.out.word("{");
        self.out.new_line_inside();
        content(self)?;
        self.out.outdent();
        self.out.end();
        self.out.word("}");
        self.close()
    }

    fn implementation(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.out.some(-INDENT);
        self.out.all(INDENT);
        self.eat_word("impl").then_some(())?;
        self.out.word("impl");
        self.generics()?;
        self.out.end();
        self.out.word(" ");
        self.ty()?;
        if self.eat_word("for") {
            self.out.space();
            self.out.word("for ");
            self.ty()?;
        }
        self.out.end();
        self.out.word(" ");
        self.body(|reader| {
            while !reader.is_end() {
                reader.attributes()?;
                reader.member_item()?;
                reader.out.new_line();
            }
            Some(())
        })
    }

    /// A constant or a static.
    fn value(&mut self, keyword: &'static str) -> Option<()> {
        self.out.all(0);
        self.named_item(keyword)?;
        self.operator(":")?;
        self.out.word(": ");
        self.ty()?;
        self.operator("=")?;
        self.out.word(" = ");
        self.out.no_break();
        self.expression()?;
        self.out.word(";");
        self.out.end();
        self.operator(";")
    }

    fn type_item(&mut self) -> Option<()> {
        self.out.all(INDENT);
        self.named_item("type ")?;
        self.generics()?;
        self.out.word(" = ");
        self.out.no_break();
        self.operator("=")?;
        self.out.some(-INDENT);
        self.ty()?;
        self.out.end();
        self.out.word(";");
        self.out.end();
        self.operator(";")
    }
}
