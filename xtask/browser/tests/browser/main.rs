//! The page of a comparison in a real browser.
//!
//! Needs Debian's `chromium` and `chromium-driver`, or what goes by their names. Without them the tests print a line
//! and pass, unless `BINDERY_BROWSER` is `required`, as it is in CI. Everything is read from a file; there is no network.

mod browser;
#[path = "../../../../generator/tests/support/report.rs"]
mod report;

mod filters;
mod keyboard;
mod layout;
mod links;
mod safety;
mod screenshots;
mod theme;
