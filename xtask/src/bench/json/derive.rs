//! Types as a user of serde would write them for the schemas of a document.

use std::collections::BTreeSet;
use std::fmt::Write;

use bindery::ir::{
    Api, EnumValue, IntegerFormat, NumberFormat, Object, Property, Shape, StringFormat, Type, TypeDef, TypeId, Union,
};

/// What stands above the types. Durations are read and written as the runtime does it; jiff has its own traits for
/// points in time. Texts of an enum are looked at where they stand, which `#[serde(untagged)]` would not do.
const PREAMBLE: &str = r#"
#![allow(dead_code, unused_imports)]
use std::{collections::BTreeMap, fmt};

use bench_client::runtime::IsoDuration;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub struct Duration(IsoDuration);

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Duration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ISO 8601 duration")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Duration, E> {
                text.parse().map(Duration).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

macro_rules! open_enum {
    ($name:ident { $($variant:ident = $text:literal $(| $alias:literal)*),* }) => {
        pub enum $name { $($variant,)* Unknown(String) }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(match self { $(Self::$variant => $text,)* Self::Unknown(text) => text })
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl de::Visitor<'_> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a string")
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        Ok(match text {
                            $($text $(| $alias)* => $name::$variant,)*
                            _ => $name::Unknown(text.to_owned()),
                        })
                    }
                }

                deserializer.deserialize_str(Visitor)
            }
        }
    };
}
"#;

/// A file with the type of the component called `root`, as `Root`, and all that it needs. `None` without such a
/// component.
pub(super) fn types(api: &Api, root: &str) -> Option<String> {
    let root = TypeId(api.types.iter().position(|def| def.name == root)?);
    let mut out = PREAMBLE.to_owned();
    line(&mut out, &format!("pub type Root = {};", name(root)));
    for id in reachable(api, root) {
        definition(&mut out, id, api.def(id));
    }
    Some(out)
}

/// The type and what it mentions, directly or not.
fn reachable(api: &Api, root: TypeId) -> BTreeSet<TypeId> {
    let (mut found, mut open) = (BTreeSet::from([root]), vec![root]);
    while let Some(id) = open.pop() {
        for ty in api.def(id).shape.types() {
            ty.for_each_named(&mut |id| {
                if found.insert(id) {
                    open.push(id);
                }
            });
        }
    }
    found
}

fn definition(out: &mut String, id: TypeId, def: &TypeDef) {
    line(out, &format!("\n// {}", def.name));
    match &def.shape {
        Shape::Object(object) => structure(out, id, object),
        Shape::Enum(values) => enumeration(out, id, values),
        Shape::Union(union) => choice(out, id, union),
        Shape::Alias(ty) => line(out, &format!("pub type {} = {};", name(id), rust(ty))),
    }
}

fn structure(out: &mut String, id: TypeId, object: &Object) {
    line(out, &format!("#[derive(Serialize, Deserialize)]\npub struct {} {{", name(id)));
    for (index, property) in object.properties.iter().enumerate() {
        field(out, index, property);
    }
    if let Some(rest) = &object.rest {
        line(out, &format!("    #[serde(flatten)]\n    rest: BTreeMap<String, {}>,", rust(rest)));
    }
    line(out, "}");
}

fn field(out: &mut String, index: usize, property: &Property) {
    let (wire, ty) = (&property.name, rust(property.ty.non_null()));
    if property.required {
        line(out, &format!("    #[serde(rename = {wire:?})]\n    f{index}: {},", rust(&property.ty)));
    } else {
        let skip = r#"skip_serializing_if = "Option::is_none""#;
        line(out, &format!("    #[serde(rename = {wire:?}, {skip})]\n    f{index}: Option<{ty}>,"));
    }
}

fn enumeration(out: &mut String, id: TypeId, values: &[EnumValue]) {
    let variants = values.iter().enumerate().map(|(index, value)| {
        let texts = std::iter::once(&value.value).chain(&value.aliases).map(|text| format!("{text:?}"));
        format!("V{index} = {}", texts.collect::<Vec<_>>().join(" | "))
    });
    line(out, &format!("open_enum!({} {{ {} }});", name(id), variants.collect::<Vec<_>>().join(", ")));
}

fn choice(out: &mut String, id: TypeId, union: &Union) {
    line(out, &format!("#[derive(Serialize, Deserialize)]\n#[serde(untagged)]\npub enum {} {{", name(id)));
    for (index, branch) in union.branches.iter().enumerate() {
        line(out, &format!("    V{index}(Box<{}>),", rust(&branch.ty)));
    }
    line(out, "    Unknown(serde_json::Value),\n}");
}

/// Names are made of numbers: nobody reads them.
fn name(id: TypeId) -> String {
    format!("T{}", id.0)
}

fn rust(ty: &Type) -> String {
    match ty {
        Type::Boolean => "bool".to_owned(),
        Type::Integer(format) => integer(*format).to_owned(),
        Type::Number(NumberFormat::Float) => "f32".to_owned(),
        Type::Number(NumberFormat::Double) => "f64".to_owned(),
        Type::String(StringFormat::Date) => "jiff::civil::Date".to_owned(),
        Type::String(StringFormat::DateTime) => "jiff::Timestamp".to_owned(),
        Type::String(StringFormat::Duration) => "Duration".to_owned(),
        Type::String(_) => "String".to_owned(),
        Type::Array(item) => format!("Vec<{}>", rust(item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", rust(value)),
        Type::Named(id) => name(*id),
        Type::Nullable(inner) => format!("Option<{}>", rust(inner)),
        Type::Foreign(path) => path.clone(),
        Type::Any => "serde_json::Value".to_owned(),
    }
}

fn integer(format: IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int8 => "i8",
        IntegerFormat::Int16 => "i16",
        IntegerFormat::Int32 => "i32",
        IntegerFormat::Int64 => "i64",
        IntegerFormat::UInt8 => "u8",
        IntegerFormat::UInt16 => "u16",
        IntegerFormat::UInt32 => "u32",
        IntegerFormat::UInt64 => "u64",
        IntegerFormat::Int128 => "i128",
        IntegerFormat::UInt128 => "u128",
    }
}

/// Writing to a string cannot fail.
fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}

#[cfg(test)]
mod tests {
    use bindery::{Config, Source, Sources};

    use super::*;

    #[test]
    fn what_the_root_needs_is_there_and_nothing_else() {
        let document = r##"
            openapi: 3.0.3
            info: {title: A, version: "1"}
            paths: {}
            components:
              schemas:
                List:
                  type: object
                  required: [at]
                  properties:
                    at: {type: string, format: date-time}
                    items: {type: array, items: {$ref: "#/components/schemas/Item"}}
                Item: {type: string, enum: [a, b]}
                Other: {type: object, properties: {a: {type: string}}}
        "##;
        let sources = Sources::new(Source::new("a.yaml", document));
        let api = bindery::understand(&sources, &Config::default()).0.unwrap();
        let text = types(&api, "List").unwrap();
        for part in ["rename = \"at\")]\n    f0: jiff::Timestamp,", "Option<Vec<T", "{ V0 = \"a\", V1 = \"b\" }"] {
            assert!(text.contains(part), "{part}:\n{text}");
        }
        assert!(!text.contains("// Other"));
        assert!(syn::parse_file(&text).is_ok(), "{text}");
        assert!(types(&api, "None").is_none());
    }
}
