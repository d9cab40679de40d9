//! What the client knows of Azure Batch beyond its document: written by hand, out of reach of `cargo xtask generate`.

mod shared_key;

pub use shared_key::SharedKey;
