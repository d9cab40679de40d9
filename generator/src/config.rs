//! The configuration of a run: what the document cannot know, such as the crate's name.

mod calls;
mod check;
mod correction;
mod models;
mod package;
mod pattern;
mod read;
mod rust;
mod select;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use calls::{Gone, PagerConfig, PollerConfig, RequestConfig, SecretConfig};
pub use correction::Correction;
pub use models::{ClosedConfig, DeriveConfig, ReplaceConfig};
pub use package::{CrateConfig, CratePath};
pub use pattern::Pattern;
pub use rust::{DerivePath, RustType};
pub(crate) use select::Candidate;
pub use select::Selection;

use crate::lock::Lock;
use crate::source::{FileId, Location, Pointer, Source};

/// The JSON Schema (2020-12) of a `bindery.toml`, for editors.
pub const SCHEMA: &str = include_str!("config/bindery.schema.json");

/// The contents of `bindery.toml`. Every key may be left out; unknown keys are errors.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "bindery.toml"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Which of several versions of a document is generated; read by this repository's automation only.
    pub current: Option<String>,
    /// What is emitted, and the manifest of the crate.
    #[serde(rename = "crate")]
    pub krate: CrateConfig,
    /// How requests are made.
    pub requests: RequestConfig,
    /// The operations that are generated; without it, all. Models that no operation left uses are left out too.
    pub include: Selection,
    /// Operations that are not generated, whatever `include` says.
    pub exclude: Selection,
    /// Tag, or the part of an operationId before `_`, to the name of its module.
    pub groups: BTreeMap<String, String>,
    /// operationId to the name of its method; request type and file are called like it. `operationId.parameter` to the
    /// name of a parameter.
    pub operations: BTreeMap<String, String>,
    /// Schema to the name of its type; `Schema.property` and `Schema.value` to those of fields and variants. A type
    /// without a schema of its own has the name that `bindery.lock` shows for it, such as `Job state`.
    pub types: BTreeMap<String, String>,
    /// Types that are written by hand, in place of what would be generated.
    pub replace: ReplaceConfig,
    /// What types derive besides what they have anyway.
    pub derives: DeriveConfig,
    /// Types that have no variant for values that the document does not know: such a value cannot be read.
    pub closed: ClosedConfig,
    /// What must not be shown, where the document does not say so.
    pub secrets: SecretConfig,
    /// Enum, by the name of its type, to other texts for its values: text to value. They are read as the value, and
    /// written as it too, so a text that must survive a round trip is better left unknown.
    pub enum_aliases: BTreeMap<String, BTreeMap<String, String>>,
    /// Operation, by its id, to where the pages of its list have their items and the link to the next one. It counts in
    /// place of `x-ms-pageable`.
    pub pagers: BTreeMap<String, PagerConfig>,
    /// Operation that the service goes on with after it has answered, by its id, to how to see that it is over.
    pub pollers: BTreeMap<String, PollerConfig>,
    /// What is wrong in the document, put right before it is looked at. They are made in this order.
    pub corrections: Vec<Correction>,
    /// Where the runtime crate lies; without it the manifest names a version. Given on the command line.
    #[serde(skip)]
    pub runtime_path: Option<String>,
    /// What things were called before, and are called still; without it, all names come from the document.
    #[serde(skip)]
    pub lock: Option<Lock>,
    /// The text that it was read from, to show diagnostics with.
    #[serde(skip)]
    pub source: Option<Source>,
}

impl Config {
    /// The place of a key in the configuration, for diagnostics.
    pub(crate) fn place<'k>(keys: impl IntoIterator<Item = &'k str>) -> Location {
        Location::Key(Pointer::root().within(&FileId::CONFIG).keys(keys))
    }

    /// The place of an element of a list in the configuration.
    pub(crate) fn element<'k>(keys: impl IntoIterator<Item = &'k str>, index: usize) -> Location {
        Location::Value(Pointer::root().within(&FileId::CONFIG).keys(keys).index(index))
    }
}

#[cfg(test)]
mod tests;
