//! Values, made of what is read.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Number, Value};

use super::Make;

/// Makes values; a key that comes twice is out of the ordinary.
pub(super) struct Values;

impl Make for Values {
    type Node = Value;
    type List = Vec<Value>;
    type Map = Map<String, Value>;

    fn scalar(&mut self, text: Cow<'_, str>, is_plain: bool, _: Range<usize>) -> Option<Value> {
        if is_plain { typed(text) } else { Some(Value::String(text.into_owned())) }
    }

    fn nothing(&mut self, _: bool) -> Option<Value> {
        Some(Value::Null)
    }

    fn list(&mut self, _: Range<usize>) -> Vec<Value> {
        Vec::new()
    }

    fn item(&mut self, list: &mut Vec<Value>, item: Value) {
        list.push(item);
    }

    fn end_list(&mut self, list: Vec<Value>) -> Value {
        Value::Array(list)
    }

    fn map(&mut self, _: Range<usize>) -> Map<String, Value> {
        Map::new()
    }

    fn key(&mut self, _: &str, _: Range<usize>) {}

    fn member(&mut self, map: &mut Map<String, Value>, key: Cow<'_, str>, value: Value) -> Option<()> {
        map.insert(key.into_owned(), value).is_none().then_some(())
    }

    fn end_map(&mut self, map: Map<String, Value>) -> Value {
        Value::Object(map)
    }
}

/// What a plain scalar is; `None` for numbers that are out of the ordinary.
fn typed(text: Cow<'_, str>) -> Option<Value> {
    Some(match &*text {
        "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        number if number.starts_with(|c: char| matches!(c, '0'..='9' | '+' | '-' | '.')) => {
            number_or_text(number)?.map_or_else(|| Value::String(text.into_owned()), Value::Number)
        }
        _ => Value::String(text.into_owned()),
    })
}

/// The number that a text is, if it is one: digits behind a zero are text, and so is what is too large.
fn number_or_text(text: &str) -> Option<Option<Number>> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let behind = digits.strip_prefix(['0', '.']).unwrap_or_default();
    Some(match text {
        // Another base, infinity, or not a number at all.
        _ if behind.starts_with(|c: char| c.is_ascii_alphabetic()) => return None,
        _ if is_whole && digits.len() > 1 && digits.starts_with('0') => None,
        _ if is_whole && digits.len() > 18 => return None,
        _ if is_whole => text.parse::<i64>().ok().map(Number::from),
        _ => text.parse().ok().and_then(Number::from_f64),
    })
}
