use std::cell::Cell;
use std::io;

use super::*;

/// A disk that refuses an operation, by its number, and all behind it if it is dead.
struct Failing {
    left: Cell<usize>,
    is_dead: bool,
}

impl Failing {
    fn may(&self) -> io::Result<()> {
        let left = self.left.get();
        if left == 0 {
            if !self.is_dead {
                self.left.set(usize::MAX);
            }
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.left.set(left - 1);
        Ok(())
    }
}

impl Disk for Failing {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.may().and_then(|()| Real.create_directory(path))
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.may().and_then(|()| Real.write(path, content))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.may().and_then(|()| Real.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.may().and_then(|()| Real.remove_file(path))
    }

    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        self.may().and_then(|()| Real.remove_directory(path))
    }
}

fn files(version: &str) -> FileSet {
    let mut files = FileSet::default();
    files.insert(ENTRY, format!("paths: {{/a: {{$ref: 'a/{version}.yaml#/x'}}}}\n"));
    files.insert(format!("a/{version}.yaml"), "x: {}\n");
    files
}

fn tree(folder: &Path) -> Vec<String> {
    let mut all = all_files(folder).unwrap();
    all.sort();
    all
}

#[test]
fn what_is_not_ours_stays_and_what_is_stale_goes() {
    let spec = tempfile::tempdir().unwrap();
    let folder = Folder::open(spec.path(), "1").unwrap();
    folder.write(&files("old")).unwrap();
    std::fs::create_dir(folder.path.join("b")).unwrap();
    std::fs::write(folder.path.join("b/notes.md"), "mine").unwrap();
    folder.write(&files("new")).unwrap();
    assert_eq!(tree(spec.path()), ["1/a/new.yaml", "1/b/notes.md", "1/openapi.yaml"]);
}

#[test]
fn a_failure_anywhere_leaves_the_old_version() {
    for is_dead in [false, true] {
        let mut failures = 0;
        for left in 0.. {
            let spec = tempfile::tempdir().unwrap();
            Folder::open(spec.path(), "1").unwrap().write(&files("old")).unwrap();
            let disk = Failing { left: Cell::new(left), is_dead };
            let outcome = Folder::on(&disk, spec.path(), "1").and_then(|folder| folder.write(&files("new")));
            if outcome.is_ok() {
                assert_eq!(tree(spec.path()), ["1/a/new.yaml", "1/openapi.yaml"]);
                break;
            }
            failures += 1;
            // The next run finds it.
            let folder = Folder::open(spec.path(), "1").unwrap();
            assert_eq!(tree(&folder.path), ["a/old.yaml", "openapi.yaml"], "{left}");
            folder.write(&files("new")).unwrap();
            assert_eq!(tree(spec.path()), ["1/a/new.yaml", "1/openapi.yaml"], "{left}");
        }
        assert!(failures >= 6, "{failures}");
    }
}

#[test]
fn a_file_in_the_way_is_left_alone() {
    let spec = tempfile::tempdir().unwrap();
    std::fs::write(spec.path().join("1"), "mine").unwrap();
    assert!(Folder::open(spec.path(), "1").err().unwrap().message.ends_with("is not a directory"));
}
