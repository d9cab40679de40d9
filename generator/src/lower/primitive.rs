//! Types of values that hold no others, by `type` and `format`.

use super::merge::Merged;
use super::schema::Schemas;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Bounds, IntegerFormat, NumberFormat, StringFormat, Type};
use crate::source::Pointer;
use crate::spelling::nearest;

impl Schemas<'_> {
    pub(super) fn primitive(&mut self, ty: &str, merged: &Merged<'_>, secret: bool, at: &Pointer) -> Option<Type> {
        let replaced = merged.format.and_then(|format| self.config.replace.formats.get_key_value(format));
        if let Some((format, path)) = replaced.filter(|_| matches!(ty, "string" | "integer" | "number")) {
            self.met_formats.insert(format);
            return Some(Type::Foreign(path.as_str().to_owned()));
        }
        let known = match (ty, merged.format) {
            ("boolean", _) => Ok(Type::Boolean),
            ("integer", None) => Ok(Type::Integer(wide_enough(&merged.bounds))),
            ("integer", Some("int64" | "long")) => Ok(Type::Integer(IntegerFormat::Int64)),
            ("integer", Some("int32")) => Ok(Type::Integer(IntegerFormat::Int32)),
            ("integer", Some("int8")) => Ok(Type::Integer(IntegerFormat::Int8)),
            ("integer", Some("int16")) => Ok(Type::Integer(IntegerFormat::Int16)),
            ("integer", Some("uint8")) => Ok(Type::Integer(IntegerFormat::UInt8)),
            ("integer", Some("uint16")) => Ok(Type::Integer(IntegerFormat::UInt16)),
            ("integer", Some("uint32")) => Ok(Type::Integer(IntegerFormat::UInt32)),
            ("integer", Some("uint64")) => Ok(Type::Integer(IntegerFormat::UInt64)),
            ("integer", Some(_)) => Err(Type::Integer(IntegerFormat::Int64)),
            ("number", None | Some("double")) => Ok(Type::Number(NumberFormat::Double)),
            ("number", Some("float")) => Ok(Type::Number(NumberFormat::Float)),
            ("number", Some(_)) => Err(Type::Number(NumberFormat::Double)),
            ("string", None) if secret => Ok(Type::String(StringFormat::Password)),
            ("string", format) => string_format(format).map(Type::String).ok_or(Type::String(StringFormat::Plain)),
            _ => return None,
        };
        Some(known.unwrap_or_else(|base| {
            let message =
                format!("format `{}` of type `{ty}` has no Rust type of its own", merged.format.unwrap_or_default());
            let diagnostic = Diagnostic::new(&code::UNKNOWN_FORMAT, at.key("format"), message);
            self.diagnostics.push(diagnostic.instead(format!("a plain {ty}")));
            base
        }))
    }
}

/// The format that holds the integers between the bounds: 64 bits unless they are further apart.
fn wide_enough(bounds: &Bounds) -> IntegerFormat {
    let number = |bound: &Option<(String, bool)>| bound.as_ref().and_then(|(text, _)| text.parse::<f64>().ok());
    let wide = |bound: &Option<(String, bool)>| {
        let is_wide = number(bound).is_some_and(|number| number.abs() >= 2_f64.powi(63));
        is_wide && bound.as_ref().is_some_and(|(text, _)| text.parse::<i64>().is_err())
    };
    if !wide(&bounds.minimum) && !wide(&bounds.maximum) {
        return IntegerFormat::Int64;
    }
    match number(&bounds.minimum).is_some_and(|least| least >= 0.0) {
        false => IntegerFormat::Int128,
        // The greatest integer of 64 bits is read as the power of two behind it.
        true if number(&bounds.maximum).is_some_and(|greatest| greatest <= 2_f64.powi(64)) => IntegerFormat::UInt64,
        true => IntegerFormat::UInt128,
    }
}

fn string_format(format: Option<&str>) -> Option<StringFormat> {
    Some(match format {
        // JSON has no way to hold bytes as they are; what is in the text is between client and service.
        None => StringFormat::Plain,
        Some("binary") => StringFormat::Binary,
        Some("byte" | "base64") => StringFormat::Byte,
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("date-time-rfc1123") => StringFormat::DateTimeRfc1123,
        Some("duration") => StringFormat::Duration,
        Some("uuid") => StringFormat::Uuid,
        Some("uri" | "url") => StringFormat::Uri,
        Some("password") => StringFormat::Password,
        Some(_) => return None,
    })
}

/// The types that all dialects have. `null`, of 3.1 alone, is settled earlier.
const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// A `type` that is none, and which one may be meant by a slip or by the first letters.
pub(super) fn unknown_type(ty: &str, at: &Pointer) -> Diagnostic {
    let found = Diagnostic::new(&code::UNKNOWN_TYPE, at.key("type"), format!("`{ty}` is not a type of OpenAPI"));
    let short = ty.to_lowercase();
    let longer = || TYPES.into_iter().find(|known| short.len() > 2 && known.starts_with(&short));
    match nearest(ty, TYPES).or_else(longer) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found,
    }
}
