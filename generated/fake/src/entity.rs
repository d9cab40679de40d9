//! A resource: its JSON, its version, and how long its present state lasts.

use bindery_runtime::HttpDate;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::clock::Stamp;

/// Properties that hold addresses. They are kept as paths, and get scheme and host when somebody reads them.
const ADDRESSES: &[&str] = &["url", "nodeUrl", "taskUrl", "taskRootDirectoryUrl"];

/// What of its own history a kind of resource tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// `stateTransitionTime`.
    Little,
    /// That and the version: `eTag`, `lastModified`.
    Version,
    /// That and the previous state.
    Everything,
    /// The previous state, but no version.
    States,
}

/// A resource.
#[derive(Debug)]
pub(crate) struct Entity {
    value: Map<String, Value>,
    told: Told,
    etag: String,
    modified: Timestamp,
    /// Reads until the present state is over; `None` for a state that lasts.
    waiting: Option<u32>,
}

impl Entity {
    /// Makes a resource of defaults and what was given, which wins. It has been in its state since now.
    pub(crate) fn new(told: Told, stamp: Stamp, defaults: Value, given: Map<String, Value>) -> Self {
        let mut value = match defaults {
            Value::Object(defaults) => defaults,
            _ => Map::new(),
        };
        value.insert("stateTransitionTime".to_owned(), stamp.time.to_string().into());
        value.extend(given.into_iter().filter(|(_, value)| !value.is_null()));
        Self { value, told, etag: stamp.etag, modified: stamp.time, waiting: None }
    }

    pub(crate) fn etag(&self) -> &str {
        &self.etag
    }

    pub(crate) fn modified(&self) -> Timestamp {
        self.modified
    }

    pub(crate) fn http_date(&self) -> String {
        HttpDate::from(self.modified).to_string()
    }

    /// Returns a property, `null` if there is none.
    pub(crate) fn get(&self, name: &str) -> &Value {
        self.value.get(name).unwrap_or(&Value::Null)
    }

    /// Returns what a JSON Pointer (RFC 6901) leads to as text, empty if it is none.
    pub(crate) fn text(&self, pointer: &str) -> &str {
        let (name, rest) = pointer.split_once('/').map_or((pointer, ""), |(name, _)| (name, &pointer[name.len()..]));
        self.get(name).pointer(rest).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn number(&self, name: &str) -> i64 {
        number(self.get(name)).unwrap_or_default()
    }

    pub(crate) fn state(&self) -> &str {
        self.text("state")
    }

    /// Sets a property without a new version.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.value.insert(name.to_owned(), value.into());
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.value.remove(name);
    }

    /// Sets a property of an object inside, which is made if need be.
    pub(crate) fn set_in(&mut self, object: &str, name: &str, value: impl Into<Value>) {
        let inner = self.value.entry(object).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(inner) = inner {
            inner.insert(name.to_owned(), value.into());
        }
    }

    pub(crate) fn remove_in(&mut self, object: &str, name: &str) {
        if let Some(Value::Object(inner)) = self.value.get_mut(object) {
            inner.remove(name);
        }
    }

    /// Gives the resource a new version.
    pub(crate) fn changed(&mut self, stamp: Stamp) {
        (self.etag, self.modified) = (stamp.etag, stamp.time);
    }

    /// Sets a state, `state` or `allocationState`, and what is told of it.
    pub(crate) fn go(&mut self, field: &str, to: &str, waiting: Option<u32>, stamp: Stamp) {
        let since = format!("{field}TransitionTime");
        if field == "state" && matches!(self.told, Told::Everything | Told::States) {
            self.set("previousState", self.get(field).clone());
            self.set("previousStateTransitionTime", self.get(&since).clone());
        }
        self.set(field, to);
        self.set(&since, stamp.time.to_string());
        self.waiting = waiting;
        self.changed(stamp);
    }

    pub(crate) fn waiting(&self) -> Option<u32> {
        self.waiting
    }

    pub(crate) fn wait(&mut self, reads: Option<u32>) {
        self.waiting = reads;
    }

    /// Counts a read; returns whether it was the last before the state is over.
    pub(crate) fn count(&mut self) -> bool {
        self.waiting = self.waiting.map(|reads| reads.saturating_sub(1));
        self.waiting == Some(0)
    }

    /// Writes the resource down for somebody who reached the service at a base.
    pub(crate) fn view(&self, base: &str) -> Value {
        let mut value = self.value.clone();
        if matches!(self.told, Told::Version | Told::Everything) {
            value.insert("eTag".to_owned(), self.etag.clone().into());
            value.insert("lastModified".to_owned(), self.modified.to_string().into());
        }
        let mut value = Value::Object(value);
        absolute(&mut value, base);
        value
    }
}

/// Returns a number that may be written as a string, as some clients do.
pub(crate) fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// Puts a base before all addresses inside.
pub(crate) fn absolute(value: &mut Value, base: &str) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(path) if path.starts_with('/') && ADDRESSES.contains(&name.as_str()) => {
                        path.insert_str(0, base);
                    }
                    value => absolute(value, base),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| absolute(value, base)),
        _ => {}
    }
}
