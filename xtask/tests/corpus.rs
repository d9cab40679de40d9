//! `cargo xtask corpus` as it is called.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn corpus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("corpus").arg(folder).arg("--debug").args(arguments);
    command.output().expect("xtask runs")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Runs and reads what `--json` writes.
fn found(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let json = tempfile::NamedTempFile::new().expect("a file");
    let path = json.path().to_str().expect("a path in UTF-8");
    let output = corpus(folder, &[&["--json", path], arguments].concat());
    let text = std::fs::read(json.path()).expect("a file");
    let said = String::from_utf8_lossy(&output.stderr);
    (output.status.code(), serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{error}: {said}")))
}

#[test]
fn each_document_is_told_by_its_content() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        (
            "one.json",
            r#"{"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": {"responses":
            {"200": {"description": "", "schema": {"$ref": "b/definitions.json#/definitions/A"}}}}}}}"#,
        ),
        (
            "b/definitions.json",
            r#"{"swagger": "2.0", "info": {"title": "B", "version": "1"}, "paths": {},
            "definitions": {"A": {"type": "object", "properties": {"a": {"type": "funny"}}}}}"#,
        ),
        ("b/plain.yaml", "paths: {/a: {}}\n"),
        ("broken.yaml", "openapi: 3.0.3\n  info: {\n"),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let (code, run) = found(folder.path(), &["--name", "test-told"]);
    assert_eq!(code, Some(0));
    let documents = run["documents"].as_array().expect("documents");
    let paths: Vec<&Value> = documents.iter().map(|document| &document["path"]).collect();
    assert_eq!(paths, ["broken.yaml", "one.json"]);
    let [broken, one] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(broken["status"], "unusable");
    assert_eq!(broken["diagnostics"]["error invalid-yaml"], 1);
    assert_eq!((&one["status"], &one["dialect"]), (&"generated".into(), &"swagger-2.0".into()));
    assert_eq!(one["operations"]["generated"], 1);
    assert_eq!(one["schemas"]["untyped"][0]["pointer"], "b/definitions.json#/definitions/A/properties/a");
    assert!(one["peak_bytes"].as_u64() > Some(1_000_000) && one["emitted"]["lines"].as_u64() > Some(100));
    let (_, run) = found(folder.path(), &["--name", "test-told", "--only", "broken"]);
    assert_eq!(run["documents"].as_array().map(Vec::len), Some(1));
    assert_eq!(corpus(&folder.path().join("none"), &[]).status.code(), Some(2));
}

/// Both versions of Batch, against what is committed.
#[test]
fn our_documents_survive_the_round_trip() {
    let output = corpus(&repository().join("spec"), &["--round-trip"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A document for each feature of the generator, against what is committed.
#[test]
fn features_survive_the_round_trip() {
    let output = corpus(&repository().join("generator/tests/fixtures"), &["--round-trip"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
