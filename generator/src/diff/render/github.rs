//! A report as workflow commands: GitHub shows them as annotations, in the summary of the run and beside the lines of a
//! pull request.

use super::{Class, because, documentation, headline, unchanged};
use crate::diagnostic::render::one_line;
use crate::diff::report::{Change, Report, Site};

/// A notice with the recommendation, then a command per change, worst first: GitHub shows ten of each level. The place is
/// that in the new description, or in the old one for what is gone.
///
/// ```text
/// ::error file=v2/jobs.yaml,line=124,col=9,title=parameter-became-required%3A Job_Terminate::It is required.
/// ```
pub fn github(report: &Report) -> String {
    let summary = if report.changes.is_empty() { unchanged(report) } else { one_line(&report.because) };
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
    let title = format!("{}: {}", change.kind, one_line(&change.subject));
    let (wire, rust) = (&change.wire, &change.rust);
    let lines = [
        one_line(&change.sentence),
        format!("wire: {}", because(wire.verdict.words(), ". ", &wire.why)),
        format!("Rust: {}", because(rust.verdict.words(), ". ", &rust.why)),
    ];
    command(level, change.new.as_ref().or(change.old.as_ref()), &title, lines)
}

fn command(level: &str, site: Option<&Site>, title: &str, lines: impl IntoIterator<Item = String>) -> String {
    let place = site.map_or_else(String::new, |site| {
        format!("file={},line={},col={},", property(&one_line(&site.file)), site.line, site.column)
    });
    let message: Vec<String> = lines.into_iter().map(|line| data(&line)).collect();
    format!("::{level} {place}title={}::{}\n", property(title), message.join("%0A"))
}

/// The text of a message, escaped as GitHub's runner does it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which separators are escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
