//! What things of a document are called in Rust, kept in a file beside it: `bindery.lock`.
//!
//! Names that were given once stay, whatever becomes of the document around what they name. The lock is a record of a
//! [`rust::Crate`](crate::rust::Crate), by what identifies things on the wire: method and path, names of schemas,
//! properties, values and parameters. The next run makes a record of the crate that the document alone would give,
//! finds the things of the old record in it (`matching`), and decides what of the old one counts (`settle`). What
//! was decided are the `Pins`, which `plan` asks before it mints a name.

mod arrange;
mod entry;
mod matching;
mod pins;
mod record;
mod renames;
mod settle;
mod shape;
mod write;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::config::Config;
use crate::source::Source;
pub(crate) use arrange::arrange;
pub use entry::Entry;
pub(crate) use pins::{OperationPins, Pin, Pins, TypePins, in_order};
pub(crate) use record::record;
pub(crate) use settle::{settle, without_refused};

/// A record of names. Every key may be left out; unknown keys are errors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lock {
    /// Groups, by tag.
    pub groups: BTreeMap<String, GroupEntry>,
    /// Operations, by method and path: `POST /jobs/{jobId}/terminate`. What the variables are called does not count.
    pub operations: BTreeMap<String, OperationEntry>,
    /// Types, by the names of their schemas, or the words made up for a schema without one.
    pub types: BTreeMap<String, TypeEntry>,
    /// Servers, by URL.
    pub servers: BTreeMap<String, Entry>,
    /// The text that it was read from, to show diagnostics with.
    #[serde(skip)]
    pub source: Option<Source>,
}

/// A group of operations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// The module, which the client's accessor and the feature are called like.
    pub module: Entry,
    /// The type with the methods.
    pub handle: Entry,
}

/// An operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationEntry {
    /// The operationId; method and path without one.
    pub id: String,
    /// The group, a key of [`Lock::groups`].
    pub group: String,
    /// The method.
    pub method: Entry,
    /// The request type.
    pub request: Entry,
    /// The type of the headers of an answer.
    pub headers: Option<Entry>,
    /// The enum of good answers.
    pub output: Option<Entry>,
    /// The enum of bad answers.
    pub failure: Option<Entry>,
    /// The arguments of the method in their order: keys of `parameters`.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// Parameters by place and name, such as `query timeout`; `body` is the body.
    #[serde(default)]
    pub parameters: BTreeMap<String, Entry>,
    /// The fields of the headers of an answer, by name.
    #[serde(default)]
    pub fields: BTreeMap<String, Entry>,
}

/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeEntry {
    /// Its name; with a type if it is an alias.
    pub rust: Entry,
    /// What it has besides what all have: `Default`, `Page`, `non_exhaustive`, `text`, `new`.
    #[serde(default)]
    pub traits: Vec<String>,
    /// The arguments of `new` in their order: keys of `fields`.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// Properties, by name.
    #[serde(default)]
    pub fields: BTreeMap<String, Entry>,
    /// Values of an enum, by text.
    #[serde(default)]
    pub values: BTreeMap<String, Entry>,
}

impl Lock {
    /// Reads the text of a `bindery.lock`.
    ///
    /// # Errors
    ///
    /// Text that is not TOML, an unknown key or a value of the wrong type; the message names line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

/// Whether anything may be called otherwise than the document and `lower` have it.
pub(crate) fn is_asked_for(config: &Config) -> bool {
    config.lock.is_some() || !config.types.is_empty() || config.operations.keys().any(|key| key.contains('.'))
}

/// What says that a struct may grow.
pub(crate) const NON_EXHAUSTIVE: &str = "non_exhaustive";

/// What says that an enum stands in parameters or headers.
pub(crate) const TEXT: &str = "text";

/// What says that a struct has a constructor.
pub(crate) const NEW: &str = "new";
