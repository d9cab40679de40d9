//! The document that the crate is generated from, and what its configuration says is secret.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::support::Result;

/// The files of a document.
pub struct Document {
    files: BTreeMap<String, Value>,
    /// Properties that are secret though the document does not mark them: `ResourceFile.httpUrl`.
    pub secrets: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Config {
    current: String,
    secrets: Secrets,
}

#[derive(Deserialize)]
struct Secrets {
    properties: BTreeSet<String>,
}

/// A part of a document: its file, its place in it, and what is there.
#[derive(Clone)]
pub struct Part<'a> {
    pub pointer: String,
    pub value: &'a Value,
}

impl Document {
    /// Reads the current version.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn read() -> Result<Self> {
        let spec = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec"));
        let Config { current, secrets } = toml::from_str(&std::fs::read_to_string(spec.join("bindery.toml"))?)?;
        let mut files = BTreeMap::new();
        for file in std::fs::read_dir(spec.join(current))? {
            let file = file?;
            let content = serde_yaml::from_str(&std::fs::read_to_string(file.path())?)?;
            files.insert(file.file_name().to_string_lossy().into_owned(), content);
        }
        Ok(Self { files, secrets: secrets.properties })
    }

    /// Returns what is at a place: `jobs.yaml#/components/schemas/CloudJob`.
    ///
    /// # Errors
    /// There is nothing.
    pub fn part(&self, pointer: &str) -> Result<Part<'_>> {
        let (file, place) = pointer.split_once('#').unwrap_or((pointer, ""));
        let value = self.files.get(file).and_then(|file| file.pointer(place));
        let value = value.ok_or_else(|| format!("there is no {pointer}"))?;
        self.target(Part { pointer: pointer.to_owned(), value })
    }

    /// Returns what is at a place below another, if anything is.
    ///
    /// # Errors
    /// A reference leads nowhere.
    pub fn below<'a>(&'a self, part: &Part<'a>, place: &str) -> Result<Option<Part<'a>>> {
        let Some(value) = part.value.pointer(place) else { return Ok(None) };
        self.target(Part { pointer: format!("{}{place}", part.pointer), value }).map(Some)
    }

    /// Follows `$ref`, and an `allOf` of one, which is a `$ref` with a description.
    fn target<'a>(&'a self, part: Part<'a>) -> Result<Part<'a>> {
        let value = match &part.value["allOf"] {
            Value::Array(of) if of.len() == 1 => &of[0],
            _ => part.value,
        };
        let Some(target) = value["$ref"].as_str() else { return Ok(part) };
        let file = part.pointer.split('#').next().unwrap_or_default();
        if target.starts_with('#') { self.part(&format!("{file}{target}")) } else { self.part(target) }
    }
}
