use serde_json::json;

use super::*;
use crate::source::Pointer;

fn read_named(name: &str, bytes: impl Into<Vec<u8>>) -> (Option<Value>, Vec<Diagnostic>) {
    let (values, diagnostics) = read(&Sources::new(Source::new(name, bytes)));
    (values.map(|values| values.entry().clone()), diagnostics.iter().cloned().collect())
}

fn read_text(text: &str) -> (Option<Value>, Vec<Diagnostic>) {
    read_named("api.yaml", text)
}

#[track_caller]
fn clean(text: &str) -> Value {
    let (value, diagnostics) = read_text(text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    value.expect("an object")
}

/// The code and the text at the place of the only diagnostic.
#[track_caller]
fn refused(text: &str) -> (&'static str, String, String) {
    let (value, diagnostics) = read_text(text);
    assert_eq!(value, None);
    let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:#?}") };
    let Location::Bytes(_, span) = &diagnostic.location else {
        return (diagnostic.code.name, diagnostic.message.clone(), String::new());
    };
    let text = Source::new("", text).text()[span.start..span.end].to_owned();
    (diagnostic.code.name, diagnostic.message.clone(), text)
}

#[test]
fn json_and_yaml_give_the_same_value() {
    let value = json!({"a": {"200": [1, -2, 1.5, true, null, "x"]}, "b": {"true": 1, "~": 2}});
    assert_eq!(clean(&value.to_string()), value);
    assert_eq!(clean("b: {true: 1, ~: 2}\na:\n  200: [1, -2, 1.5, true, ~, x]\n"), value);
    assert_eq!(clean("{a: {200: [1, -2, 1.5, true, null, 'x']}, b: {true: 1, ~: 2,},}"), value);
}

#[test]
fn keys_are_sorted_and_keep_their_spelling() {
    let value = clean("z: 1\n1.0: 2\n0x10: 3\n'200': 4\nnull: 5\n007: 6\n");
    let keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["007", "0x10", "1.0", "200", "null", "z"]);
}

#[test]
fn byte_order_mark_comments_and_line_ends_are_no_content() {
    assert_eq!(clean("\u{feff}# c\r\n---\r\na: 1\r\n...\r\n"), json!({"a": 1}));
    assert_eq!(clean("\u{feff}\n {\"a\": 1}\n"), json!({"a": 1}));
}

#[test]
fn empty_documents_are_named() {
    for text in ["", "\u{feff}", " \n\t\n", "# only\n  # comments", "---\n", "---\n# x\n...\n"] {
        assert_eq!(refused(text).0, "empty-document", "{text:?}");
    }
}

#[test]
fn text_must_be_utf8() {
    let (value, diagnostics) = read_named("api.yaml", b"a: 1\nb: \xff\xfe\n".to_vec());
    assert_eq!(value, None);
    assert_eq!(diagnostics[0].message, "the file is not UTF-8 text: byte 8, in line 2, starts no character");
    let (_, diagnostics) = read_named("api.yaml", b"\xff\xfea\0".to_vec());
    assert_eq!(diagnostics[0].help.as_deref(), Some("this looks like UTF-16; save the file as UTF-8"));
}

#[test]
fn only_an_object_is_a_document() {
    for (text, kind) in [("- a", "a list"), ("[1]", "a list"), ("x", "text"), ("~", "null"), ("3", "a number")] {
        let (code, message, _) = refused(text);
        assert_eq!((code, message), ("not-an-object", format!("the document is {kind}, not an object")));
    }
}

#[test]
fn duplicate_keys_are_reported_and_the_last_counts() {
    for text in
        ["a:\n  é: 1\n  x: 2\n  é: 3\n", "{\"a\": {\"é\": 1, \"x\": 2, \"\\u00e9\": 3}}", "a: {é: 1, x: 2, 'é': 3}"]
    {
        let (value, diagnostics) = read_text(text);
        assert_eq!(value, Some(json!({"a": {"x": 2, "é": 3}})));
        let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:#?}") };
        assert_eq!(diagnostic.code.name, "duplicate-key");
        assert_eq!(diagnostic.location.pointer().as_str(), "/a/é");
        let Location::Bytes(_, span) = &diagnostic.related[0].0 else { panic!("no place for the first") };
        assert_eq!(text[span.start..span.end].trim_matches('"'), "é");
        assert!(span.start < text.rfind(':').unwrap());
    }
}

#[test]
fn a_duplicate_deep_in_lists_has_its_whole_pointer() {
    let (_, diagnostics) = read_text("a:\n- 1\n- b/c:\n  - {x: 1, x: {y: 1, y: 2}}\n");
    let pointers: Vec<_> = diagnostics.iter().map(|found| found.location.pointer().to_string()).collect();
    assert_eq!(pointers, ["#/a/1/b~1c/0/x/y", "#/a/1/b~1c/0/x"]);
}

#[test]
fn aliases_and_merges_are_followed() {
    let text = "base: &base {x: 1, y: 2}\nmore: &more {y: 3, z: 4}\none:\n  <<: *base\n  x: 5\ntwo:\n  y: 6\n  <<: [*more, *base]\n\
                copy: *more\n";
    assert_eq!(
        clean(text),
        json!({
            "base": {"x": 1, "y": 2}, "more": {"y": 3, "z": 4}, "copy": {"y": 3, "z": 4},
            "one": {"x": 5, "y": 2}, "two": {"x": 1, "y": 6, "z": 4},
        })
    );
    // Merging is of YAML; in JSON `<<` is a key as any other.
    assert_eq!(clean("{\"<<\": {\"x\": 1}}"), json!({"<<": {"x": 1}}));
}

#[test]
fn what_cannot_be_merged_is_reported() {
    let (value, diagnostics) = read_text("a:\n  <<: 3\n  b: 1\n");
    assert_eq!(value, Some(json!({"a": {"b": 1}})));
    assert_eq!((diagnostics[0].code.name, diagnostics[0].location.pointer().as_str()), ("invalid-merge", "/a/<<"));
}

#[test]
fn tags_of_json_count_and_others_are_reported() {
    assert_eq!(clean("a: !!str 1\nb: !!int '2'\nc: !!float 3\n"), json!({"a": "1", "b": 2, "c": 3.0}));
    let (value, diagnostics) = read_text("a: !thing {b: !other 1}\n");
    assert_eq!(value, Some(json!({"a": {"b": 1}})));
    let found: Vec<_> = diagnostics.iter().map(|found| (found.message.as_str(), found.location.pointer())).collect();
    let pointer = |text| Pointer::parse(text).unwrap();
    assert_eq!(found[0], ("the YAML tag `!thing` has no meaning here", pointer("/a")));
    assert_eq!(found[1], ("the YAML tag `!other` has no meaning here", pointer("/a/b")));
}

#[test]
fn numbers_of_any_size_are_read() {
    let text = "a: 18446744073709551615\nb: -9223372036854775808\nc: 340282366920938463463374607431768211455\nd: 1e400\n\
                e: 99999999999999999999999999999999999999999999\n";
    let value = clean(text);
    assert_eq!(value["a"], json!(u64::MAX));
    assert_eq!(value["b"], json!(i64::MIN));
    assert_eq!(value["c"], json!(u128::MAX as f64));
    assert_eq!(value["d"], json!("1e400"));
    assert_eq!(value["e"], json!(1e44));
}

#[test]
fn infinity_is_not_a_json_number() {
    let (value, diagnostics) = read_text("a: [1, .inf, .nan]\n");
    assert_eq!(value, Some(json!({"a": [1, null, null]})));
    let found: Vec<_> = diagnostics.iter().map(|found| found.location.pointer().to_string()).collect();
    assert_eq!(found, ["#/a/1", "#/a/2"]);
}

#[test]
fn syntax_errors_name_the_place_in_our_words() {
    for (text, code, message, place) in [
        ("a: [1\nb: 2\n", "invalid-yaml", "the text is not YAML: did not find expected `,` or `]`", ":"),
        (
            "é: 1\n\tb: 2\n",
            "invalid-yaml",
            "the text is not YAML: found a tab character that violates indentation",
            "\t",
        ),
        ("a: *gone\n", "invalid-yaml", "`*gone` refers to an anchor that is not there", "*"),
        (
            "? [a, b]\n: 1\n",
            "invalid-yaml",
            "the text is not YAML: invalid type: sequence, expected text as a key",
            "[",
        ),
        ("a: !!int x\n", "invalid-yaml", "the text is not YAML: invalid value: string \"x\", expected an integer", "!"),
        ("{\"a\": 1\n", "invalid-json", "the text is not JSON: the text ends within an object", ""),
        ("{\"a\": 1}\n{}", "invalid-json", "the text is not JSON: trailing characters", "{"),
        ("a: 1\n---\nb: 2\n", "several-documents", "the file holds more than one YAML document", "---\n"),
    ] {
        let (found_code, found_message, found_place) = refused(text);
        assert_eq!((found_code, found_message.as_str()), (code, message), "{text:?}");
        assert!(
            place.starts_with(&found_place) && found_place.is_empty() == place.is_empty(),
            "{text:?}: {found_place:?}"
        );
    }
}

#[test]
fn broken_json_is_not_taken_for_yaml() {
    let refused = |name: &str, text: &str| {
        let (value, diagnostics) = read_named(name, text);
        assert_eq!(value, None, "{name}: {text}");
        diagnostics[0].message.clone()
    };
    for name in ["api.json", "api", "-"] {
        assert_eq!(refused(name, "{\"a\": 1,}"), "the text is not JSON: trailing comma");
        assert_eq!(refused(name, " {\n\"a\": tru}"), "the text is not JSON: expected ident");
    }
    assert_eq!(refused("api.json", "{a: 1}"), "the text is not JSON: key must be a string");
    // In YAML all of these are right.
    assert_eq!(read_named("api.yaml", "{\"a\": tru,}").0, Some(json!({"a": "tru"})));
    assert_eq!(read_named("api", "{a: 1,}").0, Some(json!({"a": 1})));
    assert_eq!(read_named("api.json", "a: 1").0, Some(json!({"a": 1})));
}

#[test]
fn nesting_is_limited_but_a_hundred_levels_are_fine() {
    for depth in [100, 127] {
        let json = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        let flow = json.replace('"', "");
        let block: String = (0..depth).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
        for text in [json, flow.replace(':', ": "), block] {
            assert!(clean(&text).is_object());
        }
    }
    for depth in [200, 3_000] {
        let block: String = (0..depth).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
        for text in ["{\"a\":".repeat(depth), "{a: ".repeat(depth), "[".repeat(depth), "- ".repeat(depth), block] {
            assert_eq!(refused(&text).0, "nesting-too-deep");
        }
    }
}

#[test]
fn aliases_cannot_make_a_document_explode() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    assert_eq!(refused(&laughs).0, "too-many-aliases");
    let squared = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(20_000), "*a, ".repeat(20_000));
    assert_eq!(refused(&squared).0, "too-many-aliases");
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(500_000), "*a, ".repeat(10_000));
    assert_eq!(refused(&long).0, "too-many-aliases");
    assert_eq!(refused("a: &a [*a]").0, "nesting-too-deep");
}

/// A document with most of what YAML and JSON can do, to be damaged.
const SAMPLES: [&str; 3] = [
    "# é\nopenapi: 3.0.3\npaths: &p\n  /a/{id}: {get: [1, 'x', \"y\\n\", ~]}\n  200: !!str 1\nb: *p\nc:\n  <<: *p\n  d: |\n    text\n\n  e: >-\n    more\n? [k]\n: v\n",
    "{\"openapi\": \"3.0.3\", \"é\": {\"a\\u00e9\": [1, -2.5e3, true, null, {}], \"b\": {\"c\": []}}, \"b\": \"\\ud834\\udd1e\"}",
    "--- !t\n- &a {x: &b [*a, 1]}\n- - - *b\n...\n---\n%TAG\n",
];

/// Reads, and looks up every kind of pointer; what comes out does not matter.
fn survive(bytes: Vec<u8>) {
    let sources = Sources::new(Source::new("x.yaml", bytes));
    let (_, diagnostics) = read(&sources);
    let source = sources.entry();
    let positions = Positions::new(source);
    let pointers = ["", "/paths/~1a~1{id}/get/1", "/b/200", "/c/d", "/é/b/c", "/0/x/0", "/2/0/0", "/nothing"];
    for pointer in pointers.iter().filter_map(|text| Pointer::parse(text)) {
        if let Some(range) = positions.locate(&pointer) {
            assert!(source.text().get(range).is_some());
        }
        positions.earlier(&pointer);
    }
    for diagnostic in &diagnostics {
        if let Location::Bytes(_, span) = &diagnostic.location {
            assert!(source.text().get(span.start..span.end).is_some());
            positions.lines().line_column(span.start);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 1_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_bytes_never_panic(bytes: Vec<u8>) {
        survive(bytes);
    }

    #[test]
    fn random_punctuation_never_panics(text in "[-:?&*!|>%@`'\"{}\\[\\], #~<a1\n\t\r\u{85}é\\\\]{0,60}") {
        survive(text.into_bytes());
    }

    #[test]
    fn damaged_documents_never_panic(
        sample in 0..SAMPLES.len(),
        edits in proptest::collection::vec((proptest::num::usize::ANY, 0..4_u8, proptest::num::u8::ANY), 1..6),
    ) {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for (place, what, byte) in edits {
            let at = place % (bytes.len() + 1);
            match what {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, byte),
                2 if at < bytes.len() => bytes[at] = b"-:?&*!|>%{}[],\"'\n\t #<\\"[usize::from(byte) % 22],
                _ => bytes.rotate_left(at),
            }
        }
        survive(bytes);
    }
}
