//! Words for the branches of a choice: the names of their schemas, else their titles, else what they look like.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use super::tag::Tag;
use crate::lower::merge::{Merged, Node, Said};
use crate::lower::schema::Schemas;

/// The longest title that is a name, in bytes.
const TITLE: usize = 40;

impl Schemas<'_> {
    /// Words for each branch, no two alike.
    pub(super) fn branch_names(&self, candidates: &[Candidate<'_>], tag: Option<&Tag>) -> Vec<String> {
        let mut names: Vec<String> = candidates
            .iter()
            .enumerate()
            .map(|(index, candidate)| match candidate.said.node {
                Node::Reference(reference) => {
                    let target = self.target_at(reference).map(|(at, _)| at);
                    target.map(|at| self.component_name(&at)).unwrap_or_default()
                }
                Node::Schema(schema) => {
                    let title = schema.schema_data.title.as_deref().map(str::trim);
                    let title = title.filter(|title| !title.is_empty() && title.len() <= TITLE);
                    let value = tag.and_then(|tag| tag.values[index].iter().min()).map(String::as_str);
                    title.or(value).map_or_else(|| self.look(&candidate.merged), str::to_owned)
                }
            })
            .collect();
        let twice = repeated(&names);
        for (index, name) in names.iter_mut().enumerate().filter(|(_, name)| twice.contains(*name)) {
            if let Some(member) = own_member(candidates, index) {
                *name = format!("{name} with {member}");
            }
        }
        number(&mut names);
        names
    }

    /// What values look like.
    fn look(&self, merged: &Merged<'_>) -> String {
        match (merged.kind(), merged.format) {
            ("string", Some(format)) => format.to_owned(),
            ("array", _) => match merged.items.as_slice() {
                [item] => format!("{} list", self.look_of_item(item)).trim_start().to_owned(),
                _ => "list".to_owned(),
            },
            ("object", _) if merged.properties.is_none() => "map".to_owned(),
            ("", _) => "value".to_owned(),
            (kind, _) => kind.to_owned(),
        }
    }

    /// A word for the items of a list; empty for one of anything.
    fn look_of_item(&self, item: &Said<'_>) -> String {
        match item.node {
            Node::Reference(reference) => {
                let target = self.target_at(reference).map(|(at, _)| at);
                target.map(|at| self.component_name(&at)).unwrap_or_default()
            }
            Node::Schema(_) => self.summed(&[item]).kind().to_owned(),
        }
    }
}

fn repeated(names: &[String]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    names.iter().filter(|name| !seen.insert(*name)).cloned().collect()
}

/// A member that a branch alone has, a required one if there is any.
fn own_member<'o>(candidates: &'o [Candidate<'_>], index: usize) -> Option<&'o str> {
    let has = |candidate: &Candidate<'_>, name: &str| {
        candidate.merged.properties.as_ref().is_some_and(|properties| properties.contains_key(name))
    };
    let own =
        |name: &&&str| candidates.iter().enumerate().all(|(other, candidate)| other == index || !has(candidate, name));
    let merged = &candidates[index].merged;
    let names = || merged.properties.iter().flat_map(|properties| properties.keys());
    let required = names().filter(|name| merged.required.contains_key(*name)).find(|name| own(name));
    required.or_else(|| names().find(|name| own(name))).copied()
}

/// Numbers those that are still alike.
fn number(names: &mut [String]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *name = format!("{name} {count}");
        }
    }
}
