//! Values that are listed, and what clients call them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::kind;
use super::operation::place_of;
use super::spot::Spot;
use super::walk::{NodeId, Walk, code};
use crate::source::Pointer;

impl<'a> Walk<'a> {
    /// The values of an enum.
    pub(super) fn values(&mut self, id: NodeId, name: &str) {
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
