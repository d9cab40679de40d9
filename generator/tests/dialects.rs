//! Swagger 2.0 and OpenAPI 3.1: what is said in them is the same as in OpenAPI 3.0, and stays where it is.

mod support;

use std::path::Path;

use bindery::cli::Document;
use bindery::ir::Api;
use bindery::source::{FileId, Pointer};
use bindery::{Config, Diagnostics, Source, Sources, generate, read, understand};
use serde_json::{Value, json};
use support::{Case, texts};

fn case(name: &str) -> Case {
    Case::read(&support::tests().join("dialects").join(name), name)
}

fn understood(sources: &Sources) -> (Api, Diagnostics) {
    let (api, diagnostics) = understand(sources, &Config::default());
    (api.expect("a usable document"), diagnostics)
}

/// What is understood, a line for each piece, without places. The numbers of types depend on those, and so types are
/// spelled out and come in the order of their names.
fn without_places(sources: &Sources) -> String {
    let (mut api, _) = understood(sources);
    api.for_each_place(&mut |place| *place = Pointer::root());
    let names: Vec<String> = api.types.iter().map(|def| def.name.clone()).collect();
    api.types.sort_by(|a, b| a.name.cmp(&b.name));
    let text = format!("{api:?}").replace(" }, ", " },\n");
    names.iter().enumerate().fold(text, |text, (index, name)| text.replace(&format!("TypeId({index})"), name))
}

fn entry(sources: &Sources) -> Value {
    read::read(&Sources::new(sources.entry().clone())).0.expect("a document").entry().clone()
}

/// Tells whether there is a value at a place.
fn places_of(sources: &Sources) -> impl Fn(&Pointer) -> bool {
    let entry = entry(sources);
    let parts: Vec<(FileId, Value)> = sources
        .parts()
        .filter_map(|(id, part)| {
            let values = read::read(&Sources::new(part.ok()?.clone())).0?;
            Some((id.clone(), values.entry().clone()))
        })
        .collect();
    move |place| {
        let part = parts.iter().find(|(id, _)| id == place.file()).map(|(_, value)| value);
        let file = if *place.file() == FileId::ENTRY { Some(&entry) } else { part };
        file.and_then(|file| file.pointer(place.as_str())).is_some()
    }
}

/// The places of what is understood that the document does not have.
fn lost_places(sources: &Sources, (mut api, diagnostics): (Api, Diagnostics)) -> Vec<String> {
    let exists = places_of(sources);
    let mut lost = Vec::new();
    api.for_each_place(&mut |place| {
        if !exists(place) {
            lost.push(place.to_string());
        }
    });
    for diagnostic in &diagnostics {
        let place = diagnostic.location.pointer();
        // What is absent is missed where it should be.
        if !exists(&place) && !place.parent().is_some_and(|parent| exists(&parent)) {
            lost.push(format!("{}: {place}", diagnostic.code.name));
        }
    }
    lost
}

#[test]
fn swagger_says_the_same() {
    let (old, new) = (case("swagger20.yaml"), case("swagger20-as-3.0.yaml"));
    assert_same(&without_places(&old.sources), &without_places(&new.sources));
    assert_eq!(old.generate().report.document.dialect.as_deref(), Some("swagger-2.0"));
}

#[test]
fn openapi_31_says_the_same() {
    let (new, old) = (case("openapi31.yaml"), case("openapi31-as-3.0.yaml"));
    assert_same(&without_places(&new.sources), &without_places(&old.sources));
    let generated = new.generate();
    assert_eq!(new.rendered(&generated), "");
    assert_eq!(generated.report.document.dialect.as_deref(), Some("openapi-3.1"));
}

#[track_caller]
fn assert_same(left: &str, right: &str) {
    let diff = similar::TextDiff::from_lines(left, right);
    assert!(left == right, "{}", diff.unified_diff());
}

#[track_caller]
fn assert_places(name: &str, sources: &Sources) {
    assert_eq!(lost_places(sources, understood(sources)), Vec::<String>::new(), "{name}");
}

#[test]
fn places_are_those_of_the_document() {
    for name in ["swagger20.yaml", "openapi31.yaml"] {
        assert_places(name, &case(name).sources);
    }
    for folder in ["diagnostics", "fixtures"] {
        for (name, path) in support::cases(folder) {
            let case = Case::read(&path, path.file_name().and_then(|name| name.to_str()).expect("a name"));
            let text = case.sources.entry().text();
            if text.contains("swagger: \"2") || text.contains("openapi: 3.1") {
                assert_places(&name, &case.sources);
            }
        }
    }
}

#[test]
fn emitted_docs_name_places_of_the_document() {
    let generated = case("swagger20.yaml").generate();
    let all: String = texts(&generated).into_iter().map(|(_, text)| text).collect();
    for place in [
        "#/definitions/Job/properties/limits",
        "#/parameters/Top",
        "#/parameters/Job",
        "#/paths/~1jobs~1{name}/get/parameters/0",
        "#/paths/~1jobs/get/parameters/4",
        "#/x-ms-paths/~1logs?kind=all/get",
        "#/securityDefinitions/key",
        "#/host",
        "parts/common.yaml#/definitions/Problem/properties/details",
    ] {
        assert!(all.contains(&format!("Spec: `{place}`")), "{place} is not there");
    }
    assert!(!all.contains("#/components/"));
    let generated = case("openapi31.yaml").generate();
    let all: String = texts(&generated).into_iter().map(|(_, text)| text).collect();
    assert!(all.contains("Spec: `#/components/schemas/Job/$defs/Limits`"));
    assert!(all.contains("\"pointer\": \"#/components/schemas/Job/properties/kind\""));
}

/// All places in a value.
fn all_places(value: &Value, at: Pointer, places: &mut Vec<Pointer>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| all_places(member, at.key(key), places)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| all_places(item, at.index(i), places)),
        _ => {}
    }
    places.push(at);
}

/// Whatever stands in a place, there is an answer, it is the same whenever it is asked for, and it is Rust.
#[test]
fn any_value_may_stand_anywhere() {
    let odd = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!("#/paths"),
        json!([null, 3]),
        json!({"$ref": "#/definitions/Job"}),
    ];
    for name in ["swagger20.yaml", "openapi31.yaml"] {
        let document = entry(&case(name).sources);
        let mut places = Vec::new();
        all_places(&document, Pointer::root(), &mut places);
        for (number, place) in places.iter().enumerate() {
            let mut changed = document.clone();
            *changed.pointer_mut(place.as_str()).expect("a place") = odd[number % odd.len()].clone();
            let sources = Sources::new(Source::new(name, changed.to_string()));
            let (api, _) = understand(&sources, &Config::default());
            let again = understand(&sources, &Config::default()).0;
            assert_eq!(format!("{api:?}"), format!("{again:?}"), "{name}{place}");
            if number % 40 == 0 {
                let generated = generate(&sources, &Config::default());
                for (path, text) in texts(&generated).into_iter().filter(|(path, _)| path.ends_with(".rs")) {
                    assert!(syn::parse_file(text).is_ok(), "{name}{place}: {path} is not Rust");
                }
            }
        }
    }
}

/// Other people's documents, if they are at hand.
#[test]
fn documents_of_others() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let Ok(index) = std::fs::read_to_string(corpus.join("index.tsv")) else {
        println!("skipped: there is no ../shared/corpus");
        return;
    };
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (path, dialect, operations) = (fields[1], fields[7], fields[10]);
        if dialect.starts_with("openapi 3.0") {
            continue;
        }
        let sources = Document::read(&corpus.join(path)).expect("a document").load().sources;
        let understood = understood(&sources);
        let has_paths = places_of(&sources)(&Pointer::root().key("paths"));
        assert!(!understood.0.operations.is_empty() || operations == "0" || !has_paths, "{path}: no operations");
        assert_eq!(lost_places(&sources, understood), Vec::<String>::new(), "{path}");
    }
}
