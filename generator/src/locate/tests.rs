use super::*;

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let source = Source::new("api.yaml", text);
    check_in(&source, &Positions::new(&source), expected);
}

#[track_caller]
fn check_in(source: &Source, positions: &Positions<'_>, expected: &[(&str, &str)]) {
    for (pointer, written) in expected {
        let range = positions.locate(&Pointer::parse(pointer).unwrap()).expect("a place");
        let LineColumn { line, .. } = positions.lines().line_column(range.start);
        assert_eq!(format!("{line}: {}", &source.text()[range]), *written, "{pointer}");
    }
}

#[test]
fn toml_values() {
    let text =
        "# é\n[types.\"a b\"]\nrust = 'é'\nfields.x = { name = \"x\", was = [\"y\",\n \"z\"] }\n[[list]]\na = 1\n";
    let source = Source::new("bindery.lock", text);
    let positions = Positions::of_toml(&source);
    let expected = [
        ("/types/a b", "2: \"a b\""),
        ("/types/a b/rust", "3: 'é'"),
        ("/types/a b/fields/x/name", "4: \"x\""),
        ("/types/a b/fields/x/was/1", "5: \"z\""),
        ("/list/0/a", "7: 1"),
        ("/types/missing", "2: types"),
    ];
    check_in(&source, &positions, &expected);
    let key = positions.locate_key(&Pointer::parse("/types/a b/fields/x").unwrap()).unwrap();
    assert_eq!(&text[key], "x");
    // What comes before an error is found still.
    let broken = Source::new("bindery.toml", "[a]\nb = 1\n[c\n");
    check_in(&broken, &Positions::of_toml(&broken), &[("/a/b", "2: 1")]);
}

#[test]
fn yaml_values() {
    let text = "# é\nopenapi: 3.0.3\npaths:\n  /jobs/{id}:\n    get:\n      tags: [a, 'b']\n      parameters:\n        - name: id\n          \
                in: path\n        - $ref: x\n      description: |\n        long\n        text\n\n      empty:\n  200: &x\n    ok: ü\nlast: \"ß\"\n";
    check(
        text,
        &[
            ("", "2: openapi"),
            ("/openapi", "2: 3.0.3"),
            ("/paths", "3: paths"),
            ("/paths/~1jobs~1{id}/get", "5: get"),
            ("/paths/~1jobs~1{id}/get/tags", "6: tags"),
            ("/paths/~1jobs~1{id}/get/tags/1", "6: 'b'"),
            ("/paths/~1jobs~1{id}/get/parameters/0", "8: name"),
            ("/paths/~1jobs~1{id}/get/parameters/0/in", "9: path"),
            ("/paths/~1jobs~1{id}/get/parameters/1", "10: $ref"),
            ("/paths/~1jobs~1{id}/get/description", "12: long\n        text"),
            ("/paths/~1jobs~1{id}/get/empty", "15: empty"),
            ("/paths/200/ok", "17: ü"),
            ("/last", "18: \"ß\""),
        ],
    );
}

#[test]
fn json_values() {
    let text = "\u{feff}{\n \"é\" : {\"a/b\": [1, {\"x\": null}, [ ]], \"s\\n\": \"t\\\"u\"},\n \"z\":-1.5e3 }\n";
    check(
        text,
        &[
            ("", "1: {"),
            ("/é", "2: \"é\""),
            ("/é/a~1b", "2: \"a/b\""),
            ("/é/a~1b/0", "2: 1"),
            ("/é/a~1b/1", "2: {"),
            ("/é/a~1b/1/x", "2: null"),
            ("/é/a~1b/2", "2: ["),
            ("/é/s\n", "2: \"t\\\"u\""),
            ("/z", "3: -1.5e3"),
        ],
    );
}

#[test]
fn flow_mappings_that_are_not_json_are_yaml() {
    check("{a: {b: 1,},\n c: [x]}", &[("/a/b", "1: 1"), ("/c/0", "2: x")]);
}

#[test]
fn the_nearest_ancestor_stands_in_for_what_is_absent() {
    check(
        "a:\n  b: 1\n  c: [2]\n",
        &[("/a/x/y", "1: a"), ("/a/b/c", "2: 1"), ("/a/c/7", "3: c"), ("/nothing", "1: a")],
    );
}

#[test]
fn aliases_and_merges_are_followed() {
    let text = "base: &b\n  x: 1\n  y: {z: 2}\nuse: *b\nmore:\n  <<: *b\n  x: 3\nmany:\n  <<: [{p: 1}, *b]\ns: &s text\nt: *s\n";
    check(
        text,
        &[
            ("/use", "4: use"),
            ("/use/x", "2: 1"),
            ("/use/y/z", "3: 2"),
            ("/more/x", "7: 3"),
            ("/more/y", "3: y"),
            ("/many/p", "9: 1"),
            ("/many/y/z", "3: 2"),
            ("/t", "11: *s"),
        ],
    );
}

#[test]
fn of_a_duplicate_the_last_is_found_and_the_others_are_known() {
    let source = Source::new("a.yaml", "a: 1\nb: 2\na: 3\n'a': 4\n");
    let positions = Positions::new(&source);
    let pointer = Pointer::root().key("a");
    assert_eq!(positions.locate(&pointer), Some(20..21));
    assert_eq!(positions.earlier(&pointer), [0..1, 10..11]);
    assert!(positions.earlier(&Pointer::root().key("b")).is_empty());
}

#[test]
fn what_cannot_be_scanned_still_answers_for_what_came_before() {
    check("a:\n  b: 1\nc: [\n", &[("/a/b", "2: 1")]);
    check("{\"a\": {\"b\": 1}, \"c\": tru", &[("/a/b", "1: 1")]);
    let nothing = |bytes: &[u8]| locate(&Source::new("", bytes), &Pointer::root().key("a"));
    assert_eq!(nothing(b""), None);
    assert_eq!(nothing(b"\xff\xfe"), None);
}

#[test]
fn merges_in_circles_end() {
    check(
        "a: &a\n  <<: *a\n  b: &b {<<: [*a, *b], c: 1}\n",
        &[("/a/x", "1: a"), ("/a/b/c", "3: 1"), ("/a/b/x", "3: b")],
    );
}

#[test]
fn depth_costs_no_stack() {
    for text in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "- ".repeat(20_000)] {
        let source = Source::new("", text);
        assert!(Positions::new(&source).locate(&Pointer::root().index(0).index(0)).is_some());
    }
}

/// Holds the places that the two scans of YAML find against each other; `value` is what the text says.
#[track_caller]
pub(crate) fn places_agree(text: &str, value: &serde_json::Value) {
    let Some(ordinary) = yaml::scan_ordinary(text) else { return };
    let (any, complete) = yaml::scan_any(text, &Lines::new(text));
    assert!(complete, "{text:?}");
    let [ordinary, any] = [ordinary, any].map(|tree| Positions { text, lines: Lines::new(text), tree });
    for_each_place(value, &Pointer::root(), &mut |at| {
        let found = |it: &Positions<'_>| (it.locate(at), it.locate_key(at), it.earlier(at));
        assert_eq!(found(&ordinary), found(&any), "{at} of {text:?}");
        assert_eq!(ordinary.keys(at), any.keys(at), "{at} of {text:?}");
    });
}

fn for_each_place(value: &serde_json::Value, at: &Pointer, visit: &mut impl FnMut(&Pointer)) {
    visit(at);
    visit(&at.key("not there"));
    match value {
        serde_json::Value::Object(members) => {
            members.iter().for_each(|(key, member)| for_each_place(member, &at.key(key), visit));
        }
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| for_each_place(item, &at.index(index), visit));
        }
        _ => {}
    }
}
