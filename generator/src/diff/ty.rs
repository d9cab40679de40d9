//! Which values one type holds, and the other.

use std::fmt;

use serde_json::Value;

use super::composition::is_union;
use super::spot::Spot;

/// The type of a schema, as far as `type` and `format` say it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ty<'a> {
    base: &'a str,
    format: Option<&'a str>,
}

/// How the values of a type are related to those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They are the same.
    Same,
    /// There are more of them.
    Generalized,
    /// There are fewer of them.
    Specialized,
    /// Others.
    Different,
}

impl<'a> Ty<'a> {
    /// The type of a schema; a missing `type` is told by the other keywords.
    pub(super) fn of(schema: &Spot<'a>) -> Self {
        let has = |key: &str| schema.value.get(key).is_some();
        let texts = |values: &Vec<Value>| values.iter().all(|value| value.is_string() || value.is_null());
        let base = match schema.text("type") {
            Some(base) => base,
            None if has("properties") || has("additionalProperties") => "object",
            None if has("items") => "array",
            None if schema.value.get("enum").and_then(Value::as_array).is_some_and(texts) => "string",
            None if is_union(schema) => "union",
            None if has("allOf") => {
                let parts = schema.member("allOf").into_iter().flat_map(|parts| parts.items().collect::<Vec<_>>());
                // A circle has no type that could be told.
                let mut parts = parts.map(Spot::follow).filter(|part| part.value.get("allOf").is_none());
                parts.find_map(|part| Some(Ty::of(&part).base).filter(|base| *base != "any")).unwrap_or("object")
            }
            None => "any",
        };
        Self { base, format: schema.text("format") }
    }

    /// The type without its format.
    pub(super) fn base(&self) -> &'a str {
        self.base
    }

    /// How the values of `new` are related to those of this type.
    pub(super) fn relation(&self, new: &Self) -> Relation {
        match (self.base, new.base) {
            ("any", "any") => Relation::Same,
            (_, "any") => Relation::Generalized,
            ("any", _) => Relation::Specialized,
            ("integer", "number") => Relation::Generalized,
            ("number", "integer") => Relation::Specialized,
            (was, is) if was != is => Relation::Different,
            ("integer", _) => ranges(integer(self.format), integer(new.format)),
            ("number", _) => ranges((0, float(self.format)), (0, float(new.format))),
            ("string", _) => texts(self.format, new.format),
            _ => Relation::Same,
        }
    }
}

impl fmt::Display for Ty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = match self.base {
            "any" => "any value",
            "union" => "one of several shapes",
            base => base,
        };
        match self.format {
            Some(format) => write!(f, "{base} ({format})"),
            None => f.write_str(base),
        }
    }
}

/// The bits of an integer below zero and above.
fn integer(format: Option<&str>) -> (u8, u8) {
    match format {
        Some("int8") => (7, 7),
        Some("int16") => (15, 15),
        Some("int32") => (31, 31),
        Some("int64" | "long") => (63, 63),
        Some("uint8") => (0, 8),
        Some("uint16") => (0, 16),
        Some("uint32") => (0, 32),
        Some("uint64") => (0, 64),
        _ => (u8::MAX, u8::MAX),
    }
}

fn float(format: Option<&str>) -> u8 {
    match format {
        Some("float") => 1,
        Some("double") => 2,
        _ => 3,
    }
}

fn ranges(was: (u8, u8), is: (u8, u8)) -> Relation {
    match (was.0.cmp(&is.0), was.1.cmp(&is.1)) {
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Equal) => Relation::Same,
        (below, above) if below.is_le() && above.is_le() => Relation::Generalized,
        (below, above) if below.is_ge() && above.is_ge() => Relation::Specialized,
        _ => Relation::Different,
    }
}

/// Texts: those without a format are all of them. That a text is secret does not matter on the wire.
fn texts(was: Option<&str>, is: Option<&str>) -> Relation {
    let format = |format: Option<&str>| format.filter(|format| *format != "password").map(str::to_owned);
    match (format(was), format(is)) {
        (was, is) if was == is => Relation::Same,
        (None, Some(_)) => Relation::Specialized,
        (Some(_), None) => Relation::Generalized,
        _ => Relation::Different,
    }
}
