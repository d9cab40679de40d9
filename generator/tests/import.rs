//! Importing documents: from what others publish to the files of `spec/`.

use std::path::{Path, PathBuf};

use bindery::cli::{Document, read_config};
use bindery::import::{Imported, import};
use bindery::{Config, Loaded};

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

/// The published Swagger, where the folder with it lies beside the repository; else says so and has none.
fn published(name: &str) -> Option<Loaded> {
    let path = format!("../../shared/corpus/documents/azure-batch/{name}/BatchService.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if !path.exists() {
        println!("skipped: there is no published document of {name} to import");
        return None;
    }
    Some(load(&path))
}
