//! Schemas → types (OAS 3.0.3 section 4.7.24).

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3 as oas;
use serde_json::Value;

use super::enumeration::MS_ENUM;
use super::extension::{CLIENT_NAME, text};
use super::keywords::{Keywords, item};
use crate::config::Config;
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Bounds, IntegerFormat, NumberFormat, Object, Property, Shape, StringFormat, Type, TypeDef, TypeId};
use crate::report::UntypedSchema;
use crate::resolve::local;
use crate::source::Pointer;

/// How many lists and maps may stand in each other in one type.
const LAYERS: usize = 24;

/// How many references and `allOf`s of one are followed to find out whether null is allowed; they may lead in circles.
const HOPS: usize = 32;

/// The types of an API while they are being made.
pub(super) struct Schemas<'a> {
    pub(super) description: &'a Description,
    pub(super) config: &'a Config,
    /// The properties that the configuration names and that are there.
    pub(super) met: BTreeSet<&'a str>,
    pub(super) ids: BTreeMap<Pointer, TypeId>,
    /// The types whose names the document chose.
    pub(super) names: BTreeMap<String, TypeId>,
    pub(super) defs: Vec<TypeDef>,
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
            ids,
            names: BTreeMap::new(),
            defs: Vec::new(),
            untyped: Vec::new(),
            diagnostics: Diagnostics::new(),
        };
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
    }

    /// All definitions, in the order of their ids.
    pub(super) fn into_defs(self) -> Vec<TypeDef> {
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

    /// Whether what a reference leads to may be null, after at most so many hops.
    fn is_nullable(&self, reference: &str, hops: usize) -> bool {
        let node = local(reference).and_then(|at| self.description.schemas.get(&at));
        node.is_some_and(|node| self.allows_null(node, hops))
    }

    fn allows_null(&self, node: &oas::ReferenceOr<oas::Schema>, hops: usize) -> bool {
        let Some(hops) = hops.checked_sub(1) else { return false };
        match node {
            oas::ReferenceOr::Reference { reference } => self.is_nullable(reference, hops),
            oas::ReferenceOr::Item(schema) => {
                let keywords = Keywords::of(schema);
                schema.schema_data.nullable
                    || keywords.values.contains(&Value::Null)
                    || keywords.only_all_of().is_some_and(|only| self.allows_null(only, hops))
            }
        }
    }

    /// The type of a schema written where it is used.
    fn inline(&mut self, schema: &oas::Schema, at: &Pointer, words: &str) -> Type {
        let keywords = Keywords::of(schema);
        let nullable = schema.schema_data.nullable || keywords.values.contains(&Value::Null);
        let ty = match self.shape(schema, at, words) {
            Shape::Alias(ty) => ty,
            Shape::Enum(values) => Type::Named(self.inline_enum(values, schema, at, words)),
            shape => Type::Named(self.define(words, shape, schema, at)),
        };
        ty.or_null(nullable)
    }

    /// Adds a definition for a schema written where it is used.
    pub(super) fn define(&mut self, name: &str, shape: Shape, schema: &oas::Schema, at: &Pointer) -> TypeId {
        self.defs.push(def(name.to_owned(), shape, Some(schema), at));
        TypeId(self.defs.len() - 1)
    }

    fn shape(&mut self, schema: &oas::Schema, at: &Pointer, words: &str) -> Shape {
        let keywords = Keywords::of(schema);
        if let Some(only) = keywords.only_all_of() {
            return Shape::Alias(self.ty(only, &at.key("allOf").index(0), words));
        }
        if let Some(keyword) = keywords.composition() {
            let message = format!("`{keyword}` has no Rust type yet");
            return self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, at.key(keyword), message), at);
        }
        let ty = keywords.ty.unwrap_or_else(|| guess(&keywords));
        self.check_keywords(ty, &keywords, at);
        match ty {
            "string" if !keywords.values.is_empty() => {
                self.string_enum(&keywords.values, schema.schema_data.extensions.get(MS_ENUM), at)
            }
            "object" => self.object(&keywords, at, words),
            "" => Shape::Alias(Type::Any),
            "array" => {
                let item = keywords.items.map(|items| self.ty(items, &at.key("items"), &format!("{words} item")));
                self.layered(Type::Array(Box::new(item.unwrap_or(Type::Any))), at)
            }
            ty => match self.primitive(ty, &keywords, self.is_marked(schema), at) {
                Some(ty) => Shape::Alias(ty),
                None => {
                    let message = format!("`{ty}` is not a type of OpenAPI 3.0");
                    let help = "use `string`, `number`, `integer`, `boolean`, `array` or `object`";
                    self.untyped(Diagnostic::new(&code::UNKNOWN_TYPE, at.key("type"), message).help(help), at)
                }
            },
        }
    }

    /// A list or map, unless it has more layers than compilers and people can stand.
    fn layered(&mut self, ty: Type, at: &Pointer) -> Shape {
        if ty.layers() <= LAYERS {
            return Shape::Alias(ty);
        }
        let message = format!("lists and maps are nested more than {LAYERS} deep without a name");
        let help = "move the inner schemas to `components/schemas` and refer to them";
        self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, at, message).help(help), at)
    }

    fn untyped(&mut self, diagnostic: Diagnostic, at: &Pointer) -> Shape {
        self.untyped.push(UntypedSchema { pointer: at.clone(), reason: diagnostic.message.clone() });
        self.diagnostics.push(diagnostic.instead("any JSON value"));
        Shape::Alias(Type::Any)
    }

    fn primitive(&mut self, ty: &str, keywords: &Keywords<'_>, secret: bool, at: &Pointer) -> Option<Type> {
        let known = match (ty, keywords.format) {
            ("boolean", _) => Ok(Type::Boolean),
            ("integer", None | Some("int64" | "long")) => Ok(Type::Integer(IntegerFormat::Int64)),
            ("integer", Some("int32")) => Ok(Type::Integer(IntegerFormat::Int32)),
            ("integer", Some("int8")) => Ok(Type::Integer(IntegerFormat::Int8)),
            ("integer", Some("int16")) => Ok(Type::Integer(IntegerFormat::Int16)),
            ("integer", Some("uint8")) => Ok(Type::Integer(IntegerFormat::UInt8)),
            ("integer", Some("uint16")) => Ok(Type::Integer(IntegerFormat::UInt16)),
            ("integer", Some("uint32")) => Ok(Type::Integer(IntegerFormat::UInt32)),
            ("integer", Some("uint64")) => Ok(Type::Integer(IntegerFormat::UInt64)),
            ("integer", Some(_)) => Err(Type::Integer(IntegerFormat::Int64)),
            ("number", None | Some("double")) => Ok(Type::Number(NumberFormat::Double)),
            ("number", Some("float")) => Ok(Type::Number(NumberFormat::Float)),
            ("number", Some(_)) => Err(Type::Number(NumberFormat::Double)),
            ("string", None) if secret => Ok(Type::String(StringFormat::Password)),
            ("string", format) => string_format(format).map(Type::String).ok_or(Type::String(StringFormat::Plain)),
            _ => return None,
        };
        if !keywords.values.is_empty() && ty != "string" {
            let message = format!("an enum of `{ty}` has no Rust type yet");
            let diagnostic = Diagnostic::new(&code::SCHEMA_UNSUPPORTED, at.key("enum"), message);
            self.diagnostics.push(diagnostic.instead(format!("a plain {ty}; its values are not checked")));
        }
        Some(known.unwrap_or_else(|base| {
            let message =
                format!("format `{}` of type `{ty}` has no Rust type of its own", keywords.format.unwrap_or_default());
            let diagnostic = Diagnostic::new(&code::UNKNOWN_FORMAT, at.key("format"), message);
            self.diagnostics.push(diagnostic.instead(format!("a plain {ty}")));
            base
        }))
    }

    fn object(&mut self, keywords: &Keywords<'_>, at: &Pointer, words: &str) -> Shape {
        let rest = match keywords.additional_properties {
            None => None,
            Some(oas::AdditionalProperties::Any(false)) => Some(None),
            Some(oas::AdditionalProperties::Any(true)) => Some(Some(Type::Any)),
            Some(oas::AdditionalProperties::Schema(schema)) => {
                Some(Some(self.ty(schema, &at.key("additionalProperties"), &format!("{words} value"))))
            }
        };
        match (keywords.properties, rest) {
            (None, None) => Shape::Alias(Type::Map(Box::new(Type::Any))),
            (None, Some(Some(value))) => self.layered(Type::Map(Box::new(value)), at),
            (None, Some(None)) => Shape::Object(Object::default()),
            (Some(properties), rest) => {
                let mut sorted: Vec<_> = properties.iter().collect();
                sorted.sort_by_key(|(name, _)| *name);
                let place = at.key("properties");
                let required: BTreeSet<&str> = keywords.required.iter().map(String::as_str).collect();
                let properties = sorted
                    .into_iter()
                    .map(|(name, node)| self.property(name, node, required.contains(name.as_str()), &place, words))
                    .collect();
                Shape::Object(Object { properties, rest: rest.flatten(), page: None })
            }
        }
    }

    fn property(
        &mut self,
        name: &str,
        node: &oas::ReferenceOr<Box<oas::Schema>>,
        required: bool,
        place: &Pointer,
        words: &str,
    ) -> Property {
        let at = place.key(name);
        let ty = self.ty(node, &at, &format!("{words} {name}"));
        self.undescribe_enum(&ty, &at);
        let own = item(node);
        let data = own.map(|schema| &schema.schema_data);
        let target = match node {
            oas::ReferenceOr::Reference { reference } => self.target(reference),
            oas::ReferenceOr::Item(_) => None,
        };
        let client_name =
            data.and_then(|data| text(&data.extensions, CLIENT_NAME, &at, &mut self.diagnostics)).map(str::to_owned);
        Property {
            name: name.to_owned(),
            client_name,
            ty,
            required,
            secret: self.is_secret(data.or(target.map(|schema| &schema.schema_data)), &at, &format!("{words}.{name}")),
            read_only: data.or(target.map(|schema| &schema.schema_data)).is_some_and(|data| data.read_only),
            description: data.and_then(|data| data.description.clone().or(data.title.clone())),
            deprecated: data.is_some_and(|data| data.deprecated),
            bounds: own.map(|schema| Keywords::of(schema).bounds).unwrap_or_default(),
            at,
        }
    }

    /// The schema at the end of a reference.
    fn target(&self, reference: &str) -> Option<&'a oas::Schema> {
        let mut node = self.description.schemas.get(&local(reference)?)?;
        while let oas::ReferenceOr::Reference { reference } = node {
            node = self.description.schemas.get(&local(reference)?)?;
        }
        item(node)
    }

    /// What values a parameter or header with this schema may have.
    pub(super) fn bounds(&self, node: &oas::ReferenceOr<oas::Schema>) -> Bounds {
        let schema = match node {
            oas::ReferenceOr::Reference { reference } => self.target(reference),
            oas::ReferenceOr::Item(schema) => Some(schema),
        };
        schema.map(|schema| Keywords::of(schema).bounds).unwrap_or_default()
    }

    /// Reports keywords that mean nothing for a value of type `ty`, and required names without a property.
    fn check_keywords(&mut self, ty: &str, keywords: &Keywords<'_>, at: &Pointer) {
        let used = [
            ("properties", keywords.properties.is_some(), ty == "object"),
            ("additionalProperties", keywords.additional_properties.is_some(), ty == "object"),
            ("items", keywords.items.is_some(), ty == "array"),
            ("enum", !keywords.values.is_empty(), !matches!(ty, "object" | "array" | "")),
        ];
        for (keyword, _, _) in used.into_iter().filter(|(_, used, fits)| *used && !fits) {
            let message = format!("`{keyword}` has no effect on a schema of type `{ty}`");
            self.diagnostics.push(
                Diagnostic::new(&code::KEYWORD_IGNORED, at.key(keyword), message).instead(format!("a plain {ty}")),
            );
        }
        for (index, name) in keywords.required.iter().enumerate().filter(|_| ty == "object") {
            if !keywords.properties.is_some_and(|properties| properties.contains_key(name)) {
                let message = format!("`required` names `{name}`, which is not a property of this schema");
                self.diagnostics.push(
                    Diagnostic::new(&code::REQUIRED_UNDECLARED, at.key("required").index(index), message)
                        .help("describe it under `properties`, or remove the name")
                        .instead("no field for it"),
                );
            }
        }
    }

    /// An alias that leads through aliases back to itself has no Rust type: the last step becomes any JSON value.
    fn break_alias_cycles(&mut self) {
        for index in 0..self.defs.len() {
            let start = TypeId(index);
            if self.alias_reaches(start, start, &mut BTreeSet::new()) {
                let at = self.defs[index].at.clone();
                let message = "this schema is made of nothing but itself";
                let shape = self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, &at, message), &at);
                self.defs[index].shape = shape;
            }
        }
    }

    fn alias_reaches(&self, from: TypeId, goal: TypeId, seen: &mut BTreeSet<TypeId>) -> bool {
        let Shape::Alias(ty) = &self.defs[from.0].shape else { return false };
        let mut next = Vec::new();
        ty.for_each_named(&mut |id| next.push(id));
        next.into_iter().any(|id| id == goal || (seen.insert(id) && self.alias_reaches(id, goal, seen)))
    }
}

fn string_format(format: Option<&str>) -> Option<StringFormat> {
    Some(match format {
        // JSON has no way to hold bytes as they are; what is in the text is between client and service.
        None | Some("binary") => StringFormat::Plain,
        Some("byte" | "base64") => StringFormat::Byte,
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("date-time-rfc1123") => StringFormat::DateTimeRfc1123,
        Some("duration") => StringFormat::Duration,
        Some("uuid") => StringFormat::Uuid,
        Some("uri" | "url") => StringFormat::Uri,
        Some("password") => StringFormat::Password,
        Some(_) => return None,
    })
}

/// The type of a schema without `type`, from its other keywords; empty for one that allows anything.
fn guess(keywords: &Keywords<'_>) -> &'static str {
    if keywords.properties.is_some() || keywords.additional_properties.is_some() {
        "object"
    } else if keywords.items.is_some() {
        "array"
    } else if !keywords.values.is_empty() && keywords.values.iter().all(|value| value.is_string() || value.is_null()) {
        "string"
    } else {
        ""
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

/// A JSON value, short enough for a message.
pub(super) fn shown(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}
