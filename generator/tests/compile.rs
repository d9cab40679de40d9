//! Emitted crates are type-checked, not only compared: every fixture becomes a member of one workspace that clippy reads.
//!
//! The workspace lies under cargo's folder for test files and uses this repository's lock file and target folder, so
//! that nothing is downloaded and little is built twice. Files are written only if they changed, so a second run costs
//! next to nothing.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use bindery::Generated;
use support::Case;

/// The fixtures whose examples are compiled as well: there is one of every kind.
const WITH_EXAMPLES: &[&str] = &[
    "fixture-bodies-example",
    "fixture-crate-by-hand",
    "fixture-lists-pages",
    "fixture-parameters-example",
    "fixture-pollers-states",
    "fixture-renames-kept",
    "fixture-responses-bytes",
    "fixture-responses-existence",
    "fixture-secrets-properties",
];

/// The fixture whose module that is written by hand has tests.
const WITH_TESTS: &str = "fixture-config-closed";

/// The fixture whose documentation is built.
const WITH_MARKDOWN: &str = "fixture-docs-markdown";

/// A module that a user writes.
const CUSTOM: &str = "//! Written by hand.\n\n/// One.\npub const ONE: u8 = 1;\n";

/// A guide that a user writes, with an example.
const GUIDE: &str = "# Guide\n\n```\nassert_eq!(NAME::ONE, 1);\n```\n";

struct Workspace {
    root: PathBuf,
    members: Vec<String>,
}

impl Workspace {
    /// An empty workspace with the profile of this repository, whose dependencies are built already.
    fn new() -> Self {
        Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixture-crates"), members: Vec::new() }
    }

    /// Adds a crate; `custom` is the module that is written by hand, if there is one.
    fn add(&mut self, name: String, case: Case, custom: &str) {
        let mut case = case;
        case.config.krate.name = Some(name.clone());
        case.config.runtime_path = Some(repository().join("runtime").to_str().expect("a path in UTF-8").to_owned());
        let generated = case.generate();
        assert!(generated.files.is_some(), "{name}: {}", case.rendered(&generated));
        let folder = self.root.join(&name);
        self.remove_others(&folder, &generated);
        for (path, text) in support::texts(&generated) {
            write(&folder.join(path), text);
        }
        let krate = &case.config.krate;
        krate.custom.iter().for_each(|path| write(&folder.join(path.as_str()), custom));
        let guide = GUIDE.replace("NAME", &name.replace('-', "_"));
        krate.readme.iter().for_each(|path| write(&folder.join(path.as_str()), &guide));
        self.members.push(name);
    }

    /// Removes what an earlier run wrote and this one does not.
    fn remove_others(&self, folder: &Path, generated: &Generated) {
        let Ok(entries) = std::fs::read_dir(folder.join("src/models")) else { return };
        for entry in entries {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(folder).expect("a path in the folder").to_str().expect("a name in UTF-8");
            if generated.files.as_ref().is_some_and(|files| files.get(name).is_none()) {
                std::fs::remove_file(&path).expect("a file that can be removed");
            }
        }
    }

    fn finish(&self) {
        let members: Vec<String> = self.members.iter().map(|name| format!("    {name:?},\n")).collect();
        let profile = "[profile.dev]\ndebug = \"line-tables-only\"\n";
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n{profile}", members.concat());
        write(&self.root.join("Cargo.toml"), &manifest);
        // Cargo adds the members and drops what they do not need.
        std::fs::copy(repository().join("Cargo.lock"), self.root.join("Cargo.lock")).expect("a lock file");
    }

    fn cargo(&self, arguments: &[&str]) {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
        let run = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", target)
            .envs([("CARGO_NET_OFFLINE", "true"), ("CARGO_TERM_QUIET", "true"), ("CARGO_TERM_COLOR", "never")])
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success(), "cargo {} in {}:\n{out}{err}", arguments.join(" "), self.root.display());
    }

    /// Clippy's lints as errors; those of the compiler alone where there is no clippy.
    fn check(&self) {
        let clippy = Command::new(env!("CARGO")).args(["clippy", "--version"]).output();
        match clippy.is_ok_and(|run| run.status.success()) {
            true => self.cargo(&["clippy", "--workspace", "--keep-going", "--", "-Dwarnings"]),
            false => {
                self.cargo(&["check", "--workspace", "--keep-going", "--config", "build.rustflags=[\"-Dwarnings\"]"])
            }
        }
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Writes what has changed, so that cargo sees what has not.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
    std::fs::write(path, text).expect("a file that can be written");
}

/// Types nested so deep that their names have to be cut.
fn deep_objects(depth: usize) -> String {
    let open: String =
        (0..depth).map(|level| format!(r#"{{"type": "object", "properties": {{"level{level}": "#)).collect();
    let schema = format!(r#"{open}{{"type": "string"}}{}"#, "}}".repeat(depth));
    format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "Deep", "version": "1"}}, "paths": {{}},
            "components": {{"schemas": {{"Deep": {schema}}}}}}}"#
    )
}

/// One test for all, because they share a workspace.
#[test]
fn emitted_crates_have_no_warnings() {
    let mut workspace = Workspace::new();
    for (name, path) in support::cases("fixtures") {
        let custom = std::fs::read_to_string(path.with_extension("rs"));
        let case = Case::read(&path, "openapi.yaml");
        workspace.add(format!("fixture-{}", name.replace(['/', '_'], "-")), case, custom.as_deref().unwrap_or(CUSTOM));
    }
    workspace.add("fixture-deep".to_owned(), Case::of("deep.json", deep_objects(40)), CUSTOM);
    let hostile = Case::read(&support::tests().join("hostile.yaml"), "openapi.yaml");
    workspace.add("fixture-hostile".to_owned(), hostile, CUSTOM);
    workspace.finish();
    workspace.check();
    let mut examples = vec!["test", "--doc"];
    WITH_EXAMPLES.iter().for_each(|name| examples.extend(["-p", name]));
    workspace.cargo(&examples);
    workspace.cargo(&["test", "--lib", "-p", WITH_TESTS]);
    workspace.cargo(&["doc", "--no-deps", "-p", WITH_MARKDOWN]);
}
