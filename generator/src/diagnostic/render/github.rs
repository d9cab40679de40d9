//! Workflow commands: GitHub shows them as annotations, in the summary of the run and beside the lines of a pull request.

use super::{Found, Renderer, help, one_line};
use crate::diagnostic::{Diagnostic, Severity};

/// A place in a file, as a command names it: line and column from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

pub(super) fn render(renderer: &Renderer<'_>, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let Found { source, start, .. } = renderer.place(&diagnostic.location);
    let place = Place { file: &source.name, line: start.line, column: start.column };
    let at = format!("at: {}", diagnostic.location.pointer().fragment());
    let instead = diagnostic.instead.iter().map(|instead| format!("generated instead: {instead}"));
    let lines = std::iter::once(diagnostic.message.clone()).chain([at]).chain(instead);
    command(level, Some(place), diagnostic.code.name, lines.chain([format!("help: {}", help(diagnostic))]))
}

/// One command, whatever the texts are: each line of the message is one.
pub(crate) fn command(
    level: &str,
    place: Option<Place<'_>>,
    title: &str,
    lines: impl IntoIterator<Item = String>,
) -> String {
    let place = place.map_or_else(String::new, |Place { file, line, column }| {
        format!("file={},line={line},col={column},", property(file))
    });
    let message: Vec<String> = lines.into_iter().map(|line| data(&line)).collect();
    format!("::{level} {place}title={}::{}\n", property(title), message.join("%0A"))
}

/// A line of a message, escaped as GitHub's runner does it.
fn data(text: &str) -> String {
    one_line(text).replace('%', "%25")
}

/// The value of a property, in which separators are escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
