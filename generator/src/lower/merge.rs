//! What several schemas together say of one value: `allOf` and the keywords beside it (OAS 3.0.3 section 4.7.24.2).

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3 as oas;
use serde_json::Value;

use super::keywords::Keywords;
use super::schema::Schemas;
use crate::ir::Bounds;
use crate::source::Pointer;

/// A schema or a reference to one, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Said<'s> {
    pub node: Node<'s>,
    pub at: Pointer,
}

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'s> {
    Reference(&'s str),
    Schema(&'s oas::Schema),
}

impl<'s> Said<'s> {
    pub(super) fn new<S: Borrow<oas::Schema>>(node: &'s oas::ReferenceOr<S>, at: Pointer) -> Self {
        let node = match node {
            oas::ReferenceOr::Reference { reference } => Node::Reference(reference),
            oas::ReferenceOr::Item(schema) => Node::Schema(schema.borrow()),
        };
        Self { node, at }
    }
}

/// Schemas of which a value has one: `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct Choice<'s> {
    /// `oneOf` or `anyOf`.
    pub keyword: &'static str,
    pub branches: &'s [oas::ReferenceOr<oas::Schema>],
    pub discriminator: Option<&'s oas::Discriminator>,
    /// Where the list is.
    pub at: Pointer,
}

impl<'s> Choice<'s> {
    pub(super) fn said(&self) -> impl Iterator<Item = Said<'s>> + use<'_, 's> {
        self.branches.iter().enumerate().map(|(index, node)| Said::new(node, self.at.index(index)))
    }
}

/// The keywords of all schemas that are said of one value.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged<'s> {
    pub ty: Option<&'s str>,
    pub format: Option<&'s str>,
    /// What is said of each property; `None` if no schema has any.
    pub properties: Option<BTreeMap<&'s str, Vec<Said<'s>>>>,
    /// The names, each with a place where it stands.
    pub required: BTreeMap<&'s str, Pointer>,
    pub additional_properties: Option<(&'s oas::AdditionalProperties, Pointer)>,
    pub items: Vec<Said<'s>>,
    /// The values that all schemas allow, and where each stands. Null is among them if it was.
    pub values: Option<Vec<(Value, Pointer)>>,
    pub choices: Vec<Choice<'s>>,
    pub not: Option<Pointer>,
    pub bounds: Bounds,
    /// Types that contradict the first one, with their places.
    pub conflicts: Vec<(&'s str, Pointer)>,
    /// The places of the schemas.
    pub parts: BTreeSet<Pointer>,
}

impl<'s> Merged<'s> {
    /// Adds what the schema at `at` says itself.
    fn add(&mut self, schema: &'s oas::Schema, keywords: Keywords<'s>, at: &Pointer) {
        match (self.ty, keywords.ty) {
            (Some("number"), Some("integer")) | (None, Some(_)) => self.ty = keywords.ty,
            (Some("integer"), Some("number")) | (_, None) => {}
            (Some(first), Some(other)) if first != other => self.conflicts.push((other, at.key("type"))),
            _ => {}
        }
        self.format = self.format.or(keywords.format);
        if let Some(properties) = keywords.properties {
            let place = at.key("properties");
            let known = self.properties.get_or_insert_default();
            for (name, node) in properties {
                known.entry(name).or_default().push(Said::new(node, place.key(name)));
            }
        }
        for (index, name) in keywords.required.iter().enumerate() {
            self.required.entry(name).or_insert_with(|| at.key("required").index(index));
        }
        if let Some(additional) = keywords.additional_properties {
            let better = match &self.additional_properties {
                None | Some((oas::AdditionalProperties::Any(false), _)) => true,
                Some((oas::AdditionalProperties::Any(true), _)) => {
                    matches!(additional, oas::AdditionalProperties::Schema(_))
                }
                Some((oas::AdditionalProperties::Schema(_), _)) => false,
            };
            if better {
                self.additional_properties = Some((additional, at.key("additionalProperties")));
            }
        }
        self.items.extend(keywords.items.map(|items| Said::new(items, at.key("items"))));
        if !keywords.values.is_empty() {
            let place = at.key("enum");
            let values = keywords.values.into_iter().enumerate();
            let values: Vec<(Value, Pointer)> = values.map(|(index, value)| (value, place.index(index))).collect();
            let known = self.values.take().unwrap_or_default();
            let in_both = |(value, _): &&(Value, Pointer)| known.iter().any(|(other, _)| other == value);
            let both: Vec<(Value, Pointer)> = values.iter().filter(in_both).cloned().collect();
            self.values = Some(if both.is_empty() { values } else { both });
        }
        let discriminator = schema.schema_data.discriminator.as_ref();
        for (keyword, branches) in [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)] {
            if !branches.is_empty() {
                self.choices.push(Choice { keyword, branches, discriminator, at: at.key(keyword) });
            }
        }
        if keywords.not {
            self.not.get_or_insert_with(|| at.key("not"));
        }
        if self.bounds == Bounds::default() {
            self.bounds = keywords.bounds;
        }
    }

    /// Whether at most the type is said.
    pub(super) fn is_bare(&self) -> bool {
        self.is_loose() && self.required.is_empty()
    }

    /// Whether nothing is said that decides a type.
    pub(super) fn is_vacuous(&self) -> bool {
        self.is_bare() && self.ty.is_none()
    }

    /// Whether at most is said that a value is an object, and which members it has at least.
    pub(super) fn requires_only(&self) -> bool {
        self.is_loose() && matches!(self.ty, None | Some("object"))
    }

    fn is_loose(&self) -> bool {
        self.format.is_none()
            && self.properties.is_none()
            && self.additional_properties.is_none()
            && self.items.is_empty()
            && self.values.is_none()
            && self.choices.is_empty()
    }

    /// The type; one that is not said is told from the other keywords, and empty for values of any type.
    pub(super) fn kind(&self) -> &'s str {
        if let Some(ty) = self.ty {
            return ty;
        }
        let all = |is: fn(&Value) -> bool| self.texts().next().is_some() && self.texts().all(is);
        if self.properties.is_some() || self.additional_properties.is_some() {
            "object"
        } else if !self.items.is_empty() {
            "array"
        } else if all(Value::is_string) {
            "string"
        } else if all(|value| value.is_i64() || value.is_u64()) {
            "integer"
        } else if all(Value::is_number) {
            "number"
        } else if all(Value::is_boolean) {
            "boolean"
        } else {
            ""
        }
    }

    /// The values that are not null.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().flatten().map(|(value, _)| value).filter(|value| !value.is_null())
    }
}

/// The schemas that lead to the one that is looked at: whoever refers back to one of them says nothing new.
type Way = Vec<Pointer>;

impl<'a> Schemas<'a> {
    /// All that is said of a value by the schema at `at`, its `allOf` and those of the schemas that lead there.
    pub(super) fn merged<'s>(&self, schema: &'s oas::Schema, at: &Pointer) -> Merged<'s>
    where
        'a: 's,
    {
        let mut merged = Merged::default();
        self.merge_schema(schema, at, &mut merged, &mut vec![at.clone()]);
        merged
    }

    /// Adds what `said` says.
    pub(super) fn merge<'s>(&self, said: &Said<'s>, merged: &mut Merged<'s>)
    where
        'a: 's,
    {
        self.merge_said(said, merged, &mut Vec::new());
    }

    fn merge_said<'s>(&self, said: &Said<'s>, merged: &mut Merged<'s>, way: &mut Way)
    where
        'a: 's,
    {
        match said.node {
            Node::Schema(schema) => self.merge_schema(schema, &said.at, merged, way),
            Node::Reference(reference) => {
                let Some((at, schema)) = self.target_at(reference).filter(|(at, _)| !way.contains(at)) else { return };
                way.push(at.clone());
                self.merge_schema(schema, &at, merged, way);
                way.pop();
            }
        }
    }

    fn merge_schema<'s>(&self, schema: &'s oas::Schema, at: &Pointer, merged: &mut Merged<'s>, way: &mut Way)
    where
        'a: 's,
    {
        if !merged.parts.insert(at.clone()) {
            return;
        }
        let mut keywords = Keywords::of(schema);
        // A parent that lists its children is not one of these because it is part of them.
        let leads_back = |branches: &[oas::ReferenceOr<oas::Schema>]| {
            branches.iter().any(|node| match node {
                oas::ReferenceOr::Reference { reference } => {
                    self.target_at(reference).is_some_and(|(target, _)| way.contains(&target) && target != *at)
                }
                oas::ReferenceOr::Item(_) => false,
            })
        };
        if leads_back(keywords.one_of) {
            keywords.one_of = &[];
        }
        if leads_back(keywords.any_of) {
            keywords.any_of = &[];
        }
        let all_of = keywords.all_of;
        merged.add(schema, keywords, at);
        for (index, node) in all_of.iter().enumerate() {
            self.merge_said(&Said::new(node, at.key("allOf").index(index)), merged, way);
        }
    }
}
