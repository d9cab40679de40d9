use proptest::prelude::*;
use serde_json::json;

use super::*;

fn node(value: &Value) -> Node {
    match value {
        Value::Array(items) => Node::List(items.iter().map(node).collect()),
        Value::Object(members) => Node::Map(members.iter().map(|(key, value)| (key.clone(), node(value))).collect()),
        value => Node::Scalar(value.clone()),
    }
}

fn written(value: &Value) -> String {
    write("", &node(value)).text
}

#[test]
fn text_is_written_as_shortly_as_yaml_allows() {
    let long = "word ".repeat(30);
    for (text, expected) in [
        ("a plain text, with {braces}", "k: a plain text, with {braces}\n"),
        ("", "k: \"\"\n"),
        ("one: two", "k: \"one: two\"\n"),
        ("`code` first", "k: \"`code` first\"\n"),
        ("no", "k: \"no\"\n"),
        ("4.2", "k: \"4.2\"\n"),
        ("3.0.3", "k: 3.0.3\n"),
        ("0b1", "k: \"0b1\"\n"),
        ("12:30", "k: \"12:30\"\n"),
        ("2024-07-01", "k: \"2024-07-01\"\n"),
        ("2024-07-01T06:00:00Z", "k: \"2024-07-01T06:00:00Z\"\n"),
        ("2024-07-01.20.0", "k: 2024-07-01.20.0\n"),
        ("3f0c2a9e-6b1d-4c58", "k: 3f0c2a9e-6b1d-4c58\n"),
        ("two\nlines: here", "k: |-\n  two\n  lines: here\n"),
        ("par\n\npar", "k: |-\n  par\n\n  par\n"),
        (" led by space\nx", "k: \" led by space\\nx\"\n"),
        ("ends\n", "k: \"ends\\n\"\n"),
        ("bell \u{7}", "k: \"bell \\x07\"\n"),
    ] {
        assert_eq!(written(&json!({ "k": text })), expected);
    }
    let folded = written(&json!({ "k": long.trim() }));
    assert!(folded.starts_with("k: >-\n  word word"), "{folded}");
    assert!(folded.lines().all(|line| line.len() <= WIDTH), "{folded}");
}

#[test]
fn lists_and_maps_are_blocks() {
    let value = json!({"a": [{"b": 1, "c": [[1], []]}, {}, "x"], "$ref": "y", "200": null, "a, b": true});
    let expected = "\
$ref: \"y\"
\"200\": null
a:
  - b: 1
    c:
      -
        - 1
      - []
  - {}
  - x
\"a, b\": true
";
    assert_eq!(written(&value), expected);
}

#[test]
fn empty_texts_are_known_by_line_and_place() {
    let out = write("# c\n", &node(&json!({"a": {"b": [{"c": ""}]}, "d": "x", "e": ""})));
    let empty: Vec<(usize, String)> = out.empty.iter().map(|(line, at)| (*line, at.join("/"))).collect();
    assert_eq!(empty, [(4, "a/b/0/c".to_owned()), (6, "e".to_owned())]);
    assert_eq!(out.text.lines().nth(3), Some("    - c: \"\""));
}

fn any_value() -> impl Strategy<Value = Value> {
    let texts = prop_oneof![
        any::<String>(),
        "[a-z :#\\-\n`'\"]{0,40}",
        "[a-z]{1,9}( {1,2}[a-z,:.]{1,12}){0,40}",
        "[0-9+.:eE_xo-]{1,8}",
        "(\\.|[+-])?(inf|nan|NaN|Inf|null|Null|TRUE|no|0b1|<<|=|~)",
        "([a-z ]{0,8}\n){0,4}[a-z]?",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
        texts.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let key = prop_oneof![any::<String>(), "[a-z$/{}0-9.-]{0,6}"].prop_filter("no merge", |key| key != "<<");
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    /// What is written is read back equal, by the reader of documents.
    #[test]
    fn what_is_written_is_read_back(value in any_value()) {
        let text = written(&json!({ "root": value }));
        let source = crate::Source::new("a.yaml", text.clone());
        let (values, diagnostics) = crate::read::read(&crate::Sources::new(source));
        prop_assert!(diagnostics.is_empty(), "{text}");
        let values = values.expect("a document");
        prop_assert_eq!(&values.entry()["root"], &value, "{}", text);
        // What is written again is the same.
        prop_assert_eq!(written(values.entry()), text);
    }
}
