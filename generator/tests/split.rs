//! A description in several files is the same as in one, and what is wrong with it is found in the right file.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use bindery::{Config, Generated, Source, Sources, generate, load};
use support::{Case, settings, texts};

fn case(name: &str, entry: &str) -> Case {
    Case::read(&support::tests().join("split").join(name), entry)
}

/// A description made of texts, the entry document first.
fn described(files: &[(&str, &str)]) -> Case {
    let contents: BTreeMap<&str, &str> = files.iter().copied().collect();
    let (name, text) = files[0];
    let fetch = |path: &str| contents.get(path).map(|text| text.as_bytes().to_vec()).ok_or("does not exist".to_owned());
    Case { sources: load(Source::new(name, text), fetch).sources, config: Config::default(), refused: None }
}

/// The emitted Rust, without the lines that name places.
fn without_places(generated: &Generated) -> BTreeMap<String, String> {
    let rust = texts(generated).into_iter().filter(|(path, _)| *path != "bindery.json");
    let kept =
        |line: &&str| !line.trim_start().trim_start_matches("//!").trim_start_matches("///").starts_with(" Spec: ");
    rust.map(|(path, text)| (path.to_owned(), text.lines().filter(kept).collect::<Vec<_>>().join("\n"))).collect()
}

/// The places that documentation names.
fn places(generated: &Generated) -> BTreeSet<&str> {
    let lines = texts(generated).into_iter().flat_map(|(_, text)| text.lines());
    lines.filter_map(|line| line.split_once("Spec: `")?.1.strip_suffix('`')).collect()
}

#[test]
fn split_and_bundled_give_the_same_rust() {
    let (split, bundled) = (case("openapi.yaml", "openapi.yaml"), case("bundled.yaml", "openapi.yaml"));
    let (split_crate, bundled_crate) = (split.generate(), bundled.generate());
    assert_eq!(split.rendered(&split_crate), "");
    assert_eq!(bundled.rendered(&bundled_crate), "");
    let (split, bundled) = (without_places(&split_crate), without_places(&bundled_crate));
    assert_eq!(split.keys().collect::<Vec<_>>(), bundled.keys().collect::<Vec<_>>());
    for (path, text) in &split {
        assert_eq!(text, &bundled[path], "{path}");
    }
    assert_eq!(split_crate.report.operations.generated, 3);
    assert_eq!(split_crate.report.schemas.total, bundled_crate.report.schemas.total);
}

#[test]
fn places_name_their_files() {
    let generated = case("openapi.yaml", "openapi.yaml").generate();
    let places = places(&generated);
    for expected in [
        "#/components/securitySchemes/token",
        "#/servers/0",
        "jobs.yaml#/paths/~1jobs/get",
        "jobs.yaml#/components/schemas/Job/properties/limits",
        "groups/pools.json#/paths/~1pools~1{id}/get",
        "groups/pools.json#/components/schemas/Pool",
        "groups/errors/Problem.yaml#",
        "common.yaml#/parameters/Top",
        "common.yaml#/headers/RequestId",
    ] {
        assert!(places.contains(expected), "{expected} is not among {places:#?}");
    }
    assert!(!places.contains("#/components/schemas/Job"), "a component that only refers on is no thing of its own");
    let manifest = generated.files.as_ref().and_then(|files| files.get("bindery.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("JSON");
    let expected = ["openapi.yaml", "common.yaml", "groups/errors/Problem.yaml", "groups/pools.json", "jobs.yaml"];
    assert_eq!(manifest["document"]["sources"], serde_json::json!(expected));
    assert_eq!(
        manifest["items"]["models::Pool::size"]["pointer"],
        "groups/pools.json#/components/schemas/Pool/properties/size"
    );
    assert_eq!(generated.report.document.files, 5);
}

#[test]
fn the_hash_is_of_all_files_and_not_of_their_text() {
    let hash = |parameters: &str, schema: &str| {
        let entry =
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}}}\n";
        let part = format!("{parameters}\n{schema}");
        let generated = described(&[("openapi.yaml", entry), ("a.yaml", &part)]).generate();
        let manifest = generated.files.as_ref().and_then(|files| files.get("bindery.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("JSON");
        manifest["document"]["sha256"].as_str().expect("a hash").to_owned()
    };
    let first = hash("type: object", "properties: {b: {type: string}}");
    assert_eq!(first, hash("{properties: {'b': {type: string}},", "type: object} # the same"));
    assert_ne!(first, hash("type: object", "properties: {c: {type: string}}"));
}

/// What is wrong in parts: `split/bad/` has a mistake of each kind in each of its files.
#[test]
fn diagnostics_name_the_file() {
    settings()
        .bind(|| insta::assert_snapshot!("split_bad", case("bad/openapi.yaml", "spec/openapi.yaml").diagnostics()));
}

#[test]
fn a_bad_part_costs_only_itself() {
    let generated = case("bad/openapi.yaml", "openapi.yaml").generate();
    let files = texts(&generated).into_iter().map(|(path, _)| path).collect::<BTreeSet<_>>();
    for path in ["src/jobs/get.rs", "src/jobs/list.rs", "src/models/job.rs", "src/models/pool.rs"] {
        assert!(files.contains(path), "{path} is not among {files:#?}");
    }
}

#[test]
fn namesakes_are_told_apart_by_their_files() {
    let case = described(&[
        (
            "openapi.yaml",
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {properties: {\
             jobs: {$ref: 'jobs.yaml#/components/schemas/Item'}, pools: {$ref: 'pools.yaml#/Item'}}}}}\n",
        ),
        ("jobs.yaml", "components: {schemas: {Item: {type: object, properties: {a: {type: string}}}}}\n"),
        ("pools.yaml", "Item: {type: object, properties: {b: {type: string}}}\n"),
    ]);
    let generated = case.generate();
    let files: Vec<&str> = texts(&generated).into_iter().map(|(path, _)| path).collect();
    assert!(files.contains(&"src/models/jobs_item.rs") && files.contains(&"src/models/pools_item.rs"), "{files:?}");
    let codes: Vec<&str> = generated.diagnostics.iter().map(|found| found.code.name).collect();
    assert_eq!(codes, ["name-collision", "name-collision"]);
}

/// Random webs of files whose schemas refer to each other in all directions, some in circles that reach no value.
#[test]
fn files_that_refer_to_each_other_do_not_hang() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % limit
    };
    for _ in 0..40 {
        let count = 2 + below(6);
        let mut reference = || match below(5) {
            0 => "{$ref: 'openapi.yaml#/components/schemas/A'}".to_owned(),
            1 => format!("{{$ref: '{}.yaml'}}", below(count + 1)),
            kind => {
                format!("{{$ref: '{}.yaml#/components/schemas/{}'}}", below(count), ["A", "B", "C"][kind as usize - 2])
            }
        };
        let mut part = || {
            let (a, b, c) = (reference(), reference(), reference());
            format!("components: {{schemas: {{A: {a}, B: {{properties: {{a: {b}}}}}, C: {{items: {c}}}}}}}\n")
        };
        let entry = format!("openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths: {{}}\n{}", part());
        let parts: Vec<(String, String)> = (0..count).map(|number| (format!("{number}.yaml"), part())).collect();
        let mut files = vec![("openapi.yaml", entry.as_str())];
        files.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let generated = described(&files).generate();
        assert!(generated.files.is_some());
        for (path, text) in texts(&generated).into_iter().filter(|(path, _)| path.ends_with(".rs")) {
            assert!(syn::parse_file(text).is_ok(), "{path} is not Rust");
        }
    }
}

#[test]
fn a_long_chain_through_files_ends() {
    let count = 500;
    let entry =
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: 0.yaml}}}\n";
    let part = |number: usize| match number + 1 {
        next if next < count => format!("$ref: {next}.yaml\n"),
        _ => "{type: object, properties: {a: {type: string}}}\n".to_owned(),
    };
    let parts: Vec<(String, String)> = (0..count).map(|number| (format!("{number}.yaml"), part(number))).collect();
    let mut files = vec![("openapi.yaml", entry)];
    files.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let generated = described(&files).generate();
    assert!(generated.diagnostics.is_empty());
    assert_eq!(generated.report.document.files, count + 1);
}

/// The order in which a caller adds files, and whether `load` finds them, makes no difference.
#[test]
fn sources_may_come_in_any_order() {
    let loaded = case("openapi.yaml", "openapi.yaml");
    let mut parts: Vec<(String, Vec<u8>)> = loaded
        .sources
        .parts()
        .map(|(file, source)| (file.to_string(), source.expect("a file").bytes.clone()))
        .collect();
    parts.reverse();
    let mut sources = Sources::new(loaded.sources.entry().clone());
    parts.into_iter().for_each(|(path, bytes)| sources.add(&path, Ok(bytes)));
    let (one, other) = (loaded.generate(), generate(&sources, &Config::default()));
    assert_eq!(texts(&one), texts(&other));
}
