//! Values that are more than one text or a list of texts, as parameters and as forms (OAS Parameter Object, "Style
//! Values"; OAS Encoding Object; RFC 6570).
//!
//! They are taken apart as JSON: a value of any model is written like any other, and nothing here is generic.

use serde_json::Value;

use super::shown::Shown;
use super::{Call, push_pair};
use crate::json::{ToJson, model, to_request_body};
use crate::percent::{push_name, push_reserved, push_template, push_value};

/// How a value is put into text (OAS `style`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `a,b`, `k,v` or `k=v`: path and headers.
    Simple,
    /// `.a.b`: path.
    Label,
    /// `;name=a,b`: path.
    Matrix,
    /// `name=a&name=b`: query, cookies and forms.
    Form,
    /// `name=a%20b`: query.
    SpaceDelimited,
    /// `name=a%7Cb`: query.
    PipeDelimited,
    /// `name[k]=v`: query and forms. Lists have numbers for keys, and what is in an object has one more pair of brackets.
    DeepObject,
    /// JSON text (OAS `content`).
    Json,
}

/// How a value is put into text, whole.
///
/// | style | `explode` | `"x"` | `["a", "b"]` | `{"k": "v", "l": "w"}` |
/// |---|---|---|---|---|
/// | `Simple` | no | `x` | `a,b` | `k,v,l,w` |
/// | `Simple` | yes | `x` | `a,b` | `k=v,l=w` |
/// | `Label` | no | `.x` | `.a,b` | `.k,v,l,w` |
/// | `Label` | yes | `.x` | `.a.b` | `.k=v.l=w` |
/// | `Matrix` | no | `;n=x` | `;n=a,b` | `;n=k,v,l,w` |
/// | `Matrix` | yes | `;n=x` | `;n=a;n=b` | `;k=v;l=w` |
/// | `Form` | no | `n=x` | `n=a,b` | `n=k,v,l,w` |
/// | `Form` | yes | `n=x` | `n=a&n=b` | `k=v&l=w` |
/// | `DeepObject` | | `n=x` | `n[0]=a&n[1]=b` | `n[k]=v&n[l]=w` |
/// | `Json` | | `n="x"` | `n=["a","b"]` | `n={"k":"v","l":"w"}` |
///
/// What is an object or a list in another is JSON text, unless the style is `DeepObject`. Null is an empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Styled {
    /// The style.
    pub style: Style,
    /// Whether items and members are written apart.
    pub explode: bool,
    /// Whether characters stay that RFC 3986 reserves (OAS `allowReserved`): the value is part of a URL already.
    pub reserved: bool,
}

impl Styled {
    /// What forms do with members that nothing else is said of.
    pub(super) const FORM: Self = Self { style: Style::Form, explode: true, reserved: false };

    fn push(self, out: &mut String, text: &str) {
        if self.reserved { push_reserved(out, text) } else { push_value(out, text) }
    }
}

impl Call {
    /// Appends a value as one path parameter. One that would leave nothing is refused.
    pub fn segment_value(&mut self, name: &'static str, value: &dyn ToJson, styled: Styled) {
        let Some(value) = self.taken_apart(name, value) else { return };
        let text = path_text(name, &value, styled);
        self.push_encoded_segment(name, &text);
    }

    /// Appends a value to the query.
    pub fn query_value(&mut self, name: &str, value: &dyn ToJson, styled: Styled) {
        let Some(value) = self.taken_apart(name, value) else { return };
        push_form(&mut self.query, name, &value, styled);
    }

    /// Sets a header to a value.
    pub fn header_value(&mut self, name: &str, value: &dyn ToJson, styled: Styled) {
        let Some(value) = self.taken_apart(name, value) else { return };
        let texts = match styled.style {
            Style::Json => vec![value.to_string()],
            _ => flat(&value, styled.explode),
        };
        self.set_header(name, &texts.join(","));
    }

    /// Appends a value as a cookie or, if it is exploded, as several.
    pub fn cookie_value(&mut self, name: &str, value: &dyn ToJson, styled: Styled) {
        let Some(value) = self.taken_apart(name, value) else { return };
        match (&value, styled) {
            (value, Styled { style: Style::Json, .. }) => self.push_cookie(name, &[value.to_string()]),
            (Value::Object(members), Styled { explode: true, .. }) => {
                members.iter().for_each(|(name, value)| self.push_cookie(name, &[text(value)]));
            }
            (Value::Array(items), Styled { explode: true, .. }) => {
                items.iter().for_each(|item| self.push_cookie(name, &[text(item)]));
            }
            (value, _) => self.push_cookie(name, &flat(value, false)),
        }
    }

    /// Sets a body of a form, `application/x-www-form-urlencoded`. `styles` are those of the members that are not written
    /// as most are: lists with an entry for each item, objects as JSON.
    pub fn form(&mut self, media_type: &str, body: &dyn ToJson, styles: &[(&str, Styled)]) {
        let Some(value) = self.taken_apart("body", body) else { return };
        let Value::Object(members) = value else {
            return self.refuse("body", "is no object, and a form has members");
        };
        let mut form = String::new();
        for (name, value) in &members {
            let styled = styles.iter().find(|(styled, _)| styled == name).map(|(_, styled)| *styled);
            match (styled, value) {
                (None, Value::Object(_)) => push_pair(&mut form, name, &value.to_string()),
                (styled, value) => push_form(&mut form, name, value, styled.unwrap_or(Styled::FORM)),
            }
        }
        self.put(media_type, form.into());
    }

    /// The value as JSON; refused if it has none.
    fn taken_apart(&mut self, name: &str, value: &dyn ToJson) -> Option<Value> {
        self.show(name, || Shown::Json(model::text(value)));
        let taken = to_request_body(value).map_err(|error| error.to_string());
        let taken = taken.and_then(|text| serde_json::from_slice(&text).map_err(|error| error.to_string()));
        match taken {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(name, &format!("cannot be taken apart: {error}"));
                None
            }
        }
    }
}

/// A value that stands for itself.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// The texts of a value: items, or names and values of members, each pair in one text if they are exploded.
fn flat(value: &Value, explode: bool) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(members) if explode => members.iter().map(|(k, v)| format!("{k}={}", text(v))).collect(),
        Value::Object(members) => members.iter().flat_map(|(k, v)| [k.clone(), text(v)]).collect(),
        value => vec![text(value)],
    }
}

/// Entries of a query or a form.
fn push_form(out: &mut String, name: &str, value: &Value, styled: Styled) {
    let delimiter = match styled.style {
        Style::Json => return pair(out, name, &value.to_string(), styled),
        Style::DeepObject => return push_deep(out, name, value, styled),
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match value {
        Value::Array(items) if styled.explode => items.iter().for_each(|item| pair(out, name, &text(item), styled)),
        Value::Object(members) if styled.explode => {
            members.iter().for_each(|(name, value)| pair(out, name, &text(value), styled));
        }
        value => {
            pair(out, name, "", styled);
            for (index, text) in flat(value, false).iter().enumerate() {
                if index > 0 {
                    out.push_str(delimiter);
                }
                styled.push(out, text);
            }
        }
    }
}

/// `name[k]=v`, with as many brackets as there are layers.
fn push_deep(out: &mut String, name: &str, value: &Value, styled: Styled) {
    match value {
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| push_deep(out, &format!("{name}[{index}]"), item, styled));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| push_deep(out, &format!("{name}[{key}]"), value, styled));
        }
        value => pair(out, name, &text(value), styled),
    }
}

/// An entry of a query or a form.
pub(super) fn pair(out: &mut String, name: &str, value: &str, styled: Styled) {
    if !out.is_empty() {
        out.push('&');
    }
    push_name(out, name);
    out.push('=');
    styled.push(out, value);
}

/// The text of a path parameter, encoded.
fn path_text(name: &str, value: &Value, styled: Styled) -> String {
    let encoded = |text: &str| {
        let mut out = String::new();
        // A `?` would end the path.
        if styled.reserved {
            push_template(&mut out, text)
        } else {
            push_value(&mut out, text)
        }
        out
    };
    let members = |explode: bool| -> Vec<String> {
        match value {
            Value::Array(items) => items.iter().map(|item| encoded(&text(item))).collect(),
            Value::Object(members) if explode => {
                members.iter().map(|(k, v)| format!("{}={}", encoded(k), encoded(&text(v)))).collect()
            }
            Value::Object(members) => members.iter().flat_map(|(k, v)| [encoded(k), encoded(&text(v))]).collect(),
            value => vec![encoded(&text(value))],
        }
    };
    let name = encoded(name);
    match (styled.style, styled.explode, value) {
        (Style::Json, ..) => encoded(&value.to_string()),
        (Style::Label, explode, _) => format!(".{}", members(explode).join(if explode { "." } else { "," })),
        (Style::Matrix, true, Value::Object(_)) => members(true).iter().map(|member| format!(";{member}")).collect(),
        (Style::Matrix, true, Value::Array(_)) => members(true).iter().map(|item| format!(";{name}={item}")).collect(),
        (Style::Matrix, ..) => match members(false).join(",") {
            text if text.is_empty() => format!(";{name}"),
            text => format!(";{name}={text}"),
        },
        (_, explode, _) => members(explode).join(","),
    }
}
