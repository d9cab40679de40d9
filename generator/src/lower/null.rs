//! Whether a value may be null, whatever says so: `nullable`, an enum, or the schemas that it is put together of.

use openapiv3 as oas;
use serde_json::Value;

use super::keywords::{Keywords, item};
use super::merge::{Node, Said};
use super::schema::Schemas;
use crate::resolve::local;

/// How many references and schemas of `allOf` are followed; they may lead in circles.
pub(super) const HOPS: usize = 32;

impl Schemas<'_> {
    /// Whether what a reference leads to may be null, after at most so many hops.
    pub(super) fn is_nullable(&self, reference: &str, hops: usize) -> bool {
        let node = local(reference).and_then(|at| self.description.schemas.get(&at));
        node.is_some_and(|node| self.allows_null(node, hops))
    }

    fn allows_null(&self, node: &oas::ReferenceOr<oas::Schema>, hops: usize) -> bool {
        let Some(hops) = hops.checked_sub(1) else { return false };
        match node {
            oas::ReferenceOr::Reference { reference } => self.is_nullable(reference, hops),
            oas::ReferenceOr::Item(schema) => self.schema_allows_null(schema, hops),
        }
    }

    pub(super) fn schema_allows_null(&self, schema: &oas::Schema, hops: usize) -> bool {
        let keywords = Keywords::of(schema);
        let is_vacuous = |node: &&oas::ReferenceOr<oas::Schema>| {
            item(*node).is_some_and(|schema| Keywords::of(schema).is_vacuous() && !schema.schema_data.nullable)
        };
        let mut telling = keywords.all_of.iter().filter(|node| !is_vacuous(node)).peekable();
        let chosen = keywords.one_of.iter().chain(keywords.any_of);
        schema.schema_data.nullable
            || keywords.values.contains(&Value::Null)
            || chosen.into_iter().any(|node| self.allows_null(node, hops))
            || (telling.peek().is_some() && telling.all(|node| self.allows_null(node, hops)))
    }

    /// Whether null is the only value.
    pub(super) fn is_null(&self, said: &Said<'_>) -> bool {
        match said.node {
            Node::Schema(schema) => {
                let keywords = Keywords::of(schema);
                let null = !keywords.values.is_empty() && keywords.values.iter().all(Value::is_null);
                null || keywords.ty == Some("null") || (keywords.is_vacuous() && schema.schema_data.nullable)
            }
            Node::Reference(reference) => {
                let target = self.target_at(reference);
                target.is_some_and(|(at, schema)| self.is_null(&Said { node: Node::Schema(schema), at }))
            }
        }
    }

    pub(super) fn said_allows_null(&self, said: &Said<'_>) -> bool {
        match said.node {
            Node::Reference(reference) => self.is_nullable(reference, HOPS),
            Node::Schema(schema) => self.schema_allows_null(schema, HOPS),
        }
    }
}
