//! Servers, security schemes, and what operations require of them.

use std::collections::{BTreeMap, BTreeSet};

use super::kind;
use super::operation::place_of;
use super::same::bare;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, What, code};

impl<'a> Walk<'a> {
    /// What authorizes an operation: its own requirement, or that of all.
    pub(super) fn security(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let own =
            |spot: &Spot<'a>, root: Spot<'a>| spot.member("security").map_or((false, root), |_| (true, spot.clone()));
        let (was, is) = (own(&old, self.old.root()), own(&new, self.new.root()));
        let name =
            if was.0 || is.0 { self.nodes[id].name.clone() } else { "every operation without its own".to_owned() };
        let before = self.nodes.len();
        let pair = self.pair(Some((id, Use::REQUEST)), What::Requirement, (was.1, is.1), |_| name);
        if self.nodes.len() > before {
            self.requirement(pair);
        }
    }

    fn requirement(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let (was, is) = (alternatives(&old), alternatives(&new));
        if was == is {
            return;
        }
        let name = self.nodes[id].name.clone();
        let places = (place_of(&old, "security"), place_of(&new, "security"));
        let open = |alternatives: &BTreeSet<String>| alternatives.contains("");
        let list = |alternatives: &BTreeSet<String>| {
            alternatives.iter().map(|alternative| code(alternative)).collect::<Vec<_>>().join(" or ")
        };
        match (open(&was), open(&is)) {
            (true, false) => {
                let sentence = format!("{} requires {} now", code(&name), list(&is));
                self.find_at(id, &kind::SECURITY_ADDED, name, sentence, places.0, places.1);
            }
            (false, true) => {
                let sentence = format!("{} does not require {} any more", code(&name), list(&was));
                self.find_at(id, &kind::SECURITY_REMOVED, name, sentence, places.0, places.1);
            }
            _ => {
                for gone in was.difference(&is) {
                    let sentence = format!("{} is not authorized by {} any more", code(&name), code(gone));
                    let (old, new) = places.clone();
                    self.find_at(id, &kind::SECURITY_ALTERNATIVE_REMOVED, name.clone(), sentence, old, new);
                    self.note(Some(gone));
                }
                for added in is.difference(&was) {
                    let sentence = format!("{} is authorized by {} too", code(&name), code(added));
                    let (old, new) = places.clone();
                    self.find_at(id, &kind::SECURITY_ALTERNATIVE_ADDED, name.clone(), sentence, old, new);
                    self.note(Some(added));
                }
            }
        }
    }

    /// The security schemes of the document.
    pub(super) fn schemes(&mut self, api: NodeId) {
        let schemes = |root: Spot<'a>| -> BTreeMap<&'a str, Spot<'a>> {
            let schemes = root.get("components").and_then(|components| components.get("securitySchemes"));
            schemes.into_iter().flat_map(|schemes| schemes.members().collect::<Vec<_>>()).collect()
        };
        let (old, mut new) = (schemes(self.old.root()), schemes(self.new.root()));
        for (name, was) in old {
            let subject = format!("security scheme {name}");
            match new.remove(name) {
                Some(is) => {
                    self.pair(Some((api, Use::BOTH)), What::Scheme, (was.follow(), is.follow()), |_| subject);
                }
                None => {
                    let sentence = format!("{} is gone", code(&subject));
                    self.find_at(api, &kind::SCHEME_REMOVED, subject, sentence, Some(was.at), None);
                }
            }
        }
        for (name, is) in new {
            let subject = format!("security scheme {name}");
            let sentence = format!("{} is new", code(&subject));
            self.find_at(api, &kind::SCHEME_ADDED, subject, sentence, None, Some(is.at));
        }
    }

    /// One security scheme.
    pub(super) fn scheme(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        self.describe(&old, &new);
        if bare(&old, self.old) != bare(&new, self.new) {
            let sentence = format!("{} is not what it was", code(&self.nodes[id].name));
            self.find(id, &kind::SCHEME_CHANGED, sentence);
        }
    }

    /// Where an operation is served, if that is not where the others are.
    pub(super) fn own_servers(&mut self, id: NodeId) {
        let own = |spot: &Spot<'a>, item: &Spot<'a>| spot.member("servers").or_else(|| item.member("servers"));
        let (spots, items) = (self.spots(id), self.items(id));
        let (was, is) = (own(&spots.0, &items.0), own(&spots.1, &items.1));
        let same = |it: &Option<Spot<'a>>, side| it.as_ref().map(|it| bare(it, side));
        if same(&was, self.old) != same(&is, self.new) {
            let name = self.nodes[id].name.clone();
            let sentence = format!("{} is on other servers than before", code(&name));
            let place = |it: Option<Spot<'a>>, spot: &Spot<'a>| Some(it.map_or_else(|| spot.at.clone(), |it| it.at));
            let places = (place(was, &spots.0), place(is, &spots.1));
            self.find_at(id, &kind::SERVER_CHANGED, name, sentence, places.0, places.1);
        }
    }

    /// Where the API is served.
    pub(super) fn servers(&mut self, api: NodeId) {
        let servers = |root: Spot<'a>| -> Vec<(&'a str, Spot<'a>)> {
            let servers = root.get("servers").into_iter().flat_map(|servers| servers.items().collect::<Vec<_>>());
            servers.filter_map(|server| Some((server.text("url")?, server))).collect()
        };
        let (old, mut new) = (servers(self.old.root()), servers(self.new.root()));
        let mut gone = Vec::new();
        for (url, was) in old {
            match new.iter().position(|(other, _)| *other == url) {
                Some(index) => {
                    let (_, is) = new.remove(index);
                    self.describe(&was, &is);
                    if bare(&was, self.old) != bare(&is, self.new) {
                        let sentence = format!("the variables of server {} differ", code(url));
                        let subject = format!("server {url}");
                        self.find_at(api, &kind::SERVER_CHANGED, subject, sentence, Some(was.at), Some(is.at));
                    }
                }
                None => gone.push((url, was)),
            }
        }
        if let ([(before, was)], [(after, is)]) = (gone.as_slice(), new.as_slice()) {
            let sentence = format!("the server is {} instead of {}", code(after), code(before));
            let (subject, places) = (format!("server {after}"), (was.at.clone(), is.at.clone()));
            return self.find_at(api, &kind::SERVER_CHANGED, subject, sentence, Some(places.0), Some(places.1));
        }
        for (url, was) in gone {
            let sentence = format!("server {} is gone", code(url));
            self.find_at(api, &kind::SERVER_REMOVED, format!("server {url}"), sentence, Some(was.at), None);
        }
        for (url, is) in new {
            let sentence = format!("server {} is new", code(url));
            self.find_at(api, &kind::SERVER_ADDED, format!("server {url}"), sentence, None, Some(is.at));
        }
    }
}

/// The alternatives of a requirement, each as its schemes with their scopes; the empty text if nothing is required.
fn alternatives(holder: &Spot<'_>) -> BTreeSet<String> {
    let list = holder.get("security").into_iter().flat_map(|list| list.items().collect::<Vec<_>>());
    let alternatives = list.map(|alternative| {
        let schemes = alternative.members().map(|(scheme, scopes)| {
            let mut scopes: Vec<&str> = scopes.items().filter_map(|scope| scope.value.as_str()).collect();
            scopes.sort_unstable();
            if scopes.is_empty() { scheme.to_owned() } else { format!("{scheme} ({})", scopes.join(", ")) }
        });
        schemes.collect::<Vec<_>>().join(" and ")
    });
    let alternatives: BTreeSet<String> = alternatives.collect();
    if alternatives.is_empty() { BTreeSet::from([String::new()]) } else { alternatives }
}
