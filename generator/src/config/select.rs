//! `[include]` and `[exclude]`: which operations there are.

use serde::Deserialize;

use super::Pattern;

/// Operations: those that any of the patterns matches.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Selection {
    /// operationIds; `METHOD /path`, as in `GET /jobs`, of an operation without one.
    pub operations: Vec<Pattern>,
    /// Tags: any of those that an operation has.
    pub tags: Vec<Pattern>,
    /// Paths as the document spells them, such as `/jobs/{jobId}`.
    pub paths: Vec<Pattern>,
}

/// An operation as patterns see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'c> {
    pub(crate) id: &'c str,
    pub(crate) tags: &'c [String],
    pub(crate) path: &'c str,
}

impl Selection {
    /// Whether there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.patterns().next().is_none()
    }

    /// The patterns, each with its key and its number there.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = (&'static str, usize, &Pattern)> {
        let lists = [("operations", &self.operations), ("tags", &self.tags), ("paths", &self.paths)];
        lists.into_iter().flat_map(|(key, list)| list.iter().enumerate().map(move |(n, pattern)| (key, n, pattern)))
    }
}

impl Candidate<'_> {
    /// Whether a pattern of the list called `key` matches.
    pub(crate) fn is_like(&self, key: &str, pattern: &Pattern) -> bool {
        match key {
            "operations" => pattern.matches(self.id),
            "tags" => self.tags.iter().any(|tag| pattern.matches(tag)),
            _ => pattern.matches(self.path),
        }
    }
}
