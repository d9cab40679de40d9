//! What is new in one direction is gone in the other.

use bindery::diff::KINDS;
use bindery::diff::report::{Report, RustVerdict, Site};

/// Whether two reports say the same of both directions.
pub(crate) fn problems(there: &Report, back: &Report) -> Vec<String> {
    let mut problems = Vec::new();
    let (one, other) = (sketch(there, false), sketch(back, true));
    problems.extend(one.iter().filter(|it| !other.contains(it)).map(|it| format!("only there: {it}")));
    problems.extend(other.iter().filter(|it| !one.contains(it)).map(|it| format!("only back: {it}")));
    if there.changes.len() != back.changes.len() {
        problems.push(format!("{} changes there, {} back", there.changes.len(), back.changes.len()));
    }
    problems
}

/// A report in lines that are the same for both directions.
fn sketch(report: &Report, is_back: bool) -> Vec<String> {
    let mut lines: Vec<String> = report
        .changes
        .iter()
        .map(|change| {
            let mirror = KINDS.iter().find(|kind| kind.code == change.kind).expect("a kind").mirror;
            let kind = if is_back { mirror } else { change.kind };
            let place = |site: &Option<Site>| site.as_ref().map(|it| format!("{}:{}:{}", it.file, it.line, it.pointer));
            let (old, new) = (place(&change.old), place(&change.new));
            let (old, new) = if is_back { (new, old) } else { (old, new) };
            let mut items: Vec<(Option<String>, Option<String>)> = change
                .rust
                .items
                .iter()
                .filter(|item| item.verdict != RustVerdict::None)
                .map(|item| (item.before.clone(), item.after.clone()))
                .map(|(before, after)| if is_back { (after, before) } else { (before, after) })
                .collect();
            items.sort();
            format!("{kind} {old:?} {new:?} {items:?}")
        })
        .collect();
    lines.sort();
    lines
}
