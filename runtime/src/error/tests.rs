use std::error::Error as _;

use bytes::Bytes;
use http::HeaderMap;

use super::*;
use crate::answer::{Answer, Cut};
use crate::auth::CredentialError;
use crate::operation::{ErrorFields, Operation, Target};
use crate::transport::{TransportError, TransportErrorKind};
use crate::{FromHeaders, HeaderError, Response, header};

static OPERATION: Operation = Operation {
    id: "Job_Terminate",
    method: Method::POST,
    path: "/jobs/{jobId}/terminate",
    accept: None,
    security: &[],
    request_id: Some("request-id"),
    error: ErrorFields { code: &["/error/code", "/code"], message: &["/message/value"] },
};

fn target() -> Target {
    Target { attempts: 1, ..Target::new(&OPERATION, "/jobs/x/terminate") }
}

fn received(status: u16, body: &str) -> Received {
    let mut headers = HeaderMap::new();
    headers.insert("request-id", "r-1".parse().unwrap());
    headers.insert("content-type", "text/html".parse().unwrap());
    headers.insert("set-cookie", "sid=hush".parse().unwrap());
    Received { status: StatusCode::from_u16(status).unwrap(), headers, body: Bytes::copy_from_slice(body.as_bytes()) }
}

fn answer(status: u16, body: &str) -> Answer {
    Answer::new(target(), received(status, body), None)
}

fn cut(status: u16, body: &str, cut: Cut) -> Answer {
    Answer::new(target(), received(status, body), Some(cut))
}

fn broken() -> Cut {
    Cut::Broken(TransportError::new(TransportErrorKind::Receive, "connection reset"))
}

#[track_caller]
fn shows(error: &(dyn StdError + 'static), lines: &[&str]) {
    let chain: Vec<_> = std::iter::successors(Some(error), |error: &&(dyn StdError + 'static)| (*error).source())
        .map(ToString::to_string)
        .collect();
    assert_eq!(chain, lines);
    let debug = format!("{error:?}");
    assert!(!debug.contains("hush"), "{debug}");
}

#[test]
fn service_errors_show_what_matters() {
    let body = r#"{"code": "JobNotFound", "message": {"value": "No such\njob.\u001b[1m"}, "values": ["hush"]}"#;
    let error = answer(404, body).json_error::<std::collections::BTreeMap<String, crate::serde_json::Value>>();
    assert!(matches!(&error, Error::Service(e) if e.body().is_some_and(|body| body.len() == 3)));
    assert_eq!(
        error.to_string(),
        "POST /jobs/x/terminate was answered 404 Not Found: JobNotFound: No such job. [1m (request id r-1)"
    );
    assert_eq!((error.code(), error.request_id(), error.is_retryable()), (Some("JobNotFound"), Some("r-1"), false));
    assert_eq!(error.operation(), Some("Job_Terminate"));
    assert_eq!(error.path(), Some("/jobs/x/terminate"));
    assert!(error.source().is_none());
}

#[test]
fn code_and_message_survive_a_body_of_another_shape() {
    let error = answer(409, r#"{"code": "JobCompleted", "message": "hush"}"#).json_error::<i32>();
    shows(
        &error,
        &[
            "POST /jobs/x/terminate was answered 409 Conflict: JobCompleted (request id r-1)",
            "$: expected a number, found an object (at byte 0)",
        ],
    );
    let Error::Service(error) = error else { panic!("not a service error") };
    assert_eq!((error.body(), error.message(), error.raw_body().len()), (None, None, 43));
    assert_eq!(error.into_body(), None);
}

#[test]
fn whatever_the_body_a_no_is_a_service_error() {
    for (status, body) in [(500, r#"{"code":"Inter"#), (502, "<html>hush"), (304, ""), (403, ""), (418, "\u{feff}{}")] {
        let error = answer(status, body).json_error::<i32>();
        assert!(
            matches!(&error, Error::Service(e) if e.body().is_none() && e.decode_error().is_none() == body.is_empty())
        );
        assert_eq!(error.status().unwrap(), status);
        assert!(!format!("{error:?}").contains("hush"));
        assert!(matches!(answer(status, body).untyped_error::<i32>(), Error::Service(e) if e.decode_error().is_none()));
        assert!(
            matches!(answer(status, body).text_error(), Error::Service(e) if e.body().is_some() != body.is_empty())
        );
        assert!(matches!(answer(status, body).bytes_error(), Error::Service(_)));
        assert!(
            matches!(cut(status, body, broken()).json_error::<i32>(), Error::Service(e) if e.decode_error().is_some())
        );
    }
    let retryable: Vec<_> =
        (300..600).filter(|status| answer(*status, "").untyped_error::<()>().is_retryable()).collect();
    assert_eq!(retryable, [408, 429, 500, 502, 503, 504]);
}

#[test]
fn an_undeclared_yes_is_neither_success_nor_service_error() {
    let message = "POST /jobs/x/terminate was answered 200 OK, which is not declared (request id r-1)";
    shows(&answer(200, "hush").json_error::<i32>(), &[message]);
    shows(&answer(200, "hush").untyped_error::<i32>(), &[message]);
    shows(&answer(200, "hush").text_error(), &[message]);
    let error = answer(200, "").bytes_error();
    assert!(matches!(&error, Error::Undecodable(e) if matches!(e.reason(), UndecodableReason::UndeclaredStatus)));
    assert!(error.may_have_been_sent() && !error.is_retryable());
}

#[derive(Debug)]
struct Headers;

impl FromHeaders for Headers {
    fn from_headers(headers: &HeaderMap) -> Result<Self, HeaderError> {
        header::<i32>(headers, "request-id").map(|_| Headers)
    }
}

#[test]
fn undecodable_responses_say_what_is_wrong() {
    let failure = answer(200, "<hush>").json::<i32, ()>().unwrap_err();
    assert!(matches!(&failure, Failure::Undecodable(e) if &e.raw_body()[..] == b"<hush>" && e.headers().len() == 3));
    let lines = [
        "POST /jobs/x/terminate was answered 200 OK, but the body (text/html) could not be decoded (request id r-1)",
        "$: expected value (at byte 0)",
    ];
    shows(&failure, &lines);
    shows(&Error::<()>::from(failure), &lines);
    shows(
        &answer(200, "1").json::<i32, Headers>().unwrap_err(),
        &[
            "POST /jobs/x/terminate was answered 200 OK, but a header could not be decoded (request id r-1)",
            "header `request-id`: expected an integer in the range of i32",
        ],
    );
    let failure = cut(200, "hush", Cut::TooLarge { limit: 3 }).bytes::<()>().unwrap_err();
    shows(&failure, &["POST /jobs/x/terminate was answered 200 OK, but with more than 3 bytes (request id r-1)"]);
    let failure = Answer::new(target(), Received { body: Bytes::from_static(b"\xff"), ..received(200, "") }, None);
    assert!(failure.text::<()>().unwrap_err().source().unwrap().to_string().contains("expected UTF-8"));
}

#[test]
fn a_body_that_breaks_off_keeps_its_head() {
    let failure = cut(202, "hush", broken()).json::<String, ()>().unwrap_err();
    let error = Error::<()>::from(failure);
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::ACCEPTED), Some("r-1")));
    shows(
        &error,
        &[
            "POST /jobs/x/terminate was answered 202 Accepted, but not to the end (request id r-1)",
            "the response broke off",
            "connection reset",
        ],
    );
    let limit = Duration::from_millis(1500);
    let failure = cut(202, "hush", Cut::TimedOut { limit }).text::<()>().unwrap_err();
    shows(
        &failure,
        &["POST /jobs/x/terminate was answered 202 Accepted, but not to the end within 1.5s (request id r-1)"],
    );
    let response: Response<(), ()> = cut(202, "hush", broken()).empty().unwrap();
    assert_eq!((response.status(), response.request_id()), (StatusCode::ACCEPTED, Some("r-1")));
}

#[test]
fn failures_before_the_response_say_how_far_it_went() {
    for (kind, message, sent) in [
        (TransportErrorKind::Connect, "POST /jobs/x/terminate was not sent", false),
        (TransportErrorKind::Send, "POST /jobs/x/terminate was not answered", true),
    ] {
        let error = Error::<()>::Transport(TransportFailure::new(target(), TransportError::new(kind, "reset"), None));
        assert_eq!((error.to_string(), error.may_have_been_sent()), (message.into(), sent));
        assert!(error.is_retryable());
    }
    for (phase, message, sent) in [
        (Phase::Authorizing, "POST /jobs/x/terminate was not sent within 30s", false),
        (Phase::Sending, "POST /jobs/x/terminate was not answered within 30s", true),
    ] {
        let error = Error::<()>::Timeout(TimeoutFailure::new(target(), Duration::from_secs(30), phase));
        shows(&error, &[message]);
        assert_eq!((error.may_have_been_sent(), error.is_retryable(), error.status()), (sent, true, None));
    }
    let error = CredentialError::with_source("no token", "no network");
    let error = Error::<()>::Credential(CredentialFailure::new(target(), error));
    shows(&error, &["POST /jobs/x/terminate was not sent: it could not be authorized", "no token", "no network"]);
    assert!(!error.may_have_been_sent() && !error.is_retryable());
    let error = Error::<()>::from(InvalidRequest::of_parameter(&OPERATION, "jobId", "is empty"));
    shows(&error, &["POST /jobs/{jobId}/terminate was not sent: `jobId` is empty"]);
    assert_eq!(error.path(), Some("/jobs/{jobId}/terminate"));
    let error = Error::<()>::from(InvalidRequest::new("the endpoint has no host"));
    assert_eq!((error.to_string().as_str(), error.operation()), ("the endpoint has no host", None));
}

#[test]
fn errors_are_small_and_can_be_sent() {
    fn sendable<T: Send + Sync + 'static>() {}
    sendable::<Error<String>>();
    sendable::<Failure>();
    assert!(size_of::<Error<[u64; 32]>>() <= 16);
    assert!(size_of::<Failure>() <= 16);
}

#[test]
fn the_type_of_the_body_can_change() {
    let error = answer(400, "7").json_error().map(|number: i32| number.to_string());
    assert!(matches!(error, Error::Service(e) if e.body().is_some_and(|text| text == "7")));
}
