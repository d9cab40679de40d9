//! What doc comments say about values, in our own words.

use super::doc::code_span;
use crate::ir::Bounds;
use crate::rust::Docs;

/// Sentences on what is known of a value.
pub(super) fn facts(docs: &Docs) -> Vec<String> {
    let deprecated = docs.deprecated.then(|| "**Deprecated.**".to_owned());
    let values: Vec<String> = docs.values.iter().chain(&docs.bounds.values).map(code_span).collect();
    let values = (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")));
    let made_up = docs.made_up.then(|| "When it is not set, every call gets a new one.".to_owned());
    deprecated.into_iter().chain(limits(&docs.bounds)).chain(values).chain(made_up).collect()
}

/// Sentences on default and limits.
fn limits(bounds: &Bounds) -> Vec<String> {
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
