//! Schemas that have names: which come, go, or have another name, if no way through the operations tells it.

use std::collections::{BTreeMap, BTreeSet};

use super::kind;
use super::same::bare;
use super::side::Side;
use super::spot::Spot;
use super::walk::{API, Walk, What, code};
use crate::source::Pointer;

impl<'a> Walk<'a> {
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
