//! From serde's traits onto ours, for [`impl_serde!`](crate::impl_serde): through JSON text.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserializer, Serializer};

use super::{FromJson, ToJson, from_slice, to_vec};

/// Writes the full view of `value` to any serde format.
///
/// # Errors
/// JSON cannot carry the value, or the format cannot.
pub fn serialize<S: Serializer>(value: &dyn ToJson, serializer: S) -> Result<S::Ok, S::Error> {
    let text = to_vec(value).map_err(S::Error::custom)?;
    serde_transcode::transcode(&mut serde_json::Deserializer::from_slice(&text), serializer)
}

/// Reads a value from any self-describing serde format.
///
/// # Errors
/// The input is not of its format, or not a `T`; the message then begins with the JSON path.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut text = Vec::new();
    serde_transcode::transcode(deserializer, &mut serde_json::Serializer::new(&mut text))
        .map_err(|error| D::Error::custom(error.to_string()))?;
    from_slice(&text).map_err(D::Error::custom)
}
