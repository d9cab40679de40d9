//! JSON (RFC 8259) in and out: two small traits with one concrete reader and one concrete writer.
//!
//! The surprise is that these are not serde's traits: nothing here is generic over a format, so that a crate of
//! hundreds of models stays cheap to compile. [`impl_serde!`](crate::impl_serde) builds serde's traits on top.
//!
//! | rule | reading | writing |
//! |---|---|---|
//! | unknown member | ignored, unless the type collects them | |
//! | the same member twice | error that names it (`null` counts) | error that names it |
//! | missing member | `None`, or an error that names it | |
//! | `null` | `None` | `None` of a required member |
//! | nesting | up to 127 arrays and objects, as `serde_json` | not limited |

mod error;
#[doc(hidden)]
pub mod model;
mod object;
mod reader;
mod scalars;
mod scan;
#[cfg(test)]
mod tests;
mod union;
#[cfg(test)]
mod union_tests;
mod values;
mod writer;

#[doc(hidden)]
pub mod bridge;

pub use error::{DecodeError, EncodeError};
pub use object::{Required, Rest, Slot};
pub use reader::JsonReader;
pub use writer::JsonWriter;
pub(crate) use writer::REDACTED;

/// A type that can be read from JSON.
///
/// ```
/// # use bindery_runtime as rt;
/// struct Point { x: i32, y: Option<i32> }
///
/// impl rt::FromJson for Point {
///     fn from_json(json: &mut rt::JsonReader<'_>) -> Result<Self, rt::DecodeError> {
///         let mut x = rt::Required::default();
///         let mut y = None;
///         json.object(&mut [("x", &mut x), ("y", &mut y)])?;
///         Ok(Self { x: x.take("x", json)?, y })
///     }
/// }
///
/// let error = rt::json::from_slice::<Vec<Point>>(br#"[{"x": 1}, {"y": 2}]"#).err().unwrap();
/// assert_eq!(error.to_string(), "$[1]: missing field `x` (at byte 19)");
/// ```
pub trait FromJson: Sized {
    /// Reads one value and leaves the reader behind it.
    ///
    /// # Errors
    /// The text is not JSON, or not a `Self`. The reader cannot be used any further then.
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError>;

    /// Returns what a body without a byte stands for: `None`, where the body may be `null`; else nothing.
    fn from_nothing() -> Option<Self> {
        None
    }
}

/// A type that can be written as JSON.
pub trait ToJson {
    /// Writes exactly one value. What JSON cannot carry is noted by the writer and reported at the end.
    fn to_json(&self, json: &mut JsonWriter);

    /// Says that a member with this value is to be left out of its object: `None`, [`Maybe::Absent`](crate::Maybe).
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads a whole document, UTF-8 with or without a byte order mark.
///
/// # Errors
/// The text is not one JSON value, or not a `T`; text after the value is an error too.
pub fn from_slice<T: FromJson>(text: &[u8]) -> Result<T, DecodeError> {
    let mut json = JsonReader::new(text);
    let value = T::from_json(&mut json)?;
    json.finish()?;
    Ok(value)
}

/// Writes a whole document with all its members, read-only ones too.
///
/// # Errors
/// A number is NaN or infinite, or an object has two members of one name; the error carries the JSON path.
pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, EncodeError> {
    let mut json = JsonWriter::full();
    value.to_json(&mut json);
    json.finish()
}

/// Writes a whole document as a request body carries it: without read-only members (OAS 3.0 `readOnly`).
///
/// # Errors
/// As [`to_vec`].
pub fn to_request_body(value: &dyn ToJson) -> Result<Vec<u8>, EncodeError> {
    let mut json = JsonWriter::request();
    value.to_json(&mut json);
    json.finish()
}
