//! The part of OData's `$filter` that clients of Batch write: comparisons and `startswith`, joined by `and`.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value;

use crate::problem::Problem;

/// A filter: all of its terms have to hold.
#[derive(Debug, Default)]
pub(crate) struct Filter(Vec<Term>);

#[derive(Debug)]
enum Term {
    /// `startswith(property, 'text')`.
    StartsWith(String, String),
    /// `property op literal`.
    Compare(String, Operator, Value),
}

#[derive(Clone, Copy, Debug)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// 400 `InvalidQueryParameterValue` for anything that is not understood, `or` and `not` among it.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        terms(text).map(Self).ok_or_else(|| Problem::query("$filter", text, "not understood"))
    }

    /// Says whether an item is wanted. A property that is not there is `null`, and compares with nothing.
    pub(crate) fn holds(&self, item: &Value) -> bool {
        self.0.iter().all(|term| term.holds(item))
    }
}

impl Term {
    fn holds(&self, item: &Value) -> bool {
        match self {
            Self::StartsWith(name, text) => find(item, name).as_str().is_some_and(|value| value.starts_with(text)),
            Self::Compare(name, operator, literal) => operator.holds(compare(find(item, name), literal)),
        }
    }
}

impl Operator {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "eq" => Self::Equal,
            "ne" => Self::NotEqual,
            "lt" => Self::Less,
            "le" => Self::LessOrEqual,
            "gt" => Self::Greater,
            "ge" => Self::GreaterOrEqual,
            _ => return None,
        })
    }

    fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            Self::Equal => order.is_some_and(Ordering::is_eq),
            Self::NotEqual => !order.is_some_and(Ordering::is_eq),
            Self::Less => order.is_some_and(Ordering::is_lt),
            Self::LessOrEqual => order.is_some_and(Ordering::is_le),
            Self::Greater => order.is_some_and(Ordering::is_gt),
            Self::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
        }
    }
}

/// Follows `a/b` into an item.
fn find<'a>(item: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(item, |value, name| value.get(name).unwrap_or(&Value::Null))
}

fn compare(value: &Value, literal: &Value) -> Option<Ordering> {
    match (value, literal) {
        (Value::String(value), Value::String(literal)) => {
            match (value.parse::<Timestamp>(), literal.parse::<Timestamp>()) {
                (Ok(value), Ok(literal)) => Some(value.cmp(&literal)),
                _ => Some(value.cmp(literal)),
            }
        }
        (Value::Number(value), Value::Number(literal)) => value.as_f64()?.partial_cmp(&literal.as_f64()?),
        (Value::Bool(value), Value::Bool(literal)) => Some(value.cmp(literal)),
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        _ => None,
    }
}

fn terms(text: &str) -> Option<Vec<Term>> {
    let (mut rest, mut terms) = (text.trim(), Vec::new());
    loop {
        let (term, behind) = term(rest)?;
        terms.push(term);
        match behind.trim_start() {
            "" => return Some(terms),
            behind => rest = behind.strip_prefix("and ")?.trim_start(),
        }
    }
}

fn term(text: &str) -> Option<(Term, &str)> {
    if let Some(call) = text.strip_prefix("startswith(") {
        let (name, rest) = call.split_once(',')?;
        let (literal, rest) = literal(rest.trim_start())?;
        let rest = rest.trim_start().strip_prefix(')')?;
        return Some((Term::StartsWith(property(name)?, literal.as_str()?.to_owned()), rest));
    }
    let (name, rest) = text.split_once(' ')?;
    let (operator, rest) = rest.trim_start().split_once(' ')?;
    let (literal, rest) = literal(rest.trim_start())?;
    Some((Term::Compare(property(name)?, Operator::parse(operator)?, literal), rest))
}

fn property(name: &str) -> Option<String> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "/_.".contains(c));
    fits.then(|| name.to_owned())
}

/// Reads `'text'` with `''` for a quote, `datetime'…'`, or a word: a number, `true`, `false`, `null`, a date-time.
fn literal(text: &str) -> Option<(Value, &str)> {
    let text = text.strip_prefix("datetime").unwrap_or(text);
    if let Some(quoted) = text.strip_prefix('\'') {
        return quoted_text(quoted);
    }
    let end = text.find([' ', ')']).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let value = match word.parse::<Timestamp>() {
        Ok(_) => Value::String(word.to_owned()),
        Err(_) => serde_json::from_str::<Value>(word).ok().filter(|value| !value.is_array() && !value.is_object())?,
    };
    Some((value, rest))
}

fn quoted_text(text: &str) -> Option<(Value, &str)> {
    let (mut value, mut rest) = (String::new(), text);
    loop {
        let (part, behind) = rest.split_once('\'')?;
        value.push_str(part);
        match behind.strip_prefix('\'') {
            Some(behind) => {
                value.push('\'');
                rest = behind;
            }
            None => return Some((Value::String(value), behind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_understood() {
        let item = json!({
            "id": "it's", "state": "active", "priority": 5, "creationTime": "2024-07-01T00:00:01Z",
            "executionInfo": {"exitCode": 1}, "enableAutoScale": false,
        });
        for (text, expected) in [
            ("state eq 'active'", true),
            ("state ne 'active'", false),
            ("id eq 'it''s'", true),
            ("startswith(id,'it')", true),
            ("startswith(id, 'at') and state eq 'active'", false),
            ("state eq 'active' and creationTime gt 2024-07-01T00:00:00.5Z", true),
            ("creationTime lt datetime'2024-07-01T00:00:00Z'", false),
            ("priority ge 5 and priority le 5", true),
            ("executionInfo/exitCode ne 0", true),
            ("enableAutoScale eq false", true),
            ("none eq null", true),
            ("none gt 1", false),
        ] {
            assert_eq!(Filter::parse(text).unwrap().holds(&item), expected, "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in
            ["", "state", "state eq", "state eq active", "not (a eq 1)", "a eq 1 or b eq 2", "a eq 'b", "f(a,'b')"]
        {
            let problem = Filter::parse(text).unwrap_err();
            assert_eq!(problem.code(), "InvalidQueryParameterValue", "{text}");
        }
    }
}
