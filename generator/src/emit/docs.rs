//! Doc comments.

use proc_macro2::TokenStream;

pub(super) use super::comment::{attributes, inner};
use super::doc;
use super::doc::code_span;
use super::facts::facts;
use crate::rust::Docs;

/// A doc comment with the words of the document, or `fallback` if it has none, and where they come from.
pub(super) fn docs(docs: &Docs, fallback: &str) -> TokenStream {
    attributes(&with_source(text(docs, fallback), docs))
}

/// A doc comment with more paragraphs behind the words of the document.
pub(super) fn docs_with(docs: &Docs, fallback: &str, more: &[Vec<String>]) -> TokenStream {
    let mut lines = text(docs, fallback);
    for paragraph in more.iter().filter(|paragraph| !paragraph.is_empty()) {
        append(&mut lines, paragraph.clone());
    }
    attributes(&with_source(lines, docs))
}

/// The words of the document as Markdown lines.
pub(super) fn text(docs: &Docs, fallback: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for text in [&docs.summary, &docs.description].into_iter().flatten() {
        append(&mut lines, doc::lines(text));
    }
    if lines.is_empty() && !fallback.is_empty() {
        lines.push(fallback.to_owned());
    }
    append(&mut lines, facts(docs));
    lines
}

/// The first line of the words of the document, for a list.
pub(super) fn first_line(docs: &Docs) -> Option<String> {
    let text = docs.summary.as_ref().or(docs.description.as_ref())?;
    Some(doc::inline(text)).filter(|line| !line.is_empty())
}

/// Adds a paragraph.
pub(super) fn append(lines: &mut Vec<String>, paragraph: Vec<String>) {
    if !lines.is_empty() && !paragraph.is_empty() {
        lines.push(String::new());
    }
    lines.extend(paragraph);
}

fn with_source(mut lines: Vec<String>, docs: &Docs) -> Vec<String> {
    if let Some(source) = &docs.source {
        append(&mut lines, vec![format!("Spec: {}", code_span(source))]);
    }
    lines
}
