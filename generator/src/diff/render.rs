//! A report in the formats of `bindery diff`, each in a module of its own.
//!
//! Titles, names, sentences and excerpts come out of documents that others wrote. **Invariant:** none of it becomes an
//! escape code, a workflow command, markup, a link or a mention in any format.

mod changelog;
mod github;
mod html;
mod json;
mod markdown;
#[cfg(test)]
mod sample;
mod text;

pub use changelog::changelog;
pub use github::github;
pub use html::html;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use text::{Detail, text};

use super::report::{Change, Report, RustVerdict, Site, Version, WireVerdict};
use crate::diagnostic::render::{harmless, is_line_end, one_line};

/// What a change is to those who upgrade, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Requests, answers or code may fail.
    Breaking,
    /// The service may do something else than before.
    Behaviour,
    /// The crate offers more, or advises against something.
    Addition,
    /// Nothing that code can see.
    Compatible,
}

impl Class {
    const ALL: [Class; 4] = [Class::Breaking, Class::Behaviour, Class::Addition, Class::Compatible];

    fn of(change: &Change) -> Self {
        match (change.wire.verdict, change.rust.verdict) {
            _ if change.breaks() => Class::Breaking,
            (WireVerdict::Behaviour, _) => Class::Behaviour,
            (_, RustVerdict::Minor) => Class::Addition,
            _ => Class::Compatible,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Class::Breaking => "Breaking",
            Class::Behaviour => "Different behaviour",
            Class::Addition => "New or deprecated",
            Class::Compatible => "Without effect on code",
        }
    }
}

/// The changes of a class, by the group of the operations that they reach.
struct Section<'r> {
    class: Class,
    groups: Vec<(&'r str, Vec<&'r Change>)>,
}

impl Section<'_> {
    /// Such as `Breaking: 3 changes`.
    fn title(&self) -> String {
        let changes = self.groups.iter().map(|(_, changes)| changes.len()).sum();
        format!("{}: {}", self.class.title(), counted(changes, "change"))
    }
}

/// The classes that there are changes of. The changes keep the order of the report.
fn sections(report: &Report) -> Vec<Section<'_>> {
    let section = |class| {
        let mut groups: Vec<(&str, Vec<&Change>)> = Vec::new();
        for change in report.changes.iter().filter(|change| Class::of(change) == class) {
            let name = group(change);
            match groups.iter_mut().find(|(other, _)| *other == name) {
                Some((_, changes)) => changes.push(change),
                None => groups.push((name, vec![change])),
            }
        }
        Section { class, groups }
    };
    Class::ALL.into_iter().map(section).filter(|section| !section.groups.is_empty()).collect()
}

fn group(change: &Change) -> &str {
    match change.groups.as_slice() {
        [] => "no operation",
        [group] => group,
        _ => "several groups",
    }
}

/// Title and versions, such as `Batch 1 → 2`.
fn headline(report: &Report) -> String {
    let (old, new) = (&report.old, &report.new);
    let name = |version: &Version| format!("{} {}", version.title, version.version);
    one_line(&match (old.title == new.title, old.version == new.version) {
        (true, true) => name(new),
        (true, false) => format!("{} → {}", name(old), new.version),
        (false, _) => format!("{} → {}", name(old), name(new)),
    })
}

/// The versions and the recommendation, in a line.
pub fn summary(report: &Report) -> String {
    match report.changes.len() {
        0 => format!("{}: {}", headline(report), unchanged(report)),
        count => format!("{}: {}, version bump {}", headline(report), counted(count, "change"), report.bump),
    }
}

/// Text of a report as a line for a terminal.
pub fn plain(text: &str) -> String {
    one_line(text)
}

/// How many descriptions differ, in words.
fn documentation(report: &Report) -> Option<String> {
    match report.documentation {
        0 => None,
        1 => Some("1 description, title or example differs".to_owned()),
        count => Some(format!("{count} descriptions, titles or examples differ")),
    }
}

/// What is said if there are no changes.
fn unchanged(report: &Report) -> String {
    match documentation(report) {
        None => "nothing differs".to_owned(),
        Some(words) => format!("nothing differs but documentation: {words}"),
    }
}

/// A verdict or a name, and why, if there is more to say.
fn because(words: &str, between: &str, why: &str) -> String {
    if why.is_empty() { words.to_owned() } else { format!("{words}{between}{}", one_line(why)) }
}

/// The first of `all`, and how many are left out. One is never left out alone: its place is as good as that of `1 more`.
fn shortened<T>(all: &[T], most: usize) -> (&[T], usize) {
    if all.len() <= most.saturating_add(1) { (all, 0) } else { (&all[..most], all.len() - most) }
}

/// Code as lines of a diff. Long code is shortened to `most` lines.
fn code_lines(sign: char, code: Option<&str>, most: usize) -> Vec<String> {
    let lines: Vec<&str> = code.into_iter().flat_map(|code| code.split(is_line_end)).collect();
    let (shown, more) = shortened(&lines, most);
    let more = (more > 0).then(|| format!("{sign} … {more} more lines"));
    shown.iter().map(|line| format!("{sign} {}", harmless(line)).trim_end().to_owned()).chain(more).collect()
}

/// The file with line and column, as compilers write it.
fn position(site: &Site) -> String {
    one_line(&format!("{}:{}:{}", site.file, site.line, site.column))
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests;
