//! `[crate]`: what is emitted, and its manifest.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `[crate]`: the generated crate's manifest.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CrateConfig {
    /// Only the types of the API, without a client: the manifest has neither transport nor a feature per group.
    pub types_only: bool,
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
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    pub dependencies: toml::Table,
    /// Copied into `[dev-dependencies]`, for examples and tests written by hand.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    pub dev_dependencies: toml::Table,
    /// Copied into `[features]`; what `default` names is on besides what is emitted.
    pub features: BTreeMap<String, Vec<String>>,
    /// Copied as `[[example]]`, for what cargo does not find out by itself.
    #[cfg_attr(test, schemars(with = "Vec<BTreeMap<String, serde_json::Value>>"))]
    pub example: Vec<toml::Table>,
    /// Copied as `[[test]]`.
    #[cfg_attr(test, schemars(with = "Vec<BTreeMap<String, serde_json::Value>>"))]
    pub test: Vec<toml::Table>,
    /// Copied into `[package.metadata]`.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    pub metadata: toml::Table,
}

/// The path of a file that is written by hand, in the folder of the crate: relative, with `/` between, and not in
/// `src/`, where everything is emitted.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn files_written_by_hand_lie_in_the_crate_and_not_among_emitted_ones() {
        let path =
            |path: &str| Config::parse(&format!("[crate]\ncustom = {path:?}\n")).map(|config| config.krate.custom);
        assert_eq!(path("custom/mod.rs").ok().flatten().as_ref().map(CratePath::as_str), Some("custom/mod.rs"));
        for bad in
            ["", "/custom.rs", "../custom.rs", "a/../../b.rs", "./custom.rs", "C:/custom.rs", "a\\b.rs", "src/a.rs"]
        {
            let problem = path(bad).map(|_| bad).expect_err("not a path in the crate");
            let problem = problem.iter().next().expect("a problem");
            assert!(problem.message.contains("relative path"), "{problem:?}");
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
