//! Calls from end to end, over the mock transport.

mod common;

use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, POST, SECURE, call, client, mock};
use rt::http::StatusCode;
use rt::{CallOptions, Error, Failure};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

#[tokio::test]
async fn a_request_is_complete_and_nothing_more() -> Result {
    let mock = mock();
    let client = rt::Client::builder("https://h:8443/api/v1/")?.transport(mock.clone()).build()?;
    let mut terminate = rt::Call::new(&POST);
    terminate.literal("/jobs/");
    terminate.segment("jobId", "a/../b");
    terminate.literal("/terminate");
    terminate.query("api-version", "2024-07-01.20.0");
    terminate.query("$select", "id,state");
    terminate.header("If-Match", "\"0x8D\"");
    terminate.json("application/json", &Some("é".to_owned()));
    let options = CallOptions::new().header("X-Extra", "1").header("accept", "*/*").header("content-length", "99");
    let preview = client.to_http(terminate.clone(), &options)?;
    client.send(terminate, &options).await?;

    let request = &mock.requests()[0];
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://h:8443/api/v1/jobs/a%2F..%2Fb/terminate?api-version=2024-07-01.20.0&$select=id%2Cstate"
    );
    let mut headers: Vec<_> = request.headers().iter().map(|(n, v)| format!("{n}: {}", v.to_str().unwrap())).collect();
    headers.sort();
    let agent = format!("user-agent: bindery-runtime/{}", env!("CARGO_PKG_VERSION"));
    let expected = ["accept: */*", "content-length: 4", "content-type: application/json", "if-match: \"0x8D\"", &agent];
    assert_eq!(headers, [&expected[..], &["x-extra: 1"]].concat());
    assert_eq!(&request.body()[..], "\"é\"".as_bytes());
    assert_eq!((preview.uri(), preview.headers()), (request.uri(), request.headers()));
    Ok(())
}

#[tokio::test]
async fn the_length_is_told_where_a_body_could_be() -> Result {
    for (operation, length) in [(&POST, Some("0")), (&OPEN, None)] {
        let mock = mock();
        client(&mock)?.send(call(operation), &CallOptions::new()).await?;
        let requests = mock.requests();
        assert_eq!(requests[0].headers().get("content-length").map(|v| v.to_str().unwrap()), length);
    }
    Ok(())
}

#[tokio::test]
async fn an_invalid_request_is_not_sent() -> Result {
    let mock = mock();
    let client = client(&mock)?;
    let mut dots = rt::Call::new(&POST);
    dots.literal("/jobs/");
    dots.segment("jobId", "..");
    let error: Error<()> = client.send(dots.clone(), &CallOptions::new()).await.unwrap_err().into();
    assert!(matches!(&error, Error::InvalidRequest(e) if e.parameter() == Some("jobId")));
    assert!(client.to_http(dots, &CallOptions::new()).is_err());
    let options = CallOptions::new().header("X-A", "a\r\nB: c");
    let error = client.send(call(&POST), &options).await.unwrap_err();
    assert_eq!(error.to_string(), "POST /x was not sent: header `X-A` has a character that a header cannot carry");
    let mut long = call(&OPEN);
    long.query("q", &"a".repeat(70_000));
    assert!(matches!(client.send(long, &CallOptions::new()).await, Err(Failure::InvalidRequest(_))));
    assert!(mock.requests().is_empty());
    Ok(())
}

#[test]
fn a_client_can_be_misconfigured() -> Result {
    assert!(rt::Client::builder("h").is_err());
    let error = rt::Client::builder("https://h")?.transport(mock()).user_agent("a\nb").build().unwrap_err();
    assert_eq!(error.to_string(), "the user agent has a character that a header cannot carry");
    let built = rt::Client::builder("https://h")?.build();
    assert_eq!(built.is_ok(), cfg!(feature = "hyper"));
    Ok(())
}

#[tokio::test]
async fn credentials_go_where_they_are_asked_for() -> Result {
    let mock = mock();
    let client = rt::Client::builder("https://h")?
        .credential(rt::Bearer::new("hush"))
        .credential_for("api_key", rt::ApiKey::query("key", "hush"))
        .transport(mock.clone())
        .build()?;
    for operation in [&SECURE, &POST, &OPEN] {
        mock.respond(200, &[], "");
        client.send(call(operation), &CallOptions::new()).await?;
    }
    let requests = mock.requests();
    assert_eq!(requests[0].uri(), "https://h/x?key=hush");
    assert_eq!(requests[1].uri(), "https://h/x");
    assert_eq!(requests[1].headers()["authorization"], "Bearer hush");
    assert_eq!((requests[2].uri().query(), requests[2].headers().get("authorization")), (None, None));
    assert!(!format!("{client:?}").contains("hush"));
    assert_eq!(format!("{client:?}"), "Client { endpoint: \"https://h\", .. }");
    Ok(())
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() -> Result {
    let mock = mock();
    let error = client(&mock)?.send(call(&SECURE), &CallOptions::new()).await.unwrap_err();
    let error = Error::<()>::from(error);
    assert!(matches!(error, Error::Credential(_)));
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "the client has no credential for `azure_auth` or `api_key`"
    );
    let plain = rt::Client::builder("http://h")?.credential(rt::Bearer::new("hush")).transport(mock.clone()).build()?;
    let error = plain.send(call(&SECURE), &CallOptions::new()).await.unwrap_err();
    assert!(matches!(error, Failure::Credential(_)));
    assert!(mock.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_key_in_the_query_stays_out_of_errors() -> Result {
    let mock = rt::MockTransport::new();
    mock.respond(500, &[], "{")
        .hang()
        .respond(200, &[], "")
        .fail(rt::TransportError::new(rt::TransportErrorKind::Send, "reset"));
    let key = rt::ApiKey::query("key", "hush");
    let client =
        rt::Client::builder("https://h")?.credential(key).retry(rt::Retry::none()).transport(mock.clone()).build()?;
    for _ in 0..5 {
        let error = match client.send(call(&SECURE), &CallOptions::new()).await {
            Ok(answer) => answer.json_error::<String>(),
            Err(failure) => failure.into(),
        };
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
        assert_eq!(error.path(), Some("/x"));
    }
    assert!(mock.requests().iter().all(|request| request.uri().query() == Some("key=hush")));
    Ok(())
}

#[tokio::test]
async fn time_limits_take_no_time_here() -> Result {
    let mock = rt::MockTransport::new();
    let client = rt::Client::builder("https://h")?.transport(mock.clone()).timeout(Duration::from_secs(5)).build()?;
    for (options, limit) in [
        (CallOptions::new(), Duration::from_secs(5)),
        (CallOptions::new().timeout(Duration::from_secs(3600)), Duration::from_secs(3600)),
    ] {
        mock.hang();
        let error = client.send(call(&POST), &options).await.unwrap_err();
        let Failure::Timeout(error) = error else { panic!("not a timeout: {error:?}") };
        assert_eq!((error.limit(), error.may_have_been_sent()), (limit, true));
    }
    mock.hang();
    let unlimited = client.send(call(&POST), &CallOptions::new().no_timeout());
    assert!(tokio::time::timeout(Duration::from_millis(20), unlimited).await.is_err());
    mock.respond(200, &[], "");
    assert!(client.send(call(&POST), &CallOptions::new()).await.is_ok());
    Ok(())
}

#[derive(Debug)]
struct Slow;

impl rt::Credential for Slow {
    fn authorize<'a>(&'a self, _: &'a mut rt::http::request::Parts, _: rt::jiff::Timestamp) -> rt::AuthorizeFuture<'a> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn the_credential_is_under_the_time_limit_too() -> Result {
    let mock = rt::MockTransport::new();
    let client = rt::Client::builder("https://h")?.transport(mock.clone()).credential(Slow).build()?;
    let options = CallOptions::new();
    let (result, ()) = tokio::join!(client.send(call(&SECURE), &options), async {
        mock.advance(Duration::from_secs(100));
    });
    let error = Error::<()>::from(result.unwrap_err());
    assert!(matches!(error, Error::Timeout(_)) && !error.may_have_been_sent() && error.is_retryable());
    assert!(mock.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn answers_are_what_the_mock_was_told() -> Result {
    let mock = rt::MockTransport::new();
    let client = client(&mock)?;
    mock.fail(rt::TransportError::new(rt::TransportErrorKind::Connect, "refused"));
    let once = CallOptions::new().retry(rt::Retry::none());
    let error = Error::<()>::from(client.send(call(&POST), &once).await.unwrap_err());
    assert!(matches!(&error, Error::Transport(_)) && !error.may_have_been_sent());
    let error = client.send(call(&POST), &CallOptions::new()).await.unwrap_err();
    let Failure::Transport(error) = error else { panic!("not a transport error: {error:?}") };
    assert!(format!("{error:?}").contains("the mock has no answer left"));
    mock.respond(99, &[], "").respond(200, &[("a b", "c")], "");
    for _ in 0..2 {
        assert!(matches!(client.send(call(&POST), &CallOptions::new()).await, Err(Failure::Transport(_))));
    }
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_kept() -> Result {
    let mock = rt::MockTransport::new();
    let client = rt::Client::builder("https://h")?.transport(mock.clone()).response_limit(4).build()?;
    mock.respond(200, &[], "\"ab\"").respond(200, &[], "\"abc\"").respond(400, &[], "\"abc\"");
    let response: rt::Response<String> = client.send(call(&POST), &CallOptions::new()).await?.json()?;
    assert_eq!(response.into_body(), "ab");
    let failure = client.send(call(&POST), &CallOptions::new()).await?.json::<String, ()>().unwrap_err();
    let Failure::Undecodable(error) = failure else { panic!("not undecodable: {failure:?}") };
    assert!(matches!(error.reason(), rt::UndecodableReason::TooLarge { limit: 4 }));
    let error = client.send(call(&POST), &CallOptions::new()).await?.json_error::<String>();
    assert!(matches!(error, Error::Service(e) if e.status() == StatusCode::BAD_REQUEST && e.body().is_none()));
    Ok(())
}

#[test]
fn futures_can_be_sent_to_other_threads() -> Result {
    fn sendable<T: Send + 'static>(_: T) {}
    let client = client(&mock())?;
    sendable(client.send(call(&POST), &CallOptions::new()));
    sendable(async move { client.send(call(&POST), &CallOptions::new()).await });
    Ok(())
}

#[tokio::test]
async fn no_body_is_null_where_that_may_be() -> Result {
    for body in ["", "null"] {
        let mock = rt::MockTransport::new();
        mock.respond(200, &[], body).respond(200, &[], body);
        let client = client(&mock)?;
        let answer = client.send(call(&OPEN), &CallOptions::new()).await?;
        assert_eq!(answer.json::<Option<String>, ()>()?.into_body(), None);
        let answer = client.send(call(&OPEN), &CallOptions::new()).await?;
        assert!(matches!(answer.json::<String, ()>(), Err(Failure::Undecodable(_))), "{body:?}");
    }
    Ok(())
}
