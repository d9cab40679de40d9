//! Operations that are watched to their end, over the mock transport and its clock.

mod common;

use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, POST, SECURE, call};
use futures_util::{FutureExt as _, StreamExt as _};
use rt::{CallOptions, Error, Gone, PollOptions, PollReason};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
type Poller = rt::Poller<Job, String>;

#[derive(Debug, PartialEq)]
struct Job {
    state: Option<String>,
    note: Option<String>,
}

impl rt::FromJson for Job {
    fn from_json(json: &mut rt::JsonReader<'_>) -> std::result::Result<Self, rt::DecodeError> {
        let (mut state, mut note) = (None, None);
        json.object(&mut [("state", &mut state), ("note", &mut note)])?;
        Ok(Self { state, note })
    }
}

const fn polling(gone: Gone) -> rt::Polling {
    rt::Polling { state: "/state", succeeded: &["completed", "disabled"], failed: &["deleting"], gone }
}

static GONE_FAILS: rt::Polling = polling(Gone::Failed);
static GONE_SUCCEEDS: rt::Polling = polling(Gone::Succeeded);
static GONE_IS_UNKNOWN: rt::Polling = polling(Gone::Error);

fn read(answer: rt::Answer) -> std::result::Result<rt::Response<Job>, Error<String>> {
    match answer.status().as_u16() {
        200 => Ok(answer.json()?),
        _ => Err(answer.json_error()),
    }
}

fn client(mock: &rt::MockTransport) -> Result<rt::Client> {
    let credential = rt::ApiKey::header("X-Key", "hush");
    Ok(rt::Client::builder("https://h")?.credential(credential).transport(mock.clone()).build()?)
}

fn state_call() -> rt::Call {
    let mut call = rt::Call::new(&SECURE);
    call.literal("/jobs/j");
    call.header_or_uuid::<str>("id", None);
    call
}

fn options() -> CallOptions {
    CallOptions::new().header("If-Match", "*").header("X-Extra", "1")
}

fn poller(mock: &rt::MockTransport, polling: &'static rt::Polling) -> Result<Poller> {
    Ok(Poller::new(&client(mock)?, state_call(), &options(), polling, read))
}

/// Answers with jobs in these states.
fn jobs(states: &[&str]) -> rt::MockTransport {
    let mock = rt::MockTransport::new();
    for state in states {
        mock.respond(200, &[("request-id", "7")], format!(r#"{{"state": "{state}"}}"#));
    }
    mock
}

fn job(state: &str) -> Job {
    Job { state: Some(state.to_owned()), note: None }
}

fn seconds(times: &[f64]) -> Vec<Duration> {
    times.iter().copied().map(Duration::from_secs_f64).collect()
}

#[tokio::test]
async fn an_operation_is_begun_and_waited_for_in_one_go() -> Result {
    let mock = rt::MockTransport::new();
    mock.respond(202, &[("request-id", "1")], "").respond(200, &[], r#"{"state": "completed", "note": "x"}"#);
    let client = client(&mock)?;
    let answer = client.send(call(&POST), &options()).await?;
    let accepted: rt::Response<_> = answer.poller(&client, state_call(), &options(), &GONE_FAILS, read)?;
    assert_eq!((accepted.status().as_u16(), accepted.request_id()), (202, Some("1")));
    assert_eq!(mock.requests().len(), 1, "nobody has asked for the state yet");
    let last = accepted.until_done().await?.ok_or("gone")?;
    assert_eq!(last.note.as_deref(), Some("x"));
    Ok(())
}

#[tokio::test]
async fn states_that_nobody_named_go_on() -> Result {
    let mock = jobs(&["active", "terminating", "unheard of", "", "completed"]);
    assert_eq!(poller(&mock, &GONE_FAILS)?.until_done().await?, Some(job("completed")));
    assert_eq!(mock.requests().len(), 5);
    Ok(())
}

#[tokio::test]
async fn each_reading_is_a_call_of_its_own() -> Result {
    let mock = jobs(&["active", "completed"]);
    poller(&mock, &GONE_FAILS)?.until_done().await?;
    let requests = mock.requests();
    assert_eq!(requests[0].uri(), "https://h/jobs/j");
    assert_ne!(requests[0].headers()["id"], requests[1].headers()["id"]);
    for request in &requests {
        assert_eq!((&request.headers()["x-key"], &request.headers()["x-extra"]), (&"hush".parse()?, &"1".parse()?));
        assert!(!request.headers().contains_key("if-match"), "a condition of the first call");
    }
    Ok(())
}

#[tokio::test]
async fn the_states_on_the_way_are_a_stream() -> Result {
    let mock = jobs(&["active", "terminating", "disabled", "active"]);
    let poller = poller(&mock, &GONE_FAILS)?;
    let states: Vec<_> = poller.states().map(|state| state.unwrap()).collect().await;
    assert_eq!(states, [job("active"), job("terminating"), job("disabled")]);
    assert_eq!(poller.clone().state().await?, job("active"));

    let mock = jobs(&["active", "deleting", "completed"]);
    let mut states = self::poller(&mock, &GONE_FAILS)?.states();
    assert_eq!(states.next().await.transpose()?, Some(job("active")));
    assert!(matches!(states.next().await, Some(Err(Error::Poll(_)))));
    assert!(states.next().await.is_none());
    assert_eq!(mock.requests().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_state_that_is_a_failure_is_an_error() -> Result {
    let mock = rt::MockTransport::new();
    mock.respond(202, &[], "").respond(200, &[("request-id", "7")], r#"{"state": "deleting", "note": "hush"}"#);
    let client = client(&mock)?;
    let answer = client.send(call(&POST), &options()).await?;
    let poller = answer.poller::<(), _, _, _>(&client, state_call(), &options(), &GONE_FAILS, read)?.into_body();
    let error = poller.until_done().await.unwrap_err();
    assert_eq!(error.to_string(), "POST /x: it failed, the state is `deleting` (request id 7)");
    assert!(!format!("{error:?} {poller:?}").contains("hush"));
    assert!(!error.is_retryable() && error.may_have_been_sent());
    assert_eq!((error.code(), error.retry_after(), error.operation()), (None, None, Some("X")));
    assert_eq!(
        (error.status().map(|s| s.as_u16()), error.method(), error.path()),
        (Some(200), Some(&"POST".parse()?), Some("/x"))
    );
    let Error::Poll(error) = error.map(|_| ()) else { panic!("not of polling") };
    assert_eq!((error.reason(), error.state()), (PollReason::Failed, Some("deleting")));
    assert_eq!(&error.raw_body()[..], br#"{"state": "deleting", "note": "hush"}"#);
    assert_eq!(error.headers()["request-id"], "7");
    Ok(())
}

#[tokio::test]
async fn what_is_gone_is_what_it_was_said_to_be() -> Result {
    let gone = || {
        let mock = jobs(&["active"]);
        mock.respond(404, &[("request-id", "8")], r#""none""#);
        mock
    };
    assert_eq!(poller(&gone(), &GONE_SUCCEEDS)?.until_done().await?, None);
    assert_eq!(poller(&gone(), &GONE_SUCCEEDS)?.states().count().await, 1);

    let error = poller(&gone(), &GONE_FAILS)?.until_done().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs/j: it failed, because what it is about is gone (request id 8)");
    assert!(matches!(error, Error::Poll(e) if e.reason() == PollReason::Gone && e.state().is_none()));

    let error = poller(&gone(), &GONE_IS_UNKNOWN)?.until_done().await.unwrap_err();
    assert!(matches!(error, Error::Service(e) if e.status() == 404 && e.body().is_some_and(|body| body == "none")));

    let error = poller(&gone(), &GONE_SUCCEEDS)?.clone();
    assert_eq!(error.state().await?, job("active"));
    Ok(())
}

#[tokio::test]
async fn other_errors_end_it() -> Result {
    let mock = jobs(&["active"]);
    mock.respond(403, &[], r#""no""#);
    let mut states = poller(&mock, &GONE_SUCCEEDS)?.states();
    assert!(states.next().await.is_some_and(|state| state.is_ok()));
    assert!(matches!(states.next().await, Some(Err(Error::Service(e))) if e.status() == 403));
    assert!(states.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn each_reading_has_attempts_of_its_own() -> Result {
    let mock = rt::MockTransport::new();
    mock.respond(202, &[], "").respond(503, &[("retry-after", "7")], "").respond(200, &[], r#"{"state": "deleting"}"#);
    let client = client(&mock)?;
    let answer = client.send(call(&POST), &options()).await?;
    let poller = answer.poller::<(), _, _, _>(&client, state_call(), &options(), &GONE_FAILS, read)?;
    let error = poller.until_done().await.unwrap_err();
    assert_eq!(error.to_string(), "POST /x: it failed, the state is `deleting` (after 2 attempts)");
    assert_eq!(error.attempts(), 2);
    assert_eq!(mock.slept(), seconds(&[1.0, 7.0]));
    Ok(())
}

#[tokio::test]
async fn an_answer_without_a_state_is_an_error() -> Result {
    for body in ["{}", r#"{"state": 5}"#, "", "<html>", "[]"] {
        let mock = rt::MockTransport::new();
        mock.respond(200, &[("request-id", "7")], body);
        let error = poller(&mock, &GONE_FAILS)?.until_done().await.unwrap_err();
        assert!(
            matches!(&error, Error::Undecodable(e) if e.raw_body() == body && e.request_id() == Some("7")),
            "{error:?}"
        );
        if body == "{}" {
            let cause = std::error::Error::source(&error).ok_or("no cause")?.to_string();
            assert_eq!(cause, "$: expected a state at `/state` (at byte 0)");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_state_that_cannot_be_decoded_ends_it() -> Result {
    let mock = jobs(&[]);
    mock.respond(200, &[], r#"{"state": "active", "note": 5}"#).respond(200, &[], r#"{"state": "completed"}"#);
    let mut states = poller(&mock, &GONE_FAILS)?.states();
    assert!(matches!(states.next().await, Some(Err(Error::Undecodable(_)))));
    assert!(states.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn intervals_grow_unless_the_service_names_one() -> Result {
    let mock = jobs(&["a", "b", "c", "completed"]);
    poller(&mock, &GONE_FAILS)?.until_done().await?;
    assert_eq!(mock.slept(), seconds(&[1.0, 1.5, 2.25, 3.375]));

    let mock = jobs(&["a"]);
    mock.set_now("2024-07-01T00:00:00Z".parse()?);
    mock.respond(200, &[("retry-after", "7")], r#"{"state": "b"}"#);
    mock.respond(200, &[("retry-after", "Mon, 01 Jul 2024 00:01:00 GMT")], r#"{"state": "c"}"#);
    mock.respond(200, &[("x-ms-retry-after-ms", "20")], r#"{"state": "d"}"#);
    mock.respond(200, &[], r#"{"state": "completed"}"#);
    let options = PollOptions::new().interval(Duration::from_secs(2)).factor(2.0).max_interval(Duration::from_secs(3));
    poller(&mock, &GONE_FAILS)?.until_done_with(&options).await?;
    assert_eq!(mock.slept(), seconds(&[2.0, 3.0, 7.0, 48.0, 0.02]));
    Ok(())
}

#[tokio::test]
async fn the_state_is_read_once_more_when_the_time_is_over() -> Result {
    let limit = Duration::from_secs(4);
    let options = PollOptions::new().limit(limit);
    let mock = jobs(&["a", "b", "terminating", "completed"]);
    let poller = poller(&mock, &GONE_FAILS)?;
    let error = poller.until_done_with(&options).await.unwrap_err();
    assert_eq!(mock.slept(), seconds(&[1.0, 1.5, 1.5]));
    assert_eq!(error.to_string(), "GET /jobs/j: it was not done within 4s, the state is `terminating` (request id 7)");
    assert!(error.is_retryable());
    assert!(matches!(error, Error::Poll(e) if e.reason() == PollReason::TimedOut { limit }));
    assert_eq!(poller.until_done_with(&options).await?, Some(job("completed")));

    let mock = jobs(&["a", "b", "completed"]);
    assert_eq!(self::poller(&mock, &GONE_FAILS)?.until_done_with(&options).await?, Some(job("completed")));
    let mock = jobs(&["a"]);
    mock.respond(200, &[("retry-after", "3600")], r#"{"state": "b"}"#);
    mock.respond(200, &[], r#"{"state": "completed"}"#);
    self::poller(&mock, &GONE_FAILS)?.until_done_with(&options).await?;
    assert_eq!(mock.slept(), seconds(&[1.0, 1.5, 1.5]));
    Ok(())
}

#[tokio::test]
async fn a_state_cannot_do_things_to_a_terminal() -> Result {
    let mock = jobs(&["a\\u001b[1m\\n b"]);
    let options = PollOptions::new().limit(Duration::ZERO);
    let error = poller(&mock, &GONE_FAILS)?.until_done_with(&options).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs/j: it was not done within 0ns, the state is `a [1m b` (request id 7)");
    Ok(())
}

#[tokio::test]
async fn watching_stops_when_it_is_dropped() -> Result {
    let mock = jobs(&["a"]);
    mock.hang();
    let poller = Poller::new(&client(&mock)?, state_call(), &CallOptions::new().no_timeout(), &GONE_FAILS, read);
    let mut waiting = Box::pin(poller.until_done());
    assert!((&mut waiting).now_or_never().is_none());
    drop(waiting);
    assert_eq!(mock.requests().len(), 2);
    mock.respond(200, &[], r#"{"state": "completed"}"#);
    assert!(poller.until_done().await?.is_some());
    Ok(())
}

#[tokio::test]
async fn a_call_that_cannot_be_written_down_is_an_error() -> Result {
    let mock = jobs(&["a"]);
    let mut call = call(&OPEN);
    call.header("X-A", "a\nb");
    let poller = Poller::new(&client(&mock)?, call, &CallOptions::new(), &GONE_FAILS, read);
    assert!(matches!(poller.until_done().await, Err(Error::InvalidRequest(_))));
    assert!(mock.requests().is_empty());
    Ok(())
}

#[test]
fn what_watches_can_be_sent_and_shared() -> Result {
    fn sendable<T: Send + 'static>(_: T) {}
    fn shareable<T: Send + Sync + Clone + 'static>(_: &T) {}
    let poller = poller(&jobs(&[]), &GONE_FAILS)?;
    shareable(&poller);
    sendable(poller.until_done());
    sendable(poller.states());
    sendable(async move { poller.state().await });
    Ok(())
}
