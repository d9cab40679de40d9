//! A transport without network, for tests of programs that use generated clients.

mod clock;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use jiff::Timestamp;

use self::clock::Clock;
use crate::body::Body;
use crate::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// Records requests and plays answers in the order they were given. Clones share both.
///
/// Failures and statuses such as 503 are [repeated](crate::Retry), so they want an answer for each attempt, or a client
/// that does not repeat. When there is no answer left, requests are [refused](TransportErrorKind::Refused).
///
/// Time is not real: it begins when the mock is made, and stands still except that
///
/// * waiting, between attempts for example, is over at once, and the time it would have taken has passed;
/// * when a [request hangs](Self::hang), time goes on to the next limit that somebody is under;
/// * a test can [advance](Self::advance) it.
///
/// ```
/// # use bindery_runtime as rt;
/// let mock = rt::MockTransport::new();
/// mock.respond(503, &[("retry-after", "7")], "");
/// mock.respond(200, &[("content-type", "application/json")], r#"{"id": 1}"#);
/// mock.hang();
/// ```
#[derive(Clone, Default)]
pub struct MockTransport {
    state: Arc<Mutex<State>>,
    clock: Clock,
}

#[derive(Default)]
struct State {
    answers: VecDeque<Answer>,
    requests: Vec<http::Request<Bytes>>,
}

enum Answer {
    Response(http::Response<Body>),
    Failure(TransportError),
    Never,
}

impl MockTransport {
    /// Makes a transport that has no answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response. If its status or a header is not legal, the call gets a transport error that says so.
    pub fn respond(&self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> &Self {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        self.add(match response.body(Body::from(body.into())) {
            Ok(response) => Answer::Response(response),
            Err(error) => Answer::Failure(TransportError::new(TransportErrorKind::Refused, error)),
        })
    }

    /// Adds a response of any make, for example one whose [body](Body::stream) breaks off.
    pub fn respond_with(&self, response: http::Response<Body>) -> &Self {
        self.add(Answer::Response(response))
    }

    /// Adds a failure.
    pub fn fail(&self, error: TransportError) -> &Self {
        self.add(Answer::Failure(error))
    }

    /// Adds an answer that never comes. While somebody waits for it, time limits are hit, one after the other, without
    /// real time passing.
    pub fn hang(&self) -> &Self {
        self.add(Answer::Never)
    }

    /// Returns the requests so far, as they were handed to the transport, with credentials.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// Returns the waits so far, as they were asked for.
    pub fn slept(&self) -> Vec<Duration> {
        self.clock.slept()
    }

    /// Lets time pass. Whoever is under a limit that ends by then hits it.
    pub fn advance(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Sets the time of day, which is that of the computer at first. No time passes by this.
    pub fn set_now(&self, now: Timestamp) {
        self.clock.set_now(now);
    }

    fn add(&self, answer: Answer) -> &Self {
        self.state().answers.push_back(answer);
        self
    }

    fn take(&self, request: http::Request<Bytes>) -> Answer {
        let mut state = self.state();
        state.requests.push(request);
        state.answers.pop_front().unwrap_or_else(|| {
            Answer::Failure(TransportError::new(TransportErrorKind::Refused, "the mock has no answer left"))
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let mock = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await?.to_bytes();
            match mock.take(http::Request::from_parts(head, body)) {
                Answer::Response(response) => Ok(response),
                Answer::Failure(error) => Err(error),
                Answer::Never => mock.clock.hang().await,
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.clock.sleep(duration)
    }

    fn limit(&self, after: Duration) -> BoxFuture<()> {
        self.clock.limit(after)
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let (answers, requests) = (state.answers.len(), state.requests.len());
        f.debug_struct("MockTransport").field("answers", &answers).field("requests", &requests).finish()
    }
}
