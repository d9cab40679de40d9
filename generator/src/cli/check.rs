//! `bindery check`: what there is to say about a document, without writing anything.

use std::fmt::Write;

use clap::ValueEnum;

use super::console::Console;
use super::document::Document;
use super::error::Unusable;
use super::{Status, generate, report};
use crate::Generated;
use crate::config::Config;
use crate::diagnostic::render::github::command;
use crate::diagnostic::render::{Renderer, one_line};
use crate::report::LeftOut;

/// What `bindery check` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Diagnostics for people on standard error, coverage on standard output
    Text,
    /// One JSON object on standard output
    Json,
    /// A SARIF 2.1.0 log on standard output, for code scanning
    Sarif,
    /// Workflow commands on standard output, which GitHub shows as annotations
    Github,
}

/// Checks a document and prints what it finds.
///
/// # Errors
///
/// Output that cannot be written.
pub fn check(
    document: &Document,
    config: &Config,
    format: Format,
    strict: bool,
    console: &mut Console<'_>,
) -> Result<Status, Unusable> {
    let (generated, sources) = crate::generate_loaded(document.load(), config);
    let renderer = Renderer::new(&sources);
    match format {
        Format::Json => console.result(&report::json(&generated, &renderer))?,
        Format::Sarif => console.result(&renderer.sarif(&generated.diagnostics))?,
        Format::Github => {
            console.result(&renderer.github(&generated.diagnostics))?;
            console.result(&summary(document.name(), &generated))?;
        }
        Format::Text => {
            console.diagnostics(&renderer.text(&generated.diagnostics, console.color()))?;
            console.result(&coverage(document.name(), &generated))?;
        }
    }
    Ok(match generated.files {
        None => Status::Unusable,
        Some(_) if strict && generate::has_findings(&generated) => Status::Finding,
        Some(_) => Status::Fine,
    })
}

/// How much of the document is generated, as a notice.
fn summary(name: &str, generated: &Generated) -> String {
    let coverage = coverage(name, generated);
    let mut lines = coverage.lines().map(str::to_owned);
    let title = lines.next().unwrap_or_default();
    command("notice", None, &title, lines)
}

/// How much of the document is generated, in a few lines.
fn coverage(name: &str, generated: &Generated) -> String {
    let mut text = format!("{name}: {}\n", generate::problems(generated));
    if generated.files.is_none() {
        text.push_str("the document cannot be used\n");
        return text;
    }
    let (operations, schemas) = (&generated.report.operations, &generated.report.schemas);
    let untyped = schemas.untyped.len();
    // Writing to a string cannot fail.
    let without = |left_out: &[LeftOut]| match left_out.len() {
        0 => String::new(),
        count => format!(", {count} left out by the configuration"),
    };
    let of = operations.total;
    let _ = writeln!(text, "operations: {} of {of} generated{}", operations.generated, without(&operations.left_out));
    put(&mut text, &operations.left_out);
    for skipped in &operations.skipped {
        let line = format!("skipped {} [{}]: {}", skipped.operation, skipped.code, skipped.reason);
        let _ = writeln!(text, "  {}", one_line(&line));
    }
    let (generated, of, left_out) = (schemas.generated, schemas.total, without(&schemas.left_out));
    let _ = writeln!(text, "schemas: {generated} of {of} generated, {untyped} untyped{left_out}");
    put(&mut text, &schemas.left_out);
    for untyped in &schemas.untyped {
        let _ = writeln!(text, "  {}", one_line(&format!("untyped {}: {}", untyped.pointer, untyped.reason)));
    }
    text
}

fn put(text: &mut String, left_out: &[LeftOut]) {
    for LeftOut { name, reason, .. } in left_out {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}", one_line(&format!("left out {name}: {reason}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{SkippedOperation, UntypedSchema};
    use crate::source::Pointer;
    use crate::{Diagnostics, FileSet, Report};

    #[test]
    fn coverage_names_what_is_missing() {
        let mut report = Report::default();
        report.operations.total = 2;
        report.operations.generated = 1;
        report.operations.skipped.push(SkippedOperation {
            operation: "Job_\u{1b}[31mList".to_owned(),
            pointer: Pointer::root().keys(["paths", "/jobs", "get"]),
            code: "body-unsupported".to_owned(),
            reason: "no media type can be read".to_owned(),
        });
        report.schemas.total = 1;
        report.schemas.untyped.push(UntypedSchema { pointer: Pointer::root().key("x"), reason: "a `not`".to_owned() });
        let mut generated =
            Generated { files: Some(FileSet::default()), report, lock: None, diagnostics: Diagnostics::new() };
        let expected = "\
a.yaml: no problems, 1 operation skipped
operations: 1 of 2 generated
  skipped Job_␛[31mList [body-unsupported]: no media type can be read
schemas: 0 of 1 generated, 1 untyped
  untyped #/x: a `not`
";
        assert_eq!(coverage("a.yaml", &generated), expected);
        assert!(generate::has_findings(&generated));
        generated.files = None;
        assert!(coverage("a.yaml", &generated).ends_with("the document cannot be used\n"));
    }
}
