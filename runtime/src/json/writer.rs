//! The writer: text grows in one buffer, and the first thing JSON cannot carry is kept as the error.

use std::collections::BTreeMap;
use std::fmt;

use super::scan::special;
use super::{EncodeError, ToJson};
use crate::call::Files;
use crate::text::ToText;
use crate::types::File;

/// What stands in logs for a secret.
pub(crate) const REDACTED: &str = "(secret)";

/// Writes one JSON document into memory, without white space.
///
/// Commas are its business; balance of `begin` and `end` is the caller's.
pub struct JsonWriter {
    out: Vec<u8>,
    view: View,
    comma: bool,
    /// The names written so far, of all open objects; `open` says where each of those begins.
    names: Vec<&'static str>,
    open: Vec<usize>,
    /// A member that the next object begins with.
    tag: Option<(&'static str, &'static str)>,
    /// The files of a body of parts, for which texts stand.
    files: Option<Files>,
    /// Of the value written last that is not text itself.
    text: String,
    error: Option<EncodeError>,
}

/// Who is going to read the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// Whoever gets the whole value.
    Full,
    /// The service, which does not want members that are read-only.
    Request,
    /// People, in logs: secrets are not for them.
    Debug,
}

impl JsonWriter {
    /// Starts a document with all members.
    pub fn full() -> Self {
        Self::of(View::Full)
    }

    /// Starts a document without the members that are read-only.
    pub fn request() -> Self {
        Self::of(View::Request)
    }

    /// Starts a document for a body of parts, with texts that begin with `mark` in place of files.
    pub(crate) fn parts(mark: String) -> Self {
        Self { files: Some(Files { mark, files: Vec::new() }), ..Self::of(View::Request) }
    }

    /// Starts a document with all members, but without what is secret in them.
    pub(super) fn debug() -> Self {
        Self::of(View::Debug)
    }

    fn of(view: View) -> Self {
        Self {
            out: Vec::new(),
            view,
            comma: false,
            names: Vec::new(),
            open: Vec::new(),
            tag: None,
            files: None,
            text: String::new(),
            error: None,
        }
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.open.push(self.names.len());
        self.out.push(b'{');
        self.comma = false;
        if let Some((name, value)) = self.tag.take() {
            self.required(name, &value);
        }
    }

    /// Writes an object with one more member, which comes first.
    pub fn tagged(&mut self, tag: &'static str, text: &'static str, object: &dyn ToJson) {
        self.tag = Some((tag, text));
        object.to_json(self);
        self.tag = None;
    }

    /// Closes an object.
    pub fn end_object(&mut self) {
        self.names.truncate(self.open.pop().unwrap_or(0));
        self.out.push(b'}');
        self.comma = true;
    }

    /// Writes the members of an object in this order, each unless its value [is absent](ToJson::is_absent).
    pub fn fields(&mut self, members: &[(&'static str, &dyn ToJson)]) {
        for (name, value) in members {
            self.field(name, *value);
        }
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
        if self.view != View::Request {
            self.field(name, value);
        }
    }

    /// Writes a member as [`required`](Self::required) does, but not in a request body.
    pub fn required_read_only(&mut self, name: &'static str, value: &dyn ToJson) {
        if self.view != View::Request {
            self.required(name, value);
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
        if special(value.as_bytes()) < value.len() {
            return self.scalar(&value);
        }
        self.out.push(b'"');
        self.out.extend_from_slice(value.as_bytes());
        self.out.push(b'"');
    }

    /// Writes a string that holds the text of a value.
    pub(super) fn text_of(&mut self, value: &dyn ToText) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        value.write_text(&mut text);
        self.string(&text);
        self.text = text;
    }

    /// Writes a string that is not for logs.
    pub fn secret(&mut self, value: &str) {
        self.string(if self.view == View::Debug { REDACTED } else { value });
    }

    /// Writes a value of which no part is for logs.
    pub(super) fn redacted(&mut self, value: &dyn ToJson) {
        if self.view == View::Debug { self.string(REDACTED) } else { value.to_json(self) }
    }

    /// Writes a file: in a body of parts a text that stands for it, else its content.
    pub(super) fn file(&mut self, file: &File) {
        match self.files.as_mut().map(|files| files.add(file)) {
            Some(text) => self.string(&text),
            None if self.view == View::Debug => self.string(&format!("({} bytes)", file.content().len())),
            None => self.string(&String::from_utf8_lossy(file.content())),
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes a number; NaN and the infinities are errors.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            self.scalar(&value);
        } else if self.view == View::Debug {
            self.string(&value.to_string());
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

    /// Ends the document of a body of parts.
    pub(crate) fn finish_parts(mut self) -> (Files, Result<Vec<u8>, EncodeError>) {
        let files = self.files.take().unwrap_or(Files { mark: String::new(), files: Vec::new() });
        (files, self.finish())
    }

    /// Ends the document whatever could not be written.
    pub(super) fn into_text(self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
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
