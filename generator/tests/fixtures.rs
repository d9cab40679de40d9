//! One small document per feature, and what becomes of it. A fixture is `fixtures/<topic>/<case>.{yaml,json}`, with the
//! configuration in `<case>.toml` if it needs one.

mod support;

use std::path::Path;

use bindery::Generated;
use support::{Case, excerpt, ir, settings};

/// Topics where the intermediate form tells more than the Rust, or tells it shorter.
const TOPICS_WITH_IR: &[&str] = &[
    "aliases",
    "all_of",
    "bodies",
    "errors",
    "formats",
    "groups",
    "inline",
    "lists",
    "objects",
    "openapi31",
    "parameters",
    "pollers",
    "refs",
    "responses",
    "secrets",
    "security",
    "servers",
    "swagger",
    "unions",
];

fn topic(path: &Path) -> &str {
    path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).expect("a folder per topic")
}

fn smallest() -> Generated {
    Case::read(&support::tests().join("fixtures/crate/baseline.yaml"), "openapi.yaml").generate()
}

#[test]
fn rust() {
    let smallest = smallest();
    let nothing = Generated { files: None, ..smallest.clone() };
    settings().bind(|| {
        insta::glob!("fixtures/*/*.{yaml,json}", |path| {
            let case = Case::read(path, "openapi.yaml");
            let generated = case.generate();
            assert!(generated.files.is_some(), "a fixture is a usable document");
            // What all crates have in common is shown once.
            let is_baseline = path.ends_with("crate/baseline.yaml");
            let rust = excerpt::excerpt(topic(path), &generated, if is_baseline { &nothing } else { &smallest });
            insta::assert_snapshot!("rust", rust + &case.rendered(&generated));
        });
    });
}

#[test]
fn ir() {
    settings().bind(|| {
        insta::glob!("fixtures/*/*.{yaml,json}", |path| {
            if TOPICS_WITH_IR.contains(&topic(path)) {
                let case = Case::read(path, "openapi.yaml");
                let (api, _) = bindery::understand(&case.sources, &case.config);
                insta::assert_snapshot!("ir", ir::print(&api.expect("a fixture is a usable document")));
            }
        });
    });
}

/// One whole module as a reviewer of the client sees it. The rest of `generated/` is held by the drift check.
#[test]
fn terminate_module() {
    let (document, config) = support::batch();
    let case = Case { config, ..Case::of("openapi.yaml", document) };
    let generated = case.generate();
    let module = generated.files.as_ref().and_then(|files| files.get("src/jobs/terminate.rs")).expect("the module");
    settings().bind(|| insta::assert_snapshot!(std::str::from_utf8(module).expect("text")));
}
