//! `DIAGNOSTICS.md`: every code with cause, example and remedy, made from the table of codes and from the documents in
//! `diagnostics/`. `INSTA_UPDATE=always` writes it.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use bindery::Diagnostics;
use bindery::diagnostic::Code;
use bindery::diagnostic::code;
use bindery::diagnostic::render::{Entry, Renderer};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};
use support::Case;

/// Texts of no more lines are shown as a whole.
const SHORT: usize = 12;

/// Lines that are longer are no help.
const WIDTH: usize = 120;

#[test]
fn the_page_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("DIAGNOSTICS.md");
    let page = page();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &page).expect("the page is written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "DIAGNOSTICS.md is not what the codes and their documents say; `INSTA_UPDATE=always cargo test -p bindery \
         --test catalogue` writes it, and `git diff` is the review"
    );
}

fn page() -> String {
    let mut environment = Environment::new();
    let lines = SyntaxConfig::builder().keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(lines.expect("a syntax"));
    let cases = support::cases("diagnostics");
    let codes = code::ALL.iter().map(|code| {
        let (_, path) = cases.iter().find(|(name, _)| name == code.name).expect("a document for each code");
        entry(code, path)
    });
    let values = context! { codes => codes.collect::<Vec<_>>() };
    environment.render_str(include_str!("catalogue.md.j2"), values).expect("a page")
}

fn entry(code: &Code, path: &Path) -> Value {
    let case = Case::read(path, path.file_name().and_then(|name| name.to_str()).expect("a name"));
    let generated = case.generate();
    let mut first = Diagnostics::new();
    first.push(generated.diagnostics.iter().find(|found| found.code.name == code.name).expect("the code").clone());
    let renderer = Renderer::new(&case.sources);
    let at = renderer.json(&first).remove(0);
    let excerpt = text(&case, path, &at.file).and_then(|text| excerpt(&text, &at));
    let (_, extension) = at.file.rsplit_once('.').expect("an extension");
    let shown = renderer.text(&first, false);
    let severity = serde_json::to_value(code.severity).expect("a word");
    for text in [&shown, excerpt.as_ref().unwrap_or(&shown)] {
        assert!(!text.contains("```"), "{text} ends its own block");
    }
    context! {
        name => code.name,
        severity => severity.as_str(),
        meaning => code.meaning,
        remedy => code.remedy,
        language => if extension == "lock" { "toml" } else { extension },
        excerpt => excerpt,
        shown => shown.trim_end(),
    }
}

/// The text of a file of a case.
fn text(case: &Case, path: &Path, file: &str) -> Option<String> {
    let part = case.sources.iter().find(|source| source.name == file).map(|source| source.bytes.clone());
    let bytes = part.or_else(|| {
        let extension = file.strip_prefix("bindery.")?;
        std::fs::read(path.with_extension(extension)).ok()
    });
    String::from_utf8(bytes?).ok()
}

/// The lines that a diagnostic is about, those that they are in, and what is in them; `…` is in place of others.
fn excerpt(text: &str, at: &Entry) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_short = |line: &str| line.chars().count() <= WIDTH;
    if lines.is_empty() {
        return None;
    }
    if lines.len() <= SHORT && lines.iter().all(|line| is_short(line)) {
        return Some(text.trim_end().to_owned());
    }
    let related = at.related.iter().filter(|related| related.file == at.file).map(|related| related.line);
    let shown: BTreeSet<usize> =
        std::iter::once(at.line).chain(related).flat_map(|line| around(&lines, line)).collect();
    let mut excerpt = Vec::new();
    let mut next = 0;
    for index in shown {
        if index > next {
            excerpt.push(format!("{}# …", &lines[index][..indent(lines[index])]));
        }
        excerpt.push(lines[index].to_owned());
        next = index + 1;
    }
    excerpt.iter().all(|line| is_short(line)).then(|| excerpt.join("\n"))
}

/// A line, counted from 1, those it is in, and the first few below it that are in it.
fn around(lines: &[&str], line: usize) -> Vec<usize> {
    let index = line.min(lines.len()) - 1;
    let own = depth(lines[index]);
    let inner = (index + 1..lines.len()).take_while(|below| depth(lines[*below]) > own).take(4);
    let mut found: Vec<usize> = std::iter::once(index).chain(inner).collect();
    let mut outer = own;
    for above in (0..index).rev() {
        if depth(lines[above]) < outer {
            outer = depth(lines[above]);
            found.push(above);
        }
    }
    found
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// How deep a line is, as its indentation says; in TOML, what is not the head of a table is in one.
fn depth(line: &str) -> usize {
    indent(line) + usize::from(line.contains(" = "))
}
