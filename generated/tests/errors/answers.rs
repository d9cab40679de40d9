//! Answers that the facts do not have: of proxies, of overloaded services, of services that changed.

use std::time::Duration;

use azure_batch_client::runtime::UndecodableReason;
use azure_batch_client::types::{HttpDate, Timestamp};
use azure_batch_client::{Client, Error, models::BatchError};

use crate::support::{Answer, Result, Server, TOKEN, response};
use crate::{chain, error_of, service_error_of, undecodable_of};

#[tokio::test]
async fn not_modified_is_an_error_without_body() -> Result {
    let error =
        service_error_of(Answer::new("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nrequest-id: 7\r\n\r\n")).await?;
    assert_eq!(error.status(), 304);
    assert_eq!((error.code(), error.message(), error.body()), (None, None, None));
    assert!(error.decode_error().is_none() && error.raw_body().is_empty() && !error.is_retryable());
    assert_eq!(error.headers().get("etag").map(|etag| etag.as_bytes()), Some(&b"\"1\""[..]));
    assert_eq!(error.to_string(), "POST /jobs/x/terminate was answered 304 Not Modified (request id 7)");
    Ok(())
}

#[tokio::test]
async fn a_page_of_a_proxy_keeps_its_status() -> Result {
    let page = "<!doctype html><title>Bad gateway</title>";
    let error = service_error_of(Answer::new(response(502, &[("Content-Type", "text/html")], page))).await?;
    assert_eq!((error.status().as_u16(), error.is_retryable()), (502, true));
    assert_eq!((error.code(), error.body(), error.request_id()), (None, None, None));
    assert!(error.decode_error().is_some());
    assert_eq!(error.raw_body(), page);
    assert_eq!(error.to_string(), "POST /jobs/x/terminate was answered 502 Bad Gateway");
    assert!(!format!("{error:?}").contains("html"), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn every_way_to_ask_for_patience_is_understood() -> Result {
    for (name, value, expected) in [
        ("Retry-After", "7", Some(Duration::from_secs(7))),
        ("Retry-After", "0", Some(Duration::ZERO)),
        ("Retry-After", "Fri, 17 Feb 2017 00:00:00 GMT", Some(Duration::ZERO)),
        ("Retry-After", "soon", None),
        ("x-ms-retry-after-ms", "250", Some(Duration::from_millis(250))),
        ("Server", "7", None),
    ] {
        let error = error_of(Answer::new(response(503, &[(name, value)], ""))).await?;
        assert_eq!(error.retry_after(), expected, "{name}: {value}");
        assert!(error.is_retryable(), "{name}: {value}");
    }
    Ok(())
}

#[tokio::test]
async fn a_date_in_the_future_is_a_wait() -> Result {
    let day = Duration::from_secs(86_400);
    let tomorrow = HttpDate::from(Timestamp::now().checked_add(day)?).to_string();
    let error = error_of(Answer::new(response(503, &[("Retry-After", &tomorrow)], ""))).await?;
    assert!(error.retry_after().is_some_and(|wait| !wait.is_zero() && wait <= day), "{:?}", error.retry_after());
    Ok(())
}

#[tokio::test]
async fn statuses_that_pass_are_told_from_those_that_stay() -> Result {
    for (status, retryable) in [
        (307, false),
        (400, false),
        (401, false),
        (408, true),
        (412, false),
        (429, true),
        (500, true),
        (501, false),
        (504, true),
    ] {
        let error = service_error_of(Answer::new(response(status, &[], ""))).await?;
        assert_eq!((error.status().as_u16(), error.is_retryable()), (status, retryable));
    }
    Ok(())
}

#[tokio::test]
async fn a_header_of_another_type_is_named() -> Result {
    for (name, value) in [("Last-Modified", "soon"), ("request-id", "7"), ("client-request-id", "{}")] {
        let error = undecodable_of(Answer::new(response(202, &[(name, value)], ""))).await?;
        assert_eq!(error.status(), 202);
        assert!(matches!(error.reason(), UndecodableReason::Header(e) if e.name() == name), "{error:?}");
        assert_eq!(error.headers().get(name).map(|kept| kept.as_bytes()), Some(value.as_bytes()));
        assert!(chain(&Error::<BatchError>::Undecodable(error)).contains(name));
    }
    Ok(())
}

#[tokio::test]
async fn a_success_that_is_not_described_is_none() -> Result {
    for status in [200, 201, 204] {
        let error = error_of(Answer::new(response(status, &[("request-id", "7")], ""))).await?;
        assert!(
            matches!(&error, Error::Undecodable(e) if matches!(e.reason(), UndecodableReason::UndeclaredStatus)),
            "{error:?}"
        );
        assert!(error.may_have_been_sent() && !error.is_retryable(), "{error:?}");
        assert!(error.to_string().contains(&format!("{status} ")) && error.to_string().contains("request id 7"));
    }
    Ok(())
}

#[tokio::test]
async fn details_survive_what_is_missing_around_them() -> Result {
    for (body, code, details) in [
        ("{}", None, 0),
        (r#"{"code": null, "message": null, "values": null}"#, None, 0),
        (r#"{"values": [{}, {"key": "k"}], "code": "C", "further": [1]}"#, Some("C"), 2),
        (r#"{"code": "C", "message": {"value": null}, "values": []}"#, Some("C"), 0),
    ] {
        let error = service_error_of(Answer::new(response(400, &[], body))).await?;
        assert_eq!((error.code(), error.message()), (code, None), "{body}");
        let values = error.body().map(|body| body.values.as_deref().unwrap_or_default().len());
        assert_eq!(values, Some(details), "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn a_fault_in_an_error_body_is_located() -> Result {
    let body = r#"{"code": "C", "values": [{"key": "a"}, {"key": 5}]}"#;
    let error = service_error_of(Answer::new(response(400, &[], body))).await?;
    assert_eq!((error.code(), error.body()), (Some("C"), None));
    let chain = chain(&Error::Service(error));
    assert!(chain.contains("values") && chain.contains("[1]") && chain.contains("key"), "{chain}");
    Ok(())
}

#[tokio::test]
async fn text_of_the_service_cannot_command_a_terminal() -> Result {
    let body = r#"{"code": "A\u001b[31mB", "message": {"value": "one\r\n\u0007two\u009b3"}}"#;
    let error = error_of(Answer::new(response(400, &[], body))).await?;
    assert!(!error.to_string().contains(char::is_control), "{error}");
    Ok(())
}

#[tokio::test]
async fn redirects_are_not_followed() -> Result {
    let elsewhere = Server::start(Answer::accepted()).await?;
    let location = format!("{}/jobs/x/terminate", elsewhere.url());
    let error = service_error_of(Answer::new(response(307, &[("Location", &location)], ""))).await?;
    assert_eq!(error.status(), 307);
    assert!(elsewhere.requests().is_empty(), "the credential went elsewhere");
    Ok(())
}

#[tokio::test]
async fn chunked_answers_are_put_together() -> Result {
    let accepted = "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\nETag: \"1\"\r\n\r\n0\r\n\r\n";
    let server = Server::start(Answer::new(accepted)).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).build()?;
    assert_eq!(client.jobs().terminate("x").await?.headers().etag.as_deref(), Some("\"1\""));

    // The letter `é` is cut in two.
    let mut chunked = b"HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for chunk in [&b"{\"code\": \"JobT\xc3"[..], b"\xa9rminating\"", b"}", b""] {
        chunked.extend(format!("{:x}\r\n", chunk.len()).as_bytes());
        chunked.extend(chunk);
        chunked.extend(b"\r\n");
    }
    let error = service_error_of(Answer::new(chunked)).await?;
    assert_eq!((error.status().as_u16(), error.code()), (409, Some("JobTérminating")));
    Ok(())
}
