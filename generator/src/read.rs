//! Reads the text of a document into a JSON value, whatever it is written in.
//!
//! Nothing here knows OpenAPI. JSON and YAML are told apart by content: text that starts with `{` or `[` is read as
//! JSON, and as YAML (a flow mapping) only if it is not JSON and may be meant as YAML: in YAML `{"a": tru}` is fine, so
//! trying it on broken JSON would hide the mistake. Both go through one visitor (module `value`), so that keys are text,
//! objects are sorted, and a key written twice is reported, in either.

pub(crate) mod block;
mod syntax;
mod value;
mod values;

use std::fmt::Display;

use serde::de::DeserializeSeed;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::locate::Positions;
use crate::source::{FileId, Location, Pointer, Source, Sources};
use value::{Context, Finding, Node, Trouble};
pub use values::Values;

/// Reads the files of a description; `None` if the entry document is no object to go on with.
pub fn read(sources: &Sources) -> (Option<Values>, Diagnostics) {
    let (values, mut diagnostics) = entry(sources.entry());
    let values = values.map(|mut values| {
        for (file, source) in sources.parts() {
            let value = source.map_err(str::to_owned).and_then(|source| part(file, source, &mut diagnostics));
            values.add(file.clone(), value);
        }
        values
    });
    (values, diagnostics)
}

/// Reads the entry document.
pub(crate) fn entry(source: &Source) -> (Option<Values>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let value = value(source, &mut diagnostics).and_then(|value| object(value, &mut diagnostics));
    (value.map(|value| Values::new(source.base_name(), value)), diagnostics)
}

/// Reads another file, which may hold anything; the error says that it holds nothing.
pub(crate) fn part(file: &FileId, source: &Source, diagnostics: &mut Diagnostics) -> Result<Value, String> {
    let mut found = Diagnostics::new();
    let value = value(source, &mut found);
    diagnostics.extend(found.within(file));
    value.ok_or_else(|| "holds no document".to_owned())
}

/// Reads one file. What is found is about the entry document, for all this knows.
fn value(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    if let Err(error) = std::str::from_utf8(&source.bytes) {
        diagnostics.push(not_utf8(&source.bytes, error.valid_up_to()));
        return None;
    }
    let text = source.text();
    if is_blank(text) {
        diagnostics.push(Diagnostic::new(&code::EMPTY_DOCUMENT, Location::bytes(0..0), "the file holds no document"));
        return None;
    }
    match parse(text, may_be_yaml(&source.name, text)) {
        Ok((value, findings)) => {
            report(findings, source, diagnostics);
            Some(value)
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    }
}

/// A value and what was odd about it.
type Parsed = (Value, Vec<Finding>);

/// Whether text that starts like JSON may be YAML: the name decides, and without a telling one, whether the first key
/// is quoted.
fn may_be_yaml(name: &str, text: &str) -> bool {
    match name.rsplit('.').next() {
        Some("json") => false,
        Some("yaml" | "yml") => true,
        _ => !text.trim_start().trim_start_matches(['{', '[']).trim_start().starts_with('"'),
    }
}

/// Parses text that is not blank. Text that looks like JSON is tried as YAML only if `may_be_yaml`.
fn parse(text: &str, may_be_yaml: bool) -> Result<Parsed, Box<Diagnostic>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml(text).map_err(|failure| failure.diagnostic);
    }
    let json = match json(text) {
        Ok(parsed) => return Ok(parsed),
        Err(failure) => failure,
    };
    // A document too deep for the one reader is too deep for the other as well.
    if !may_be_yaml || json.diagnostic.code == &code::NESTING_TOO_DEEP {
        return Err(json.diagnostic);
    }
    // The reader that came further knows better what the text was meant to be.
    yaml(text).map_err(|yaml| if yaml.offset > json.offset { yaml.diagnostic } else { json.diagnostic })
}

fn json(text: &str) -> Result<Parsed, syntax::Failure> {
    let mut context = Context::json(text.len());
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Node(&mut context).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map(|value| (value, context.findings)).map_err(|error| syntax::json(text, &error))
}

fn yaml(text: &str) -> Result<Parsed, syntax::Failure> {
    if let Some(value) = block::read(text) {
        return Ok((value, Vec::new()));
    }
    any_yaml(text)
}

fn any_yaml(text: &str) -> Result<Parsed, syntax::Failure> {
    let mut context = Context::yaml(text.len());
    let value = Node(&mut context).deserialize(serde_yaml::Deserializer::from_str(text));
    value.map(|value| (value, context.findings)).map_err(|error| syntax::yaml(text, &error))
}

/// Whether there is nothing but space, comments and document markers.
fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#') || matches!(line, "---" | "..."))
}

fn not_utf8(bytes: &[u8], offset: usize) -> Diagnostic {
    let line = bytes[..offset].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let message = format!("the file is not UTF-8 text: byte {offset}, in line {line}, starts no character");
    let diagnostic = Diagnostic::new(&code::NOT_UTF8, Location::bytes(0..0), message);
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => diagnostic.help("this looks like UTF-16; save the file as UTF-8"),
        _ => diagnostic.help("save the file as UTF-8"),
    }
}

fn object(value: Value, diagnostics: &mut Diagnostics) -> Option<Value> {
    let kind = match value {
        Value::Object(_) => return Some(value),
        Value::Array(_) => "a list",
        Value::String(_) => "text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "a boolean",
        Value::Null => "null",
    };
    let message = format!("the document is {kind}, not an object");
    let help = "start the document with `openapi: 3.0.3`";
    diagnostics.push(Diagnostic::new(&code::NOT_AN_OBJECT, Pointer::root(), message).help(help));
    None
}

/// Turns findings into diagnostics. Positions are looked up only here, so a clean document pays nothing for them.
fn report(findings: Vec<Finding>, source: &Source, diagnostics: &mut Diagnostics) {
    if findings.is_empty() {
        return;
    }
    let positions = Positions::new(source);
    for finding in findings {
        let pointer = finding.pointer();
        let diagnostic = |code, message: &dyn Display| Diagnostic::new(code, &pointer, message.to_string());
        diagnostics.push(match finding.trouble {
            Trouble::Duplicate => {
                let key = pointer.last().unwrap_or_default();
                let message = format!("the key `{key}` is written more than once");
                let found = diagnostic(&code::DUPLICATE_KEY, &message).instead("the last one");
                let earlier = positions.earlier(&pointer).into_iter();
                earlier.fold(found, |found, range| found.related(Location::bytes(range), "also written here"))
            }
            Trouble::Tag(tag) => diagnostic(&code::UNKNOWN_TAG, &format!("the YAML tag `!{tag}` has no meaning here"))
                .instead("the value without its tag"),
            Trouble::NotFinite(number) => {
                diagnostic(&code::NOT_FINITE, &format!("`{number}` is not a number of JSON")).instead("`null`")
            }
            Trouble::Merge => diagnostic(&code::INVALID_MERGE, &"`<<` merges a map or a list of maps, nothing else")
                .help("write `<<: *name`, where `&name` marks a map"),
        });
    }
}

#[cfg(test)]
mod tests;
