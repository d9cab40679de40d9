//! A comparison as it is handed out: everything placed in its file and spelled, ready to be printed or serialized.

use std::fmt;

use serde::Serialize;

/// What differs between two versions of a description, and what that means.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    /// The version before.
    pub old: Version,
    /// The version after.
    pub new: Version,
    /// The part of the crate's version to raise.
    pub bump: Bump,
    /// Why, in a sentence.
    pub because: String,
    /// How many changes there are of each verdict.
    pub counts: Counts,
    /// How many descriptions, titles and examples differ. They are no changes of their own.
    pub documentation: usize,
    /// The changes, worst first.
    pub changes: Vec<Change>,
}

/// One side of the comparison.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Version {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// The entry document, named as it was given.
    pub document: String,
}

/// The part of a version number (Semantic Versioning 2.0.0) to raise; below 1.0, each counts one place further right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bump {
    /// Nothing differs.
    None,
    /// Only documentation differs.
    Patch,
    /// Everything that compiled and worked still does.
    Minor,
    /// Something that compiled or worked need not any more.
    Major,
}

/// How many changes there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counts {
    /// Changes that break requests, responses or both.
    pub wire_breaking: usize,
    /// Changes of behaviour.
    pub wire_behaviour: usize,
    /// Changes that old and new clients do not notice on the wire.
    pub wire_compatible: usize,
    /// Changes that code need not compile after.
    pub rust_major: usize,
    /// Changes that add to the crate, or deprecate.
    pub rust_minor: usize,
    /// Changes that the crate's users do not see in its types.
    pub rust_none: usize,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// Twelve hexadecimal digits that stay the same while kind and subject do.
    pub fingerprint: String,
    /// What kind of change it is: a code from [`KINDS`](super::KINDS).
    #[cfg_attr(test, schemars(description = "What kind of change it is: a stable code, such as `property-added`."))]
    pub kind: &'static str,
    /// What it is about.
    pub area: Area,
    /// What changed, such as `CloudJob.priority` or `Job_Terminate: query parameter force`.
    pub subject: String,
    /// The change in a sentence.
    pub sentence: String,
    /// What it means on the wire.
    pub wire: Wire,
    /// What it means for code that uses the crate.
    pub rust: Rust,
    /// The groups of the operations that it reaches.
    pub groups: Vec<String>,
    /// The operations that it reaches, by id.
    pub operations: Vec<String>,
    /// Where it is in the old description, if there is a place.
    pub old: Option<Site>,
    /// Where it is in the new description, if there is a place.
    pub new: Option<Site>,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say all")]
pub enum Area {
    Operation,
    Parameter,
    Body,
    Response,
    Header,
    Schema,
    Enum,
    Composition,
    Security,
    Server,
    Paging,
    Polling,
    Rust,
}

/// What a change means on the wire.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Wire {
    /// In a word.
    pub verdict: WireVerdict,
    /// Why, in a sentence.
    pub why: String,
}

/// Whether a client of the old version can talk to a service of the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WireVerdict {
    /// It can.
    Compatible,
    /// It can, but the service may do something else than before.
    Behaviour,
    /// It may meet answers that it does not understand.
    BreaksResponses,
    /// The service may refuse its requests.
    BreaksRequests,
    /// Both.
    BreaksBoth,
}

/// What a change means for code that uses the crate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rust {
    /// In a word: the worst of the items.
    pub verdict: RustVerdict,
    /// Why, in a sentence.
    pub why: String,
    /// The public items that it touches.
    pub items: Vec<Item>,
}

/// Whether code that compiled with the old crate compiles with the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RustVerdict {
    /// Nothing that is public differs.
    None,
    /// It does; something is new or deprecated.
    Minor,
    /// It need not.
    Major,
}

/// A public item of the crate that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Item {
    /// Its path within the crate, such as `models::CloudJob::priority`.
    pub path: String,
    /// What it means for code that uses it.
    pub verdict: RustVerdict,
    /// Why, in a few words.
    pub why: String,
    /// How it was declared; `None` if it is new.
    pub before: Option<String>,
    /// How it is declared; `None` if it is gone.
    pub after: Option<String>,
}

/// A place in a description.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Site {
    /// The file, named as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The JSON Pointer (RFC 6901) as a URI fragment.
    pub pointer: String,
    /// The lines of the file that say it, without what is common to their indentation.
    pub excerpt: String,
}

impl Change {
    /// Whether calls or code may fail.
    pub fn breaks(&self) -> bool {
        self.wire.verdict.breaks() || self.rust.verdict == RustVerdict::Major
    }
}

impl WireVerdict {
    /// Whether a client of the old version may fail.
    pub fn breaks(self) -> bool {
        self >= WireVerdict::BreaksResponses
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            WireVerdict::Compatible => "compatible",
            WireVerdict::Behaviour => "behaviour",
            WireVerdict::BreaksResponses => "breaks responses",
            WireVerdict::BreaksRequests => "breaks requests",
            WireVerdict::BreaksBoth => "breaks requests and responses",
        }
    }
}

impl RustVerdict {
    /// In a word.
    pub fn words(self) -> &'static str {
        match self {
            RustVerdict::None => "none",
            RustVerdict::Minor => "minor",
            RustVerdict::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        })
    }
}
