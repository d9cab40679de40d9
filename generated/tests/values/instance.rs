//! Values that fit a schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::document::{Document, Part};
use crate::support::Result;

/// Stands where a secret is. Nothing that can be logged may contain it.
pub const SECRET: &str = "hush-hush";

/// How much of a schema a value has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All properties.
    Full,
    /// All but those that only the service sets.
    Sent,
    /// Those that are required.
    Least,
}

/// Makes values, and keeps which secrets are in them.
pub struct Instances<'a> {
    document: &'a Document,
    pub secrets: BTreeSet<String>,
    /// The schemas that are being made, to notice those that contain themselves.
    path: Vec<String>,
}

impl<'a> Instances<'a> {
    /// Begins.
    pub fn new(document: &'a Document) -> Self {
        Self { document, secrets: BTreeSet::new(), path: Vec::new() }
    }

    /// Makes a value that fits.
    ///
    /// # Errors
    /// The schema has something that is not known here, or contains itself without end.
    pub fn make(&mut self, schema: &Part<'a>, extent: Extent) -> Result<Value> {
        if self.path.contains(&schema.pointer) {
            return Err(format!("{} contains itself", schema.pointer).into());
        }
        self.path.push(schema.pointer.clone());
        let value = self.value(schema, extent);
        self.path.pop();
        value
    }

    fn value(&mut self, schema: &Part<'a>, extent: Extent) -> Result<Value> {
        if let Some(value) = schema.value["enum"].get(0) {
            return Ok(value.clone());
        }
        Ok(match (schema.value["type"].as_str(), schema.value["format"].as_str()) {
            (Some("object"), _) | (None, None)
                if schema.value["type"] == "object" || schema.value["properties"].is_object() =>
            {
                self.object(schema, extent)?
            }
            (Some("array"), _) => match self.document.below(schema, "/items")? {
                Some(items) => json!([self.make(&items, extent)?]),
                None => json!([]),
            },
            (Some("boolean"), _) => json!(true),
            (Some("integer"), Some("int64")) => json!(i64::MAX),
            (Some("integer"), _) => json!(i32::MIN),
            (Some("number"), _) => json!(0.1),
            // To 100 ns, the resolution of the service.
            (Some("string"), Some("date-time")) => json!("2016-11-27T00:45:48.7320857Z"),
            // The service's "unlimited".
            (Some("string"), Some("duration")) => json!("P10675199DT2H48M5.4775807S"),
            (Some("string"), None) => json!("\u{1f600} \"é\"\n\\/\0"),
            (ty, format) => return Err(format!("{}: {ty:?} {format:?} is not known here", schema.pointer).into()),
        })
    }

    fn object(&mut self, schema: &Part<'a>, extent: Extent) -> Result<Value> {
        let mut object = Map::new();
        let required: Vec<_> = schema.value["required"].as_array().into_iter().flatten().collect();
        let properties = schema.value["properties"].as_object();
        for name in properties.into_iter().flat_map(Map::keys) {
            let kept = match extent {
                Extent::Full => true,
                Extent::Sent => schema.value["properties"][name]["readOnly"] != true,
                Extent::Least => required.iter().any(|required| *required == name),
            };
            if kept {
                object.insert(name.clone(), self.property(schema, name, extent)?);
            }
        }
        match self.document.below(schema, "/additionalProperties")? {
            Some(values) => drop(object.insert("a/b".to_owned(), self.make(&values, extent)?)),
            None if properties.is_none() => drop(object.insert("any".to_owned(), json!([1, {"x": null}]))),
            None => {}
        }
        Ok(Value::Object(object))
    }

    fn property(&mut self, schema: &Part<'a>, name: &str, extent: Extent) -> Result<Value> {
        let marked = schema.value["properties"][name]["x-ms-secret"] == true;
        let secret = format!("{}.{name}", schema.pointer.rsplit('/').next().unwrap_or_default());
        let place = format!("/properties/{}", name.replace('~', "~0").replace('/', "~1"));
        let property = self.document.below(schema, &place)?.ok_or_else(|| format!("there is no {secret}"))?;
        if !marked && !self.document.secrets.contains(&secret) {
            return self.make(&property, extent);
        }
        self.secrets.insert(secret);
        match property.value["type"].as_str() {
            Some("string") => Ok(json!(SECRET)),
            Some("object") => Ok(json!({SECRET: {"x": [SECRET]}})),
            ty => Err(format!("{}: {ty:?} is secret", property.pointer).into()),
        }
    }
}
