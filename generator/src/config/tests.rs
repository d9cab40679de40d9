use super::*;
use crate::diagnostic::render::Renderer;
use crate::source::Sources;
use schemars::generate::SchemaSettings;

/// The schema that the types have, as text.
fn expected() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Config>();
    schema.insert("$id".to_owned(), "urn:bindery:config:1".into());
    format!("{:#}\n", schema.as_value())
}

/// `BINDERY_SCHEMA=write` writes the schema after a change of the types.
#[test]
fn the_schema_is_what_the_types_say() {
    let expected = expected();
    if std::env::var_os("BINDERY_SCHEMA").is_some_and(|value| value == "write") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/config/bindery.schema.json");
        std::fs::write(path, &expected).expect("the schema is written");
    }
    assert_eq!(SCHEMA, expected, "run this test again with BINDERY_SCHEMA=write");
}

/// What is said about a text, without its excerpts.
fn said(text: &str) -> Vec<String> {
    let Err(problems) = Config::parse(text) else { return Vec::new() };
    let config = Config { source: Some(Source::new("bindery.toml", text)), ..Config::default() };
    let sources = Sources::new(Source::new("openapi.yaml", "")).beside(&config);
    let entries = Renderer::new(&sources).json(&problems);
    let lines = entries.iter().map(|entry| serde_json::to_value(entry).expect("JSON")).map(|entry| {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        format!("{}:{} {}: {}; {}", entry["line"], entry["column"], text("code"), text("message"), text("help"))
    });
    lines.collect()
}

#[test]
fn all_problems_are_said_in_one_run() {
    let text = "\
requets = 1
name = 'a'
[crate]
nmae = 'a'
version = 3
[secrets]
properties = ['a', 1]
[pollers.A]
succeeded = 'done'
gone = 'suceeded'
[pollers.B]
state = 'C'
gone = 'lost'
[whatever]
";
    let expected = [
        "4:1 unknown-key: unknown key `nmae` in `[crate]`; did you mean `name`?",
        "5:11 invalid-config: `crate.version` has to be a string, and is an integer; correct the value",
    ];
    let said = said(text);
    for line in expected {
        assert!(said.iter().any(|said| said == line), "{line}\n{said:#?}");
    }
    insta::assert_debug_snapshot!(said);
}

#[test]
fn what_the_schema_allows_is_read() {
    let validator = {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("JSON");
        jsonschema::draft202012::meta::validate(&schema).expect("a schema");
        jsonschema::draft202012::new(&schema).expect("a schema")
    };
    for (text, good) in [
        ("", true),
        ("[crate]\nname = 'a'\ncustom = 'custom/mod.rs'\n[crate.dependencies]\na = { path = 'a' }\n", true),
        ("[closed]\nenums = ['*']\n", true),
        ("[closed]\nenums = '*'\n", false),
        ("[[corrections]]\nat = '#/a'\nreason = 'it is'\nset = { a = [1, 2.5, true] }\n", true),
        ("[[corrections]]\nat = '#/a'\nset = 1\n", false),
        ("[crat]\n", false),
        ("[pollers.A]\nstate = 'B'\ngone = 'x'\n", false),
    ] {
        let value: serde_json::Value = toml::from_str(text).expect("TOML");
        assert_eq!((validator.is_valid(&value), Config::parse(text).is_ok()), (good, good), "{text}");
    }
}

#[test]
fn what_only_the_types_know_is_said_too() {
    for (text, expected) in
        [("a = \n", "1:"), ("[crate]\ncustom = 'src/a.rs'\n", "2:10 invalid-config: `src/a.rs` is not a relative path")]
    {
        assert!(said(text).first().is_some_and(|line| line.starts_with(expected)), "{text}{:?}", said(text));
    }
}

/// Every block of TOML on a page, and the keys that it explains.
#[test]
fn the_pages_are_true() {
    let page = include_str!("../../doc/configuration.md");
    let readme = include_str!("../../../README.md");
    for block in [page, readme].into_iter().flat_map(|page| page.split("```toml\n").skip(1)) {
        let (block, _) = block.split_once("```").expect("the end of a block");
        if !block.starts_with("[dependencies]") {
            assert_eq!(said(block), Vec::<String>::new(), "{block}");
        }
    }
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("JSON");
    let tables = schema["$defs"].as_object().expect("definitions").values().chain([&schema]);
    for key in tables.filter_map(|table| table.get("properties")?.as_object()).flat_map(|properties| properties.keys())
    {
        assert!(key == "current" || page.contains(key.as_str()), "the page has no `{key}`");
    }
}
