//! Request bodies and their media type.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::shown::Shown;
use super::{Call, header_value};
use crate::json::{ToJson, model, to_request_body};
use crate::text::ToText;

impl Call {
    /// Sets `Content-Type`, body or not: some services want it even without one.
    pub fn content_type(&mut self, media_type: &str) {
        match header_value(media_type) {
            Ok(value) => drop(self.headers.insert(CONTENT_TYPE, value)),
            Err(message) => self.refuse(CONTENT_TYPE.as_str(), message),
        }
    }

    /// Sets a JSON body without the members that are read-only.
    pub fn json(&mut self, media_type: &str, body: &dyn ToJson) {
        self.show("body", || Shown::Json(model::text(body)));
        match to_request_body(body) {
            Ok(text) => self.put(media_type, text.into()),
            Err(error) => self.refuse("body", &format!("cannot be written as JSON: {error}")),
        }
    }

    /// Sets a body of text, UTF-8.
    pub fn text<T: ToText + ?Sized>(&mut self, media_type: &str, body: &T) {
        let text = self.text_of("body", body);
        self.put(media_type, text.into());
    }

    /// Sets a body of bytes.
    pub fn bytes(&mut self, media_type: &str, body: impl Into<Bytes>) {
        let body = body.into();
        self.show("body", || Shown::Bytes(body.len()));
        self.put(media_type, body);
    }

    pub(super) fn put(&mut self, media_type: &str, body: Bytes) {
        self.content_type(media_type);
        self.body = Some(body);
    }
}
