//! Parameters of operations, and headers of responses.

use std::collections::BTreeMap;

use super::kind;
use super::operation::place_of;
use super::same::bare;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, What, code};

/// Header parameters that OpenAPI says to ignore (OAS 3.0.3 section 4.7.12).
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// Place and name on the wire.
type Key = (String, String);

/// A parameter of an operation.
#[derive(Clone)]
struct Member<'a> {
    /// Where it is listed: it may be a reference there.
    listed: Spot<'a>,
    /// The Parameter Object.
    spot: Spot<'a>,
}

impl Member<'_> {
    fn words(&self) -> String {
        words(&self.spot)
    }

    fn required(&self) -> bool {
        self.spot.flag("required") || self.spot.text("in") == Some("path")
    }
}

/// A parameter in words, such as `query parameter force`.
fn words(spot: &Spot<'_>) -> String {
    let (place, name) = (spot.text("in").unwrap_or_default(), spot.text("name").unwrap_or_default());
    match place {
        "header" => format!("header {name}"),
        place => format!("{place} parameter {name}"),
    }
}

impl<'a> Walk<'a> {
    /// The parameters of an operation.
    pub(super) fn parameters(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let items = self.items(id);
        let (mut gone, mut added) = (members(&old, &items.0), members(&new, &items.1));
        let keys: Vec<Key> = gone.keys().filter(|key| added.contains_key(*key)).cloned().collect();
        for key in keys {
            if let (Some(old), Some(new)) = (gone.remove(&key), added.remove(&key)) {
                self.pair_parameter(id, old, new);
            }
        }
        self.path_parameters(id, &mut gone, &mut added);
        self.moved(id, &mut gone, &mut added);
        self.renamed(id, &mut gone, &mut added);
        let name = self.nodes[id].name.clone();
        for old in gone.into_values() {
            let kind = if old.required() { &kind::REQUIRED_PARAMETER_REMOVED } else { &kind::PARAMETER_REMOVED };
            let sentence = format!("{} of {} is gone", code(&old.words()), code(&name));
            self.find_at(id, kind, format!("{name}: {}", old.words()), sentence, Some(old.listed.at), None);
            self.note(old.spot.text("name"));
        }
        for new in added.into_values() {
            let kind = if new.required() { &kind::REQUIRED_PARAMETER_ADDED } else { &kind::PARAMETER_ADDED };
            let required = if new.required() { "required " } else { "" };
            let sentence = format!("{required}{} of {} is new", code(&new.words()), code(&name));
            self.find_at(id, kind, format!("{name}: {}", new.words()), sentence, None, Some(new.listed.at));
            self.note(new.spot.text("name"));
        }
    }

    fn pair_parameter(&mut self, id: NodeId, old: Member<'a>, new: Member<'a>) {
        let name = new.words();
        let shared = old.listed.is_reference() && new.listed.is_reference();
        let pair = (old.spot, new.spot);
        self.pair(Some((id, Use::REQUEST)), What::Parameter, pair, |walk| match shared {
            true => name,
            false => format!("{}: {name}", walk.nodes[id].name),
        });
    }

    /// Variables of the path that have another name now: what counts is where they are.
    fn path_parameters(
        &mut self,
        id: NodeId,
        gone: &mut BTreeMap<Key, Member<'a>>,
        added: &mut BTreeMap<Key, Member<'a>>,
    ) {
        let Some(names) = self.variables.get(&id).cloned() else { return };
        for (old, new) in names {
            let key = |name: &str| ("path".to_owned(), name.to_owned());
            if let (Some(was), Some(is)) = (gone.remove(&key(&old)), added.remove(&key(&new))) {
                self.pair_parameter(id, was, is);
            }
        }
    }

    /// Remembers which variables of the path have another name now.
    pub(super) fn path_variables(&mut self, id: NodeId, old: &str, new: &str) {
        let variables = |path: &str| -> Vec<String> {
            path.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0.to_owned())).collect()
        };
        let (before, after) = (variables(old), variables(new));
        if before.len() != after.len() {
            return;
        }
        let renamed = before.into_iter().zip(after).filter(|(old, new)| old != new);
        let renamed: Vec<(String, String)> = renamed.collect();
        let (spots, items) = (self.spots(id), self.items(id));
        let member_at = |spot, item, name: &str| {
            members(spot, item).remove(&("path".to_owned(), name.to_owned())).map(|member| member.listed.at)
        };
        for (old, new) in &renamed {
            let subject = format!("{}: path parameter {new}", self.nodes[id].name);
            let sentence = format!("variable {} of the path is called {} now", code(old), code(new));
            let places = (member_at(&spots.0, &items.0, old), member_at(&spots.1, &items.1, new));
            self.find_at(id, &kind::PATH_VARIABLE_RENAMED, subject, sentence, places.0, places.1);
            self.note(Some(new));
        }
        self.variables.insert(id, renamed);
    }

    /// Parameters that are in another place now.
    fn moved(&mut self, id: NodeId, gone: &mut BTreeMap<Key, Member<'a>>, added: &mut BTreeMap<Key, Member<'a>>) {
        let keys: Vec<Key> = gone.keys().cloned().collect();
        for key in keys {
            let others: Vec<Key> = added.keys().filter(|(_, name)| *name == key.1).cloned().collect();
            let [other] = others.as_slice() else { continue };
            let (Some(old), Some(new)) = (gone.remove(&key), added.remove(other)) else { continue };
            let subject = format!("{}: {}", self.nodes[id].name, new.words());
            let sentence = format!("{} of {} is a {} now", code(&old.words()), code(&self.nodes[id].name), new.words());
            let places = (old.listed.at.clone(), new.listed.at.clone());
            self.find_at(id, &kind::PARAMETER_MOVED, subject, sentence, Some(places.0), Some(places.1));
            self.pair_parameter(id, old, new);
        }
    }

    /// Parameters that have another name now: the only ones of their place that come and go, and of the same schema.
    fn renamed(&mut self, id: NodeId, gone: &mut BTreeMap<Key, Member<'a>>, added: &mut BTreeMap<Key, Member<'a>>) {
        for place in ["query", "header", "cookie", "path"] {
            let of = |members: &BTreeMap<Key, Member<'a>>| -> Vec<Key> {
                members.keys().filter(|(other, _)| other == place).cloned().collect()
            };
            let (old, new) = (of(gone), of(added));
            let ([before], [after]) = (old.as_slice(), new.as_slice()) else { continue };
            let (was, is) = (&gone[before], &added[after]);
            let schema = |member: &Member<'a>, side| member.spot.member("schema").map(|schema| bare(&schema, side));
            let client = |member: &Member<'a>| member.spot.text("x-ms-client-name").map(str::to_owned);
            let alike = was.required() == is.required() && schema(was, self.old) == schema(is, self.new);
            let named = client(was).is_some() && client(was) == client(is);
            if !(named || (alike && crate::spelling::alike(&before.1, &after.1))) {
                continue;
            }
            let (Some(was), Some(is)) = (gone.remove(before), added.remove(after)) else { continue };
            let name = self.nodes[id].name.clone();
            let sentence = format!("{} of {} is called {} now", code(&was.words()), code(&name), code(&after.1));
            let places = (was.listed.at.clone(), is.listed.at.clone());
            let subject = format!("{name}: {}", is.words());
            self.find_at(id, &kind::PARAMETER_RENAMED, subject, sentence, Some(places.0), Some(places.1));
            self.pair_parameter(id, was, is);
        }
    }

    /// One parameter.
    pub(super) fn parameter(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        self.describe(&old, &new);
        let name = self.nodes[id].name.clone();
        let required = |spot: &Spot<'_>| spot.flag("required") || spot.text("in") == Some("path");
        if required(&old) != required(&new) {
            let (kind, what) = match required(&new) {
                true => (&kind::PARAMETER_BECAME_REQUIRED, "is required now"),
                false => (&kind::PARAMETER_BECAME_OPTIONAL, "is optional now"),
            };
            let places = (place_of(&old, "required"), place_of(&new, "required"));
            self.find_at(id, kind, name.clone(), format!("{} {what}", code(&name)), places.0, places.1);
        }
        self.flag(
            id,
            "deprecated",
            (&kind::PARAMETER_DEPRECATED, "is deprecated"),
            (&kind::PARAMETER_UNDEPRECATED, "is not deprecated any more"),
        );
        self.style(id, &name);
        self.keyword(id, "allowEmptyValue");
        if self.old.is_version(&old.at) && self.new.is_version(&new.at) {
            return; // its value is the version, which always differs
        }
        self.child(id, "schema", Use::BOTH, &name);
        self.contents(id, Use::BOTH, &name, None);
    }

    fn style(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let (before, after) = (style(&old), style(&new));
        // In another place, it is written in the way of that place.
        let moved = old.text("in") != new.text("in");
        if before != after && !moved {
            let sentence = format!("{} is written as {after} instead of {before}", code(name));
            let differs = |key: &&str| old.value.get(key) != new.value.get(key);
            let key = ["style", "explode", "allowReserved"].into_iter().find(differs).unwrap_or("style");
            let places = (place_of(&old, key), place_of(&new, key));
            self.find_at(id, &kind::PARAMETER_STYLE_CHANGED, name.to_owned(), sentence, places.0, places.1);
        }
    }

    /// One response header.
    pub(super) fn header(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        self.describe(&old, &new);
        let name = self.nodes[id].name.clone();
        self.flag(
            id,
            "required",
            (&kind::HEADER_BECAME_REQUIRED, "always comes now"),
            (&kind::HEADER_BECAME_OPTIONAL, "need not come any more"),
        );
        for key in ["style", "explode", "deprecated"] {
            self.keyword(id, key);
        }
        self.child(id, "schema", Use::BOTH, &name);
        self.contents(id, Use::BOTH, &name, None);
    }
}

/// How the value of a parameter is written: style, explode and reserved characters (OAS 3.0.3 section 4.7.12.2).
fn style(spot: &Spot<'_>) -> String {
    let usual = match spot.text("in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    let style = spot.text("style").unwrap_or(usual);
    let explode = spot.value.get("explode").and_then(serde_json::Value::as_bool).unwrap_or(style == "form");
    let reserved = if spot.flag("allowReserved") { ", reserved characters allowed" } else { "" };
    // How lists and objects are written does not matter to a value that is neither.
    let ty = spot.get("schema").and_then(|schema| schema.text("type"));
    match ty {
        Some("string" | "integer" | "number" | "boolean") if matches!(style, "form" | "simple") => {
            format!("{style}{reserved}")
        }
        _ => format!("{style}, explode {explode}{reserved}"),
    }
}

/// The parameters of an operation with those of its path, by place and name.
fn members<'a>(operation: &Spot<'a>, item: &Spot<'a>) -> BTreeMap<Key, Member<'a>> {
    let lists = [item, operation].into_iter().filter_map(|spot| spot.get("parameters"));
    let mut members = BTreeMap::new();
    for listed in lists.flat_map(|list| list.items().collect::<Vec<_>>()) {
        let spot = listed.clone().follow();
        let (Some(place), Some(name)) = (spot.text("in"), spot.text("name")) else { continue };
        let name = if place == "header" { name.to_ascii_lowercase() } else { name.to_owned() };
        if place != "header" || !IGNORED.contains(&name.as_str()) {
            members.insert((place.to_owned(), name), Member { listed, spot });
        }
    }
    members
}
