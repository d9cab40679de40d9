//! Values as they stand in paths, queries, headers and JSON strings.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_PAD_INDIFFERENT;
use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::types::{DateTime, HttpDate, IsoDuration, Secret, Uri};

/// A value with a text form. Escaping is not its business.
pub trait ToText {
    /// Appends the text.
    fn write_text(&self, out: &mut String);

    /// Returns the text.
    fn to_text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out
    }

    /// Says whether the text is not for logs.
    fn is_secret(&self) -> bool {
        false
    }
}

/// A value that can be read from its text form.
pub trait FromText: Sized {
    /// Reads the whole text.
    ///
    /// # Errors
    /// It is not the text of such a value.
    fn from_text(text: &str) -> Result<Self, TextError>;
}

/// A value for a parameter, if there is one: a value with a text form, or an `Option` of one.
pub trait Argument {
    /// Returns the value, if there is one.
    fn argument(&self) -> Option<&dyn ToText>;
}

impl<T: ToText> Argument for T {
    fn argument(&self) -> Option<&dyn ToText> {
        Some(self)
    }
}

impl<T: ToText> Argument for Option<T> {
    fn argument(&self) -> Option<&dyn ToText> {
        self.as_ref().map(|value| value as &dyn ToText)
    }
}

/// A list of values with text forms.
pub trait ToTextList {
    /// Returns the texts in order.
    fn to_texts(&self) -> Vec<String>;

    /// Says whether one of the texts is not for logs.
    fn is_secret(&self) -> bool {
        false
    }
}

impl<T: ToText> ToTextList for [T] {
    fn to_texts(&self) -> Vec<String> {
        self.iter().map(T::to_text).collect()
    }

    fn is_secret(&self) -> bool {
        self.iter().any(T::is_secret)
    }
}

impl<T: ToText> ToTextList for Vec<T> {
    fn to_texts(&self) -> Vec<String> {
        self.as_slice().to_texts()
    }

    fn is_secret(&self) -> bool {
        self.as_slice().is_secret()
    }
}

/// Text that is not of the expected form. It says what was expected and does not quote the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError(Cow<'static, str>);

impl TextError {
    /// Makes an error from a message like `expected a UUID`.
    pub const fn new(message: &'static str) -> Self {
        Self(Cow::Borrowed(message))
    }
}

impl From<String> for TextError {
    fn from(message: String) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TextError {}

/// Types whose `Display` and `FromStr` are their text.
macro_rules! by_display {
    ($($type:ty: $expected:literal),* $(,)?) => {$(
        impl ToText for $type {
            fn write_text(&self, out: &mut String) {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "{self}");
            }
        }

        impl FromText for $type {
            fn from_text(text: &str) -> Result<Self, TextError> {
                text.parse().map_err(|_| TextError::new($expected))
            }
        }
    )*};
}

by_display! {
    i8: "expected an integer in the range of i8",
    i16: "expected an integer in the range of i16",
    i32: "expected an integer in the range of i32",
    i64: "expected an integer in the range of i64",
    i128: "expected an integer in the range of i128",
    u8: "expected an integer in the range of u8",
    u16: "expected an integer in the range of u16",
    u32: "expected an integer in the range of u32",
    u64: "expected an integer in the range of u64",
    u128: "expected an integer in the range of u128",
    f32: "expected a number",
    f64: "expected a number",
    DateTime: "expected a date and time (RFC 3339)",
    Timestamp: "expected a date and time with offset (RFC 3339)",
    Date: "expected a date (RFC 3339 full-date)",
    HttpDate: "expected an HTTP date (RFC 9110)",
    IsoDuration: "expected an ISO 8601 duration",
    Uuid: "expected a UUID",
}

/// Types that are text themselves.
macro_rules! by_str {
    ($($type:ty: |$value:ident| $str:expr),*) => {$(
        impl ToText for $type {
            fn write_text(&self, out: &mut String) {
                let $value = self;
                out.push_str($str);
            }
        }
    )*};
}

by_str!(str: |s| s, String: |s| s, Cow<'_, str>: |s| s, Uri: |uri| uri.as_str());

impl ToText for Secret {
    fn write_text(&self, out: &mut String) {
        out.push_str(self.expose());
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl ToText for bool {
    fn write_text(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl ToText for Bytes {
    fn write_text(&self, out: &mut String) {
        STANDARD_PAD_INDIFFERENT.encode_string(self, out);
    }
}

impl<T: ToText + ?Sized> ToText for &T {
    fn write_text(&self, out: &mut String) {
        (**self).write_text(out);
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl FromText for String {
    fn from_text(text: &str) -> Result<Self, TextError> {
        Ok(text.to_owned())
    }
}

impl FromText for Uri {
    fn from_text(text: &str) -> Result<Self, TextError> {
        Ok(text.into())
    }
}

impl FromText for Secret {
    fn from_text(text: &str) -> Result<Self, TextError> {
        Ok(text.into())
    }
}

/// Whatever the case: some services write `True`.
impl FromText for bool {
    fn from_text(text: &str) -> Result<Self, TextError> {
        match () {
            () if text.eq_ignore_ascii_case("true") => Ok(true),
            () if text.eq_ignore_ascii_case("false") => Ok(false),
            () => Err(TextError::new("expected `true` or `false`")),
        }
    }
}

/// Base64 with the standard alphabet (RFC 4648 section 4), padded or not.
impl FromText for Bytes {
    fn from_text(text: &str) -> Result<Self, TextError> {
        STANDARD_PAD_INDIFFERENT.decode(text).map(Bytes::from).map_err(|_| TextError::new("expected base64 (RFC 4648)"))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    fn both_ways<T: ToText + FromText + PartialEq + Debug>(text: &str) {
        let value = T::from_text(text).unwrap();
        assert_eq!(value.to_text(), text);
    }

    #[test]
    fn texts_survive() {
        both_ways::<i8>("-128");
        both_ways::<u64>("18446744073709551615");
        both_ways::<f64>("1.5");
        both_ways::<bool>("false");
        both_ways::<String>("a b");
        both_ways::<Uuid>("11111111-2222-3333-4444-555555555555");
        both_ways::<DateTime>("2017-02-17T01:00:00+01:00");
        both_ways::<Timestamp>("2016-11-27T00:45:48.7320857Z");
        both_ways::<Date>("2016-11-27");
        both_ways::<HttpDate>("Fri, 17 Feb 2017 00:00:00 GMT");
        both_ways::<IsoDuration>("P10675199DT2H48M5.4775807S");
        both_ways::<Uri>("HTTP://Example.com/%7e?");
        both_ways::<Secret>("hush");
        both_ways::<Bytes>("AQID/+8=");
    }

    #[test]
    fn reading_is_wider_than_writing() {
        assert_eq!(bool::from_text("True"), Ok(true));
        assert_eq!(Bytes::from_text("AQ"), Bytes::from_text("AQ=="));
        assert_eq!(Timestamp::from_text("2017-02-17T01:00:00+01:00").unwrap().to_text(), "2017-02-17T00:00:00Z");
    }

    #[test]
    fn errors_say_what_was_expected() {
        assert_eq!(u8::from_text("256").unwrap_err().to_string(), "expected an integer in the range of u8");
        assert_eq!(bool::from_text("yes").unwrap_err().to_string(), "expected `true` or `false`");
        assert_eq!(Bytes::from_text("A").unwrap_err().to_string(), "expected base64 (RFC 4648)");
        for text in ["2017-02-17", "2017-02-17T00:00:00", ""] {
            assert!(Timestamp::from_text(text).is_err(), "{text}");
        }
    }
}
