//! One view of the several ways in which `openapiv3` holds the keywords of a schema.

use std::borrow::Borrow;

use openapiv3 as oas;
use openapiv3::VariantOrUnknownOrEmpty as Format;
use serde_json::Value;

use crate::ir::Bounds;

type Properties = indexmap::IndexMap<String, oas::ReferenceOr<Box<oas::Schema>>>;

/// The keywords of a schema that decide its type.
#[derive(Default)]
pub(super) struct Keywords<'s> {
    pub ty: Option<&'s str>,
    pub format: Option<&'s str>,
    pub properties: Option<&'s Properties>,
    pub required: &'s [String],
    pub additional_properties: Option<&'s oas::AdditionalProperties>,
    pub items: Option<&'s oas::ReferenceOr<Box<oas::Schema>>>,
    pub values: Vec<Value>,
    pub all_of: &'s [oas::ReferenceOr<oas::Schema>],
    pub one_of: &'s [oas::ReferenceOr<oas::Schema>],
    pub any_of: &'s [oas::ReferenceOr<oas::Schema>],
    pub not: bool,
    pub bounds: Bounds,
}

impl<'s> Keywords<'s> {
    /// The keywords of `schema`.
    pub(super) fn of(schema: &'s oas::Schema) -> Self {
        let mut keywords = match &schema.schema_kind {
            oas::SchemaKind::Type(ty) => Self::of_type(ty),
            oas::SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            oas::SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            oas::SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            oas::SchemaKind::Not { .. } => Self { not: true, ..Self::default() },
            oas::SchemaKind::Any(any) => Self::of_any(any),
        };
        keywords.bounds.default = schema.schema_data.default.clone();
        if keywords.values.iter().any(|value| value.is_number() || value.is_boolean()) {
            let values = keywords.values.iter().filter(|value| !value.is_null());
            keywords.bounds.values = values.map(Value::to_string).collect();
        }
        keywords
    }

    /// Whether nothing is said that decides a type.
    pub(super) fn is_vacuous(&self) -> bool {
        self.ty.is_none()
            && self.format.is_none()
            && self.properties.is_none()
            && self.required.is_empty()
            && self.additional_properties.is_none()
            && self.items.is_none()
            && self.values.is_empty()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
    }

    fn of_type(ty: &'s oas::Type) -> Self {
        match ty {
            oas::Type::String(string) => Self {
                ty: Some("string"),
                format: match &string.format {
                    Format::Item(oas::StringFormat::Date) => Some("date"),
                    Format::Item(oas::StringFormat::DateTime) => Some("date-time"),
                    Format::Item(oas::StringFormat::Password) => Some("password"),
                    Format::Item(oas::StringFormat::Byte) => Some("byte"),
                    Format::Item(oas::StringFormat::Binary) => Some("binary"),
                    Format::Unknown(name) => Some(name),
                    Format::Empty => None,
                },
                values: string.enumeration.iter().cloned().map(Value::from).collect(),
                bounds: Bounds {
                    length: (string.min_length, string.max_length),
                    pattern: string.pattern.clone(),
                    ..Bounds::default()
                },
                ..Self::default()
            },
            oas::Type::Number(number) => Self {
                ty: Some("number"),
                format: match &number.format {
                    Format::Item(oas::NumberFormat::Float) => Some("float"),
                    Format::Item(oas::NumberFormat::Double) => Some("double"),
                    Format::Unknown(name) => Some(name),
                    Format::Empty => None,
                },
                values: number.enumeration.iter().cloned().map(Value::from).collect(),
                bounds: Bounds {
                    minimum: number.minimum.map(|n| (n.to_string(), number.exclusive_minimum)),
                    maximum: number.maximum.map(|n| (n.to_string(), number.exclusive_maximum)),
                    multiple_of: number.multiple_of.map(|n| n.to_string()),
                    ..Bounds::default()
                },
                ..Self::default()
            },
            oas::Type::Integer(integer) => Self {
                ty: Some("integer"),
                format: match &integer.format {
                    Format::Item(oas::IntegerFormat::Int32) => Some("int32"),
                    Format::Item(oas::IntegerFormat::Int64) => Some("int64"),
                    Format::Unknown(name) => Some(name),
                    Format::Empty => None,
                },
                values: integer.enumeration.iter().cloned().map(Value::from).collect(),
                bounds: Bounds {
                    minimum: integer.minimum.map(|n| (n.to_string(), integer.exclusive_minimum)),
                    maximum: integer.maximum.map(|n| (n.to_string(), integer.exclusive_maximum)),
                    multiple_of: integer.multiple_of.map(|n| n.to_string()),
                    ..Bounds::default()
                },
                ..Self::default()
            },
            oas::Type::Boolean(boolean) => Self {
                ty: Some("boolean"),
                values: boolean.enumeration.iter().cloned().map(Value::from).collect(),
                ..Self::default()
            },
            oas::Type::Object(object) => Self {
                ty: Some("object"),
                properties: (!object.properties.is_empty()).then_some(&object.properties),
                required: &object.required,
                additional_properties: object.additional_properties.as_ref(),
                bounds: Bounds { count: (object.min_properties, object.max_properties), ..Bounds::default() },
                ..Self::default()
            },
            oas::Type::Array(array) => Self {
                ty: Some("array"),
                items: array.items.as_ref(),
                bounds: Bounds {
                    count: (array.min_items, array.max_items),
                    unique: array.unique_items,
                    ..Bounds::default()
                },
                ..Self::default()
            },
        }
    }

    fn of_any(any: &'s oas::AnySchema) -> Self {
        Self {
            ty: any.typ.as_deref(),
            format: any.format.as_deref(),
            properties: (!any.properties.is_empty()).then_some(&any.properties),
            required: &any.required,
            additional_properties: any.additional_properties.as_ref(),
            items: any.items.as_ref(),
            values: any.enumeration.clone(),
            all_of: &any.all_of,
            one_of: &any.one_of,
            any_of: &any.any_of,
            not: any.not.is_some(),
            bounds: Bounds {
                default: None,
                minimum: any.minimum.map(|n| (n.to_string(), any.exclusive_minimum.unwrap_or(false))),
                maximum: any.maximum.map(|n| (n.to_string(), any.exclusive_maximum.unwrap_or(false))),
                multiple_of: any.multiple_of.map(|n| n.to_string()),
                length: (any.min_length, any.max_length),
                count: (any.min_items.or(any.min_properties), any.max_items.or(any.max_properties)),
                unique: any.unique_items.unwrap_or(false),
                pattern: any.pattern.clone(),
                values: Vec::new(),
            },
        }
    }
}

/// The schema of a reference-or-schema, if it is one.
pub(super) fn item<S: Borrow<oas::Schema>>(node: &oas::ReferenceOr<S>) -> Option<&oas::Schema> {
    match node {
        oas::ReferenceOr::Item(schema) => Some(schema.borrow()),
        oas::ReferenceOr::Reference { .. } => None,
    }
}
