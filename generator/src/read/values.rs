//! What the files of a description hold.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::source::{FileId, Pointer};

/// The values of all files of a description.
#[derive(Clone, Debug, Default)]
pub struct Values {
    entry_name: String,
    files: BTreeMap<FileId, Result<Value, String>>,
}

impl Values {
    /// Those of a description of one file, which others know as `name` in its folder.
    pub(crate) fn new(name: &str, entry: Value) -> Self {
        Self { entry_name: name.to_owned(), files: BTreeMap::from([(FileId::ENTRY, Ok(entry))]) }
    }

    /// Adds what a part holds, or in a few words why that is not known.
    pub(crate) fn add(&mut self, file: FileId, value: Result<Value, String>) {
        self.files.insert(file, value);
    }

    /// What the entry document is called in its folder.
    pub(crate) fn entry_name(&self) -> &str {
        &self.entry_name
    }

    /// What the entry document holds.
    pub fn entry(&self) -> &Value {
        self.file(&FileId::ENTRY).unwrap_or(&Value::Null)
    }

    /// What a file holds, or why that is not known; `Err` also for a file that nobody asked for.
    pub(crate) fn file(&self, file: &FileId) -> Result<&Value, &str> {
        match self.files.get(file) {
            Some(value) => value.as_ref().map_err(String::as_str),
            None => Err("is not among the files given"),
        }
    }

    /// Whether it is known what a file holds, or that it holds nothing.
    pub(crate) fn contains(&self, file: &FileId) -> bool {
        self.files.contains_key(file)
    }

    /// The value at a place.
    pub fn get(&self, place: &Pointer) -> Option<&Value> {
        place.tokens().try_fold(self.file(place.file()).ok()?, |value, token| match value {
            Value::Object(members) => members.get(&*token),
            Value::Array(items) => items.get(index(&token)?),
            _ => None,
        })
    }

    /// The value at a place, to be changed.
    pub(crate) fn get_mut(&mut self, place: &Pointer) -> Option<&mut Value> {
        place.tokens().try_fold(self.files.get_mut(place.file())?.as_mut().ok()?, |value, token| match value {
            Value::Object(members) => members.get_mut(&*token),
            Value::Array(items) => items.get_mut(index(&token)?),
            _ => None,
        })
    }

    /// Takes away a member of an object.
    pub(crate) fn remove(&mut self, place: &Pointer) {
        if let Some((parent, last)) = place.parent().zip(place.last())
            && let Some(Value::Object(members)) = self.get_mut(&parent)
        {
            members.remove(&last);
        }
    }

    /// All files that hold something, entry first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&FileId, &Value)> {
        self.files.iter().filter_map(|(file, value)| Some((file, value.as_ref().ok()?)))
    }
}

/// The index that a token of a JSON Pointer is: digits without a zero in front.
fn index(token: &str) -> Option<usize> {
    let plain = token == "0" || !token.starts_with(['0', '+']);
    plain.then(|| token.parse().ok()).flatten()
}
