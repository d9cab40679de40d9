//! Server-sent events and lines of JSON, over the mock transport.

mod common;

use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, call, client};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use http_body_util::StreamBody;
use rt::http_body::Frame;
use rt::{
    Bytes, CallOptions, Event, EventStream, Failure, JsonLines, MockTransport, Transport as _, TransportError,
    TransportErrorKind,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A body in pieces of so many bytes.
fn pieces(text: &str, length: usize) -> rt::Body {
    let pieces: Vec<Bytes> = text.as_bytes().chunks(length).map(Bytes::copy_from_slice).collect();
    let pieces = pieces.into_iter().map(|piece| Ok::<_, TransportError>(Frame::data(piece)));
    rt::Body::stream(StreamBody::new(stream::iter(pieces)))
}

fn respond(mock: &MockTransport, status: u16, body: rt::Body) -> Result {
    let response = rt::http::Response::builder().status(status).header("content-type", "text/event-stream");
    mock.respond_with(response.body(body)?);
    Ok(())
}

async fn texts(mock: &MockTransport) -> Result<EventStream<String>> {
    let answer = client(mock)?.open(call(&OPEN), &CallOptions::new()).await?;
    Ok(answer.text_events::<()>()?.into_body())
}

async fn numbers(text: &str) -> Result<EventStream<i64>> {
    let mock = MockTransport::new();
    respond(&mock, 200, pieces(text, 3))?;
    let answer = client(&mock)?.open(call(&OPEN), &CallOptions::new()).await?;
    Ok(answer.events::<i64, ()>()?.into_body())
}

/// Each event as `event/id/data`.
fn shown(events: &[Event<String>]) -> Vec<String> {
    events.iter().map(|event| format!("{}/{}/{}", event.event, event.id, event.data)).collect()
}

#[tokio::test]
async fn events_are_read_as_the_standard_says() -> Result {
    let cases: [(&str, &[&str]); 12] = [
        ("data: a\n\n", &["message//a"]),
        ("\u{feff}data: a\n\n", &["message//a"]),
        ("data:a\ndata: b\ndata\n\n", &["message//a\nb\n"]),
        ("data: a\r\n\r\ndata: b\r\rdata: c\n\r\n", &["message//a", "message//b", "message//c"]),
        (": comment\n\nevent: x\n\ndata: a\n\n", &["message//a"]),
        ("event: x\nid: 1\ndata: a\n\ndata: b\n\n", &["x/1/a", "message/1/b"]),
        ("id: 1\ndata: a\n\nid\ndata: b\n\n", &["message/1/a", "message//b"]),
        ("id: a\0b\ndata: a\n\n", &["message//a"]),
        ("data:  a: b\nother: x\n\n", &["message// a: b"]),
        ("data\n\n", &["message//"]),
        ("data: a\n\ndata: cut off\n", &["message//a"]),
        ("data: é👩\n\n", &["message//é👩"]),
    ];
    for (text, expected) in cases {
        for length in [1, 2, 3, 100] {
            let mock = MockTransport::new();
            respond(&mock, 200, pieces(text, length))?;
            let events: Vec<Event<String>> = texts(&mock).await?.try_collect().await?;
            assert_eq!(shown(&events), expected, "{text:?} by {length}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn data_is_of_its_type_or_kept() -> Result {
    let mut events = numbers("data: 1\n\ndata: x\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n").await?;
    assert_eq!(events.next().await.transpose()?.map(|event| event.data), Some(1));
    let failure = events.next().await.ok_or("an end")?.unwrap_err();
    assert!(
        matches!(&failure, Failure::Undecodable(response) if response.raw_body() == "x"
            && matches!(response.reason(), rt::UndecodableReason::Body { .. })),
        "{failure:?}"
    );
    assert_eq!(events.next().await.transpose()?.map(|event| event.data), Some(2));
    assert!(events.next().await.is_none() && events.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn the_stream_connects_again_where_it_was() -> Result {
    let mock = MockTransport::new();
    let broken = stream::iter([
        Ok(Frame::data(Bytes::from_static(b"retry: 20\nid: 7\ndata: a\n\ndata: half"))),
        Err(TransportError::new(TransportErrorKind::Receive, "reset")),
    ]);
    respond(&mock, 200, rt::Body::stream(StreamBody::new(broken)))?;
    respond(&mock, 200, pieces("data: b\n\n", 100))?;
    respond(&mock, 204, rt::Body::empty())?;
    let start = mock.now();
    let events: Vec<Event<String>> = texts(&mock).await?.reconnect(1).try_collect().await?;
    assert_eq!(shown(&events), ["message/7/a", "message/7/b"]);
    let ids = mock.requests().iter().map(|request| request.headers().get("last-event-id").cloned()).collect::<Vec<_>>();
    assert_eq!(ids, [None, Some("7".parse()?), Some("7".parse()?)]);
    assert_eq!(mock.now().duration_since(start), Duration::from_millis(40).try_into()?);
    Ok(())
}

#[tokio::test]
async fn connecting_again_has_an_end() -> Result {
    let mock = MockTransport::new();
    for _ in 0..3 {
        respond(&mock, 200, pieces("", 1))?;
    }
    let events: Vec<Event<String>> = texts(&mock).await?.reconnect(2).try_collect().await?;
    assert!(events.is_empty());
    assert_eq!(mock.requests().len(), 3);

    let mock = MockTransport::new();
    respond(&mock, 200, pieces("data: a\n\n", 100))?;
    respond(&mock, 404, pieces("gone", 100))?;
    let mut stream = texts(&mock).await?.reconnect(2);
    assert!(stream.next().await.is_some_and(|event| event.is_ok()));
    let failure = stream.next().await.ok_or("an end")?.unwrap_err();
    assert!(matches!(&failure, Failure::Undecodable(response) if response.status() == 404), "{failure:?}");
    assert!(stream.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn nothing_of_an_event_is_shown() -> Result {
    let stream = numbers("data: 1\n\n").await?;
    assert_eq!(format!("{stream:?}"), "EventStream { operation: \"X\", open: true, .. }");
    Ok(())
}

async fn lines(body: rt::Body) -> Result<JsonLines<i64>> {
    let mock = MockTransport::new();
    respond(&mock, 200, body)?;
    let answer = client(&mock)?.open(call(&OPEN), &CallOptions::new()).await?;
    Ok(answer.json_lines::<i64, ()>()?.into_body())
}

#[tokio::test]
async fn texts_are_read_line_by_line() -> Result {
    for text in ["1\n2\n3\n", "1\n2\n3", "1\r\n\r\n2 \n \n3\n\n", "\u{1e}1\n\u{1e}2\n\u{1e}3\n"] {
        for length in [1, 2, 100] {
            let values: Vec<i64> = lines(pieces(text, length)).await?.try_collect().await?;
            assert_eq!(values, [1, 2, 3], "{text:?} by {length}");
        }
    }
    let values = lines(pieces("1\nx\n2\ny", 2)).await?.map(|value| value.ok()).collect::<Vec<_>>().await;
    assert_eq!(values, [Some(1), None, Some(2), None]);
    Ok(())
}

#[tokio::test]
async fn lines_are_no_longer_than_responses() -> Result {
    let mock = MockTransport::new();
    respond(&mock, 200, pieces("1\n123456789\n2\n", 4))?;
    let client = rt::Client::builder("http://127.0.0.1")?.transport(mock.clone()).response_limit(6).build()?;
    let answer = client.open(call(&OPEN), &CallOptions::new()).await?;
    let mut lines = answer.json_lines::<i64, ()>()?.into_body();
    assert_eq!(lines.next().await.transpose()?, Some(1));
    let failure = lines.next().await.ok_or("an end")?.unwrap_err();
    assert!(
        matches!(&failure, Failure::Undecodable(response)
            if matches!(response.reason(), rt::UndecodableReason::TooLarge { limit: 6 })),
        "{failure:?}"
    );
    assert!(lines.next().await.is_none());
    Ok(())
}
