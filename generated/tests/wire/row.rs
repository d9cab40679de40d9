//! Rows of transcripts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::support::Result;

/// Stands in a row for an id that was new with each call.
pub const NEW_ID: &str = "<uuid generated per call>";

/// A line of a transcript.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Row {
    /// The number of a recorded row; our own have none.
    #[serde(default)]
    pub n: Option<u32>,
    /// The operation's id.
    pub operation: String,
    /// Which options were given.
    pub label: String,
    pub request: Request,
}

/// The request of a row.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: BTreeMap<String, String>,
    /// The body as it went over the wire; none is like an empty one.
    #[serde(default, deserialize_with = "text_or_none")]
    pub body: String,
}

fn text_or_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

impl Row {
    /// What messages call it.
    pub fn name(&self) -> String {
        let number = self.n.map(|n| format!("{n} ")).unwrap_or_default();
        format!("{number}{} ({})", self.operation, self.label)
    }
}

impl Request {
    /// Returns the value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Returns the rows of this repository.
///
/// # Errors
/// A line is not a row.
pub fn rows() -> Result<Vec<Row>> {
    read(include_str!("../wire.jsonl"))
}

/// Reads a transcript, one row per line. What a row has beyond [`Row`] repeats this or does not matter.
///
/// # Errors
/// A line is not a row.
pub fn read(transcript: &str) -> Result<Vec<Row>> {
    let lines = transcript.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read =
        |(index, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", index + 1).into());
    lines.map(read).collect()
}
