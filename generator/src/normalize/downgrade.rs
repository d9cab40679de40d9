//! OpenAPI 3.1 → OpenAPI 3.0.
//!
//! Almost all that is new is in schemas, which are those of JSON Schema 2020-12.

mod lists;
mod null;
mod schema;

use serde_json::{Map, Value, json};

use super::convert::{Conversion, Work};
use super::{Kind, Shape, openapi30, openapi31};
use crate::diagnostic::{Diagnostic, code};
use crate::source::Pointer;

pub(super) static CONVERSION: Conversion =
    Conversion { entry: &Kind::Object(&openapi31::OPENAPI), document, schema: schema::schema, object };

/// What schemas are written in if the document does not say.
const USUAL_DIALECT: &str = "https://spec.openapis.org/oas/3.1/dialect/base";

fn object(work: &mut Work<'_>, value: &Value, shape: &'static Shape, at: &Pointer) -> (Value, &'static Shape) {
    let converted = work.value(value, &Kind::Ref(shape), at);
    (converted, openapi30::named(shape.name).unwrap_or(&openapi30::SCHEMA))
}

fn document(work: &mut Work<'_>, members: &Map<String, Value>) -> Value {
    let root = Pointer::root();
    let mut document = work.members(members, &openapi31::OPENAPI, &root);
    document.insert("openapi".to_owned(), json!("3.0.3"));
    document.entry("paths").or_insert_with(|| json!({}));
    if let Some(webhooks) = document.remove("webhooks") {
        let at = root.key("webhooks");
        let diagnostic =
            Diagnostic::new(&code::FEATURE_IGNORED, &at, "webhooks are not generated: they call the client");
        work.diagnostics.push(diagnostic.instead("nothing for them"));
        // A reference may lead there.
        work.places.moved(&root, root.key("x-webhooks"), &at);
        document.insert("x-webhooks".to_owned(), webhooks);
    }
    if let Some(dialect) = document.remove("jsonSchemaDialect").filter(|dialect| dialect != USUAL_DIALECT) {
        let message = format!("schemas of dialect {dialect} are read as those of OpenAPI 3.1");
        work.lose(root.key("jsonSchemaDialect"), message, "what the keywords mean in OpenAPI 3.1");
    }
    if let Some(Value::Object(info)) = document.get_mut("info") {
        work.summarize(info, &root.key("info"));
    }
    let components = document.get_mut("components").and_then(Value::as_object_mut);
    if let Some(items) = components.and_then(|components| components.remove("pathItems")) {
        work.places.moved(&root, root.key("x-pathItems"), &root.keys(["components", "pathItems"]));
        document.insert("x-pathItems".to_owned(), items);
    }
    work.drop_mutual_tls(&mut document);
    Value::Object(document)
}

impl Work<'_> {
    /// A summary is a description if there is no other.
    fn summarize(&mut self, info: &mut Map<String, Value>, at: &Pointer) {
        let Some(summary) = info.remove("summary") else { return };
        if !info.contains_key("description") {
            self.places.moved(at, at.key("description"), &at.key("summary"));
            info.insert("description".to_owned(), summary);
        }
    }

    /// Certificates of clients are the business of the transport: no credential goes into the request.
    fn drop_mutual_tls(&mut self, document: &mut Map<String, Value>) {
        let components = document.get_mut("components");
        let schemes = components.and_then(|components| components.get_mut("securitySchemes")?.as_object_mut());
        let Some(schemes) = schemes else { return };
        let is_mutual = |scheme: &Value| scheme.get("type").and_then(Value::as_str) == Some("mutualTLS");
        let names: Vec<String> =
            schemes.iter().filter(|(_, scheme)| is_mutual(scheme)).map(|(name, _)| name.clone()).collect();
        schemes.retain(|_, scheme| !is_mutual(scheme));
        for name in &names {
            let at = Pointer::root().keys(["components", "securitySchemes", name]);
            self.lose(at, "`mutualTLS` is done by the transport", "no credential for it");
        }
        let forget = |requirements: Option<&mut Value>| {
            let requirements = requirements.and_then(Value::as_array_mut).into_iter().flatten();
            for requirement in requirements.filter_map(Value::as_object_mut) {
                requirement.retain(|name, _| !names.contains(name));
            }
        };
        forget(document.get_mut("security"));
        let items = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
        let operations = items.filter_map(|(_, item)| item.as_object_mut()).flatten();
        operations.for_each(|(_, operation)| forget(operation.get_mut("security")));
    }
}
