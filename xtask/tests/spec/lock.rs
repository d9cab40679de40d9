//! What the lock of one version does to another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bindery::cli::{Document, read_config, read_lock};
use bindery::lock::Entry;
use bindery::{Config, Generated, Lock, generate_loaded};

use crate::VERSIONS;

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

/// A version, generated with a lock.
fn generate(version: &str, lock: Option<Lock>) -> Generated {
    let config = read_config(Some(&spec().join("bindery.toml"))).expect("a configuration");
    let document = Document::read(&spec().join(version).join("openapi.yaml")).expect("a document");
    generate_loaded(document.load(), &Config { lock, ..config }).0
}

fn lock_of(version: &str, lock: Option<Lock>) -> Lock {
    generate(version, lock).lock.expect("a run with a lock gives a lock")
}

/// Every name in a lock, by the thing that has it. Lines of arguments are names too: in their order.
fn names(lock: &Lock) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut add = |thing: String, entry: &Entry| names.insert(thing, entry.name.clone());
    for (name, group) in &lock.groups {
        add(format!("module {name}"), &group.module);
        add(format!("handle {name}"), &group.handle);
    }
    for (key, operation) in &lock.operations {
        add(format!("method {key}"), &operation.method);
        add(format!("request {key}"), &operation.request);
        operation.headers.iter().for_each(|entry| _ = add(format!("headers {key}"), entry));
        operation.output.iter().for_each(|entry| _ = add(format!("output {key}"), entry));
        operation.parameters.iter().for_each(|(name, entry)| _ = add(format!("{name} of {key}"), entry));
        operation.fields.iter().for_each(|(name, entry)| _ = add(format!("header field {name} of {key}"), entry));
    }
    for (key, entry) in &lock.types {
        add(format!("type {key}"), &entry.rust);
        entry.fields.iter().for_each(|(name, entry)| _ = add(format!("{key}.{name}"), entry));
        entry.values.iter().for_each(|(text, entry)| _ = add(format!("{key}={text}"), entry));
    }
    let arguments = lock.operations.iter().map(|(key, operation)| (format!("arguments {key}"), &operation.arguments));
    let of_new = lock.types.iter().map(|(key, entry)| (format!("new {key}"), &entry.arguments));
    names.extend(arguments.chain(of_new).map(|(thing, order)| (thing, order.join(", "))));
    names
}

#[test]
fn the_lock_of_one_version_renames_nothing_in_another() {
    for (from, to) in [(VERSIONS[0], VERSIONS[1]), (VERSIONS[1], VERSIONS[0])] {
        let before = lock_of(from, Some(Lock::default()));
        let (after, alone) = (lock_of(to, Some(before.clone())), lock_of(to, Some(Lock::default())));
        let (before, after, alone) = (names(&before), names(&after), names(&alone));
        let both: Vec<&String> = before.keys().filter(|thing| alone.contains_key(*thing)).collect();
        assert!(both.len() > 2_500, "the versions have most in common: {}", both.len());
        for thing in both {
            assert_eq!(after.get(thing), before.get(thing), "{thing}, from {from} to {to}");
        }
        assert!(alone.keys().eq(after.keys()), "what is new has a name too, from {from} to {to}");
    }
}

/// So far nothing has been renamed: the lock says what the document alone would give.
#[test]
fn without_its_lock_the_current_version_is_the_same() {
    let path = spec().join("bindery.lock");
    let committed = read_lock(&path).expect("a lock");
    let with = generate(VERSIONS[1], Some(committed));
    let without = generate(VERSIONS[1], None);
    let files = |generated: &Generated| {
        let files = generated.files.as_ref().expect("a crate").iter();
        files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect::<BTreeMap<String, Vec<u8>>>()
    };
    assert!(files(&with) == files(&without), "the lock changes what is generated");
    let text = std::fs::read_to_string(path).expect("text");
    assert_eq!(with.lock.map(|lock| lock.to_string()), Some(text));
    assert!(with.diagnostics.is_empty(), "nothing is stale");
}
