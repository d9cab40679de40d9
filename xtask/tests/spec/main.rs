//! What `spec/` has to be: the published API, put into our own words from end to end.

mod changes;
mod document;
mod facts;
mod lock;

use document::Document;
use serde_json::Value;

const VERSIONS: [&str; 2] = ["2024-02-01.19.0", "2024-07-01.20.0"];

/// Every operation, parameter, header, response, schema, property and enum value says what it is.
#[test]
fn everything_is_described() {
    for version in VERSIONS {
        let document = Document::read(version);
        let mut silent = Vec::new();
        document.visit(&mut |at, value, kind| {
            let text = value["description"].as_str().or(value["summary"].as_str()).unwrap_or_default();
            if text.trim().len() < 8 || text.trim() != text {
                silent.push(format!("{kind} {at}"));
            }
        });
        assert!(silent.is_empty(), "{version}: these have no description:\n{}", silent.join("\n"));
    }
}

#[test]
fn the_current_version_is_whole() {
    let document = Document::read("2024-07-01.20.0");
    let (mut operations, mut schemas, mut enums) = (0, 0, 0);
    document.visit(&mut |_, _, kind| match kind {
        "operation" => operations += 1,
        "schema" => schemas += 1,
        _ => {}
    });
    document.visit_schemas(&mut |_, schema| enums += usize::from(schema.get("enum").is_some()));
    assert_eq!((operations, schemas, enums), (77, 187, 55));
}

/// Without its prose, each version is the published API to the letter.
#[test]
fn without_prose_it_is_the_published_api() {
    for version in VERSIONS {
        let Some(published) = facts::read(version) else { continue };
        let ours = facts::bare(&Document::read(version).bundled());
        let published = facts::bare(&published);
        let mut differences = Vec::new();
        compare(&ours, &published, "#", &mut differences);
        assert!(differences.is_empty(), "{version}:\n{}", differences.join("\n"));
    }
}

fn compare(ours: &Value, published: &Value, at: &str, differences: &mut Vec<String>) {
    match (ours, published) {
        (Value::Object(ours), Value::Object(published)) => {
            let keys: std::collections::BTreeSet<&String> = ours.keys().chain(published.keys()).collect();
            for key in keys {
                let null = Value::Null;
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                compare(ours.get(key).unwrap_or(&null), published.get(key).unwrap_or(&null), &at, differences);
            }
        }
        (Value::Array(ours), Value::Array(published)) if ours.len() == published.len() => {
            for (index, (ours, published)) in ours.iter().zip(published).enumerate() {
                compare(ours, published, &format!("{at}/{index}"), differences);
            }
        }
        _ if ours == published => {}
        _ => differences.push(format!("{at}: {ours} here, {published} published")),
    }
}
