//! A name in the lock: a text, or with what belongs to it a table.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// The name of one thing, and its type where it has one.
///
/// ```toml
/// active = "Active"
/// id = { name = "id", type = "Option<String>" }
/// url = { name = "uri", type = "Option<String>", was = ["url"] }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The Rust identifier.
    pub name: String,
    /// The Rust type.
    pub ty: Option<String>,
    /// The names that it had before it was renamed, which are still there as deprecated aliases.
    pub was: Vec<String>,
}

impl Entry {
    /// A name alone.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    #[serde(rename = "type")]
    ty: Option<String>,
    #[serde(default)]
    was: Vec<String>,
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, or a table with a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Entry, E> {
        Ok(Entry::new(name))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
        let Table { name, ty, was } = Table::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Entry { name, ty, was })
    }
}
