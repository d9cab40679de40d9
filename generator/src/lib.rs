//! Bindery reads an OpenAPI document and emits a Rust client crate for it.
//!
//! The library is pure: bytes in, files and diagnostics out. [`generate`] is the entry; the stages behind it are
//! `read → normalize → resolve → lower → analyze → plan → emit`, each in a module of its own and each returning what
//! it made together with its [`Diagnostics`]. Only [`cli`] (feature `cli`) touches files. For a description in several
//! files, [`load()`] finds out which there are, and [`generate_loaded`] goes on from there.
//!
//! ```
//! use bindery::{Config, Source, Sources, generate};
//!
//! let document = r#"
//! openapi: 3.0.3
//! info: {title: Clock, version: "1"}
//! paths:
//!   /time:
//!     get:
//!       operationId: now
//!       responses:
//!         "200":
//!           description: What time it is.
//!           content: {application/json: {schema: {type: string, format: date-time}}}
//! "#;
//! let generated = generate(&Sources::new(Source::new("clock.yaml", document)), &Config::default());
//! assert!(generated.diagnostics.is_empty());
//! let files = generated.files.expect("the document is usable");
//! assert!(files.get("src/lib.rs").is_some());
//! ```

// The stages, in their order.
mod analyze;
mod correct;
mod emit;
pub mod load;
pub mod lock;
mod lower;
mod normalize;
mod plan;
pub mod read;
mod resolve;

mod pipeline;
mod stack;

// What is made of two descriptions.
pub mod diff;

// What they pass on.
mod description;
pub mod file_set;
pub mod import;
pub mod ir;
mod link;
pub mod report;
pub mod rust;
pub mod source;

// What they say.
pub mod diagnostic;
pub mod locate;
mod spelling;

// What surrounds them.
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;

pub use config::Config;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use file_set::FileSet;
pub use load::{Loaded, load};
pub use lock::Lock;
pub use pipeline::{generate, generate_loaded, generate_timed, understand};
pub use report::Report;
pub use source::{Source, Sources};

/// What [`generate`] made of a description.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The crate, `None` if the document could not be used at all.
    pub files: Option<FileSet>,
    /// How much of the document it covers.
    pub report: Report,
    /// What everything is called, for the next run; `None` unless this one was given a [`Lock`].
    pub lock: Option<Lock>,
    /// Everything there is to say about the document.
    pub diagnostics: Diagnostics,
}
