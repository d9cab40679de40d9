//! What differs between two versions of a description, on the wire and in Rust.
//!
//! The wire is compared on the canonical documents, since they hold also what Bindery does not express; Rust is
//! compared on the planned crates, since they are what users see. Then each item that differs is given to the change
//! of the document that it comes from.

mod component;
mod composition;
mod constraint;
mod content;
mod flag;
mod join;
mod kind;
mod members;
mod object;
mod operation;
mod parameter;
mod place;
pub mod render;
pub mod report;
mod same;
mod schema;
mod security;
mod side;
mod spell;
mod spot;
mod surface;
mod ty;
mod users;
mod values;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::load::Loaded;
use crate::pipeline;
use crate::source::{Pointer, Sources};
use crate::stack::with_stack;
pub use kind::{Effect, KINDS, Kind};
use report::Report;
pub(crate) use side::Side;
use surface::{Names, surface};
use walk::Walk;

/// The outcome of comparing two descriptions.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What differs; `None` if one of them is unusable.
    pub report: Option<Report>,
    /// What there is to say about the old one.
    pub old: Examined,
    /// What there is to say about the new one.
    pub new: Examined,
}

/// A description with what there is to say about it.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Its files, to show diagnostics with.
    pub sources: Sources,
    /// The diagnostics.
    pub diagnostics: Diagnostics,
    /// Whether it can be used at all; if not, the diagnostics say why.
    pub usable: bool,
}

/// Compares two versions of a description, with the crates that would be generated for them.
pub fn compare(old: Loaded, new: Loaded, config: &Config) -> Comparison {
    let (old, new) = rayon::join(|| pipeline::examine(old, config), || pipeline::examine(new, config));
    let report = match (&old.side, &new.side) {
        (Some(was), Some(is)) =>
        // It goes as deep as the documents do.
        {
            with_stack(|| Some(report(&old.sources, was, &new.sources, is)))
        }
        _ => None,
    };
    let examined = |examination: pipeline::Examination| Examined {
        usable: examination.side.is_some(),
        sources: examination.sources,
        diagnostics: examination.diagnostics,
    };
    Comparison { report, old: examined(old), new: examined(new) }
}

fn report(old_sources: &Sources, old: &Side, new_sources: &Sources, new: &Side) -> Report {
    let walk = Walk::new(old, new);
    let same = Same::of(&walk);
    let before = surface(&old.krate, &same.names);
    let after = surface(&new.krate, &Names::default());
    let differences = surface::compare(&before, &after, &same.paths);
    let joined = join::join(&walk, differences);
    spell::report(&walk, joined, (old_sources, new_sources))
}

/// What is the same in both crates under different names.
#[derive(Default)]
struct Same {
    /// What models of the old crate are called in the new one.
    names: Names,
    /// Paths of the old crate, as they are spelled with those names, to paths of the new one.
    paths: BTreeMap<String, String>,
}

impl Same {
    fn of(walk: &Walk<'_>) -> Self {
        let mut same = Self::default();
        same.models(walk);
        same.operations(walk);
        same
    }

    /// Models whose schemas belong together. Their paths differ still: that a type has another name is a difference,
    /// that all that mention it do is not.
    fn models(&mut self, walk: &Walk<'_>) {
        let by_place: BTreeMap<&Pointer, &str> =
            walk.new.krate.models.iter().map(|model| (&model.source, model.ident.as_str())).collect();
        let taken: BTreeSet<&str> = walk.old.krate.models.iter().map(|model| model.ident.as_str()).collect();
        let is_taken = |ident: &str| taken.contains(ident);
        let pairs = walk.schema_pairs();
        for model in &walk.old.krate.models {
            let Some([place]) = pairs.get(&model.source).map(Vec::as_slice) else { continue };
            if let Some(ident) = by_place.get(*place).filter(|ident| **ident != model.ident && !is_taken(ident)) {
                self.paths.insert(format!("models::{}", model.ident), format!("models::{ident}"));
                self.names.0.insert(model.ident.clone(), (*ident).to_owned());
            }
        }
    }

    fn operations(&mut self, walk: &Walk<'_>) {
        type Named<'c> = (&'c str, [Option<&'c str>; 4]);
        fn named(krate: &crate::rust::Crate) -> BTreeMap<&Pointer, Named<'_>> {
            let all =
                krate.groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
            let named = all.filter_map(|(group, operation)| {
                let types = [
                    Some(operation.request.as_str()),
                    operation.headers.as_ref().map(|headers| headers.ident.as_str()),
                    operation.success.choice.as_ref().map(|choice| choice.ident.as_str()),
                    operation.failure.choice.as_ref().map(|choice| choice.ident.as_str()),
                ];
                Some((operation.docs.source.as_ref()?, (group.module.as_str(), types)))
            });
            named.collect()
        }
        let (old, new) = (named(&walk.old.krate), named(&walk.new.krate));
        for (was, is) in walk.operation_pairs() {
            let (Some((module, types)), Some((other_module, others))) = (old.get(was), new.get(is)) else { continue };
            for (ident, other) in types.iter().zip(others).filter_map(|(one, other)| one.zip(*other)) {
                self.paths.insert(format!("{module}::{ident}"), format!("{other_module}::{other}"));
            }
        }
    }
}
