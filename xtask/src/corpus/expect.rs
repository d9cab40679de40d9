//! What a folder is expected to give: `xtask/corpus/NAME.json`, numbers by document, which `--bless` writes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use bindery::cli::{Console, Status, write_file};

use super::result::{DocumentResult, Run, Status as Ending};
use super::{Arguments, wanted};
use crate::workspace;

/// Numbers by what they count, such as `operations.generated`. Zeros are left out.
type Counts = BTreeMap<String, usize>;

/// The counts of each document, by path.
type Expectations = BTreeMap<String, Counts>;

/// What is better the more there is of it; of everything else, less is better.
const BETTER_THE_MORE: [&str; 2] = ["operations.generated", "schemas.generated"];

/// Holds a run against what is expected, and says what differs; a worse result is a finding.
pub(super) fn settle(name: &str, run: &Run, arguments: &Arguments, console: &mut Console<'_>) -> Result<Status> {
    let path = path(name);
    let expected: Option<Expectations> = match std::fs::read(&path) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes).with_context(|| format!("`{}` is damaged", path.display()))?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    };
    let found: Expectations = run.documents.iter().map(|one| (one.path.clone(), counts(one))).collect();
    let is_run = |part: &str| match part.split('.').next() {
        Some("compile") => arguments.compile,
        Some("round-trip") => arguments.round_trip,
        _ => true,
    };
    let is_wanted = |document: &str| wanted(&arguments.only, document);
    if arguments.bless {
        let blessed = bless(expected.unwrap_or_default(), found, &is_run, &is_wanted);
        let text = format!("{}\n", serde_json::to_string_pretty(&blessed)?);
        std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        write_file(&path, text.as_bytes())?;
        return Ok(Status::Fine);
    }
    let Some(expected) = expected else {
        console.diagnostics(&format!("there are no expectations for `{name}`; `--bless` writes them\n"))?;
        return Ok(if run.documents.iter().all(is_well) { Status::Fine } else { Status::Finding });
    };
    let difference = Difference::between(&expected, &found, &is_run, &is_wanted);
    console.diagnostics(&difference.text())?;
    Ok(if difference.worse.is_empty() { Status::Fine } else { Status::Finding })
}

fn path(name: &str) -> PathBuf {
    workspace::root().join("xtask/corpus").join(format!("{name}.json"))
}

/// Whether nothing went wrong that never may.
fn is_well(document: &DocumentResult) -> bool {
    matches!(document.status, Ending::Generated | Ending::Unusable)
        && document.compile.as_ref().is_none_or(|compile| compile.problems.is_empty())
        && document.round_trip.as_ref().is_none_or(|one| one.problem.is_none() && one.tallies()[0].wrong() == 0)
}

/// What counts of a result.
fn counts(document: &DocumentResult) -> Counts {
    let (generation, mut counts) = (&document.generation, Counts::new());
    let mut add = |what: &str, count: usize| {
        if count > 0 {
            counts.insert(what.to_owned(), count);
        }
    };
    match document.status {
        Ending::Generated => {}
        Ending::Unusable => add("unusable", 1),
        Ending::Panicked | Ending::Crashed | Ending::TimedOut => add("failed", 1),
    }
    add("operations.generated", generation.operations.generated);
    add("operations.skipped", generation.operations.skipped.len());
    add("schemas.generated", generation.schemas.generated);
    add("schemas.untyped", generation.schemas.untyped.len());
    for (code, count) in &generation.diagnostics {
        // A note is neither good nor bad.
        if !code.starts_with("note ") {
            add(&format!("diagnostics.{}", code.replace(' ', ".")), *count);
        }
    }
    for (code, count) in document.compile.iter().flat_map(|compile| &compile.problems) {
        add(&format!("compile.{code}"), *count);
    }
    if let Some(round_trip) = &document.round_trip {
        if round_trip.problem.is_some() {
            counts.insert("round-trip.failed".to_owned(), 1);
        }
        for (name, tally) in ["valid", "forward"].into_iter().zip(round_trip.tallies()) {
            let kinds = [("different", tally.different), ("refused", tally.refused), ("broken", tally.broken)];
            let kinds = kinds.into_iter().filter(|(_, count)| *count > 0);
            counts.extend(kinds.map(|(kind, count)| (format!("round-trip.{name}.{kind}"), count)));
        }
    }
    counts
}

/// The expectations with what was found in place of what was looked for.
fn bless(
    mut expected: Expectations,
    found: Expectations,
    is_run: &dyn Fn(&str) -> bool,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Expectations {
    expected.retain(|document, _| !is_wanted(document) || found.contains_key(document));
    for (document, counts) in found {
        let known = expected.entry(document).or_default();
        known.retain(|what, _| !is_run(what));
        known.extend(counts);
    }
    expected
}

/// What differs from the expectations, a line each.
#[derive(Debug, Default)]
struct Difference {
    worse: Vec<String>,
    better: Vec<String>,
    new: Vec<String>,
}

impl Difference {
    fn between(
        expected: &Expectations,
        found: &Expectations,
        is_run: &dyn Fn(&str) -> bool,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut difference = Self::default();
        for (document, before) in expected.iter().filter(|(document, _)| is_wanted(document)) {
            match found.get(document) {
                Some(after) => difference.compare(document, before, after, is_run),
                None => difference.worse.push(format!("{document}: is not there any more")),
            }
        }
        let new = found.keys().filter(|document| !expected.contains_key(*document));
        difference.new.extend(new.cloned());
        difference
    }

    fn compare(&mut self, document: &str, before: &Counts, after: &Counts, is_run: &dyn Fn(&str) -> bool) {
        let mut names: Vec<&String> = before.keys().chain(after.keys()).filter(|what| is_run(what)).collect();
        names.sort();
        names.dedup();
        for what in names {
            let [before, after] = [before, after].map(|counts| counts.get(what).copied().unwrap_or(0));
            let better = if BETTER_THE_MORE.contains(&what.as_str()) { after > before } else { after < before };
            let line = format!("{document}: {what} was {before} and is {after}");
            match (before == after, better) {
                (true, _) => {}
                (false, true) => self.better.push(line),
                (false, false) => self.worse.push(line),
            }
        }
    }

    fn text(&self) -> String {
        let parts = [("worse", &self.worse), ("better", &self.better), ("new", &self.new)];
        let lines =
            parts.into_iter().flat_map(|(kind, lines)| lines.iter().map(move |line| format!("{kind}: {line}\n")));
        let mut text: String = lines.collect();
        if !self.better.is_empty() || !self.new.is_empty() {
            text.push_str("`--bless` makes this what is expected\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counts: &[(&str, &[(&str, usize)])]) -> Expectations {
        let counts = counts.iter().map(|(document, counts)| {
            let counts = counts.iter().map(|(what, count)| ((*what).to_owned(), *count));
            ((*document).to_owned(), counts.collect())
        });
        counts.collect()
    }

    #[test]
    fn more_is_better_of_some_things_and_worse_of_others() {
        let before = of(&[("a", &[("operations.generated", 3), ("schemas.untyped", 2), ("compile.dead_code", 1)])]);
        let after = of(&[("a", &[("operations.generated", 2), ("schemas.untyped", 1)]), ("b", &[])]);
        let difference = Difference::between(&before, &after, &|what| !what.starts_with("compile"), &|_| true);
        assert_eq!(difference.worse, ["a: operations.generated was 3 and is 2"]);
        assert_eq!(difference.better, ["a: schemas.untyped was 2 and is 1"]);
        assert_eq!(difference.new, ["b"]);
        let difference = Difference::between(&after, &before, &|_| true, &|_| true);
        assert_eq!(difference.worse.len(), 3);
        assert!(difference.worse.contains(&"b: is not there any more".to_owned()));
    }

    #[test]
    fn what_was_not_looked_for_stays_expected() {
        let before = of(&[("a", &[("compile.dead_code", 1), ("failed", 1)]), ("b", &[("failed", 1)]), ("c", &[])]);
        let found = of(&[("a", &[("unusable", 1)])]);
        let blessed = bless(before, found, &|what| !what.starts_with("compile"), &|document| document != "b");
        assert_eq!(blessed, of(&[("a", &[("compile.dead_code", 1), ("unusable", 1)]), ("b", &[("failed", 1)])]));
    }
}
