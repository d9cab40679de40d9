//! A transport without network, for tests of programs that use generated clients.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;

use crate::body::Body;
use crate::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// Records requests and plays answers in the order they were given. Clones share both.
///
/// ```
/// # use bindery_runtime as rt;
/// let mock = rt::MockTransport::new();
/// mock.respond(200, &[("content-type", "application/json")], r#"{"id": 1}"#);
/// mock.hang();
/// ```
#[derive(Clone, Default)]
pub struct MockTransport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: VecDeque<Answer>,
    requests: Vec<http::Request<Bytes>>,
    hanging: bool,
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
            Err(error) => Answer::Failure(TransportError::new(TransportErrorKind::Send, error)),
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

    /// Adds an answer that never comes. From then on all waiting is over at once, so that time limits are hit without
    /// real time passing.
    pub fn hang(&self) -> &Self {
        self.add(Answer::Never)
    }

    /// Returns the requests so far, as they were handed to the transport, with credentials.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    fn add(&self, answer: Answer) -> &Self {
        self.state().answers.push_back(answer);
        self
    }

    fn take(&self, request: http::Request<Bytes>) -> Answer {
        let mut state = self.state();
        state.requests.push(request);
        let answer = state.answers.pop_front().unwrap_or_else(|| {
            Answer::Failure(TransportError::new(TransportErrorKind::Connect, "the mock has no answer left"))
        });
        state.hanging = matches!(answer, Answer::Never);
        answer
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
                Answer::Never => std::future::pending().await,
            }
        })
    }

    /// Is over at once after a call that hangs, and never before: other calls do not take any time.
    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        let mock = self.clone();
        Box::pin(std::future::poll_fn(move |_| if mock.state().hanging { Poll::Ready(()) } else { Poll::Pending }))
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let (answers, requests) = (state.answers.len(), state.requests.len());
        f.debug_struct("MockTransport").field("answers", &answers).field("requests", &requests).finish()
    }
}
