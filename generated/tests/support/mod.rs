//! What the tests of this crate share: a server that keeps every byte it is sent, and the facts of the service that
//! were recorded elsewhere.
#![allow(dead_code, unused_imports, reason = "each test binary uses the part that it needs")]

mod facts;
mod server;

use azure_batch_client::models::JobTerminateParameter;

pub use facts::{say, shared, shared_folder};
pub use server::{Answer, Recorded, Server, response};

/// What tests return, so that `?` reports what failed.
pub type Result<T = (), E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

/// The token that the recorded requests carry. No message and no `Debug` output may contain it.
pub const TOKEN: &str = "FAKE.TOKEN";

/// A body that gives this reason.
#[allow(
    clippy::needless_update,
    reason = "written as a program should that goes on compiling when properties are added"
)]
pub fn reason(text: &str) -> JobTerminateParameter {
    JobTerminateParameter { terminate_reason: Some(text.to_owned()), ..Default::default() }
}

/// Undoes percent-encoding.
///
/// # Errors
/// It is not encoded as it should be, or not UTF-8.
pub fn decoded(text: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let (byte, behind) = match (first, behind) {
            (b'%', [high, low, behind @ ..]) => (u8::from_str_radix(str::from_utf8(&[*high, *low])?, 16)?, behind),
            _ => (first, behind),
        };
        bytes.push(byte);
        rest = behind;
    }
    Ok(String::from_utf8(bytes)?)
}

/// Fails with all faults at once, one per line.
///
/// # Panics
/// There are any.
#[track_caller]
pub fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
