//! Bodies and responses, and what they hold.

use std::collections::BTreeMap;

use super::kind::{self, Kind};
use super::operation::place_of;
use super::same::bare;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, What, code};

impl<'a> Walk<'a> {
    /// The request body of an operation.
    pub(super) fn bodies(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let name = format!("{}: request body", self.nodes[id].name);
        let required = |body: &Spot<'_>| body.clone().follow().flag("required");
        match (old.member("requestBody"), new.member("requestBody")) {
            (Some(old), Some(new)) => {
                let shared = old.is_reference() && new.is_reference();
                let pair = (old.follow(), new.follow());
                let component = pair.1.at.last().unwrap_or_default();
                let name = if shared { format!("request body {component}") } else { name };
                self.pair(Some((id, Use::REQUEST)), What::Body, pair, |_| name);
            }
            (Some(old), None) => {
                let kind = if required(&old) { &kind::REQUIRED_BODY_REMOVED } else { &kind::BODY_REMOVED };
                self.find_at(id, kind, name.clone(), format!("{} is gone", code(&name)), Some(old.at), None);
            }
            (None, Some(new)) => {
                let kind = if required(&new) { &kind::REQUIRED_BODY_ADDED } else { &kind::BODY_ADDED };
                self.find_at(id, kind, name.clone(), format!("{} is new", code(&name)), None, Some(new.at));
            }
            (None, None) => {}
        }
    }

    /// One request body.
    pub(super) fn body(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        self.describe(&old, &new);
        self.flag(
            id,
            "required",
            (&kind::BODY_BECAME_REQUIRED, "is required now"),
            (&kind::BODY_BECAME_OPTIONAL, "is optional now"),
        );
        let name = self.nodes[id].name.clone();
        let kinds = (&kind::BODY_MEDIA_TYPE_ADDED, &kind::BODY_MEDIA_TYPE_REMOVED);
        self.contents(id, Use::BOTH, &name, Some(kinds));
    }

    /// One response.
    pub(super) fn response(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        self.describe(&old, &new);
        let name = self.nodes[id].name.clone();
        let has_body = |spot: &Spot<'_>| spot.get("content").is_some_and(|content| content.members().next().is_some());
        match (has_body(&old), has_body(&new)) {
            (false, true) => {
                let sentence = format!("{} has a body now", code(&name));
                let places = (Some(old.at.clone()), place_of(&new, "content"));
                self.find_at(id, &kind::RESPONSE_BODY_ADDED, name.clone(), sentence, places.0, places.1);
            }
            (true, false) => {
                let sentence = format!("{} has no body any more", code(&name));
                let places = (place_of(&old, "content"), Some(new.at.clone()));
                self.find_at(id, &kind::RESPONSE_BODY_REMOVED, name.clone(), sentence, places.0, places.1);
            }
            _ => {
                let kinds = (&kind::RESPONSE_MEDIA_TYPE_ADDED, &kind::RESPONSE_MEDIA_TYPE_REMOVED);
                self.contents(id, Use::BOTH, &name, Some(kinds));
            }
        }
        self.headers(id);
        self.keyword(id, "links");
    }

    /// What a pair holds in each media type; `kinds` for media types that come and go, where they may.
    pub(super) fn contents(
        &mut self,
        id: NodeId,
        through: Use,
        name: &str,
        kinds: Option<(&'static Kind, &'static Kind)>,
    ) {
        let types = |spot: &Spot<'a>| -> BTreeMap<String, Spot<'a>> {
            let content = spot.get("content").into_iter().flat_map(|content| content.members().collect::<Vec<_>>());
            content.map(|(media_type, spot)| (normal(media_type), spot)).collect()
        };
        let (old, new) = self.spots(id);
        let (old, mut new) = (types(&old), types(&new));
        let (added, removed) = kinds.unwrap_or((&kind::KEYWORD_CHANGED, &kind::KEYWORD_CHANGED));
        for (media_type, was) in old {
            let subject = format!("{name}, {media_type}");
            let Some(is) = new.remove(&media_type) else {
                let sentence = format!("{} has no media type {} any more", code(name), code(&media_type));
                self.find_at(id, removed, subject, sentence, Some(was.at), None);
                continue;
            };
            self.describe(&was, &is);
            let encoding = |spot: &Spot<'a>, side| spot.member("encoding").map(|encoding| bare(&encoding, side));
            if encoding(&was, self.old) != encoding(&is, self.new) {
                let sentence = format!("the parts of {} are encoded in another way", code(name));
                let places = (place_of(&was, "encoding"), place_of(&is, "encoding"));
                self.find_at(id, &kind::BODY_ENCODING_CHANGED, subject, sentence, places.0, places.1);
            }
            self.schemas((id, through), was.member("schema"), is.member("schema"), name);
        }
        for (media_type, is) in new {
            let sentence = format!("{} has media type {} now", code(name), code(&media_type));
            self.find_at(id, added, format!("{name}, {media_type}"), sentence, None, Some(is.at));
        }
    }

    fn headers(&mut self, id: NodeId) {
        let headers = |spot: &Spot<'a>| -> BTreeMap<String, (&'a str, Spot<'a>)> {
            let headers = spot.get("headers").into_iter().flat_map(|headers| headers.members().collect::<Vec<_>>());
            let headers = headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
            headers.map(|(name, header)| (name.to_ascii_lowercase(), (name, header))).collect()
        };
        let (old, new) = self.spots(id);
        let (old, mut new) = (headers(&old), headers(&new));
        let name = self.nodes[id].name.clone();
        for (key, (header, was)) in old {
            let subject = format!("{name}, header {header}");
            match new.remove(&key) {
                Some((_, is)) => {
                    let shared = was.is_reference() && is.is_reference();
                    let subject = if shared { format!("response header {header}") } else { subject };
                    self.pair(Some((id, Use::BOTH)), What::Header, (was.follow(), is.follow()), |_| subject);
                }
                None => {
                    let required = was.clone().follow().flag("required");
                    let kind = if required { &kind::REQUIRED_HEADER_REMOVED } else { &kind::HEADER_REMOVED };
                    let sentence = format!("{} is gone", code(&subject));
                    self.find_at(id, kind, subject, sentence, Some(was.at), None);
                    self.note(Some(header));
                }
            }
        }
        for (_, (header, is)) in new.into_values().map(|(header, is)| ((), (header, is))) {
            let subject = format!("{name}, header {header}");
            let required = is.clone().follow().flag("required");
            let kind = if required { &kind::REQUIRED_HEADER_ADDED } else { &kind::HEADER_ADDED };
            let sentence = format!("{} is new", code(&subject));
            self.find_at(id, kind, subject, sentence, None, Some(is.at));
            self.note(Some(header));
        }
    }
}

/// A media type, as it is compared: case and spaces do not count (RFC 9110 section 8.3.1).
fn normal(media_type: &str) -> String {
    media_type.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
