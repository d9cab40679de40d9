//! A comparison as a page: one file that needs nothing else, to be read in a browser or on paper.
//!
//! Whatever the descriptions say reaches the page through one formatter, which escapes it and makes visible what is
//! not. The page's own script and style are named by their hashes in its policy, and nothing else may run or be loaded.

mod lines;
mod page;
mod spans;
mod visible;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, Value, context, escape_formatter};
use sha2::{Digest, Sha256};

use self::page::Page;
use super::super::report::Report;

const TEMPLATE: &str = include_str!("html/report.html.j2");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// The report as one HTML file that refers to no other.
pub fn html(report: &Report) -> String {
    let mut environment = Environment::new();
    let lines = SyntaxConfig::builder().keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(lines.unwrap_or_default());
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(format);
    environment.add_filter("spans", |text: &str| Value::from(Serde(spans::spans(text))));
    let values = context! {
        page => Value::from(Serde(Page::new(report))),
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        policy => policy(),
    };
    match environment.render_str(TEMPLATE, values) {
        Ok(text) => text,
        Err(error) => panic!("a template of bindery cannot be rendered, which is a bug in bindery: {error}"),
    }
}

/// Nothing may be loaded, sent or framed; the page's own script and style may run.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

/// Writes a value into the page.
fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(visible::visible(text).as_ref())),
        _ => escape_formatter(out, state, value),
    }
}
