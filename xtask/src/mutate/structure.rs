//! Changes of a document as a value: what is there goes, comes twice, changes places, or becomes something else.

use fastrand::Rng;
use serde_json::{Map, Value};

use super::odd;

/// Changes a document in one to four places.
pub(super) fn mutate(document: &mut Value, random: &mut Rng) {
    for _ in 0..=random.usize(0..4) {
        let size = size(document);
        match random.u8(0..9) {
            0 => *node(document, size, random) = odd::value(random),
            1 => drop_one(node(document, size, random), random),
            2 => double(node(document, size, random), random),
            3 => swap(document, size, random),
            4 => rename(node(document, size, random), random),
            5 => redirect(document, size, random),
            6 => wrap(node(document, size, random), random),
            7 => insert(document, size, random),
            _ => transplant(document, size, random),
        }
    }
}

/// How many values are in a value, itself among them.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum::<usize>(),
        _ => 0,
    }
}

/// One of all values.
fn node<'v>(document: &'v mut Value, size: usize, random: &mut Rng) -> &'v mut Value {
    let pointer = pointer(document, random.usize(..size));
    document.pointer_mut(&pointer).expect("the place of a value that is there")
}

/// The place of the value number `index`, counted in depth.
fn pointer(document: &Value, mut index: usize) -> String {
    let (mut at, mut value) = (String::new(), document);
    while index > 0 {
        index -= 1;
        let mut within = |inner: &Value| {
            let size = size(inner);
            let found = index < size;
            index -= if found { 0 } else { size };
            found
        };
        let (token, inner) = match value {
            Value::Array(items) => {
                let found = items.iter().enumerate().find(|(_, item)| within(item));
                found.map(|(place, item)| (place.to_string(), item))
            }
            Value::Object(members) => {
                let found = members.iter().find(|(_, member)| within(member));
                found.map(|(key, member)| (key.replace('~', "~0").replace('/', "~1"), member))
            }
            _ => None,
        }
        .expect("an index below the size");
        at.push('/');
        at.push_str(&token);
        value = inner;
    }
    at
}

/// A copy of one of all values.
fn copy(document: &Value, size: usize, random: &mut Rng) -> Value {
    let pointer = pointer(document, random.usize(..size));
    document.pointer(&pointer).cloned().unwrap_or_default()
}

fn key(members: &Map<String, Value>, random: &mut Rng) -> Option<String> {
    members.keys().nth(random.usize(..members.len().max(1))).cloned()
}

fn drop_one(value: &mut Value, random: &mut Rng) {
    match value {
        Value::Array(items) if !items.is_empty() => drop(items.remove(random.usize(..items.len()))),
        Value::Object(members) => drop(key(members, random).and_then(|key| members.remove(&key))),
        other => *other = Value::Null,
    }
}

fn double(value: &mut Value, random: &mut Rng) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let item = items[random.usize(..items.len())].clone();
            items.insert(random.usize(..=items.len()), item);
        }
        Value::Object(members) => {
            let member = key(members, random).and_then(|key| members.get(&key).cloned());
            members.insert(odd::text(random), member.unwrap_or_default());
        }
        Value::String(text) => *text = text.repeat(random.usize(2..50)),
        other => *other = Value::Array(vec![other.clone(), other.clone()]),
    }
}

fn swap(document: &mut Value, size: usize, random: &mut Rng) {
    let (one, other) = (pointer(document, random.usize(..size)), pointer(document, random.usize(..size)));
    let copies = (document.pointer(&one).cloned(), document.pointer(&other).cloned());
    for (at, value) in [(one, copies.1), (other, copies.0)] {
        // The first of the two may have been around the second.
        if let (Some(place), Some(value)) = (document.pointer_mut(&at), value) {
            *place = value;
        }
    }
}

fn rename(value: &mut Value, random: &mut Rng) {
    if let Value::Object(members) = value
        && let Some(key) = key(members, random)
    {
        let member = members.remove(&key).unwrap_or_default();
        members.insert(odd::text(random), member);
    } else {
        *value = odd::text(random).into();
    }
}

/// A reference to somewhere, which may be what it stands in.
fn redirect(document: &mut Value, size: usize, random: &mut Rng) {
    let target = match random.u8(0..5) {
        0 => odd::reference(random),
        _ => format!("#{}", pointer(document, random.usize(..size))),
    };
    let reference = Value::Object(Map::from_iter([("$ref".to_owned(), target.into())]));
    *node(document, size, random) = reference;
}

fn wrap(value: &mut Value, random: &mut Rng) {
    *value = odd::nested(value.take(), random);
}

/// A word of OpenAPI where it may not belong, with a value from elsewhere or a strange one.
fn insert(document: &mut Value, size: usize, random: &mut Rng) {
    let value = if random.bool() { copy(document, size, random) } else { odd::value(random) };
    match node(document, size, random) {
        Value::Object(members) => drop(members.insert(odd::word(random), value)),
        Value::Array(items) => items.push(value),
        other => *other = value,
    }
}

fn transplant(document: &mut Value, size: usize, random: &mut Rng) {
    let value = copy(document, size, random);
    *node(document, size, random) = value;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_value_is_counted_and_found() {
        let document = json!({"a": [1, {"b/~": 2}], "c": {}});
        assert_eq!(size(&document), 6);
        let places: Vec<String> = (0..6).map(|index| pointer(&document, index)).collect();
        assert_eq!(places, ["", "/a", "/a/0", "/a/1", "/a/1/b~1~0", "/c"]);
    }

    #[test]
    fn a_seed_always_changes_a_document_in_the_same_way() {
        let document = json!({"paths": {"/a": {"get": {"responses": {"204": {"description": "x"}}}}}});
        let mutants = |seed| {
            let mut mutant = document.clone();
            mutate(&mut mutant, &mut Rng::with_seed(seed));
            mutant
        };
        let changed = (0..200).filter(|seed| mutants(*seed) != document).count();
        assert!(changed > 150, "{changed}");
        assert!((0..200).all(|seed| mutants(seed) == mutants(seed)));
    }
}
