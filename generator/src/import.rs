//! From an upstream document to the files of `spec/`: canonical OpenAPI 3.0, cut into files, in our words.
//!
//! What the document says of the API is taken over. What it says to people is not, unless that is asked for: that comes
//! from the previous version of the files, for everything that is still there, and the rest is listed.
//!
//! The files follow from the two documents alone, and what has not changed is written as it was, to the byte.

mod bundle;
mod carry;
mod cut;
mod order;
mod prose;
mod share;
mod walk;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::file_set::FileSet;
use crate::load::Loaded;
use crate::normalize::{Dialect, ENTRY, normalize};
use crate::resolve::resolve;
use crate::source::{Pointer, Sources};
use crate::stack::with_stack;
use bundle::Whole;
use cut::{ENTRY_FILE, Part};
use order::{Orders, Written};

/// What [`import`] made of a document.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The files, `None` if the document could not be used at all.
    pub files: Option<FileSet>,
    /// The dialect of the document, as in reports.
    pub dialect: Option<String>,
    /// The descriptions that are to be written, by file and line.
    pub unwritten: Vec<Unwritten>,
    /// What of the document was not taken over, and how often it is there: keywords, extensions, unused components.
    pub left_out: BTreeMap<String, usize>,
    /// Comments of the previous version that have no place in the files.
    pub lost_comments: Vec<String>,
    /// Everything there is to say about the document.
    pub diagnostics: Diagnostics,
}

/// A place for a text of ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unwritten {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The pointer in the file, with `#`.
    pub pointer: String,
}

/// Imports a document. `previous` is a version whose layout, names and words are kept.
///
/// With `keep_descriptions`, the document's own words stay where the previous version has none.
///
/// # Errors
///
/// A previous version that cannot be used: what there is to say about it.
pub fn import(
    upstream: &Loaded,
    previous: Option<&Loaded>,
    config: &Config,
    keep_descriptions: bool,
) -> Result<Imported, Diagnostics> {
    let imported = with_stack(|| Some(run(upstream, previous, config, keep_descriptions)));
    imported.unwrap_or_else(|| Ok(Imported::default()))
}

fn run(upstream: &Loaded, previous: Option<&Loaded>, config: &Config, keep: bool) -> Result<Imported, Diagnostics> {
    let previous = match previous.map(|loaded| (loaded, read(loaded))) {
        Some((loaded, (_, Some(whole), _))) => Some((loaded, whole)),
        Some((_, (_, None, diagnostics))) => return Err(diagnostics),
        None => None,
    };
    let (dialect, whole, diagnostics) = read(upstream);
    let mut imported = Imported { dialect, diagnostics, ..Imported::default() };
    let Some(mut whole) = whole else { return Ok(imported) };
    let old = previous.as_ref().map(|(_, whole)| whole);
    imported.left_out = prose::strip(&mut whole.value, keep);
    prose::settle(&mut whole.value);
    if imported.dialect.as_deref() == Some(Dialect::Swagger20.name()) {
        match prose::keep_json(&mut whole.value) {
            0 => None,
            count => imported.left_out.insert("application/octet-stream beside JSON".to_owned(), count),
        };
    }
    let (first, unused) = share::share(&mut whole, old);
    imported.left_out.extend(unused);
    if let Some(old) = old {
        carry::carry(&mut whole.value, &old.value, &first);
    }
    prose::describe(&mut whole.value);
    let version = old.and_then(|old| old.value.get("openapi").cloned());
    whole.value["openapi"] = version.unwrap_or_else(|| "3.0.3".into());
    let before = previous.as_ref().map(|(loaded, whole)| Written::new(whole, &loaded.sources));
    let orders = Orders::new(before, Written::new(&whole, &upstream.sources));
    let comments = previous.as_ref().map(|(loaded, old)| Comments::new(&loaded.sources, old, &whole));
    imported.write(cut::cut(&whole, old, config), &orders, &comments.unwrap_or_default());
    Ok(imported)
}

/// Reads a description into one document; also the dialect, and what there is to say.
fn read(loaded: &Loaded) -> (Option<String>, Option<Whole>, Diagnostics) {
    let mut diagnostics = loaded.diagnostics.clone();
    let Some(values) = loaded.values.clone() else { return (None, None, diagnostics) };
    let (dialect, document, found) = normalize(values);
    diagnostics.extend(found);
    let whole = document.map(|mut document| {
        let places = std::mem::take(&mut document.places);
        let whole = bundle::bundle(&document.values);
        // References are judged in one place; here only what is said of them matters.
        diagnostics.extend(resolve(document, &places).1.original(&places));
        Whole { places, ..whole }
    });
    (dialect.map(|dialect| dialect.name().to_owned()), whole, diagnostics)
}

impl Imported {
    fn write(&mut self, parts: BTreeMap<String, Part>, orders: &Orders<'_>, comments: &Comments) {
        let mut files = FileSet::default();
        let mut lines = BTreeSet::new();
        for (file, part) in parts {
            let comment = comments.heads.get(&file).unwrap_or(&part.comment);
            let written = yaml::write(comment, &orders.arrange(&part.value, ENTRY, &Pointer::root()));
            self.unwritten.extend(written.empty.into_iter().map(|(line, at)| Unwritten {
                file: file.clone(),
                line,
                pointer: Pointer::root().keys(at.iter().map(String::as_str)).fragment(),
            }));
            lines.extend(written.text.lines().map(|line| line.trim().to_owned()));
            files.insert(file, written.text);
        }
        let lost = comments.others.iter().filter(|(_, comment)| !lines.contains(comment.as_str()));
        self.lost_comments = lost.map(|(place, comment)| format!("{place}: {comment}")).collect();
        self.files = Some(files);
    }
}

/// The comments of the previous version.
#[derive(Default)]
struct Comments {
    /// What files begin with.
    heads: BTreeMap<String, String>,
    /// What looks like a comment elsewhere, with its file and line.
    others: Vec<(String, String)>,
}

impl Comments {
    fn new(sources: &Sources, old: &Whole, new: &Whole) -> Self {
        let version = |whole: &Whole| whole.value["info"]["version"].as_str().unwrap_or_default().to_owned();
        let mut comments = Self::default();
        let parts = sources.parts().filter_map(|(file, part)| Some((file.path()?, part.ok()?)));
        for (file, source) in std::iter::once((ENTRY_FILE, sources.entry())).chain(parts) {
            let lines = source.text().lines().enumerate();
            let is_comment = |line: &str| line.trim_start().starts_with('#');
            let head = lines.clone().take_while(|(_, line)| line.starts_with('#'));
            let head: String = head.map(|(_, line)| format!("{line}\n")).collect();
            let rest = lines.skip(head.lines().count()).filter(|(_, line)| is_comment(line));
            comments.others.extend(rest.map(|(at, line)| (format!("{file}:{}", at + 1), line.trim().to_owned())));
            if !head.is_empty() {
                comments.heads.insert(file.to_owned(), updated(&head, &version(old), &version(new)));
            }
        }
        comments
    }
}

/// The text with the new version where it names the old one.
fn updated(text: &str, old: &str, new: &str) -> String {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(old).filter(|_| !old.is_empty()) {
        let (before, behind) = (&rest[..at], &rest[at + old.len()..]);
        let is_whole = !is_part(before.chars().last()) && !is_part(behind.chars().next());
        out.push_str(before);
        out.push_str(if is_whole { new } else { old });
        rest = behind;
    }
    out + rest
}
