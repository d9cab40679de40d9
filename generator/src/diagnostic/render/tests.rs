use super::*;
use crate::diagnostic::code;
use crate::source::Pointer;

const YAML: &str = "# é\npaths:\n  /jobs/{id}:\n    get:\n      ünïcode: &a [x, 'yes']\n      other: *a\n";

fn sources(text: &str) -> Sources {
    Sources::new(Source::new("spec/api.yaml", text))
}

fn diagnostics(all: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    all.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    diagnostics
}

fn at(pointer: &str) -> Location {
    Location::Value(Pointer::parse(pointer).expect("a pointer"))
}

#[test]
fn text_shows_place_pointer_related_places_and_advice() {
    let sources = sources(YAML);
    let found =
        Diagnostic::new(&code::PATH_PARAMETER_MISSING, at("/paths/~1jobs~1{id}/get"), "path variable `id` is nowhere")
            .related(at("/paths/~1jobs~1{id}/get/ünïcode/1"), "described here")
            .instead("nothing")
            .help("add `in: path`");
    let expected = "\
error[path-parameter-missing]: path variable `id` is nowhere
 --> spec/api.yaml:4:5
  |
4 |     get:
  |     ^^^
  |
 ::: spec/api.yaml:5:23
  |
5 |       ünïcode: &a [x, 'yes']
  |                       ----- described here
  |
  = at: #/paths/~1jobs~1{id}/get
  = generated instead: nothing
  = help: add `in: path`

";
    assert_eq!(Renderer::new(&sources).text(&diagnostics([found]), false), expected);
}

#[test]
fn places_in_one_line_share_its_picture() {
    let sources = sources("info: {title: x, title: y}\n");
    let found =
        Diagnostic::new(&code::DUPLICATE_KEY, at("/info/title"), "twice").related(Location::bytes(7..12), "and here");
    let text = Renderer::new(&sources).text(&diagnostics([found]), false);
    let picture = "1 | info: {title: x, title: y}\n  |        ----- and here   ^\n  |\n";
    assert!(text.contains(picture), "{text}");
}

#[test]
fn a_diagnostic_without_advice_takes_that_of_its_code() {
    let sources = sources(YAML);
    let found = diagnostics([Diagnostic::new(&code::DANGLING_REF, at("/paths"), "it points to nothing")]);
    let renderer = Renderer::new(&sources);
    assert!(renderer.text(&found, false).contains("\n  = help: correct the pointer or add what it names\n"));
    assert_eq!(renderer.json(&found)[0].help, "correct the pointer or add what it names");
}

#[test]
fn json_has_the_fields_of_the_report() {
    let sources = sources(YAML);
    let found = Diagnostic::new(&code::UNKNOWN_TAG, at("/paths/~1jobs~1{id}/get/other/1"), "`x`")
        .related(Location::bytes(6..7), "here")
        .instead("text");
    let json = serde_json::to_value(Renderer::new(&sources).json(&diagnostics([found]))).expect("JSON");
    let expected = serde_json::json!([{
        "code": "unknown-tag", "severity": "warning", "message": "`x`", "file": "spec/api.yaml", "line": 5, "column": 23,
        "pointer": "#/paths/~1jobs~1{id}/get/other/1", "help": "remove the tag", "instead": "text",
        "related": [{"message": "here", "file": "spec/api.yaml", "line": 2, "column": 2, "pointer": "#"}],
    }]);
    assert_eq!(json, expected);
}

#[test]
fn what_a_terminal_would_obey_is_made_harmless() {
    let sources = sources("a: \"\u{1b}[31m\"\n");
    let found = Diagnostic::new(&code::WRONG_KIND, at("/a"), "`\u{1b}[2J` and\n a line")
        .help("\u{1b}[1m")
        .related(at("/a"), "\u{7}");
    let text = Renderer::new(&sources).text(&diagnostics([found]), false);
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    assert!(text.starts_with("error[wrong-kind]: `␛[2J` and a line\n"));
}

#[test]
fn one_line_is_one_to_every_terminal() {
    assert_eq!(one_line("a\u{85}b \u{2028} c\r\nd"), "a b c  d");
    assert_eq!(one_line("\u{9b}2J\u{202e}x\u{200f}y\u{e0041}"), "�2J�x�y�");
}

#[test]
fn long_lines_and_long_ranges_are_cut() {
    let text = format!("{{\"a\": \"{}\", \"b\": \"{}\", \"c\": 1}}", "é".repeat(5_000), "y".repeat(5_000));
    let sources = sources(&text);
    for pointer in ["/a", "/b", "/c"] {
        let found = diagnostics([Diagnostic::new(&code::WRONG_KIND, at(pointer), "wrong")]);
        let rendered = Renderer::new(&sources).text(&found, false);
        assert!(rendered.lines().all(|line| line.chars().count() <= 130), "{rendered}");
    }
}

#[test]
fn places_that_are_nowhere_do_no_harm() {
    for text in ["", "\n", "a"] {
        let sources = sources(text);
        let renderer = Renderer::new(&sources);
        for location in [at(""), at("/a/b"), Location::bytes(0..0), Location::bytes(9..99)] {
            let found = diagnostics([Diagnostic::new(&code::WRONG_KIND, location, "wrong")]);
            assert!(renderer.text(&found, true).contains("wrong"));
            assert_eq!(renderer.json(&found).len(), 1);
        }
    }
}

#[test]
fn the_summary_counts() {
    let error = |text: &str| Diagnostic::new(&code::WRONG_KIND, at(""), text);
    let note = Diagnostic::new(&code::NAME_COLLISION, at(""), "n");
    assert_eq!(summary(&diagnostics([error("a"), error("b"), note])), "2 errors, 1 note");
    assert_eq!(summary(&Diagnostics::new()), "no problems");
}

/// What the schema of SARIF 2.1.0 says of the objects that we write, as far as we use them.
fn sarif_schema() -> serde_json::Value {
    use serde_json::{Value, json};
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let list = |item: Value| json!({ "type": "array", "items": item, "uniqueItems": true });
    let message = object(&["text"], json!({ "text": { "type": "string", "minLength": 1 } }));
    let level = json!({ "enum": ["none", "note", "warning", "error"] });
    let count = json!({ "type": "integer", "minimum": 1 });
    let region = json!({ "startLine": count, "startColumn": count, "endLine": count, "endColumn": count });
    let artifact = object(&[], json!({ "uri": { "type": "string", "format": "uri-reference" } }));
    let physical = object(&[], json!({ "artifactLocation": artifact, "region": object(&[], region) }));
    let logical = list(object(&[], json!({ "fullyQualifiedName": { "type": "string" } })));
    let location =
        object(&[], json!({ "physicalLocation": physical, "logicalLocations": logical, "message": message }));
    let result = object(
        &["message"],
        json!({ "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": 0 }, "level": level,
            "message": message, "locations": list(location.clone()), "relatedLocations": list(location) }),
    );
    let configuration = object(&[], json!({ "level": level }));
    let rule = object(
        &["id"],
        json!({ "id": { "type": "string" }, "shortDescription": message, "fullDescription": message, "help": message,
            "defaultConfiguration": configuration }),
    );
    let driver = object(
        &["name"],
        json!({ "name": { "type": "string" }, "semanticVersion": { "type": "string" }, "rules": list(rule) }),
    );
    let run = object(
        &["tool"],
        json!({ "tool": object(&["driver"], json!({ "driver": driver })), "results": { "type": "array", "items": result },
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] } }),
    );
    let log = json!({ "$schema": { "type": "string", "format": "uri" }, "version": { "const": "2.1.0" }, "runs": { "type": "array", "items": run } });
    object(&["version", "runs"], log)
}

fn sarif(sources: &Sources, found: &Diagnostics) -> serde_json::Value {
    let log = serde_json::from_str(&Renderer::new(sources).sarif(found)).expect("JSON");
    let schema = jsonschema::options().should_validate_formats(true).build(&sarif_schema()).expect("a schema");
    let errors: Vec<String> = schema.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new(), "{log:#}");
    log
}

#[test]
fn sarif_names_rules_regions_and_pointers() {
    let sources = sources(YAML);
    let found = Diagnostic::new(&code::UNKNOWN_TAG, at("/paths/~1jobs~1{id}/get/ünïcode/1"), "`x` is unknown")
        .related(Location::bytes(0..4), "here")
        .instead("text");
    let log = sarif(&sources, &diagnostics([found]));
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["message"]["text"], "`x` is unknown; generated instead: text; help: remove the tag");
    assert_eq!(result["level"], "warning");
    let expected = serde_json::json!([{
        "physicalLocation": {
            "artifactLocation": { "uri": "spec/api.yaml" },
            "region": { "startLine": 5, "startColumn": 23, "endLine": 5, "endColumn": 28 },
        },
        "logicalLocations": [{ "fullyQualifiedName": "#/paths/~1jobs~1{id}/get/ünïcode/1" }],
    }]);
    assert_eq!(result["locations"], expected);
    let region = &result["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!(region["endColumn"], 4, "the é is one column");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), code::ALL.len());
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small")];
    assert_eq!((&rule["id"], &rule["help"]["text"]), (&result["ruleId"], &"Remove the tag.".into()));
}

#[test]
fn severities_are_levels() {
    let sources = sources("a: 1\n");
    let all = [&code::WRONG_KIND, &code::UNKNOWN_TAG, &code::UNKNOWN_FORMAT];
    let found = diagnostics(all.map(|code| Diagnostic::new(code, at("/a"), "so")));
    let log = sarif(&sources, &found);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let levels: Vec<&str> = results.iter().filter_map(|result| result["level"].as_str()).collect();
    assert_eq!(levels, ["error", "warning", "note"]);
    let commands = Renderer::new(&sources).github(&found);
    let levels: Vec<&str> = commands.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(levels, ["::error", "::warning", "::notice"]);
}

#[test]
fn github_gets_a_command_of_one_line() {
    let sources = sources(YAML);
    let found = Diagnostic::new(&code::WRONG_KIND, at("/paths"), "100% wrong").instead("nothing").help("write\na map");
    let expected = "::error file=spec/api.yaml,line=2,col=1,title=wrong-kind::100%25 wrong%0Aat: #/paths\
                    %0Agenerated instead: nothing%0Ahelp: write a map\n";
    assert_eq!(Renderer::new(&sources).github(&diagnostics([found])), expected);
}

#[test]
fn what_programs_would_obey_is_made_harmless() {
    let hostile = "x\r\n::error::y\u{1b}[31m [click](https://example.com) {0} %0A\u{2028}::stop-commands::z";
    let sources = Sources::new(Source::new("a,b:c\n::add-mask::d/ü {x}.yaml", "a: 1\n"));
    let found = Diagnostic::new(&code::WRONG_KIND, at("/a"), hostile).related(at("/a"), hostile);
    let found = diagnostics([found.instead(hostile).help(hostile)]);
    let commands = Renderer::new(&sources).github(&found);
    assert_eq!(commands.lines().count(), 1, "{commands:?}");
    let (head, message) = commands["::error ".len()..].split_once("::").expect("a message");
    assert!(head.starts_with("file=a%2Cb%3Ac %3A%3Aadd-mask%3A%3Ad/ü {x}.yaml,line=1,col=4,"), "{head}");
    assert!(message.contains("%250A") && message.trim_end().chars().all(|c| !c.is_control()), "{message:?}");
    let log = sarif(&sources, &found);
    let result = &log["runs"][0]["results"][0];
    for text in [&result["message"]["text"], &result["relatedLocations"][0]["message"]["text"]] {
        let text = text.as_str().expect("a text");
        assert!(!text.contains("](") && text.contains("{{0}}"), "{text}");
        assert!(text.chars().all(|c| !c.is_control()), "{text:?}");
    }
    let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(file, "a%2Cb%3Ac%0A%3A%3Aadd-mask%3A%3Ad/%C3%BC%20%7Bx%7D.yaml");
}

#[test]
fn files_are_named_relatively_where_they_were() {
    for (name, expected) in [
        ("openapi.yaml", "openapi.yaml"),
        ("../spec\\a b.yaml", "../spec/a%20b.yaml"),
        ("/srv/a.yaml", "file:///srv/a.yaml"),
        ("c:\\spec\\a.yaml", "file:///c:/spec/a.yaml"),
    ] {
        let sources = Sources::new(Source::new(name, "a: 1\n"));
        let log = sarif(&sources, &diagnostics([Diagnostic::new(&code::WRONG_KIND, at("/a"), "so")]));
        let location = &log["runs"][0]["results"][0]["locations"][0];
        assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], expected);
    }
}
