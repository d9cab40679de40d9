//! Code spans.

use std::fmt::Display;

use super::is_invisible;

/// `text` as a Markdown code span: one line, whatever it holds (CommonMark section 6.1).
pub(crate) fn code_span(text: impl Display) -> String {
    let text = text.to_string();
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' if byte != b'`'));
    if plain && !text.is_empty() {
        return format!("`{text}`");
    }
    let text = text.replace(breaks, "\u{fffd}");
    let runs = text.split(|c| c != '`').map(str::len).filter(|&length| length > 0).collect::<Vec<_>>();
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let fence = "`".repeat((1..).find(|length| !runs.contains(length)).unwrap_or(1));
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Whether a character would break the line or hide what it says.
fn breaks(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{2028}' | '\u{2029}')
}
