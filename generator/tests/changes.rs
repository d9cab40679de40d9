//! What small edits of the Batch document cost: the diff of the emitted crate, for a reviewer to read.

mod support;

use std::collections::BTreeMap;

use similar::TextDiff;
use support::{Case, settings, texts};

/// A crate's files, as text by path.
type Files = BTreeMap<String, String>;

fn files(document: String) -> Files {
    let (_, config) = support::batch();
    let case = Case { config, ..Case::of("openapi.yaml", document) };
    let generated = case.generate();
    assert_eq!(case.rendered(&generated), "", "the edit keeps the document correct");
    texts(&generated).into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The unified diff of all files, without line numbers: what stands above an edit is not its business. The hash of the
/// document changes with every edit and is left out.
fn diff(old: &Files, new: &Files) -> String {
    let paths: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut shown = String::new();
    for path in paths {
        let text = |files: &Files| {
            let lines = files.get(path).map(String::as_str).unwrap_or_default().split_inclusive('\n');
            lines.filter(|line| !line.contains("\"sha256\"")).collect::<String>()
        };
        let (before, after) = (text(old), text(new));
        let diff =
            TextDiff::from_lines(&before, &after).unified_diff().context_radius(2).header(path, path).to_string();
        for line in diff.lines() {
            shown += if line.starts_with("@@ ") { "@@" } else { line };
            shown.push('\n');
        }
    }
    shown
}

/// What the crate changes by if `old`, which is in the document once, becomes `new`.
fn edit(old: &str, new: &str) -> String {
    let (document, _) = support::batch();
    assert_eq!(document.matches(old).count(), 1, "the place of the edit is found: {old}");
    diff(&files(document.clone()), &files(document.replace(old, new)))
}

macro_rules! assert_diff {
    ($diff:expr) => {{
        let diff: String = $diff;
        settings().bind(|| insta::assert_snapshot!(diff));
    }};
}

#[test]
fn add_an_optional_query_parameter() {
    let last = "        - $ref: \"#/components/parameters/ApiVersionParameter\"\n";
    let new = "        - {name: reason, in: query, description: Why., schema: {type: string}}\n";
    assert_diff!(edit(last, &format!("{last}{new}")));
}

#[test]
fn rename_a_response_header() {
    assert_diff!(edit("            DataServiceId:\n", "            OData-Id:\n"));
}

#[test]
fn add_a_property_to_an_error() {
    let schema = "      description: One detail of an error, as a name and a text.\n      properties:\n";
    let property = "        target:\n          type: string\n          description: What the detail points at.\n";
    assert_diff!(edit(schema, &format!("{schema}{property}")));
}

#[test]
fn change_a_description() {
    assert_diff!(edit(
        "description: One detail of an error, as a name and a text.",
        "description: One detail of an error.",
    ));
}

#[test]
fn make_a_property_required() {
    let schema = "      description: One detail of an error, as a name and a text.\n";
    assert_diff!(edit(schema, &format!("{schema}      required: [key]\n")));
}

#[test]
fn add_an_operation() {
    let operation = "  /jobs/{jobId}/disable:
    post:
      tags: [Jobs]
      operationId: Job_Disable
      summary: Keeps a job from starting tasks.
      parameters:
        - $ref: \"#/components/parameters/JobIdParameter\"
        - $ref: \"#/components/parameters/ApiVersionParameter\"
      responses:
        \"202\":
          description: The service has taken the request on.
        default:
          description: The request failed.
          content:
            application/json:
              schema:
                $ref: \"#/components/schemas/BatchError\"
components:
";
    assert_diff!(edit("components:\n", operation));
}
