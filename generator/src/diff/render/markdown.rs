//! A report for the text of a pull request, in the Markdown of GitHub.

use super::{Class, Section, because, code_lines, documentation, headline, position, sections, shortened, unchanged};
use crate::diagnostic::render::one_line;
use crate::diff::report::{Bump, Change, Counts, Item, Report, RustVerdict};

/// How many characters may come before the last change; GitHub takes 65,536 in one text.
const ROOM: usize = 60_000;

/// A heading, a table of counts, and a section to unfold for each class of changes, worst first.
///
/// What does not fit into one text on GitHub is left out, and the end says how much that is.
pub fn markdown(report: &Report) -> String {
    let mut text = format!("## {}: {}\n\n", bump(report.bump), escaped(&headline(report)));
    if report.changes.is_empty() {
        text.push_str(&format!("{}.\n", unchanged(report)));
        return text;
    }
    text.push_str(&format!("{}\n\n", escaped(&report.because)));
    text.push_str(&counts(&report.counts));
    let documents = format!("{} → {}", code(&report.old.document), code(&report.new.document));
    let docs = documentation(report).map_or_else(String::new, |words| format!(" · {words} as well"));
    text.push_str(&format!("\n{documents}{docs}\n"));
    let mut left = 0;
    for section in sections(report) {
        left += write_section(&mut text, &section);
    }
    if left > 0 {
        text.push_str(&format!("\n**{left} more changes do not fit here.** Other formats show all of them.\n"));
    }
    text
}

fn bump(bump: Bump) -> &'static str {
    match bump {
        Bump::None => "No version bump",
        Bump::Patch => "Patch version bump",
        Bump::Minor => "Minor version bump",
        Bump::Major => "Major version bump",
    }
}

fn counts(counts: &Counts) -> String {
    let Counts { wire_breaking, wire_behaviour, wire_compatible, rust_major, rust_minor, rust_none } = counts;
    format!(
        "| On the wire | | In Rust | |\n|:--|--:|:--|--:|\n\
         | breaking | {wire_breaking} | major | {rust_major} |\n\
         | behaviour | {wire_behaviour} | minor | {rust_minor} |\n\
         | compatible | {wire_compatible} | none | {rust_none} |\n"
    )
}

/// Writes what there is room for, and says how many changes are left.
fn write_section(text: &mut String, section: &Section<'_>) -> usize {
    let open = if section.class == Class::Breaking { " open" } else { "" };
    text.push_str(&format!("\n<details{open}>\n<summary><b>{}</b></summary>\n", section.title()));
    let mut left = 0;
    for (group, changes) in &section.groups {
        let mut heading = format!("\n### {}\n", escaped(group));
        for change in changes {
            let written = format!("{heading}\n{}", entry(change));
            if text.len() + written.len() > ROOM {
                left += 1;
            } else {
                text.push_str(&written);
                heading.clear();
            }
        }
    }
    text.push_str("\n</details>\n");
    left
}

fn entry(change: &Change) -> String {
    let (wire, rust) = (&change.wire, &change.rust);
    let mut text = format!("**{}** · {}\n\n", code(&change.subject), code(change.kind));
    text.push_str(&format!("{}\n\n", escaped(&change.sentence)));
    text.push_str(&format!("- wire: {}\n", because(&strong(wire.verdict.words()), ". ", &escaped(&wire.why))));
    text.push_str(&format!("- Rust: {}\n", because(&strong(rust.verdict.words()), ". ", &escaped(&rust.why))));
    let places = [("old", &change.old), ("new", &change.new)];
    for (label, site) in places.iter().filter_map(|(label, site)| Some((label, site.as_ref()?))) {
        text.push_str(&format!("- {label}: {}\n", code(&position(site))));
    }
    let (shown, more) = shortened(&change.operations, 5);
    if !shown.is_empty() {
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names: Vec<String> = shown.iter().map(|name| code(name)).collect();
        text.push_str(&format!("- in: {}{more}\n", names.join(", ")));
    }
    text.push_str(&items(&rust.items));
    text
}

fn strong(words: &str) -> String {
    format!("**{words}**")
}

/// The items that break, as a diff.
fn items(items: &[Item]) -> String {
    let items: Vec<&Item> = items.iter().filter(|item| item.verdict == RustVerdict::Major).collect();
    let (shown, more) = shortened(&items, 5);
    let mut lines = Vec::new();
    for item in shown {
        lines.push(format!("@@ {} @@", because(&one_line(&item.path), ": ", &item.why)));
        lines.extend(code_lines('-', item.before.as_deref(), 20));
        lines.extend(code_lines('+', item.after.as_deref(), 20));
    }
    if more > 0 {
        lines.push(format!("@@ and {more} more items @@"));
    }
    if lines.is_empty() { String::new() } else { format!("\n{}", fenced(&lines.join("\n"))) }
}

/// Code in a fence that nothing in it closes.
fn fenced(code: &str) -> String {
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    format!("{fence}diff\n{}\n{fence}\n", code.replace("##[", "## ["))
}

/// Text as a code span, in which nothing means anything.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text).replace("##[", "## [");
    let fence = "`".repeat(longest_run(&text) + 1);
    match text.trim() {
        "" => "` `".to_owned(),
        plain if plain.starts_with('`') || plain.ends_with('`') => format!("{fence} {plain} {fence}"),
        plain => format!("{fence}{plain}{fence}"),
    }
}

/// How many backticks come one after another at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A space without width.
const APART: &str = "&#8203;";

/// A sentence in which nothing but `code` is markup.
pub(super) fn escaped(sentence: &str) -> String {
    let sentence = one_line(sentence);
    let parts: Vec<&str> = sentence.trim().split('`').collect();
    let last = parts.len() - 1;
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        match index % 2 {
            0 if part.is_empty() && index > 0 && index < last => text.push_str(APART),
            0 => text.push_str(&inert(part)),
            // A tick without a partner.
            _ if index == last => text.push_str(&format!("&#96;{}", inert(part))),
            _ => text.push_str(&code(part)),
        }
    }
    text
}

/// Text that is neither markup nor what GitHub makes links of: addresses, mentions, issues. Their signs are kept apart
/// from what follows.
fn inert(text: &str) -> String {
    let mut inert = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = &text[..at];
        if makes_link(before, c) {
            inert.push_str(APART);
        }
        match c {
            '<' => inert.push_str("&lt;"),
            '>' => inert.push_str("&gt;"),
            '&' => inert.push_str("&amp;"),
            '$' => inert.push_str("&#36;"),
            '\\' | '*' | '_' | '#' | '[' | ']' | '{' | '}' | '|' | '~' | '^' | '!' => inert.extend(['\\', c]),
            // The beginning of a list or of a line under a heading.
            '-' | '+' | '=' if at == 0 => inert.extend(['\\', c]),
            '.' | ')' if (1..10).contains(&at) && before.bytes().all(|byte| byte.is_ascii_digit()) => {
                inert.extend(['\\', c])
            }
            _ => inert.push(c),
        }
    }
    inert
}

/// Whether GitHub would take what is before `next` together with it.
fn makes_link(before: &str, next: char) -> bool {
    let ends_with = |end: &str| {
        let tail = before.len().checked_sub(end.len()).and_then(|start| before.get(start..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    match next {
        '.' => ends_with("www"),
        _ if next.is_ascii_digit() && ends_with("gh-") => true,
        _ => before.ends_with(['@', '#', ':']) && !next.is_whitespace(),
    }
}
