//! `[[corrections]]`: what is wrong in the document.

use serde::Deserialize;
use serde_json::Value;

/// One place of the document, put right: either `set` or `remove` says how.
///
/// It is an error once it does not apply any more: the place is not there, it does not hold `was`, or it holds what is
/// to be set already.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "Entry")]
#[cfg_attr(test, schemars(with = "Entry"))]
pub struct Correction {
    /// Where.
    pub at: String,
    /// Why.
    pub reason: String,
    /// The value that must be there before.
    pub was: Option<Value>,
    /// The value after; without one, there is none.
    pub set: Option<Value>,
}

/// A correction as it is written.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Correction"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    /// Where: what a `$ref` in the entry document would say, such as `#/components/schemas/Job/properties/id`, or
    /// `schemas/job.yaml#/properties/id` for another file of the document.
    at: String,
    /// What is wrong with the document.
    reason: String,
    /// What is there before: the correction is made only in place of that.
    #[cfg_attr(test, schemars(with = "Option<Value>"))]
    was: Option<toml::Value>,
    /// What is to be there. A member that an object does not have yet is added, and so is the element behind the last one
    /// of an array, whose place is `-`.
    #[cfg_attr(test, schemars(with = "Option<Value>"))]
    set: Option<toml::Value>,
    /// Takes away what is there.
    #[serde(default)]
    remove: bool,
}

impl TryFrom<Entry> for Correction {
    type Error = String;

    fn try_from(entry: Entry) -> Result<Self, String> {
        let Entry { at, reason, was, set, remove } = entry;
        if set.is_some() == remove {
            return Err("a correction needs either `set` or `remove = true`".to_owned());
        }
        if reason.trim().is_empty() {
            return Err("a correction needs a `reason` that says what is wrong with the document".to_owned());
        }
        Ok(Self { at, reason, was: was.map(json), set: set.map(json) })
    }
}

/// A value of TOML as one of JSON; dates are texts there, and a number that is none is null.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(members) => {
            Value::Object(members.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}
