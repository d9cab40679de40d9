//! Every operation of the crate, called by its id with arguments that are text, as transcripts and examples have them.
//!
//! | file | |
//! |---|---|
//! | `given.rs` | the arguments; what no parameter takes is a fault |
//! | `least.rs` | the least that an operation has to be given |
//! | `table.rs` | operation id → the typed call, through the methods and setters that programs use |
//! | `prepared.rs` | a call before it is made, and what comes back, alike for all operations |
//! | `manifest.rs` | where an operation is, by `bindery.json` |
#![allow(dead_code, unused_imports, reason = "each test binary uses the part that it needs")]
#![allow(deprecated, reason = "what is going to be removed works until it is")]

mod given;
mod least;
mod manifest;
mod prepared;
mod table;

pub use given::Given;
pub use manifest::{Place, places};
pub use prepared::{Outcome, Prepared};
pub use table::{Entry, TABLE, entry};
