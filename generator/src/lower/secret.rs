//! What must not be shown: marked by `x-ms-secret` in the document, or named by the configuration.
//!
//! `format: password` is a type of its own and needs no mark.

use openapiv3 as oas;

use super::extension::flag;
use super::schema::Schemas;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, code};
use crate::source::Pointer;

/// The mark of a schema or property, as AutoRest defines it: `true`.
const MARK: &str = "x-ms-secret";

impl Schemas<'_> {
    /// Whether the property at `at` with keywords `data` is secret; `name` is what the configuration calls it.
    pub(super) fn is_secret(&mut self, data: Option<&oas::SchemaData>, at: &Pointer, name: &str) -> bool {
        let named = self.config.secrets.properties.iter().find(|named| *named == name);
        self.met.extend(named.map(String::as_str));
        let marked = data.is_some_and(|data| flag(&data.extensions, MARK, at, &mut self.diagnostics));
        marked || named.is_some()
    }

    /// Whether a schema itself is marked, wherever it is used.
    pub(super) fn is_marked(&self, schema: &oas::Schema) -> bool {
        schema.schema_data.extensions.get(MARK).and_then(serde_json::Value::as_bool) == Some(true)
    }

    /// Reports the properties that the configuration names and that are not there.
    pub(super) fn report_missing_secrets(&mut self) {
        let named = self.config.secrets.properties.iter().enumerate();
        for (index, name) in named.filter(|(_, name)| !self.met.contains(name.as_str())) {
            let message = format!("the configuration hides property `{name}`, which the document does not have");
            let diagnostic = Diagnostic::new(
                &code::CONFIG_UNUSED,
                Config::place(["secrets", "properties", &index.to_string()]),
                message,
            );
            self.diagnostics.push(diagnostic.help("write `Schema.property` as the document does, or remove the line"));
        }
    }
}
