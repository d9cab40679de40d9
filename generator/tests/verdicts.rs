//! Verdicts are true: for each way in which a description changes, what a user wrote against the old crate is compiled
//! with the new one. The verdict is *major* exactly when that fails.
//!
//! All crates lie in one workspace under cargo's folder for test files, and are checked by one run of cargo.

#[path = "verdicts/rows.rs"]
mod rows;
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use bindery::cli::Document;
use bindery::diff::compare;
use bindery::diff::report::{Report, RustVerdict};
use bindery::{Config, Source, load};
use rows::{ROWS, Row};

/// The runtime of emitted crates, from this crate.
const RUNTIME: &str = "../runtime";

fn base() -> String {
    std::fs::read_to_string(support::tests().join("verdicts/shop.yaml")).expect("the document")
}

impl Row {
    /// The new document.
    fn document(&self) -> String {
        self.edits.iter().fold(base(), |text, (from, to)| {
            assert_eq!(text.matches(from).count(), 1, "{}: {from:?} is not there once", self.name);
            text.replacen(from, to, 1)
        })
    }

    fn package(&self) -> String {
        format!("verdict-{}", self.name.replace(' ', "-"))
    }

    fn report(&self) -> Report {
        let loaded = |text: String| load(Source::new("shop.yaml", text), |_| Err("is not there".to_owned()));
        compare(loaded(base()), loaded(self.document()), &Config::default()).report.expect("both are usable")
    }
}

fn major(report: &Report) -> bool {
    report.changes.iter().any(|change| change.rust.verdict == RustVerdict::Major)
}

struct Workspace {
    root: PathBuf,
    members: Vec<String>,
}

impl Workspace {
    fn add(&mut self, package: &str, text: &str) {
        let mut config = Config::default();
        config.krate.name = Some("shop".to_owned());
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join(RUNTIME);
        config.runtime_path = Some(runtime.to_str().expect("a path in UTF-8").to_owned());
        let sources = bindery::Sources::new(Source::new("shop.yaml", text));
        let files = bindery::generate(&sources, &config).files.expect("a crate");
        let folder = self.root.join(package);
        let _ = std::fs::remove_dir_all(folder.join("src"));
        for (path, bytes) in files.iter() {
            let text = std::str::from_utf8(bytes).expect("text");
            // All crates are called `shop` by their users, and have to have names of their own.
            let manifest = path == "Cargo.toml";
            let named = text.replacen("name = \"shop\"", &format!("name = \"{package}\""), 1);
            let named = named.replacen("[features]", "[lib]\nname = \"shop\"\npath = \"src/lib.rs\"\n\n[features]", 1);
            write(&folder.join(path), if manifest { &named } else { text });
        }
        let user = std::fs::read_to_string(support::tests().join("verdicts/user.rs")).expect("the program");
        write(&folder.join("examples/user.rs"), &user);
        self.members.push(package.to_owned());
    }

    /// The packages whose programs do not compile.
    fn failures(&self) -> BTreeSet<String> {
        let members: Vec<String> = self.members.iter().map(|name| format!("    {name:?},\n")).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n", members.concat());
        write(&self.root.join("Cargo.toml"), &manifest);
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        std::fs::copy(lock, self.root.join("Cargo.lock")).expect("a lock file");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
        let run = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--lib", "--examples", "--keep-going", "--message-format=json"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", target)
            .envs([("CARGO_NET_OFFLINE", "true"), ("CARGO_TERM_COLOR", "never"), ("CARGO_INCREMENTAL", "0")])
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let mut failed = BTreeSet::new();
        for line in String::from_utf8_lossy(&run.stdout).lines() {
            let message: serde_json::Value = serde_json::from_str(line).expect("a message");
            if message["reason"] != "compiler-message" || message["message"]["level"] != "error" {
                continue;
            }
            let text = message["message"]["rendered"].as_str().unwrap_or_default();
            let kind = message["target"]["kind"][0].as_str().unwrap_or_default();
            assert_eq!(kind, "example", "an emitted crate does not compile:\n{text}");
            let path = message["manifest_path"].as_str().unwrap_or_default();
            let package = Path::new(path).parent().and_then(Path::file_name).expect("a package");
            failed.insert(package.to_str().expect("a name in UTF-8").to_owned());
        }
        let ran = run.status.success() || !failed.is_empty();
        assert!(ran, "cargo check:\n{}", String::from_utf8_lossy(&run.stderr));
        failed
    }
}

fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
    std::fs::write(path, text).expect("a file that can be written");
}

#[test]
fn major_is_what_does_not_compile() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdict-crates");
    let mut workspace = Workspace { root, members: Vec::new() };
    workspace.add("verdict-base", &base());
    for row in ROWS {
        workspace.add(&row.package(), &row.document());
    }
    let failed = workspace.failures();
    assert!(!failed.contains("verdict-base"), "the program does not compile with the crate it was written for");
    let mut wrong = Vec::new();
    for row in ROWS {
        let (report, fails) = (row.report(), failed.contains(&row.package()));
        if major(&report) != fails {
            let word = if fails { "does not compile" } else { "compiles" };
            wrong.push(format!("{}: the program {word}, but: {:#?}", row.name, report.changes));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
    println!("{} ways to change, {} of them major", ROWS.len(), failed.len());
}

#[test]
fn changes_are_what_they_are_called() {
    for row in ROWS {
        let report = row.report();
        let found: Vec<&str> = report.changes.iter().map(|change| change.kind).collect();
        let breaks = report.changes.iter().any(|change| change.wire.verdict.breaks());
        assert!(row.kinds.iter().all(|kind| found.contains(kind)), "{}: {:?} of {found:?}", row.name, row.kinds);
        assert_eq!(breaks, row.breaks, "{}: {:#?}", row.name, report.changes);
        assert!(!found.is_empty() || row.kinds.is_empty(), "{}", row.name);
    }
}

/// What is written in the table is a document that Bindery has nothing to say about.
#[test]
fn the_document_has_no_faults() {
    let path = support::tests().join("verdicts/shop.yaml");
    let loaded = Document::read(&path).expect("the document").load();
    let (generated, _) = bindery::generate_loaded(loaded, &Config::default());
    assert!(generated.diagnostics.is_empty());
}
