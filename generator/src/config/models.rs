//! How types are emitted: replaced, with more derives, closed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{DerivePath, Pattern, RustType};

/// `[replace]`: types that are written by hand. Each must be `Clone`, `Send`, `Sync` and `'static`, and implement
/// `ToJson` and `FromJson` of the runtime; where it stands in parameters or header fields, `ToText` and `FromText`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ReplaceConfig {
    /// `format` of strings and numbers to the type of their values.
    pub formats: BTreeMap<String, RustType>,
    /// Schema, or type as in `[types]`, to the type that stands for it; `Schema.property` to that of one property. What
    /// is replaced is not emitted, nor what only it uses.
    pub types: BTreeMap<String, RustType>,
}

/// `[derives]`: what types derive besides what they have anyway.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DeriveConfig {
    /// What all structs, enums and unions derive.
    pub all: Vec<DerivePath>,
    /// Schema, or type as in `[types]`, to what it derives too.
    pub types: BTreeMap<String, Vec<DerivePath>>,
}

/// `[closed]`: types without a variant for values that the document does not know. Code can match on all variants;
/// another value is an error in reading, and another variant in the document breaks code.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ClosedConfig {
    /// Enums, by the names of their schemas, or types as in `[types]`.
    pub enums: Vec<Pattern>,
    /// Unions (`oneOf`, `anyOf`) in the same way.
    pub unions: Vec<Pattern>,
}
