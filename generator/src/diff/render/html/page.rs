//! What the template is given: the report, and what can be counted and compared in it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::lines::{Line, lines};
use crate::diff::render::Class;
use crate::diff::report::{Bump, Change, Item, Report};

#[derive(Serialize)]
pub(super) struct Page<'a> {
    report: &'a Report,
    bump: Bump,
    facets: Vec<Facet>,
    changes: Vec<Row<'a>>,
}

/// Something to filter by.
#[derive(Serialize)]
struct Facet {
    /// Its name in the fragment of the URL.
    name: &'static str,
    title: &'static str,
    options: Vec<Choice>,
}

/// One value of a facet.
#[derive(Serialize)]
struct Choice {
    /// The value in the fragment of the URL.
    value: String,
    label: String,
    count: usize,
}

/// A change.
#[derive(Serialize)]
struct Row<'a> {
    change: &'a Change,
    /// How much it matters, for its color.
    level: &'static str,
    wire: &'static str,
    rust: &'static str,
    /// For each facet, which of its options the change has, as numbers with spaces between.
    facets: Vec<String>,
    document: Vec<Line>,
    items: Vec<Declaration<'a>>,
}

/// A public item of the crate.
#[derive(Serialize)]
struct Declaration<'a> {
    item: &'a Item,
    rust: &'static str,
    lines: Vec<Line>,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let (facets, numbers): (Vec<_>, Vec<_>) = facets(&report.changes).into_iter().unzip();
        let rows = report.changes.iter().enumerate().map(|(index, change)| {
            let facets = numbers.iter().map(|of_changes| of_changes.get(index).cloned().unwrap_or_default());
            row(change, facets.collect())
        });
        Self { report, bump: report.bump, changes: rows.collect(), facets }
    }
}

fn row(change: &Change, facets: Vec<String>) -> Row<'_> {
    let (old, new) = (change.old.as_ref(), change.new.as_ref());
    Row {
        level: level(change),
        wire: change.wire.verdict.words(),
        rust: change.rust.verdict.words(),
        document: lines(old.map(|site| &*site.excerpt), new.map(|site| &*site.excerpt)),
        items: change.rust.items.iter().map(declaration).collect(),
        facets,
        change,
    }
}

fn declaration(item: &Item) -> Declaration<'_> {
    let lines = lines(item.before.as_deref(), item.after.as_deref());
    Declaration { item, rust: item.verdict.words(), lines }
}

fn level(change: &Change) -> &'static str {
    match Class::of(change) {
        Class::Breaking => "breaking",
        Class::Behaviour => "behaviour",
        Class::Addition => "addition",
        Class::Compatible => "quiet",
    }
}

/// The facets that there is something to choose in, each with the numbers of its options for every change.
fn facets(changes: &[Change]) -> [(Facet, Vec<String>); 4] {
    [
        facet("wire", "On the wire", changes, |c| vec![Reverse(c.wire.verdict)], |Reverse(v)| (kebab(v), v.words())),
        facet("rust", "In Rust", changes, |c| vec![Reverse(c.rust.verdict)], |Reverse(v)| (kebab(v), v.words())),
        facet("area", "Area", changes, |c| vec![kebab(c.area)], |area| (area.clone(), area)),
        facet("group", "Group", changes, groups, |group| match group.as_str() {
            "" => (String::new(), "no group"),
            name => (name.to_owned(), name),
        }),
    ]
}

/// The groups of a change, each once; that without a name if there is none.
fn groups(change: &Change) -> Vec<String> {
    let mut groups = change.groups.clone();
    groups.sort();
    groups.dedup();
    if groups.is_empty() { vec![String::new()] } else { groups }
}

fn facet<K: Ord>(
    name: &'static str,
    title: &'static str,
    changes: &[Change],
    keys: impl Fn(&Change) -> Vec<K>,
    spell: impl Fn(&K) -> (String, &str),
) -> (Facet, Vec<String>) {
    let keys: Vec<Vec<K>> = changes.iter().map(keys).collect();
    let mut found: BTreeMap<&K, usize> = BTreeMap::new();
    for key in keys.iter().flatten() {
        *found.entry(key).or_default() += 1;
    }
    let numbers: BTreeMap<&K, usize> = found.keys().enumerate().map(|(number, key)| (*key, number)).collect();
    let of_change = |keys: &Vec<K>| keys.iter().map(|key| numbers[key].to_string()).collect::<Vec<_>>().join(" ");
    let options = found.iter().map(|(key, count)| {
        let (value, label) = spell(key);
        Choice { value, label: label.to_owned(), count: *count }
    });
    (Facet { name, title, options: options.collect() }, keys.iter().map(of_change).collect())
}

/// The name of a value without fields, as in JSON.
fn kebab(value: impl Serialize) -> String {
    Value::from(Serde(value)).to_string()
}
