//! Time of generation per stage, beside the time of the libraries that do the unavoidable part of it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use bindery::{Config, FileSet, Sources};
use serde::Serialize;

use super::Row;

/// How long it took, and what came out.
#[derive(Debug, Serialize)]
pub(super) struct Stages {
    pub(super) runs: u32,
    pub(super) stages: Vec<Row>,
    pub(super) floors: Vec<Row>,
    pub(super) output: Size,
}

/// How much was generated.
#[derive(Debug, Serialize)]
pub(super) struct Size {
    pub(super) files: usize,
    pub(super) bytes: usize,
    pub(super) rust_lines: usize,
}

pub(super) fn measure(sources: &Sources, config: &Config, runs: u32) -> Result<Stages> {
    let mut generation = Samples::default();
    let mut floors = Samples::default();
    let mut files = None;
    // Stages and floors take turns, so that both see the same moods of the machine.
    for _ in 0..runs {
        let start = Instant::now();
        let (generated, stages) = bindery::generate_timed(sources, config);
        let total = start.elapsed();
        stages.into_iter().for_each(|(stage, time)| generation.add(stage, time));
        generation.add("all stages", total);
        let made = generated.files.context("the document cannot be used; see `bindery check`")?;
        floors.time("parse the text as openapiv3::OpenAPI", || parse(sources.entry().text()));
        floors.time("syn::parse_file and prettyplease on the output", || print(&made));
        files = Some(made);
    }
    let output = size(&files.context("nothing was run")?);
    Ok(Stages { runs, stages: generation.rows(), floors: floors.rows(), output })
}

/// Straight to the types of OpenAPI; `false` if it is something else, such as Swagger.
fn parse(text: &str) -> bool {
    if text.trim_start().starts_with('{') {
        return serde_json::from_str::<openapiv3::OpenAPI>(text).is_ok();
    }
    serde_yaml::from_str::<openapiv3::OpenAPI>(text).is_ok()
}

fn print(files: &FileSet) -> bool {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(_, content)| std::str::from_utf8(content).ok().and_then(|text| syn::parse_file(text).ok()))
        .all(|file| file.is_some_and(|file| !prettyplease::unparse(&file).is_empty()))
}

fn size(files: &FileSet) -> Size {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    Size {
        files: files.iter().count(),
        bytes: files.iter().map(|(_, content)| content.len()).sum(),
        rust_lines: rust.map(|(_, content)| content.iter().filter(|&&byte| byte == b'\n').count()).sum(),
    }
}

/// Times by name, in the order in which the names first came.
#[derive(Default)]
pub(super) struct Samples(Vec<(String, Vec<Duration>)>);

impl Samples {
    pub(super) fn add(&mut self, name: &str, time: Duration) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, times)) => times.push(time),
            None => self.0.push((name.to_owned(), vec![time])),
        }
    }

    /// Times what gives `true`; anything else is named as having failed.
    fn time(&mut self, name: &str, run: impl Fn() -> bool) {
        let start = Instant::now();
        let worked = run();
        let time = start.elapsed();
        if worked { self.add(name, time) } else { self.add(&format!("{name} (fails on this document)"), time) }
    }

    pub(super) fn rows(self) -> Vec<Row> {
        self.0.into_iter().map(|(name, times)| row(name, times)).collect()
    }
}

fn row(name: String, mut times: Vec<Duration>) -> Row {
    times.sort_unstable();
    let milliseconds = |index: usize| times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    Row { name, best_ms: milliseconds(0), median_ms: milliseconds(times.len() / 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_and_median_are_of_the_sorted_times() {
        let mut samples = Samples::default();
        for time in [5, 1, 9, 3, 7] {
            samples.add("a", Duration::from_millis(time));
        }
        samples.time("b", || false);
        let rows = samples.rows();
        assert_eq!((rows[0].best_ms, rows[0].median_ms), (1.0, 5.0));
        assert_eq!(rows[1].name, "b (fails on this document)");
    }
}
