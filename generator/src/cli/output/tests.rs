use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;

use super::*;

/// Files by path; the manifest that names them is added.
fn set(files: &[(&str, &str)]) -> FileSet {
    let mut set = FileSet::default();
    files.iter().for_each(|(path, content)| set.insert(*path, *content));
    let names: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    set.insert(MANIFEST, serde_json::json!({"version": "0", "files": names}).to_string());
    set
}

/// All files and directories below a directory; a directory has no content.
fn tree(directory: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(directory).expect("below").display().to_string();
            let content = path.is_file().then(|| std::fs::read(&path).expect("a file"));
            if content.is_none() {
                open.push(path);
            }
            found.insert(name, content);
        }
    }
    found
}

fn with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, content) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("directories");
        std::fs::write(path, content).expect("a file");
    }
    directory
}

#[track_caller]
fn ours(directory: &Path, files: &[(&str, &str)]) {
    write(&set(files), directory, false).expect("written");
}

#[track_caller]
fn refused(files: &FileSet, directory: &Path, force: bool) -> String {
    let before = tree(directory);
    let error = write(files, directory, force).expect_err("a refusal");
    assert_eq!(tree(directory), before, "a refusal changes nothing");
    error.message.replace(&directory.display().to_string(), "DIR")
}

#[test]
fn writes_changes_removes_and_leaves_alone() {
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("new/crate");
    ours(&target, &[("Cargo.toml", "1"), ("src/lib.rs", "a"), ("src/old/x.rs", "b")]);
    std::fs::write(target.join("src/mine.rs"), "mine").unwrap();
    let kept = target.join("Cargo.toml").metadata().unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    let done = write(&set(&[("Cargo.toml", "1"), ("src/lib.rs", "c"), ("src/new/y.rs", "d")]), &target, false).unwrap();
    assert_eq!(done, Written { written: 3, unchanged: 1, removed: 1 });
    assert_eq!(target.join("Cargo.toml").metadata().unwrap().modified().unwrap(), kept);
    let names: Vec<_> = tree(&target).into_keys().collect();
    assert_eq!(names, ["Cargo.toml", "bindery.json", "src", "src/lib.rs", "src/mine.rs", "src/new", "src/new/y.rs"]);
    let again =
        write(&set(&[("Cargo.toml", "1"), ("src/lib.rs", "c"), ("src/new/y.rs", "d")]), &target, false).unwrap();
    assert_eq!(again, Written { written: 0, unchanged: 4, removed: 0 });
}

#[test]
fn a_directory_of_others_is_refused_unless_forced() {
    let directory = with(&[("notes.txt", "mine"), ("src/lib.rs", "mine")]);
    let files = set(&[("src/lib.rs", "ours")]);
    assert_eq!(refused(&files, directory.path(), false), "`DIR` is not empty, and bindery did not generate it");
    write(&files, directory.path(), true).unwrap();
    let tree = tree(directory.path());
    assert_eq!(tree["notes.txt"].as_deref(), Some(b"mine".as_slice()));
    assert_eq!(tree["src/lib.rs"].as_deref(), Some(b"ours".as_slice()));
}

#[test]
fn a_file_of_others_in_the_way_is_refused_unless_it_is_the_same() {
    let directory = tempfile::tempdir().unwrap();
    ours(directory.path(), &[("a", "1")]);
    std::fs::write(directory.path().join("b"), "mine").unwrap();
    std::fs::write(directory.path().join("c"), "same").unwrap();
    let files = set(&[("a", "2"), ("b", "ours"), ("c", "same")]);
    assert_eq!(
        refused(&files, directory.path(), false),
        "`b` in `DIR` would be overwritten, and bindery did not write it"
    );
    ours(directory.path(), &[("a", "2"), ("c", "same")]);
    write(&files, directory.path(), true).unwrap();
}

#[test]
fn files_and_directories_may_change_places_if_they_are_ours() {
    let directory = tempfile::tempdir().unwrap();
    ours(directory.path(), &[("a", "1"), ("b/c/d", "2")]);
    ours(directory.path(), &[("a/x/y", "1"), ("b", "2")]);
    assert_eq!(tree(directory.path()).into_keys().collect::<Vec<_>>(), ["a", "a/x", "a/x/y", "b", "bindery.json"]);
    std::fs::write(directory.path().join("a/x/mine"), "mine").unwrap();
    for force in [false, true] {
        let message = refused(&set(&[("a", "1"), ("b", "2")]), directory.path(), force);
        assert_eq!(message, "`DIR/a` is a directory, but a file of this name is generated");
        let message = refused(&set(&[("a/x/mine/z", "1")]), directory.path(), force);
        assert_eq!(message, "`DIR/a/x/mine` is a file, but a directory of this name is generated");
    }
}

#[test]
fn a_damaged_manifest_does_no_damage() {
    for (content, why) in [
        ("", "it is not JSON"),
        ("{\"files\": 3}", "it has no list `files`"),
        ("{\"files\": [3]}", "`files` holds something else than text"),
        ("{\"files\": [\"/etc/passwd\"]}", "`/etc/passwd` is not a path inside the output directory"),
        ("{\"files\": [\"a\", \"../victim\"]}", "`../victim` is not a path inside the output directory"),
        ("{\"files\": [\"..\\\\victim\"]}", "`..\\\\victim` is not a path inside the output directory"),
    ] {
        let directory = with(&[("victim", "precious"), ("out/a", "1"), ("out/bindery.json", content)]);
        for force in [false, true] {
            let message = refused(&set(&[("b", "1")]), &directory.path().join("out"), force);
            assert!(message.contains(why), "{message}");
        }
        assert!(directory.path().join("victim").exists());
    }
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_outside() {
    let directory = with(&[("outside/victim", "precious"), ("out/bindery.json", "{\"files\": [\"link/victim\"]}")]);
    let out = directory.path().join("out");
    std::os::unix::fs::symlink(directory.path().join("outside"), out.join("link")).unwrap();
    assert!(
        refused(&set(&[("b", "1")]), &out, true).ends_with("is a link; files are written into real directories only")
    );
    std::fs::write(out.join(MANIFEST), "{\"files\": []}").unwrap();
    assert!(refused(&set(&[("link/victim", "1")]), &out, true).ends_with("real directories only"));
    assert_eq!(std::fs::read(directory.path().join("outside/victim")).unwrap(), b"precious");
}

#[test]
fn a_file_is_no_output_directory() {
    let directory = with(&[("file", "x")]);
    assert!(write(&set(&[]), &directory.path().join("file"), true).is_err());
}

/// A disk on which everything fails from the n-th operation on; a write leaves half of the content.
struct Killed(Cell<usize>);

impl Killed {
    fn next<T>(&self, operation: impl FnOnce(bool) -> io::Result<T>) -> io::Result<T> {
        match self.0.get().checked_sub(1) {
            Some(left) => {
                self.0.set(left);
                operation(left == 0)
            }
            None => Err(io::Error::other("killed")),
        }
    }
}

impl Disk for Killed {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.next(|_| Real.create_directory(path))
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.next(|last| {
            Real.write(path, if last { &content[..content.len() / 2] } else { content })?;
            if last { Err(io::Error::other("killed")) } else { Ok(()) }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.next(|_| Real.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.next(|_| Real.remove_file(path))
    }

    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        self.next(|_| Real.remove_directory(path))
    }
}

type Files = &'static [(&'static str, &'static str)];

const OLD: Files =
    &[("Cargo.toml", "1"), ("src/lib.rs", "a"), ("src/gone/x.rs", "b"), ("turn", "c"), ("nrut/y/z", "d")];
const NEW: Files =
    &[("Cargo.toml", "1"), ("src/lib.rs", "A"), ("src/new/deep/y.rs", "e"), ("turn/z", "f"), ("nrut", "g")];
const OTHER: Files =
    &[("Cargo.toml", "2"), ("src/lib.rs", "a"), ("src/new", "h"), ("turn", "i"), ("src/gone/w.rs", "j")];

/// Kills a run from `old` to `new` at every operation, runs `then`, and compares with a run of `then` alone.
fn survives_being_killed(old: Option<Files>, new: Files, then: Files) {
    let start = || {
        let directory = tempfile::tempdir().unwrap();
        if let Some(old) = old {
            ours(directory.path(), old);
            std::fs::write(directory.path().join("src/mine.rs"), "mine").unwrap();
        }
        directory
    };
    let clean = start();
    ours(clean.path(), then);
    let expected = tree(clean.path());
    for operations in 0.. {
        let directory = start();
        let disk = Killed(Cell::new(operations));
        let files = set(new);
        let outcome = Output::open(&disk, &files, directory.path()).and_then(|output| output.write(false));
        ours(directory.path(), then);
        assert_eq!(tree(directory.path()), expected, "after {operations} operations");
        if outcome.is_ok() {
            assert!(operations > 10, "the run has too few operations to say anything");
            return;
        }
    }
}

#[test]
fn a_killed_run_is_completed_by_the_next() {
    survives_being_killed(None, NEW, NEW);
    survives_being_killed(Some(OLD), NEW, NEW);
}

#[test]
fn a_killed_run_leaves_nothing_when_the_document_changes() {
    survives_being_killed(None, NEW, OTHER);
    survives_being_killed(Some(OLD), NEW, OTHER);
    survives_being_killed(Some(OLD), NEW, OLD);
    survives_being_killed(Some(NEW), OTHER, OLD);
}

#[test]
fn killed_twice_is_no_worse() {
    for first in 0..40 {
        let directory = tempfile::tempdir().unwrap();
        ours(directory.path(), OLD);
        for (files, operations) in [(NEW, first), (OTHER, 40 - first)] {
            let files = set(files);
            let disk = Killed(Cell::new(operations));
            Output::open(&disk, &files, directory.path()).and_then(|output| output.write(false)).ok();
        }
        ours(directory.path(), NEW);
        let clean = tempfile::tempdir().unwrap();
        ours(clean.path(), NEW);
        assert_eq!(tree(directory.path()), tree(clean.path()), "after {first} operations");
    }
}
