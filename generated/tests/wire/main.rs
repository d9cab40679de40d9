//! What goes over the wire: every call is sent over a real connection and compared with a row of a transcript.
//!
//! `tests/wire.jsonl` has the rows, one per line. Those with a number were recorded from Microsoft's own client for
//! Python, same api-version: `../shared/batch/wire.jsonl`, outside the repository, has them too, and more about them.
//! The others are ours: what that client was not asked, or cannot do.
//!
//! | file | |
//! |---|---|
//! | `recorded.rs` | the recorded rows, made again from what they show |
//! | `difference.rs` | what we do differently from that client on purpose, and where |
//! | `own.rs` | our own rows |
//! | `pages.rs` | the next pages of lists |
//! | `refused.rs` | what is not sent at all |
//! | `replay.rs` | a row → the typed call of its operation |
//! | `compare.rs` | what was sent ↔ the row |
#![cfg(feature = "default")]

#[path = "../calls/mod.rs"]
mod calls;
mod case;
mod compare;
mod difference;
mod own;
mod pages;
mod recorded;
mod refused;
mod replay;
mod row;
#[path = "../support/mod.rs"]
mod support;
