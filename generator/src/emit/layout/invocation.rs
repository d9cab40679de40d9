//! Calls of macros, the tokens of which are laid out as such.

use proc_macro2::Delimiter;

use super::boxes::INDENT;
use super::reader::Reader;
use super::tokens::Kind;
use super::ty::PathIn;

/// What the tokens before this one were, as far as it tells whether space goes between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Pound,
    PoundBang,
    Dot,
    Colon,
    DoubleColon,
    Word,
    WordBang,
    Group,
    Other,
}

impl Reader<'_> {
    /// A call of a macro, without what is behind it.
    pub(super) fn invocation(&mut self) -> Option<()> {
        if self.is_word("macro_rules") {
            return None;
        }
        self.path(PathIn::Other)?;
        self.eat_mark("!").then_some(())?;
        self.out.word("!");
        let (open, close) = match self.kind() {
            Kind::Open(Delimiter::Parenthesis) => ("(", ")"),
            Kind::Open(Delimiter::Bracket) => ("[", "]"),
            _ => return None,
        };
        self.skip(1);
        self.out.word(open);
        if !self.is_end() {
            self.out.all(INDENT);
            self.out.empty_break();
            self.out.some(0);
            self.macro_tokens()?;
            self.out.end();
            self.out.empty_break();
            self.out.outdent();
            self.out.end();
        }
        self.out.word(close);
        self.close()
    }

    /// The tokens of a macro, up to the end of the group.
    fn macro_tokens(&mut self) -> Option<()> {
        let mut last = Last::Start;
        let mut joint = true;
        while !self.is_end() {
            let (space, next) = self.before_token(last)?;
            if !joint {
                if space {
                    self.out.space();
                } else if self.is_mark(".") {
                    self.out.empty_break();
                }
            }
            joint = self.kind() == Kind::Joint;
            self.macro_token()?;
            last = next;
        }
        Some(())
    }

    /// Whether space goes between `last` and the next token, and what `last` is then.
    fn before_token(&self, last: Last) -> Option<(bool, Last)> {
        let text = self.text();
        Some(match (last, self.kind(), text) {
            (Last::Pound, Kind::Punct | Kind::Joint, "!") => (false, Last::PoundBang),
            (Last::Pound | Last::PoundBang, Kind::Open(Delimiter::Bracket), _) => (false, Last::Other),
            (Last::Word, Kind::Open(Delimiter::Parenthesis | Delimiter::Bracket), _) => (false, Last::Group),
            (Last::Word, Kind::Punct, "!") => (false, Last::WordBang),
            (Last::WordBang, Kind::Open(Delimiter::Parenthesis | Delimiter::Bracket), _) => (false, Last::Other),
            (Last::Colon, Kind::Punct | Kind::Joint, ":") => (false, Last::DoubleColon),
            (_, Kind::Open(Delimiter::Parenthesis | Delimiter::Bracket), _) => (true, Last::Group),
            (_, Kind::Open(_), _) => (true, Last::Other),
            (_, Kind::Ident, word) if !is_keyword(word) => (last != Last::Dot && last != Last::DoubleColon, Last::Word),
            (_, Kind::Literal, text) if text.ends_with('.') => (last != Last::Dot, Last::Other),
            (_, Kind::Literal, _) => (last != Last::Dot, Last::Word),
            (_, Kind::Comment, _) => return None,
            (_, _, "," | ";") => (false, Last::Other),
            (_, _, ".") => (last != Last::Word && last != Last::Group, Last::Dot),
            (_, Kind::Joint, ":") => (last != Last::Word, Last::Colon),
            (_, _, "$") => return None,
            (_, _, "#") => (true, Last::Pound),
            _ => (true, Last::Other),
        })
    }

    fn macro_token(&mut self) -> Option<()> {
        let Kind::Open(delimiter) = self.kind() else {
            return self.copy(self.kind());
        };
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => return None,
        };
        self.skip(1);
        self.out.word(open);
        if !self.is_end() {
            let brace = delimiter == Delimiter::Brace;
            if brace {
                self.out.space();
            }
            self.macro_tokens()?;
            if brace {
                self.out.space();
            }
        }
        self.out.word(close);
        self.close()
    }
}

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &str = " as async await box break const continue crate dyn else enum extern fn for if impl in let \
        loop macro match mod move mut pub ref return static struct trait type unsafe use where while yield ";
    KEYWORDS.split(' ').any(|keyword| keyword == word)
}
