//! Whether two JSON texts say the same: numbers by their exact value, however they are written, and objects whatever the
//! order of their members.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::value::RawValue;

use super::instance::UNKNOWN;
use super::oracle::respellings;

/// Where the texts differ first, as a JSON Pointer; `None` if they say the same. A member called [`UNKNOWN`] of what was
/// sent need not be there any more.
pub(super) fn difference(sent: &str, got: &str) -> Result<Option<String>> {
    let [sent, got] = [serde_json::from_str::<&RawValue>(sent)?, serde_json::from_str::<&RawValue>(got)?];
    Comparison { respelled: respellings() }.values(sent.get(), got.get())
}

struct Comparison {
    respelled: BTreeMap<&'static str, &'static str>,
}

impl Comparison {
    fn values(&self, sent: &str, got: &str) -> Result<Option<String>> {
        let kind = |text: &str| text.bytes().next().unwrap_or_default();
        let same = match (kind(sent), kind(got)) {
            (b'{', b'{') => return self.objects(sent, got),
            (b'[', b'[') => return self.arrays(sent, got),
            (b'"', b'"') => {
                let [sent, got]: [String; 2] = [serde_json::from_str(sent)?, serde_json::from_str(got)?];
                sent == got || self.respelled.get(sent.as_str()).is_some_and(|other| *other == got)
            }
            (b'-' | b'0'..=b'9', b'-' | b'0'..=b'9') => Number::of(sent) == Number::of(got),
            _ => sent == got,
        };
        Ok((!same).then(String::new))
    }

    fn objects(&self, sent: &str, got: &str) -> Result<Option<String>> {
        let [sent, mut got]: [BTreeMap<String, &RawValue>; 2] =
            [serde_json::from_str(sent)?, serde_json::from_str(got)?];
        for (name, value) in sent {
            let at = || format!("/{}", name.replace('~', "~0").replace('/', "~1"));
            match got.remove(&name) {
                Some(other) => {
                    if let Some(below) = self.values(value.get(), other.get())? {
                        return Ok(Some(format!("{}{below}", at())));
                    }
                }
                None if name == UNKNOWN => {}
                None => return Ok(Some(at())),
            }
        }
        Ok(got.into_keys().next().map(|name| format!("/{name}")))
    }

    fn arrays(&self, sent: &str, got: &str) -> Result<Option<String>> {
        let [sent, got]: [Vec<&RawValue>; 2] = [serde_json::from_str(sent)?, serde_json::from_str(got)?];
        for (index, (one, other)) in sent.iter().zip(&got).enumerate() {
            if let Some(below) = self.values(one.get(), other.get())? {
                return Ok(Some(format!("/{index}{below}")));
            }
        }
        Ok((sent.len() != got.len()).then(|| format!("/{}", sent.len().min(got.len()))))
    }
}

/// A number as its sign, its digits without zeros at the ends, and the power of ten that the last of them stands for.
#[derive(Debug, PartialEq, Eq)]
struct Number {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Number {
    fn of(text: &str) -> Self {
        let negative = text.starts_with('-');
        let text = text.trim_start_matches('-');
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX).saturating_sub_unsigned(fraction.len() as u64);
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        match significant {
            "" => Self { negative: false, digits: String::new(), exponent: 0 },
            _ => Self {
                negative,
                digits: significant.to_owned(),
                exponent: exponent.saturating_add_unsigned((digits.len() - significant.len()) as u64),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(sent: &str, got: &str) -> bool {
        difference(sent, got).unwrap().is_none()
    }

    #[test]
    fn numbers_are_compared_exactly() {
        assert!(same("1", "1.0") && same("100", "1e2") && same("-0", "0") && same("1.50", "15e-1"));
        assert!(!same("9007199254740993", "9007199254740992") && !same("1", "-1") && !same("0.1", "0.10000000001"));
        assert!(!same("1", "\"1\"") && !same("null", "false"));
    }

    #[test]
    fn objects_have_no_order_and_arrays_have() {
        assert!(same(r#"{"a": 1, "b": [true, null]}"#, r#"{"b":[true,null],"a":1}"#));
        assert_eq!(difference("[1,2]", "[2,1]").unwrap().as_deref(), Some("/0"));
        assert_eq!(difference("[1]", "[1,2]").unwrap().as_deref(), Some("/1"));
        assert_eq!(difference(r#"{"a/b":{"c":1}}"#, r#"{"a/b":{"c":2}}"#).unwrap().as_deref(), Some("/a~1b/c"));
        assert_eq!(difference(r#"{"a":null}"#, "{}").unwrap().as_deref(), Some("/a"));
        assert_eq!(difference("{}", r#"{"a":null}"#).unwrap().as_deref(), Some("/a"));
    }

    #[test]
    fn what_is_unknown_may_go_and_what_means_the_same_may_be_written_otherwise() {
        assert!(same(&format!(r#"{{"{UNKNOWN}":1,"a":2}}"#), r#"{"a":2}"#));
        assert!(!same(r#"{"a":2}"#, &format!(r#"{{"{UNKNOWN}":1,"a":2}}"#)));
        assert!(same(r#""2024-06-30T18:00:00-08:00""#, r#""2024-07-01T02:00:00Z""#));
        assert!(!same(r#""2024-07-01T02:00:00Z""#, r#""2024-06-30T18:00:00-08:00""#));
    }
}
