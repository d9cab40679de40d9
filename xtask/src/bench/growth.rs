//! What a document costs that has another one in it many times: twice as much should take twice the time and memory.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::corpus::child;
use crate::workspace;

/// How many copies are in the largest document.
const MOST: usize = 64;

/// From how many copies on growth is judged: what a run costs whatever the document counts for less then.
const SETTLED: usize = 8;

/// How much more a copy may cost among 64 than among 8 before that is called more than linear.
const TOLERANCE: f64 = 1.25;

/// What all copies have in common: security requirements name it.
const SHARED: &str = "securitySchemes";

/// The documents of the family, smallest first.
#[derive(Debug, Serialize)]
pub(super) struct Growth {
    pub(super) document: String,
    pub(super) runs: u32,
    pub(super) steps: Vec<Step>,
    /// What a copy costs among 64, by what it costs among 8: CPU time, and memory.
    pub(super) ratios: [f64; 2],
}

/// A document of the family.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub(super) copies: usize,
    pub(super) bytes: usize,
    /// CPU time of the best run.
    pub(super) cpu_ms: f64,
    /// Bytes in memory beyond those of a document without paths, at most.
    pub(super) memory: u64,
}

impl Step {
    /// CPU time and memory of a copy.
    pub(super) fn per_copy(&self) -> [f64; 2] {
        [self.cpu_ms, self.memory as f64].map(|cost| cost / self.copies as f64)
    }
}

impl Growth {
    pub(super) fn is_linear(&self) -> bool {
        self.ratios.iter().all(|ratio| *ratio <= TOLERANCE)
    }
}

pub(super) fn measure(document: Option<&Path>, runs: u32) -> Result<Growth> {
    let path = document.map_or_else(|| workspace::root().join("generator/tests/terminate.yaml"), Path::to_owned);
    let text = std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let value: Value = serde_yaml::from_slice(&text).context("the document is neither YAML nor JSON")?;
    let folder = workspace::root().join("target/bench/growth");
    std::fs::create_dir_all(&folder)?;
    let nothing = run(&write(&folder, &value, 0)?.0, runs)?;
    let mut steps = Vec::new();
    for copies in std::iter::successors(Some(1), |copies| Some(copies * 2)).take_while(|copies| *copies <= MOST) {
        let (path, bytes) = write(&folder, &value, copies)?;
        let (cpu_ms, memory) = run(&path, runs)?;
        let (cpu_ms, memory) = ((cpu_ms - nothing.0).max(0.0), memory.saturating_sub(nothing.1));
        steps.push(Step { copies, bytes, cpu_ms, memory });
    }
    let at = |copies| steps.iter().find(|step| step.copies == copies).map(Step::per_copy).unwrap_or_default();
    let (few, many) = (at(SETTLED), at(MOST));
    let ratios = [many[0] / few[0], many[1] / few[1]];
    Ok(Growth { document: workspace::shown(&path).display().to_string(), runs, steps, ratios })
}

/// The least CPU time in milliseconds and memory in bytes, each run in a process of its own.
fn run(document: &Path, runs: u32) -> Result<(f64, u64)> {
    let mut best = (f64::INFINITY, u64::MAX);
    for _ in 0..runs {
        let (seconds, bytes) = child::cost(document)?;
        best = (best.0.min(seconds * 1e3), best.1.min(bytes));
    }
    Ok(best)
}

fn write(folder: &Path, document: &Value, copies: usize) -> Result<(PathBuf, usize)> {
    let family = family(document, copies).context("the document is no object")?;
    let path = folder.join(format!("{copies}.json"));
    let text = serde_json::to_vec_pretty(&family)?;
    std::fs::write(&path, &text)?;
    ensure!(copies == 0 || family["paths"].as_object().is_some_and(|paths| !paths.is_empty()), "there are no paths");
    Ok((path, text.len()))
}

/// The document with its paths, its tags and what they refer to so many times, each time under other names.
fn family(document: &Value, copies: usize) -> Option<Value> {
    let original = document.as_object()?;
    let (mut tags, mut paths, mut components) = (Vec::new(), Map::new(), Map::new());
    for copy in 1..=copies {
        for tag in original.get("tags").and_then(Value::as_array).into_iter().flatten() {
            let mut tag = tag.clone();
            suffix(tag.get_mut("name"), copy);
            tags.push(tag);
        }
        for (path, item) in members(original.get("paths")) {
            paths.insert(format!("/copy{copy}{path}"), renamed(item, copy));
        }
        for (kind, some) in members(original.get("components")).filter(|(kind, _)| *kind != SHARED) {
            let all = components.entry(kind).or_insert_with(|| json!({}));
            for (name, component) in members(Some(some)) {
                all[format!("{name}{copy}")] = renamed(component, copy);
            }
        }
    }
    if let Some(schemes) = document.pointer(&format!("/components/{SHARED}")) {
        components.insert(SHARED.to_owned(), schemes.clone());
    }
    let mut family = original.clone();
    let parts = [("tags", Value::Array(tags)), ("paths", paths.into()), ("components", components.into())];
    family.extend(parts.map(|(name, part)| (name.to_owned(), part)));
    Some(Value::Object(family))
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// What a copy says where others must not say the same.
fn renamed(value: &Value, copy: usize) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| renamed(item, copy)).collect(),
        Value::Object(members) => {
            let mut changed: Map<_, _> =
                members.iter().map(|(key, member)| (key.clone(), renamed(member, copy))).collect();
            suffix(changed.get_mut("operationId"), copy);
            for tag in changed.get_mut("tags").and_then(Value::as_array_mut).into_iter().flatten() {
                suffix(Some(tag), copy);
            }
            if let Some(Value::String(target)) = changed.get_mut("$ref") {
                *target = reference(target, copy);
            }
            Value::Object(changed)
        }
        other => other.clone(),
    }
}

fn suffix(text: Option<&mut Value>, copy: usize) {
    if let Some(Value::String(text)) = text {
        text.push_str(&copy.to_string());
    }
}

/// `#/components/schemas/Job/properties/id` becomes `#/components/schemas/Job1/properties/id`.
fn reference(target: &str, copy: usize) -> String {
    let named = |(at, token): (usize, &str)| if at == 3 { format!("{token}{copy}") } else { token.to_owned() };
    target.split('/').enumerate().map(named).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_share_nothing_but_credentials() {
        let document = json!({
            "openapi": "3.0.3",
            "tags": [{"name": "Jobs"}],
            "paths": {"/jobs": {"get": {"operationId": "Job_List", "tags": ["Jobs"],
                "responses": {"200": {"$ref": "#/components/responses/Jobs"}}}}},
            "components": {"responses": {"Jobs": {"description": "All."}}, "securitySchemes": {"key": {"type": "http"}}},
        });
        let family = family(&document, 2).expect("an object");
        let operation = |copy: usize| {
            json!({"get": {"operationId": format!("Job_List{copy}"), "tags": [format!("Jobs{copy}")],
                "responses": {"200": {"$ref": format!("#/components/responses/Jobs{copy}")}}}})
        };
        assert_eq!(family["paths"], json!({"/copy1/jobs": operation(1), "/copy2/jobs": operation(2)}));
        assert_eq!(family["tags"], json!([{"name": "Jobs1"}, {"name": "Jobs2"}]));
        let all = json!({"description": "All."});
        let expected = json!({"responses": {"Jobs1": all, "Jobs2": all}, "securitySchemes": {"key": {"type": "http"}}});
        assert_eq!(family["components"], expected);
    }
}
