//! What tells the branches of a choice apart: the text of a member that all of them have.

use std::collections::BTreeSet;

use openapiv3 as oas;

use super::Candidate;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::Branch;
use crate::link;
use crate::lower::merge::{Choice, Merged, Node, Said};
use crate::lower::schema::Schemas;
use crate::source::Pointer;

/// The text that stands for a schema, as AutoRest defines it.
const DISCRIMINATOR_VALUE: &str = "x-ms-discriminator-value";

/// How deep choices are looked into.
const DEPTH: usize = 8;

/// A member whose text tells branches apart.
pub(super) struct Tag {
    pub name: String,
    /// The texts of each branch.
    pub values: Vec<Vec<String>>,
}

impl<'a> Schemas<'a> {
    /// The tag of a choice: what its discriminator says, else a member that has another constant in each branch.
    pub(super) fn tag(&mut self, candidates: &[Candidate<'_>], choice: &Choice<'_>, at: &Pointer) -> Option<Tag> {
        let Some(discriminator) = choice.discriminator else { return self.implied_tag(candidates) };
        let objects = candidates.iter().all(|candidate| self.is_object(&candidate.merged, DEPTH));
        let mapped: Vec<(String, Pointer)> = self.mapping(discriminator, &choice.at).collect();
        if choice.at.is_within(at) {
            let targets: Vec<Pointer> =
                candidates.iter().filter_map(|candidate| self.target_of(&candidate.said)).collect();
            self.report_unmapped(discriminator, &targets, &choice.at.parent().unwrap_or_default());
        }
        let values = candidates.iter().map(|candidate| {
            let target = self.target_of(&candidate.said);
            let of_target = mapped.iter().filter(|(_, to)| Some(to) == target.as_ref());
            let mapped: Vec<String> = of_target.map(|(value, _)| value.clone()).collect();
            let constants = || self.constants(&candidate.merged, &discriminator.property_name, DEPTH);
            match (mapped.is_empty(), target) {
                (false, _) => mapped,
                (true, Some(target)) => match constants() {
                    values if values.is_empty() => self.implied_values(&target, &discriminator.property_name),
                    values => values,
                },
                (true, None) => constants(),
            }
        });
        let values: Vec<Vec<String>> = values.collect();
        let name = discriminator.property_name.clone();
        if objects && values.iter().all(|values| !values.is_empty()) && are_apart(&values) {
            return Some(Tag { name, values });
        }
        if choice.at.is_within(at) {
            let place = choice.at.parent().unwrap_or_default().key("discriminator");
            let message = format!("member `{name}` does not tell the schemas of `{}` apart", choice.keyword);
            let diagnostic = Diagnostic::new(&code::DISCRIMINATOR, place, message);
            self.diagnostics.push(diagnostic.instead("a union whose values have the type that they fit best"));
        }
        None
    }

    /// A member that is required in each branch and has a constant there that no other branch has.
    fn implied_tag(&self, candidates: &[Candidate<'_>]) -> Option<Tag> {
        let (first, _) = candidates.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let names = first.merged.properties.iter().flat_map(|properties| properties.keys());
        let tags = names.filter_map(|name| {
            let values = candidates.iter().map(|candidate| {
                let required = candidate.merged.required.contains_key(name);
                if required { self.constants(&candidate.merged, name, 0) } else { Vec::new() }
            });
            let values: Vec<Vec<String>> = values.collect();
            let fits = values.iter().all(|values| !values.is_empty()) && are_apart(&values);
            fits.then(|| Tag { name: (*name).to_owned(), values })
        });
        // The member that has the fewest texts says it most clearly; of several the first by name.
        tags.min_by_key(|tag| tag.values.iter().map(Vec::len).sum::<usize>())
    }

    /// Whether all values are objects.
    fn is_object(&self, merged: &Merged<'_>, depth: usize) -> bool {
        match merged.choices.as_slice() {
            [] => merged.kind() == "object",
            choices => {
                let Some(depth) = depth.checked_sub(1) else { return false };
                merged.kind() == "object"
                    || choices
                        .iter()
                        .any(|choice| choice.said().all(|said| self.is_object(&self.summed(&[&said]), depth)))
            }
        }
    }

    /// The texts that member `name` can have, if the document lists them; of choices as deep as `depth`.
    fn constants(&self, merged: &Merged<'_>, name: &str, depth: usize) -> Vec<String> {
        if let Some(said) = merged.properties.as_ref().and_then(|properties| properties.get(name)) {
            let property = self.summed(&said.iter().collect::<Vec<_>>());
            let texts: Option<Vec<String>> = property.texts().map(|value| value.as_str().map(str::to_owned)).collect();
            return texts.unwrap_or_default();
        }
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        for choice in &merged.choices {
            let each: Vec<Vec<String>> =
                choice.said().map(|said| self.constants(&self.summed(&[&said]), name, depth)).collect();
            if each.iter().all(|texts| !texts.is_empty()) {
                return each.concat();
            }
        }
        Vec::new()
    }

    /// The texts that stand for the schema at a place of its own, if no mapping names it.
    pub(super) fn implied_values(&self, target: &Pointer, tag: &str) -> Vec<String> {
        let Some(oas::ReferenceOr::Item(schema)) = self.description.schemas.get(target) else { return Vec::new() };
        if let Some(value) = self.marked_value(schema) {
            return vec![value];
        }
        let own = self.own_constants(schema, target, tag);
        if own.is_empty() { target.last().into_iter().collect() } else { own }
    }

    /// The texts that the schema itself, not what it inherits from, has for the tag.
    fn own_constants(&self, schema: &oas::Schema, at: &Pointer, tag: &str) -> Vec<String> {
        let merged = self.merged(schema, at);
        let said = merged.properties.as_ref().and_then(|properties| properties.get(tag));
        let own: Vec<&Said<'_>> = said.into_iter().flatten().filter(|said| said.at.is_within(at)).collect();
        let property = self.summed(&own);
        property.texts().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// The text that the schema says stands for it.
    pub(super) fn marked_value(&self, schema: &oas::Schema) -> Option<String> {
        schema.schema_data.extensions.get(DISCRIMINATOR_VALUE)?.as_str().map(str::to_owned)
    }

    /// The texts of a discriminator and the schemas that they stand for.
    pub(super) fn mapping<'m>(
        &'m self,
        discriminator: &'m oas::Discriminator,
        at: &'m Pointer,
    ) -> impl Iterator<Item = (String, Pointer)> + use<'m, 'a> {
        discriminator.mapping.iter().filter_map(|(value, target)| {
            let component = |file: &crate::source::FileId| {
                let place = Pointer::root().within(file).keys(["components", "schemas", target]);
                self.ids.contains_key(&place).then_some(place)
            };
            let named = component(at.file()).or_else(|| component(&crate::source::FileId::ENTRY));
            let place = named.or_else(|| link::place(target, at.file(), "").ok())?;
            Some((value.clone(), self.end_of(place)))
        })
    }

    /// Reports texts of the discriminator of the schema at `at` that stand for none of the schemas that there are.
    pub(super) fn report_unmapped(&mut self, discriminator: &oas::Discriminator, targets: &[Pointer], at: &Pointer) {
        let mapped: Vec<(String, Pointer)> = self.mapping(discriminator, &at.key("discriminator")).collect();
        for (value, target) in &discriminator.mapping {
            if !mapped.iter().any(|(known, place)| known == value && targets.contains(place)) {
                let place = at.keys(["discriminator", "mapping", value]);
                let message = format!("`{value}` stands for `{target}`, which is none of the schemas to choose from");
                let diagnostic = Diagnostic::new(&code::DISCRIMINATOR, place, message);
                self.diagnostics.push(diagnostic.instead("any JSON value for what has this text"));
            }
        }
    }

    /// Where a place leads that only refers on.
    fn end_of(&self, place: Pointer) -> Pointer {
        match self.description.schemas.get(&place) {
            Some(oas::ReferenceOr::Reference { reference }) => self.target_at(reference).map_or(place, |(at, _)| at),
            _ => place,
        }
    }

    pub(super) fn target_of(&self, said: &Said<'_>) -> Option<Pointer> {
        match said.node {
            Node::Reference(reference) => self.target_at(reference).map(|(at, _)| at),
            Node::Schema(_) => None,
        }
    }

    /// Takes texts from branches that others before them have.
    pub(super) fn tell_values_apart(&mut self, branches: &mut [Branch], at: &Pointer) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for branch in branches {
            for value in branch.values.iter().filter(|value| seen.contains(*value)) {
                let message = format!("`{value}` stands for several schemas, `{}` among them", branch.name);
                let diagnostic = Diagnostic::new(&code::DISCRIMINATOR, at.key("discriminator"), message);
                self.diagnostics.push(diagnostic.instead("the first of them alone"));
            }
            branch.values.retain(|value| seen.insert(value.clone()));
        }
    }
}

fn are_apart(values: &[Vec<String>]) -> bool {
    let mut seen = BTreeSet::new();
    values.iter().flatten().all(|value| seen.insert(value))
}
