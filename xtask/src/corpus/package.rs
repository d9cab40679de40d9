//! Where the emitted crates are: `target/corpus/NAME`. All crates of a kind, whatever the run, have one folder of build
//! output, so that their dependencies are built once and what has not changed is not compiled again. Crates that are
//! checked share nothing with programs that are built, so that neither has to wait for the other.

use std::path::PathBuf;
use std::process::Output;

use anyhow::Result;

use super::program;
use crate::{crates, workspace};

/// The folder of a run.
pub(super) struct Folder {
    root: PathBuf,
    /// Where those of the build output are.
    built: PathBuf,
}

/// A kind of crate that is made of documents; each is a workspace of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What was emitted.
    Client,
    /// What reads and writes JSON with its models.
    Program,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Self::Client => "clients",
            Self::Program => "programs",
        }
    }
}

impl Folder {
    /// The folder of the run that is called so.
    pub(super) fn new(name: &str) -> Result<Self> {
        let corpus = workspace::root().join("target/corpus");
        Ok(Self { root: corpus.join(name), built: corpus.join("target") })
    }

    /// Where the client of a document is.
    pub(super) fn client(&self, krate: &str) -> PathBuf {
        self.of(Kind::Client, krate)
    }

    /// Where a crate is.
    pub(super) fn of(&self, kind: Kind, krate: &str) -> PathBuf {
        self.root.join(kind.folder()).join(krate)
    }

    /// Where the built program of a document is.
    pub(super) fn program(&self, krate: &str) -> PathBuf {
        let name = format!("{}{}", program::name(krate), std::env::consts::EXE_SUFFIX);
        self.target(Kind::Program).join("debug").join(name)
    }

    fn target(&self, kind: Kind) -> PathBuf {
        self.built.join(kind.folder())
    }

    /// Makes the crates members of one workspace and runs Cargo there.
    pub(super) fn cargo(&self, kind: Kind, krates: &[&str], arguments: &[&str]) -> Result<Output> {
        crates::cargo(&self.root.join(kind.folder()), &self.target(kind), krates, arguments)
    }
}
