//! The table against the published API, where that is at hand.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::{OPERATIONS, Operation};

/// The published API, beside the repository; absent in most checkouts.
const FACTS: &str = "../../../shared/batch/facts-2024-07-01.20.0.json";

/// What there is to compare of an operation.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    id: String,
    method: String,
    path: String,
    status: String,
    query: BTreeSet<String>,
    /// Whether there must be a body, and what it may have.
    body: Option<(bool, BTreeSet<String>)>,
    located: bool,
}

#[test]
fn the_table_is_the_published_api() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FACTS);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return;
    };
    let document: Value = serde_json::from_str(&text).unwrap();
    let published = published(&document);
    let ours: BTreeSet<_> = OPERATIONS.iter().map(ours).collect();
    assert_eq!(published.len(), 77);
    assert_eq!(published.difference(&ours).collect::<Vec<_>>(), ours.difference(&published).collect::<Vec<_>>());
}

fn ours(operation: &Operation) -> Fact {
    let properties = |text: &str| text.split(' ').map(str::to_owned).collect();
    Fact {
        id: operation.id.to_owned(),
        method: operation.method.as_str().to_lowercase(),
        path: operation.path.to_owned(),
        status: operation.status.as_str().to_owned(),
        query: operation.query.iter().map(|name| (*name).to_owned()).collect(),
        body: operation.body.map(|shape| (shape.required, properties(shape.properties))),
        located: operation.located,
    }
}

fn published(document: &Value) -> BTreeSet<Fact> {
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let operations = item.as_object().unwrap().iter().filter(|(method, _)| *method != "parameters");
        operations.map(move |(method, operation)| fact(document, path, method, operation))
    });
    operations.collect()
}

fn fact(document: &Value, path: &str, method: &str, operation: &Value) -> Fact {
    let parameters = operation["parameters"].as_array().into_iter().flatten().map(|part| follow(document, part));
    let query = parameters.filter(|parameter| parameter["in"] == "query");
    let query = query.map(|parameter| parameter["name"].as_str().unwrap().to_owned());
    let responses = operation["responses"].as_object().unwrap();
    let (status, response) = responses.iter().find(|(status, _)| status.starts_with('2')).unwrap();
    let body = operation.get("requestBody").map(|body| follow(document, body));
    Fact {
        id: operation["operationId"].as_str().unwrap().to_owned(),
        method: method.to_owned(),
        path: path.to_owned(),
        status: status.clone(),
        query: query.filter(|name| !matches!(name.as_str(), "api-version" | "timeout")).collect(),
        body: body.map(|body| (body["required"] == true, properties(document, body))),
        located: follow(document, response)["headers"].get("DataServiceId").is_some(),
    }
}

fn properties(document: &Value, body: &Value) -> BTreeSet<String> {
    let media_type = body["content"].as_object().unwrap().values().next().unwrap();
    let schema = follow(document, &media_type["schema"]);
    let required: Vec<_> = schema["required"].as_array().into_iter().flatten().collect();
    let names = schema["properties"].as_object().unwrap().keys();
    names.map(|name| if required.iter().any(|one| *one == name) { format!("{name}!") } else { name.clone() }).collect()
}

fn follow<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
        Some(pointer) => document.pointer(pointer).unwrap(),
        None => node,
    }
}
