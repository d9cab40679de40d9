//! From one version to the next: what `diff` finds is what was published as changed, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use bindery::Config;
use bindery::cli::Document;
use bindery::diff::report::{Report, RustVerdict, WireVerdict};
use serde_json::Value;

const OLD: &str = "2024-02-01.19.0";
const NEW: &str = "2024-07-01.20.0";

fn report(old: &str, new: &str) -> Report {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let load = |version: &str| {
        let path = root.join("spec").join(version).join("openapi.yaml");
        Document::read(&path).expect("a document").named(format!("spec/{version}/openapi.yaml")).load()
    };
    let text = std::fs::read_to_string(root.join("spec/bindery.toml")).expect("a configuration");
    let config = Config::parse(&text).expect("a configuration");
    bindery::diff::compare(load(old), load(new), &config).report.expect("both are usable")
}

/// What a change is, as the published list of changes would say it: kind, and where.
fn reported(report: &Report) -> BTreeSet<(String, String)> {
    let changes = report.changes.iter().map(|change| {
        let (kind, subject) = (change.kind.trim_start_matches("required-"), change.subject.as_str());
        let token = change.sentence.split('`').nth(3).unwrap_or_default();
        match kind {
            "enum-value-added" | "enum-value-removed" => (kind.to_owned(), format!("{subject} {token}")),
            _ => (kind.to_owned(), subject.to_owned()),
        }
    });
    changes.collect()
}

/// The same of an entry of the published list; `mirrored` for the way back.
fn published(entry: &Value, mirrored: bool) -> (String, String) {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let (kind, at, detail) = (text(&entry["kind"]), text(&entry["where"]), &entry["detail"]);
    let at = match kind.as_str() {
        "parameter-added" | "parameter-removed" => {
            format!("{at}: {} parameter {}", text(&detail["in"]), text(&detail["name"]))
        }
        "enum-value-added" | "enum-value-removed" => format!("{at} {}", text(&detail["value"])),
        _ => at,
    };
    // A schema that is an enum is listed twice: as both.
    let is_enum = detail["type"].as_str().is_some_and(|ty| ty.starts_with("enum "));
    let kind = if kind == "schema-added" && is_enum { "enum-added".to_owned() } else { kind };
    match (mirrored, kind.strip_suffix("-added"), kind.strip_suffix("-removed")) {
        (true, Some(what), _) => (format!("{what}-removed"), at),
        (true, _, Some(what)) => (format!("{what}-added"), at),
        _ => (kind, at),
    }
}

#[test]
fn every_published_change_is_found_and_nothing_else() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/batch/changes-19-to-20.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the published changes are not here");
        return;
    };
    let entries: Vec<Value> = serde_json::from_str(&text).expect("a list");
    for (old, new, mirrored) in [(OLD, NEW, false), (NEW, OLD, true)] {
        let expected: BTreeSet<_> = entries.iter().map(|entry| published(entry, mirrored)).collect();
        let found = reported(&report(old, new));
        let missing: Vec<_> = expected.difference(&found).collect();
        let invented: Vec<_> = found.difference(&expected).collect();
        assert!(
            missing.is_empty() && invented.is_empty(),
            "{old} to {new}: missing {missing:?}, invented {invented:?}"
        );
        println!("{old} to {new}: {} entries, {} changes, all the same", entries.len(), found.len());
    }
}

#[test]
fn what_is_worst_comes_first_and_is_placed() {
    let report = report(OLD, NEW);
    let first = &report.changes[0];
    assert_eq!((first.kind, first.subject.as_str()), ("operation-removed", "ComputeNode_GetRemoteDesktop"));
    assert_eq!((first.wire.verdict, first.rust.verdict), (WireVerdict::BreaksRequests, RustVerdict::Major));
    for change in &report.changes {
        let sites = [("spec/2024-02-01.19.0/", &change.old), ("spec/2024-07-01.20.0/", &change.new)];
        for (folder, site) in sites.into_iter().filter_map(|(folder, site)| Some((folder, site.as_ref()?))) {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let text = std::fs::read_to_string(root.join(&site.file)).expect("the file of the site");
            let line = text.lines().nth(site.line - 1).expect("the line of the site");
            assert!(site.file.starts_with(folder) && line.contains(site.excerpt.lines().next().expect("a line")));
        }
        assert!(change.old.is_some() || change.new.is_some(), "{}", change.sentence);
        assert!(!change.operations.is_empty(), "{}", change.sentence);
    }
}

#[test]
fn a_version_does_not_differ_from_itself() {
    for version in [OLD, NEW] {
        let report = report(version, version);
        assert!(report.changes.is_empty() && report.documentation == 0, "{:?}", report.changes);
    }
}
