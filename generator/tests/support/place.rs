//! Runs the built binary in a folder of its own.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// What a run of the binary gave.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with files, in which the binary runs.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().expect("a directory"));
        files.iter().for_each(|(name, content)| place.write(name, content));
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("directories");
        std::fs::write(path, content).expect("a file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a file")
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).expect("JSON")
    }

    pub(crate) fn bindery(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        let Output { status, stdout, stderr } =
            command.args(arguments).current_dir(self.path()).output().expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Run { status: status.code().expect("no signal"), out: text(stdout), err: text(stderr) }
    }
}
