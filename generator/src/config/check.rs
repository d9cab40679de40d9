//! Holds a configuration against its JSON Schema, to find all that is wrong with it in one run.
//!
//! Only the keywords are known that the schema of [`Config`](super::Config) has; what they cannot say, the types find
//! when the configuration is read.

use serde_json::{Map, Value as Json};
use toml::{Table, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::source::{FileId, Location, Pointer};
use crate::spelling::nearest;

/// What is wrong with a configuration.
pub(super) fn check(table: &Table, schema: &Json) -> Diagnostics {
    let mut checker = Checker { root: schema, problems: Diagnostics::new() };
    checker.table(table, schema, &Pointer::root().within(&FileId::CONFIG));
    checker.problems
}

struct Checker<'s> {
    root: &'s Json,
    problems: Diagnostics,
}

impl<'s> Checker<'s> {
    fn value(&mut self, value: &Value, schema: &'s Json, at: &Pointer) {
        let schema = self.target(schema);
        let wanted = wanted(schema);
        if wanted.is_some_and(|wanted| wanted != kind(value)) {
            let (wanted, is) = (wanted.unwrap_or_default(), kind(value));
            let message = format!("`{}` has to be {}, and is {}", shown(at), a(wanted), a(is));
            return self.report(&code::INVALID_CONFIG, Location::Value(at.clone()), message, None);
        }
        match value {
            Value::Table(table) => self.table(table, schema, at),
            Value::Array(items) => {
                let Some(schema) = schema.get("items") else { return };
                items.iter().enumerate().for_each(|(index, item)| self.value(item, schema, &at.index(index)));
            }
            Value::String(text) => self.text(text, schema, at),
            _ => {}
        }
    }

    fn table(&mut self, table: &Table, schema: &'s Json, at: &Pointer) {
        let properties = schema.get("properties").and_then(Json::as_object);
        for (key, value) in table {
            let known = properties.and_then(|properties| properties.get(key));
            match (known, schema.get("additionalProperties")) {
                (Some(schema), _) | (None, Some(schema @ Json::Object(_))) => self.value(value, schema, &at.key(key)),
                (None, Some(Json::Bool(false))) => self.unknown(key, properties, at),
                _ => {}
            }
        }
        let required = schema.get("required").and_then(Json::as_array);
        for key in required.into_iter().flatten().filter_map(Json::as_str).filter(|key| !table.contains_key(*key)) {
            let message = format!("{} has no key `{key}`, which it needs", place(at));
            self.report(&code::INVALID_CONFIG, Location::Key(at.clone()), message, Some(format!("add `{key} = …`")));
        }
    }

    fn unknown(&mut self, key: &str, known: Option<&'s Map<String, Json>>, at: &Pointer) {
        let near = nearest(key, known.into_iter().flat_map(Map::keys).map(String::as_str));
        let help = match (near, self.table_with(key)) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(table)) => format!("did you mean `{key}` in `[{table}]`?"),
            (None, None) => known.map(list).unwrap_or_default(),
        };
        let message = format!("unknown key `{key}` {}", within(at));
        self.report(&code::UNKNOWN_KEY, Location::Key(at.key(key)), message, Some(help));
    }

    /// A table at the top that knows a key.
    fn table_with(&self, key: &str) -> Option<&'s str> {
        let tables = self.root.get("properties").and_then(Json::as_object)?.iter();
        let has =
            |schema| self.target(schema).get("properties").is_some_and(|properties| properties.get(key).is_some());
        tables.filter(|(_, schema)| has(schema)).map(|(name, _)| name.as_str()).next()
    }

    fn text(&mut self, text: &str, schema: &'s Json, at: &Pointer) {
        let values: Vec<&str> = choices(schema).filter_map(|choice| choice.get("const")?.as_str()).collect();
        if values.is_empty() || values.contains(&text) {
            return;
        }
        let message = format!("`{text}` is no value of `{}`", shown(at));
        let help = match nearest(text, values.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", quoted(values)),
        };
        self.report(&code::INVALID_CONFIG, Location::Value(at.clone()), message, Some(help));
    }

    /// The schema at the end of a reference, where null is no choice: a configuration has none.
    fn target(&self, schema: &'s Json) -> &'s Json {
        let reference = schema.get("$ref").and_then(Json::as_str).and_then(|text| text.strip_prefix('#'));
        if let Some(target) = reference.and_then(|pointer| self.root.pointer(pointer)) {
            return self.target(target);
        }
        let mut others = choices(schema).filter(|choice| choice.get("type").and_then(Json::as_str) != Some("null"));
        match (others.next(), others.next()) {
            (Some(only), None) => self.target(only),
            _ => schema,
        }
    }

    fn report(&mut self, code: &'static crate::diagnostic::Code, at: Location, message: String, help: Option<String>) {
        let problem = Diagnostic::new(code, at, message);
        self.problems.push(help.into_iter().fold(problem, Diagnostic::help));
    }
}

fn choices(schema: &Json) -> impl Iterator<Item = &Json> {
    ["anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten()
}

/// The type that a schema asks for, if it is one besides null.
fn wanted(schema: &Json) -> Option<&str> {
    match schema.get("type")? {
        Json::Array(types) => types.iter().filter_map(Json::as_str).find(|ty| *ty != "null"),
        ty => ty.as_str(),
    }
}

/// The type of JSON Schema that a value of TOML is of.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Integer(_) => "integer",
        Value::Float(_) => "number",
        Value::Boolean(_) => "boolean",
        Value::Datetime(_) => "date",
        Value::Array(_) => "array",
        Value::Table(_) => "object",
    }
}

fn a(kind: &str) -> String {
    match kind {
        "object" => "a table".to_owned(),
        "array" | "integer" => format!("an {kind}"),
        kind => format!("a {kind}"),
    }
}

/// A key as TOML has it.
fn shown(at: &Pointer) -> String {
    let plain = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let keys = at.tokens().map(|key| if plain(&key) { key.into_owned() } else { format!("{key:?}") });
    keys.collect::<Vec<_>>().join(".")
}

fn within(at: &Pointer) -> String {
    if at.tokens().next().is_none() { "outside of tables".to_owned() } else { format!("in {}", place(at)) }
}

fn place(at: &Pointer) -> String {
    format!("`[{}]`", shown(at))
}

fn list(known: &Map<String, Json>) -> String {
    format!("known are {}", quoted(known.keys().map(String::as_str).collect()))
}

fn quoted(names: Vec<&str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
