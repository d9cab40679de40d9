//! `Debug` and `PartialEq` of models, by way of their JSON.
//!
//! The derives of the standard library cost a compiler more than reading and writing JSON do, for every member of every
//! model. What comes of this is better to read, too: members that are absent do not show.

use std::fmt;

use super::{JsonWriter, ToJson};

/// Writes the name of a type and the JSON of a value, in one line or, for `{:#?}`, in many. Secrets do not show.
///
/// ```text
/// CloudJob {"id":"nightly-render","priority":0}
/// ```
///
/// # Errors
/// The formatter fails.
pub fn debug(name: &str, value: &dyn ToJson, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{name} ")?;
    write(&text(value), f)
}

/// The JSON of a value without secrets.
pub(crate) fn text(value: &dyn ToJson) -> String {
    let mut json = JsonWriter::debug();
    value.to_json(&mut json);
    json.into_text()
}

/// Writes JSON, in one line or, for `{:#?}`, in many.
pub(crate) fn write(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let pretty = f.alternate().then(|| serde_json::from_str::<serde_json::Value>(text).ok()).flatten();
    match pretty {
        Some(value) => write!(f, "{value:#}"),
        None => f.write_str(text),
    }
}

/// Says whether two values have the same JSON. Values that have none (a number is NaN) are equal to nothing.
pub fn equal(one: &dyn ToJson, other: &dyn ToJson) -> bool {
    let text = |value: &dyn ToJson| super::to_vec(value).ok();
    text(one).is_some_and(|one| Some(one) == text(other))
}
