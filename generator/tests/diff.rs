//! Runs `bindery diff`: exit status, messages, and what is left on disk.

mod support;

use serde_json::Value;

use support::place::Place;

const OLD: &str = "\
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
        '200':
          description: There is one.
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}
components:
  schemas:
    Job: {type: object, required: [id], properties: {id: {type: string}}}
";

/// A property more: nothing breaks.
fn more() -> String {
    OLD.replace("version: '1'", "version: '2'")
        .replace("{id: {type: string}}}", "{id: {type: string}, at: {type: string}}}")
}

/// A required parameter more: requests break, and code.
fn broken() -> String {
    let parameter = "        - {name: force, in: query, required: true, schema: {type: boolean}}\n";
    more().replace("      responses:\n", &format!("{parameter}      responses:\n"))
}

fn place() -> Place {
    Place::new(&[("old.yaml", OLD), ("more.yaml", &more()), ("broken.yaml", &broken())])
}

#[test]
fn the_status_says_whether_anything_breaks() {
    let place = place();
    let run = place.bindery(&["diff", "old.yaml", "more.yaml"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(
        run.out.starts_with("Jobs 1 → 2\n  old   old.yaml\n  new   more.yaml\n\nRecommended version bump: minor\n")
    );
    let run = place.bindery(&["diff", "old.yaml", "broken.yaml"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("error[required-parameter-added]: "), "{}", run.out);
    assert!(run.out.contains("\n  new   broken.yaml:10:"), "{}", run.out);
    let wire = "error: 1 change breaks requests or responses";
    let help = "\n  = help: `--fail-on` says which changes are a failure\n";
    assert_eq!(run.err, format!("{wire}, 1 change breaks code that uses the crate{help}"));
    for (what, status, said) in [("wire", 1, format!("{wire}{help}")), ("none", 0, String::new())] {
        let run = place.bindery(&["diff", "old.yaml", "broken.yaml", "--fail-on", what]);
        assert_eq!((run.status, run.err), (status, said), "{what}");
    }
    let run = place.bindery(&["diff", "old.yaml", "broken.yaml", "--fail-on", "rust"]);
    assert_eq!((run.status, run.err), (1, format!("error: 1 change breaks code that uses the crate{help}")));
}

#[test]
fn the_same_file_twice_is_the_same() {
    let run = place().bindery(&["diff", "old.yaml", "old.yaml"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "Jobs 1: nothing differs\n", ""));
}

#[test]
fn each_format_is_printed_without_colour() {
    let place = place();
    for (format, start) in [
        ("text", "Jobs 1 → 2\n"),
        ("json", "{\n  \"$schema\": \"urn:bindery:diff-report:1\",\n"),
        ("markdown", "## Major version bump: Jobs 1 → 2\n"),
        ("github", "::notice title=Jobs 1 → 2%3A version bump major::"),
        ("html", "<!DOCTYPE html>\n"),
    ] {
        let run = place.bindery(&["diff", "old.yaml", "broken.yaml", "--format", format, "--fail-on", "none"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert!(run.out.starts_with(start) && !run.out.contains('\u{1b}'), "{}", run.out);
    }
    let run = place.bindery(&["diff", "old.yaml", "broken.yaml", "--format", "github"]);
    assert!(run.out.contains("\n::error file=broken.yaml,line=10,col="), "{}", run.out);
}

#[test]
fn json_is_what_the_printed_schema_says() {
    let place = place();
    let schema = place.bindery(&["diff", "--schema"]);
    assert_eq!((schema.status, schema.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    for new in ["old.yaml", "more.yaml", "broken.yaml"] {
        let run = place.bindery(&["diff", "old.yaml", new, "--format", "json", "--fail-on", "none"]);
        let report: Value = serde_json::from_str(&run.out).expect("JSON");
        validator.validate(&report).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(report["$schema"], schema["$id"]);
    }
}

#[test]
fn a_report_is_written_whole_or_not_at_all() {
    let place = place();
    let diff =
        |output: &str, new: &str| place.bindery(&["diff", "old.yaml", new, "--format", "markdown", "-o", output]);
    let run = diff("reports/diff.md", "more.yaml");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("reports/diff.md: Jobs 1 → 2: ") && run.out.ends_with(", version bump minor\n"));
    assert!(place.read("reports/diff.md").starts_with("## Minor version bump"));
    assert_eq!(diff("reports/diff.md", "broken.yaml").status, 1);
    assert!(place.read("reports/diff.md").starts_with("## Major version bump"));
    for (output, expected) in [
        ("reports", "error: `reports` is a directory, not a file\n"),
        ("old.yaml/diff.md", "error: cannot create `old.yaml`: "),
        ("./broken.yaml", "error: `broken.yaml` is among the documents, and would be overwritten\n  = help: "),
    ] {
        let run = diff(output, "broken.yaml");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{output}");
        assert!(run.err.starts_with(expected), "{}", run.err);
    }
    assert_eq!(place.read("broken.yaml"), broken());
    assert_eq!(place.read("old.yaml"), OLD);
    let left: Vec<_> = std::fs::read_dir(place.path().join("reports")).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn parts_of_a_document_are_not_overwritten_either() {
    let part = "Job: {type: object, properties: {id: {type: string}}}\n";
    let entry = OLD.replace("'#/components/schemas/Job'", "'parts/job.yaml#/Job'");
    let place = Place::new(&[("old.yaml", OLD), ("new/api.yaml", &entry), ("new/parts/job.yaml", part)]);
    let run = place.bindery(&["diff", "old.yaml", "new/api.yaml", "-o", "new/parts/../parts/job.yaml"]);
    assert_eq!(run.status, 2);
    assert!(run.err.ends_with(
        "error: `new/parts/job.yaml` is among the documents, and would be overwritten\n  \
         = help: write the report into another file\n"
    ));
    assert_eq!(place.read("new/parts/job.yaml"), part);
}

#[cfg(unix)]
#[test]
fn links_stay_and_devices_are_left_alone() {
    let place = place();
    place.write("target.md", "");
    std::os::unix::fs::symlink("target.md", place.path().join("link.md")).expect("a link");
    let diff = |output: &str| place.bindery(&["diff", "old.yaml", "more.yaml", "-o", output]);
    assert_eq!(diff("link.md").status, 0);
    assert!(place.path().join("link.md").is_symlink() && place.read("target.md").starts_with("Jobs 1 → 2\n"));
    let run = diff("/dev/full");
    assert_eq!((run.status, run.err.as_str()), (2, "error: `/dev/full` is a device or the like, not a file\n"));
}

#[test]
fn an_unusable_document_is_named_and_explained() {
    let place = place();
    place.write("bad.yaml", "- a\n");
    place.write("dir/openapi.yaml", OLD);
    let why = "error[not-an-object]: the document is a list, not an object\n --> bad.yaml:1:1\n";
    let end = |side: &str| format!("error: the {side} document, `bad.yaml`, cannot be used; nothing was compared\n");
    for (old, new, sides) in [
        ("bad.yaml", "old.yaml", &["old"] as &[&str]),
        ("old.yaml", "bad.yaml", &["new"]),
        ("bad.yaml", "bad.yaml", &["old", "new"]),
    ] {
        let run = place.bindery(&["diff", old, new, "-o", "diff.txt"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.starts_with(why), "{}", run.err);
        let ends: String = sides.iter().map(|side| end(side)).collect();
        assert!(run.err.ends_with(&ends), "{}", run.err);
        assert!(!place.path().join("diff.txt").exists());
    }
    for (wrong, expected) in [
        ("none.yaml", "error: `none.yaml` does not exist\n"),
        ("dir", "error: `dir` is a directory, not a document\n  = help: the document may be `dir/openapi.yaml`\n"),
    ] {
        for arguments in [["diff", wrong, "old.yaml"], ["diff", "old.yaml", wrong]] {
            let run = place.bindery(&arguments);
            assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (2, "", expected));
        }
    }
}

#[test]
fn the_configuration_counts_for_both() {
    let place = place();
    place.write("new.yaml", &OLD.replace("Job_Get", "Job_Read"));
    place.write("a.toml", "[operations]\nJob_Read = \"get\"\n");
    let run = place.bindery(&["diff", "old.yaml", "new.yaml", "--config", "a.toml"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}{}", run.out, run.err);
    place.write("b.toml", "[operations]\nJob_Write = \"get\"\n");
    let run = place.bindery(&["diff", "old.yaml", "new.yaml", "--config", "b.toml"]);
    assert_eq!((run.status, run.err.matches("error[config-unused]").count()), (1, 2), "{}", run.err);
    let run = place.bindery(&["diff", "old.yaml", "new.yaml", "--config", "none.toml"]);
    assert_eq!((run.status, run.err.as_str()), (2, "error: `none.toml` does not exist\n"));
}

#[test]
fn usage_errors_say_what_there_is() {
    let place = place();
    for arguments in [&["diff"] as &[&str], &["diff", "old.yaml"]] {
        let run = place.bindery(arguments);
        assert_eq!(run.status, 2);
        assert!(run.err.contains("<NEW>"), "{}", run.err);
    }
    let run = place.bindery(&["diff", "old.yaml", "more.yaml", "--format", "sarif"]);
    assert!(run.status == 2 && run.err.contains("[possible values: text, json, markdown, "), "{}", run.err);
    let run = place.bindery(&["diff", "old.yaml", "more.yaml", "--fail-on", "all"]);
    assert!(run.status == 2 && run.err.contains("[possible values: wire, rust, none]"), "{}", run.err);
    assert_eq!(place.bindery(&["diff", "old.yaml", "more.yaml", "--schema"]).status, 2);
}
