//! Diagnostics as text, in the style of rustc.

use annotate_snippets::renderer::Renderer as Printer;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Snippet, normalize_untrusted_str};

use super::{Found, Renderer, help};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Location;

/// How many columns a line of the document may take; longer ones are cut around the place.
const WIDTH: usize = 120;

pub(super) fn render(renderer: &Renderer<'_>, diagnostic: &Diagnostic, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code.name);
    let group = title.elements(snippets(renderer, diagnostic));
    let notes = notes(diagnostic);
    let group = notes.into_iter().fold(group, |group: Group<'_>, (name, text)| {
        group.element(Level::NOTE.with_name(name).message(one_line(&text)))
    });
    let printer = if color { Printer::styled() } else { Printer::plain() };
    let mut text = printer.term_width(WIDTH).render(&[group]);
    text.push_str("\n\n");
    text
}

/// The place itself and the related ones; what is in the same line is shown in one picture of it.
fn snippets(renderer: &Renderer<'_>, diagnostic: &Diagnostic) -> Vec<Snippet<'static, Annotation<'static>>> {
    let found = renderer.place(&diagnostic.location);
    let line = (diagnostic.location.file(), found.start.line);
    let mut snippets = vec![snippet(&found).annotation(AnnotationKind::Primary.span(found.in_line()))];
    for (location, label) in &diagnostic.related {
        let found = renderer.place(location);
        let annotation = AnnotationKind::Context.span(found.in_line()).label(one_line(label));
        match snippets.first_mut() {
            Some(first) if (location.file(), found.start.line) == line => *first = first.clone().annotation(annotation),
            _ => snippets.push(snippet(&found).annotation(annotation)),
        }
    }
    snippets
}

/// The lines below the source: the pointer where there is one, what became of the value, and the advice.
fn notes(diagnostic: &Diagnostic) -> Vec<(&'static str, String)> {
    let pointer = match &diagnostic.location {
        Location::Value(pointer) | Location::Key(pointer) => Some(("at", pointer.fragment())),
        Location::Bytes(..) => None,
    };
    let instead = diagnostic.instead.clone().map(|instead| ("generated instead", instead));
    pointer.into_iter().chain(instead).chain(std::iter::once(("help", help(diagnostic)))).collect()
}

/// The one line in which a place starts, so that a large document is not laid out anew for each diagnostic.
fn snippet(found: &Found<'_>) -> Snippet<'static, Annotation<'static>> {
    Snippet::source(found.line_text.to_owned()).path(found.source.name.clone()).line_start(found.start.line)
}

/// The text in one line, with nothing in it that a terminal obeys: a document may hold escape codes.
pub fn one_line(text: &str) -> String {
    harmless(&text.split(is_line_end).map(str::trim).collect::<Vec<_>>().join(" "))
}

/// The text with signs in place of what a terminal obeys, or what changes how the text around it looks.
pub(crate) fn harmless(text: &str) -> String {
    normalize_untrusted_str(text).replace(is_unseen, "\u{fffd}")
}

/// What ends a line, to a terminal or to Unicode.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters of all kinds, and what has neither width nor ink: directions, joiners, marks and tags.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
