//! Which JSON a document says is valid: its own schemas, judged by the `jsonschema` crate.
//!
//! The schemas are taken from the files as they are written, before any stage of the library, and gathered as `$defs` of
//! one JSON Schema of draft 2020-12; a reference leads from one to the next. What OpenAPI 3.0 and Swagger 2.0 say in
//! other words is translated (`oracle/translate.rs`).

mod formats;
mod translate;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use bindery::read::Values;
use bindery::source::{FileId, Pointer};
use serde_json::{Map, Value, json};

pub(super) use translate::{DISCRIMINATOR, MS_VALUE};

/// The schemas that the models of a document are made from, and all that they refer to.
pub(super) struct Schemas {
    /// Translated, by [`key`].
    pub(super) defs: Map<String, Value>,
    /// Those that cannot be used, and why.
    pub(super) unusable: BTreeMap<String, String>,
}

/// The judge of instances.
pub(super) struct Oracle(jsonschema::ValidatorMap);

/// The name under `$defs` of what is at a place.
pub(super) fn key(at: &Pointer) -> String {
    at.to_string()
}

/// Reads a place as reports show it: `jobs.yaml#/components/schemas/Job`.
pub(super) fn place(shown: &str) -> Option<Pointer> {
    let (file, fragment) = shown.split_once('#')?;
    let pointer = Pointer::parse(fragment)?;
    Some(if file.is_empty() { pointer } else { pointer.within(&FileId::part(file)) })
}

impl Schemas {
    /// Gathers what is at these places, and what it refers to.
    pub(super) fn gather(values: &Values, entry: &str, at: impl IntoIterator<Item = Pointer>) -> Self {
        let dialect = translate::Dialect::of(values.entry());
        let mut pending: Vec<Pointer> = at.into_iter().collect();
        let (mut defs, mut unusable) = (Map::new(), BTreeMap::new());
        while let Some(at) = pending.pop() {
            if defs.contains_key(&key(&at)) {
                continue;
            }
            let mut follow = |reference: &str| {
                let target = target(reference, at.file(), entry)?;
                values.get(&target)?;
                pending.push(target.clone());
                Some(key(&target))
            };
            let raw = values.get(&at);
            // The model is that of the whole form.
            let schema = if raw.is_some_and(|raw| raw.get("in") == Some(&Value::from("formData"))) {
                unusable.insert(key(&at), "a form of Swagger 2.0 has no schema of its own".to_owned());
                Value::Bool(false)
            } else {
                raw.map_or(Value::Bool(true), |raw| translate::schema(raw, dialect, &mut follow))
            };
            defs.insert(key(&at), schema);
        }
        Self { defs, unusable }
    }

    /// Compiles all schemas. One that is no JSON Schema allows nothing from now on; it is noted with the reason.
    pub(super) fn oracle(&mut self) -> Result<Oracle> {
        let options = formats::with_those_of_openapi(
            jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true),
        );
        loop {
            let all = json!({ "$defs": self.defs });
            let (error, at) = match options.build_map(&all) {
                Ok(map) => return Ok(Oracle(map)),
                Err(error) => (error.to_string(), error.instance_path().to_string()),
            };
            let token = at.split('/').nth(2).unwrap_or_default();
            let key = token.replace("~1", "/").replace("~0", "~");
            let known = self.unusable.insert(key.clone(), error.clone()).is_some();
            ensure!(!known && self.defs.contains_key(&key), "the schemas are no JSON Schema: {error} (at {at})");
            self.defs.insert(key, Value::Bool(false));
        }
    }
}

impl Oracle {
    /// Whether the instance is one of the schema.
    ///
    /// # Errors
    ///
    /// There is no such schema.
    pub(super) fn is_valid(&self, key: &str, instance: &Value) -> Result<bool> {
        let validator = self.0.get(&format!("#/$defs/{}", token(key)));
        Ok(validator.with_context(|| format!("no schema is called `{key}`"))?.is_valid(instance))
    }
}

/// The reference to what is called so.
pub(super) fn reference(key: &str) -> String {
    let mut out = String::from("#/$defs/");
    for byte in token(key).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A key as a token of a JSON Pointer.
fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The key that [`reference`] was made of.
pub(super) fn referred(reference: &str) -> Option<String> {
    let token = decoded(reference.strip_prefix("#/$defs/")?);
    Some(token.replace("~1", "/").replace("~0", "~"))
}

/// What the text of a `$ref` in a file names: a file relative to that one, and a pointer.
fn target(reference: &str, from: &FileId, entry: &str) -> Option<Pointer> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let pointer = Pointer::parse(&decoded(fragment))?;
    if path.is_empty() {
        return Some(pointer.within(from));
    }
    let folder = from.path().and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let path = decoded(path);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    Some(if path == entry { pointer } else { pointer.within(&FileId::part(&path)) })
}

/// The text without percent-encoding.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let hex = text.get(index + 1..index + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, hex) {
            (b'%', Some(value)) => {
                out.push(value);
                index += 3;
            }
            _ => {
                out.push(byte);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Texts that have a format and texts that do not, if the format is one that is known.
pub(super) fn texts(format: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    formats::TEXTS.iter().find(|(name, _, _)| *name == format).map(|(_, valid, invalid)| (*valid, *invalid))
}

/// Other spellings that mean the same, by what was sent. Types that know what a text means do not keep its spelling.
pub(super) fn respellings() -> BTreeMap<&'static str, &'static str> {
    formats::RESPELLED.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_as_references() {
        for key in ["#/components/schemas/Job", "a b/c%.yaml#/x~1y/ä", "#"] {
            assert_eq!(referred(&reference(key)).as_deref(), Some(key));
        }
    }

    #[test]
    fn references_are_relative_to_their_file() {
        let file = FileId::part("a/b.yaml");
        let named = |reference: &str| target(reference, &file, "openapi.yaml").map(|at| at.to_string());
        assert_eq!(named("#/x").as_deref(), Some("a/b.yaml#/x"));
        assert_eq!(named("c.yaml#/x%20y").as_deref(), Some("a/c.yaml#/x y"));
        assert_eq!(named("../openapi.yaml#/x").as_deref(), Some("#/x"));
        assert_eq!(named("../d.yaml").as_deref(), Some("d.yaml#"));
        assert_eq!(named("../../e.yaml"), None);
        assert_eq!(named("#anchor"), None);
    }
}
