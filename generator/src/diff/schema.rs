//! Schemas: types, values, members.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::composition::{is_union, wrapped};
use super::kind;
use super::members::{self, Members, Rest, rest};
use super::operation::place_of;
use super::same::bare;
use super::side::{Side, enum_name};
use super::spot::Spot;
use super::ty::{Relation, Ty};
use super::walk::{API, DOCUMENTATION, NodeId, Use, Walk, What, code};
use crate::source::Pointer;

/// The keywords that are compared one by one.
const COMPARED: [&str; 31] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "discriminator",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "type",
    "uniqueItems",
    "writeOnly",
];

impl<'a> Walk<'a> {
    /// The schemas under a key of a pair.
    pub(super) fn child(&mut self, id: NodeId, key: &str, through: Use, name: &str) {
        let (old, new) = self.spots(id);
        self.schemas((id, through), old.member(key), new.member(key), name);
    }

    /// Two schemas that belong together, as they are written: either may be a reference. A missing one allows anything.
    pub(super) fn schemas(
        &mut self,
        (parent, through): (NodeId, Use),
        old: Option<Spot<'a>>,
        new: Option<Spot<'a>>,
        name: &str,
    ) {
        let (written_old, written_new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (None, None) => return,
            (Some(old), None) => {
                let sentence = format!("{} may be anything now", code(name));
                return self.find_at(parent, &kind::TYPE_GENERALIZED, name.to_owned(), sentence, Some(old.at), None);
            }
            (None, Some(new)) => {
                let sentence = format!("{} may not be anything any more", code(name));
                return self.find_at(parent, &kind::TYPE_SPECIALIZED, name.to_owned(), sentence, None, Some(new.at));
            }
        };
        let (old, new) = (members::unwrapped(&written_old), members::unwrapped(&written_new));
        if old.at != written_old.at || new.at != written_new.at {
            self.decorations(parent, through, name, (&written_old, &old), (&written_new, &new));
        }
        let (old, new) = self.one_place(old, new);
        let names = (self.old.component(&old.at), self.new.component(&new.at));
        let names = (names.0.map(str::to_owned), names.1.map(str::to_owned));
        let called = names.1.clone().or_else(|| enum_name(&new).map(str::to_owned));
        let called = called.unwrap_or_else(|| name.to_owned());
        let before = self.nodes.len();
        let places = (old.at.clone(), new.at.clone());
        let (is_alike, union) = (members::alike(&old, &new), is_union(&old) != is_union(&new));
        let id = self.pair(Some((parent, through)), What::Schema, (old, new), |_| called);
        if union {
            return;
        }
        let is_new = self.nodes.len() > before;
        match names {
            (Some(was), Some(is)) if was != is && is_alike && self.is_rename(&was, &is) && is_new => {
                let sentence = format!("schema {} is called {} now", code(&was), code(&is));
                self.find(id, &kind::SCHEMA_RENAMED, sentence);
            }
            (Some(was), Some(is)) if was != is && !(is_alike && self.is_rename(&was, &is)) => {
                let sentence = format!("{} is a {} instead of a {}", code(name), code(&is), code(&was));
                let places = (Some(written_old.at), Some(written_new.at));
                self.find_at(parent, &kind::REFERENCE_CHANGED, name.to_owned(), sentence, places.0, places.1);
            }
            (Some(was), None) if is_new && self.new.has_type(&places.1) => {
                let sentence = format!("schema {} is written in place, at {}", code(&was), code(name));
                self.find(id, &kind::SCHEMA_MOVED, sentence);
            }
            (None, Some(is)) if is_new && self.old.has_type(&places.0) => {
                let sentence = format!("the schema of {} is component {} now", code(name), code(&is));
                self.find(id, &kind::SCHEMA_MOVED, sentence);
            }
            _ => {}
        }
    }

    /// Enums that clients know by one name are one, wherever they are written.
    fn one_place(&self, old: Spot<'a>, new: Spot<'a>) -> (Spot<'a>, Spot<'a>) {
        match (enum_name(&old), enum_name(&new)) {
            (Some(was), Some(is)) if was == is => {
                let places = (self.old.place_of_enum(was), self.new.place_of_enum(is));
                (places.0.unwrap_or(old), places.1.unwrap_or(new))
            }
            _ => (old, new),
        }
    }

    /// Whether one name stands for the other: it is gone, and the other was not there.
    pub(super) fn is_rename(&self, was: &str, is: &str) -> bool {
        !self.new.components.contains_key(was) && !self.old.components.contains_key(is)
    }

    /// What is said beside a reference, or around it.
    fn decorations(
        &mut self,
        parent: NodeId,
        through: Use,
        name: &str,
        (written_old, old): (&Spot<'a>, &Spot<'a>),
        (written_new, new): (&Spot<'a>, &Spot<'a>),
    ) {
        self.describe(written_old, written_new);
        let plain = |written: &Spot<'a>, target: &Spot<'a>| (written.at != target.at).then(|| written.clone());
        self.flags(parent, through, name, plain(written_old, old), plain(written_new, new));
    }

    /// Keywords that say how a value is used, not what it looks like; `None` for a side that has none of them here.
    fn flags(&mut self, id: NodeId, through: Use, name: &str, old: Option<Spot<'a>>, new: Option<Spot<'a>>) {
        let flag = |spot: &Option<Spot<'a>>, key: &str| spot.as_ref().is_some_and(|spot| spot.flag(key));
        let place = |spot: &Option<Spot<'a>>, key: &str| spot.as_ref().and_then(|spot| place_of(spot, key));
        for (key, set, unset) in [
            (
                "nullable",
                (&kind::BECAME_NULLABLE, "may be null now"),
                (&kind::BECAME_NOT_NULLABLE, "may not be null any more"),
            ),
            (
                "readOnly",
                (&kind::READ_ONLY_CHANGED, "is read-only now"),
                (&kind::READ_ONLY_CHANGED, "is not read-only any more"),
            ),
            (
                "writeOnly",
                (&kind::WRITE_ONLY_CHANGED, "is write-only now"),
                (&kind::WRITE_ONLY_CHANGED, "is not write-only any more"),
            ),
            (
                "deprecated",
                (&kind::SCHEMA_DEPRECATED, "is deprecated"),
                (&kind::SCHEMA_UNDEPRECATED, "is not deprecated any more"),
            ),
            (
                "x-ms-secret",
                (&kind::SECRET_CHANGED, "is secret now"),
                (&kind::SECRET_CHANGED, "is not secret any more"),
            ),
        ] {
            let (kind, what) = match (flag(&old, key), flag(&new, key)) {
                (false, true) => set,
                (true, false) => unset,
                _ => continue,
            };
            self.find_at(
                id,
                kind,
                name.to_owned(),
                format!("{} {what}", code(name)),
                place(&old, key),
                place(&new, key),
            );
            self.limit(through);
        }
        let text =
            |spot: &Option<Spot<'a>>| spot.as_ref().and_then(|spot| spot.text("x-ms-client-name")).map(str::to_owned);
        let (was, is) = (text(&old), text(&new));
        if was != is {
            let words = |name: &Option<String>| name.as_deref().map_or_else(|| "its own name".to_owned(), code);
            let sentence = format!("clients call {} by {} instead of {}", code(name), words(&is), words(&was));
            let key = "x-ms-client-name";
            self.find_at(id, &kind::CLIENT_NAME_CHANGED, name.to_owned(), sentence, place(&old, key), place(&new, key));
        }
        self.default(id, through, name, old.as_ref(), new.as_ref());
    }

    fn default(&mut self, id: NodeId, through: Use, name: &str, old: Option<&Spot<'a>>, new: Option<&Spot<'a>>) {
        let value = |spot: Option<&Spot<'a>>| spot.and_then(|spot| spot.value.get("default"));
        let (kind, sentence) = match (value(old), value(new)) {
            (Some(was), Some(is)) if was != is => {
                (&kind::DEFAULT_CHANGED, format!("the default of {} is {is} instead of {was}", code(name)))
            }
            (None, Some(is)) => (&kind::DEFAULT_ADDED, format!("{} has default {is} now", code(name))),
            (Some(was), None) => {
                (&kind::DEFAULT_REMOVED, format!("{} has no default any more; it was {was}", code(name)))
            }
            _ => return,
        };
        let places = (old.and_then(|old| place_of(old, "default")), new.and_then(|new| place_of(new, "default")));
        self.find_at(id, kind, name.to_owned(), sentence, places.0, places.1);
        self.limit(through);
    }

    /// Says in which directions the last change counts.
    fn limit(&mut self, counts: Use) {
        if let Some(found) = self.found.last_mut() {
            found.counts = counts;
        }
    }

    /// One pair of schemas.
    pub(super) fn schema(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let name = self.nodes[id].name.clone();
        self.describe(&old, &new);
        self.flags(id, Use::BOTH, &name, Some(old.clone()), Some(new.clone()));
        if let Some((kind, member, wraps)) = wrapped(&old, &new, self.old, self.new) {
            let sentence = match wraps {
                true => format!("{} is one of several shapes now", code(&name)),
                false => format!("{} is not one of several shapes any more", code(&name)),
            };
            self.find(id, kind, sentence);
            let pair = if wraps { (old, member) } else { (member, new) };
            self.schemas((id, Use::BOTH), Some(pair.0), Some(pair.1), &name);
            return;
        }
        if self.types(id, &name) {
            self.keywords(id, &name);
            self.object(id, &name);
        }
    }

    /// One pair of schemas in `allOf`.
    pub(super) fn part(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let name = self.nodes[id].name.clone();
        self.describe(&old, &new);
        self.flags(id, Use::BOTH, &name, Some(old), Some(new));
        if self.types(id, &name) {
            self.keywords(id, &name);
        }
    }

    /// What schemas of one type say, but for their properties.
    fn keywords(&mut self, id: NodeId, name: &str) {
        self.values(id, name);
        self.constraints(id, name);
        self.composition(id, name);
        self.child(id, "items", Use::BOTH, &format!("{name}[]"));
        self.rest(id, name);
        self.others(id, name);
    }

    /// Compares the types; answers whether it makes sense to go on.
    fn types(&mut self, id: NodeId, name: &str) -> bool {
        let (old, new) = self.spots(id);
        let (was, is) = (Ty::of(&old), Ty::of(&new));
        let relation = was.relation(&is);
        let same_base = was.base() == is.base();
        let formats = (old.text("format").is_some(), new.text("format").is_some());
        let kind = match (relation, same_base, formats) {
            (Relation::Same, ..) => return true,
            (Relation::Specialized, true, (false, true)) => &kind::FORMAT_ADDED,
            (Relation::Generalized, true, (true, false)) => &kind::FORMAT_REMOVED,
            (Relation::Different, true, (true, true)) => &kind::FORMAT_CHANGED,
            (Relation::Specialized, ..) => &kind::TYPE_SPECIALIZED,
            (Relation::Generalized, ..) => &kind::TYPE_GENERALIZED,
            (Relation::Different, ..) => &kind::TYPE_CHANGED,
        };
        let sentence = format!("{} is {is} instead of {was}", code(name));
        let key = if same_base { "format" } else { "type" };
        let places = (place_of(&old, key), place_of(&new, key));
        self.find_at(id, kind, name.to_owned(), sentence, places.0, places.1);
        same_base
    }

    fn values(&mut self, id: NodeId, name: &str) {
        let values = |spot: &Spot<'a>| -> Option<Vec<(String, Spot<'a>)>> {
            let values = spot.member("enum")?;
            let values = values.items().filter(|value| !value.value.is_null());
            Some(values.map(|value| (shown(value.value), value)).collect())
        };
        let (old, new) = self.spots(id);
        let places = (place_of(&old, "enum"), place_of(&new, "enum"));
        let (was, is) = match (values(&old), values(&new)) {
            (None, None) => return,
            (Some(was), Some(is)) => (was, is),
            (None, Some(is)) => {
                let list = is.iter().map(|(value, _)| code(value)).collect::<Vec<_>>().join(", ");
                let sentence = format!("only {list} are values of {} now", code(name));
                return self.find_at(id, &kind::ENUM_RESTRICTED, name.to_owned(), sentence, places.0, places.1);
            }
            (Some(_), None) => {
                let sentence = format!("values of {} are not listed any more", code(name));
                return self.find_at(id, &kind::ENUM_UNRESTRICTED, name.to_owned(), sentence, places.0, places.1);
            }
        };
        let has = |list: &[(String, Spot<'a>)], value: &str| list.iter().any(|(other, _)| other == value);
        for (value, spot) in was.iter().filter(|(value, _)| !has(&is, value)) {
            let sentence = format!("{} has no value {} any more", code(name), code(value));
            self.find_at(id, &kind::ENUM_VALUE_REMOVED, name.to_owned(), sentence, Some(spot.at.clone()), None);
            self.note(Some(value));
        }
        for (value, spot) in is.iter().filter(|(value, _)| !has(&was, value)) {
            let sentence = format!("{} has a new value {}", code(name), code(value));
            self.find_at(id, &kind::ENUM_VALUE_ADDED, name.to_owned(), sentence, None, Some(spot.at.clone()));
            self.note(Some(value));
        }
        self.value_names(id, name);
    }

    /// What clients call an enum and its values.
    fn value_names(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let (was, is) = (value_names(&old), value_names(&new));
        for (value, before, after) in was.iter().filter_map(|(value, name)| Some((value, name, is.get(value)?))) {
            if before != after {
                let what =
                    if value.is_empty() { code(name) } else { format!("value {} of {}", code(value), code(name)) };
                let sentence = format!("clients call {what} by {} instead of {}", code(after), code(before));
                let places = (value_name_at(&old, value), value_name_at(&new, value));
                self.find_at(id, &kind::CLIENT_NAME_CHANGED, name.to_owned(), sentence, places.0, places.1);
                self.note(Some(value));
            }
        }
    }

    /// Members with names, and all others.
    fn object(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let shared = members::shared_parents(&old, &new, self.old, self.new);
        for (was, is) in shared.values() {
            self.schemas((id, Use::BOTH), Some(was.clone()), Some(is.clone()), name);
        }
        let skip: BTreeSet<&str> = shared.keys().map(String::as_str).collect();
        let was = Members::of(&old, self.old, &skip);
        let is = Members::of(&new, self.new, &skip);
        self.required_elsewhere(id, name, &was, &is);
        self.properties(id, name, was, is);
    }

    /// Properties that this schema requires, but has from one that is compared on its own.
    fn required_elsewhere(&mut self, id: NodeId, name: &str, was: &Members<'a>, is: &Members<'a>) {
        let others = was.required.symmetric_difference(&is.required);
        let others = others.filter(|key| !was.properties.contains_key(*key) && !is.properties.contains_key(*key));
        let others: Vec<&String> = others.collect();
        if others.is_empty() {
            return;
        }
        let (old, new) = self.spots(id);
        let none = BTreeSet::new();
        let (was, is) = (Members::of(&old, self.old, &none), Members::of(&new, self.new, &none));
        for key in others {
            let (kind, what) = match (was.required.contains(key), is.required.contains(key)) {
                (false, true) => (&kind::PROPERTY_BECAME_REQUIRED, "is required now"),
                (true, false) => (&kind::PROPERTY_BECAME_OPTIONAL, "is optional now"),
                _ => continue,
            };
            let place = |members: &Members<'a>, spot: &Spot<'a>| {
                members.properties.get(key).map(|property| property.at.clone()).or_else(|| place_of(spot, "required"))
            };
            let subject = format!("{name}.{key}");
            let sentence = format!("{} {what}", code(&subject));
            self.find_at(id, kind, subject, sentence, place(&was, &old), place(&is, &new));
            self.note(Some(key));
        }
    }

    fn properties(&mut self, id: NodeId, name: &str, mut was: Members<'a>, mut is: Members<'a>) {
        let kept: Vec<String> = was.properties.keys().filter(|key| is.properties.contains_key(*key)).cloned().collect();
        for key in kept {
            if let (Some(old), Some(new)) = (was.properties.remove(&key), is.properties.remove(&key)) {
                let required = (was.required.contains(&key), is.required.contains(&key));
                self.property(id, &format!("{name}.{key}"), (old, new), required);
            }
        }
        for (before, after) in self.renamed_properties(&was, &is) {
            if let (Some(old), Some(new)) = (was.properties.remove(&before), is.properties.remove(&after)) {
                let subject = format!("{name}.{after}");
                let sentence = format!("{} is called {} now", code(&format!("{name}.{before}")), code(&after));
                let places = (Some(old.at.clone()), Some(new.at.clone()));
                self.find_at(id, &kind::PROPERTY_RENAMED, subject.clone(), sentence, places.0, places.1);
                self.note(Some(&after));
                let required = (was.required.contains(&before), is.required.contains(&after));
                self.property(id, &subject, (old, new), required);
            }
        }
        for (key, old) in was.properties {
            let subject = format!("{name}.{key}");
            let required = was.required.contains(&key);
            let kind = if required { &kind::REQUIRED_PROPERTY_REMOVED } else { &kind::PROPERTY_REMOVED };
            let direction = direction(&old);
            self.find_at(id, kind, subject.clone(), format!("{} is gone", code(&subject)), Some(old.at), None);
            self.note(Some(&key));
            self.limit(direction);
        }
        for (key, new) in is.properties {
            let subject = format!("{name}.{key}");
            let required = is.required.contains(&key);
            let kind = if required { &kind::REQUIRED_PROPERTY_ADDED } else { &kind::PROPERTY_ADDED };
            let what = if required { "required property " } else { "" };
            let direction = direction(&new);
            self.find_at(id, kind, subject.clone(), format!("{what}{} is new", code(&subject)), None, Some(new.at));
            self.note(Some(&key));
            self.limit(direction);
        }
    }

    /// A property that is in both.
    fn property(&mut self, id: NodeId, subject: &str, (old, new): (Spot<'a>, Spot<'a>), required: (bool, bool)) {
        let through = match (direction(&old), direction(&new)) {
            (one, other) if one == other => one,
            _ => Use::BOTH,
        };
        let change = match required {
            (false, true) => Some((&kind::PROPERTY_BECAME_REQUIRED, "is required now")),
            (true, false) => Some((&kind::PROPERTY_BECAME_OPTIONAL, "is optional now")),
            _ => None,
        };
        if let Some((kind, what)) = change {
            let places = (Some(old.at.clone()), Some(new.at.clone()));
            self.find_at(id, kind, subject.to_owned(), format!("{} {what}", code(subject)), places.0, places.1);
            self.limit(through);
        }
        self.schemas((id, through), Some(old), Some(new), subject);
    }

    /// Members without names of their own.
    fn rest(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let places = (place_of(&old, "additionalProperties"), place_of(&new, "additionalProperties"));
        let subject = format!("{name}.*");
        let (kind, what) = match (rest(&old), rest(&new)) {
            (Rest::Forbidden, Rest::Open | Rest::Typed(_)) => (&kind::REST_ALLOWED, "may have other members now"),
            (Rest::Open | Rest::Typed(_), Rest::Forbidden) => {
                (&kind::REST_FORBIDDEN, "may not have other members any more")
            }
            (Rest::Open, Rest::Typed(_)) => (&kind::TYPE_SPECIALIZED, "has other members of a certain type only now"),
            (Rest::Typed(_), Rest::Open) => (&kind::TYPE_GENERALIZED, "may have other members of any type now"),
            (Rest::Typed(was), Rest::Typed(is)) => {
                return self.schemas((id, Use::BOTH), Some(was), Some(is), &subject);
            }
            _ => return,
        };
        self.find_at(id, kind, subject, format!("{} {what}", code(name)), places.0, places.1);
    }

    /// Keywords that nothing above looks at.
    fn others(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        if old.value.get("xml") != new.value.get("xml") {
            let places = (place_of(&old, "xml"), place_of(&new, "xml"));
            let sentence = format!("{} is written in another way in XML", code(name));
            self.find_at(id, &kind::XML_CHANGED, name.to_owned(), sentence, places.0, places.1);
        }
        let keys = |spot: &Spot<'a>| {
            spot.object().into_iter().flat_map(|object| object.keys().cloned()).collect::<BTreeSet<_>>()
        };
        let is_left = |key: &&String| {
            let key = key.as_str();
            key != "xml" && !key.starts_with("x-") && !COMPARED.contains(&key) && !DOCUMENTATION.contains(&key)
        };
        for key in keys(&old).union(&keys(&new)).filter(is_left) {
            if old.value.get(key) != new.value.get(key) {
                let sentence = format!("keyword {} of {} differs", code(key), code(name));
                let places = (place_of(&old, key), place_of(&new, key));
                self.find_at(id, &kind::KEYWORD_CHANGED, name.to_owned(), sentence, places.0, places.1);
                self.note(Some(key));
            }
        }
    }

    /// Named schemas that nothing leads to, or that are in one description only.
    pub(super) fn components(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut gone: BTreeMap<&str, Spot<'a>> = BTreeMap::new();
        for (name, at) in &old.components {
            let Some(was) = old.spot(at.clone()) else { continue };
            match new.components.get(name).and_then(|at| new.spot(at.clone())) {
                Some(is) => {
                    self.pair(None, What::Schema, (was.follow(), is.follow()), |_| name.clone());
                }
                None => {
                    gone.insert(name, was);
                }
            }
        }
        let added = new.components.iter().filter(|(name, _)| !old.components.contains_key(*name));
        let mut added: BTreeMap<&str, Spot<'a>> =
            added.filter_map(|(name, at)| Some((name.as_str(), new.spot(at.clone())?))).collect();
        let (olds, news) = self.schema_places();
        gone.retain(|_, spot| !olds.contains(&spot.at));
        added.retain(|_, spot| !news.contains(&spot.at));
        self.named_enums();
        let mut twins: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (name, is) in added.iter().rev() {
            twins.entry(bare(is, new).to_string()).or_default().push(name);
        }
        for (name, was) in gone {
            let twin = twins.get_mut(&bare(&was, old).to_string()).and_then(Vec::pop);
            if let Some((other, is)) = twin.and_then(|twin| added.remove_entry(twin)) {
                let id = self.pair(None, What::Schema, (was, is), |_| other.to_owned());
                let sentence = format!("schema {} is called {} now", code(name), code(other));
                self.find(id, &kind::SCHEMA_RENAMED, sentence);
                continue;
            }
            let (kind, what) = match was.member("enum") {
                Some(_) => (&kind::ENUM_REMOVED, "enum"),
                None => (&kind::SCHEMA_REMOVED, "schema"),
            };
            let sentence = format!("{what} {} is gone", code(name));
            self.find_at(API, kind, name.to_owned(), sentence, Some(was.at), None);
        }
        for (name, is) in added {
            let (kind, what) = match is.member("enum") {
                Some(_) => (&kind::ENUM_ADDED, "enum"),
                None => (&kind::SCHEMA_ADDED, "schema"),
            };
            self.find_at(API, kind, name.to_owned(), format!("{what} {} is new", code(name)), None, Some(is.at));
        }
    }
}

impl<'a> Walk<'a> {
    /// Properties that have another name now: of the same schema, and their names are alike or clients call both the
    /// same.
    fn renamed_properties(&self, was: &Members<'a>, is: &Members<'a>) -> Vec<(String, String)> {
        let client = |spot: &Spot<'_>| spot.text("x-ms-client-name").map(str::to_owned);
        let alike = |before: &str, after: &str| {
            let (old, new) = (&was.properties[before], &is.properties[after]);
            let same = was.required.contains(before) == is.required.contains(after);
            let called = crate::spelling::alike(before, after) || (client(old).is_some() && client(old) == client(new));
            same && called && bare(old, self.old) == bare(new, self.new)
        };
        let mut pairs = Vec::new();
        for before in was.properties.keys() {
            let candidates: Vec<&String> = is.properties.keys().filter(|after| alike(before, after)).collect();
            let [after] = candidates.as_slice() else { continue };
            if was.properties.keys().filter(|other| alike(other, after)).count() == 1 {
                pairs.push((before.clone(), (*after).clone()));
            }
        }
        pairs
    }

    /// The places of all schemas that belong to one of the other description.
    fn schema_places(&self) -> (BTreeSet<Pointer>, BTreeSet<Pointer>) {
        let nodes = self.nodes.iter().filter(|node| node.what == What::Schema);
        nodes.map(|node| (node.old.at.clone(), node.new.at.clone())).unzip()
    }

    /// Enums that are written in place, but have a name for clients.
    fn named_enums(&mut self) {
        let (old, new) = (self.old, self.new);
        let known = |side: &'a Side, name: &str| side.enums.contains_key(name) || side.components.contains_key(name);
        let (olds, news) = self.schema_places();
        for (name, at) in old.enums.iter().filter(|(name, at)| !known(new, name) && !olds.contains(*at)) {
            let sentence = format!("enum {} is gone", code(name));
            self.find_at(API, &kind::ENUM_REMOVED, name.clone(), sentence, Some(at.clone()), None);
        }
        for (name, at) in new.enums.iter().filter(|(name, at)| !known(old, name) && !news.contains(*at)) {
            let sentence = format!("enum {} is new", code(name));
            self.find_at(API, &kind::ENUM_ADDED, name.clone(), sentence, None, Some(at.clone()));
        }
    }
}

/// The directions in which a property goes.
fn direction(spot: &Spot<'_>) -> Use {
    let target = members::unwrapped(spot);
    let flag = |key: &str| spot.flag(key) || target.flag(key);
    match (flag("readOnly"), flag("writeOnly")) {
        (true, false) => Use::RESPONSE,
        (false, true) => Use::REQUEST,
        _ => Use::BOTH,
    }
}

/// The names for clients: of the values by value, of the enum by the empty text.
fn value_names(spot: &Spot<'_>) -> BTreeMap<String, String> {
    let Some(extension) = spot.member("x-ms-enum") else { return BTreeMap::new() };
    let values = extension.get("values").into_iter().flat_map(|values| values.items().collect::<Vec<_>>());
    let values = values.filter_map(|value| Some((shown(value.value.get("value")?), value.text("name")?.to_owned())));
    values.chain(extension.text("name").map(|name| (String::new(), name.to_owned()))).collect()
}

/// Where clients are told the name of a value, or of the enum.
fn value_name_at(spot: &Spot<'_>, value: &str) -> Option<Pointer> {
    let extension = spot.member("x-ms-enum")?;
    let name = extension.member("name").filter(|_| value.is_empty());
    let mut values = extension.get("values").into_iter().flat_map(|values| values.items().collect::<Vec<_>>());
    let value = values.find(|it| it.value.get("value").map(shown).as_deref() == Some(value));
    Some(name.or_else(|| value?.member("name")).unwrap_or(extension).at)
}

/// A value of an enum: a text as it is.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
