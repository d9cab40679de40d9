//! Documents that say the same in another way: nothing is reported. Broken ones: no panic.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bindery::cli::Document;
use bindery::diff::report::{Bump, Report};
use bindery::diff::{Comparison, compare};
use bindery::{Config, Loaded, Source, load};
use serde_json::{Map, Value, json};

/// Numbers that look random, and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            list.swap(index, self.below(index + 1));
        }
    }
}

/// A description made of texts, the entry document first.
fn loaded(files: &[(&str, String)]) -> Loaded {
    let contents: BTreeMap<&str, &String> = files.iter().map(|(name, text)| (*name, text)).collect();
    let fetch = |path: &str| contents.get(path).map(|text| text.as_bytes().to_vec()).ok_or("is not there".to_owned());
    load(Source::new(files[0].0, files[0].1.clone()), fetch)
}

fn one(text: String) -> Loaded {
    loaded(&[("a.yaml", text)])
}

fn read(path: &Path) -> Loaded {
    Document::read(path).expect("a readable document").load()
}

fn compared(old: Loaded, new: Loaded) -> Report {
    let Comparison { report, old, new } = compare(old, new, &Config::default());
    report.unwrap_or_else(|| panic!("unusable: {:?} {:?}", old.diagnostics, new.diagnostics))
}

/// Holds that two descriptions are the same, whichever is the old one.
fn same(what: &str, one: &Loaded, other: &Loaded) {
    for report in [compared(one.clone(), other.clone()), compared(other.clone(), one.clone())] {
        let changes =
            report.changes.iter().map(|change| format!("{} {}: {}", change.kind, change.subject, change.sentence));
        let changes = changes.collect::<Vec<_>>();
        assert!(changes.is_empty(), "{what}:\n{}", changes.join("\n"));
        assert_eq!((report.bump, report.documentation), (Bump::None, 0), "{what}");
    }
}

/// Documents of the tests, with all that OpenAPI 3.0 has.
fn documents() -> Vec<(String, Value)> {
    let fixtures = support::cases("fixtures").into_iter();
    let texts = fixtures.map(|(name, path)| (name, std::fs::read_to_string(path).expect("a readable fixture")));
    let values = texts.filter_map(|(name, text)| Some((name, serde_yaml::from_str::<Value>(&text).ok()?)));
    values.filter(|(_, value)| value["openapi"].as_str().is_some_and(|version| version.starts_with("3.0"))).collect()
}

/// The document with everything that has no order in another one.
fn shuffled(value: &Value, key: &str, random: &mut Random) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{}: {}", Value::String(key.clone()), shuffled(value, key, random)))
                .collect();
            random.shuffle(&mut members);
            format!("{{{}}}", members.join(", "))
        }
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(|item| shuffled(item, "", random)).collect();
            if ["required", "enum", "oneOf", "anyOf", "parameters"].contains(&key) {
                random.shuffle(&mut items);
            }
            format!("[{}]", items.join(", "))
        }
        value => value.to_string(),
    }
}

#[test]
fn a_document_is_the_same_as_itself() {
    for (name, value) in documents() {
        let (json, yaml) = (value.to_string(), serde_yaml::to_string(&value).expect("YAML"));
        same(&name, &one(json), &one(yaml));
    }
}

#[test]
fn order_does_not_matter() {
    for (index, (name, value)) in documents().into_iter().enumerate() {
        let mut random = Random(index as u64);
        let other = shuffled(&value, "", &mut random);
        same(&name, &one(value.to_string()), &one(other));
    }
}

/// A document whose components are in a file of their own, and whose paths are as well.
fn split(document: &Value) -> Vec<(&'static str, String)> {
    let (mut entry, mut parts) = (document.clone(), Map::new());
    let names: Vec<(String, String)> = entry["components"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(section, _)| *section != "securitySchemes")
        .flat_map(|(section, members)| {
            members.as_object().into_iter().flatten().map(move |(name, _)| (section.clone(), name.clone()))
        })
        .collect();
    for (section, name) in names {
        let value = entry["components"][&section].as_object_mut().and_then(|members| members.remove(&name));
        parts.entry(section.clone()).or_insert_with(|| json!({}))[&name] = value.unwrap_or_default();
    }
    let paths = std::mem::take(&mut entry["paths"]);
    let mut entry_paths = Map::new();
    for path in paths.as_object().into_iter().flatten().map(|(path, _)| path) {
        let token = path.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
        entry_paths.insert(path.clone(), json!({"$ref": format!("paths.yaml#/paths/{token}")}));
    }
    entry["paths"] = Value::Object(entry_paths);
    let mut components = json!({"components": parts});
    let mut paths = json!({"paths": paths});
    relink(&mut components, "");
    relink(&mut paths, "common.yaml");
    relink_entry(&mut entry);
    vec![("a.yaml", entry.to_string()), ("common.yaml", components.to_string()), ("paths.yaml", paths.to_string())]
}

/// Lets references to components lead into a file.
fn relink(value: &mut Value, file: &str) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if key == "$ref" && text.starts_with("#/components/") => {
                        *text = format!("{file}{text}");
                    }
                    Value::Object(mapping) if key == "mapping" => {
                        for target in mapping.values_mut() {
                            if let Some(text) = target.as_str().filter(|text| text.starts_with("#/")) {
                                *target = format!("{file}{text}").into();
                            }
                        }
                    }
                    member => relink(member, file),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relink(item, file)),
        _ => {}
    }
}

fn relink_entry(entry: &mut Value) {
    let paths = std::mem::take(&mut entry["paths"]);
    relink(entry, "common.yaml");
    entry["paths"] = paths;
}

#[test]
fn it_does_not_matter_which_file_something_is_in() {
    let all = json!({
        "openapi": "3.0.3",
        "info": {"title": "Zoo", "version": "1"},
        "paths": {
            "/zoo/{gate}": {
                "parameters": [{"$ref": "#/components/parameters/Gate"}],
                "post": {
                    "operationId": "Zoo_Visit",
                    "requestBody": {"$ref": "#/components/requestBodies/Ticket"},
                    "responses": {"200": {"$ref": "#/components/responses/Animal"}},
                },
            },
        },
        "components": {
            "parameters": {"Gate": {"name": "gate", "in": "path", "required": true, "schema": {"type": "string"}}},
            "requestBodies": {"Ticket": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ticket"}}}}},
            "headers": {"Left": {"schema": {"type": "integer"}}},
            "responses": {
                "Animal": {
                    "description": "One.",
                    "headers": {"X-Left": {"$ref": "#/components/headers/Left"}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Animal"}}},
                },
            },
            "schemas": {
                "Ticket": {
                    "type": "object",
                    "properties": {
                        "not": {"type": "object", "not": {"$ref": "#/components/schemas/Cat"}},
                        "either": {"anyOf": [
                            {"type": "array", "items": {"$ref": "#/components/schemas/Cat"}},
                            {"type": "object", "required": ["b", "a"], "properties": {"a": {"$ref": "#/components/schemas/Dog"}, "b": {}}},
                        ]},
                    },
                },
                "Animal": {
                    "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
                    "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}},
                },
                "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
                "Dog": {
                    "allOf": [
                        {"$ref": "#/components/schemas/Cat"},
                        {"type": "object", "properties": {"bark": {"type": "string"}}},
                    ],
                },
            },
        },
    });
    same("split", &one(all.to_string()), &loaded(&split(&all)));
    let folder = support::tests().join("split");
    same("split/", &read(&folder.join("openapi.yaml")), &read(&folder.join("bundled.yaml")));
}

/// Other dialects say the same as their conversions to OpenAPI 3.0.
#[test]
fn the_dialect_does_not_matter() {
    let folder = support::tests().join("dialects");
    for name in ["swagger20", "openapi31"] {
        let (one, other) =
            (read(&folder.join(format!("{name}.yaml"))), read(&folder.join(format!("{name}-as-3.0.yaml"))));
        same(name, &one, &other);
    }
}

/// Both versions of the Batch service: what is reported in one direction is reported in the other.
#[test]
fn both_directions_report_the_same() {
    let spec = |version: &str| -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(version).join("openapi.yaml")
    };
    let (old, new) = (read(&spec("2024-02-01.19.0")), read(&spec("2024-07-01.20.0")));
    same("2024-02-01.19.0", &old, &old);
    let (there, back) = (compared(old.clone(), new.clone()), compared(new, old));
    let problems = support::mirror::problems(&there, &back);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(there.changes.len() > 10);
}

/// Puts anything at a random place of a document.
fn broken(document: &Value, random: &mut Random) -> Value {
    let mut places = Vec::new();
    pointers(document, String::new(), &mut places);
    let mut document = document.clone();
    for _ in 0..=random.below(3) {
        let at = &places[random.below(places.len())];
        let target = &places[random.below(places.len())];
        let values = [
            json!(null),
            json!(true),
            json!(-1),
            json!(1e300),
            json!(""),
            json!("string"),
            json!([]),
            json!([null, 1, {}]),
            json!({}),
            json!({"": {"": []}}),
            json!({"$ref": format!("#{target}")}),
            json!({"$ref": format!("#{at}")}),
            json!({"allOf": [{"$ref": format!("#{at}")}, {"$ref": format!("#{target}")}]}),
            json!({"oneOf": [{"$ref": format!("#{at}")}], "discriminator": {"propertyName": "x", "mapping": {"a": 1}}}),
        ];
        if let Some(value) = document.pointer_mut(at) {
            *value = values[random.below(values.len())].clone();
        }
    }
    document
}

fn pointers(value: &Value, at: String, places: &mut Vec<String>) {
    let step = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| pointers(value, step(key), places)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, step(&index.to_string()), places));
        }
        _ => {}
    }
    if !at.is_empty() {
        places.push(at);
    }
}

#[test]
fn broken_documents_do_no_harm() {
    let documents = documents();
    let mut random = Random(4);
    for round in 0..60 {
        let (_, document) = &documents[round % documents.len()];
        let (one_text, other_text) =
            (broken(document, &mut random).to_string(), broken(document, &mut random).to_string());
        let (broken, other) = (one(one_text), one(other_text));
        compare(one(document.to_string()), broken.clone(), &Config::default());
        if let Some(report) = compare(broken.clone(), broken.clone(), &Config::default()).report {
            assert_eq!(report.bump, Bump::None, "{:?}", report.changes);
        }
        compare(broken, other, &Config::default());
    }
}

#[test]
fn circles_end() {
    let schemas = json!({
        "A": {"$ref": "#/components/schemas/B"},
        "B": {"$ref": "#/components/schemas/A"},
        "C": {"allOf": [{"$ref": "#/components/schemas/D"}, {"properties": {"c": {"$ref": "#/components/schemas/C"}}}]},
        "D": {"allOf": [{"$ref": "#/components/schemas/C"}]},
        "H": {"allOf": [{"$ref": "#/components/schemas/I"}, {"$ref": "#/components/schemas/J"}]},
        "I": {"allOf": [{"$ref": "#/components/schemas/H"}, {"$ref": "#/components/schemas/J"}]},
        "J": {"allOf": [{"$ref": "#/components/schemas/H"}, {"$ref": "#/components/schemas/I"}, {"$ref": "#/components/schemas/J"}]},
        "K": {"not": {"anyOf": [{"$ref": "#/components/schemas/K/not"}, {"$ref": "#/components/schemas/K/not"}]}},
        "E": {"oneOf": [{"$ref": "#/components/schemas/E"}, {"not": {"$ref": "#/components/schemas/E"}}]},
        "F": {"type": "array", "items": {"$ref": "#/components/schemas/F"}},
        "G": {"anyOf": [{"type": "object", "properties": {"g": {"$ref": "#/components/schemas/G"}}}, {"type": "string"}]},
    });
    let document = |schemas: &Value| {
        json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {}, "components": {"schemas": schemas}}).to_string()
    };
    let mut other = schemas.clone();
    for (_, schema) in other.as_object_mut().expect("an object") {
        schema["nullable"] = true.into();
    }
    let no_reference =
        json!({"openapi": "3.0.3", "info": {"$ref": "#/info"}, "paths": {"$ref": "#/paths"}}).to_string();
    compare(one(no_reference.clone()), one(no_reference), &Config::default());
    same("circles", &one(document(&schemas)), &one(document(&schemas)));
    let report = compared(one(document(&schemas)), one(document(&other)));
    assert!(report.changes.iter().any(|change| change.kind == "became-nullable" && change.subject == "F"));
}

/// Documents that others wrote: the same as themselves, and a change of them does no harm.
#[test]
fn documents_of_others_are_the_same_as_themselves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/documents");
    let folder = std::env::var_os("BINDERY_CORPUS").map_or(folder, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: there is no corpus beside the project");
        return;
    }
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "yaml" || end == "json"))
        .filter(|path| path.metadata().is_ok_and(|about| about.len() < 400_000))
        .collect();
    paths.sort();
    let mut random = Random(1);
    for path in paths {
        let (one, config) = (read(&path), Config::default());
        let Some(report) = compare(one.clone(), one.clone(), &config).report else { continue };
        let shown: Vec<_> = report.changes.iter().map(|it| (it.kind, &it.subject)).collect();
        assert_eq!((report.bump, report.documentation), (Bump::None, 0), "{}: {shown:?}", path.display());
        let Ok(value) = serde_yaml::from_str::<Value>(&std::fs::read_to_string(&path).unwrap_or_default()) else {
            continue;
        };
        compare(one, self::one(broken(&value, &mut random).to_string()), &config);
    }
}
