//! Importing documents: from what others publish to the files of `spec/`.

use std::path::{Path, PathBuf};

use bindery::cli::{Document, read_config};
use bindery::import::{Imported, import};
use bindery::{Config, Loaded, Source};
use serde_json::Value;

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

fn load(path: &Path) -> Loaded {
    Document::read(path).expect("a document").load()
}

fn version(name: &str) -> Loaded {
    load(&spec().join(name).join("openapi.yaml"))
}

fn config() -> Config {
    read_config(Some(&spec().join("bindery.toml"))).expect("a configuration")
}

fn imported(upstream: &Loaded, previous: Option<&Loaded>) -> Imported {
    import(upstream, previous, &config(), false).expect("a previous version that can be used")
}

/// Lines that differ between the files imported and those of a version, as a unified diff.
fn difference(imported: &Imported, version: &str) -> String {
    let mut all = String::new();
    let files = imported.files.as_ref().expect("files");
    let folder = spec().join(version);
    for (path, content) in files.iter() {
        let there = std::fs::read_to_string(folder.join(path)).unwrap_or_default();
        let diff = similar::TextDiff::from_lines(there.as_str(), std::str::from_utf8(content).expect("text"))
            .unified_diff()
            .header(path, "imported")
            .to_string();
        all.push_str(&diff);
    }
    for entry in std::fs::read_dir(&folder).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        if files.get(&name).is_none() {
            all.push_str(&format!("missing: {name}\n"));
        }
    }
    all
}

#[test]
fn our_documents_are_imported_onto_themselves() {
    for name in ["2024-02-01.19.0", "2024-07-01.20.0"] {
        let ours = version(name);
        let imported = imported(&ours, Some(&ours));
        assert_eq!(difference(&imported, name), "");
        assert!(imported.unwritten.is_empty() && imported.diagnostics.is_empty(), "{:?}", imported.unwritten);
    }
}

/// A document from the folder beside the repository, where there is one; else says so and has none.
fn shared(name: &str) -> Option<Loaded> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(name);
    if !path.exists() {
        println!("skipped: there is no ../shared/{name} to import");
        return None;
    }
    Some(load(&path))
}

/// The next version is what it is here but for words that nobody has written yet.
#[test]
fn the_published_api_becomes_the_next_version_without_its_new_words() {
    let Some(published) = shared("batch/facts-2024-07-01.20.0.json") else { return };
    let imported = imported(&published, Some(&version("2024-02-01.19.0")));
    let files = imported.files.as_ref().expect("files");
    let folder = spec().join("2024-07-01.20.0");
    assert_eq!(files.iter().count(), std::fs::read_dir(&folder).expect("a folder").count());
    for (path, content) in files.iter() {
        let new = std::str::from_utf8(content).expect("text");
        let ours = std::fs::read_to_string(folder.join(path)).expect("the same files");
        // Line by line, nothing but empty texts is new, ...
        let diff = similar::TextDiff::from_lines(ours.as_str(), new);
        for change in diff.iter_all_changes().filter(|change| change.tag() == similar::ChangeTag::Insert) {
            assert!(matches!(change.value().trim(), "description: \"\"" | "summary: \"\""), "{path}: {change}");
        }
        // ... and nothing but words is gone.
        let mut ours: Value = serde_yaml::from_str(&ours).expect("YAML");
        let new: Value = serde_yaml::from_str(new).expect("YAML");
        for place in imported.unwritten.iter().filter(|place| place.file == path) {
            let text = ours.pointer_mut(&place.pointer[1..]).expect("the same place");
            assert!(!text.as_str().expect("a text").is_empty());
            *text = Value::from("");
        }
        forget_examples(&mut ours, &new);
        assert_eq!(ours, new, "{path}");
    }
    assert_eq!(imported.unwritten.len(), 50);
}

/// What differs from the Swagger that is a draft of this version: how a job is terminated by force, and a type that is
/// said twice. In both, the published API is as it is here.
#[test]
fn the_draft_in_swagger_differs_only_where_it_is_a_draft() {
    let draft = "corpus/documents/azure-batch/2024-07-01.20.0/BatchService.json";
    let Some(draft) = shared(draft) else { return };
    let imported = imported(&draft, Some(&version("2024-07-01.20.0")));
    assert!(!difference(&imported, "2024-07-01.20.0").contains("BatchError2"));
    let (mut kept, mut seen) = (Vec::new(), Vec::new());
    for line in difference(&imported, "2024-07-01.20.0").lines() {
        if let Some(file) = line.strip_prefix("--- ") {
            seen.push(file.to_owned());
        } else if line.starts_with(['+', '-']) && !line.starts_with("+++") {
            kept.push(line.to_owned());
        }
    }
    assert_eq!(seen, ["common.yaml", "job-schedules.yaml", "jobs.yaml", "pools.yaml"]);
    insta::assert_snapshot!(kept.join("\n"));
    // Of the version before, nothing but that type is different.
    let Some(earlier) = shared("corpus/documents/azure-batch/2024-02-01.19.0/BatchService.json") else { return };
    let imported = imported_onto_itself(&earlier, "2024-02-01.19.0");
    let changed: Vec<&str> = imported
        .lines()
        .filter(|line| line.starts_with(['+', '-']) && !line.contains("yaml") && !line.contains("+++"))
        .collect();
    assert_eq!(changed, ["-          type: string"]);
}

fn imported_onto_itself(upstream: &Loaded, name: &str) -> String {
    difference(&imported(upstream, Some(&version(name))), name)
}

/// What is imported from Swagger is as good to generate from as what is here.
#[test]
fn what_comes_of_swagger_generates_without_new_diagnostics() {
    let Some(draft) = shared("corpus/documents/azure-batch/2024-07-01.20.0/BatchService.json") else { return };
    let imported = imported(&draft, Some(&version("2024-02-01.19.0")));
    let said = |loaded: Loaded| -> Vec<String> {
        let (generated, _) = bindery::generate_loaded(loaded, &config());
        assert!(generated.files.is_some());
        generated.diagnostics.iter().map(|found| format!("{} {}", found.code.name, found.message)).collect()
    };
    assert_eq!(said(reloaded(&imported)), said(version("2024-07-01.20.0")));
}

/// Removes examples that `new` does not have.
fn forget_examples(ours: &mut Value, new: &Value) {
    if let Value::Object(members) = ours {
        members.retain(|key, _| !matches!(key.as_str(), "example" | "examples") || new.get(key).is_some());
        members.iter_mut().for_each(|(key, member)| forget_examples(member, &new[key]));
    }
}

/// A document of these files, the first one being its entry.
fn document(files: &[(&str, &str)]) -> Loaded {
    let (name, text) = files[0];
    bindery::load(Source::new(name, text), |path| {
        let found = files.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| "does not exist".to_owned())
    })
}

fn upstream() -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/upstream/api.yaml"))
}

fn previous() -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/previous/openapi.yaml"))
}

fn import_plainly(upstream: &Loaded, previous: Option<&Loaded>) -> Imported {
    import(upstream, previous, &Config::default(), false).expect("a previous version that can be used")
}

/// The files of an import as the description that they are.
fn reloaded(imported: &Imported) -> Loaded {
    let files = imported.files.as_ref().expect("files");
    let entry = files.get("openapi.yaml").expect("an entry document");
    bindery::load(Source::new("openapi.yaml", entry), |path| Ok(files.get(path).expect("a file").to_vec()))
}

/// Everything that an import says, for a snapshot.
fn shown(imported: &Imported) -> String {
    let mut text = String::new();
    for (path, content) in imported.files.as_ref().expect("files").iter() {
        text.push_str(&format!("==> {path}\n{}\n", std::str::from_utf8(content).expect("text")));
    }
    for place in &imported.unwritten {
        text.push_str(&format!("{}:{} {}\n", place.file, place.line, place.pointer));
    }
    let Imported { left_out, lost_comments, diagnostics, .. } = imported;
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
    text + &format!("{left_out:?}\n{lost_comments:?}\n{codes:?}\n")
}

#[test]
fn a_first_version_is_cut_into_files() {
    let imported = import_plainly(&upstream(), None);
    insta::assert_snapshot!(shown(&imported));
}

#[test]
fn what_was_imported_is_imported_onto_itself() {
    let first = import_plainly(&upstream(), None);
    let again = import_plainly(&reloaded(&first), Some(&reloaded(&first)));
    assert_eq!(first.files, again.files);
    assert_eq!(first.unwritten, again.unwritten);
}

#[test]
fn a_next_version_keeps_words_names_and_places() {
    let imported = import_plainly(&upstream(), Some(&previous()));
    insta::assert_snapshot!(shown(&imported));
    let again = import_plainly(&upstream(), Some(&previous()));
    assert_eq!(imported.files, again.files);
}

#[test]
fn words_move_with_a_schema_that_gets_a_name() {
    let old = "
openapi: 3.0.3
info: {title: A, version: '1'}
paths: {}
components:
  schemas:
    Job:
      type: object
      properties:
        pool:
          type: object
          description: Our pool.
          properties: {size: {type: integer, description: Our size.}}
        state:
          type: string
          description: Our state.
          enum: [on]
          x-ms-enum: {name: State, values: [{value: on, description: Our on.}]}
";
    let new = "
openapi: 3.0.3
info: {title: A, version: '2'}
paths: {}
components:
  schemas:
    Job: {type: object, properties: {pool: {$ref: '#/components/schemas/Pool'}, state: {$ref: '#/components/schemas/State'}}}
    Pool: {type: object, properties: {size: {type: integer}}}
    State: {type: string, enum: [on, off], x-ms-enum: {name: State}}
";
    let imported = import_plainly(&document(&[("b.yaml", new)]), Some(&document(&[("a.yaml", old)])));
    let text =
        std::str::from_utf8(imported.files.as_ref().and_then(|files| files.get("openapi.yaml")).expect("a file"));
    let text = text.expect("text");
    for words in ["Our pool.", "Our size.", "Our state.", "Our on."] {
        assert!(text.contains(words), "{text}");
    }
    let unwritten: Vec<&str> = imported.unwritten.iter().map(|place| place.pointer.as_str()).collect();
    let job = "#/components/schemas/Job/description";
    let off = "#/components/schemas/State/x-ms-enum/values/1/description";
    assert_eq!(
        unwritten.iter().filter(|place| !place.contains("/properties/")).collect::<Vec<_>>(),
        [&"#/info/description", &job, &off]
    );
    // And back: what had a name is written in its place again.
    let back = import_plainly(&document(&[("a.yaml", old)]), Some(&reloaded(&imported)));
    let text = std::str::from_utf8(back.files.as_ref().and_then(|files| files.get("openapi.yaml")).expect("a file"));
    for words in ["Our pool.", "Our size.", "Our state.", "Our on."] {
        assert!(text.expect("text").contains(words), "{text:?}");
    }
}

#[test]
fn their_words_are_kept_only_when_asked_for() {
    let theirs = upstream();
    let dropped = import_plainly(&theirs, None);
    assert!(!shown(&dropped).contains("Theirs"));
    let kept = import(&theirs, None, &Config::default(), true).expect("an import");
    assert!(shown(&kept).matches("Theirs.").count() > 10);
    let ours_first = import(&theirs, Some(&previous()), &Config::default(), true).expect("an import");
    let text = shown(&ours_first);
    assert!(text.contains("Our get.") && text.contains("description: Theirs."));
}

#[test]
fn groups_have_the_names_of_the_configuration() {
    let config = Config::parse("[groups]\nPet = \"common\"\n\"Order Desk\" = \"desk\"\n").expect("a configuration");
    let imported = import(&upstream(), None, &config, false).expect("an import");
    let files: Vec<String> = imported.files.expect("files").iter().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(files, ["common-operations.yaml", "common.yaml", "desk.yaml", "openapi.yaml"]);
}

#[test]
fn what_is_wrong_is_said_and_the_rest_is_imported() {
    let text = "
openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /a:
    get:
      operationId: A
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: 'gone.yaml#/x'}}}}}
  /b: {$ref: '#/paths/~1b'}
components:
  schemas: {A: {$ref: '#/components/schemas/A'}, B: {$ref: '../b.yaml'}, C: {type: object, properties: {d: 3}}}
";
    let imported = import_plainly(&document(&[("a.yaml", text)]), None);
    let mut codes: Vec<&str> = imported.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["external-ref", "ref-cycle", "ref-cycle", "unreadable-file", "wrong-kind"]);
    let (again, _) = bindery::generate_loaded(reloaded(&imported), &Config::default());
    assert!(again.files.is_some());

    for unusable in ["", "a: b: c", "[]", "openapi: 4.0.0\ninfo: {}\n", "{\"openapi\": "] {
        let unusable = document(&[("a.yaml", unusable)]);
        let imported = import_plainly(&unusable, None);
        assert!(imported.files.is_none() && imported.diagnostics.has_errors());
        assert!(import(&upstream(), Some(&unusable), &Config::default(), false).is_err());
    }
}
