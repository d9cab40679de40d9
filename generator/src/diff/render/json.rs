//! A report for programs.

use serde::Serialize;

use crate::diagnostic::render::is_unseen;
use crate::diff::report::Report;

/// The JSON Schema (2020-12) of what [`json`] prints. Later versions of Bindery may add properties to it; whatever else
/// changes, changes its `$id`.
pub const SCHEMA: &str = include_str!("../report.schema.json");

/// The `$id` of the schema, which each report names.
const ID: &str = "urn:bindery:diff-report:1";

/// A comparison of two versions of an OpenAPI description, as `bindery diff --format json` prints it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "bindery diff"))]
struct Document<'r> {
    /// The `$id` of the schema of this document.
    #[serde(rename = "$schema")]
    #[cfg_attr(test, schemars(extend("const" = ID)))]
    schema: &'static str,
    #[serde(flatten)]
    report: &'r Report,
}

/// The report as JSON, as [`SCHEMA`] describes it. What a terminal obeys is escaped.
pub fn json(report: &Report) -> String {
    // Text, numbers and lists have nothing that JSON lacks.
    let json = serde_json::to_string_pretty(&Document { schema: ID, report }).unwrap_or_default();
    // All of these can only be in texts. GitHub's runner takes `##[` for the beginning of a command.
    let mut text = String::with_capacity(json.len() + 1);
    for c in json.replace("##[", "#\\u0023[").chars() {
        if is_unseen(c) && c != '\n' {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use jsonschema::Validator;
    use schemars::generate::SchemaSettings;
    use serde_json::{Value, json};

    use super::super::sample::{self, sample};
    use super::*;

    /// The schema that the types have, as text.
    fn expected() -> String {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let mut schema = settings.into_generator().into_root_schema_for::<Document<'_>>();
        schema.insert("$id".to_owned(), ID.into());
        format!("{:#}\n", schema.as_value())
    }

    fn validator() -> Validator {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        jsonschema::draft202012::meta::validate(&schema).expect("a schema");
        jsonschema::draft202012::new(&schema).expect("a schema")
    }

    /// `BINDERY_SCHEMA=write` writes the schema after a change of the types.
    #[test]
    fn the_schema_is_what_the_types_say() {
        let expected = expected();
        if std::env::var_os("BINDERY_SCHEMA").is_some_and(|value| value == "write") {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/report.schema.json");
            std::fs::write(path, &expected).expect("the schema is written");
        }
        assert_eq!(SCHEMA, expected, "run this test again with BINDERY_SCHEMA=write");
    }

    #[test]
    fn reports_are_valid_and_say_what_the_report_says() {
        for report in [sample(), sample::unchanged(), sample::hostile("\u{1b}[2J ##[error] \"\\")] {
            let document: Value = serde_json::from_str(&json(&report)).expect("JSON");
            validator().validate(&document).unwrap_or_else(|error| panic!("{error}"));
            let mut value = serde_json::to_value(&report).expect("JSON");
            value["$schema"] = ID.into();
            assert_eq!(document, value);
        }
    }

    #[test]
    fn the_schema_refuses_other_documents() {
        let valid: Value = serde_json::from_str(&json(&sample())).expect("JSON");
        for (pointer, wrong) in [
            ("/$schema", json!("urn:bindery:diff-report:2")),
            ("/bump", json!("huge")),
            ("/counts", json!({})),
            ("/changes", json!(null)),
            ("/changes/0/wire/verdict", json!("breaks")),
            ("/changes/0/new/line", json!(-1)),
            ("/changes/0/rust/items/0/before", json!(3)),
        ] {
            let mut document = valid.clone();
            *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = wrong;
            assert!(!validator().is_valid(&document), "{pointer}");
        }
    }
}
