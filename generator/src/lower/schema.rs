//! Schemas → types (OAS 3.0.3 section 4.7.24).

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3 as oas;

use super::enumeration::MS_ENUM;
use super::keywords::{Keywords, item};
use super::merge::{Merged, Node, Said};
use super::null::HOPS;
use super::primitive::unknown_type;
use crate::config::Config;
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Bounds, Shape, Type, TypeDef, TypeId};
use crate::report::UntypedSchema;
use crate::resolve::local;
use crate::source::Pointer;

/// How many lists and maps may stand in each other in one type.
const LAYERS: usize = 24;

/// The types of an API while they are being made.
pub(super) struct Schemas<'a> {
    pub(super) description: &'a Description,
    pub(super) config: &'a Config,
    /// The properties that the configuration names and that are there.
    pub(super) met: BTreeSet<&'a str>,
    /// The formats that the configuration has a type for and that are there.
    pub(super) met_formats: BTreeSet<&'a str>,
    pub(super) ids: BTreeMap<Pointer, TypeId>,
    /// The types whose names the document chose.
    pub(super) names: BTreeMap<String, TypeId>,
    pub(super) defs: Vec<TypeDef>,
    /// The definitions of schemas without a name, by their places.
    inlined: BTreeMap<Pointer, TypeId>,
    /// The schemas without a name that are being lowered, and the definitions of those that were met again meanwhile.
    under_way: BTreeMap<Pointer, Option<TypeId>>,
    /// The types of what is said in several places, by these places.
    pub(super) sums: BTreeMap<Vec<Pointer>, TypeId>,
    /// How many choices are being put together with other schemas.
    pub(super) depth: usize,
    /// The schemas that are a parent and more, by the place of the parent: of those with a discriminator.
    pub(super) heirs: BTreeMap<Pointer, Vec<Pointer>>,
    pub(super) untyped: Vec<UntypedSchema>,
    pub(super) diagnostics: Diagnostics,
}

impl<'a> Schemas<'a> {
    /// Lowers every schema that has a place of its own; those written where they are used follow as they are met.
    ///
    /// Enums come first, so that one written in place finds the component that it shares its name with.
    pub(super) fn new(description: &'a Description, config: &'a Config) -> Self {
        let places = description.schemas.keys().cloned();
        let ids = places.enumerate().map(|(index, at)| (at, TypeId(index))).collect();
        let mut schemas = Self {
            description,
            config,
            met: BTreeSet::new(),
            met_formats: BTreeSet::new(),
            ids,
            names: BTreeMap::new(),
            defs: Vec::new(),
            inlined: BTreeMap::new(),
            under_way: BTreeMap::new(),
            sums: BTreeMap::new(),
            depth: 0,
            heirs: BTreeMap::new(),
            untyped: Vec::new(),
            diagnostics: Diagnostics::new(),
        };
        schemas.heirs = schemas.find_heirs();
        schemas.defs = description.schemas.keys().map(|at| placeholder(at, description.name(at))).collect();
        schemas.name_components();
        let (enums, others): (Vec<_>, Vec<_>) =
            description.schemas.iter().enumerate().partition(|(_, (_, node))| item(node).is_some_and(has_values));
        for (index, (at, node)) in enums.into_iter().chain(others) {
            let words = schemas.defs[index].name.clone();
            let shape = match node {
                oas::ReferenceOr::Reference { reference } => Shape::Alias(schemas.reference(reference)),
                oas::ReferenceOr::Item(schema) => schemas.shape(schema, at, &words),
            };
            // Who refers to a definition adds the null.
            let shape = match shape {
                Shape::Alias(ty) => Shape::Alias(ty.non_null().clone()),
                shape => shape,
            };
            schemas.defs[index] = def(words, shape, item(node), at);
        }
        schemas.break_alias_cycles();
        schemas
    }

    /// How many definitions there are.
    pub(super) fn count(&self) -> usize {
        self.defs.len()
    }

    /// Drops the definitions from number `count` on, which nothing uses any more.
    pub(super) fn forget(&mut self, count: usize) {
        self.defs.truncate(count);
        self.names.retain(|_, id| id.0 < count);
        self.sums.retain(|_, id| id.0 < count);
        self.inlined.retain(|_, id| id.0 < count);
    }

    /// All definitions, in the order of their ids, when nothing is added any more.
    pub(super) fn into_defs(mut self) -> Vec<TypeDef> {
        self.find_tags();
        self.defs
    }

    /// The type behind aliases and null.
    pub(super) fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty.non_null() {
            Type::Named(id) => match &self.defs[id.0].shape {
                Shape::Alias(target) => self.resolved(target),
                _ => ty.non_null(),
            },
            ty => ty,
        }
    }

    /// Whether values of a type can have members.
    pub(super) fn has_members(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Named(id) => matches!(self.defs[id.0].shape, Shape::Object(_) | Shape::Union(_)),
            ty => matches!(ty, Type::Map(_) | Type::Any),
        }
    }

    /// Whether `ty` is an enum.
    pub(super) fn is_enum(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(id) if matches!(self.defs[id.0].shape, Shape::Enum(_)))
    }

    /// The type of a schema or reference at `at`; `words` name it if it needs a definition of its own.
    pub(super) fn ty<S: Borrow<oas::Schema>>(&mut self, node: &oas::ReferenceOr<S>, at: &Pointer, words: &str) -> Type {
        match node {
            oas::ReferenceOr::Reference { reference } => self.reference(reference),
            oas::ReferenceOr::Item(schema) => self.inline(schema.borrow(), at, words),
        }
    }

    fn reference(&mut self, reference: &str) -> Type {
        let target = local(reference).filter(|target| self.ids.contains_key(target));
        match target {
            Some(target) => Type::Named(self.ids[&target]).or_null(self.is_nullable(reference, HOPS)),
            None => Type::Any, // `resolve` has reported it
        }
    }

    /// The type of a schema written where it is used.
    fn inline(&mut self, schema: &oas::Schema, at: &Pointer, words: &str) -> Type {
        let nullable = self.schema_allows_null(schema, HOPS);
        let ty = match self.inlined.get(at) {
            Some(id) => Type::Named(*id),
            None => self.inline_anew(schema, at, words),
        };
        ty.or_null(nullable)
    }

    /// The type of a schema that was not met before. One that adds something to a schema that holds it is met again while
    /// it is lowered; it has a definition from then on.
    fn inline_anew(&mut self, schema: &oas::Schema, at: &Pointer, words: &str) -> Type {
        if let Some(met) = self.under_way.get(at).copied() {
            let id = met.unwrap_or_else(|| self.define(words, Shape::Alias(Type::Any), schema, at));
            self.under_way.insert(at.clone(), Some(id));
            return Type::Named(id);
        }
        self.under_way.insert(at.clone(), None);
        let shape = self.shape(schema, at, words);
        let ty = match self.under_way.remove(at).flatten() {
            Some(id) => {
                let is_itself = matches!(&shape, Shape::Alias(ty) if *ty.non_null() == Type::Named(id));
                let shape = if is_itself { Shape::Alias(Type::Any) } else { shape };
                self.defs[id.0] = def(words.to_owned(), shape, Some(schema), at);
                Type::Named(id)
            }
            None => self.named(shape, schema, at, words),
        };
        if let Type::Named(id) = ty {
            self.inlined.insert(at.clone(), id);
        }
        ty
    }

    /// The type of a shape: a definition if it needs one.
    pub(super) fn named(&mut self, shape: Shape, schema: &oas::Schema, at: &Pointer, words: &str) -> Type {
        match shape {
            Shape::Alias(ty) => ty,
            Shape::Enum(values) => Type::Named(self.inline_enum(values, schema, at, words)),
            shape => Type::Named(self.define(words, shape, schema, at)),
        }
    }

    /// Adds a definition for a schema written where it is used.
    pub(super) fn define(&mut self, name: &str, shape: Shape, schema: &oas::Schema, at: &Pointer) -> TypeId {
        self.defs.push(def(name.to_owned(), shape, Some(schema), at));
        TypeId(self.defs.len() - 1)
    }

    /// The type of one place.
    pub(super) fn said(&mut self, said: &Said<'_>, words: &str) -> Type {
        match said.node {
            Node::Reference(reference) => self.reference(reference),
            Node::Schema(schema) => self.inline(schema, &said.at, words),
        }
    }

    fn shape(&mut self, schema: &oas::Schema, at: &Pointer, words: &str) -> Shape {
        // Who inherits and adds nothing is one of the types that the parent stands for, not another name for all of them.
        let is_heir = || self.heirs.values().any(|heirs| heirs.contains(at));
        if let Some(only) = self.stands_for(schema, at).filter(|_| !is_heir()) {
            return Shape::Alias(self.said(&only, words));
        }
        if let Some(union) = self.inheritance(schema, at, words) {
            return union;
        }
        let merged = self.merged(schema, at);
        self.merged_shape(merged, schema, at, words)
    }

    /// The shape of a value of which `merged` is said; `schema` at `at` is what describes it.
    pub(super) fn merged_shape(
        &mut self,
        merged: Merged<'_>,
        schema: &oas::Schema,
        at: &Pointer,
        words: &str,
    ) -> Shape {
        self.report_ignored(&merged, at);
        if !merged.choices.is_empty() {
            return self.union(merged, schema, at, words);
        }
        match merged.kind() {
            "string" if merged.texts().next().is_some() => {
                let values = merged.values.unwrap_or_default();
                self.string_enum(&values, schema.schema_data.extensions.get(MS_ENUM), at)
            }
            "object" => self.object(&merged, at, words),
            "" => match &merged.values {
                Some(values) if merged.texts().next().is_some() => self.mixed_enum(values, schema, at, words),
                _ => Shape::Alias(Type::Any),
            },
            "array" => {
                let item = (!merged.items.is_empty()).then(|| self.all(&merged.items, &format!("{words} item")));
                self.layered(Type::Array(Box::new(item.unwrap_or(Type::Any))), at)
            }
            ty => match self.primitive(ty, &merged, self.is_marked(schema), at) {
                Some(ty) => Shape::Alias(ty),
                // Whoever has such a value adds the null.
                None if ty == "null" => Shape::Alias(Type::Any),
                None => self.untyped(unknown_type(ty, at), at),
            },
        }
    }

    /// A list or map, unless it has more layers than compilers and people can stand.
    pub(super) fn layered(&mut self, ty: Type, at: &Pointer) -> Shape {
        if ty.layers() <= LAYERS {
            return Shape::Alias(ty);
        }
        let message = format!("lists and maps are nested more than {LAYERS} deep without a name");
        let help = "move the inner schemas to `components/schemas` and refer to them";
        self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, at, message).help(help), at)
    }

    pub(super) fn untyped(&mut self, diagnostic: Diagnostic, at: &Pointer) -> Shape {
        self.untyped.push(UntypedSchema { pointer: at.clone(), reason: diagnostic.message.clone() });
        self.diagnostics.push(diagnostic.instead("any JSON value"));
        Shape::Alias(Type::Any)
    }

    /// What the component at a place is called.
    pub(super) fn component_name(&self, at: &Pointer) -> String {
        match self.ids.get(at) {
            Some(id) => self.defs.get(id.0).map(|def| def.name.clone()).unwrap_or_default(),
            None => self.description.name(at),
        }
    }

    /// The schema at the end of a reference, and where it is.
    pub(super) fn target_at(&self, reference: &str) -> Option<(Pointer, &'a oas::Schema)> {
        let mut at = local(reference)?;
        for _ in 0..HOPS {
            match self.description.schemas.get(&at)? {
                oas::ReferenceOr::Reference { reference } => at = local(reference)?,
                oas::ReferenceOr::Item(schema) => return Some((at, schema)),
            }
        }
        None
    }

    /// What values a parameter or header with this schema may have.
    pub(super) fn bounds(&self, node: &oas::ReferenceOr<oas::Schema>) -> Bounds {
        let schema = match node {
            oas::ReferenceOr::Reference { reference } => self.target_at(reference).map(|(_, schema)| schema),
            oas::ReferenceOr::Item(schema) => Some(schema),
        };
        schema.map(|schema| Keywords::of(schema).bounds).unwrap_or_default()
    }
}

fn has_values(schema: &oas::Schema) -> bool {
    !Keywords::of(schema).values.is_empty()
}

fn placeholder(at: &Pointer, words: String) -> TypeDef {
    def(words, Shape::Alias(Type::Any), None, at)
}

fn def(name: String, shape: Shape, schema: Option<&oas::Schema>, at: &Pointer) -> TypeDef {
    let data = schema.map(|schema| &schema.schema_data);
    TypeDef {
        name,
        shape,
        title: data.and_then(|data| data.title.clone()),
        description: data.and_then(|data| data.description.clone()),
        deprecated: data.is_some_and(|data| data.deprecated),
        at: at.clone(),
    }
}
