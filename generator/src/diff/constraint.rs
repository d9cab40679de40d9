//! What values are allowed: limits, patterns and the like.

use serde_json::Value;

use super::kind;
use super::operation::place_of;
use super::spot::Spot;
use super::walk::{NodeId, Walk, code};

/// Keywords that set a limit, and whether it is an upper one.
const LIMITS: [(&str, bool); 8] = [
    ("minimum", false),
    ("maximum", true),
    ("minLength", false),
    ("maxLength", true),
    ("minItems", false),
    ("maxItems", true),
    ("minProperties", false),
    ("maxProperties", true),
];

/// How the values that are allowed changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Tightened,
    Loosened,
    Other,
}

impl<'a> Walk<'a> {
    /// All constraints of a schema, one change for each that differs.
    pub(super) fn constraints(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        for (key, upper) in LIMITS {
            let (was, is) = (Limit::of(&old, key, upper), Limit::of(&new, key, upper));
            self.constraint(id, name, key, was.map(|it| it.to_string()), is.map(|it| it.to_string()), || {
                match (was, is) {
                    (None, _) => Change::Tightened,
                    (_, None) => Change::Loosened,
                    (Some(was), Some(is)) if is.is_tighter(&was, upper) => Change::Tightened,
                    _ => Change::Loosened,
                }
            });
        }
        let text = |spot: &Spot<'a>, key: &str| spot.value.get(key).map(Value::to_string);
        let (was, is) = (text(&old, "multipleOf"), text(&new, "multipleOf"));
        self.constraint(id, name, "multipleOf", was, is, || multiples(&old, &new));
        let (was, is) = (text(&old, "pattern"), text(&new, "pattern"));
        let change = added_or_removed(was.as_ref(), is.as_ref());
        self.constraint(id, name, "pattern", was, is, || change);
        let unique = |spot: &Spot<'a>| spot.flag("uniqueItems").then(|| "true".to_owned());
        let (was, is) = (unique(&old), unique(&new));
        let change = added_or_removed(was.as_ref(), is.as_ref());
        self.constraint(id, name, "uniqueItems", was, is, || change);
    }

    fn constraint(
        &mut self,
        id: NodeId,
        name: &str,
        key: &str,
        was: Option<String>,
        is: Option<String>,
        change: impl FnOnce() -> Change,
    ) {
        if was == is {
            return;
        }
        let kind = match change() {
            Change::Tightened => &kind::CONSTRAINT_TIGHTENED,
            Change::Loosened => &kind::CONSTRAINT_LOOSENED,
            Change::Other => &kind::CONSTRAINT_CHANGED,
        };
        let sentence = match (&was, &is) {
            (Some(was), Some(is)) => format!("`{key}` of {} is {is} instead of {was}", code(name)),
            (None, Some(is)) => format!("{} has `{key}` {is} now", code(name)),
            (was, _) => format!("{} has no `{key}` any more; it was {}", code(name), was.clone().unwrap_or_default()),
        };
        let places = (place_of(&self.nodes[id].old, key), place_of(&self.nodes[id].new, key));
        self.find_at(id, kind, name.to_owned(), sentence, places.0, places.1);
        self.note(Some(key));
    }
}

/// The least or greatest value.
#[derive(Clone, Copy)]
struct Limit {
    value: f64,
    excluded: bool,
}

impl Limit {
    fn of(spot: &Spot<'_>, key: &str, upper: bool) -> Option<Self> {
        let value = spot.value.get(key)?.as_f64()?;
        let exclusive = match (key, upper) {
            ("minimum", _) => "exclusiveMinimum",
            ("maximum", _) => "exclusiveMaximum",
            _ => return Some(Self { value, excluded: false }),
        };
        Some(Self { value, excluded: spot.flag(exclusive) })
    }

    fn is_tighter(&self, other: &Self, upper: bool) -> bool {
        if self.value == other.value {
            return self.excluded;
        }
        (self.value < other.value) == upper
    }
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.value, if self.excluded { " (excluded)" } else { "" })
    }
}

fn added_or_removed(was: Option<&String>, is: Option<&String>) -> Change {
    match (was, is) {
        (None, _) => Change::Tightened,
        (_, None) => Change::Loosened,
        _ => Change::Other,
    }
}

fn multiples(old: &Spot<'_>, new: &Spot<'_>) -> Change {
    let value = |spot: &Spot<'_>| spot.value.get("multipleOf").and_then(Value::as_f64);
    let divides = |one: f64, other: f64| one != 0.0 && other % one == 0.0;
    match (value(old), value(new)) {
        (None, _) => Change::Tightened,
        (_, None) => Change::Loosened,
        (Some(was), Some(is)) if divides(was, is) => Change::Tightened,
        (Some(was), Some(is)) if divides(is, was) => Change::Loosened,
        _ => Change::Other,
    }
}
