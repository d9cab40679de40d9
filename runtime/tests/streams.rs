//! Bodies as they come, over the mock transport.

mod common;

use std::task::Poll;
use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, POST, call, client};
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, stream};
use http_body_util::StreamBody;
use rt::http_body::Frame;
use rt::{ByteStream, Bytes, CallOptions, Failure, TransportError, TransportErrorKind};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
type Piece = std::result::Result<Frame<Bytes>, TransportError>;

fn data(text: &'static str) -> Piece {
    Ok(Frame::data(Bytes::from_static(text.as_bytes())))
}

fn broken() -> Piece {
    Err(TransportError::new(TransportErrorKind::Receive, "reset"))
}

fn body(pieces: Vec<Piece>) -> rt::Body {
    rt::Body::stream(StreamBody::new(stream::iter(pieces)))
}

/// Opens a 200 with that `Content-Length`, if any, and body.
async fn open(length: Option<&str>, body: rt::Body) -> Result<ByteStream> {
    let mock = rt::MockTransport::new();
    let mut response = rt::http::Response::builder().header("request-id", "7");
    if let Some(length) = length {
        response = response.header("content-length", length);
    }
    mock.respond_with(response.body(body)?);
    let answer = client(&mock)?.open(call(&OPEN), &CallOptions::new()).await?;
    Ok(answer.stream::<()>()?.into_body())
}

#[tokio::test]
async fn pieces_come_as_they_are() -> Result {
    let pieces = || body(vec![data("ab"), data(""), data("c"), Ok(Frame::trailers(rt::http::HeaderMap::new()))]);
    let mut stream = open(Some("3"), pieces()).await?;
    assert_eq!(stream.content_length(), Some(3));
    assert_eq!(stream.chunk().await.transpose()?.as_deref(), Some(&b"ab"[..]));
    assert_eq!(
        format!("{stream:?}"),
        "ByteStream { target: GET /x (X), status: 200, content_length: Some(3), received: 2, .. }"
    );
    assert_eq!(stream.chunk().await.transpose()?.as_deref(), Some(&b"c"[..]));
    assert!(stream.chunk().await.is_none() && stream.chunk().await.is_none());

    let stream = open(None, pieces()).await?;
    assert_eq!(stream.content_length(), None);
    assert_eq!(stream.map_ok(|piece| piece.len()).try_collect::<Vec<_>>().await?, [2, 1]);
    assert_eq!(open(None, rt::Body::from(Bytes::from_static(b"abc"))).await?.content_length(), Some(3));
    Ok(())
}

#[tokio::test]
async fn what_is_collected_is_limited() -> Result {
    let pieces = || body(vec![data("ab"), data("cd")]);
    for length in [None, Some("4")] {
        assert_eq!(open(length, pieces()).await?.collect(4).await?, "abcd");
        let failure = open(length, pieces()).await?.collect(3).await.unwrap_err();
        assert!(
            matches!(&failure, Failure::Undecodable(e)
                if matches!(e.reason(), rt::UndecodableReason::TooLarge { limit: 3 }) && e.request_id() == Some("7")),
            "{failure:?}"
        );
    }
    let mut stream = open(Some("4"), pieces()).await?;
    stream.chunk().await.transpose()?;
    assert_eq!(stream.collect(2).await?, "cd");
    assert_eq!(open(Some("0"), rt::Body::empty()).await?.collect(0).await?, "");
    Ok(())
}

#[tokio::test]
async fn a_body_that_breaks_off_says_how_much_came() -> Result {
    for (length, pieces, cause) in [
        (None, vec![data("ab"), data("c"), broken()], "reset"),
        (Some("4"), vec![data("ab"), data("c")], "the body is shorter than its Content-Length"),
    ] {
        let mut stream = open(length, body(pieces)).await?;
        assert!(stream.next().await.is_some_and(|piece| piece.is_ok()));
        assert!(stream.next().await.is_some_and(|piece| piece.is_ok()));
        let Some(Err(Failure::Transport(error))) = stream.next().await else { panic!("no failure") };
        assert_eq!((error.received_bytes(), error.kind()), (3, TransportErrorKind::Receive));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!(error.headers().ok_or("no headers")?["request-id"], "7");
        assert_eq!(error.to_string(), "GET /x was answered 200 OK, but not to the end (request id 7)");
        assert!(format!("{error:?}").contains(cause), "{error:?}");
        assert!(stream.next().await.is_none());
    }
    let collected = open(None, body(vec![data("ab"), broken()])).await?.collect(10).await;
    assert!(matches!(collected, Err(Failure::Transport(e)) if e.received_bytes() == 2));
    Ok(())
}

#[tokio::test]
async fn nothing_is_read_unasked() -> Result {
    let (sender, receiver) = std::sync::mpsc::channel();
    let pieces = stream::iter(0..3).map(move |piece| {
        sender.send(piece).map_err(|error| TransportError::new(TransportErrorKind::Receive, error))?;
        data("ab")
    });
    let mut stream = open(None, rt::Body::stream(StreamBody::new(pieces))).await?;
    assert_eq!(receiver.try_iter().count(), 0);
    stream.chunk().await.transpose()?;
    assert_eq!(receiver.try_iter().count(), 1);
    stream.chunk().await.transpose()?;
    assert_eq!(receiver.try_iter().count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_dropped_future_loses_nothing() -> Result {
    let mut first = true;
    let pieces = stream::poll_fn(move |cx| {
        cx.waker().wake_by_ref();
        if std::mem::take(&mut first) { Poll::Pending } else { Poll::Ready(Some(data("ab"))) }
    });
    let mut stream = open(None, rt::Body::stream(StreamBody::new(pieces))).await?;
    assert!(stream.chunk().now_or_never().is_none());
    assert_eq!(stream.chunk().await.transpose()?.as_deref(), Some(&b"ab"[..]));
    Ok(())
}

#[tokio::test]
async fn time_counts_only_while_nothing_comes() -> Result {
    let (second, third) = (Duration::from_secs(2), Duration::from_secs(3));
    for (options, idle, limit) in [
        (CallOptions::new(), None, Duration::from_secs(100)),
        (CallOptions::new().timeout(second), None, second),
        (CallOptions::new().timeout(second), Some(third), third),
    ] {
        let mock = rt::MockTransport::new();
        let pieces = stream::iter([data("ab"), data("cd")]).chain(stream::pending());
        mock.respond_with(rt::http::Response::new(rt::Body::stream(StreamBody::new(pieces))));
        let answer = client(&mock)?.open(call(&OPEN), &options).await?;
        let mut stream = answer.stream::<()>()?.into_body();
        if idle.is_some() {
            stream = stream.idle_limit(idle);
        }
        for _ in 0..2 {
            mock.advance(limit * 2);
            assert!(stream.chunk().await.is_some_and(|piece| piece.is_ok()));
        }
        assert!(stream.chunk().now_or_never().is_none());
        mock.advance(limit - Duration::from_nanos(1));
        assert!(stream.chunk().now_or_never().is_none());
        mock.advance(Duration::from_nanos(1));
        let Some(Err(Failure::Timeout(error))) = stream.chunk().await else { panic!("no timeout") };
        assert_eq!((error.limit(), error.received_bytes()), (limit, 4));
        assert_eq!(error.to_string(), format!("GET /x was answered 200 OK, but then nothing came within {limit:?}"));
        assert!(stream.chunk().await.is_none());
    }
    Ok(())
}

#[derive(Debug)]
struct Headers;

impl rt::FromHeaders for Headers {
    fn from_headers(headers: &rt::http::HeaderMap) -> std::result::Result<Self, rt::HeaderError> {
        let mut length: Option<i32> = None;
        rt::read_headers(headers, &mut [("length", &mut length)]).map(|()| Self)
    }
}

#[tokio::test]
async fn an_open_answer_can_be_all_that_an_answer_can() -> Result {
    let mock = rt::MockTransport::new();
    let client = client(&mock)?;
    mock.respond(404, &[], r#"{"code": "Gone"}"#);
    let answer = client.open(call(&POST), &CallOptions::new()).await?;
    assert_eq!(answer.status().as_u16(), 404);
    assert_eq!(answer.read().await.json_error::<rt::serde_json::Value>().code(), Some("Gone"));

    mock.respond(206, &[("length", "5")], "abc").respond(200, &[("length", "x")], "abc");
    let response = client.open(call(&OPEN), &CallOptions::new()).await?.stream::<Headers>()?;
    assert_eq!((response.status().as_u16(), response.raw_headers().len()), (206, 1));
    assert_eq!(response.into_body().collect(3).await?, "abc");
    let failure = client.open(call(&OPEN), &CallOptions::new()).await?.stream::<Headers>().unwrap_err();
    assert!(matches!(&failure, Failure::Undecodable(e) if matches!(e.reason(), rt::UndecodableReason::Header(_))));
    Ok(())
}

#[test]
fn streams_can_be_sent_and_moved() {
    fn sendable<T: Send + Unpin + 'static>() {}
    sendable::<ByteStream>();
    sendable::<rt::Response<ByteStream>>();
}
