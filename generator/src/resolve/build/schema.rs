//! Schemas.

use openapiv3 as oas;
use openapiv3::{ReferenceOr, SchemaKind, Type};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{map, text};

/// The keywords of a schema that decide which kind it is, without `type`.
type Keywords<'v> = Vec<(&'v str, &'v Value)>;

pub(super) fn schema_or_reference(value: &Value) -> Option<ReferenceOr<oas::Schema>> {
    let members = value.as_object()?;
    Some(match members.get("$ref") {
        Some(reference) => ReferenceOr::Reference { reference: text(reference)? },
        None => ReferenceOr::Item(schema(members).or_else(|| oas::Schema::deserialize(value).ok())?),
    })
}

/// A schema of one kind.
fn schema(members: &Map<String, Value>) -> Option<oas::Schema> {
    let mut schema_data = oas::SchemaData::default();
    let mut ty = None;
    let mut keywords = Keywords::new();
    for (key, value) in members {
        match key.as_str() {
            key if key.starts_with("x-") => {
                schema_data.extensions.insert(key.to_owned(), value.clone());
            }
            "nullable" => schema_data.nullable = value.as_bool()?,
            "readOnly" => schema_data.read_only = value.as_bool()?,
            "writeOnly" => schema_data.write_only = value.as_bool()?,
            "deprecated" => schema_data.deprecated = value.as_bool()?,
            // All other fields are optional.
            _ if value.is_null() => {}
            "externalDocs" => schema_data.external_docs = Some(Deserialize::deserialize(value).ok()?),
            "example" => schema_data.example = Some(value.clone()),
            "title" => schema_data.title = Some(text(value)?),
            "description" => schema_data.description = Some(text(value)?),
            "discriminator" => schema_data.discriminator = Some(Deserialize::deserialize(value).ok()?),
            "default" => schema_data.default = Some(value.clone()),
            "type" => ty = Some(value.as_str()?),
            key if is_keyword(key) => keywords.push((key, value)),
            _ => {}
        }
    }
    let schema_kind = match ty {
        None => untyped(&keywords)?,
        Some("string") => SchemaKind::Type(Type::String(string(&keywords)?)),
        Some("number") => SchemaKind::Type(Type::Number(number(&keywords)?)),
        Some("integer") => SchemaKind::Type(Type::Integer(integer(&keywords)?)),
        Some("boolean") => SchemaKind::Type(Type::Boolean(boolean(&keywords)?)),
        Some("object") => SchemaKind::Type(Type::Object(object(&keywords)?)),
        Some("array") => SchemaKind::Type(Type::Array(array(&keywords)?)),
        Some(_) => return None,
    };
    Some(oas::Schema { schema_data, schema_kind })
}

fn is_keyword(key: &str) -> bool {
    matches!(
        key,
        "pattern"
            | "multipleOf"
            | "exclusiveMinimum"
            | "exclusiveMaximum"
            | "minimum"
            | "maximum"
            | "properties"
            | "required"
            | "additionalProperties"
            | "minProperties"
            | "maxProperties"
            | "items"
            | "minItems"
            | "maxItems"
            | "uniqueItems"
            | "enum"
            | "format"
            | "minLength"
            | "maxLength"
            | "oneOf"
            | "allOf"
            | "anyOf"
            | "not"
    )
}

fn untyped(keywords: &Keywords<'_>) -> Option<SchemaKind> {
    Some(match keywords.as_slice() {
        [] => SchemaKind::Any(oas::AnySchema::default()),
        [("oneOf", value)] => SchemaKind::OneOf { one_of: list(value, schema_or_reference)? },
        [("allOf", value)] => SchemaKind::AllOf { all_of: list(value, schema_or_reference)? },
        [("anyOf", value)] => SchemaKind::AnyOf { any_of: list(value, schema_or_reference)? },
        [("not", value)] => SchemaKind::Not { not: Box::new(schema_or_reference(value)?) },
        _ => return None,
    })
}

fn string(keywords: &Keywords<'_>) -> Option<oas::StringType> {
    let mut string = oas::StringType::default();
    for (key, value) in keywords {
        match *key {
            "pattern" => string.pattern = Some(text(value)?),
            "enum" => string.enumeration = values(value, text)?,
            "format" => string.format = Some(text(value)?).into(),
            "minLength" => string.min_length = Some(count(value)?),
            "maxLength" => string.max_length = Some(count(value)?),
            _ => return None,
        }
    }
    Some(string)
}

fn number(keywords: &Keywords<'_>) -> Option<oas::NumberType> {
    let mut number = oas::NumberType::default();
    for (key, value) in keywords {
        match *key {
            "multipleOf" => number.multiple_of = Some(value.as_f64()?),
            "exclusiveMinimum" => number.exclusive_minimum = value.as_bool()?,
            "exclusiveMaximum" => number.exclusive_maximum = value.as_bool()?,
            "minimum" => number.minimum = Some(value.as_f64()?),
            "maximum" => number.maximum = Some(value.as_f64()?),
            "enum" => number.enumeration = values(value, Value::as_f64)?,
            "format" => number.format = Some(text(value)?).into(),
            _ => return None,
        }
    }
    Some(number)
}

fn integer(keywords: &Keywords<'_>) -> Option<oas::IntegerType> {
    let mut integer = oas::IntegerType::default();
    for (key, value) in keywords {
        match *key {
            "multipleOf" => integer.multiple_of = Some(value.as_i64()?),
            "exclusiveMinimum" => integer.exclusive_minimum = value.as_bool()?,
            "exclusiveMaximum" => integer.exclusive_maximum = value.as_bool()?,
            "minimum" => integer.minimum = Some(value.as_i64()?),
            "maximum" => integer.maximum = Some(value.as_i64()?),
            "enum" => integer.enumeration = values(value, Value::as_i64)?,
            "format" => integer.format = Some(text(value)?).into(),
            _ => return None,
        }
    }
    Some(integer)
}

fn boolean(keywords: &Keywords<'_>) -> Option<oas::BooleanType> {
    Some(match keywords.as_slice() {
        [] => oas::BooleanType::default(),
        [("enum", value)] => oas::BooleanType { enumeration: values(value, Value::as_bool)? },
        _ => return None,
    })
}

fn object(keywords: &Keywords<'_>) -> Option<oas::ObjectType> {
    let mut object = oas::ObjectType::default();
    for (key, value) in keywords {
        match *key {
            "properties" => object.properties = map(value, boxed)?,
            "required" => object.required = list(value, text)?,
            "additionalProperties" => {
                object.additional_properties = Some(match value {
                    Value::Bool(any) => oas::AdditionalProperties::Any(*any),
                    value => oas::AdditionalProperties::Schema(Box::new(schema_or_reference(value)?)),
                });
            }
            "minProperties" => object.min_properties = Some(count(value)?),
            "maxProperties" => object.max_properties = Some(count(value)?),
            _ => return None,
        }
    }
    Some(object)
}

fn array(keywords: &Keywords<'_>) -> Option<oas::ArrayType> {
    let mut array = oas::ArrayType { items: None, min_items: None, max_items: None, unique_items: false };
    for (key, value) in keywords {
        match *key {
            "items" => array.items = Some(boxed(value)?),
            "minItems" => array.min_items = Some(count(value)?),
            "maxItems" => array.max_items = Some(count(value)?),
            "uniqueItems" => array.unique_items = value.as_bool()?,
            _ => return None,
        }
    }
    Some(array)
}

fn boxed(value: &Value) -> Option<ReferenceOr<Box<oas::Schema>>> {
    Some(match schema_or_reference(value)? {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
    })
}

fn list<T>(value: &Value, item: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(item).collect()
}

/// Values that are allowed; null may be among them.
fn values<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<Option<T>>> {
    list(value, |value| if value.is_null() { Some(None) } else { read(value).map(Some) })
}

fn count(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}
