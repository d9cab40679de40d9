//! How fast emitted types are read and written, beside types of the same schemas that derive serde's traits.
//!
//! Both are measured by one program, in turns, on a page that is made here; see `json/program.rs`.

mod derive;
mod page;

use anyhow::{Context, Result};
use bindery::{Config, Sources};
use serde::{Deserialize, Serialize};

use super::Row;
use super::package::{CLIENT, Package};

/// The schema of the page, and the feature of the crate that has its type.
const SCHEMA: &str = "CloudTaskListResult";
const FEATURE: &str = "tasks";
const ITEMS: usize = 1000;
const RUNS: &str = "200";
const PROGRAM: &str = include_str!("json/program.rs");

/// What was measured. Rows come in pairs, ours first.
#[derive(Debug, Serialize)]
pub(super) struct Speed {
    pub(super) schema: &'static str,
    pub(super) items: usize,
    pub(super) bytes: usize,
    pub(super) runs: &'static str,
    pub(super) pairs: Vec<Pair>,
}

/// One thing that both do.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Pair {
    pub(super) ours: Row,
    pub(super) serde: Row,
}

impl Pair {
    /// How many times as fast ours is, by the best and by the median.
    pub(super) fn ratios(&self) -> [f64; 2] {
        let ratio = |serde: f64, ours: f64| serde / ours.max(f64::MIN_POSITIVE);
        [ratio(self.serde.best_ms, self.ours.best_ms), ratio(self.serde.median_ms, self.ours.median_ms)]
    }
}

/// Measures, if the document has a page of tasks at all.
pub(super) fn measure(sources: &Sources, config: &Config) -> Result<Option<Speed>> {
    let (api, _) = bindery::understand(sources, config);
    let api = api.context("the document cannot be used; see `bindery check`")?;
    let Some(derived) = derive::types(&api, SCHEMA) else {
        return Ok(None);
    };
    Package::client(sources, config)?;
    let package = Package::of("json");
    package.write_manifest(&manifest())?;
    let page = page::page(ITEMS);
    std::fs::create_dir_all(package.directory.join("src"))?;
    for (path, text) in [("src/main.rs", PROGRAM), ("src/derived.rs", &*derived), ("page.json", &*page)] {
        std::fs::write(package.directory.join(path), text)?;
    }
    let ran = package.cargo(&["run", "--release", "--", "page.json", RUNS])?;
    let pairs = serde_json::from_str(&ran.stdout).context("the program does not say what it measured")?;
    Ok(Some(Speed { schema: SCHEMA, items: ITEMS, bytes: page.len(), runs: RUNS, pairs }))
}

fn manifest() -> String {
    format!(
        r#"[package]
name = "bench-json"
edition = "2024"

[dependencies]
{CLIENT} = {{ path = "../crate", default-features = false, features = ["{FEATURE}"] }}
jiff = {{ workspace = true, features = ["serde"] }}
serde = {{ workspace = true }}
serde_json = {{ workspace = true }}
"#
    )
}
