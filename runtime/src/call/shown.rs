//! Calls as people see them in logs: the parameters by name, without what is secret.

use std::fmt;

use super::{Call, CallOptions};
use crate::client::Client;
use crate::json;
use crate::text::{ToText, ToTextList};

/// Who is going to see a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The service.
    Wire,
    /// People, in logs: secrets are not for them.
    Debug,
}

/// What stands in a call under a name.
#[derive(Clone)]
pub(super) enum Shown {
    Text(String),
    Texts(Vec<String>),
    /// JSON.
    Json(String),
    /// Bytes, by their number.
    Bytes(usize),
    Secret,
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Texts(texts) => texts.fmt(f),
            Self::Json(text) => json::model::write(text, f),
            Self::Bytes(count) => write!(f, "({count} bytes)"),
            Self::Secret => f.write_str(json::REDACTED),
        }
    }
}

impl Call {
    /// Returns the text of a parameter.
    pub(super) fn text_of<T: ToText + ?Sized>(&mut self, name: &str, value: &T) -> String {
        let text = value.to_text();
        let shown = || if value.is_secret() { Shown::Secret } else { Shown::Text(text.clone()) };
        self.show(name, shown);
        text
    }

    /// Returns the texts of a parameter.
    pub(super) fn texts_of<T: ToTextList + ?Sized>(&mut self, name: &str, values: &T) -> Vec<String> {
        let texts = values.to_texts();
        let shown = || if values.is_secret() { Shown::Secret } else { Shown::Texts(texts.clone()) };
        self.show(name, shown);
        texts
    }

    /// Takes a note of what people may see, if they are to see the call.
    pub(super) fn show(&mut self, name: &str, shown: impl FnOnce() -> Shown) {
        if let Some(all) = &mut self.shown {
            all.push((name.to_owned(), shown()));
        }
    }
}

/// Writes a request for people: the name of its type, and what it carries by the names on the wire. What is not set does
/// not show, and secrets do not either. `call` is made for [`View::Debug`].
///
/// ```text
/// Terminate { client: Client { endpoint: "https://…", .. }, jobId: "nightly", timeout: "30", options: CallOptions { … } }
/// ```
///
/// # Errors
/// The formatter fails.
#[doc(hidden)]
pub fn debug_request(
    name: &str,
    client: &Client,
    call: &Call,
    options: &CallOptions,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut request = f.debug_struct(name);
    request.field("client", client);
    for (name, shown) in call.shown.iter().flatten() {
        request.field(name, shown);
    }
    request.field("options", options).finish()
}
