//! `cargo xtask import`, as far as it is about files: what is refused, what is written, and what is said.

use std::path::{Path, PathBuf};

use bindery::Config;
use bindery::cli::{Console, Document, ImportTask, Status, Unusable, import};

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Clock, version: '1'}
paths:
  /time: {get: {operationId: Time_Get, tags: [Time], responses: {'200': {description: theirs}}}}
";

struct Spec {
    folder: tempfile::TempDir,
}

impl Spec {
    fn new() -> Self {
        let spec = Self { folder: tempfile::tempdir().expect("a folder") };
        std::fs::write(spec.upstream(), DOCUMENT).expect("written");
        spec
    }

    fn upstream(&self) -> PathBuf {
        self.folder.path().join("clock.yaml")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("spec").join(path)
    }

    fn task(&self, version: &str) -> ImportTask {
        ImportTask {
            document: Document::read(&self.upstream()).expect("a document"),
            spec: self.folder.path().join("spec"),
            version: version.to_owned(),
            from: None,
            origin: None,
            date: "2024-07-01".to_owned(),
            keep_descriptions: false,
            force: false,
            dry_run: false,
            config: Config::default(),
        }
    }

    /// All files with their contents.
    fn tree(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut pending = vec![self.folder.path().to_owned()];
        let mut found = Vec::new();
        while let Some(path) = pending.pop() {
            for entry in std::fs::read_dir(&path).expect("a folder") {
                let path = entry.expect("an entry").path();
                match std::fs::read(&path) {
                    Ok(content) => found.push((path, content)),
                    Err(_) => pending.push(path),
                }
            }
        }
        found.sort();
        found
    }
}

/// How it ended, standard output and standard error.
fn run(task: &ImportTask) -> (Result<Status, Unusable>, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = import(task, &mut Console::new(&mut out, &mut err, false));
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status, text(out), text(err))
}

#[track_caller]
fn refused(spec: &Spec, task: &ImportTask, message: &str) {
    let before = spec.tree();
    let error = run(task).0.expect_err("an error");
    assert!(error.message.contains(message), "{}", error.message);
    assert!(error.help.is_some(), "{}", error.message);
    assert_eq!(spec.tree(), before);
}

#[test]
fn a_version_is_written_listed_and_not_overwritten() {
    let spec = Spec::new();
    let (status, out, err) = run(&spec.task("1"));
    assert_eq!((status, err.as_str()), (Ok(Status::Fine), ""));
    let shown = spec.path("1").display().to_string();
    let expected = format!(
        "{shown}: 2 files written\n  added openapi.yaml: 12 lines\n  added time.yaml: 12 lines\n\
         not taken over: description (1)\nto be written: 5 texts\n  \
         {shown}/openapi.yaml:5 #/info/description\n  \
         {shown}/openapi.yaml:9 #/tags/0/description\n  \
         {shown}/time.yaml:8 #/paths/~1time/get/summary\n  \
         {shown}/time.yaml:9 #/paths/~1time/get/description\n  \
         {shown}/time.yaml:12 #/paths/~1time/get/responses/200/description\n"
    );
    assert_eq!(out, expected);
    let line = std::fs::read_to_string(spec.path("1/time.yaml")).expect("a file");
    assert_eq!(line.lines().nth(8).map(str::trim), Some("description: \"\""));
    let list = std::fs::read_to_string(spec.path("SOURCES.toml")).expect("a list");
    assert!(list.contains("[1]") || list.contains("[\"1\"]"), "{list}");
    assert!(list.contains("origin = \"clock.yaml\"") && list.contains("dialect = \"openapi-3.0\""), "{list}");
    assert!(!list.contains(&spec.folder.path().display().to_string()));

    refused(&spec, &spec.task("1"), "is there already");
    let before = spec.tree();
    let (status, out, _) = run(&ImportTask { force: true, ..spec.task("1") });
    assert_eq!(status, Ok(Status::Fine));
    assert!(out.contains("unchanged time.yaml"), "{out}");
    assert_eq!(spec.tree(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let spec = Spec::new();
    let before = spec.tree();
    let (status, out, _) = run(&ImportTask { dry_run: true, ..spec.task("1") });
    assert_eq!(status, Ok(Status::Fine));
    assert!(out.contains("2 files would be written\n") && out.contains("to be written: 5 texts"), "{out}");
    assert_eq!(spec.tree(), before);
}

#[test]
fn the_version_before_is_found_and_compared_with() {
    let spec = Spec::new();
    assert_eq!(run(&spec.task("1.9")).0, Ok(Status::Fine));
    let file = spec.path("1.9/time.yaml");
    let text = std::fs::read_to_string(&file).expect("a file").replace("summary: \"\"", "summary: Tells the time.");
    std::fs::write(&file, format!("{text}# The end.\n")).expect("written");
    std::fs::write(spec.upstream(), DOCUMENT.replace("tags: [Time], ", "")).expect("written");
    let (status, out, _) = run(&spec.task("1.10"));
    assert_eq!(status, Ok(Status::Fine));
    assert!(out.contains("2 files written, compared with 1.9\n"), "{out}");
    assert!(out.contains("changed openapi.yaml: +0 -3 lines"), "{out}");
    assert!(out.contains("changed time.yaml: +0 -3 lines"), "{out}");
    assert!(out.contains("a comment was left behind: time.yaml:13: # The end."), "{out}");
    let text = std::fs::read_to_string(spec.path("1.10/time.yaml")).expect("a file");
    assert!(text.contains("summary: Tells the time."), "{text}");
    // Another one is asked for.
    assert_eq!(run(&ImportTask { from: Some("1.10".to_owned()), ..spec.task("1.1") }).0, Ok(Status::Fine));
}

#[test]
fn files_of_others_stay_and_stale_ones_go() {
    let spec = Spec::new();
    assert_eq!(run(&spec.task("1")).0, Ok(Status::Fine));
    std::fs::write(spec.path("1/notes.md"), "mine").expect("written");
    std::fs::write(spec.upstream(), DOCUMENT.replace("tags: [Time]", "tags: [Clock]")).expect("written");
    let from = Some("0".to_owned());
    std::fs::create_dir(spec.path("0")).expect("a folder");
    std::fs::write(spec.path("0/openapi.yaml"), DOCUMENT.replace("/time", "/other")).expect("written");
    let (status, out, _) = run(&ImportTask { force: true, from, ..spec.task("1") });
    assert_eq!(status, Ok(Status::Fine));
    assert!(out.contains("added clock.yaml: 12 lines") && out.contains("removed time.yaml: 12 lines"), "{out}");
    assert!(spec.path("1/notes.md").exists() && !spec.path("1/time.yaml").exists());
}

#[test]
fn what_cannot_be_meant_is_refused_in_plain_words() {
    let spec = Spec::new();
    for version in ["", "..", "../out", "a/b", "/tmp/x", ".git", "a b"] {
        refused(&spec, &spec.task(version), "cannot be the name of a folder");
    }
    refused(&spec, &ImportTask { date: "yesterday".to_owned(), ..spec.task("1") }, "`yesterday` is not a date");
    let origin = Some("/home/me/clock.yaml".to_owned());
    refused(&spec, &ImportTask { origin, ..spec.task("1") }, "is a path of this computer");
    refused(&spec, &ImportTask { from: Some("0".to_owned()), ..spec.task("1") }, "there is no version `0`");
    refused(&spec, &ImportTask { from: Some("../0".to_owned()), ..spec.task("1") }, "cannot be the name of a folder");
    std::fs::create_dir(spec.path("")).expect("a folder");
    std::fs::write(spec.path("SOURCES.toml"), "not = [").expect("written");
    refused(&spec, &spec.task("1"), "SOURCES.toml` cannot be used");
    std::fs::remove_file(spec.path("SOURCES.toml")).expect("removed");
    std::fs::write(spec.path("1"), "a file").expect("written");
    refused(&spec, &spec.task("1"), "is not a directory");
    std::fs::create_dir(spec.path("0")).expect("a folder");
    std::fs::write(spec.path("0/openapi.yaml"), "swagger: '1.2'\n").expect("written");
    refused(&spec, &spec.task("2"), "version `0` cannot be used");
    assert!(run(&spec.task("2")).2.contains("0/openapi.yaml:1"), "{}", run(&spec.task("2")).2);
    // Where a document should be, there is something else.
    let folder = spec.folder.path();
    assert!(Document::read(folder).unwrap_err().message.ends_with("is a directory, not a document"));
    assert!(Document::read(Path::new("https://example.com/a")).unwrap_err().help.is_some());
}

#[test]
fn a_document_that_cannot_be_used_changes_nothing() {
    let spec = Spec::new();
    assert_eq!(run(&spec.task("1")).0, Ok(Status::Fine));
    for text in ["", "a: [", "[]", "{\"openapi\": ", "swagger: '1.2'\n", "\u{0}"] {
        std::fs::write(spec.upstream(), text).expect("written");
        let before = spec.tree();
        let (status, out, err) = run(&ImportTask { force: true, ..spec.task("1") });
        assert_eq!((status, out.as_str()), (Ok(Status::Unusable), ""), "{text:?}");
        assert!(err.contains("clock.yaml") && err.contains("nothing was written"), "{err}");
        assert_eq!(spec.tree(), before);
    }
    // What is wrong with a part of it is said, and the rest is imported.
    std::fs::write(spec.upstream(), DOCUMENT.replace("description: theirs", "$ref: 'gone.yaml'")).expect("written");
    let (status, _, err) = run(&ImportTask { force: true, ..spec.task("1") });
    assert_eq!(status, Ok(Status::Fine));
    assert!(err.contains("error[unreadable-file]") && err.contains("clock.yaml:5"), "{err}");
}
