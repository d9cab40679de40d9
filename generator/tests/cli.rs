//! Runs the built binary: exit status, messages, and what is left on disk.

mod support;

use serde_json::Value;

use support::place::Place;

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Jobs, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /jobs/{id}:
    get:
      operationId: Job_Get
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '204': {description: There is one.}
";

#[test]
fn a_document_becomes_a_directory_and_stays_one() {
    let place = Place::new(&[("api.yaml", DOCUMENT)]);
    let first = place.bindery(&["generate", "api.yaml", "-o", "out", "--name", "job-client"]);
    assert_eq!((first.status, first.err.as_str()), (0, ""), "{}", first.err);
    assert!(first.out.starts_with("out: "), "{}", first.out);
    let manifest = place.json("out/bindery.json");
    assert!(manifest["files"].as_array().expect("a list").contains(&"Cargo.toml".into()));
    assert!(place.read("out/Cargo.toml").contains("job-client"));
    let again = place.bindery(&["generate", "api.yaml", "-o", "out", "--name", "job-client"]);
    assert!(again.out.contains(" 0 written, ") && again.out.ends_with(" 0 removed\n"), "{}", again.out);
}

#[test]
fn check_mode_looks_only() {
    let place = Place::new(&[("api.yaml", DOCUMENT)]);
    let run = place.bindery(&["generate", "api.yaml", "-o", "out", "--check"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("--- /dev/null\n+++ b/Cargo.toml\n@@ "), "{}", run.out);
    assert!(run.err.ends_with("= help: run `bindery generate api.yaml -o out`\n"), "{}", run.err);
    assert!(!place.path().join("out").exists());
    assert_eq!(place.bindery(&["generate", "api.yaml", "-o", "out"]).status, 0);
    let run = place.bindery(&["generate", "api.yaml", "-o", "out", "--check"]);
    assert_eq!((run.status, run.out.as_str()), (0, "out: up to date\n"));
    place.write("out/Cargo.toml", "edited\n");
    let run = place.bindery(&["generate", "api.yaml", "-o", "out", "--check"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("--- a/Cargo.toml\n+++ b/Cargo.toml\n") && run.out.contains("\n-edited\n"), "{}", run.out);
    assert_eq!(place.read("out/Cargo.toml"), "edited\n");
}

/// An entry document and a part in a folder beside it, with a mistake in `mistake`.
fn split(mistake: &str) -> Place {
    let entry = "\
openapi: 3.0.3
info: {title: Jobs, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /jobs/{id}: {$ref: 'parts/jobs.yaml#/paths/~1jobs~1{id}'}
  /pools: {$ref: '../pools.yaml#/paths/~1pools'}
";
    let part = format!(
        "paths: {}\ncomponents: {{parameters: {{Top: {{{mistake}}}}}}}\n",
        DOCUMENT.split_once("paths:").expect("paths").1
    );
    let part = part.replace("parameters:\n", "parameters:\n        - {$ref: '#/components/parameters/Top'}\n");
    Place::new(&[
        ("spec/v1/openapi.yaml", entry),
        ("spec/v1/parts/jobs.yaml", &part),
        ("spec/pools.yaml", "paths: {/pools: {}}\n"),
    ])
}

#[test]
fn a_document_in_several_files_is_read_from_its_folder() {
    let place = split("name: top, in: query, schema: {type: integer}");
    let arguments = ["generate", "spec/v1/openapi.yaml", "-o", "out", "--report", "report.json"];
    let run = place.bindery(&arguments);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.starts_with("error[external-ref]: `../pools.yaml#/paths/~1pools` leads out of"), "{}", run.err);
    assert!(place.read("out/src/job/get.rs").contains("`parts/jobs.yaml#/paths/~1jobs~1{id}/get"));
    let sources = &place.json("out/bindery.json")["document"]["sources"];
    assert_eq!(sources, &serde_json::json!(["openapi.yaml", "parts/jobs.yaml"]));
    let document = &place.json("report.json")["document"];
    let size = |name| std::fs::metadata(place.path().join(name)).expect("a file").len();
    let bytes = size("spec/v1/openapi.yaml") + size("spec/v1/parts/jobs.yaml");
    assert_eq!((&document["files"], &document["bytes"]), (&2.into(), &bytes.into()));
    let check = ["generate", "spec/v1/openapi.yaml", "-o", "out", "--check"];
    assert_eq!(place.bindery(&check).out, "out: up to date\n");
    place
        .write("spec/v1/parts/jobs.yaml", &place.read("spec/v1/parts/jobs.yaml").replace("There is one.", "There is."));
    let run = place.bindery(&check);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("--- a/bindery.json\n+++ b/bindery.json\n"), "{}", run.out);
}

#[test]
fn diagnostics_name_the_part_as_the_document_is_named() {
    let place = split("in: query, schema: {type: integer}");
    let run = place.bindery(&["check", "spec/v1/openapi.yaml", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    let found = report["diagnostics"].as_array().expect("a list");
    let found = found.iter().find(|found| found["code"] == "missing-field").expect("what is wrong");
    assert_eq!(found["file"], "spec/v1/parts/jobs.yaml");
    assert_eq!(found["pointer"], "#/components/parameters/Top");
    assert_eq!(found["line"].as_u64(), Some(place.read("spec/v1/parts/jobs.yaml").lines().count() as u64));
}

#[test]
fn check_prints_logs_and_annotations_of_several_files() {
    let place = split("in: query, schema: {type: integer}");
    let run = place.bindery(&["check", "spec/v1/openapi.yaml", "--format", "sarif"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let log: Value = serde_json::from_str(&run.out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let files: std::collections::BTreeSet<&str> = results
        .iter()
        .filter_map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str())
        .collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), ["spec/v1/openapi.yaml", "spec/v1/parts/jobs.yaml"]);
    let run = place.bindery(&["check", "spec/v1/openapi.yaml", "--format", "github"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let commands: Vec<&str> = run.out.lines().collect();
    assert_eq!(commands.len(), results.len() + 1, "{}", run.out);
    assert!(commands.iter().all(|line| line.starts_with("::")), "{}", run.out);
    assert!(commands[0].starts_with("::error file=spec/v1/"), "{}", run.out);
    let summary = commands.last().expect("a summary");
    assert!(summary.starts_with("::notice title=spec/v1/openapi.yaml%3A "), "{summary}");
    assert!(summary.contains("::operations: 1 of 1 generated%0Aschemas: "), "{summary}");
    let run = place.bindery(&["generate", "spec/v1/openapi.yaml", "-o", "out", "--format", "github"]);
    assert_eq!(run.err.lines().collect::<Vec<_>>(), commands[..results.len()]);
}

#[test]
fn unusable_input_leaves_the_output_as_it_was() {
    let place = Place::new(&[("api.yaml", DOCUMENT), ("dir/openapi.yaml", DOCUMENT)]);
    assert_eq!(place.bindery(&["generate", "api.yaml", "-o", "out"]).status, 0);
    let before = place.read("out/bindery.json");
    let generate = |document: &str| place.bindery(&["generate", document, "-o", "out", "--report", "report.json"]);
    for (content, expected) in [
        ("", "error[empty-document]: the file holds no document\n --> bad.yaml:1:1\n"),
        (
            "a: [1\nb: 2\n",
            "error[invalid-yaml]: the text is not YAML: did not find expected `,` or `]`\n --> bad.yaml:2:2\n",
        ),
        ("{\"a\": 1,\n", "error[invalid-json]: the text is not JSON: "),
        ("- a\n", "error[not-an-object]: the document is a list, not an object\n"),
    ] {
        place.write("bad.yaml", content);
        let run = generate("bad.yaml");
        assert_eq!(run.status, 2, "{}", run.err);
        assert!(run.err.starts_with(expected), "{}", run.err);
        assert!(run.err.ends_with("error: `bad.yaml` cannot be used; nothing was written\n"), "{}", run.err);
        assert_eq!(run.out, "");
        assert_eq!(place.read("out/bindery.json"), before);
        assert_eq!(place.json("report.json")["diagnostics"][0]["file"], "bad.yaml");
    }
    for (document, expected) in [
        ("none.yaml", "error: `none.yaml` does not exist\n"),
        ("dir", "error: `dir` is a directory, not a document\n  = help: the document may be `dir/openapi.yaml`\n"),
        (
            "https://a.b/c.yaml",
            "error: `https://a.b/c.yaml` is a URL, but documents are read from files\n  = help: download",
        ),
    ] {
        let run = generate(document);
        assert_eq!(run.status, 2);
        assert!(run.err.starts_with(expected), "{}", run.err);
        assert_eq!(place.read("out/bindery.json"), before);
    }
}

#[test]
fn a_directory_of_others_is_refused_unless_forced() {
    let place = Place::new(&[("api.yaml", DOCUMENT), ("out/notes.txt", "mine")]);
    let run = place.bindery(&["generate", "api.yaml", "-o", "out"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("error: `out` is not empty, and bindery did not generate it\n  = help: "), "{}", run.err);
    assert_eq!(place.bindery(&["generate", "api.yaml", "-o", "out", "--force"]).status, 0);
    assert_eq!(place.read("out/notes.txt"), "mine");
}

#[test]
fn a_lock_is_made_kept_and_checked() {
    let place = Place::new(&[("api.yaml", DOCUMENT)]);
    let arguments = ["generate", "api.yaml", "-o", "out", "--lock", "names/bindery.lock"];
    let check = |place: &Place| place.bindery(&[&arguments[..], &["--check"]].concat());
    assert_eq!(check(&place).status, 1);
    assert!(!place.path().join("names").exists(), "a check writes nothing");
    let first = place.bindery(&arguments);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    assert!(first.out.ends_with("names/bindery.lock: written\n"), "{}", first.out);
    let lock = place.read("names/bindery.lock");
    let again = place.bindery(&arguments);
    assert!(!again.out.contains("bindery.lock"), "{}", again.out);
    assert_eq!(check(&place).status, 0);
    // The document is what the lock says still, but the lock does not say all of it.
    place.write("names/bindery.lock", &lock.replace("id = \"Job_Get\"", "id = \"Job_Take\""));
    let stale = check(&place);
    assert_eq!(stale.status, 1);
    assert!(stale.out.contains("-id = \"Job_Take\"\n+id = \"Job_Get\"\n"), "{}", stale.out);
    // What keeps a document from being used keeps the lock as it is.
    place.write("api.yaml", "[]");
    assert_eq!(place.bindery(&arguments).status, 2);
    assert!(place.read("names/bindery.lock").contains("Job_Take"));
    place.write("names/bindery.lock", "[types.A]\nrust = \"A\"\nnmae = 1\n");
    for command in [&arguments[..], &["check", "api.yaml", "--lock", "names/bindery.lock"]] {
        let run = place.bindery(command);
        assert_eq!(run.status, 2);
        let message = "error: `names/bindery.lock` cannot be used, line 3 column 1: unknown field `nmae`";
        assert!(run.err.starts_with(message), "{}", run.err);
    }
}

#[test]
fn strict_makes_any_problem_a_finding() {
    let doubled = DOCUMENT.replace("version: '1'", "version: '1', version: '2'");
    let place = Place::new(&[("api.yaml", DOCUMENT), ("odd.yaml", &doubled)]);
    assert_eq!(place.bindery(&["generate", "api.yaml", "-o", "out", "--strict"]).status, 0);
    assert_eq!(place.bindery(&["check", "api.yaml", "--strict"]).status, 0);
    assert_eq!(place.bindery(&["generate", "odd.yaml", "-o", "out2"]).status, 0);
    let run = place.bindery(&["generate", "odd.yaml", "-o", "out2", "--strict"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[duplicate-key]: the key `version` is written more than once"), "{}", run.err);
    assert!(run.err.ends_with("error: `odd.yaml`: 1 error, with `--strict`\n"), "{}", run.err);
    assert_eq!(place.bindery(&["check", "odd.yaml"]).status, 0);
    assert_eq!(place.bindery(&["check", "odd.yaml", "--strict"]).status, 1);
}

#[test]
fn check_prints_coverage_or_json() {
    let place = Place::new(&[("api.yaml", DOCUMENT), ("bad.json", "[]")]);
    let run = place.bindery(&["check", "api.yaml"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "api.yaml: no problems\noperations: 1 of 1 generated\nschemas: 0 of 0 generated, 0 untyped\n");
    let run = place.bindery(&["check", "bad.json", "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (2, ""));
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    for key in ["document", "operations", "schemas", "diagnostics"] {
        assert!(report.get(key).is_some(), "{key}");
    }
    let diagnostic = report["diagnostics"][0].as_object().expect("an object");
    let keys: Vec<_> = diagnostic.keys().map(String::as_str).collect();
    assert_eq!(keys, ["code", "column", "file", "help", "line", "message", "pointer", "severity"]);
}

#[test]
fn the_report_counts() {
    let place = Place::new(&[("api.yaml", DOCUMENT)]);
    for check in [false, true] {
        let mut arguments = vec!["generate", "api.yaml", "-o", "out", "--report", "reports/r.json"];
        arguments.extend(check.then_some("--check"));
        assert_eq!(place.bindery(&arguments).status, 0);
        let report = place.json("reports/r.json");
        assert_eq!(report["document"]["dialect"], "openapi-3.0");
        assert_eq!(report["document"]["bytes"], DOCUMENT.len());
        assert_eq!((&report["operations"]["total"], &report["operations"]["generated"]), (&1.into(), &1.into()));
        assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
        std::fs::remove_file(place.path().join("reports/r.json")).expect("removed");
    }
}

#[test]
fn usage_errors_say_what_there_is() {
    let place = Place::new(&[("api.yaml", DOCUMENT), ("bad.toml", "x = 1\n")]);
    for (arguments, formats) in [
        (&["check", "api.yaml", "--format", "xml"][..], "[possible values: text, json, sarif, github]"),
        (&["generate", "api.yaml", "-o", "out", "--format", "json"], "[possible values: text, github]"),
    ] {
        let run = place.bindery(arguments);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(formats), "{}", run.err);
    }
    let run = place.bindery(&["generate", "api.yaml"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--output <DIR>"), "{}", run.err);
    let run = place.bindery(&["generate", "api.yaml", "-o", "out", "--name", "no good"]);
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: `no good` is not a package name\n  = help: "), "{}", run.err);
    let run = place.bindery(&["generate", "api.yaml", "-o", "out", "--config", "bad.toml"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.starts_with("error[unknown-key]: unknown key `x` outside of tables\n --> bad.toml:1:1\n"),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("error: `bad.toml` cannot be used: 1 error\n"), "{}", run.err);
    assert!(!place.path().join("out").exists());
    let help = place.bindery(&["check", "--help"]);
    assert!(help.status == 0 && help.out.contains("sarif"));
}

#[test]
fn the_schema_of_a_configuration_is_printed() {
    let place = Place::new(&[]);
    let run = place.bindery(&["config", "--schema"]);
    assert_eq!((run.status, run.out.as_str()), (0, bindery::config::SCHEMA));
    assert_eq!(place.bindery(&["config"]).status, 2);
}

#[test]
fn the_output_does_not_depend_on_where_we_stand() {
    let place = Place::new(&[("a/api.yaml", DOCUMENT), ("elsewhere/x", "")]);
    let near = place.bindery(&["generate", "a/api.yaml", "-o", "one"]);
    let absolute = place.path().join("a/api.yaml");
    let far = place.bindery(&["generate", absolute.to_str().expect("text"), "-o", "two"]);
    assert_eq!((near.status, far.status), (0, 0));
    for name in ["Cargo.toml", "bindery.json", "src/lib.rs"] {
        assert_eq!(place.read(&format!("one/{name}")), place.read(&format!("two/{name}")), "{name}");
    }
}
