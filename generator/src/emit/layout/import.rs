//! `use`.

use proc_macro2::Delimiter;

use super::boxes::INDENT;
use super::reader::Reader;
use super::tokens::Kind;

impl Reader<'_> {
    pub(super) fn use_item(&mut self) -> Option<()> {
        self.visibility()?;
        self.skip(1);
        self.out.word("use ");
        self.use_tree()?;
        self.out.word(";");
        self.operator(";")
    }

    fn use_tree(&mut self) -> Option<()> {
        loop {
            if self.eat_operator("*") {
                self.out.word("*");
                return Some(());
            }
            if self.is_open(Delimiter::Brace) {
                return self.use_group();
            }
            self.ident()?;
            if self.eat_word("as") {
                self.out.word(" as ");
                return self.ident();
            }
            if !self.eat_operator("::") {
                return Some(());
            }
            self.out.word("::");
        }
    }

    fn use_group(&mut self) -> Option<()> {
        self.open(Delimiter::Brace)?;
        if self.is_single() {
            if self.is_end() || self.is_word("self") {
                return None;
            }
            self.use_tree()?;
            self.eat_operator(",");
            return self.close();
        }
        self.out.all(INDENT);
        self.out.word("{");
        self.out.empty_break();
        self.out.some(0);
        while !self.is_end() {
            self.use_tree()?;
            let group = self.is_behind_group();
            self.eat_operator(",");
            if !self.is_end() {
                if group {
                    return None; // where a new line begins
                }
                self.out.word(",");
                self.out.space();
            }
        }
        self.out.end();
        self.out.comma(true, 0);
        self.out.outdent();
        self.out.word("}");
        self.out.end();
        self.close()
    }

    /// Whether at most one element is in the group that is open.
    fn is_single(&self) -> bool {
        let mut distance = 0;
        while !matches!(self.ahead(distance), (Kind::Close, _) | (_, ",")) {
            distance = self.behind(distance);
        }
        self.ahead(distance).0 == Kind::Close || self.ahead(distance + 1).0 == Kind::Close
    }
}
