use std::collections::BTreeMap;

use super::*;

/// The files of a folder, by path, but for what tools leave there.
fn files(folder: &Path, into: &mut BTreeMap<String, Vec<u8>>, prefix: &str) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = format!("{prefix}{}", entry.file_name().into_string().expect("a name in UTF-8"));
        match entry.path().is_dir() {
            true => files(&entry.path(), into, &format!("{name}/")),
            false => {
                into.insert(name, std::fs::read(entry.path()).expect("a file"));
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    let mut all = BTreeMap::new();
    files(from, &mut all, "");
    for (name, bytes) in all {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        std::fs::write(path, bytes).expect("a file that can be written");
    }
}

/// A tree with the documents, at the version before the current one.
fn tree() -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, repository) = (folder.path(), workspace::root());
    copy(&repository.join("spec"), &root.join("spec"));
    for name in ["Cargo.toml", "CHANGELOG.md"] {
        std::fs::copy(repository.join(name), root.join(name)).expect("a file");
    }
    let (current, _) = workspace::configuration().expect("a configuration");
    let versions = workspace::versions().expect("versions");
    let previous = versions.into_iter().rfind(|version| *version < current).expect("a previous version");
    let path = root.join("spec/bindery.toml");
    let text = std::fs::read_to_string(&path).expect("a configuration").replace(&current, &previous);
    std::fs::write(&path, text).expect("a file that can be written");
    quietly(|console| generate::bring(root, false, console)).expect("a crate");
    (folder, previous, current)
}

fn quietly<T>(work: impl FnOnce(&mut Console<'_>) -> T) -> T {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    work(&mut Console::new(&mut out, &mut err, false))
}

fn said(root: &Path, version: &str) -> (Result<Status, Unusable>, String) {
    said_with(root, version, None)
}

fn said_with(root: &Path, version: &str, upstream: Option<PathBuf>) -> (Result<Status, Unusable>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let upgrade = Upgrade::new(root, version, "2024-07-01".to_owned()).map(|upgrade| upgrade.from(upstream));
    let status = upgrade.and_then(|upgrade| upgrade.run(&mut Console::new(&mut out, &mut err, false)));
    (status, String::from_utf8_lossy(&out).into_owned())
}

/// From the version before the current one, an upgrade leads to what is committed, but for the version of the crate.
#[test]
fn an_upgrade_leads_to_what_is_committed() {
    let (folder, previous, current) = tree();
    let root = folder.path();
    let (status, text) = said(root, &current);
    assert_eq!(status, Ok(Status::Fine), "{text}");
    let (_, config) = workspace::configuration().expect("a configuration");
    let before = version::released(&config).expect("a version");
    let after = version::raised(&before, bindery::diff::report::Bump::Major);
    assert!(text.contains(&format!("azure-batch-client {before} → {after}: ")), "{text}");
    assert!(text.contains("operation `ComputeNode_GetRemoteDesktop` is gone"), "{text}");
    let (mut upgraded, mut committed) = (BTreeMap::new(), BTreeMap::new());
    files(&root.join("generated/src"), &mut upgraded, "");
    files(&workspace::root().join("generated/src"), &mut committed, "");
    assert!(upgraded == committed, "the code is not what is committed");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("a file");
    let configuration = read("spec/bindery.toml");
    assert!(configuration.contains(&format!("current = \"{current}\"")) && !configuration.contains(&previous));
    assert!(configuration.contains(&format!("version = \"{after}\"")) && configuration.contains("# What `cargo xtask"));
    assert!(
        read("Cargo.toml").contains(&format!("azure-batch-client = {{ path = \"generated\", version = \"{after}\" }}"))
    );
    assert!(read("generated/Cargo.toml").contains(&format!("version = \"{after}\"")));
    let changelog = read("CHANGELOG.md");
    assert!(changelog.contains(&format!("## azure-batch-client {after} (2024-07-01), api-version {current}\n")));
    assert!(changelog.contains("- **Breaking:** operation `ComputeNode_GetRemoteDesktop` is gone"), "{changelog}");
    assert_eq!(changelog.matches("\n- ").count() - count("CHANGELOG.md"), 42);
}

/// A version that is not there yet comes from its upstream document, and brings the same types and operations.
#[test]
fn an_upgrade_imports_what_is_not_there() {
    let (folder, previous, current) = tree();
    let root = folder.path();
    std::fs::rename(root.join(format!("spec/{current}")), root.join("upstream")).expect("a folder that can be moved");
    let upstream = root.join("upstream/openapi.yaml");
    let (status, text) = said_with(root, &current, Some(upstream.clone()));
    assert_eq!(status, Ok(Status::Fine), "{text}");
    let (mut upgraded, mut committed) = (BTreeMap::new(), BTreeMap::new());
    files(&root.join("generated/src"), &mut upgraded, "");
    files(&workspace::root().join("generated/src"), &mut committed, "");
    assert!(upgraded.keys().eq(committed.keys()), "the files are not those that are committed");
    assert!(root.join(format!("spec/{current}/openapi.yaml")).is_file());
    // What is there is not replaced, and nothing else happens then.
    let path = root.join("spec/bindery.toml");
    let config = std::fs::read_to_string(&path).expect("a configuration").replace(&current, &previous);
    std::fs::write(&path, &config).expect("a file that can be written");
    let error = said_with(root, &current, Some(upstream)).0.expect_err("an error");
    assert!(error.help.is_some(), "{error}");
    assert_eq!(std::fs::read_to_string(&path).expect("a configuration"), config);
}

fn count(name: &str) -> usize {
    let text = std::fs::read_to_string(workspace::root().join(name)).expect("a file");
    text.matches("\n- ").count()
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let (folder, previous, current) = tree();
    let root = folder.path();
    let mut before = BTreeMap::new();
    files(root, &mut before, "");
    for (version, expected) in [
        (previous.as_str(), "is the current api-version"),
        ("2099-01-01", "there is no `spec/2099-01-01/openapi.yaml`"),
        ("../spec", "there is no `spec/../spec/openapi.yaml`"),
    ] {
        let error = said(root, version).0.expect_err("an error");
        assert!(error.message.contains(expected) && error.help.is_some(), "{error}");
    }
    let path = root.join(format!("spec/{current}/openapi.yaml"));
    let text = std::fs::read(&path).expect("a document");
    std::fs::write(&path, "openapi: [").expect("a file that can be written");
    assert_eq!(said(root, &current).0, Ok(Status::Unusable));
    std::fs::write(&path, text).expect("a file that can be written");
    std::fs::remove_file(root.join("CHANGELOG.md")).expect("a file that is there");
    assert!(said(root, &current).0.is_err());
    before.remove("CHANGELOG.md");
    let mut after = BTreeMap::new();
    files(root, &mut after, "");
    assert!(before == after, "something was written");
}
