//! Choices: `oneOf` and `anyOf` (OAS 3.0.3 section 4.7.24.2).

mod inheritance;
mod tag;
mod texts;
mod words;

use openapiv3 as oas;

use super::keywords::Keywords;
use super::merge::{Choice, Merged, Node, Said};
use super::schema::Schemas;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Branch, Shape, Type, Union};
use crate::source::Pointer;

/// How many choices may be put together with other schemas within each other.
const DEPTH: usize = 16;

/// A branch while it is being lowered.
struct Candidate<'s> {
    said: Said<'s>,
    /// All that is said of its values, by itself and beside the choice.
    merged: Merged<'s>,
    /// Whether nothing is said beside the choice that the branch does not say itself.
    stands_alone: bool,
}

impl<'a> Schemas<'a> {
    /// The shape of a value with choices, of which the first is looked at here.
    pub(super) fn union(&mut self, mut base: Merged<'_>, schema: &oas::Schema, at: &Pointer, words: &str) -> Shape {
        let choice = base.choices.remove(0);
        self.report_nulls(&choice, at);
        let said: Vec<Said<'_>> = choice.said().filter(|said| !self.is_null(said)).collect();
        let alone: Vec<Merged<'_>> = said.iter().map(|said| self.summed(&[said])).collect();
        if alone.iter().all(Merged::requires_only) && !base.is_bare() {
            self.report_requirements(&choice, &alone, at);
            return self.merged_shape(base, schema, at, words);
        }
        if self.depth == DEPTH {
            let message = "choices are nested too deep in schemas that are put together";
            return self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, &choice.at, message), at);
        }
        let candidates = said.into_iter().zip(alone).map(|(said, alone)| self.candidate(&base, said, alone));
        let mut candidates = texts::without_texts(candidates.collect());
        self.depth += 1;
        let shape = match candidates.as_slice() {
            [only] if !matches!(only.said.node, Node::Reference(_)) || !only.stands_alone => {
                let only = candidates.remove(0);
                self.merged_shape(only.merged, schema, at, words)
            }
            _ => self.branches(candidates, &choice, at, words),
        };
        self.depth -= 1;
        shape
    }

    fn candidate<'s>(&self, base: &Merged<'s>, said: Said<'s>, alone: Merged<'s>) -> Candidate<'s>
    where
        'a: 's,
    {
        let stands_alone = is_covered(base, &alone);
        let mut merged = if stands_alone { alone } else { base.clone() };
        if !stands_alone {
            self.merge(&said, &mut merged);
        }
        Candidate { said, merged, stands_alone }
    }

    fn branches(&mut self, candidates: Vec<Candidate<'_>>, choice: &Choice<'_>, at: &Pointer, words: &str) -> Shape {
        let tag = self.tag(&candidates, choice, at);
        let names = self.branch_names(&candidates, tag.as_ref());
        let mut branches: Vec<Branch> = Vec::new();
        for (index, (candidate, name)) in candidates.into_iter().zip(names).enumerate() {
            let Candidate { said, merged, stands_alone } = candidate;
            let inner = format!("{words} {name}");
            let ty = match stands_alone {
                true => self.said(&said, &inner),
                false => self.merged_ty(merged, &said, &inner),
            };
            let description = self.branch_description(&said);
            let values = tag.as_ref().map(|tag| tag.values[index].clone()).unwrap_or_default();
            let ty = ty.non_null().clone();
            if matches!(ty, Type::Named(id) if self.ids.get(at) == Some(&id)) {
                continue; // that a value is what it is says nothing
            }
            match branches.iter_mut().find(|other| other.ty == ty) {
                Some(same) => same.values.extend(values),
                // A branch that is a reference is named after what it leads to, and comes from there.
                None => {
                    let at = self.target_of(&said).unwrap_or(said.at);
                    branches.push(Branch { name, ty, values, holds_tag: false, description, at });
                }
            }
        }
        match branches.as_slice() {
            [] => Shape::Alias(Type::Any),
            [only] => Shape::Alias(only.ty.clone()),
            several if several.iter().any(|branch| branch.ty == Type::Any) => {
                self.report_anything(choice, at);
                Shape::Alias(Type::Any)
            }
            _ => Shape::Union(Union { tag: tag.map(|tag| tag.name), branches }),
        }
    }

    /// What is said of a branch, if it is written in place.
    fn branch_description(&self, said: &Said<'_>) -> Option<String> {
        match said.node {
            Node::Schema(schema) => schema.schema_data.description.clone(),
            Node::Reference(_) => None,
        }
    }

    /// Who writes an alternative that is nothing but nullable means null.
    fn report_nulls(&mut self, choice: &Choice<'_>, at: &Pointer) {
        for said in choice.said().filter(|said| choice.at.is_within(at) && is_only_nullable(said)) {
            let message = format!("an alternative of `{}` that only says `nullable` allows anything", choice.keyword);
            let diagnostic = Diagnostic::new(&code::NULL_ALTERNATIVE, said.at.key("nullable"), message);
            self.diagnostics.push(diagnostic.instead("null"));
        }
    }

    /// Whatever else there is to choose from, values need not be of it.
    fn report_anything(&mut self, choice: &Choice<'_>, at: &Pointer) {
        if choice.at.is_within(at) {
            let message = format!("one of the schemas of `{}` allows anything", choice.keyword);
            let diagnostic = Diagnostic::new(&code::KEYWORD_IGNORED, &choice.at, message);
            self.diagnostics.push(diagnostic.instead("any JSON value"));
        }
    }

    /// A choice between sets of members that must be there has no say in what a value can hold.
    fn report_requirements(&mut self, choice: &Choice<'_>, alone: &[Merged<'_>], at: &Pointer) {
        if choice.at.is_within(at) && alone.iter().any(|branch| !branch.required.is_empty()) {
            let message = format!("`{}` only says which members go together, which is not checked", choice.keyword);
            let diagnostic = Diagnostic::new(&code::KEYWORD_IGNORED, &choice.at, message);
            self.diagnostics.push(diagnostic.instead("the type without it"));
        }
    }

    /// Finds out which types hold the tags that they go by.
    pub(super) fn find_tags(&mut self) {
        for index in 0..self.defs.len() {
            let Shape::Union(union) = &self.defs[index].shape else { continue };
            let Some(tag) = &union.tag else { continue };
            let holds: Vec<bool> = union.branches.iter().map(|branch| self.holds(&branch.ty, tag)).collect();
            if let Shape::Union(union) = &mut self.defs[index].shape {
                union.branches.iter_mut().zip(holds).for_each(|(branch, holds)| branch.holds_tag = holds);
            }
        }
    }

    fn holds(&self, ty: &Type, tag: &str) -> bool {
        match self.resolved(ty) {
            Type::Named(id) => match &self.defs[id.0].shape {
                Shape::Object(object) => {
                    object.rest.is_some() || object.properties.iter().any(|property| property.name == tag)
                }
                // The other union has a tag of its own.
                _ => true,
            },
            _ => true,
        }
    }
}

fn is_only_nullable(said: &Said<'_>) -> bool {
    matches!(said.node, Node::Schema(schema) if Keywords::of(schema).is_vacuous() && schema.schema_data.nullable)
}

/// Whether what is said beside a choice says nothing more than the branch does.
fn is_covered(base: &Merged<'_>, alone: &Merged<'_>) -> bool {
    let same_type = base.ty.is_none() || alone.kind() == base.kind() || !alone.choices.is_empty();
    (base.is_bare() && same_type) || base.parts.iter().all(|part| alone.parts.contains(part))
}
