//! The writer: text grows in one buffer, and the first thing JSON cannot carry is kept as the error.

use std::collections::BTreeMap;
use std::fmt;

use super::{EncodeError, ToJson};

/// Writes one JSON document into memory, without white space.
///
/// Commas are its business; balance of `begin` and `end` is the caller's.
pub struct JsonWriter {
    out: Vec<u8>,
    request: bool,
    comma: bool,
    /// The names written so far, of all open objects; `open` says where each of those begins.
    names: Vec<&'static str>,
    open: Vec<usize>,
    error: Option<EncodeError>,
}

impl JsonWriter {
    /// Starts a document with all members.
    pub fn full() -> Self {
        Self { out: Vec::new(), request: false, comma: false, names: Vec::new(), open: Vec::new(), error: None }
    }

    /// Starts a document without the members that are read-only.
    pub fn request() -> Self {
        Self { request: true, ..Self::full() }
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.open.push(self.names.len());
        self.out.push(b'{');
        self.comma = false;
    }

    /// Closes an object.
    pub fn end_object(&mut self) {
        self.names.truncate(self.open.pop().unwrap_or(0));
        self.out.push(b'}');
        self.comma = true;
    }

    /// Writes a member, unless its value [is absent](ToJson::is_absent).
    pub fn field(&mut self, name: &'static str, value: &dyn ToJson) {
        if !value.is_absent() {
            self.required(name, value);
        }
    }

    /// Writes a member, whatever its value.
    pub fn required(&mut self, name: &'static str, value: &dyn ToJson) {
        self.names.push(name);
        self.member(name, value);
    }

    /// Writes a member as [`field`](Self::field) does, but not in a request body.
    pub fn read_only(&mut self, name: &'static str, value: &dyn ToJson) {
        if !self.request {
            self.field(name, value);
        }
    }

    /// Writes the members of a map behind those written before. One that repeats a name of these is an error.
    pub fn rest<T: ToJson>(&mut self, members: &BTreeMap<String, T>) {
        let start = self.open.last().copied().unwrap_or(0);
        for (name, value) in members {
            if self.names[start..].contains(&name.as_str()) {
                self.fail(format!("`{name}` is a member already and cannot be an additional one too"));
            }
            self.member(name, value);
        }
    }

    /// Writes a whole array.
    pub fn array(&mut self, items: &mut dyn Iterator<Item = &dyn ToJson>) {
        self.out.push(b'[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            let clean = self.error.is_none();
            item.to_json(self);
            if clean && let Some(error) = &mut self.error {
                error.prepend_item(index);
            }
        }
        self.out.push(b']');
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.scalar(&value);
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes a number; NaN and the infinities are errors.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            self.scalar(&value);
        } else {
            self.fail(format!("JSON has no number {value}"));
        }
    }

    /// Notes that the value being written cannot be. The first such note becomes the error of the document.
    pub fn fail(&mut self, message: impl Into<std::borrow::Cow<'static, str>>) {
        self.error.get_or_insert_with(|| EncodeError::new(message));
    }

    /// Ends the document and returns its text.
    ///
    /// # Errors
    /// The first value that could not be written.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        self.error.map_or(Ok(self.out), Err)
    }

    pub(super) fn member(&mut self, name: &str, value: &dyn ToJson) {
        if self.comma {
            self.out.push(b',');
        }
        self.string(name);
        self.out.push(b':');
        let clean = self.error.is_none();
        value.to_json(self);
        if clean && let Some(error) = &mut self.error {
            error.prepend_field(name);
        }
        self.comma = true;
    }

    /// Writes anything serde knows how to write, as `serde_json` spells it.
    pub(super) fn scalar(&mut self, value: &impl serde::Serialize) {
        if let Err(error) = serde_json::to_writer(&mut self.out, value) {
            self.fail(error.to_string());
        }
    }
}

impl fmt::Debug for JsonWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.out.len();
        f.debug_struct("JsonWriter").field("bytes", &bytes).field("error", &self.error).finish_non_exhaustive()
    }
}
