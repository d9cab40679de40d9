//! What the client knows of Azure Batch beyond its document: written by hand, out of reach of `cargo xtask generate`.

#[cfg(feature = "tasks")]
pub mod bulk;
#[cfg(feature = "entra")]
mod entra;
mod shared_key;
#[cfg(feature = "tasks")]
mod tasks;

#[cfg(feature = "entra")]
pub use entra::Entra;
pub use shared_key::SharedKey;
