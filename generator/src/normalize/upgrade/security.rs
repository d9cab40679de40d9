//! Security schemes: `basic` is a scheme of HTTP, and each flow of OAuth has a name of its own.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::super::swagger20;
use super::others;
use crate::source::Pointer;

impl Work<'_> {
    pub(super) fn security_scheme(&mut self, value: &Value, at: &Pointer) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        self.visit(at);
        let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
        let keep = |keys: &[&str]| -> Map<String, Value> {
            keys.iter().filter_map(|key| Some(((*key).to_owned(), members.get(*key)?.clone()))).collect()
        };
        let mut scheme: Map<String, Value> = others(members, &swagger20::SECURITY_SCHEME).collect();
        scheme.extend(keep(&["description"]));
        match text("type") {
            "basic" => {
                scheme.insert("type".to_owned(), json!("http"));
                scheme.insert("scheme".to_owned(), json!("basic"));
                self.places.moved(at, at.key("scheme"), &at.key("type"));
            }
            "oauth2" => {
                let mut flow = keep(&["authorizationUrl", "tokenUrl", "scopes"]);
                flow.entry("scopes").or_insert_with(|| json!({}));
                let name = match text("flow") {
                    "application" => "clientCredentials",
                    "accessCode" => "authorizationCode",
                    other => other,
                };
                scheme.insert("type".to_owned(), json!("oauth2"));
                scheme.insert("flows".to_owned(), json!({ name: flow }));
                self.places.moved(at, at.keys(["flows", name]), at);
            }
            _ => scheme.extend(keep(&["type", "name", "in"])),
        }
        Value::Object(scheme)
    }
}
