//! What an object is made of, with what `allOf` brings in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::side::Side;
use super::spot::Spot;
use super::ty::Ty;
use crate::source::Pointer;

/// How many `allOf` with one reference are followed one after another; they may lead in circles.
const DEPTH: usize = 32;

/// The members of an object.
#[derive(Default)]
pub(super) struct Members<'a> {
    /// By name, as they are written.
    pub properties: BTreeMap<String, Spot<'a>>,
    pub required: BTreeSet<String>,
}

/// What other members an object may have.
pub(super) enum Rest<'a> {
    Forbidden,
    Open,
    Typed(Spot<'a>),
}

impl<'a> Members<'a> {
    /// The members of a schema and of what it has in `allOf`, but for the named schemas in `skip`.
    pub(super) fn of(schema: &Spot<'a>, side: &Side, skip: &BTreeSet<&str>) -> Self {
        let mut members = Self::default();
        members.take(schema, side, skip, &mut BTreeSet::from([schema.at.clone()]));
        members
    }

    fn take(&mut self, schema: &Spot<'a>, side: &Side, skip: &BTreeSet<&str>, seen: &mut BTreeSet<Pointer>) {
        for part in parts(schema).map(Spot::follow) {
            if !seen.insert(part.at.clone()) {
                continue; // `allOf` may lead in circles
            }
            if side.component(&part.at).is_none_or(|name| !skip.contains(name)) {
                self.take(&part, side, &BTreeSet::new(), seen);
            }
        }
        let properties =
            schema.member("properties").into_iter().flat_map(|properties| properties.members().collect::<Vec<_>>());
        self.properties.extend(properties.map(|(name, property)| (name.to_owned(), property)));
        let required = schema.member("required").into_iter().flat_map(|required| required.items().collect::<Vec<_>>());
        self.required.extend(required.filter_map(|name| name.value.as_str().map(str::to_owned)));
    }
}

/// The members of `allOf`.
fn parts<'a>(schema: &Spot<'a>) -> impl Iterator<Item = Spot<'a>> + use<'a> {
    schema.member("allOf").into_iter().flat_map(|parts| parts.items().collect::<Vec<_>>())
}

/// The named schemas that both have in `allOf`, by name. They are compared with each other, and not here.
pub(super) fn shared_parents<'a>(
    old: &Spot<'a>,
    new: &Spot<'a>,
    was: &Side,
    is: &Side,
) -> BTreeMap<String, (Spot<'a>, Spot<'a>)> {
    let named = |schema: &Spot<'a>, side: &Side| -> BTreeMap<String, Spot<'a>> {
        let parts = parts(schema).map(Spot::follow);
        parts.filter_map(|part| Some((side.component(&part.at)?.to_owned(), part))).collect()
    };
    let mut news = named(new, is);
    let olds = named(old, was).into_iter();
    olds.filter_map(|(name, was)| Some((name.clone(), (was, news.remove(&name)?)))).collect()
}

/// What a schema stands for: the target of a reference, also of one that is the only thing in `allOf`, where it can
/// have a description beside it.
pub(super) fn unwrapped<'a>(schema: &Spot<'a>) -> Spot<'a> {
    const BESIDE: [&str; 7] = ["allOf", "type", "nullable", "readOnly", "writeOnly", "deprecated", "default"];
    let mut schema = schema.clone().follow();
    for _ in 0..DEPTH {
        let object = schema.object();
        let decorates = object.is_some_and(|object| {
            object.keys().all(|key| {
                let key = key.as_str();
                BESIDE.contains(&key) || key.starts_with("x-") || super::walk::DOCUMENTATION.contains(&key)
            })
        });
        let mut parts = parts(&schema);
        match (parts.next(), parts.next()) {
            (Some(only), None) if decorates && only.is_reference() => schema = only.follow(),
            _ => break,
        }
    }
    schema
}

/// Whether one schema may be what became of the other: half of the members have the same names.
pub(super) fn alike(old: &Spot<'_>, new: &Spot<'_>) -> bool {
    fn properties<'a>(schema: &Spot<'a>) -> Option<&'a Map<String, Value>> {
        schema.value.get("properties")?.as_object()
    }
    let (was, is) = (properties(old), properties(new));
    let count = |object: Option<&Map<String, Value>>| object.map_or(0, Map::len);
    let kept = was.zip(is).map_or(0, |(was, is)| was.keys().filter(|name| is.contains_key(*name)).count());
    Ty::of(old).base() == Ty::of(new).base() && 2 * kept >= count(was).max(count(is))
}

/// What other members an object may have (OAS 3.0.3 section 4.7.24.1).
pub(super) fn rest<'a>(schema: &Spot<'a>) -> Rest<'a> {
    match schema.member("additionalProperties") {
        Some(spot) if spot.value == false => Rest::Forbidden,
        Some(spot) if spot.object().is_some_and(|object| !object.is_empty()) => Rest::Typed(spot),
        _ => Rest::Open,
    }
}
