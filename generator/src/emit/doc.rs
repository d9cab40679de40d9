//! Doc comments from the descriptions of an API document.
//!
//! A description is Markdown that nobody has read as Rust: its code blocks would be doctests, its brackets links to
//! items, its angle brackets HTML. [`lines`] parses it and writes it anew, so that rustdoc and clippy have nothing to
//! say about it. The surprise is how little is copied: whatever is not one of the few kinds of [`blocks::Block`]
//! becomes escaped text.
//!
//! Texts that are `plain` are laid out at once. The stages for others: `tame` characters → `html` to Markdown → `blocks` of `inline` events → `layout`. Inline
//! Markdown is printed by `pulldown-cmark-to-cmark` (`print`), what is around it (lists, quotes, code) by `layout`.

mod blocks;
mod html;
mod inline;
mod layout;
mod plain;
mod print;
mod span;
#[cfg(test)]
mod tests;
mod url;
mod wrap;

use std::borrow::Cow;

use pulldown_cmark::Options;
pub(crate) use span::code_span;

/// The longest line of text, in characters.
const WIDTH: usize = 100;

/// The longest text of [`inline()`], in characters.
const INLINE: usize = 160;

/// The extensions of Markdown that rustdoc knows.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// The lines of a doc comment for Markdown `text`, without `///` and without leading space. Empty text gives no lines.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let Some(paragraphs) = plain::paragraphs(text) else { return parsed_lines(text) };
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrap::wrap(&paragraph, WIDTH));
    }
    lines
}

fn parsed_lines(text: &str) -> Vec<String> {
    let tamed = tame(text);
    let text = html::to_markdown(&tamed);
    layout::blocks(&blocks::parse(&text), WIDTH, false)
}

/// Text for inside a sentence or a list item: one line, Markdown-escaped, cut at a sensible length.
pub(crate) fn inline(text: &str) -> String {
    match plain::paragraphs(text) {
        Some(paragraphs) => wrap::cut(&paragraphs.join(" "), INLINE),
        None => parsed_inline(text),
    }
}

fn parsed_inline(text: &str) -> String {
    let tamed = tame(text);
    let text = html::to_markdown(&tamed);
    let paragraphs = blocks::plain(&blocks::parse(&text));
    paragraphs.first().map(|events| wrap::cut(&print::paragraph(events), INLINE)).unwrap_or_default()
}

/// `text` with `\n` as the only control character, and without characters that cannot be seen.
fn tame(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut tamed = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => tamed.push('\n'),
            '\t' => tamed.push_str("    "),
            c if is_invisible(c) => {}
            c if c.is_whitespace() => tamed.push(' '),
            c => tamed.push(c),
        }
    }
    Cow::Owned(tamed)
}

/// Whether `c` leaves no mark on the page: controls, direction overrides. Joiners do, in emoji and some scripts.
fn is_invisible(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{61c}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    hidden || (c.is_control() && !c.is_whitespace())
}
