use http::Method;

use super::*;
use crate::client::Client;
use crate::operation::ErrorFields;

static OPERATION: Operation = Operation {
    id: "Things_Get",
    method: Method::GET,
    path: "/things/{id}",
    accept: None,
    security: &[],
    request_id: None,
    error: ErrorFields { code: &[], message: &[] },
};

fn call(build: impl FnOnce(&mut Call)) -> Result<Call, String> {
    let mut call = Call::new(&OPERATION);
    build(&mut call);
    call.finish().map_err(|error| error.to_string())
}

fn path(build: impl FnOnce(&mut Call)) -> Result<String, String> {
    call(build).map(|call| call.path)
}

fn query(build: impl FnOnce(&mut Call)) -> String {
    call(build).unwrap().query
}

#[test]
fn path_values_stay_in_their_segment() {
    let thing = |id: &'static str| {
        path(move |call| {
            call.literal("/things/");
            call.segment("id", id);
            call.literal("/stop");
        })
    };
    assert_eq!(thing("a/b"), Ok("/things/a%2Fb/stop".into()));
    assert_eq!(thing("a/../b"), Ok("/things/a%2F..%2Fb/stop".into()));
    assert_eq!(thing("..."), Ok("/things/.../stop".into()));
    assert_eq!(thing("%2e%2e"), Ok("/things/%252e%252e/stop".into()));
    for (id, message) in [
        ("", "GET /things/{id} was not sent: `id` is empty and would change the path"),
        (".", "GET /things/{id} was not sent: `id` makes a path segment of dots only, which would change the path"),
        ("..", "GET /things/{id} was not sent: `id` makes a path segment of dots only, which would change the path"),
    ] {
        assert_eq!(thing(id), Err(message.into()));
    }
}

#[test]
fn parameters_can_be_a_part_of_a_segment() {
    let file = path(|call| {
        call.literal("/");
        call.segment("name", "..");
        call.literal(".json");
    });
    assert_eq!(file, Ok("/...json".into()));
    let dots = path(|call| {
        call.literal("/");
        call.segment("a", ".");
        call.segment("b", ".");
    });
    assert!(dots.unwrap_err().contains("`a` makes"));
    let list = path(|call| {
        call.literal("/");
        call.segment_list("ids", &vec!["a,b", "c"]);
    });
    assert_eq!(list, Ok("/a%2Cb,c".into()));
    assert!(path(|call| call.segment_list("ids", &Vec::<i32>::new())).unwrap_err().contains("`ids` is empty"));
}

#[test]
fn query_values_are_encoded() {
    let text = query(|call| {
        call.query("api-version", "2024-07-01.20.0");
        call.query("$filter", "a eq 'b,c+d'");
        call.query("force", &false);
        call.query("n&m", &30);
        call.query("empty", "");
    });
    assert_eq!(text, "api-version=2024-07-01.20.0&$filter=a%20eq%20%27b%2Cc%2Bd%27&force=false&n%26m=30&empty=");
}

#[test]
fn query_lists_follow_their_style() {
    let list = |items: &[&str], style| query(|call| call.query_list("n", items, style));
    let items = ["a b", "c,d"];
    assert_eq!(list(&items, ListStyle::Form { explode: true }), "n=a%20b&n=c%2Cd");
    assert_eq!(list(&items, ListStyle::Form { explode: false }), "n=a%20b,c%2Cd");
    assert_eq!(list(&items, ListStyle::SpaceDelimited), "n=a%20b%20c%2Cd");
    assert_eq!(list(&items, ListStyle::PipeDelimited), "n=a%20b%7Cc%2Cd");
    assert_eq!(list(&[], ListStyle::Form { explode: true }), "");
    assert_eq!(list(&[], ListStyle::Form { explode: false }), "n=");
}

#[test]
fn header_values_cannot_split_a_header() {
    let header = |value: &'static str| {
        call(move |call| call.header("X-A", value)).map(|call| call.headers["x-a"].to_str().unwrap().to_owned())
    };
    for value in ["", "a", "a\tb", "\"0x8D\"", "W/\"a b\", *"] {
        assert_eq!(header(value), Ok(value.into()));
    }
    for value in ["a\r\nB: c", "a\nb", "a\0", "a\x7f", "é", "\u{2028}"] {
        let message = "GET /things/{id} was not sent: `X-A` has a character that a header cannot carry";
        assert_eq!(header(value), Err(message.into()), "{value:?}");
    }
    for value in [" a", "a ", "\ta"] {
        assert!(header(value).unwrap_err().ends_with("has white space around its value, which a header loses"));
    }
    assert!(call(|call| call.header("X A", "a")).unwrap_err().contains("`X A` is not a legal header name"));
}

#[test]
fn header_lists_are_joined_by_commas() {
    let call_1 = call(|call| call.header_list("X-A", &vec![1, 2])).unwrap();
    assert_eq!(call_1.headers["x-a"], "1,2");
    assert!(call(|call| call.header_list("X-A", &vec!["a,b"])).unwrap_err().contains("an item with a comma"));
}

#[test]
fn a_missing_id_is_made_up() {
    let id = |given: Option<&str>| call(|call| call.header_or_uuid("id", given)).unwrap().headers["id"].clone();
    assert_eq!(id(Some("mine")), "mine");
    let made: uuid::Uuid = id(None).to_str().unwrap().parse().unwrap();
    assert_eq!(made.get_version_num(), 4);
}

#[test]
fn cookies_share_one_header() {
    let call_1 = call(|call| {
        call.cookie("a", "x; b=y");
        call.cookie_list("n", &vec![1, 2], ListStyle::Form { explode: true });
        call.cookie_list("m", &vec![1, 2], ListStyle::Form { explode: false });
    });
    assert_eq!(call_1.unwrap().headers["cookie"], "a=x%3B%20b%3Dy; n=1; n=2; m=1,2");
    assert!(call(|call| call.cookie("a;b", "x")).unwrap_err().contains("is not a legal cookie name"));
}

#[test]
fn bodies_set_their_media_type() {
    let json = call(|call| call.json("application/json; odata=minimalmetadata", &Some(5))).unwrap();
    assert_eq!(json.headers["content-type"], "application/json; odata=minimalmetadata");
    assert_eq!(json.body.as_deref(), Some(&b"5"[..]));
    let text = call(|call| call.text("text/plain", "é")).unwrap();
    assert_eq!(text.body.as_deref(), Some("é".as_bytes()));
    let error = call(|call| call.json("application/json", &vec![1.0, f64::NAN])).unwrap_err();
    assert_eq!(error, "GET /things/{id} was not sent: `body` cannot be written as JSON: $[1]: JSON has no number NaN");
}

#[test]
fn the_first_fault_counts() {
    let error = call(|call| {
        call.segment("first", "");
        call.header("second", "\n");
    });
    assert!(error.unwrap_err().contains("`first`"));
}

#[test]
fn option_values_do_not_show() {
    let options = CallOptions::new().header("X-Key", "hush").timeout(std::time::Duration::from_secs(1));
    assert_eq!(
        format!("{options:?}"),
        "CallOptions { timeout: After(1s), attempt_timeout: Inherited, retry: None, repeatable: false, \
         headers: [\"x-key\"] }"
    );
    let error = CallOptions::new().header("X-Key", "hu\nsh").apply(&mut HeaderMap::new()).unwrap_err();
    assert_eq!(error.to_string(), "header `X-Key` has a character that a header cannot carry");
}

#[test]
fn people_see_the_parameters_and_no_secrets() {
    let client = Client::builder("https://things.example").unwrap().transport(crate::MockTransport::new());
    let client = client.build().unwrap();
    let mut call = Call::of(&OPERATION, View::Debug);
    call.literal("/things/");
    call.segment("id", "a/b");
    call.query_list("tag", &vec!["x", "y"], ListStyle::Form { explode: true });
    call.queries(&[("limit", &Some(5)), ("after", &None::<String>)]);
    call.headers(&[("X-Key", &Some(crate::Secret::from("hush")))]);
    call.header_list("X-Keys", &vec![crate::Secret::from("hush")]);
    call.header_or_uuid::<str>("X-Request", None);
    call.cookie("session", &crate::Secret::from("hush"));
    call.header_value("X-Settings", &crate::Redacted("hush"), Styled::FORM);
    call.cookie_value("settings", &vec![crate::Redacted("hush")], Styled::FORM);
    call.json("application/json", &crate::Redacted("hush"));

    struct Request<'c>(&'c Client, &'c Call);
    impl std::fmt::Debug for Request<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            debug_request("Get", self.0, self.1, &CallOptions::new().header("X-Trace", "hush"), f)
        }
    }
    let shown = format!("{:?}", Request(&client, &call));
    assert!(
        shown.starts_with(
            r#"Get { client: Client { endpoint: "https://things.example", .. }, id: "a/b", tag: ["x", "y"], limit: "5", "#
        ),
        "{shown}"
    );
    let rest = r#"X-Key: (secret), X-Keys: (secret), session: (secret), X-Settings: "(secret)", settings: ["(secret)"], body: "(secret)", options: CallOptions { "#;
    assert!(shown.contains(rest) && shown.contains("x-trace"), "{shown}");
    assert_eq!(shown.matches("hush").count(), 0, "{shown}");
}

#[test]
fn people_see_bodies() {
    let body = |put: &dyn Fn(&mut Call)| {
        let mut call = Call::of(&OPERATION, View::Debug);
        put(&mut call);
        let shown = call.shown.unwrap();
        format!("{:?}", shown.last().unwrap())
    };
    assert_eq!(body(&|call| call.json("application/json", &vec![1, 2])), r#"("body", [1,2])"#);
    assert_eq!(body(&|call| call.text("text/plain", "a \"b\"")), r#"("body", "a \"b\"")"#);
    assert_eq!(body(&|call| call.bytes("application/octet-stream", "1234")), r#"("body", (4 bytes))"#);
    assert!(call(|call| call.query("a", "b")).unwrap().shown.is_none(), "what is sent has no notes");
}
