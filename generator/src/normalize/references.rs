//! The references in a value that nobody has checked yet.

use serde_json::{Map, Value};

use super::shape::{Kind, Reference, Shape};
use crate::source::{Pointer, Way};

/// The Reference Objects that [`check`](super::check) would find in `value`, which is at `at` and should be of that
/// kind.
pub(crate) fn references(value: &Value, kind: &Kind, at: &Pointer) -> Vec<Reference> {
    let mut found = Vec::new();
    collect(value, kind, Way::From(at), &mut found);
    found
}

fn collect(value: &Value, kind: &Kind, at: Way<'_>, found: &mut Vec<Reference>) {
    match (kind, value) {
        (Kind::List(inner), Value::Array(items)) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, inner, Way::Index(&at, index), found));
        }
        (Kind::Map(inner), Value::Object(members)) => {
            members.iter().for_each(|(key, member)| collect(member, inner, Way::Key(&at, key), found));
        }
        (Kind::Ref(shape) | Kind::FlagOrRef(shape), Value::Object(members)) => match members.get("$ref") {
            Some(Value::String(target)) => {
                found.push(Reference { at: at.pointer(), target: target.clone(), shape });
                if shape.siblings {
                    object(members, shape, at, found);
                }
            }
            Some(_) => {}
            None => object(members, shape, at, found),
        },
        (Kind::Object(shape), Value::Object(members)) => object(members, shape, at, found),
        _ => {}
    }
}

fn object(members: &Map<String, Value>, shape: &Shape, at: Way<'_>, found: &mut Vec<Reference>) {
    for (key, member) in members {
        if let Some(kind) = shape.kind_of(key) {
            collect(member, kind, Way::Key(&at, key), found);
        }
    }
}
