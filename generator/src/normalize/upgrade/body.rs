//! Bodies: a parameter in `body`, or all those in `formData`.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::super::{Kind, swagger20};
use super::others;
use super::schema::is_file;
use crate::source::Pointer;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A field of a form, and where it is.
pub(super) type Field<'v> = (&'v Map<String, Value>, Pointer);

impl Work<'_> {
    /// The body that a parameter is.
    pub(super) fn body(&mut self, value: &Value, at: &Pointer, consumes: &[String]) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        self.visit(at);
        let mut body: Map<String, Value> = others(members, &swagger20::PARAMETER).collect();
        let kept = ["description", "required"].into_iter().filter_map(|key| Some((key, members.get(key)?)));
        body.extend(kept.map(|(key, value)| (key.to_owned(), value.clone())));
        body.insert("content".to_owned(), self.content(members, None, at, consumes));
        Value::Object(body)
    }

    /// What the schema of `members` is in each of some media types, with its example in that type.
    pub(super) fn content(
        &mut self,
        members: &Map<String, Value>,
        examples: Option<&Map<String, Value>>,
        at: &Pointer,
        media_types: &[String],
    ) -> Value {
        let place = at.key("schema");
        let own = members.get("schema");
        let media_types = Self::media_types(own, media_types);
        let schema = own.map(|schema| self.value(schema, &Kind::Ref(&swagger20::SCHEMA), &place));
        let mut content = Map::new();
        self.places.moved(at, at.key("content"), at);
        for name in media_types {
            self.places.moved(at, at.key(&name), at);
            let mut media_type = Map::new();
            if let Some(schema) = &schema {
                self.places.moved(at, at.keys(["content", &name, "schema"]), &place);
                media_type.insert("schema".to_owned(), schema.clone());
            }
            if let Some(example) = examples.and_then(|examples| examples.get(&name)) {
                self.places.moved(at, at.key("example"), &at.keys(["examples", &name]));
                media_type.insert("example".to_owned(), example.clone());
            }
            content.insert(name, Value::Object(media_type));
        }
        Value::Object(content)
    }

    /// The media types of a body with this schema. A file is JSON only if there is no other way.
    fn media_types(schema: Option<&Value>, said: &[String]) -> Vec<String> {
        let is_file = schema.and_then(Value::as_object).is_some_and(is_file);
        let fit: Vec<String> = said.iter().filter(|name| !is_file || !is_json(name)).cloned().collect();
        match (fit.is_empty(), said.is_empty()) {
            (false, _) => fit,
            (true, false) => said.to_vec(),
            (true, true) if is_file => vec!["application/octet-stream".to_owned()],
            (true, true) => vec!["application/json".to_owned()],
        }
    }

    /// The body that the fields of a form are; there is at least one.
    pub(super) fn form(&mut self, fields: &[Field<'_>], consumes: &[String]) -> Value {
        let Some((_, first)) = fields.first() else { return Value::Null };
        let copying = self.places.set_copying(true);
        let (mut properties, mut encoding) = (Map::new(), Map::new());
        let (mut required, mut has_file) = (Vec::new(), false);
        for (members, at) in fields {
            let Some(name) = members.get("name").and_then(Value::as_str) else { continue };
            has_file |= is_file(members);
            let (mut own, schema) = self.split(members, at);
            let (mut schema, style) = self.styled(schema, members, "formData", at);
            if own.remove("required") == Some(Value::Bool(true)) {
                required.push(name);
            }
            own.retain(|key, _| key == "description" || key.starts_with("x-"));
            schema.extend(own);
            properties.insert(name.to_owned(), Value::Object(schema));
            if !style.is_empty() {
                encoding.insert(name.to_owned(), Value::Object(style));
            }
            self.places.moved(first, first.keys(["properties", name]), at);
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let mut content = Map::new();
        self.places.moved(first, first.key("content"), first);
        self.places.moved(first, first.key("schema"), first);
        for name in form_types(consumes, has_file) {
            self.places.moved(first, first.key(name), first);
            let mut media_type = json!({ "schema": schema });
            if !encoding.is_empty() {
                media_type["encoding"] = Value::Object(encoding.clone());
            }
            content.insert(name.to_owned(), media_type);
        }
        self.places.set_copying(copying);
        json!({ "content": content, "required": !required.is_empty() })
    }
}

/// The media types in which a form can be sent.
fn form_types(consumes: &[String], has_file: bool) -> Vec<&'static str> {
    let said = |form: &str| consumes.iter().any(|name| essence(name) == form);
    let fit: Vec<_> = [MULTIPART, FORM].into_iter().filter(|form| said(form) && !(has_file && *form == FORM)).collect();
    match fit.is_empty() {
        false => fit,
        true => vec![if has_file { MULTIPART } else { FORM }],
    }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}
