//! What became of the scenarios, and what is expected of them: `xtask/conformance/score.json`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::package::Played;
use crate::workspace;

/// The outcome of a scenario that is passed; others have a reason.
const PASSED: &str = "passed";

/// The scenarios of each document, by category, with what became of each. The server does not say to which document a
/// scenario belongs.
pub(super) struct Score(BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>);

impl Score {
    pub(super) fn path() -> PathBuf {
        workspace::root().join("xtask/conformance/score.json")
    }

    /// What is expected.
    pub(super) fn read() -> Result<Self> {
        let path = Self::path();
        let text = std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        Ok(Self(serde_json::from_slice(&text).with_context(|| format!("`{}` is damaged", path.display()))?))
    }

    pub(super) fn text(&self) -> Result<String> {
        Ok(format!("{}\n", serde_json::to_string_pretty(&self.0)?))
    }

    /// Puts what was found in place of what was expected, and says what is worse.
    pub(super) fn note(&mut self, document: &str, played: Vec<Played>) -> Vec<String> {
        let mut played: BTreeMap<String, Option<String>> =
            played.into_iter().map(|one| (one.name, one.reason)).collect();
        let rest = played.remove("*").flatten().unwrap_or_else(|| "its suite does not play it".to_owned());
        let mut findings = Vec::new();
        let scenarios = self.0.get_mut(document).into_iter().flat_map(BTreeMap::values_mut).flatten();
        for (name, outcome) in scenarios {
            let found = match played.remove(name) {
                Some(None) => PASSED.to_owned(),
                Some(Some(reason)) => reason,
                None => rest.clone(),
            };
            if outcome == PASSED && found != PASSED {
                findings.push(format!("worse: {document}: {name}: {found}"));
            }
            *outcome = found;
        }
        findings.extend(played.into_keys().map(|name| format!("{document} has no scenario `{name}`")));
        findings
    }

    /// The score of documents and categories, and what is missing.
    pub(super) fn table(&self, documents: &[&str]) -> String {
        let mut text = format!("{:<32} {:>6} {:>9}\n", "document", "passed", "scenarios");
        let mut missed = String::new();
        let mut categories: BTreeMap<&str, Tally> = BTreeMap::new();
        for document in documents {
            let mut tally = Tally::default();
            for (category, scenarios) in self.0.get(*document).into_iter().flatten() {
                for (name, outcome) in scenarios {
                    let passed = outcome == PASSED;
                    tally.add(passed);
                    categories.entry(category).or_default().add(passed);
                    if !passed {
                        let first = outcome.lines().map(str::trim).collect::<Vec<_>>().join(" ");
                        let _ = writeln!(missed, "missed: {document}: {name}: {first}");
                    }
                }
            }
            if tally.all > 0 {
                let _ = writeln!(text, "{document:<32} {:>6} {:>9}", tally.passed, tally.all);
            }
        }
        let categories =
            categories.iter().map(|(category, tally)| format!("{category} {} of {}", tally.passed, tally.all));
        format!("{text}\n{missed}\n{}\n", categories.collect::<Vec<_>>().join(", "))
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    passed: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, passed: bool) {
        self.all += 1;
        self.passed += usize::from(passed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(name: &str, reason: Option<&str>) -> Played {
        Played { name: name.to_owned(), reason: reason.map(str::to_owned) }
    }

    #[test]
    fn what_was_passed_has_to_be_passed_again() {
        let expected = r#"{"a": {"vanilla": {"one": "passed", "two": "no", "three": "passed"}}}"#;
        let mut score = Score(serde_json::from_str(expected).unwrap());
        let found = vec![played("one", Some("because")), played("two", None), played("four", None)];
        assert_eq!(
            score.note("a", found),
            ["worse: a: one: because", "worse: a: three: its suite does not play it", "a has no scenario `four`"]
        );
        assert_eq!(score.0["a"]["vanilla"]["two"], "passed");
        assert!(score.table(&["a"]).contains("vanilla 1 of 3"), "{}", score.table(&["a"]));
    }
}
