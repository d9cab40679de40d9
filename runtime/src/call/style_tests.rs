//! Values in each style, as the tables of the specifications have them, and bodies of forms and parts.

use http::Method;
use serde_json::{Value, json};

use super::{Call, Style, Styled};
use crate::json::{JsonWriter, ToJson};
use crate::operation::{ErrorFields, Operation};
use crate::types::File;

static OPERATION: Operation = Operation {
    id: "Things_Get",
    method: Method::GET,
    path: "/things/{color}",
    accept: None,
    security: &[],
    request_id: None,
    error: ErrorFields { code: &[], message: &[] },
};

fn styled(style: Style, explode: bool) -> Styled {
    Styled { style, explode, reserved: false }
}

fn built(build: impl FnOnce(&mut Call)) -> Result<Call, String> {
    let mut call = Call::new(&OPERATION);
    build(&mut call);
    call.finish().map_err(|error| error.to_string())
}

fn segment(value: &Value, style: Style, explode: bool) -> String {
    built(|call| call.segment_value("color", value, styled(style, explode))).expect("a path").path
}

fn query(value: &Value, style: Style, explode: bool) -> String {
    built(|call| call.query_value("color", value, styled(style, explode))).expect("a query").query
}

/// OAS 3.0.4, "Style Examples"; RFC 6570 section 1.2.
#[test]
fn path_values_are_those_of_the_table() {
    let (blue, list) = (json!("blue"), json!(["blue", "black", "brown"]));
    let object = json!({"B": 150, "G": 200, "R": 100});
    for (style, explode, of_text, of_list, of_object) in [
        (Style::Simple, false, "blue", "blue,black,brown", "B,150,G,200,R,100"),
        (Style::Simple, true, "blue", "blue,black,brown", "B=150,G=200,R=100"),
        (Style::Label, false, ".blue", ".blue,black,brown", ".B,150,G,200,R,100"),
        (Style::Label, true, ".blue", ".blue.black.brown", ".B=150.G=200.R=100"),
        (Style::Matrix, false, ";color=blue", ";color=blue,black,brown", ";color=B,150,G,200,R,100"),
        (Style::Matrix, true, ";color=blue", ";color=blue;color=black;color=brown", ";B=150;G=200;R=100"),
    ] {
        assert_eq!(segment(&blue, style, explode), of_text);
        assert_eq!(segment(&list, style, explode), of_list);
        assert_eq!(segment(&object, style, explode), of_object);
    }
    assert_eq!(segment(&json!(""), Style::Matrix, false), ";color");
    assert_eq!(segment(&json!("a/b;c"), Style::Label, false), ".a%2Fb%3Bc");
    assert!(built(|call| call.segment_value("color", &json!([]), styled(Style::Simple, false))).is_err());
}

#[test]
fn query_values_are_those_of_the_table() {
    let list = json!(["blue", "black", "brown"]);
    let object = json!({"B": 150, "G": 200, "R": 100});
    for (style, explode, of_list, of_object) in [
        (Style::Form, false, "color=blue,black,brown", "color=B,150,G,200,R,100"),
        (Style::Form, true, "color=blue&color=black&color=brown", "B=150&G=200&R=100"),
        (Style::SpaceDelimited, false, "color=blue%20black%20brown", "color=B%20150%20G%20200%20R%20100"),
        (Style::PipeDelimited, false, "color=blue%7Cblack%7Cbrown", "color=B%7C150%7CG%7C200%7CR%7C100"),
        (
            Style::DeepObject,
            true,
            "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
            "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
        ),
    ] {
        assert_eq!(query(&list, style, explode), of_list);
        assert_eq!(query(&object, style, explode), of_object);
    }
    assert_eq!(query(&json!(""), Style::Form, true), "color=");
    assert_eq!(
        query(&json!({"a": {"b": [1, true]}}), Style::DeepObject, true),
        "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=true"
    );
    assert_eq!(query(&json!({"a": 1}), Style::Json, false), "color=%7B%22a%22%3A1%7D");
    // Data stays data, in names too.
    assert_eq!(query(&json!({"a&b": "c=d"}), Style::Form, true), "a%26b=c%3Dd");
}

#[test]
fn reserved_characters_stay_where_they_are_allowed() {
    let reserved = Styled { reserved: true, ..styled(Style::Form, true) };
    let call = built(|call| call.query_value("path", &json!("/a?b=c&d#e %2F%"), reserved)).expect("a query");
    assert_eq!(call.query, "path=/a?b=c&d%23e%20%2F%25");
}

#[test]
fn headers_and_cookies_take_values_apart() {
    let object = json!({"a": 1, "b": "x"});
    let header = |explode| {
        let call = built(|call| call.header_value("x-filter", &object, styled(Style::Simple, explode)));
        call.expect("a header").headers["x-filter"].to_str().expect("text").to_owned()
    };
    assert_eq!((header(false), header(true)), ("a,1,b,x".to_owned(), "a=1,b=x".to_owned()));
    let cookie = |value: &Value, explode| {
        let call = built(|call| call.cookie_value("c", value, styled(Style::Form, explode)));
        call.expect("a cookie").headers["cookie"].to_str().expect("text").to_owned()
    };
    assert_eq!(cookie(&object, true), "a=1; b=x");
    assert_eq!(cookie(&json!([1, 2]), true), "c=1; c=2");
    assert_eq!(cookie(&json!([1, 2]), false), "c=1,2");
    let split = built(|call| call.header_value("x-filter", &json!({"a": "b\r\nc: d"}), styled(Style::Simple, true)));
    assert!(split.is_err());
}

fn body(call: Result<Call, String>) -> String {
    let bytes = call.expect("a call").body.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn forms_have_an_entry_for_each_member() {
    let value =
        json!({"name": "a b&c", "tags": ["x", "y"], "address": {"city": "Ulm"}, "none": null, "meta": {"k": "v"}});
    let styles = [("meta", styled(Style::DeepObject, true))];
    let form = body(built(|call| call.form("application/x-www-form-urlencoded", &value, &styles)));
    assert_eq!(form, "address=%7B%22city%22%3A%22Ulm%22%7D&meta%5Bk%5D=v&name=a%20b%26c&none=&tags=x&tags=y");
    assert!(built(|call| call.form("application/x-www-form-urlencoded", &json!([1]), &[])).is_err());
}

struct Upload {
    file: File,
    pictures: Vec<File>,
    note: String,
    about: Value,
}

impl ToJson for Upload {
    fn to_json(&self, json: &mut JsonWriter) {
        json.begin_object();
        json.fields(&[
            ("about", &self.about),
            ("file", &self.file),
            ("note", &self.note),
            ("pictures", &self.pictures),
        ]);
        json.end_object();
    }
}

#[test]
fn parts_are_texts_objects_and_files() {
    let upload = Upload {
        file: File::new(vec![0, 255]).named("a\"\r\nX: y.bin"),
        pictures: vec![File::new("one").typed("image/gif"), File::from("two")],
        note: "a note".to_owned(),
        about: json!({"author": "me"}),
    };
    let call =
        built(|call| call.multipart("multipart/form-data", &upload, &[("pictures", "image/png")])).expect("a call");
    let media_type = call.headers["content-type"].to_str().expect("text").to_owned();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    let text = String::from_utf8_lossy(call.body.as_deref().expect("a body")).into_owned();
    let parts: Vec<&str> = text.split(&format!("--{boundary}")).collect();
    let expected = [
        "",
        "\r\nContent-Disposition: form-data; name=\"about\"\r\nContent-Type: application/json\r\n\r\n{\"author\":\"me\"}\r\n",
        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22%0D%0AX: y.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n\0\u{fffd}\r\n",
        "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\na note\r\n",
        "\r\nContent-Disposition: form-data; name=\"pictures\"\r\nContent-Type: image/gif\r\n\r\none\r\n",
        "\r\nContent-Disposition: form-data; name=\"pictures\"\r\nContent-Type: image/png\r\n\r\ntwo\r\n",
        "--\r\n",
    ];
    assert_eq!(parts, expected);
    // Out of a body of parts, a file is its text.
    assert_eq!(crate::json::to_vec(&File::from("x")).expect("JSON"), b"\"x\"");
}

#[test]
fn what_is_encoded_already_stays_and_ends_nothing() {
    let reserved = Styled { style: Style::Simple, explode: false, reserved: true };
    let path = |text: &str| built(|call| call.segment_value("color", &json!(text), reserved)).map(|call| call.path);
    assert_eq!(path("a/b%20c?d#e f").as_deref(), Ok("a/b%20c%3Fd%23e%20f"));
    assert!(path("a/../b").is_err());
    let query = Styled { style: Style::Form, ..reserved };
    let query = built(|call| call.query_value("q", &json!("1&r=2%26#"), query)).map(|call| call.query);
    assert_eq!(query.as_deref(), Ok("q=1&r=2%26%23"));
}

#[test]
fn a_segment_is_empty_only_where_it_may_be() {
    let path = |call: Result<Call, String>| call.map(|call| call.path);
    assert_eq!(path(built(|call| call.segment_or_empty("color", ""))).as_deref(), Ok(""));
    assert_eq!(path(built(|call| call.segment_or_empty("color", "a/b"))).as_deref(), Ok("a%2Fb"));
    assert!(built(|call| call.segment("color", "")).is_err());
}
