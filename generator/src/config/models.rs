//! How types are emitted.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::RustType;

/// `[replace]`: types that are written by hand. Each must be `Clone`, `Send`, `Sync` and `'static`, and implement
/// `ToJson` and `FromJson` of the runtime; where it stands in parameters or header fields, `ToText` and `FromText`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ReplaceConfig {
    /// `format` of strings and numbers to the type of their values.
    pub formats: BTreeMap<String, RustType>,
    /// Schema, or type as in `[types]`, to the type that stands for it. It is not emitted, nor what only it uses.
    pub types: BTreeMap<String, RustType>,
}
