//! What doc comments say about values, in our own words.

use std::fmt::Display;

use crate::ir::Bounds;

/// Sentences on default and limits.
pub(super) fn facts(bounds: &Bounds) -> Vec<String> {
    let default = bounds.default.as_ref().map(|value| format!("Default: {}.", code_span(value)));
    let sentences = [
        default,
        range(numeric(&bounds.minimum, "more than"), numeric(&bounds.maximum, "less than"), ""),
        bounds.multiple_of.as_ref().map(|number| format!("A multiple of {number}.")),
        range(bounds.length.0.map(plain), bounds.length.1.map(plain), " characters"),
        range(bounds.count.0.map(plain), bounds.count.1.map(plain), " elements"),
        bounds.unique.then(|| "No two elements are equal.".to_owned()),
        bounds.pattern.as_ref().map(|pattern| format!("Matches {}.", code_span(pattern))),
    ];
    sentences.into_iter().flatten().collect()
}

/// A limit, and how it is put when it is itself excluded.
type Limit = (String, Option<&'static str>);

fn plain(limit: usize) -> Limit {
    (limit.to_string(), None)
}

fn numeric(limit: &Option<(String, bool)>, excluded: &'static str) -> Option<Limit> {
    limit.as_ref().map(|(number, exclusive)| (number.clone(), exclusive.then_some(excluded)))
}

fn range(least: Option<Limit>, most: Option<Limit>, unit: &str) -> Option<String> {
    let put = |(number, excluded): Limit, usual: &str| format!("{} {number}", excluded.unwrap_or(usual));
    let text = match (least, most) {
        (None, None) => return None,
        (Some(least), None) => put(least, "at least"),
        (None, Some(most)) => put(most, "at most"),
        (Some(least), Some(most)) if least == most => format!("exactly {}", least.0),
        (Some(least), Some(most)) => format!("{} and {}", put(least, "at least"), put(most, "at most")),
    };
    let text = format!("{text}{unit}.");
    let mut chars = text.chars();
    chars.next().map(|first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

/// `text` as a Markdown code span: one line, whatever it holds (CommonMark section 6.1).
pub(crate) fn code_span(text: impl Display) -> String {
    let text: String = text.to_string().chars().map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect();
    let runs = text.split(|c| c != '`').map(str::len).collect::<Vec<_>>();
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let fence = "`".repeat((1..).find(|length| !runs.contains(length)).unwrap_or(1));
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Whether a character would break the line or hide what it says.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
