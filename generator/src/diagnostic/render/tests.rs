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
