//! Values → objects of `openapiv3`, without serde where there are many of them.
//!
//! The types are flattened and untagged, so serde keeps a copy of each object to try one type after the other: a third of
//! resolving a document. What is built here is what serde would give, on which tests insist; for an object that it would
//! refuse, or that is out of the ordinary, there is nothing, and serde is asked.

mod schema;

use indexmap::IndexMap;
use openapiv3 as oas;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What can be made of a value.
pub(super) trait Build: DeserializeOwned {
    /// The object that serde would give; `None` if it has to be asked.
    fn build(_value: &Value) -> Option<Self> {
        None
    }
}

impl Build for oas::Info {}
impl Build for oas::Operation {}
impl Build for oas::SecurityRequirement {}
impl Build for oas::SecurityScheme {}
impl Build for oas::Server {}
impl Build for oas::Tag {}

impl Build for oas::ReferenceOr<oas::Schema> {
    fn build(value: &Value) -> Option<Self> {
        schema::schema_or_reference(value)
    }
}

impl Build for oas::Parameter {
    fn build(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        let style = members.get("style");
        let parameter_data = oas::ParameterData {
            name: text(members.get("name")?)?,
            description: optional(members, "description", text)?,
            required: flag(members, "required")?,
            deprecated: optional(members, "deprecated", Value::as_bool)?,
            format: format(members)?,
            example: optional(members, "example", |value| Some(value.clone()))?,
            examples: asked(members.get("examples"))?,
            explode: optional(members, "explode", Value::as_bool)?,
            extensions: extensions(members),
        };
        Some(match members.get("in")?.as_str()? {
            "query" => oas::Parameter::Query {
                parameter_data,
                allow_reserved: flag(members, "allowReserved")?,
                style: asked(style)?,
                allow_empty_value: optional(members, "allowEmptyValue", Value::as_bool)?,
            },
            "header" => oas::Parameter::Header { parameter_data, style: asked(style)? },
            "path" => oas::Parameter::Path { parameter_data, style: asked(style)? },
            "cookie" => oas::Parameter::Cookie { parameter_data, style: asked(style)? },
            _ => return None,
        })
    }
}

impl Build for oas::Header {
    fn build(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        Some(Self {
            description: optional(members, "description", text)?,
            style: asked(members.get("style"))?,
            required: flag(members, "required")?,
            deprecated: optional(members, "deprecated", Value::as_bool)?,
            format: format(members)?,
            example: optional(members, "example", |value| Some(value.clone()))?,
            examples: asked(members.get("examples"))?,
            extensions: extensions(members),
        })
    }
}

impl Build for oas::RequestBody {
    fn build(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        Some(Self {
            description: optional(members, "description", text)?,
            content: members.get("content").map_or_else(|| Some(IndexMap::new()), content)?,
            required: flag(members, "required")?,
            extensions: extensions(members),
        })
    }
}

impl Build for oas::Response {
    fn build(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        Some(Self {
            description: text(members.get("description")?)?,
            headers: asked(members.get("headers"))?,
            content: members.get("content").map_or_else(|| Some(IndexMap::new()), content)?,
            links: asked(members.get("links"))?,
            extensions: extensions(members),
        })
    }
}

/// What a parameter or a header looks like; `content` counts if it has both.
fn format(members: &Map<String, Value>) -> Option<oas::ParameterSchemaOrContent> {
    Some(match members.get("content") {
        Some(media_types) => oas::ParameterSchemaOrContent::Content(content(media_types)?),
        None => oas::ParameterSchemaOrContent::Schema(schema::schema_or_reference(members.get("schema")?)?),
    })
}

fn content(value: &Value) -> Option<oas::Content> {
    map(value, |value| {
        let members = value.as_object()?;
        Some(oas::MediaType {
            schema: optional(members, "schema", schema::schema_or_reference)?,
            example: optional(members, "example", |value| Some(value.clone()))?,
            examples: asked(members.get("examples"))?,
            encoding: asked(members.get("encoding"))?,
            extensions: extensions(members),
        })
    })
}

fn map<T>(value: &Value, member: impl Fn(&Value) -> Option<T>) -> Option<IndexMap<String, T>> {
    value.as_object()?.iter().map(|(key, value)| Some((key.clone(), member(value)?))).collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A flag that is off if it is not there.
fn flag(members: &Map<String, Value>, key: &str) -> Option<bool> {
    members.get(key).map_or(Some(false), Value::as_bool)
}

/// A field that may be missing or null; `None` if it cannot be read.
fn optional<'v, T>(
    members: &'v Map<String, Value>,
    key: &str,
    read: impl Fn(&'v Value) -> Option<T>,
) -> Option<Option<T>> {
    match members.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// A field that is rare enough for serde.
fn asked<T: DeserializeOwned + Default>(value: Option<&Value>) -> Option<T> {
    value.map_or_else(|| Some(T::default()), |value| T::deserialize(value).ok())
}

fn extensions(members: &Map<String, Value>) -> IndexMap<String, Value> {
    let extensions = members.iter().filter(|(key, _)| key.starts_with("x-"));
    extensions.map(|(key, value)| (key.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests;
