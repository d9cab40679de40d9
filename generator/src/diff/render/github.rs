//! A report as workflow commands: GitHub shows them as annotations, in the summary of the run and beside the lines of a
//! pull request.

use super::{Class, because, documentation, headline, unchanged};
use crate::diagnostic::render::github::{Place, command};
use crate::diff::report::{Change, Report};

/// A notice with the recommendation, then a command per change, worst first: GitHub shows ten of each level. The place is
/// that in the new description, or in the old one for what is gone.
///
/// ```text
/// ::error file=v2/jobs.yaml,line=124,col=9,title=parameter-became-required%3A Job_Terminate::It is required.
/// ```
pub fn github(report: &Report) -> String {
    let summary = if report.changes.is_empty() { unchanged(report) } else { report.because.clone() };
    let docs = documentation(report).filter(|_| !report.changes.is_empty());
    let title = format!("{}: version bump {}", headline(report), report.bump);
    let summary = command("notice", None, &title, std::iter::once(summary).chain(docs));
    std::iter::once(summary).chain(report.changes.iter().map(annotation)).collect()
}

fn annotation(change: &Change) -> String {
    let level = match Class::of(change) {
        Class::Breaking => "error",
        Class::Behaviour => "warning",
        Class::Addition | Class::Compatible => "notice",
    };
    let title = format!("{}: {}", change.kind, change.subject);
    let (wire, rust) = (&change.wire, &change.rust);
    let lines = [
        change.sentence.clone(),
        format!("wire: {}", because(wire.verdict.words(), ". ", &wire.why)),
        format!("Rust: {}", because(rust.verdict.words(), ". ", &rust.why)),
    ];
    let site = change.new.as_ref().or(change.old.as_ref());
    let place = site.map(|site| Place { file: &site.file, line: site.line, column: site.column });
    command(level, place, &title, lines)
}
