//! JSON of booleans, numbers and of everything that is a string on the wire.

use std::borrow::Cow;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::scan::Kind;
use super::{DecodeError, FromJson, JsonReader, JsonWriter, ToJson};
use crate::text::{FromText, ToText};
use crate::types::{DateTime, File, HttpDate, IsoDuration, Secret, Uri};

impl FromJson for bool {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.bool()
    }
}

impl FromJson for String {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.str().map(str::to_owned)
    }
}

impl FromJson for f64 {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let is_tried = json.trial.is_on();
        let text = json.number()?;
        let (value, is_whole) = (text.parse::<f64>(), !text.contains(['.', 'e', 'E']));
        let loses_digits = is_tried && is_whole && value.as_ref().is_ok_and(|value| format!("{value:.0}") != text);
        if is_whole {
            json.trial.loose += 1; // an integer fits better
        }
        if loses_digits {
            return Err(json.error("no number of this type has all the digits"));
        }
        value.ok().filter(|value| value.is_finite()).ok_or_else(|| json.error("number out of range"))
    }
}

impl FromJson for f32 {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let value = json.number()?.parse::<f32>();
        value.ok().filter(|value| value.is_finite()).ok_or_else(|| json.error("number out of range"))
    }
}

impl ToJson for bool {
    fn to_json(&self, json: &mut JsonWriter) {
        json.scalar(self);
    }
}

impl ToJson for f64 {
    fn to_json(&self, json: &mut JsonWriter) {
        json.float(*self);
    }
}

impl ToJson for f32 {
    fn to_json(&self, json: &mut JsonWriter) {
        if self.is_finite() { json.scalar(self) } else { json.float(f64::from(*self)) }
    }
}

impl ToJson for str {
    fn to_json(&self, json: &mut JsonWriter) {
        json.string(self);
    }
}

impl ToJson for String {
    fn to_json(&self, json: &mut JsonWriter) {
        json.string(self);
    }
}

impl ToJson for Cow<'_, str> {
    fn to_json(&self, json: &mut JsonWriter) {
        json.string(self);
    }
}

/// Integers are written as plain JSON numbers, and read from all numbers that are whole: `1.0` is an integer to JSON
/// Schema. The wide ones are also read from strings: some services write 64-bit integers so, because JavaScript cannot
/// hold them.
macro_rules! integers {
    ($($type:ty: $in_string:literal),*) => {$(
        impl FromJson for $type {
            fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
                let in_string = $in_string && json.peek()? == Kind::String;
                if in_string {
                    json.unlisted(); // a text fits better
                }
                let text = if in_string { json.str()? } else { json.number()? };
                let value = text.parse().ok().or_else(|| whole(text).filter(|_| !in_string)?.parse().ok());
                value.ok_or_else(|| json.error(concat!("expected an integer in the range of ", stringify!($type))))
            }
        }

        impl ToJson for $type {
            fn to_json(&self, json: &mut JsonWriter) {
                json.scalar(self);
            }
        }
    )*};
}

integers!(i8: false, i16: false, i32: false, i64: true, i128: true, u8: false, u16: false, u32: false, u64: true, u128: true);

/// The plain spelling of a JSON number with a fraction or exponent, if it is whole: `12` of `1.20e1`.
#[cold]
fn whole(number: &str) -> Option<String> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    // What has more digits than the widest integer is out of range anyway.
    let zeros = exponent.parse::<i32>().ok()?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    match usize::try_from(zeros) {
        Ok(zeros @ ..=39) => Some(format!("{integer}{fraction}{:0<zeros$}", "")),
        _ => None,
    }
}

/// Types whose JSON is a string that holds their text.
macro_rules! strings {
    ($($type:ty),*) => {$(
        impl FromJson for $type {
            fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
                text(json)
            }
        }

        impl ToJson for $type {
            fn to_json(&self, json: &mut JsonWriter) {
                json.text_of(self);
            }
        }
    )*};
}

strings!(Bytes, Date, DateTime, HttpDate, IsoDuration, Timestamp, Uri, Uuid);

impl FromJson for Secret {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.str().map(Self::from)
    }
}

impl ToJson for Secret {
    fn to_json(&self, json: &mut JsonWriter) {
        json.secret(self.expose());
    }
}

impl FromJson for File {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.str().map(|text| Self::from(text.to_owned()))
    }
}

impl ToJson for File {
    fn to_json(&self, json: &mut JsonWriter) {
        json.file(self);
    }
}

/// Reads a string and makes a value of it.
pub(super) fn text<T: FromText + ToText>(json: &mut JsonReader<'_>) -> Result<T, DecodeError> {
    let is_tried = json.trial.is_on();
    let text = json.str()?;
    let value = T::from_text(text);
    let is_other = is_tried && value.as_ref().is_ok_and(|value| value.to_text() != text);
    if is_other {
        json.unlisted(); // a plain text fits better
    }
    value.map_err(|error| json.error(error.to_string()))
}
