//! Enums of texts, and what `x-ms-enum` says of them: a name for the type, names and descriptions for the values.
//!
//! An enum written in place has no name of its own, and the same one is often written in many places. With a name in
//! `x-ms-enum` all of them are one type.

use std::collections::BTreeMap;

use openapiv3 as oas;
use serde_json::{Map, Value};

use super::extension::{CLIENT_NAME, member, text, unexpected};
use super::keywords::item;
use super::schema::Schemas;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, code, excerpt};
use crate::ir::{EnumValue, Shape, StringFormat, Type, TypeId};
use crate::source::{Location, Pointer};

/// The extension, as AutoRest defines it.
///
/// ```yaml
/// x-ms-enum:
///   name: PoolState
///   values: [{value: active, name: Active, description: Nodes run.}]
/// ```
pub(super) const MS_ENUM: &str = "x-ms-enum";

impl Schemas<'_> {
    /// The values that are texts, with what the extension says of each.
    pub(super) fn string_enum(
        &mut self,
        values: &[(Value, Pointer)],
        extension: Option<&Value>,
        at: &Pointer,
    ) -> Shape {
        let mut known: Vec<EnumValue> = Vec::new();
        for (value, place) in values {
            match value {
                Value::String(text) if !known.iter().any(|value| value.value == *text) => {
                    known.push(EnumValue { value: text.clone(), at: place.clone(), ..EnumValue::default() });
                }
                Value::Null => {}
                other => {
                    let problem = if other.is_string() { "is there twice" } else { "is not a string" };
                    let message = format!("enum value `{}` {problem}", excerpt(other));
                    let diagnostic = Diagnostic::new(&code::ENUM_VALUE, place, message);
                    self.diagnostics.push(diagnostic.instead("nothing: the value is left out"));
                }
            }
        }
        if known.is_empty() {
            return Shape::Alias(Type::String(StringFormat::Plain));
        }
        if let Some(extension) = extension {
            self.describe_values(&mut known, extension, &at.key(MS_ENUM));
        }
        Shape::Enum(known)
    }

    /// Names and describes values as `extension` at `at` does.
    fn describe_values(&mut self, known: &mut [EnumValue], extension: &Value, at: &Pointer) {
        let Some(object) = extension.as_object() else {
            return unexpected(extension, "an object", at, &mut self.diagnostics);
        };
        let Some(list) = object.get("values") else { return };
        let at = at.key("values");
        let Some(entries) = list.as_array() else {
            return unexpected(list, "a list", &at, &mut self.diagnostics);
        };
        let mut described = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let at = at.index(index);
            match entry.as_object() {
                Some(entry) => described.extend(self.describe_value(known, entry, &at)),
                None => unexpected(entry, "an object", &at, &mut self.diagnostics),
            }
        }
        for value in known.iter().filter(|value| !described.contains(&value.value.as_str())) {
            let message = format!("`{MS_ENUM}` does not list value `{}`", value.value);
            let diagnostic = Diagnostic::new(&code::ENUM_VALUE, &at, message).help("add it to `values`");
            self.diagnostics.push(diagnostic.instead("a variant without name and description of its own"));
        }
    }

    /// Names and describes one value; answers which.
    fn describe_value<'v>(
        &mut self,
        known: &mut [EnumValue],
        entry: &'v Map<String, Value>,
        at: &Pointer,
    ) -> Option<&'v str> {
        let value = match entry.get("value") {
            Some(value) => value,
            None => {
                unexpected(&Value::Object(entry.clone()), "an object with a `value`", at, &mut self.diagnostics);
                return None;
            }
        };
        let found = known.iter_mut().find(|known| value.as_str() == Some(&known.value));
        let Some(found) = found else {
            let message = format!("`{MS_ENUM}` lists value `{}`, which is not in `enum`", excerpt(value));
            let diagnostic = Diagnostic::new(&code::ENUM_VALUE, at.key("value"), message).help("add it to `enum`");
            self.diagnostics.push(diagnostic.instead("no variant for it"));
            return None;
        };
        let name = member(entry, "name", at, &mut self.diagnostics);
        found.client_name = name.filter(|name| *name != found.value).map(str::to_owned);
        found.description = member(entry, "description", at, &mut self.diagnostics).map(str::to_owned);
        value.as_str()
    }

    /// Gives values the other texts that the configuration has for them.
    pub(super) fn alias_values(&mut self, aliases: &BTreeMap<String, BTreeMap<String, String>>) {
        for (name, texts) in aliases {
            for (alias, value) in texts {
                let shapes = self.defs.iter_mut().filter(|def| def.name == *name).map(|def| &mut def.shape);
                let values = shapes.filter_map(|shape| match shape {
                    Shape::Enum(values) if !values.iter().any(|value| value.value == *alias) => Some(values),
                    _ => None,
                });
                match values.flatten().find(|known| known.value == *value) {
                    Some(known) => known.aliases.push(alias.clone()),
                    None => {
                        let message = format!(
                            "the configuration has `{alias}` for value `{value}` of enum `{name}`, which needs none or \
                             is not in the document"
                        );
                        let place = Config::place(["enum-aliases", name, alias]);
                        let diagnostic = Diagnostic::new(&code::CONFIG_UNUSED, place, message);
                        self.diagnostics.push(diagnostic.help("remove the line"));
                    }
                }
            }
        }
    }

    /// The definition of an enum written in place: the one that has its name and its values already, else a new one.
    pub(super) fn inline_enum(
        &mut self,
        values: Vec<EnumValue>,
        schema: &oas::Schema,
        at: &Pointer,
        words: &str,
    ) -> TypeId {
        let Some((name, place)) = self.chosen_name(schema, at) else {
            return self.define(words, Shape::Enum(values), schema, at);
        };
        match self.names.get(&name).copied() {
            None => {
                let id = self.define(&name, Shape::Enum(values), schema, at);
                self.names.insert(name, id);
                id
            }
            Some(id) if self.shares(id, &values) => id,
            Some(id) => {
                self.report_taken(&name, place, id, words);
                self.define(words, Shape::Enum(values), schema, at)
            }
        }
    }

    /// Whether definition `id` is the enum of these values; if so, takes over descriptions that it lacks.
    fn shares(&mut self, id: TypeId, values: &[EnumValue]) -> bool {
        let Shape::Enum(known) = &mut self.defs[id.0].shape else { return false };
        let find = |value: &EnumValue| {
            values.iter().find(|other| other.value == value.value && other.client_name == value.client_name)
        };
        if known.len() != values.len() || !known.iter().all(|value| find(value).is_some()) {
            return false;
        }
        for value in known.iter_mut().filter(|value| value.description.is_none()) {
            value.description = find(value).and_then(|other| other.description.clone());
        }
        true
    }

    /// Gives components the names that the document wants clients to use, if no other component has them.
    pub(super) fn name_components(&mut self) {
        self.names = self.defs.iter().enumerate().map(|(index, def)| (def.name.clone(), TypeId(index))).collect();
        let description = self.description;
        for (index, (at, node)) in description.schemas.iter().enumerate() {
            let Some((name, place)) = item(node).and_then(|schema| self.chosen_name(schema, at)) else { continue };
            let own = self.defs[index].name.clone();
            match self.names.get(&name).copied() {
                Some(id) if id.0 == index => {}
                Some(id) => self.report_taken(&name, place, id, &own),
                None => {
                    self.names.remove(&own);
                    self.names.insert(name.clone(), TypeId(index));
                    self.defs[index].name = name;
                }
            }
        }
    }

    /// The name that the document wants clients to use for a schema, and where it says so.
    fn chosen_name(&mut self, schema: &oas::Schema, at: &Pointer) -> Option<(String, Pointer)> {
        let extensions = &schema.schema_data.extensions;
        let of_enum = extensions.get(MS_ENUM).and_then(Value::as_object);
        let of_enum = of_enum.and_then(|object| member(object, "name", &at.key(MS_ENUM), &mut self.diagnostics));
        match of_enum.filter(|name| name.contains(char::is_alphanumeric)) {
            Some(name) => Some((name.to_owned(), at.keys([MS_ENUM, "name"]))),
            None if self.ids.contains_key(at) => {
                let name = text(extensions, CLIENT_NAME, at, &mut self.diagnostics)?;
                Some((name.to_owned(), at.key(CLIENT_NAME)))
            }
            None => None, // the name is that of the property
        }
    }

    fn report_taken(&mut self, name: &str, place: Pointer, owner: TypeId, words: &str) {
        let message = format!("another type is called `{name}` already");
        let owner = Location::Key(self.defs[owner.0].at.clone());
        let diagnostic = Diagnostic::new(&code::NAME_COLLISION, place, message).related(owner, "this one keeps it");
        self.diagnostics.push(diagnostic.instead(format!("the name `{words}`")));
    }

    /// Takes the description from an enum that is written in place of a property: it tells of the property.
    pub(super) fn undescribe_enum(&mut self, ty: &Type, property: &Pointer) {
        if let Type::Named(id) = ty.non_null()
            && let def = &mut self.defs[id.0]
            && matches!(def.shape, Shape::Enum(_))
            && def.at == *property
        {
            def.description = None;
            def.title = None;
        }
    }
}
