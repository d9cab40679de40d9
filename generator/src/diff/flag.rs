//! Keywords that say how a value is used: whether it may be null, who writes it, what it is if it is left out.

use super::kind;
use super::operation::place_of;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, code};

impl<'a> Walk<'a> {
    /// Keywords that say how a value is used, not what it looks like; `None` for a side that has none of them here.
    pub(super) fn flags(&mut self, id: NodeId, through: Use, name: &str, old: Option<Spot<'a>>, new: Option<Spot<'a>>) {
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
    pub(super) fn limit(&mut self, counts: Use) {
        if let Some(found) = self.found.last_mut() {
            found.counts = counts;
        }
    }
}
