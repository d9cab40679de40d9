//! What is sent again, when, and how often; on a clock that takes no time.

mod common;

use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, POST, call, client, operation};
use rt::http::{Method, Response, StatusCode};
use rt::{Body, Bytes, CallOptions, Error, MockTransport, Retry, Transport as _, TransportError, TransportErrorKind};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

static METHODS: [(rt::Operation, Kind); 7] = [
    (operation(Method::GET, &[]), Kind::Safe),
    (operation(Method::HEAD, &[]), Kind::Safe),
    (operation(Method::OPTIONS, &[]), Kind::Safe),
    (operation(Method::PUT, &[]), Kind::Idempotent),
    (operation(Method::DELETE, &[]), Kind::Idempotent),
    (operation(Method::POST, &[]), Kind::Other),
    (operation(Method::PATCH, &[]), Kind::Other),
];

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Kind {
    Safe,
    Idempotent,
    Other,
}

/// The error that a call ends with.
async fn error(client: &rt::Client, operation: &'static rt::Operation, options: &CallOptions) -> Error<()> {
    match client.send(call(operation), options).await {
        Ok(answer) if answer.status().is_success() => answer.bytes::<()>().unwrap_err().into(),
        Ok(answer) => answer.untyped_error(),
        Err(failure) => failure.into(),
    }
}

fn failure(kind: TransportErrorKind) -> TransportError {
    TransportError::new(kind, "reset")
}

/// A response whose body breaks off.
fn broken(status: u16) -> Response<Body> {
    let body = http_body_util::StreamBody::new(futures_util::stream::iter([
        Ok(rt::http_body::Frame::data(Bytes::from_static(b"{"))),
        Err(failure(TransportErrorKind::Receive)),
    ]));
    let mut response = Response::new(Body::stream(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

/// How often each method is sent if all that comes is what `answer` adds: without and with the word of the caller.
async fn check(what: &str, answer: impl Fn(&MockTransport), repeated: impl Fn(Kind, bool) -> bool) -> Result {
    for (operation, kind) in &METHODS {
        for repeatable in [false, true] {
            let mock = MockTransport::new();
            (0..4).for_each(|_| answer(&mock));
            let options = CallOptions::new().repeatable(repeatable).attempt_timeout(Duration::from_secs(3));
            let error = error(&client(&mock)?, operation, &options).await;
            let attempts = if repeated(*kind, repeatable) { 4 } else { 1 };
            let place = format!("{what}: {} {repeatable}: {error:?}", operation.method);
            assert_eq!((mock.requests().len(), error.attempts()), (attempts, attempts as u32), "{place}");
            assert_eq!(error.to_string().contains("after 4 attempts)"), attempts == 4, "{place}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn statuses_decide_together_with_methods() -> Result {
    for status in [300, 304, 400, 401, 403, 404, 408, 409, 412, 429, 500, 501, 502, 503, 504, 505] {
        let answer = |mock: &MockTransport| {
            mock.respond(status, &[], "");
        };
        let repeated = |kind, repeatable| match status {
            408 | 429 => true,
            500 | 502 | 503 | 504 => repeatable || kind <= Kind::Idempotent,
            _ => false,
        };
        check(&status.to_string(), answer, repeated).await?;
    }
    Ok(())
}

#[tokio::test]
async fn failures_decide_together_with_methods() -> Result {
    let fail = |kind| {
        move |mock: &MockTransport| {
            mock.fail(failure(kind));
        }
    };
    let idempotent = |kind, repeatable| repeatable || kind <= Kind::Idempotent;
    check("refused", fail(TransportErrorKind::Refused), |_, _| false).await?;
    check("connect", fail(TransportErrorKind::Connect), |_, _| true).await?;
    check("send", fail(TransportErrorKind::Send), idempotent).await?;
    check("hang", |mock| _ = mock.hang(), idempotent).await?;
    let safe = |kind, repeatable| repeatable || kind == Kind::Safe;
    check("body", |mock| _ = mock.respond_with(broken(200)), safe).await
}

#[tokio::test]
async fn the_first_answer_that_will_do_counts() -> Result {
    let mock = MockTransport::new();
    mock.respond(503, &[], "busy").fail(failure(TransportErrorKind::Send)).respond_with(broken(200));
    mock.respond(200, &[], "done");
    let answer = client(&mock)?.send(call(&OPEN), &CallOptions::new()).await?;
    assert_eq!(answer.text::<()>()?.into_body(), "done");
    assert_eq!((mock.requests().len(), mock.slept().len()), (4, 3));
    Ok(())
}

#[tokio::test]
async fn attempts_differ_in_their_credential_only() -> Result {
    #[derive(Debug)]
    struct Dated;
    impl rt::Credential for Dated {
        fn authorize<'a>(
            &'a self,
            request: &'a mut rt::http::request::Parts,
            now: rt::jiff::Timestamp,
        ) -> rt::AuthorizeFuture<'a> {
            request.headers.append("date", rt::HttpDate::from(now).to_string().parse().unwrap());
            Box::pin(async { Ok(()) })
        }
    }
    let mock = MockTransport::new();
    mock.set_now("2024-07-01T00:00:00Z".parse()?);
    mock.respond(429, &[("retry-after", "5")], "").respond(429, &[("retry-after", "60")], "").respond(200, &[], "");
    let client = rt::Client::builder("https://h")?.credential(Dated).transport(mock.clone()).build()?;
    let mut post = call(&POST);
    post.header_or_uuid("client-request-id", None::<&str>);
    post.json("application/json", &Some(5));
    client.send(post, &CallOptions::new()).await?;
    let mut requests = mock.requests();
    let dates: Vec<_> = requests.iter_mut().filter_map(|request| request.headers_mut().remove("date")).collect();
    assert_eq!(
        dates,
        ["Mon, 01 Jul 2024 00:00:00 GMT", "Mon, 01 Jul 2024 00:00:05 GMT", "Mon, 01 Jul 2024 00:01:05 GMT"]
    );
    for request in &requests {
        assert!(request.headers().contains_key("client-request-id"));
        assert_eq!((request.uri(), request.headers()), (requests[0].uri(), requests[0].headers()));
        assert_eq!(&request.body()[..], b"5");
    }
    Ok(())
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() -> Result {
    for (name, value, seconds) in [
        ("retry-after", "7", 7.0),
        ("retry-after", "70", 70.0),
        ("retry-after", "Mon, 01 Jul 2024 00:00:09 GMT", 9.0),
        ("retry-after-ms", "1500", 1.5),
        ("x-ms-retry-after-ms", "250", 0.25),
    ] {
        let mock = MockTransport::new();
        mock.set_now("2024-07-01T00:00:00Z".parse()?);
        mock.respond(503, &[(name, value)], "").respond(200, &[], "");
        client(&mock)?.send(call(&OPEN), &CallOptions::new()).await?;
        assert_eq!(mock.slept(), [Duration::from_secs_f64(seconds)], "{name}: {value}");
    }
    for value in ["0", "Sun, 30 Jun 2024 00:00:00 GMT"] {
        let mock = MockTransport::new();
        mock.respond(503, &[("retry-after", value)], "").respond(200, &[], "");
        client(&mock)?.send(call(&OPEN), &CallOptions::new()).await?;
        assert_eq!((mock.requests().len(), mock.slept().len()), (2, 0), "{value}");
    }
    Ok(())
}

#[tokio::test]
async fn waits_double_and_are_not_all_the_same() -> Result {
    let mut first = Vec::new();
    for _ in 0..16 {
        let mock = MockTransport::new();
        (0..6).for_each(|_| _ = mock.respond(503, &[("retry-after", "soon")], ""));
        let retry = Retry::new().attempts(6).max_delay(Duration::from_secs(5));
        error(&client(&mock)?, &OPEN, &CallOptions::new().retry(retry)).await;
        for (slept, longest) in mock.slept().into_iter().zip([0.8, 1.6, 3.2, 5.0, 5.0].map(Duration::from_secs_f64)) {
            assert!((longest / 2..=longest).contains(&slept), "{slept:?} of {longest:?}");
        }
        assert_eq!(mock.slept().len(), 5);
        first.push(mock.slept()[0]);
    }
    assert!(first.iter().any(|slept| *slept != first[0]), "{first:?}");
    Ok(())
}

#[tokio::test]
async fn the_client_and_the_call_say_how_often() -> Result {
    for (of_client, of_call, attempts) in [
        (None, None, 4),
        (Some(Retry::new().attempts(2)), None, 2),
        (Some(Retry::none()), None, 1),
        (Some(Retry::none()), Some(Retry::new().attempts(3)), 3),
        (None, Some(Retry::none()), 1),
    ] {
        let mock = MockTransport::new();
        (0..4).for_each(|_| _ = mock.respond(503, &[], ""));
        let mut builder = rt::Client::builder("https://h")?.transport(mock.clone());
        let mut options = CallOptions::new();
        if let Some(retry) = of_client {
            builder = builder.retry(retry);
        }
        if let Some(retry) = of_call {
            options = options.retry(retry);
        }
        let error = error(&builder.build()?, &OPEN, &options).await;
        assert_eq!((error.attempts(), mock.requests().len()), (attempts, attempts as usize));
    }
    Ok(())
}

#[tokio::test]
async fn a_wait_that_does_not_fit_is_not_begun() -> Result {
    let mock = MockTransport::new();
    mock.respond(503, &[("retry-after", "6")], "").respond(503, &[("retry-after", "4"), ("request-id", "2")], "");
    let options = CallOptions::new().timeout(Duration::from_secs(10));
    let error_1 = error(&client(&mock)?, &OPEN, &options).await;
    assert_eq!(mock.slept(), [Duration::from_secs(6)]);
    assert_eq!(error_1.to_string(), "GET /x was answered 503 Service Unavailable (request id 2, after 2 attempts)");
    assert_eq!(error_1.retry_after(), Some(Duration::from_secs(4)));
    mock.respond(429, &[("retry-after", &u64::MAX.to_string())], "");
    assert_eq!(error(&client(&mock)?, &POST, &options).await.attempts(), 1);
    mock.respond(429, &[("retry-after", "100000")], "").respond(429, &[("retry-after", "100000")], "");
    let patient = CallOptions::new().no_timeout().retry(Retry::new().attempts(2));
    assert_eq!(error(&client(&mock)?, &POST, &patient).await.attempts(), 2);
    Ok(())
}

#[tokio::test]
async fn a_call_without_an_answer_ends_with_its_limit() -> Result {
    let mock = MockTransport::new();
    mock.fail(failure(TransportErrorKind::Connect)).hang();
    let start = mock.now();
    let options = CallOptions::new().timeout(Duration::from_secs(10)).attempt_timeout(Duration::from_secs(60));
    let error = error(&client(&mock)?, &OPEN, &options).await;
    assert_eq!(error.to_string(), "GET /x was not answered within 10s (after 2 attempts)");
    assert!(matches!(&error, Error::Timeout(e) if e.limit() == Duration::from_secs(10)));
    assert_eq!(mock.now().duration_since(start).as_secs(), 10);
    Ok(())
}

#[tokio::test]
async fn an_attempt_has_its_own_limit() -> Result {
    let mock = MockTransport::new();
    mock.hang().hang().respond(200, &[], "");
    let client =
        rt::Client::builder("https://h")?.transport(mock.clone()).attempt_timeout(Duration::from_secs(5)).build()?;
    let start = mock.now();
    client.send(call(&OPEN), &CallOptions::new()).await?;
    let waits: Duration = mock.slept().iter().sum();
    assert_eq!(Duration::try_from(mock.now().duration_since(start))?, Duration::from_secs(10) + waits);
    assert_eq!(mock.requests().len(), 3);

    mock.hang();
    let error = error(&client, &POST, &CallOptions::new().attempt_timeout(Duration::from_secs(7))).await;
    assert_eq!(error.to_string(), "POST /x was not answered within 7s");
    Ok(())
}

#[tokio::test]
async fn a_body_counts_for_the_limit_of_its_attempt() -> Result {
    let mock = MockTransport::new();
    let silent = || Response::new(Body::stream(http_body_util::StreamBody::new(futures_util::stream::pending())));
    mock.respond_with(silent()).respond(200, &[], "done");
    let client = client(&mock)?;
    let options = CallOptions::new().attempt_timeout(Duration::from_secs(5));
    let (answer, ()) = tokio::join!(client.send(call(&OPEN), &options), async {
        mock.advance(Duration::from_secs(5));
    });
    assert_eq!(answer?.text::<()>()?.into_body(), "done");

    mock.respond_with(silent());
    let (answer, ()) = tokio::join!(client.send(call(&OPEN), &options.no_timeout()), async {
        mock.advance(Duration::from_secs(4));
        tokio::task::yield_now().await;
        mock.respond(404, &[], "");
        mock.advance(Duration::from_secs(1));
    });
    assert_eq!((answer?.status().as_u16(), mock.requests().len()), (404, 4));
    Ok(())
}

#[tokio::test]
async fn an_open_answer_is_not_asked_for_again() -> Result {
    let mock = MockTransport::new();
    mock.respond(503, &[], "busy").respond_with(broken(200)).respond(200, &[], "");
    let answer = client(&mock)?.open(call(&OPEN), &CallOptions::new()).await?;
    assert_eq!(answer.status(), 200);
    let error = Error::<()>::from(answer.read().await.bytes::<()>().unwrap_err());
    assert_eq!(error.to_string(), "GET /x was answered 200 OK, but not to the end (after 2 attempts)");
    assert_eq!(mock.requests().len(), 2);
    Ok(())
}

#[tokio::test]
async fn what_an_earlier_attempt_did_is_not_forgotten() -> Result {
    use TransportErrorKind::{Connect, Send};
    for (first, sent) in [(Send, true), (Connect, false)] {
        let mock = MockTransport::new();
        mock.fail(failure(first)).fail(failure(Connect));
        let options = CallOptions::new().retry(Retry::new().attempts(2));
        let error = error(&client(&mock)?, &OPEN, &options).await;
        assert!(matches!(&error, Error::Transport(e) if e.kind() == Connect));
        assert_eq!(error.may_have_been_sent(), sent);
        let how = if sent { "answered" } else { "sent" };
        assert_eq!(error.to_string(), format!("GET /x was not {how} (after 2 attempts)"));
    }
    Ok(())
}
