//! The configuration of a run: what the document cannot know, such as the crate's name.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lock::Lock;
use crate::source::{FileId, Location, Pointer, Source};

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
    /// operationId to the name of its method; request type and file are called like it. `operationId.parameter` to the
    /// name of a parameter.
    pub operations: BTreeMap<String, String>,
    /// Schema to the name of its type; `Schema.property` and `Schema.value` to those of fields and variants.
    pub types: BTreeMap<String, String>,
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
    /// The project's page.
    pub homepage: Option<String>,
    /// Where the documentation is.
    pub documentation: Option<String>,
    /// Words that the package is found by.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// A guide written by hand: the package's README and the beginning of the crate's documentation, where its examples
    /// are compiled. Without it, a README is emitted.
    pub readme: Option<CratePath>,
    /// The root of a module written by hand. What it exports is exported by the crate.
    pub custom: Option<CratePath>,
    /// Copied into `[dependencies]`, for what is written by hand.
    pub dependencies: toml::Table,
    /// Copied into `[dev-dependencies]`, for examples and tests written by hand.
    pub dev_dependencies: toml::Table,
    /// Copied into `[features]`; what `default` names is on besides what is emitted.
    pub features: BTreeMap<String, Vec<String>>,
    /// Copied as `[[example]]`, for what cargo does not find out by itself.
    pub example: Vec<toml::Table>,
    /// Copied as `[[test]]`.
    pub test: Vec<toml::Table>,
    /// Copied into `[package.metadata]`.
    pub metadata: toml::Table,
}

/// The path of a file that is written by hand, in the folder of the crate: relative, with `/` between, and not in
/// `src/`, where everything is emitted.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct CratePath(String);

impl CratePath {
    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CratePath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
        match path.split('/').all(plain) && !path.starts_with("src/") {
            true => Ok(Self(path)),
            false => Err(format!("`{path}` is not a relative path within the crate and outside of `src/`")),
        }
    }
}

/// `[secrets]`: what must not be shown in logs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SecretConfig {
    /// Properties, each as `Schema.property` in the document's spelling.
    pub properties: Vec<String>,
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

/// `[pagers.<operation>]`: what is where in a page of a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PagerConfig {
    /// The property with the items; `value` without it.
    #[serde(default = "PagerConfig::usual_items")]
    pub items: String,
    /// The property with the link to the next page; without it, there is only one.
    pub next_link: Option<String>,
}

impl PagerConfig {
    /// The name that Azure gives the property with the items.
    pub(crate) fn usual_items() -> String {
        "value".to_owned()
    }
}

/// `[pollers.<operation>]`: how to see that an operation is over.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PollerConfig {
    /// The operation that reads the state. What it requires is filled from the parameters of the same name.
    pub state: String,
    /// A JSON Pointer (RFC 6901) to the state in its answer; `/state` without it.
    #[serde(default = "PollerConfig::usual_property")]
    pub property: String,
    /// The states that end it well. Those that are in neither list mean that it goes on.
    #[serde(default)]
    pub succeeded: Vec<String>,
    /// The states that end it badly.
    #[serde(default)]
    pub failed: Vec<String>,
    /// What it means that the state cannot be found any more (404).
    #[serde(default)]
    pub gone: Gone,
}

impl PollerConfig {
    fn usual_property() -> String {
        "/state".to_owned()
    }
}

/// What it means for an operation that there is no state any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gone {
    /// A good end: it was a deletion.
    Succeeded,
    /// A bad end.
    Failed,
    /// Nothing: it is an error like any other.
    #[default]
    Error,
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

    /// The place of a key in the configuration, for diagnostics.
    pub(crate) fn place<'k>(keys: impl IntoIterator<Item = &'k str>) -> Location {
        Location::Key(Pointer::root().within(&FileId::CONFIG).keys(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_written_by_hand_lie_in_the_crate_and_not_among_emitted_ones() {
        let path =
            |path: &str| Config::parse(&format!("[crate]\ncustom = {path:?}\n")).map(|config| config.krate.custom);
        assert_eq!(path("custom/mod.rs").ok().flatten().as_ref().map(CratePath::as_str), Some("custom/mod.rs"));
        for bad in
            ["", "/custom.rs", "../custom.rs", "a/../../b.rs", "./custom.rs", "C:/custom.rs", "a\\b.rs", "src/a.rs"]
        {
            let problem = path(bad).map(|_| bad).expect_err("not a path in the crate").to_string();
            assert!(problem.contains("line 2") && problem.contains("relative path"), "{problem}");
        }
    }

    #[test]
    fn targets_are_copied_with_their_requirements() {
        let text =
            "[[crate.example]]\nname = \"story\"\nrequired-features = [\"fake\"]\n[[crate.test]]\nname = \"wire\"\n";
        let config = Config::parse(text).expect("a configuration");
        let document = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";
        let sources = crate::Sources::new(crate::Source::new("a.yaml", document));
        let files = crate::generate(&sources, &config).files.expect("a crate");
        let manifest = std::str::from_utf8(files.get("Cargo.toml").expect("a manifest")).expect("text");
        let manifest: toml::Table = manifest.parse().expect("TOML");
        assert_eq!(manifest["example"][0]["required-features"][0].as_str(), Some("fake"));
        assert_eq!(manifest["test"][0]["name"].as_str(), Some("wire"));
    }
}
