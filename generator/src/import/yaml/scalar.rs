//! How a text can be written.

/// Words that some version of YAML takes for something else than text.
const WORDS: [&str; 10] = ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Whether a text can stand without quotes and is text to every reader, also to those of YAML 1.1.
pub(in crate::import) fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let is_start = first.is_alphanumeric() || "/$_(.+;<=^~\\".contains(first);
    is_start
        && text.chars().all(is_printable)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !WORDS.contains(&text.to_lowercase().as_str())
        && !is_like_number(text)
}

/// Whether some reader may take a text for a number, a date or a time.
fn is_like_number(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-', '.']);
    if matches!(unsigned.to_lowercase().as_str(), "inf" | "nan" | "=" | "<<" | "") || matches!(text, "=" | "<<") {
        return true;
    }
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_number = unsigned.parse::<f64>().is_ok()
        || unsigned.chars().all(|c| c.is_ascii_digit() || "_:.,eE+-".contains(c))
        || ["0x", "0o", "0b"].iter().any(|base| unsigned.starts_with(base));
    // Nothing but text has two points, such as `2024-07-01.20.0`.
    is_date(unsigned) || (is_number && unsigned.matches('.').count() < 2)
}

/// Whether a text is a date with at most a time behind it.
fn is_date(text: &str) -> bool {
    let (date, rest) = (text.get(..10).unwrap_or_default(), text.get(10..).unwrap_or_default());
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    date.split('-').count() == 3
        && date.split('-').all(digits)
        && (rest.is_empty() || rest.starts_with(['T', 't', ' ']))
}

/// What YAML lets a text hold as it is, without line ends and what only looks like space.
fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' | '\u{a1}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}' => {
            !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        }
        _ => false,
    }
}

/// The lines of a text that has several, if they can stand as they are in a block.
pub(super) fn literal(text: &str) -> Option<Vec<&str>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let fits = |line: &&str| line.chars().all(is_printable) && (line.is_empty() || !line.trim().is_empty());
    let ends = |line: Option<&&str>| line.is_some_and(|line| !line.is_empty() && !line.starts_with(' '));
    let last_is_there = lines.last().is_some_and(|line| !line.is_empty());
    (lines.len() > 1 && lines.iter().all(fits) && ends(lines.first()) && last_is_there).then_some(lines)
}

/// The lines of a text that is folded at single spaces, none longer than `width` if words allow it; `None` for a text
/// that cannot be folded.
pub(super) fn folded(text: &str, width: usize) -> Option<Vec<&str>> {
    let is_foldable = text.contains(' ') && text.trim() == text && text.chars().all(is_printable);
    if !is_foldable {
        return None;
    }
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, None);
    for (at, _) in text.match_indices(' ').chain([(text.len(), "")]) {
        let is_single = !text[..at].ends_with(' ') && !text[at..].starts_with("  ");
        if !is_single {
            continue;
        }
        if let Some(fold) = end.filter(|_| text[start..at].chars().count() > width) {
            lines.push(&text[start..fold]);
            start = fold + 1;
        }
        end = Some(at);
    }
    lines.push(&text[start..]);
    Some(lines)
}

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) < 0x100 => out.push_str(&format!("\\x{:02X}", u32::from(c))),
            c if u32::from(c) < 0x1_0000 => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}
