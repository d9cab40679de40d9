//! Bodies of parts: `multipart/form-data` (RFC 7578).

use std::fmt::Write as _;

use serde_json::Value;
use uuid::Uuid;

use super::Call;
use super::shown::Shown;
use crate::json::{JsonWriter, ToJson, model};
use crate::types::File;

/// What is in a part.
enum Content<'c> {
    Text(String),
    Json(String),
    File(&'c File),
}

impl Call {
    /// Sets a body with a part for each member of `body`, and for each item of a member that is a list. Texts, numbers
    /// and such are plain text, objects are JSON, and files are what they are; `types` has the media types of members
    /// that the document gives one.
    pub fn multipart(&mut self, media_type: &str, body: &dyn ToJson, types: &[(&str, &str)]) {
        self.show("body", || Shown::Json(model::text(body)));
        let mut json = JsonWriter::parts(Uuid::new_v4().simple().to_string());
        body.to_json(&mut json);
        let (files, written) = json.finish_parts();
        let value = written.map_err(|error| error.to_string());
        let value = value.and_then(|text| serde_json::from_slice(&text).map_err(|error| error.to_string()));
        let members = match value {
            Ok(Value::Object(members)) => members,
            Ok(_) => return self.refuse("body", "is no object, and a body of parts has members"),
            Err(error) => return self.refuse("body", &format!("cannot be taken apart: {error}")),
        };
        let mut parts = Parts { boundary: Uuid::new_v4().simple().to_string(), text: Vec::new() };
        for (name, value) in &members {
            let known = types.iter().find(|(known, _)| known == name).map(|(_, media_type)| *media_type);
            let values = match value {
                Value::Array(items) => items.as_slice(),
                value => std::slice::from_ref(value),
            };
            for value in values {
                parts.add(name, &files.content(value), known);
            }
        }
        let (boundary, text) = parts.finish();
        self.put(&format!("{media_type}; boundary={boundary}"), text.into());
    }
}

/// The files of a body of parts, and what stands for them in its JSON.
pub(crate) struct Files {
    /// What texts begin with that stand for a file; nobody else knows it.
    pub(crate) mark: String,
    pub(crate) files: Vec<File>,
}

impl Files {
    /// Adds a file and answers the text that stands for it.
    pub(crate) fn add(&mut self, file: &File) -> String {
        self.files.push(file.clone());
        format!("{}{}", self.mark, self.files.len() - 1)
    }

    fn content(&self, value: &Value) -> Content<'_> {
        match value {
            Value::String(text) => {
                let index = text.strip_prefix(&self.mark).and_then(|index| index.parse::<usize>().ok());
                match index.and_then(|index| self.files.get(index)) {
                    Some(file) => Content::File(file),
                    None => Content::Text(text.clone()),
                }
            }
            Value::Null => Content::Text(String::new()),
            Value::Bool(_) | Value::Number(_) => Content::Text(value.to_string()),
            Value::Array(_) | Value::Object(_) => Content::Json(value.to_string()),
        }
    }
}

struct Parts {
    boundary: String,
    text: Vec<u8>,
}

impl Parts {
    fn add(&mut self, name: &str, content: &Content<'_>, known: Option<&str>) {
        let (media_type, bytes): (Option<&str>, &[u8]) = match content {
            Content::Text(text) => (known, text.as_bytes()),
            Content::Json(text) => (known.or(Some("application/json")), text.as_bytes()),
            Content::File(file) => (file.media_type().or(known).or(Some("application/octet-stream")), file.content()),
        };
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        if let Content::File(file) = content
            && let Some(name) = file.name()
        {
            let _ = write!(head, "; filename=\"{}\"", quoted(name));
        }
        if let Some(media_type) = media_type {
            // A media type with a line break in it would be more than that.
            let media_type: String = media_type.chars().filter(|c| !c.is_control()).collect();
            let _ = write!(head, "\r\nContent-Type: {media_type}");
        }
        head.push_str("\r\n\r\n");
        self.text.extend_from_slice(head.as_bytes());
        self.text.extend_from_slice(bytes);
        self.text.extend_from_slice(b"\r\n");
    }

    fn finish(mut self) -> (String, Vec<u8>) {
        self.text.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        (self.boundary, self.text)
    }
}

/// A name between quotes: what would end them is percent-encoded (WHATWG HTML, "multipart/form-data encoding algorithm").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
