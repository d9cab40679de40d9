//! What a run finds, as data: `--json` writes a [`Run`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that a run found.
#[derive(Debug, Serialize)]
pub(super) struct Run {
    /// The name of the folder.
    pub(super) folder: String,
    /// The documents by path.
    pub(super) documents: Vec<DocumentResult>,
}

/// What became of a document.
#[derive(Debug, Serialize)]
pub(super) struct DocumentResult {
    /// Its path in the folder, with `/` between.
    pub(super) path: String,
    /// The name of its crate, which is a folder under `target/corpus`.
    #[serde(rename = "crate")]
    pub(super) krate: String,
    /// How the process ended.
    pub(super) status: Status,
    /// What the process said last, if it did not end well.
    pub(super) message: Option<String>,
    /// CPU seconds of the process, user and system together.
    pub(super) cpu_seconds: f64,
    /// The most memory that the process had resident, in bytes.
    pub(super) peak_bytes: u64,
    /// What it made; empty if it did not end well.
    #[serde(flatten)]
    pub(super) generation: Generation,
    /// What the compiler said; `null` without `--compile` and without a crate.
    pub(super) compile: Option<Compile>,
    /// What became of instances of its schemas; `null` without `--round-trip` and without a crate.
    pub(super) round_trip: Option<RoundTrip>,
}

/// How generating a document ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    /// There is a crate.
    Generated,
    /// There is none, and diagnostics say why.
    Unusable,
    /// The library panicked.
    Panicked,
    /// The process was killed, by itself or by the system.
    Crashed,
    /// The process took longer than it may.
    TimedOut,
}

/// What the library made of a document.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Generation {
    /// Whether there is a crate.
    pub(super) usable: bool,
    /// `swagger-2.0`, `openapi-3.0` or `openapi-3.1`.
    pub(super) dialect: Option<String>,
    /// The files beside the entry document, by path from its folder.
    pub(super) parts: Vec<String>,
    /// The size of all files together.
    pub(super) bytes: usize,
    pub(super) operations: Operations,
    pub(super) schemas: Schemas,
    /// How many diagnostics there are, by severity and code: `error missing-field`.
    pub(super) diagnostics: BTreeMap<String, usize>,
    pub(super) emitted: Emitted,
    /// The most memory resident, in bytes, where the system says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resident: Option<u64>,
}

/// Operations of a document.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Operations {
    /// How many the document has.
    pub(super) total: usize,
    /// How many have a method.
    pub(super) generated: usize,
    /// The others.
    pub(super) skipped: Vec<Skipped>,
}

/// An operation without a method: its id, its place, the code of the diagnostic, and why.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Skipped {
    pub(super) operation: String,
    pub(super) pointer: String,
    pub(super) code: String,
    pub(super) reason: String,
}

/// Named schemas of a document.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Schemas {
    /// How many the document names.
    pub(super) total: usize,
    /// How many have a Rust type.
    pub(super) generated: usize,
    /// Schemas, named or not, that became an untyped JSON value.
    pub(super) untyped: Vec<Untyped>,
}

/// A schema that became an untyped JSON value: its place, and why.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Untyped {
    pub(super) pointer: String,
    pub(super) reason: String,
}

/// What was emitted.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Emitted {
    pub(super) files: usize,
    /// Lines of Rust.
    pub(super) lines: usize,
}

/// What compiler and clippy say of a crate.
#[derive(Debug, Default, Serialize)]
pub(super) struct Compile {
    /// How many problems there are, by lint or by the code of the error.
    pub(super) problems: BTreeMap<String, usize>,
    /// The first of them, as a terminal shows them.
    pub(super) shown: Vec<String>,
}

/// What became of instances of a document's schemas.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct RoundTrip {
    /// Why it did not come to its end.
    pub(super) problem: Option<String>,
    /// Schemas that cannot be used to judge instances, by place, and why.
    pub(super) unusable: BTreeMap<String, String>,
    /// By the name of the model.
    pub(super) schemas: Vec<SchemaResult>,
}

impl RoundTrip {
    /// The tallies of all schemas together: of valid instances, and of those with something unknown.
    pub(super) fn tallies(&self) -> [Tally; 2] {
        let sum = |of: fn(&SchemaResult) -> Tally| self.schemas.iter().map(of).fold(Tally::default(), Tally::and);
        [sum(|schema| schema.valid), sum(|schema| schema.forward)]
    }
}

/// What became of the instances of a schema.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct SchemaResult {
    /// Its place.
    pub(super) schema: String,
    /// The Rust type.
    pub(super) model: String,
    /// Of those that are valid.
    pub(super) valid: Tally,
    /// Of those with members and values that the document does not know, as later versions of an API have.
    pub(super) forward: Tally,
    /// Of those that are not valid.
    pub(super) invalid: Verdicts,
    /// Some of the wrong results.
    pub(super) wrong: Vec<Wrong>,
}

/// Instances that should be read and written as they were.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(super) struct Tally {
    pub(super) equal: usize,
    /// Written as something else.
    pub(super) different: usize,
    /// Not read.
    pub(super) refused: usize,
    /// Not written, or a panic.
    pub(super) broken: usize,
}

impl Tally {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            equal: self.equal + other.equal,
            different: self.different + other.different,
            refused: self.refused + other.refused,
            broken: self.broken + other.broken,
        }
    }

    /// How many there are that went wrong.
    pub(super) fn wrong(self) -> usize {
        self.different + self.refused + self.broken
    }
}

/// Instances that may be refused; none of both is wrong.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(super) struct Verdicts {
    pub(super) accepted: usize,
    pub(super) refused: usize,
}

/// A wrong result.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Wrong {
    /// `different`, `refused` or `broken`.
    pub(super) kind: String,
    /// Whether the instance has something that the document does not know.
    pub(super) forward: bool,
    /// Where the outcome differs from the instance, as a JSON Pointer.
    pub(super) at: String,
    /// The instance, cut off if it is long.
    pub(super) instance: String,
    /// What it was written as, or what the type says of it.
    pub(super) outcome: String,
}
