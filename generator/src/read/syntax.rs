//! Words for text that is neither JSON nor YAML: what the readers say, in our style and with a position in bytes.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, code};
use crate::source::Location;

use super::value::TOO_LARGE;

/// Why a reader gave up.
pub(super) struct Failure {
    /// How far it came, in bytes.
    pub(super) offset: usize,
    pub(super) diagnostic: Box<Diagnostic>,
}

impl Failure {
    fn new(text: &str, code: &'static Code, offset: usize, message: impl Into<String>) -> Self {
        let range = character(text, offset);
        Self { offset: range.start, diagnostic: Box::new(Diagnostic::new(code, Location::bytes(range), message)) }
    }

    fn too_deep(text: &str, offset: usize) -> Self {
        Self::new(text, &code::NESTING_TOO_DEEP, offset, "values are nested more than 127 levels deep")
    }

    fn help(mut self, help: &str) -> Self {
        self.diagnostic.help = Some(help.to_owned());
        self
    }
}

/// What `serde_json` says.
pub(super) fn json(text: &str, error: &serde_json::Error) -> Failure {
    let said = error.to_string();
    let said = said.rfind(" at line ").map_or(said.as_str(), |end| &said[..end]);
    let column = error.column().saturating_sub(usize::from(!error.is_eof()));
    let offset = line_start(text, error.line()).saturating_add(column);
    if said == "recursion limit exceeded" {
        return Failure::too_deep(text, offset);
    }
    let said = said.replace("EOF while parsing a", "the text ends within a");
    Failure::new(text, &code::INVALID_JSON, offset, format!("the text is not JSON: {said}"))
}

/// What `serde_yaml` says.
pub(super) fn yaml(text: &str, error: &serde_yaml::Error) -> Failure {
    let said = error.to_string();
    let offset = yaml_offset(text, error, &said);
    let (problem, context) = said.split_once(", while ").unwrap_or((&said, ""));
    let problem = without_position(problem);
    if problem == "recursion limit exceeded" {
        return Failure::too_deep(text, offset);
    }
    if problem == "repetition limit exceeded" || problem.ends_with(TOO_LARGE) {
        let message = "aliases repeat values so often that the document is too large";
        return Failure::new(text, &code::TOO_MANY_ALIASES, offset, message);
    }
    if problem.contains("more than one document") {
        let message = "the file holds more than one YAML document";
        return Failure::new(text, &code::SEVERAL_DOCUMENTS, second_document(text), message);
    }
    if problem == "unknown anchor" {
        let name: String = text[offset..].chars().skip(1).take_while(|c| !c.is_whitespace() && *c != ',').collect();
        let message = format!("`*{name}` refers to an anchor that is not there");
        return Failure::new(text, &code::INVALID_YAML, offset, message).help("mark the value with `&` and this name");
    }
    let message = format!("the text is not YAML: {}", in_our_words(problem));
    let mut failure = Failure::new(text, &code::INVALID_YAML, offset, message);
    if let Some(start) = position(context).and_then(|(line, column)| offset_of(text, line, column)) {
        let label = format!("while {}", without_position(context));
        failure.diagnostic.related.push((Location::bytes(character(text, start)), label));
    }
    failure
}

fn yaml_offset(text: &str, error: &serde_yaml::Error, said: &str) -> usize {
    let index = error.location().map_or(0, |location| location.index());
    if index == 0
        && let Some(offset) = said.split(" at position ").nth(1).and_then(number)
    {
        return floor(text, offset);
    }
    floor(text, index)
}

/// The part that says what is wrong: without the path the reader puts in front of some, and with backticks.
fn in_our_words(problem: &str) -> String {
    let start = problem.find("invalid type: ").or_else(|| problem.find("invalid value: ")).unwrap_or(0);
    problem[start..].replace('\'', "`").replace("EOF while parsing a value", "the text ends where a value should be")
}

/// The text before ` at line … column …` or ` at position …`.
fn without_position(text: &str) -> &str {
    let end = text.rfind(" at line ").or_else(|| text.rfind(" at position ")).unwrap_or(text.len());
    &text[..end]
}

/// Line and column, both from 1, named at the end of what libyaml says.
fn position(text: &str) -> Option<(usize, usize)> {
    let (line, column) = text.split_once(" at line ")?.1.split_once(" column ")?;
    Some((number(line)?, number(column)?))
}

fn number(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

fn offset_of(text: &str, line: usize, column: usize) -> Option<usize> {
    let start = line_start(text, line);
    text[start..].char_indices().nth(column.checked_sub(1)?).map(|(offset, _)| start + offset)
}

/// The offset of a line's first byte; lines count from 1.
fn line_start(text: &str, line: usize) -> usize {
    let Some(breaks) = line.checked_sub(2) else { return 0 };
    text.match_indices('\n').nth(breaks).map_or(text.len(), |(offset, _)| offset + 1)
}

/// The line that starts the second document: markers in the first column are markers even within block text.
fn second_document(text: &str) -> usize {
    let mut offset = 0;
    let mut content = false;
    for line in text.split_inclusive('\n') {
        let marker = line.starts_with("---") && line[3..].chars().next().is_none_or(char::is_whitespace);
        if marker && content {
            return offset;
        }
        let rest = if marker { &line[3..] } else { line }.trim();
        content |= marker || !(rest.is_empty() || rest.starts_with(['#', '%']));
        offset += line.len();
    }
    0
}

/// The range of the character at or after which `offset` lies; empty at the end of the text.
fn character(text: &str, offset: usize) -> Range<usize> {
    let start = floor(text, offset);
    start..start + text[start..].chars().next().map_or(0, char::len_utf8)
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0)
}
