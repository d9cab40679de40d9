//! Two texts, line by line.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// A line of one side or of both.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// `del`, `ins` or `same`.
    pub(super) tag: &'static str,
    /// The text, cut where emphasis changes.
    pub(super) parts: Vec<Part>,
}

/// A part of a line.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Part {
    /// Whether it is what differs in the line.
    pub(super) strong: bool,
    pub(super) text: String,
}

/// The lines of both sides. Of one side alone, all are gone or new.
pub(super) fn lines(before: Option<&str>, after: Option<&str>) -> Vec<Line> {
    let (before, after) = (before.map(unix).unwrap_or_default(), after.map(unix).unwrap_or_default());
    let diff = TextDiff::from_lines(&before, &after);
    diff.ops().iter().flat_map(|op| diff.iter_inline_changes(op)).map(|change| line(&change)).collect()
}

/// With line feeds alone, and one at the end, so that what follows the last line is no difference of it.
fn unix(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
}

fn line(change: &similar::InlineChange<'_, str>) -> Line {
    let tag = match change.tag() {
        ChangeTag::Delete => "del",
        ChangeTag::Insert => "ins",
        ChangeTag::Equal => "same",
    };
    let parts = change
        .values()
        .iter()
        .map(|(strong, text)| Part { strong: *strong, text: text.strip_suffix('\n').unwrap_or(text).to_owned() });
    Line { tag, parts: parts.filter(|part| !part.text.is_empty()).collect() }
}

#[cfg(test)]
mod tests {
    use super::{Line, lines};

    fn spell(lines: &[Line]) -> Vec<String> {
        let part = |strong, text: &str| if strong { format!("[{text}]") } else { text.to_owned() };
        let text = |line: &Line| line.parts.iter().map(|p| part(p.strong, &p.text)).collect::<String>();
        lines.iter().map(|line| format!("{} {}", line.tag, text(line))).collect()
    }

    #[test]
    fn what_differs_in_a_line_stands_out() {
        let found = lines(Some("priority:\r\n  type: integer\r\n"), Some("priority:\n  type: string"));
        assert_eq!(spell(&found), ["same priority:", "del   type: [integer]", "ins   type: [string]"]);
    }

    #[test]
    fn one_side_alone_is_all_gone_or_new() {
        assert_eq!(spell(&lines(None, Some("a\nb"))), ["ins a", "ins b"]);
        assert_eq!(spell(&lines(Some("a"), None)), ["del a"]);
        assert_eq!(lines(None, None), []);
    }
}
