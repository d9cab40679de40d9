//! Value types that the standard library and the re-exported crates lack.

mod date_time;
mod file;
mod http_date;
mod iso_duration;
mod maybe;
mod redacted;
mod secret;
mod uri;

pub use date_time::DateTime;
pub use file::File;
pub use http_date::HttpDate;
pub use iso_duration::IsoDuration;
pub use maybe::Maybe;
pub use redacted::Redacted;
pub use secret::Secret;
pub use uri::Uri;
