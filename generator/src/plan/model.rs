//! Types of the API → structs, enums and aliases.

use std::collections::BTreeMap;

use super::name::{Case, Scope, told_apart};
use super::variant::{FALLBACK, Named};
use super::{Planner, TypeNames, report_collisions, report_forgone, report_refused};
use crate::analyze::Usage;
use crate::diagnostic::Diagnostics;
use crate::ir::{self, Api, EnumValue, Object, Property, Shape, TypeDef, TypeId};
use crate::lock::{Pins, TypePins, in_order};
use crate::rust::{Docs, Enum, Field, Model, ModelKind, Page, Presence, Struct, Ty, Variant};
use crate::source::Pointer;

/// Names that mean something in every Rust file, or in every file that we emit.
pub(super) const TAKEN_TYPES: [&str; 33] = [
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "Vec",
];

/// The names of each type.
pub(super) fn names(api: &Api, pins: &Pins, diagnostics: &mut Diagnostics) -> Vec<TypeNames> {
    let keys = unique_keys(&api.types);
    let pinned = keys.iter().map(|key| (key.as_str(), pins.of_type(key).and_then(|pins| pins.rust.as_ref())));
    let names = Scope::new(Case::Type).reserve(&TAKEN_TYPES).pin(pinned).assign(keys.iter().map(String::as_str));
    report_refused(&names, diagnostics);
    let places: BTreeMap<&str, &Pointer> =
        keys.iter().map(String::as_str).zip(api.types.iter().map(|def| &def.at)).collect();
    report_collisions(&names, |name| places.get(name).map(|at| (*at).clone()), diagnostics);
    let named = |key: String| TypeNames { ident: names.get(&key).into_owned(), was: names.were(&key), key };
    keys.into_iter().map(named).collect()
}

/// The name of each type; types without a component of their own that have the same words are told apart by number.
pub(crate) fn unique_keys(types: &[TypeDef]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let number = types.iter().map(|def| {
        let count = seen.entry(&def.name).or_default();
        *count += 1;
        match count {
            1 => def.name.clone(),
            count => format!("{} {count}", def.name),
        }
    });
    number.collect()
}

impl<'a> Planner<'a> {
    /// All types, by id.
    pub(super) fn models(&mut self) -> Vec<Model> {
        let api = self.api;
        let words: Vec<String> = self.types.iter().map(|names| ascii(&names.ident)).collect();
        let types: Vec<&str> = self.types.iter().map(|names| names.ident.as_str()).collect();
        let files = Scope::new(Case::Value).reserve(&types).assign(words.iter().map(String::as_str));
        let modules: Vec<String> = words.iter().map(|words| files.get(words).into_owned()).collect();
        let mut models: Vec<Model> = api
            .types
            .iter()
            .enumerate()
            .zip(modules)
            .map(|((index, def), module)| self.model(TypeId(index), def, module))
            .collect();
        tell_users(&mut models);
        models
    }

    fn model(&mut self, id: TypeId, def: &TypeDef, module: String) -> Model {
        let kind = match &def.shape {
            Shape::Object(object) => ModelKind::Struct(self.structure(id, object)),
            Shape::Enum(values) => ModelKind::Enum(self.enumeration(id, values)),
            Shape::Union(union) => ModelKind::Union(self.union(id, union)),
            Shape::Alias(ty) => ModelKind::Alias(self.ty(ty)),
        };
        let TypeNames { key, ident, was } = &self.types[id.0];
        Model {
            name: key.clone(),
            ident: ident.clone(),
            was: was.clone(),
            module,
            kind,
            derives: Vec::new(),
            features: self.features(id),
            docs: Docs {
                summary: def.title.clone().filter(|title| Some(title) != def.description.as_ref()),
                description: def.description.clone(),
                deprecated: def.deprecated,
                source: Some(def.at.clone()),
                ..Docs::default()
            },
            source: def.at.clone(),
        }
    }

    fn features(&self, id: TypeId) -> Vec<String> {
        let usage = &self.facts.usage[id.0];
        if usage.error {
            return Vec::new();
        }
        let mut features: Vec<String> = usage.groups.iter().map(|group| self.module(group)).collect();
        features.sort();
        features
    }

    fn structure(&mut self, id: TypeId, object: &Object) -> Struct {
        let (usage, pins) = (&self.facts.usage[id.0], self.pins_of(id));
        let rest = object.rest.as_ref().map(|_| "additional_properties");
        let keys = told_apart(object.properties.iter().map(|p| (p.name.as_str(), p.client_name.as_deref())));
        let chosen = object.properties.iter().zip(&keys).map(|(p, key)| (&p.client_name, key, &p.at));
        report_forgone(chosen, &mut self.diagnostics);
        let pinned = object.properties.iter().map(|property| pins.and_then(|pins| pins.fields.get(&property.name)));
        let scope = Scope::new(Case::Value).reserve(rest.as_slice()).pin(keys.iter().map(String::as_str).zip(pinned));
        let names = scope.assign(keys.iter().map(String::as_str));
        report_refused(&names, &mut self.diagnostics);
        let index = |key: &str| keys.iter().position(|other| other == key);
        let place = |key: &str| index(key).map(|index| object.properties[index].at.clone());
        report_collisions(&names, place, &mut self.diagnostics);
        let fields: Vec<Field> = object
            .properties
            .iter()
            .enumerate()
            .map(|(index, property)| {
                let stays = pins.is_some_and(|pins| pins.boxed.contains(&property.name));
                let boxed = stays || self.facts.boxed.contains(&(id, index));
                let ident = names.get(&keys[index]).into_owned();
                self.field(property, ident, boxed, usage)
            })
            .collect();
        let required: Vec<usize> =
            (0..fields.len()).filter(|index| fields[*index].presence == Presence::Required).collect();
        let wanted = usage.request || !usage.response || pins.is_some_and(|pins| pins.constructor);
        Struct {
            rest: object.rest.as_ref().zip(rest).map(|(ty, ident)| (ident.to_owned(), self.ty(ty))),
            page: object.page.and_then(|page| self.page(object, page)),
            non_exhaustive: pins.and_then(|pins| pins.non_exhaustive).unwrap_or(usage.response && !usage.request),
            constructor: !required.is_empty() && wanted,
            arguments: match pins {
                Some(pins) => in_order(required, &pins.arguments, |index| fields[index].name.clone()),
                None => required,
            },
            fields,
        }
    }

    fn page(&self, object: &Object, page: ir::Page) -> Option<Page> {
        let ir::Type::Array(item) = self.api.resolve(&object.properties[page.items].ty).0 else { return None };
        Some(Page { item: self.ty(item), items: page.items, next_link: page.next_link })
    }

    fn field(&self, property: &Property, ident: String, boxed: bool, usage: &Usage) -> Field {
        // What only one side writes is not there when the other one does, so a type that goes both ways requires it of none
        // (OAS 3.0.3 section 4.7.24.2, `readOnly` and `writeOnly`).
        let is_missing = (property.read_only && usage.request) || (property.write_only && usage.response);
        let required = property.required && !is_missing;
        let inner = |ty: &crate::ir::Type| {
            let ty = match property.secret {
                true => self.secret_ty(ty),
                false if usage.parts => self.part_ty(ty),
                false => self.ty(ty),
            };
            if boxed { Ty::Boxed(Box::new(ty)) } else { ty }
        };
        // Null is one of any values, and not the same as none.
        let nullable = property.ty != *property.ty.non_null() || (property.ty == ir::Type::Any && !required);
        let ty = match (required, nullable) {
            (true, false) => inner(&property.ty),
            (true, true) | (false, false) => inner(property.ty.non_null()).optional(),
            (false, true) => Ty::Maybe(Box::new(inner(property.ty.non_null()))),
        };
        Field {
            name: property.name.clone(),
            ident,
            ty,
            presence: if required { Presence::Required } else { Presence::Optional },
            read_only: property.read_only,
            docs: Docs {
                description: property.description.clone().or_else(|| self.borrowed_description(property)),
                deprecated: property.deprecated,
                bounds: property.bounds.clone(),
                source: Some(property.at.clone()),
                ..Docs::default()
            },
            source: property.at.clone(),
        }
    }

    /// The type of a member of a body of parts: bytes are files there.
    fn part_ty(&self, ty: &ir::Type) -> Ty {
        match self.api.resolve(ty).0 {
            ir::Type::String(ir::StringFormat::Binary) => Ty::File,
            ir::Type::Array(item) => Ty::Vec(Box::new(self.part_ty(item))),
            _ => self.ty(ty),
        }
    }

    /// What the type of an undescribed property says of itself.
    fn borrowed_description(&self, property: &Property) -> Option<String> {
        match property.ty.non_null() {
            crate::ir::Type::Named(id) => {
                let def = self.api.def(*id);
                def.title.clone().or_else(|| def.description.clone())
            }
            _ => None,
        }
    }

    fn enumeration(&mut self, id: TypeId, values: &[EnumValue]) -> Enum {
        let named = values.iter().map(|value| Named {
            name: &value.value,
            client_name: value.client_name.as_deref(),
            at: &value.at,
        });
        let names = self.variant_names(id, &named.collect::<Vec<_>>());
        let variants = values.iter().zip(names).map(|(value, (ident, was))| Variant {
            value: value.value.clone(),
            ident,
            was,
            description: value.description.clone(),
            aliases: value.aliases.clone(),
            // Not the number of the value: a new one before it would change it.
            source: value.at.parent().unwrap_or_default(),
        });
        let mut variants: Vec<Variant> = variants.collect();
        variants.sort_by(|a, b| a.ident.cmp(&b.ident));
        let text = self.facts.usage[id.0].text || self.pins_of(id).is_some_and(|pins| pins.text);
        Enum { variants, fallback: Some(FALLBACK.to_owned()), fields: Vec::new(), text }
    }

    /// What is settled about a type.
    pub(super) fn pins_of(&self, id: TypeId) -> Option<&'a TypePins> {
        self.pins.of_type(&self.types[id.0].key)
    }

    /// The kind of the model called `ident`.
    pub(super) fn kind_of(&self, ident: &str) -> Option<&ModelKind> {
        self.models.iter().find(|model| model.ident == ident).map(|model| &model.kind)
    }
}

/// Tells each enum which fields hold its values.
fn tell_users(models: &mut [Model]) {
    let mut users: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for model in models.iter() {
        let members: Vec<(&Ty, &String)> = match &model.kind {
            ModelKind::Struct(structure) => structure.fields.iter().map(|field| (&field.ty, &field.ident)).collect(),
            ModelKind::Union(union) => union.variants.iter().map(|variant| (&variant.ty, &variant.ident)).collect(),
            ModelKind::Enum(_) | ModelKind::Alias(_) => continue,
        };
        for (ty, member) in members {
            ty.for_each_model(&mut |target| {
                users.entry(target.to_owned()).or_default().push((model.ident.clone(), member.clone()));
            });
        }
    }
    for model in models {
        if let ModelKind::Enum(choices) = &mut model.kind {
            choices.fields = users.remove(&model.ident).unwrap_or_default();
            choices.fields.sort();
        }
    }
}

/// `words` without letters that cannot be in the name of a file on every system.
pub(super) fn ascii(words: &str) -> String {
    let letters = words.chars().map(|c| match c {
        c if c.is_ascii() || !c.is_alphanumeric() => c.to_string(),
        c => format!(" u{:x} ", u32::from(c)),
    });
    letters.collect()
}
