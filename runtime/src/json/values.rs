//! JSON of containers, of [`Maybe`], and of values of any shape.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::scan::Kind;
use super::{DecodeError, FromJson, JsonReader, JsonWriter, ToJson};
use crate::types::{Maybe, Redacted};

impl<T: FromJson> FromJson for Option<T> {
    #[inline]
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        if json.null()? {
            json.trial.loose += 1; // a type that can tell null from nothing fits better
            return Ok(None);
        }
        json.value().map(Some)
    }

    #[inline]
    fn from_nothing() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Maybe<T> {
    #[inline]
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        if json.null()? { Ok(Maybe::Null) } else { json.value().map(Maybe::Value) }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    #[inline]
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.value().map(Box::new)
    }
}

impl<T: FromJson> FromJson for Redacted<T> {
    #[inline]
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.value().map(Redacted)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let mut items = Vec::new();
        json.array(&mut |json| {
            items.push(json.value()?);
            Ok(())
        })?;
        Ok(items)
    }
}

/// Of two members with one name the last one wins.
impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let mut members = BTreeMap::new();
        json.object_with_rest(&mut [], &mut members)?;
        Ok(members)
    }
}

/// Reads exactly what `serde_json` itself reads.
impl FromJson for Value {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        match json.peek()? {
            Kind::Null => json.null().map(|_| Value::Null),
            Kind::Boolean => json.bool().map(Value::Bool),
            Kind::String => json.value().map(Value::String),
            Kind::Array => json.value().map(Value::Array),
            Kind::Object => object(json).map(Value::Object),
            Kind::Number => {
                let number = json.number()?.parse();
                number.map(Value::Number).map_err(|_| json.error("number out of range"))
            }
        }
    }
}

fn object(json: &mut JsonReader<'_>) -> Result<Map<String, Value>, DecodeError> {
    let mut members = Map::new();
    json.object_with_rest(&mut [], &mut members)?;
    Ok(members)
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, json: &mut JsonWriter) {
        match self {
            Some(value) => value.to_json(json),
            None => json.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToJson> ToJson for Maybe<T> {
    fn to_json(&self, json: &mut JsonWriter) {
        match self {
            Maybe::Value(value) => value.to_json(json),
            Maybe::Null | Maybe::Absent => json.null(),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Maybe::Absent)
    }
}

impl<T: ToJson> ToJson for Redacted<T> {
    fn to_json(&self, json: &mut JsonWriter) {
        json.redacted(&self.0);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn to_json(&self, json: &mut JsonWriter) {
        (**self).to_json(json);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self, json: &mut JsonWriter) {
        (**self).to_json(json);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self, json: &mut JsonWriter) {
        json.array(&mut self.iter().map(|item| item as &dyn ToJson));
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, json: &mut JsonWriter) {
        self.as_slice().to_json(json);
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self, json: &mut JsonWriter) {
        json.begin_object();
        json.rest(self);
        json.end_object();
    }
}

impl ToJson for Value {
    fn to_json(&self, json: &mut JsonWriter) {
        json.scalar(self);
    }
}
