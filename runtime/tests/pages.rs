//! Lists in pages, over the mock transport.

mod common;

use bindery_runtime as rt;
use common::{OPEN, SECURE};
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _};
use rt::{CallOptions, Error};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
type Pages = rt::Pages<List, Headers, String>;

#[derive(Debug)]
struct List {
    link: Option<String>,
    items: Vec<i32>,
}

impl rt::FromJson for List {
    fn from_json(json: &mut rt::JsonReader<'_>) -> std::result::Result<Self, rt::DecodeError> {
        let (mut link, mut items) = (None, None);
        json.object(&mut [("next", &mut link), ("value", &mut items)])?;
        Ok(Self { link, items: items.unwrap_or_default() })
    }
}

impl rt::Page for List {
    type Item = i32;

    fn next_link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    fn into_items(self) -> Vec<i32> {
        self.items
    }
}

#[derive(Debug, Default)]
struct Headers {
    request_id: Option<i32>,
}

impl rt::FromHeaders for Headers {
    fn from_headers(headers: &rt::http::HeaderMap) -> std::result::Result<Self, rt::HeaderError> {
        let mut out = Self::default();
        rt::read_headers(headers, &mut [("request-id", &mut out.request_id)])?;
        Ok(out)
    }
}

fn read(answer: rt::Answer) -> std::result::Result<rt::Response<List, Headers>, Error<String>> {
    match answer.status().as_u16() {
        200 => Ok(answer.json()?),
        _ => Err(answer.json_error()),
    }
}

fn client(mock: &rt::MockTransport) -> Result<rt::Client> {
    let credential = rt::ApiKey::header("X-Key", "hush");
    Ok(rt::Client::builder("https://h/api")?.credential(credential).transport(mock.clone()).build()?)
}

fn call(operation: &'static rt::Operation) -> rt::Call {
    let mut call = rt::Call::new(operation);
    call.literal("/jobs");
    call.version("v", "2");
    call.query("$filter", "a b");
    call.header("If-None-Match", "\"1\"");
    call.header("X-Page", "5");
    call.header_or_uuid::<str>("id", None);
    call
}

fn pages(mock: &rt::MockTransport) -> Result<Pages> {
    Ok(Pages::new(
        &client(mock)?,
        call(&SECURE),
        &CallOptions::new().header("if-match", "*").header("X-Extra", "1"),
        read,
    ))
}

/// Answers with pages that have these links and one item each, 1 and so on.
fn linked(links: &[&str]) -> rt::MockTransport {
    let mock = rt::MockTransport::new();
    for (index, link) in links.iter().enumerate() {
        mock.respond(200, &[], format!(r#"{{"next": "{link}", "value": [{}]}}"#, index + 1));
    }
    mock
}

fn urls(mock: &rt::MockTransport) -> Vec<String> {
    mock.requests().iter().map(|request| request.uri().to_string()).collect()
}

#[tokio::test]
async fn pages_come_until_there_is_no_link() -> Result {
    for end in [r#"{"value": [3]}"#, r#"{"next": null, "value": [3]}"#, r#"{"next": "", "value": [3]}"#] {
        let mock = linked(&["https://h/api/jobs?t=1"]);
        mock.respond(200, &[], r#"{"next": "https://h/api/jobs?t=2"}"#).respond(200, &[("request-id", "7")], end);
        let mut pages = pages(&mock)?;
        assert_eq!(pages.next_link(), None);
        assert_eq!(pages.next().await.ok_or("no page")??.items, [1]);
        assert_eq!(pages.next_link(), Some("https://h/api/jobs?t=1"));
        assert!(pages.next().await.ok_or("no page")??.items.is_empty());
        assert_eq!(pages.next_link(), Some("https://h/api/jobs?t=2"));
        let last = pages.next().await.ok_or("no page")??;
        assert_eq!((last.headers().request_id, pages.next_link()), (Some(7), None));
        assert!(pages.next().await.is_none() && pages.next().await.is_none());
        assert_eq!(mock.requests().len(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn items_do_not_show_where_a_page_ends() -> Result {
    let answers = || {
        let mock = linked(&["?t=1", "?t=2", ""]);
        mock.respond(200, &[], "{}");
        mock
    };
    assert_eq!(pages(&answers())?.items().try_collect().await?, [1, 2, 3]);
    assert_eq!(pages(&answers())?.items().map(|item| item.unwrap() * 2).collect::<Vec<_>>().await, [2, 4, 6]);
    assert_eq!(pages(&answers())?.map_ok(|page| page.items.len()).try_collect::<Vec<_>>().await?, [1, 1, 1]);
    let mock = answers();
    let mut items = pages(&mock)?.items();
    assert_eq!(items.next().await.transpose()?, Some(1));
    assert_eq!(mock.requests().len(), 1, "the second page is not needed yet");
    Ok(())
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() -> Result {
    let mock = linked(&[""]);
    let unpolled = pages(&mock)?;
    let _items = pages(&mock)?.items();
    assert!(mock.requests().is_empty());
    assert!(!format!("{unpolled:?}").contains("hush"));
    Ok(())
}

#[tokio::test]
async fn only_the_version_goes_along_in_the_query() -> Result {
    for (link, url) in [
        ("https://h/api/jobs?$skiptoken=a%2fb+'c'&x", "https://h/api/jobs?$skiptoken=a%2fb+'c'&x&v=2"),
        ("https://h:443/elsewhere?v=1&t=1#top", "https://h/elsewhere?v=2&t=1"),
        ("/jobs/more?t=1&V=1&v=3", "https://h/jobs/more?t=1&v=2"),
        ("more", "https://h/api/more?v=2"),
        ("?t=a b", "https://h/api/jobs?t=a%20b&v=2"),
    ] {
        let mock = linked(&[link, ""]);
        assert_eq!(pages(&mock)?.items().try_collect().await?, [1, 2]);
        assert_eq!(urls(&mock), ["https://h/api/jobs?v=2&$filter=a%20b", url]);
    }
    Ok(())
}

#[tokio::test]
async fn links_are_relative_to_the_page_they_come_from() -> Result {
    let mock = linked(&["jobs/a/1?t", "2", "../b?t", ""]);
    let mut pages = pages(&mock)?;
    for link in [Some("https://h/api/jobs/a/1?t"), Some("https://h/api/jobs/a/2"), Some("https://h/api/jobs/b?t"), None]
    {
        pages.next().await.ok_or("no page")??;
        assert_eq!(pages.next_link(), link);
    }
    Ok(())
}

#[tokio::test]
async fn headers_go_along_but_for_conditions() -> Result {
    let mock = linked(&["?t=1", ""]);
    pages(&mock)?.items().try_collect().await?;
    let requests = mock.requests();
    let [first, second] = &requests[..] else { panic!("not two requests") };
    assert!(first.headers().contains_key("if-match") && first.headers().contains_key("if-none-match"));
    assert!(!second.headers().contains_key("if-match") && !second.headers().contains_key("if-none-match"));
    for name in ["x-page", "x-extra", "accept", "user-agent", "x-key"] {
        assert_eq!(first.headers().get(name).ok_or(name)?, &second.headers()[name]);
    }
    assert_ne!(first.headers()["id"], second.headers()["id"]);
    let _: [rt::Uuid; 2] = [first, second].map(|request| request.headers()["id"].to_str().unwrap().parse().unwrap());

    let mock = linked(&["?t=1", ""]);
    let mut call = rt::Call::new(&SECURE);
    call.header_or_uuid("id", Some("mine"));
    Pages::new(&client(&mock)?, call, &CallOptions::new(), read).items().try_collect().await?;
    assert_eq!(mock.requests()[1].headers()["id"], "mine");
    Ok(())
}

#[tokio::test]
async fn other_origins_get_nothing() -> Result {
    for (link, origin) in [
        ("https://evil.example/jobs?sig=hush", "https://evil.example"),
        ("http://h/api/jobs", "http://h"),
        ("https://h:8443/api/jobs", "https://h:8443"),
        ("//evil.example", "https://evil.example"),
        ("https://h\\\\@evil.example/jobs", "https://evil.example"),
        ("https://h@evil.example/jobs", "https://evil.example"),
        ("https://h.evil.example", "https://h.evil.example"),
        ("data:text/plain,x", "`data:`"),
    ] {
        let mock = linked(&[link, ""]);
        let mut pages = pages(&mock)?;
        assert_eq!(pages.next().await.ok_or("no page")??.items, [1]);
        let error = pages.next().await.ok_or("no error")?.unwrap_err();
        let expected = format!(
            "GET /x was not sent: the link to the next page leads to {origin}, and the client is one of https://h"
        );
        assert_eq!(error.to_string(), expected);
        assert!(matches!(error, Error::InvalidRequest(_)) && !error.may_have_been_sent());
        assert!(pages.next().await.is_none());
        assert_eq!(mock.requests().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn links_to_nowhere_are_refused() -> Result {
    for (link, problem) in [
        ("https://", "has no host"),
        ("https:\\\\\\\\evil.example", "has no host"),
        ("http://[::1", "is not a URL"),
        (
            "https://bücher.example",
            "has a host that is not ASCII; write it in punycode, such as `xn--bcher-kva.example`",
        ),
    ] {
        let mock = linked(&[link, ""]);
        let error = pages(&mock)?.items().try_collect().await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /x was not sent: the link to the next page {problem}"));
        assert_eq!(mock.requests().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_leads_to_itself_is_an_error() -> Result {
    for again in ["?t=1", "?t=1&v=9", "https://h:443/api/jobs?t=1#top"] {
        let mock = linked(&["?t=1", again, ""]);
        let mut items = pages(&mock)?.items();
        assert_eq!((items.next().await.transpose()?, items.next().await.transpose()?), (Some(1), Some(2)));
        let error = items.next().await.ok_or("no error")?.unwrap_err();
        assert_eq!(error.to_string(), "GET /x was not sent: the link to the next page leads to the same page again");
        assert!(items.next().await.is_none());
    }
    let mock = linked(&["https://h/api/jobs?v=2&$filter=a%20b", ""]);
    assert!(pages(&mock)?.items().try_collect().await.is_err(), "the first page to itself");
    let mock = linked(&["?t=1", "?t=2", "?t=1", "?t=2", ""]);
    assert_eq!(pages(&mock)?.items().try_collect().await?.len(), 5, "pages may come again");
    Ok(())
}

#[tokio::test]
async fn a_stored_link_goes_on_where_it_was_left() -> Result {
    let mock = linked(&["https://h/api/jobs?t=1"]);
    let mut first = pages(&mock)?;
    first.next().await.ok_or("no page")??;
    let link = first.next_link().ok_or("no link")?.to_owned();

    let mock = linked(&["?t=2", ""]);
    let mut resumed = pages(&mock)?.resume(link.clone());
    assert_eq!(resumed.next_link(), Some(&*link));
    while let Some(page) = resumed.next().await {
        page?;
    }
    assert_eq!(urls(&mock), ["https://h/api/jobs?t=1&v=2", "https://h/api/jobs?t=2&v=2"]);
    assert!(!mock.requests()[0].headers().contains_key("if-match"));
    assert!(pages(&mock)?.resume(" ").next().await.is_none());
    let foreign = pages(&mock)?.resume("https://evil.example/").next().await.ok_or("no error")?;
    assert!(matches!(foreign, Err(Error::InvalidRequest(_))));
    assert_eq!(mock.requests().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_page_that_failed_is_asked_for_again() -> Result {
    let mock = linked(&["?t=1"]);
    mock.respond(403, &[], "\"no\"").respond(200, &[], "{").respond(200, &[("request-id", "x")], "{}");
    mock.respond(200, &[], r#"{"value": [2]}"#);
    let mut items = pages(&mock)?.items();
    assert_eq!(items.next().await.transpose()?, Some(1));
    assert!(matches!(items.next().await, Some(Err(Error::Service(e))) if e.body().is_some_and(|body| body == "no")));
    assert!(matches!(items.next().await, Some(Err(Error::Undecodable(_)))));
    assert!(matches!(items.next().await, Some(Err(Error::Undecodable(_)))));
    assert_eq!(items.next().await.transpose()?, Some(2));
    assert!(items.next().await.is_none());
    assert!(urls(&mock)[1..].iter().all(|url| url == "https://h/api/jobs?t=1&v=2"));

    let mock = rt::MockTransport::new();
    mock.respond(403, &[], "").respond(200, &[], r#"{"value": [1]}"#);
    let mut first = pages(&mock)?;
    assert!(first.next().await.ok_or("no error")?.is_err());
    assert_eq!(first.next().await.ok_or("no page")??.items, [1]);
    let ids: Vec<_> = mock.requests().iter().map(|request| request.headers()["id"].clone()).collect();
    assert_ne!(ids[0], ids[1]);
    assert!(mock.requests()[1].headers().contains_key("if-match"));
    Ok(())
}

#[tokio::test]
async fn each_page_is_a_call_with_attempts_of_its_own() -> Result {
    let mock = rt::MockTransport::new();
    for page in ["https://h/?t=1", ""] {
        mock.respond(503, &[], "").respond(429, &[("retry-after", "7")], "");
        mock.respond(200, &[], format!(r#"{{"next": "{page}", "value": [1]}}"#));
    }
    assert_eq!(pages(&mock)?.items().try_collect().await?, [1, 1]);
    let ids: Vec<_> = mock.requests().iter().map(|request| request.headers()["id"].clone()).collect();
    assert_eq!((&ids[0], &ids[3]), (&ids[2], &ids[5]));
    assert_eq!(mock.slept().iter().filter(|slept| slept.as_secs() == 7).count(), 2);
    Ok(())
}

#[tokio::test]
async fn a_call_that_cannot_be_written_down_ends_it() -> Result {
    let mock = linked(&[""]);
    let mut call = call(&OPEN);
    call.header("X-A", "a\nb");
    let mut pages = Pages::new(&client(&mock)?, call, &CallOptions::new(), read);
    assert!(matches!(pages.next().await, Some(Err(Error::InvalidRequest(_)))));
    assert!(pages.next().await.is_none());
    assert!(mock.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_dropped_future_loses_nothing() -> Result {
    let (sender, receiver) = tokio::sync::oneshot::channel::<()>();
    let mock = rt::MockTransport::new();
    let body = futures_util::stream::once(async move {
        let _ = receiver.await;
        Ok(rt::http_body::Frame::data(rt::Bytes::from_static(br#"{"value": [1]}"#)))
    });
    mock.respond_with(rt::http::Response::new(rt::Body::stream(http_body_util::StreamBody::new(body))));
    let mut pages = pages(&mock)?;
    assert!(pages.next().now_or_never().is_none());
    sender.send(()).map_err(|()| "nobody waits")?;
    assert_eq!(pages.next().await.ok_or("no page")??.items, [1]);
    assert_eq!(mock.requests().len(), 1);
    Ok(())
}

#[test]
fn streams_can_be_sent_and_moved() -> Result {
    fn sendable<T: Send + Unpin + 'static>(_: &T) {}
    let mock = linked(&[""]);
    sendable(&pages(&mock)?);
    sendable(&pages(&mock)?.items());
    sendable(&Box::pin(pages(&mock)?.items().try_collect()));
    Ok(())
}
