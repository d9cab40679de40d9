//! How requests are made, and what operations do that the document does not say.

use serde::Deserialize;

/// `[secrets]`: what must not be shown in logs.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SecretConfig {
    /// Properties, each as `Schema.property` in the document's spelling.
    pub properties: Vec<String>,
}

/// `[requests]`: how requests are made.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RequestConfig {
    /// Send the `Content-Type` of an optional body also when there is no body.
    pub content_type_without_body: bool,
    /// Query parameters that carry the version of the API: the client fills them in with `info.version`.
    pub api_version_parameters: Vec<String>,
}

/// `[pagers.<operation>]`: what is where in a page of a list.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
