//! Diagnostics as SARIF 2.1.0, which services for code scanning and editors read.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Found, Renderer, help, one_line};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Location;

/// Which schema the log follows; services ask for it.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a segment of a path need not encode.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A log of one run. Its rules are the whole catalogue, so that a rule has the same index in each log.
pub(super) fn log(renderer: &Renderer<'_>, diagnostics: &Diagnostics) -> String {
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(renderer, diagnostic)).collect();
    let driver = json!({
        "name": "bindery",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": code::ALL.iter().map(|code| rule(code)).collect::<Vec<_>>(),
    });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": message(code.meaning),
        "fullDescription": message(code.meaning),
        "help": message(code.remedy),
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(renderer: &Renderer<'_>, diagnostic: &Diagnostic) -> Value {
    let instead = diagnostic.instead.iter().map(|instead| format!("; generated instead: {instead}"));
    let text: String = std::iter::once(diagnostic.message.clone()).chain(instead).collect();
    let related = diagnostic.related.iter().map(|(place, label)| {
        let mut place = location(renderer, place);
        place["message"] = message(label);
        place
    });
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": code::ALL.iter().position(|code| code.name == diagnostic.code.name),
        "level": level(diagnostic.severity),
        "message": message(&format!("{text}; help: {}", help(diagnostic))),
        "locations": [location(renderer, &diagnostic.location)],
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

/// Columns count characters, and the end is behind the last one.
fn location(renderer: &Renderer<'_>, location: &Location) -> Value {
    let Found { source, start, end, .. } = renderer.place(location);
    let mut place = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&source.name) },
            "region": {
                "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
            },
        },
    });
    if let Location::Value(pointer) | Location::Key(pointer) = location {
        // The root has no name of its own, and an empty one says nothing.
        place["logicalLocations"] = json!([{ "fullyQualifiedName": pointer.fragment() }]);
    }
    place
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A plain message: in SARIF, braces are placeholders unless they are doubled, and `[text](target)` is a link.
fn message(text: &str) -> Value {
    let text = one_line(text).replace('{', "{{").replace('}', "}}").replace("](", "] (");
    json!({ "text": text })
}

/// The name of a file as a reference: relative, as files are named to us, or a `file` URI if that is from a root.
fn uri(name: &str) -> String {
    let path = name.replace('\\', "/");
    let encoded: Vec<_> = path.split('/').map(|segment| utf8_percent_encode(segment, SEGMENT).to_string()).collect();
    let encoded = encoded.join("/");
    let is_drive = path.as_bytes().get(1..3) == Some(b":/");
    match path.starts_with('/') {
        true => format!("file://{encoded}"),
        false if is_drive => format!("file:///{}", encoded.replacen("%3A", ":", 1)),
        false => encoded,
    }
}
