//! What is said about bad documents: `diagnostics/<code>.{yaml,json}` for each code of the catalogue, and
//! `diagnostics/cases/` for other mistakes.

mod support;

use std::path::Path;

use bindery::diagnostic::code;
use bindery::diagnostic::render::Renderer;
use support::{Case, settings, texts};

/// A bad document under its own name: the reader tells JSON from YAML by it.
fn read(path: &Path) -> Case {
    Case::read(path, path.file_name().and_then(|name| name.to_str()).expect("a name"))
}

#[test]
fn rendered() {
    settings().bind(|| {
        insta::glob!("diagnostics/**/*.{yaml,json}", |path| {
            insta::assert_snapshot!("diagnostics", read(path).diagnostics());
        });
    });
}

#[test]
fn every_code_has_a_document() {
    let cases = support::cases("diagnostics");
    let without: Vec<&str> = code::ALL
        .iter()
        .map(|code| code.name)
        .filter(|code| {
            let case = cases.iter().find(|(name, _)| name == code);
            let generated = case.map(|(_, path)| read(path).generate());
            !generated.is_some_and(|generated| generated.diagnostics.iter().any(|found| found.code.name == *code))
        })
        .collect();
    assert!(without.is_empty(), "no document in tests/diagnostics/ gives {without:?}");
}

#[test]
fn every_document_belongs_to_a_code() {
    let cases = support::cases("diagnostics").into_iter().map(|(name, _)| name);
    let unknown = cases.filter(|name| !name.starts_with("cases/") && !code::ALL.iter().any(|code| code.name == *name));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<String>::new());
}

/// Every document whose text can be read, and that says it is OpenAPI or Swagger, gives a crate, however bad it is otherwise.
#[test]
fn what_is_right_is_generated_still() {
    let unusable = [
        "cases/list",
        "cases/null",
        "cases/openapi40",
        "cases/swagger",
        "cases/tab",
        "cases/text",
        "cases/truncated",
        "cases/unclosed_text",
        "empty-document",
        "cases/empty",
        "invalid-config",
        "invalid-json",
        "invalid-yaml",
        "missing-version",
        "nesting-too-deep",
        "not-an-object",
        "not-utf8",
        "several-documents",
        "too-many-aliases",
        "unknown-key",
        "unsupported-version",
    ];
    for (name, path) in support::cases("diagnostics") {
        let generated = read(&path).generate();
        assert_eq!(generated.files.is_none(), unusable.contains(&name.as_str()), "{name}");
        for (path, text) in texts(&generated).into_iter().filter(|(path, _)| path.ends_with(".rs")) {
            assert!(syn::parse_file(text).is_ok(), "{name}: {path} is not Rust");
        }
    }
}

#[test]
fn lines_and_columns_in_yaml_and_json() {
    let yaml = "openapi: 3.0.3\ninfo: {title: é, version: '1'}\npaths:\n  /é/{id}:\n    get:\n      operationId: go\n      \
                responses: {'204': {description: é, headers: {é: {schema: {type: x}}}}}\n";
    let value: serde_json::Value = serde_yaml::from_str(yaml).expect("YAML");
    let json = serde_json::to_string_pretty(&value).expect("JSON");
    settings().bind(|| {
        for (name, text) in [("openapi.yaml", yaml), ("openapi.json", &json)] {
            let case = Case::of(name, text);
            let entries = Renderer::new(&case.sources).json(&case.generate().diagnostics);
            let shown = format!("{text}\n{}\n", serde_json::to_string_pretty(&entries).expect("JSON"));
            insta::assert_snapshot!(format!("json_of_{}", name.replace('.', "_")), shown);
        }
    });
}

#[test]
fn ten_problems_are_reported_in_one_run_and_the_rest_is_generated() {
    let path = support::tests().join("diagnostics/cases/ten_problems.yaml");
    let generated = read(&path).generate();
    let mut codes: Vec<&str> = generated.diagnostics.iter().map(|found| found.code.name).collect();
    codes.sort_unstable();
    let expected = [
        "dangling-ref",
        "duplicate-operation-id",
        "invalid-server",
        "invalid-status",
        "parameter-without-schema",
        "path-parameter-missing",
        "required-undeclared",
        "schema-unsupported",
        "unknown-parameter-location",
        "unknown-type",
        "wrong-kind",
    ];
    assert_eq!(codes, expected);
    let files: Vec<&str> = texts(&generated).into_iter().map(|(path, _)| path).collect();
    for path in
        ["src/api/good.rs", "src/api/pools.rs", "src/api/post_pools.rs", "src/models/good.rs", "src/models/bad.rs"]
    {
        assert!(files.contains(&path), "{path} is not among {files:?}");
    }
    assert_eq!(generated.report.operations.total, 4);
    assert_eq!(generated.report.operations.generated, 3);
}

/// A document may be nested deeply in one place without harm to the rest of it.
#[test]
fn deep_nesting_is_generated_or_reported() {
    for depth in [10, 40, 55, 60, 100, 127, 128, 1_000, 100_000] {
        for (open, close) in [(r#"{"type":"array","items":"#, "}"), (r#"{"type":"object","properties":{"a":"#, "}}")] {
            let schema = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
            let head =
                r#"{"openapi":"3.0.3","info":{"title":"Deep","version":"1"},"paths":{},"components":{"schemas":{"#;
            let generated = Case::of("deep.json", format!(r#"{head}"Deep":{schema}}}}}}}"#)).generate();
            let mut codes: Vec<&str> = generated.diagnostics.iter().map(|found| found.code.name).collect();
            codes.dedup();
            let expected = match generated.files.is_some() {
                // A list of lists of lists is a Rust type to some depth.
                true if open.contains("array") && depth > 10 => &["schema-unsupported"][..],
                true => &[],
                false => &["nesting-too-deep"],
            };
            assert_eq!(codes, expected, "at depth {depth}");
            assert!(generated.files.is_some() || depth > 50, "depth {depth} is not much");
        }
    }
}
