//! The same document gives the same bytes, however it is written down and wherever the generator runs.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use bindery::{Config, Source, Sources, generate};
use rayon::prelude::*;
use serde_json::{Map, Value};
use similar::{ChangeTag, TextDiff};
use support::{Case, texts};

/// Documents with something of everything.
fn documents() -> Vec<(String, Value)> {
    let (batch, _) = support::batch();
    let text = |name: &str| std::fs::read_to_string(support::tests().join(name)).expect("a readable file");
    let documents = [
        ("batch", batch),
        ("hostile", text("hostile.yaml")),
        ("names", text("fixtures/names/types.yaml")),
        ("collisions", text("fixtures/names/colliding.yaml")),
        ("enums", text("fixtures/enums/colliding.yaml")),
        ("recursion", text("fixtures/recursion/mutual.yaml")),
        ("parameters", text("fixtures/parameters/same_name.yaml")),
        ("groups", text("fixtures/groups/same_method.yaml")),
        ("ranges", text("fixtures/responses/ranges.yaml")),
        ("headers", text("fixtures/responses/headers_of_several.yaml")),
    ];
    documents.map(|(name, text)| (name.to_owned(), serde_yaml::from_str(&text).expect("YAML"))).into()
}

/// The emitted files, and the codes of the diagnostics. Places differ with the layout of the document.
fn outcome(name: &str, text: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let generated = generate(&Sources::new(Source::new(name, text)), &Config::default());
    let files = texts(&generated).into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let said = generated.diagnostics.iter();
    (files, said.map(|found| format!("{}: {} {}", found.code.name, found.location.pointer(), found.message)).collect())
}

/// The state of xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % limit as u64) as usize
    }
}

/// JSON text with the members of all objects in an order of their own. (`serde_json` writes them sorted.)
fn shuffled(value: &Value, random: &mut Random) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            for end in (1..members.len()).rev() {
                members.swap(end, random.below(end + 1));
            }
            let members = members
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), shuffled(value, random)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(",\n"))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shuffled(item, random)).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn the_order_of_keys_decides_nothing() {
    for (name, document) in documents() {
        let expected = outcome("openapi.yaml", &document.to_string());
        assert!(!expected.0.is_empty(), "{name} is usable");
        for seed in 1..=8 {
            let text = shuffled(&document, &mut Random(seed));
            assert_eq!(outcome("openapi.yaml", &text), expected, "{name} with seed {seed}");
        }
    }
}

#[test]
fn json_and_yaml_give_the_same() {
    for (name, document) in documents() {
        let yaml = serde_yaml::to_string(&document).expect("YAML");
        let json = outcome("openapi", &serde_json::to_string_pretty(&document).expect("JSON"));
        assert_eq!(outcome("openapi", &yaml), json, "{name}");
    }
}

#[test]
fn line_endings_and_a_byte_order_mark_decide_nothing() {
    let (yaml, _) = support::batch();
    let expected = outcome("openapi.yaml", &yaml);
    assert_eq!(outcome("openapi.yaml", &yaml.replace('\n', "\r\n")), expected, "CRLF");
    assert_eq!(outcome("openapi.yaml", &format!("\u{feff}{yaml}")), expected, "byte order mark");
}

#[test]
fn the_number_of_threads_decides_nothing() {
    for (name, document) in documents() {
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| outcome("openapi.yaml", &document.to_string()))
        };
        let expected = run(1);
        for _ in 0..3 {
            assert_eq!(run(4), expected, "{name}");
        }
    }
}

/// Documents may be generated in parallel, each with the threads of all: nobody waits for a thread that waits for them.
#[test]
fn many_at_once_give_the_same() {
    let document = documents().remove(0).1.to_string();
    let expected = outcome("openapi.yaml", &document);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
    let all: Vec<_> = pool.install(|| (0..8).into_par_iter().map(|_| outcome("openapi.yaml", &document)).collect());
    assert!(all.iter().all(|outcome| *outcome == expected));
    let all: Vec<_> = (0..8).into_par_iter().map(|_| outcome("openapi.yaml", &document)).collect();
    assert!(all.iter().all(|outcome| *outcome == expected));
}

#[test]
fn another_process_in_another_folder_gives_the_same() {
    let (yaml, _) = support::batch();
    let place = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(place.path().join("elsewhere")).expect("a folder");
    std::fs::write(place.path().join("openapi.yaml"), &yaml).expect("a file");
    let (expected, _) = outcome("openapi.yaml", &yaml);
    let folders = [(".", "openapi.yaml", "one"), ("elsewhere", "../openapi.yaml", "two")];
    for (folder, document, crate_folder) in folders {
        let status = Command::new(env!("CARGO_BIN_EXE_bindery"))
            .args(["generate", document, "-o"])
            .arg(place.path().join(crate_folder))
            .current_dir(place.path().join(folder))
            .env("RAYON_NUM_THREADS", "3")
            .output()
            .expect("the binary runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        for (path, text) in &expected {
            let written = std::fs::read_to_string(place.path().join(crate_folder).join(path)).expect("a file");
            assert_eq!(&written, text, "{path} from {folder}");
        }
    }
}

/// What a change to the Batch document does: changed paths, and how many lines went and came.
fn effect(change: impl FnOnce(&mut Value)) -> (BTreeSet<String>, usize, usize) {
    let (yaml, config) = support::batch();
    let mut document: Value = serde_yaml::from_str(&yaml).expect("YAML");
    let run = |document: &Value| {
        let case = Case { config: config.clone(), ..Case::of("openapi.yaml", document.to_string()) };
        let generated = case.generate();
        let files = texts(&generated).into_iter().map(|(path, text)| (path.to_owned(), text.to_owned()));
        files.collect::<BTreeMap<_, _>>()
    };
    let old = run(&document);
    change(&mut document);
    let new = run(&document);
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let text = |files: &BTreeMap<String, String>, path: &str| files.get(path).cloned().unwrap_or_default();
    let (mut changed, mut removed, mut added) = (BTreeSet::new(), 0, 0);
    for path in paths.into_iter().filter(|path| *path != "bindery.json") {
        let (old, new) = (text(&old, path), text(&new, path));
        if old != new {
            changed.insert(path.clone());
            let diff = TextDiff::from_lines(&old, &new);
            removed += diff.iter_all_changes().filter(|change| change.tag() == ChangeTag::Delete).count();
            added += diff.iter_all_changes().filter(|change| change.tag() == ChangeTag::Insert).count();
        }
    }
    (changed, removed, added)
}

fn paths(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn insert(document: &mut Value, pointer: &str, key: &str, value: Value) {
    let members: Option<&mut Map<String, Value>> = document.pointer_mut(pointer).and_then(Value::as_object_mut);
    members.expect("an object").insert(key.to_owned(), value);
}

#[test]
fn a_new_schema_adds_one_file() {
    let (changed, removed, added) = effect(|document| {
        let schema = serde_json::json!({"type": "object", "properties": {"id": {"type": "string"}}});
        insert(document, "/components/schemas", "Another", schema);
    });
    assert_eq!(changed, paths(&["src/models.rs", "src/models/another.rs"]));
    assert_eq!(removed, 0);
    assert!(added < 50, "{added} lines");
}

#[test]
fn a_new_optional_property_touches_one_file() {
    let (changed, removed, added) = effect(|document| {
        insert(
            document,
            "/components/schemas/BatchErrorDetail/properties",
            "hint",
            serde_json::json!({"type": "string"}),
        );
    });
    assert_eq!(changed, paths(&["src/models/batch_error_detail.rs"]));
    // The list of fields is one line.
    assert!(removed <= 2 && added <= 12, "{removed} lines went, {added} came");
}

#[test]
fn a_new_optional_parameter_touches_one_file() {
    let (changed, removed, added) = effect(|document| {
        let parameters = document.pointer_mut("/paths/~1jobs~1{jobId}~1terminate/post/parameters");
        let parameter = serde_json::json!({"name": "reason", "in": "query", "schema": {"type": "string"}});
        parameters.and_then(Value::as_array_mut).expect("a list").push(parameter);
    });
    assert_eq!(changed, paths(&["src/jobs/terminate.rs"]));
    // The list of query parameters is one line.
    assert!(removed <= 1 && added < 25, "{removed} lines went, {added} came");
}

#[test]
fn a_new_operation_touches_its_group() {
    let (changed, removed, added) = effect(|document| {
        let operation = serde_json::json!({"operationId": "Job_Undo", "tags": ["Jobs"], "responses": {"204": {"description": "Done."}}});
        insert(document, "/paths", "/jobs/undo", serde_json::json!({"post": operation}));
    });
    assert_eq!(changed, paths(&["README.md", "src/jobs.rs", "src/jobs/undo.rs", "src/lib.rs"]));
    assert!(removed == 0 && added < 130, "{removed} lines went, {added} came");
}
