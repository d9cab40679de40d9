//! Header and cookie parameters. What could end a header or start another is refused, not repaired.

use http::header::{COOKIE, HeaderName, HeaderValue};
use uuid::Uuid;

use super::{Call, ListStyle};
use crate::percent::push_value;
use crate::text::{Argument, ToText, ToTextList};

impl Call {
    /// Sets a header. Refused are control characters other than a tab, anything beyond ASCII, and white space around
    /// the value, which the other side would take off (RFC 9110 section 5.5).
    pub fn header<T: ToText + ?Sized>(&mut self, name: &str, value: &T) {
        let text = self.text_of(name, value);
        self.set_header(name, &text);
    }

    /// Sets the headers that have values, each as [`header`](Self::header) does.
    pub fn headers(&mut self, parameters: &[(&str, &dyn Argument)]) {
        for (name, value) in parameters {
            if let Some(value) = value.argument() {
                self.header(name, value);
            }
        }
    }

    /// Sets a header to a list, its items separated by commas (OAS style `simple`). An item with a comma is refused:
    /// there is no way to write it.
    pub fn header_list<T: ToTextList + ?Sized>(&mut self, name: &str, values: &T) {
        let items = self.texts_of(name, values);
        if items.iter().any(|item| item.contains(',')) {
            self.refuse(name, "has an item with a comma, which a header list cannot carry");
        }
        self.set_header(name, &items.join(","));
    }

    /// Sets a header to the given value or, without one, to a new random UUID (RFC 9562 version 4). A call that goes on
    /// from this one, for the next page or the next state, gets another UUID.
    pub fn header_or_uuid<T: ToText + ?Sized>(&mut self, name: &str, value: Option<&T>) {
        match value {
            Some(value) => self.header(name, value),
            None => {
                self.set_header(name, &Uuid::new_v4().to_string());
                self.generated.push(name.to_owned());
            }
        }
    }

    /// Appends a cookie (RFC 6265 section 4.2). All cookies go into one `Cookie` header, values percent-encoded.
    pub fn cookie<T: ToText + ?Sized>(&mut self, name: &str, value: &T) {
        let text = self.text_of(name, value);
        self.push_cookie(name, &[text]);
    }

    /// Appends a list as a cookie (OAS style `form`), or as one cookie per item if the style is exploded.
    pub fn cookie_list<T: ToTextList + ?Sized>(&mut self, name: &str, values: &T, style: ListStyle) {
        let items = self.texts_of(name, values);
        match style {
            ListStyle::Form { explode: true } => {
                items.iter().for_each(|item| self.push_cookie(name, std::slice::from_ref(item)));
            }
            _ => self.push_cookie(name, &items),
        }
    }

    pub(super) fn push_cookie(&mut self, name: &str, items: &[String]) {
        // A cookie name is a token (RFC 6265), and so is a header name.
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            self.refuse(name, "is not a legal cookie name");
        }
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(name);
        self.cookies.push('=');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.cookies.push(',');
            }
            push_value(&mut self.cookies, item);
        }
    }

    pub(super) fn finish_cookies(&mut self) {
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.set_header(COOKIE.as_str(), &cookies);
        }
    }

    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), header_value(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            (Err(_), _) => self.refuse(name, "is not a legal header name"),
            (_, Err(message)) => self.refuse(name, message),
        }
    }
}

/// Checks a header value. The error says what is wrong with it and does not quote it.
pub(crate) fn header_value(value: &str) -> Result<HeaderValue, &'static str> {
    if value.trim_matches([' ', '\t']) != value {
        return Err("has white space around its value, which a header loses");
    }
    let illegal = "has a character that a header cannot carry";
    // `HeaderValue` itself lets bytes beyond ASCII through.
    if value.is_ascii() { HeaderValue::from_str(value).map_err(|_| illegal) } else { Err(illegal) }
}
