//! What an import did, or would do, and what is left to do.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::folder::{Folder, Texts};
use crate::diagnostic::render::one_line;
use crate::file_set::FileSet;
use crate::import::Imported;

/// The files with how they differ from those of another version, what was left out, and the descriptions to be written.
pub(super) fn text(
    imported: &Imported,
    files: &FileSet,
    before: Option<(&str, &Texts)>,
    folder: &Folder<'_>,
    dry_run: bool,
) -> String {
    let mut text = String::new();
    let shown = folder.shown();
    let verb = if dry_run { "would be written" } else { "written" };
    let than = before.map_or_else(String::new, |(name, _)| format!(", compared with {name}"));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{shown}: {} files {verb}{than}", files.iter().count());
    changes(&mut text, files, before.map(|(_, before)| before));
    if !imported.left_out.is_empty() {
        let counted = imported.left_out.iter().map(|(what, count)| format!("{what} ({count})"));
        let _ = writeln!(text, "not taken over: {}", counted.collect::<Vec<_>>().join(", "));
    }
    for comment in &imported.lost_comments {
        let _ = writeln!(text, "a comment was left behind: {}", one_line(comment));
    }
    match imported.unwritten.len() {
        0 => text.push_str("every description is written\n"),
        count => {
            let _ = writeln!(text, "to be written: {count} {}", if count == 1 { "text" } else { "texts" });
        }
    }
    for place in &imported.unwritten {
        let place = format!("{shown}/{}:{} {}", place.file, place.line, place.pointer);
        let _ = writeln!(text, "  {}", one_line(&place));
    }
    text
}

fn changes(text: &mut String, files: &FileSet, before: Option<&Texts>) {
    for (path, content) in files.iter() {
        let after = std::str::from_utf8(content).unwrap_or_default();
        let _ = match before.and_then(|before| before.get(path)) {
            None => writeln!(text, "  added {path}: {} lines", after.lines().count()),
            Some(before) if before == after => writeln!(text, "  unchanged {path}"),
            Some(before) => {
                let diff = TextDiff::from_lines(before.as_str(), after);
                let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
                let (added, removed) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
                writeln!(text, "  changed {path}: +{added} -{removed} lines")
            }
        };
    }
    for (path, before) in before.into_iter().flatten().filter(|(path, _)| files.get(path).is_none()) {
        let _ = writeln!(text, "  removed {path}: {} lines", before.lines().count());
    }
}
