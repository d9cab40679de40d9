//! Schemas: which belong together, and the order in which what they say is compared.

use std::collections::BTreeSet;

use super::composition::{is_union, wrapped};
use super::kind;
use super::members;
use super::operation::place_of;
use super::side::enum_name;
use super::spot::Spot;
use super::ty::{Relation, Ty};
use super::walk::{DOCUMENTATION, NodeId, Use, Walk, What, code};

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

    /// Keywords that nothing above looks at.
    fn others(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        if old.value.get("xml") != new.value.get("xml") {
            let places = (place_of(&old, "xml"), place_of(&new, "xml"));
            let sentence = format!("{} is written in another way in XML", code(name));
            self.find_at(id, &kind::XML_CHANGED, name.to_owned(), sentence, places.0, places.1);
        }
        let keys = |spot: &Spot<'a>| spot.object().into_iter().flat_map(|object| object.keys().map(String::as_str));
        let is_left = |key: &&str| {
            *key != "xml" && !key.starts_with("x-") && !COMPARED.contains(key) && !DOCUMENTATION.contains(key)
        };
        let left: BTreeSet<&str> = keys(&old).chain(keys(&new)).filter(is_left).collect();
        for key in left {
            if old.value.get(key) != new.value.get(key) {
                let sentence = format!("keyword {} of {} differs", code(key), code(name));
                let places = (place_of(&old, key), place_of(&new, key));
                self.find_at(id, &kind::KEYWORD_CHANGED, name.to_owned(), sentence, places.0, places.1);
                self.note(Some(key));
            }
        }
    }
}
