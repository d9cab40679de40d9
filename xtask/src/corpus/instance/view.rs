//! One schema with all that its references and its `allOf` add to it.

use serde_json::{Map, Value, json};

use crate::corpus::oracle;

/// How many references and `allOf`s are followed; they may lead in circles.
const HOPS: u8 = 24;

/// A schema without references and `allOf`.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub(super) keywords: Map<String, Value>,
    /// The lists of alternatives; one of each has to be taken.
    pub(super) unions: Vec<Vec<Value>>,
    /// What the schema is called, if it is a reference.
    name: Option<String>,
}

/// The name of what a schema refers to.
pub(super) fn reference(schema: &Value) -> Option<String> {
    schema.get("$ref").and_then(Value::as_str).and_then(oracle::referred)
}

impl View {
    /// That of what is called so.
    pub(super) fn named(key: &str, defs: &Map<String, Value>) -> Self {
        let view = defs.get(key).map(|schema| Self::of(schema, defs)).unwrap_or_default();
        Self { name: Some(key.to_owned()), ..view }
    }

    pub(super) fn of(schema: &Value, defs: &Map<String, Value>) -> Self {
        Self::after(HOPS, schema, defs)
    }

    fn after(hops: u8, schema: &Value, defs: &Map<String, Value>) -> Self {
        let (Value::Object(keywords), Some(hops)) = (schema, hops.checked_sub(1)) else { return Self::default() };
        let mut view = Self { name: reference(schema), ..Self::default() };
        let mut parts = Vec::new();
        for (keyword, value) in keywords {
            match (keyword.as_str(), value) {
                ("$ref", _) => parts.extend(view.name.as_ref().and_then(|key| defs.get(key))),
                ("allOf", Value::Array(all)) => parts.extend(all),
                ("oneOf" | "anyOf", Value::Array(alternatives)) => view.unions.push(alternatives.clone()),
                _ => {
                    view.keywords.insert(keyword.clone(), value.clone());
                }
            }
        }
        parts.into_iter().fold(view, |view, part| view.and(Self::after(hops, part, defs)))
    }

    /// What both allow, as far as that can be said by one schema.
    pub(super) fn and(mut self, other: Self) -> Self {
        for (keyword, theirs) in other.keywords {
            let both = match self.keywords.remove(&keyword) {
                Some(ours) => both(&keyword, ours, theirs),
                None => theirs,
            };
            self.keywords.insert(keyword, both);
        }
        self.unions.extend(other.unions);
        self.name = self.name.or(other.name);
        self
    }

    pub(super) fn get(&self, keyword: &str) -> Option<&Value> {
        self.keywords.get(keyword)
    }

    pub(super) fn number(&self, keyword: &str) -> Option<f64> {
        self.get(keyword).and_then(Value::as_f64)
    }

    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        self.get(keyword).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok())
    }

    /// The values of `const` or `enum`.
    pub(super) fn enumerated(&self) -> Option<Vec<Value>> {
        let one = self.get("const").map(|value| vec![value.clone()]);
        one.or_else(|| self.get("enum").and_then(Value::as_array).cloned())
    }

    /// The types that the schema names.
    pub(super) fn named_types(&self) -> Vec<&str> {
        match self.get("type") {
            Some(Value::String(ty)) => vec![ty],
            Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The types that the schema names, else the one that its keywords are about.
    pub(super) fn types(&self) -> Vec<&str> {
        let named = self.named_types();
        let about = [
            ("object", ["properties", "additionalProperties", "required", "patternProperties"].as_slice()),
            ("array", &["items", "prefixItems", "minItems", "maxItems"]),
            ("string", &["format", "pattern", "minLength", "maxLength"]),
            ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ];
        let guessed = || about.into_iter().find(|(_, keywords)| keywords.iter().any(|one| self.get(one).is_some()));
        if named.is_empty() { vec![guessed().map_or("anything", |(ty, _)| ty)] } else { named }
    }

    pub(super) fn properties(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.get("properties").and_then(Value::as_object).into_iter().flatten()
    }

    pub(super) fn required(&self) -> Vec<&str> {
        let required = self.get("required").and_then(Value::as_array);
        required.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The schemas that a discriminator tells apart, if this is the one that they have in their `allOf`.
    pub(super) fn children(&self) -> Option<Vec<Value>> {
        let mapping = self.get(oracle::DISCRIMINATOR)?.get("mapping")?.as_object()?;
        let keys: Vec<&str> = mapping.values().filter_map(Value::as_str).collect();
        let is_parent = !keys.is_empty() && self.name.as_deref().is_none_or(|name| !keys.contains(&name));
        is_parent.then(|| keys.into_iter().map(|key| json!({ "$ref": oracle::reference(key) })).collect())
    }

    /// Gives the member that tells types apart the value for what this schema is called.
    pub(super) fn tag(&mut self, defs: &Map<String, Value>) {
        let (Some(name), Some(discriminator)) = (&self.name, self.keywords.get(oracle::DISCRIMINATOR)) else { return };
        let Some(property) = discriminator.get("property").and_then(Value::as_str) else { return };
        let short = name.rsplit('/').next().unwrap_or_default();
        let own = defs.get(name).and_then(|schema| schema.get(oracle::MS_VALUE)).and_then(Value::as_str);
        let mapped = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
        let mapped = mapped.filter(|(_, key)| key.as_str() == Some(name)).map(|(value, _)| value.as_str()).next();
        let tag = json!(own.or(mapped).unwrap_or(short));
        let property = property.to_owned();
        if let Some(Value::Object(properties)) = self.keywords.get_mut("properties")
            && let Some(schema) = properties.get_mut(&property)
            && View::of(schema, defs).enumerated().is_none_or(|values| values.contains(&tag))
        {
            *schema = json!({ "allOf": [schema.take(), { "enum": [tag] }] });
        }
    }
}

/// A keyword that two schemas have, of which both count.
fn both(keyword: &str, ours: Value, theirs: Value) -> Value {
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    match (keyword, ours, theirs) {
        ("properties" | "patternProperties", Value::Object(mut ours), Value::Object(theirs)) => {
            for (name, schema) in theirs {
                let merged = match ours.remove(&name) {
                    Some(own) if own != schema => json!({ "allOf": [own, schema] }),
                    _ => schema,
                };
                ours.insert(name, merged);
            }
            Value::Object(ours)
        }
        ("required", Value::Array(mut ours), Value::Array(theirs)) => {
            ours.extend(theirs);
            Value::Array(ours)
        }
        ("enum", Value::Array(ours), Value::Array(theirs)) => {
            ours.into_iter().filter(|value| theirs.contains(value)).collect()
        }
        ("type", ours, theirs) => common_types(ours, theirs),
        ("items" | "additionalProperties", ours, theirs) if ours != theirs => json!({ "allOf": [ours, theirs] }),
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", ours, theirs) => {
            if number(&ours) >= number(&theirs) { ours } else { theirs }
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", ours, theirs) => {
            if number(&ours) <= number(&theirs) { ours } else { theirs }
        }
        (_, ours, _) => ours,
    }
}

fn common_types(ours: Value, theirs: Value) -> Value {
    let list = |types: Value| match types {
        Value::Array(types) => types,
        ty => vec![ty],
    };
    let (ours, theirs) = (list(ours), list(theirs));
    let has = |types: &[Value], ty: &Value| types.contains(ty) || (ty == "integer" && types.contains(&json!("number")));
    let of_ours = ours.iter().filter(|ty| has(&theirs, ty));
    let of_theirs = theirs.iter().filter(|ty| has(&ours, ty) && !ours.contains(ty));
    of_ours.chain(of_theirs).cloned().collect()
}
