//! Schemas that stand for all that inherit from them (OAS 3.0.3 section 4.7.25).

use std::collections::BTreeMap;

use openapiv3 as oas;

use crate::ir::{Branch, Shape, Type, Union};
use crate::lower::keywords::item;
use crate::lower::merge::{Node, Said};
use crate::lower::schema::Schemas;
use crate::source::Pointer;

impl Schemas<'_> {
    /// The schemas that have each schema with a discriminator in their `allOf`, directly or through others.
    pub(in crate::lower) fn find_heirs(&self) -> BTreeMap<Pointer, Vec<Pointer>> {
        let mut heirs: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        let has_discriminator = |node: &oas::ReferenceOr<oas::Schema>| {
            item(node).is_some_and(|schema| schema.schema_data.discriminator.is_some())
        };
        if !self.description.schemas.values().any(has_discriminator) {
            return heirs;
        }
        for (at, node) in &self.description.schemas {
            let oas::ReferenceOr::Item(schema) = node else { continue };
            let merged = self.merged(schema, at);
            for parent in merged.parts.iter().filter(|part| *part != at) {
                if self.description.schemas.get(parent).is_some_and(has_discriminator) {
                    heirs.entry(parent.clone()).or_default().push(at.clone());
                }
            }
        }
        heirs
    }

    /// A schema that stands for all that inherit from it: it has a discriminator, and does not list them itself.
    pub(in crate::lower) fn inheritance(&mut self, schema: &oas::Schema, at: &Pointer, words: &str) -> Option<Shape> {
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        let merged = self.merged(schema, at);
        let heirs = self.heirs.get(at).filter(|_| merged.choices.is_empty())?.clone();
        let mapped: Vec<(String, Pointer)> = self.mapping(discriminator, at).collect();
        let known: Vec<Pointer> = heirs.iter().chain([at]).cloned().collect();
        self.report_unmapped(discriminator, &known, at);
        let named = |target: &Pointer| {
            let values: Vec<String> =
                mapped.iter().filter(|(_, to)| to == target).map(|(value, _)| value.clone()).collect();
            if values.is_empty() { self.implied_values(target, &discriminator.property_name) } else { values }
        };
        let mut branches: Vec<Branch> = heirs
            .iter()
            .map(|heir| Branch {
                name: self.component_name(heir),
                ty: Type::Named(self.ids[heir]),
                values: named(heir),
                holds_tag: false,
                description: None,
                at: heir.clone(),
            })
            .collect();
        let own: Vec<String> = mapped.iter().filter(|(_, to)| to == at).map(|(value, _)| value.clone()).collect();
        let own = if own.is_empty() { self.marked_value(schema).into_iter().collect() } else { own };
        if !own.is_empty() {
            let name = format!("{words} itself");
            let said = Said { node: Node::Schema(schema), at: at.clone() };
            let ty = self.merged_ty(merged, &said, &name);
            branches.push(Branch { name, ty, values: own, holds_tag: false, description: None, at: at.clone() });
        }
        self.tell_values_apart(&mut branches, at);
        Some(Shape::Union(Union { tag: Some(discriminator.property_name.clone()), branches }))
    }
}
