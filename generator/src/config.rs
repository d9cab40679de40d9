//! The configuration of a run: what the document cannot know, such as the crate's name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// The contents of `bindery.toml`. Every key may be left out; unknown keys are errors.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Which of several versions of a document is generated; read by this repository's automation only.
    pub current: Option<String>,
    /// The generated crate's manifest.
    #[serde(rename = "crate")]
    pub krate: CrateConfig,
    /// How requests are made.
    pub requests: RequestConfig,
    /// Tag, or the part of an operationId before `_`, to the name of its module.
    pub groups: BTreeMap<String, String>,
    /// operationId to the name of its method; request type and file are called like it.
    pub operations: BTreeMap<String, String>,
    /// What must not be shown, where the document does not say so.
    pub secrets: SecretConfig,
    /// Enum, by the name of its type, to other texts for its values: text to value. They are read as the value, and
    /// written as it too, so a text that must survive a round trip is better left unknown.
    pub enum_aliases: BTreeMap<String, BTreeMap<String, String>>,
    /// Where the runtime crate lies; without it the manifest names a version. Given on the command line.
    #[serde(skip)]
    pub runtime_path: Option<String>,
}

/// `[crate]`: the generated crate's manifest.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CrateConfig {
    /// The package name; without it, made from the document's title.
    pub name: Option<String>,
    /// The package version; `0.1.0` without it.
    pub version: Option<String>,
    /// One line about the package; without it, made from the document's title and version.
    pub description: Option<String>,
    /// The SPDX licence expression.
    pub license: Option<String>,
    /// Where the source is kept.
    pub repository: Option<String>,
    /// Tables copied into `[dev-dependencies]`, for hand-written examples and tests beside the generated code.
    pub dev_dependencies: toml::Table,
}

/// `[secrets]`: what must not be shown in logs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SecretConfig {
    /// Properties, each as `Schema.property` in the document's spelling.
    pub properties: BTreeSet<String>,
}

/// `[requests]`: how requests are made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RequestConfig {
    /// Send the `Content-Type` of an optional body also when there is no body.
    pub content_type_without_body: bool,
    /// Query parameters that carry the version of the API: the client fills them in with `info.version`.
    pub api_version_parameters: Vec<String>,
}

impl Default for RequestConfig {
    fn default() -> Self {
        Self { content_type_without_body: false, api_version_parameters: vec!["api-version".to_owned()] }
    }
}

impl Config {
    /// Reads the text of a `bindery.toml`.
    ///
    /// # Errors
    ///
    /// Text that is not TOML, an unknown key or a value of the wrong type; the message names line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
