//! Characters that cannot be seen, or that make others look like what they are not.

use std::borrow::Cow;
use std::fmt::Write;

use crate::diagnostic::render::is_unseen;

/// The text with such characters as `⟨U+202E⟩`. Line feeds and tabs stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn hidden(c: char) -> bool {
    is_unseen(c) && c != '\n' && c != '\t'
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(visible("a\u{202e}b\u{0}\r\n\tc"), "a⟨U+202E⟩b⟨U+0000⟩⟨U+000D⟩\n\tc");
        assert_eq!(visible("\u{2066}\u{200b}\u{feff}\u{e0041}"), "⟨U+2066⟩⟨U+200B⟩⟨U+FEFF⟩⟨U+E0041⟩");
    }

    #[test]
    fn text_stays_text() {
        for text in ["", "priority", "שלום עולם", "naïve – “quoted”"] {
            assert_eq!(visible(text), text);
        }
    }
}
