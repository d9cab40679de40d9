//! Types of values of which several schemas say something.

use openapiv3 as oas;

use super::keywords::Keywords;
use super::merge::{Merged, Node, Said};
use super::schema::Schemas;
use crate::ir::{Shape, Type};
use crate::source::Pointer;

impl<'a> Schemas<'a> {
    /// The type of what is said of one value in several places.
    pub(super) fn all(&mut self, said: &[Said<'_>], words: &str) -> Type {
        let telling: Vec<&Said<'_>> = said.iter().filter(|said| !self.summed(&[*said]).is_vacuous()).collect();
        let is_same = |one: &Said<'_>, other: &Said<'_>| match (one.node, other.node) {
            (Node::Reference(one), Node::Reference(other)) => one == other,
            _ => false,
        };
        match (telling.as_slice(), said.last()) {
            ([], None) => Type::Any,
            ([], Some(only)) => self.said(only, words),
            ([first, rest @ ..], _) if rest.iter().all(|other| is_same(first, other)) => self.said(first, words),
            (several, _) => {
                let nullable = several.iter().all(|said| self.said_allows_null(said));
                let merged = self.summed(several);
                let Some(last) = several.last() else { return Type::Any };
                self.merged_ty(merged, last, words).or_null(nullable)
            }
        }
    }

    /// All that is said in several places.
    pub(super) fn summed<'s>(&self, said: &[&Said<'s>]) -> Merged<'s>
    where
        'a: 's,
    {
        let mut merged = Merged::default();
        said.iter().for_each(|said| self.merge(said, &mut merged));
        merged
    }

    /// The type of what is said in several places. `main` is the one that describes it.
    pub(super) fn merged_ty(&mut self, merged: Merged<'_>, main: &Said<'_>, words: &str) -> Type {
        let schema = match main.node {
            Node::Schema(schema) => Some(schema),
            Node::Reference(reference) => self.target_at(reference).map(|(_, schema)| schema),
        };
        let Some(schema) = schema else { return Type::Any };
        let choices = merged.choices.iter().map(|choice| choice.at.clone());
        let key: Vec<Pointer> = merged.parts.iter().cloned().chain(choices).collect();
        if let Some(id) = self.sums.get(&key) {
            return Type::Named(*id);
        }
        if merged.choices.is_empty() && merged.properties.is_none() {
            let shape = self.merged_shape(merged, schema, &main.at, words);
            let ty = self.named(shape, schema, &main.at, words);
            if let Type::Named(id) = ty {
                self.sums.insert(key, id);
            }
            return ty;
        }
        // It may hold itself: it has an id before it has a shape.
        let id = self.define(words, Shape::Alias(Type::Any), schema, &main.at);
        self.sums.insert(key, id);
        let shape = self.merged_shape(merged, schema, &main.at, words);
        self.defs[id.0].shape = shape;
        Type::Named(id)
    }

    /// The one in `allOf` of a schema that says nothing else.
    pub(super) fn stands_for<'s>(&self, schema: &'s oas::Schema, at: &Pointer) -> Option<Said<'s>>
    where
        'a: 's,
    {
        let keywords = Keywords::of(schema);
        if keywords.all_of.is_empty() || !(Keywords { all_of: &[], ty: None, ..Keywords::of(schema) }).is_vacuous() {
            return None;
        }
        let place = at.key("allOf");
        let said = keywords.all_of.iter().enumerate().map(|(index, node)| Said::new(node, place.index(index)));
        let mut telling = said.filter(|said| match said.node {
            Node::Schema(schema) => !(Keywords { ty: None, ..Keywords::of(schema) }).is_vacuous(),
            Node::Reference(_) => true,
        });
        let only = telling.next()?;
        telling.next().is_none().then_some(only)
    }
}
