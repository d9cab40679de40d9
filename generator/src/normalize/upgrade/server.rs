//! Servers: host, path and schemes, or the parameterized host of AutoRest.

use serde_json::{Map, Value, json};

use super::super::convert::Work;
use super::texts;
use crate::source::Pointer;

const PARAMETERIZED: &str = "x-ms-parameterized-host";

impl Work<'_> {
    pub(super) fn servers(&mut self, document: &Map<String, Value>) -> Vec<Value> {
        let root = Pointer::root();
        let text = |key: &str| document.get(key).and_then(Value::as_str);
        let base = text("basePath").unwrap_or_default().trim_end_matches('/');
        let schemes = self.schemes(document);
        if let Some(Value::Object(host)) = document.get(PARAMETERIZED) {
            return self.parameterized(host, base, &schemes);
        }
        let (urls, said): (Vec<String>, _) = match text("host") {
            Some(host) => (schemes.iter().map(|scheme| format!("{scheme}://{host}{base}")).collect(), "host"),
            None if !base.is_empty() => (vec![base.to_owned()], "basePath"),
            None => (Vec::new(), "host"),
        };
        for index in 0..urls.len() {
            let server = root.key("servers").index(index);
            self.places.moved(&root, server.key("url"), &root.key(said));
            self.places.moved(&root, server, &root.key(said));
        }
        urls.into_iter().map(|url| json!({ "url": url })).collect()
    }

    /// The schemes of HTTP, the safe one first: their order in the document means nothing.
    fn schemes(&mut self, document: &Map<String, Value>) -> Vec<&'static str> {
        let said = document.get("schemes").map(texts).unwrap_or_default();
        for (index, scheme) in said.iter().enumerate().filter(|(_, name)| !matches!(name.as_str(), "http" | "https")) {
            let at = Pointer::root().key("schemes").index(index);
            self.lose(at, format!("`{scheme}` is no scheme of HTTP"), "no server for it");
        }
        let known = ["https", "http"].into_iter().filter(|scheme| said.iter().any(|name| name == scheme));
        let known: Vec<_> = known.collect();
        if known.is_empty() { vec!["https"] } else { known }
    }

    fn parameterized(&mut self, host: &Map<String, Value>, base: &str, schemes: &[&str]) -> Vec<Value> {
        let root = Pointer::root();
        let place = root.key(PARAMETERIZED);
        let template = host.get("hostTemplate").and_then(Value::as_str).unwrap_or_default();
        let mut variables = Map::new();
        let server = root.key("servers").index(0);
        let parameters = host.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let (found, at) = self.follow(parameter, &place.key("parameters").index(index));
            let Some(name) = found.get("name").and_then(Value::as_str).map(str::to_owned) else { continue };
            let variable = variable(found);
            let copying = self.places.set_copying(true);
            self.places.moved(&place, place.keys(["variables", &name]), &at);
            self.places.set_copying(copying);
            variables.insert(name, variable);
        }
        self.places.moved(&place, place.key("url"), &place.key("hostTemplate"));
        self.places.moved(&root, server, &place);
        let prefixed = host.get("useSchemePrefix") != Some(&Value::Bool(false));
        let scheme = if prefixed { format!("{}://", schemes[0]) } else { String::new() };
        vec![json!({ "url": format!("{scheme}{template}{base}"), "variables": variables })]
    }
}

/// What a parameter of the host is as a variable. OpenAPI wants a default; nothing is one too.
fn variable(parameter: &Value) -> Value {
    let values = parameter.get("enum").map(texts).unwrap_or_default();
    let default = parameter.get("default").and_then(Value::as_str).or(values.first().map(String::as_str));
    let mut variable = json!({ "default": default.unwrap_or_default() });
    if let Some(description) = parameter.get("description").filter(|text| text.is_string()) {
        variable["description"] = description.clone();
    }
    if !values.is_empty() {
        variable["enum"] = json!(values);
    }
    variable
}
