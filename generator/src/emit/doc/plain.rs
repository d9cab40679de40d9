//! Descriptions without Markdown but code: most are. Their words are printed as they are, so nobody has to parse them.

/// The paragraphs of `text` as one line each, if it is so plain that parsing and printing it would change nothing else.
pub(super) fn paragraphs(text: &str) -> Option<Vec<String>> {
    let paragraphs = text.trim_matches('\n').split("\n\n").map(|paragraph| paragraph.trim_matches('\n'));
    paragraphs.filter(|paragraph| !paragraph.is_empty()).map(paragraph).collect()
}

fn paragraph(text: &str) -> Option<String> {
    text.split('\n').all(is_plain).then(|| text.replace('\n', " "))
}

/// Whether a line has nothing but words and code, no URL perhaps, and starts with one of these.
fn is_plain(line: &str) -> bool {
    if line.ends_with(' ') || line.contains("  ") || line.contains("http") {
        return false;
    }
    let mut parts = line.split('`').enumerate().peekable();
    while let Some((index, part)) = parts.next() {
        let last = parts.peek().is_none();
        let plain = match index {
            0 => is_words(part) && (part.is_empty() || part.starts_with(|c: char| c.is_ascii_alphabetic())),
            _ if index % 2 == 1 => !last && is_code(part),
            // Digits and a full stop would be the number of an item.
            _ => is_words(part) && (last || !part.is_empty()) && !part.starts_with(|c: char| c.is_ascii_digit()),
        };
        if !plain || (index == 0 && last && part.is_empty()) {
            return false;
        }
    }
    true
}

fn is_words(text: &str) -> bool {
    let is_plain = |byte| {
        matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b',' | b'.' | b'\'' | b'"' | b'(' | b')' | b';')
            || matches!(byte, b':' | b'?' | b'!' | b'/' | b'%' | b'=' | b'@' | b'{' | b'}' | b'-')
    };
    text.bytes().all(is_plain)
}

fn is_code(text: &str) -> bool {
    let edges = text.starts_with(' ') || text.ends_with(' ');
    !edges && !text.is_empty() && text.bytes().all(|byte| matches!(byte, b' '..=b'~' if !b"|<&\\".contains(&byte)))
}
