use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{HttpDate, IsoDuration, Maybe, Redacted, Secret, Uri, Uuid};

/// A model with every kind of member.
#[derive(Clone, Debug, Default, PartialEq)]
struct Model {
    id: String,
    size: Option<i64>,
    note: Maybe<String>,
    children: Option<Vec<Model>>,
    created: Option<Timestamp>,
    rest: BTreeMap<String, Value>,
}

impl FromJson for Model {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let mut id = Required::default();
        let mut model = Model::default();
        json.object_with_rest(
            &mut [
                ("id", &mut id),
                ("size", &mut model.size),
                ("note", &mut model.note),
                ("children", &mut model.children),
                ("created.at", &mut model.created),
            ],
            &mut model.rest,
        )?;
        Ok(Self { id: id.take("id", json)?, ..model })
    }
}

impl ToJson for Model {
    fn to_json(&self, json: &mut JsonWriter) {
        json.begin_object();
        json.required("id", &self.id);
        json.field("size", &self.size);
        json.field("note", &self.note);
        json.field("children", &self.children);
        json.read_only("created.at", &self.created);
        json.rest(&self.rest);
        json.end_object();
    }
}

crate::impl_serde!(Model);

#[derive(Clone)]
enum State {
    Active,
    Unknown(String),
}

impl State {
    fn as_str(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Unknown(text) => text,
        }
    }
}

impl From<String> for State {
    fn from(text: String) -> Self {
        if text == "active" { Self::Active } else { Self::Unknown(text) }
    }
}

crate::impl_string_enum!(State);
crate::impl_serde!(State);

fn read<T: FromJson>(text: &str) -> Result<T, String> {
    from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

fn written(value: &dyn ToJson) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

fn both_ways<T: FromJson + ToJson + PartialEq + std::fmt::Debug>(text: &str) {
    assert_eq!(written(&read::<T>(text).unwrap()), text);
}

const TEXT: &str = r#"{"id":"a","size":1,"note":null,"children":[{"id":"b","children":[]}],"created.at":"2016-11-27T00:45:48.7320857Z","x":[1,{}]}"#;

#[test]
fn models_survive() {
    both_ways::<Model>(TEXT);
    let model: Model = read(&format!("\u{feff} {TEXT}\n")).unwrap();
    assert_eq!((model.note, model.rest["x"].clone()), (Maybe::Null, json!([1, {}])));
    assert_eq!(model.children.unwrap()[0].note, Maybe::Absent);
}

#[test]
fn request_bodies_have_no_read_only_members() {
    let model: Model = read(TEXT).unwrap();
    let body: Value = from_slice(&to_request_body(&model).unwrap()).unwrap();
    assert!(body.get("created.at").is_none() && body.get("x").is_some());
}

#[test]
fn faults_have_a_path() {
    for (text, message) in [
        ("{}", "$: missing field `id` (at byte 2)"),
        (r#"{"id":"a","children":[{"id":"b"},{}]}"#, "$.children[1]: missing field `id` (at byte 35)"),
        (r#"{"id":"a","id":"b"}"#, "$: duplicate field `id` (at byte 15)"),
        (r#"{"id":"a","size":null,"size":1}"#, "$: duplicate field `size` (at byte 29)"),
        (r#"{"id":"a","size":1.5}"#, "$.size: expected an integer in the range of i64 (at byte 20)"),
        (r#"{"id":7}"#, "$.id: expected a string, found a number (at byte 6)"),
        (r#"{"id":"a","children":{}}"#, "$.children: expected an array, found an object (at byte 21)"),
        (
            r#"{"created.at":"yesterday"}"#,
            "$[\"created.at\"]: expected a date and time with offset (RFC 3339) (at byte 25)",
        ),
        (r#"{"id":"a"} x"#, "$: trailing characters (at byte 11)"),
        (r#"{"id":"a""#, "$: EOF while parsing an object (at byte 9)"),
        ("\u{feff}[", "$: expected an object, found an array (at byte 3)"),
        ("", "$: EOF while parsing a value (at byte 0)"),
    ] {
        assert_eq!(read::<Model>(text), Err(message.into()), "{text}");
    }
}

#[test]
fn unknown_members_are_skipped_but_checked() {
    #[derive(Debug, PartialEq)]
    struct Nothing;
    impl FromJson for Nothing {
        fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
            json.object(&mut [])?;
            Ok(Nothing)
        }
    }
    assert_eq!(read(r#"{"a":[1,{"b":"\u00e9"}],"a":null,"c":true,"d":-1e5}"#), Ok(Nothing));
    assert!(from_slice::<Nothing>(b"{\"a\":\"\xff\"}").is_err());
    assert!(read::<Nothing>(r#"{"a":[01]}"#).is_err());
    let deep = |depth| format!(r#"{{"a":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(read(&deep(126)), Ok(Nothing));
    assert!(read::<Nothing>(&deep(127)).unwrap_err().contains("recursion limit exceeded"));
    assert!(read::<Nothing>(&deep(100_000)).unwrap_err().contains("recursion limit exceeded"));
}

#[test]
fn many_fields_are_told_apart() {
    let names: Vec<String> = (0..130).map(|number| format!("m{number}")).collect();
    let read = |text: &str| {
        let mut found = vec![None::<u8>; names.len()];
        let mut members: Vec<(&str, &mut dyn Slot)> =
            names.iter().zip(&mut found).map(|(name, slot)| (name.as_str(), slot as &mut dyn Slot)).collect();
        let done = JsonReader::new(text.as_bytes()).object(&mut members);
        done.map(|()| (found[64], found[129])).map_err(|error| error.to_string())
    };
    assert_eq!(read(r#"{"m129":1,"m64":2}"#), Ok((Some(2), Some(1))));
    assert!(read(r#"{"m129":1,"m64":2,"m129":3}"#).unwrap_err().contains("duplicate field `m129`"));
    assert!(read(r#"{"m64":null,"m64":3}"#).unwrap_err().contains("duplicate field `m64`"));
}

#[test]
fn faults_of_syntax_have_a_place() {
    for (text, message) in [
        (&b"[1,]"[..], "trailing comma (at byte 3)"),
        (b"[1 2]", "expected `,` or `]` (at byte 3)"),
        (b"{\"a\":1,}", "trailing comma (at byte 7)"),
        (b"{\"a\" 1}", "expected `:` (at byte 5)"),
        (b"{a:1}", "key must be a string (at byte 1)"),
        (b"[nul", "EOF while parsing a value (at byte 1)"),
        (b"[none]", "expected ident (at byte 1)"),
        (b"[01]", "invalid number (at byte 3)"),
        (b"[-]", "invalid number (at byte 2)"),
        (b"[1.", "EOF while parsing a value (at byte 3)"),
        (b"NaN", "expected value (at byte 0)"),
        (b"\"a\\x\"", "invalid escape (at byte 3)"),
        (b"\"\\u12", "EOF while parsing a string (at byte 5)"),
        (b"\"a\tb\"", "control character (\\u0000-\\u001F) found while parsing a string (at byte 2)"),
        (b"\"\\ud83d\\ud83d\"", "lone leading surrogate in hex escape (at byte 13)"),
        (b"[\"a\",\"b\xff\"]", "invalid unicode code point (at byte 7)"),
        (b"[1]\xff", "invalid unicode code point (at byte 3)"),
        (b"\xef\xbb\xbf\xef\xbb\xbf1", "expected value (at byte 3)"),
    ] {
        let error = from_slice::<Value>(text).unwrap_err();
        let place = format!("{} (at byte {})", error.message(), error.offset());
        assert_eq!(place, message, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn integers_are_exact() {
    assert_eq!(read::<i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read::<u64>("\"18446744073709551615\""), Ok(u64::MAX));
    assert_eq!(read::<u128>("340282366920938463463374607431768211455"), Ok(u128::MAX));
    assert_eq!(written(&u64::MAX), "18446744073709551615");
    assert_eq!(written(&i128::MIN), i128::MIN.to_string());
    for (text, value) in [("1.0", 1), ("-1.20e1", -12), ("1E2", 100), ("0.0e9", 0), ("-0", 0)] {
        assert_eq!(read::<i8>(text), Ok(value), "{text}");
    }
    for text in [
        "1.5",
        "1.25e1",
        "1e-1",
        "1e3",
        "1e999999999999",
        "1e-999999999",
        "128",
        "-129",
        "\"1\"",
        "true",
        "null",
        "01",
        "+1",
        "1.",
    ] {
        assert!(read::<i8>(text).is_err(), "{text}");
    }
    for text in ["\"\"", "\"1.0\"", "\"1.5\"", "\"x\"", "9223372036854775808"] {
        assert!(read::<i64>(text).is_err(), "{text}");
    }
}

#[test]
fn floats_are_finite() {
    assert_eq!(read::<f64>("-1.5e3"), Ok(-1500.0));
    assert_eq!(read::<f32>("0.1"), Ok(0.1));
    assert_eq!(written(&0.1_f32), "0.1");
    assert_eq!(read::<f64>("1e400"), Err("$: number out of range (at byte 5)".into()));
    for text in ["NaN", "Infinity", "-Infinity", "\"1\"", ".5", "5."] {
        assert!(read::<f64>(text).is_err(), "{text}");
    }
    let model = Some(BTreeMap::from([("a b".to_owned(), vec![1.0, f64::INFINITY])]));
    assert_eq!(to_vec(&model).unwrap_err().to_string(), "$[\"a b\"][1]: JSON has no number inf");
    assert!(to_vec(&f32::NAN).is_err());
}

#[test]
fn additional_members_cannot_repeat_a_name() {
    let mut model = Model { id: "a".into(), size: Some(1), ..Model::default() };
    model.rest.insert("note".into(), json!(1));
    assert!(to_vec(&model).is_ok());
    model.rest.insert("size".into(), json!(2));
    let outer = Model { id: "b".into(), children: Some(vec![model]), ..Model::default() };
    let message = "$.children[0]: `size` is a member already and cannot be an additional one too";
    assert_eq!(to_vec(&outer).unwrap_err().to_string(), message);
}

#[test]
fn strings_of_all_types_survive() {
    both_ways::<String>(r#""\u0000\"\\/é\n""#);
    both_ways::<Bytes>(r#""AQID""#);
    both_ways::<Uuid>(r#""11111111-2222-3333-4444-555555555555""#);
    both_ways::<HttpDate>(r#""Fri, 17 Feb 2017 00:00:00 GMT""#);
    both_ways::<IsoDuration>(r#""P10675199DT2H48M5.4775807S""#);
    both_ways::<jiff::civil::Date>(r#""2017-02-17""#);
    both_ways::<Uri>(r#""https://h/a%2fb""#);
    both_ways::<Redacted<BTreeMap<String, bool>>>(r#"{"hush":true}"#);
    both_ways::<Secret>(r#""hush""#);
    both_ways::<State>(r#""suspended""#);
    both_ways::<Vec<Option<bool>>>("[true,null,false]");
    both_ways::<Box<BTreeMap<String, Maybe<u8>>>>(r#"{"":null,"a":1}"#);
    assert_eq!(State::from("active"), State::Active);
    assert_eq!(State::from("x").to_string(), "x");
}

#[test]
fn messages_do_not_quote_the_text() {
    for error in [read::<i64>("\"hush\"").unwrap_err(), read::<Uuid>("\"hush\"").unwrap_err()] {
        assert!(!error.contains("hush"), "{error}");
    }
}

#[test]
fn serde_gets_the_full_view() {
    let model: Model = serde_json::from_str(TEXT).unwrap();
    assert_eq!(serde_json::to_string(&model).unwrap(), TEXT);
    assert_eq!(serde_json::to_value(&State::Active).unwrap(), json!("active"));
    assert_eq!(serde_json::from_value::<Model>(serde_json::to_value(&model).unwrap()).unwrap(), model);
    let error = serde_json::from_str::<Vec<Model>>(r#"[{"id":"a","size":"x"}]"#).unwrap_err();
    assert!(error.to_string().starts_with("$.size: expected an integer"), "{error}");
}

/// JSON values, now and then deeper than is allowed.
fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from)
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        any::<String>().prop_map(Value::from)
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Something near JSON: pieces that often go together, and some that never do.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\"a\":", "null", "true", "false", "nul", "0", "-", "1", "12",
        ".", "e", "E+", "\\", "\\u00e9", "\\ud83d", "\\ude00", "\"\\n\"", "é", "\u{1}", "\u{7f}", "\u{feff}", " ",
        "\n", "\t", "NaN", "Infinity",
    ]);
    let bytes = prop_oneof![
        30 => piece.prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(bytes, 0..12).prop_map(|pieces| pieces.concat())
}

/// Our reader and `serde_json` say the same of a text: yes with one value, or no.
fn same(text: &[u8]) -> Result<(), TestCaseError> {
    let theirs = serde_json::from_slice::<Value>(text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text));
    let ours = from_slice::<Value>(text);
    prop_assert_eq!(ours.as_ref().ok(), theirs.as_ref().ok(), "{:?} {:?}", ours, theirs);
    let mut skipping = JsonReader::new(text);
    let skipped = skipping.skip().and_then(|()| skipping.finish());
    // Skipping takes numbers that have no value, too.
    prop_assert!(skipped.is_ok() || ours.is_err());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn values_are_read_as_serde_json_reads_them(value in value(), pretty: bool) {
        let text = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) }.unwrap();
        same(&text)?;
        prop_assert_eq!(to_vec(&value).unwrap(), serde_json::to_vec(&value).unwrap());
    }

    #[test]
    fn near_json_is_judged_as_serde_json_judges_it(text in soup()) {
        same(&text)?;
    }

    #[test]
    fn changed_json_is_judged_as_serde_json_judges_it(value in value(), at: prop::sample::Index, byte: u8, keep: bool) {
        let mut text = serde_json::to_vec(&value).unwrap();
        let at = at.index(text.len());
        if keep { text[at] = byte } else { text.truncate(at) }
        same(&text)?;
    }

    #[test]
    fn numbers_are_read_as_serde_json_reads_them(text in r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        same(text.as_bytes())?;
    }

    #[test]
    fn depth_is_limited_as_serde_json_limits_it(depth in 100_usize..150, object: bool) {
        let (open, close) = if object { (r#"{"a":"#, "}") } else { ("[", "]") };
        same(format!("{}0{}", open.repeat(depth), close.repeat(depth)).as_bytes())?;
    }

    #[test]
    fn strings_survive(text: String) {
        prop_assert_eq!(from_slice::<String>(&to_vec(&text).unwrap()), Ok(text));
    }

    /// Whatever stands where in the eight bytes that are looked at together.
    #[test]
    fn what_needs_an_escape_is_found(text in "[a-z\"\\\\\u{0}-\u{1f} !#\u{7f}é]{0,40}") {
        let expected = text.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\');
        prop_assert_eq!(scan::special(text.as_bytes()), expected.unwrap_or(text.len()));
        prop_assert_eq!(to_vec(&text).unwrap(), serde_json::to_vec(&text).unwrap());
    }

    #[test]
    fn floats_survive(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
        prop_assert_eq!(from_slice::<f64>(&to_vec(&number).unwrap()), Ok(number));
    }
}

/// What people see of values, and when they are the same.
struct Account {
    name: Option<String>,
    key: Secret,
    rate: f64,
    keys: Redacted<Value>,
}

impl ToJson for Account {
    fn to_json(&self, json: &mut JsonWriter) {
        json.begin_object();
        json.fields(&[("name", &self.name), ("key", &self.key), ("rate", &self.rate), ("keys", &self.keys)]);
        json.end_object();
    }
}

crate::impl_model!(Account);

fn account() -> Account {
    Account { name: None, key: "hush".into(), rate: 0.5, keys: json!({"hush": "hush"}).into() }
}

#[test]
fn debug_shows_what_is_there_but_no_secrets() {
    let shown = format!("{:?}", account());
    assert_eq!(shown, r#"Account {"key":"(secret)","rate":0.5,"keys":"(secret)"}"#);
    let nan = Account { name: Some("a".to_owned()), rate: f64::NAN, ..account() };
    let pretty =
        "Account {\n  \"key\": \"(secret)\",\n  \"keys\": \"(secret)\",\n  \"name\": \"a\",\n  \"rate\": \"NaN\"\n}";
    assert_eq!(format!("{nan:#?}"), pretty);
    assert!(written(&account()).contains(r#""keys":{"hush":"hush"}"#));
    assert_eq!(format!("{:?}", [State::Active, State::from("x")]), r#"["active", "x"]"#);
}

#[test]
fn equal_values_have_equal_json() {
    assert_eq!(account(), account());
    assert_ne!(account(), Account { key: "other".into(), ..account() });
    assert_ne!(account(), Account { name: Some(String::new()), ..account() });
    assert_ne!(Account { rate: f64::NAN, ..account() }, Account { rate: f64::NAN, ..account() });
    assert_eq!(State::Unknown("active".to_owned()), State::Active);
    assert!(State::Active < State::from("b"));
}
