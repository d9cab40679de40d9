//! Printed inline Markdown: how events become it, and of what pieces it is.

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::OPTIONS;
use super::inline::without_emphasis;

/// Prints a paragraph in one line per hard break, each but the last with two spaces at its end.
pub(super) fn paragraph(events: &[Event<'_>]) -> String {
    enclosed(Tag::Paragraph, events)
}

/// Prints the line of a heading.
pub(super) fn heading(level: HeadingLevel, events: &[Event<'_>]) -> String {
    enclosed(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }, events)
}

/// Prints a table, a row in a line.
pub(super) fn table(events: &[Event<'_>]) -> String {
    with_or_without_emphasis(events, |events| print(events.iter()))
}

/// Prints inline events in a block.
fn enclosed(tag: Tag<'_>, events: &[Event<'_>]) -> String {
    let end = [Event::End(tag.to_end())];
    let start = [Event::Start(tag)];
    with_or_without_emphasis(events, |events| print(start.iter().chain(events).chain(&end)))
}

/// Prints events, without emphasis if there is no way to write that.
fn with_or_without_emphasis(events: &[Event<'_>], print: impl Fn(&[Event<'_>]) -> Option<String>) -> String {
    print(events).or_else(|| print(&without_emphasis(events))).unwrap_or_default()
}

/// Prints events, if there is a way to print them.
fn print<'e, 't: 'e>(events: impl Iterator<Item = &'e Event<'t>>) -> Option<String> {
    let mut printed = String::new();
    pulldown_cmark_to_cmark::cmark(events, &mut printed, OPTIONS).ok()?;
    Some(if printed.contains("&amp;") { relax(&printed) } else { printed })
}

/// Undoes the escape of each `&` that starts no character reference.
fn relax(printed: &str) -> String {
    let mut relaxed = String::with_capacity(printed.len());
    for (start, piece) in pieces(printed) {
        let behind = &printed[start + piece.len()..];
        relaxed.push_str(if piece == "&amp;" && !ends_reference(behind) { "&" } else { piece });
    }
    relaxed
}

/// Whether `&` in front of `text` would be a character reference.
fn ends_reference(text: &str) -> bool {
    let end = text.find(|c: char| c != '#' && !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && text[end..].starts_with(';'))
}

/// What stays together in printed inline Markdown, and where it starts.
pub(super) fn pieces(printed: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let start = place;
        place += piece_length(&printed[start..]);
        (start < place).then(|| (start, &printed[start..place]))
    })
}

/// The length of the escape, code or autolink that `printed` starts with, else of a character.
pub(super) fn piece_length(printed: &str) -> usize {
    match printed.chars().next() {
        Some('\\') => 1 + printed.chars().nth(1).map_or(0, char::len_utf8),
        Some('`') => code_length(printed),
        Some('<') => printed.find('>').map_or(1, |end| end + 1),
        Some('&') if printed.starts_with("&amp;") => "&amp;".len(),
        c => c.map_or(0, char::len_utf8),
    }
}

/// The length of the code that `printed` starts with, ticks included; of the ticks alone if they never end.
fn code_length(printed: &str) -> usize {
    let code = printed.trim_start_matches('`');
    let ticks = printed.len() - code.len();
    code.find(&printed[..ticks]).map_or(ticks, |end| ticks + end + ticks)
}
