//! A report as an entry of a changelog, in the form of Keep a Changelog.

use super::markdown::{code, escaped};
use super::{Class, shortened};
use crate::diff::report::{Change, Report, RustVerdict};

/// The headings of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    Removed,
    Changed,
    Deprecated,
    Added,
}

impl Heading {
    const ALL: [Heading; 4] = [Heading::Removed, Heading::Changed, Heading::Deprecated, Heading::Added];

    fn of(change: &Change) -> Self {
        match change.kind {
            kind if kind.ends_with("-removed") => Heading::Removed,
            kind if kind.ends_with("-added") => Heading::Added,
            kind if kind.ends_with("-deprecated") => Heading::Deprecated,
            _ => Heading::Changed,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Heading::Removed => "Removed",
            Heading::Changed => "Changed",
            Heading::Deprecated => "Deprecated",
            Heading::Added => "Added",
        }
    }
}

/// An entry under `heading`, such as `azure-batch-client 0.2.0`: what breaks is marked, and every change says which
/// items of the crate it is about. Lines are at most 120 characters long where words allow it.
pub fn changelog(report: &Report, heading: &str) -> String {
    let mut text = format!("## {}\n", escaped(heading));
    if report.changes.is_empty() {
        text.push_str("\nNothing but documentation differs.\n");
    }
    for heading in Heading::ALL {
        let changes: Vec<&Change> = report.changes.iter().filter(|change| Heading::of(change) == heading).collect();
        if !changes.is_empty() {
            text.push_str(&format!("\n### {}\n\n", heading.title()));
        }
        changes.into_iter().for_each(|change| text.push_str(&item(change)));
    }
    text
}

fn item(change: &Change) -> String {
    let mark = if Class::of(change) == Class::Breaking { "**Breaking:** " } else { "" };
    let sentence = escaped(&change.sentence);
    let wire = match change.wire.verdict.words() {
        "compatible" => String::new(),
        _ => format!(" {}", escaped(&change.wire.why)),
    };
    let worst: Vec<&str> = change
        .rust
        .items
        .iter()
        .filter(|item| item.verdict == change.rust.verdict && item.verdict != RustVerdict::None)
        .map(|item| item.path.as_str())
        .collect();
    let (shown, more) = shortened(&worst, 2);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let names = shown.iter().map(|path| code(path)).collect::<Vec<_>>().join(", ");
    let names = if names.is_empty() { names } else { format!(" ({names}{more})") };
    filled(&format!("{mark}{sentence}{names}.{wire}"))
}

/// A list item whose lines end where they should.
fn filled(text: &str) -> String {
    const WIDTH: usize = 118;
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line =
            lines.last_mut().filter(|line| line.is_empty() || line.chars().count() + word.chars().count() < WIDTH);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    format!("- {}\n", lines.join("\n  "))
}
