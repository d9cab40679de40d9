//! Sentences with names in them.

use super::lines::Part;

/// The parts of a sentence; strong is what stands between backticks. A backtick without another is one.
pub(super) fn spans(text: &str) -> Vec<Part> {
    let pieces: Vec<&str> = text.split('`').collect();
    let paired = pieces.len() - (pieces.len() + 1) % 2;
    let (names, rest) = pieces.split_at(paired);
    let mut parts: Vec<Part> =
        names.iter().enumerate().map(|(index, piece)| part(index % 2 == 1, (*piece).to_owned())).collect();
    parts.extend(rest.iter().map(|piece| part(false, format!("`{piece}"))));
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn part(strong: bool, text: String) -> Part {
    Part { strong, text }
}

#[cfg(test)]
mod tests {
    use super::spans;

    fn spell(text: &str) -> String {
        let part = |strong, text: String| if strong { format!("[{text}]") } else { text };
        spans(text).into_iter().map(|p| part(p.strong, p.text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn names_stand_between_backticks() {
        assert_eq!(spell("enum `State` gains `idle`"), "enum |[State]| gains |[idle]");
        assert_eq!(spell("plain"), "plain");
        assert_eq!(spell("a `b` c ` d"), "a |[b]| c |` d");
        assert_eq!(spell("``"), "");
        assert_eq!(spell("`"), "`");
    }
}
