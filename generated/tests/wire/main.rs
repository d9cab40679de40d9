//! What goes over the wire: every call is sent over a real connection and compared with a row of a transcript.
//!
//! | file | rows of |
//! |---|---|
//! | `../shared/batch/wire.jsonl` | Microsoft's own client for Python, same api-version; outside the repository |
//! | `tests/wire.jsonl` | ours: what that client was not asked, or cannot do |
//!
//! Where we differ from the first on purpose, [`compare::Difference`] has a name for it, and the table of calls in
//! [`recorded`] says which rows show it. A difference that is not listed fails the test, and so does one that is listed
//! and does not occur.
#![cfg(all(feature = "hyper", feature = "jobs"))]

mod compare;
mod own;
mod recorded;
mod refused;
mod row;
#[path = "../support/mod.rs"]
mod support;
