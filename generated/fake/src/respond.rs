//! From a request to its answer.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bindery_runtime::{Body, BoxFuture, TransportError, TransportErrorKind};
use bytes::Bytes;
use http::request::Parts;
use http::{Method, Response, StatusCode};
use http_body::Frame;
use serde_json::Value;

use crate::call::Call;
use crate::fake::Core;
use crate::faults::{self, Answer, Kind};
use crate::problem::Problem;
use crate::reply::{Content, Reply};
use crate::request::Request;
use crate::route::{self, Route};
use crate::shared_key::SharedKey;
use crate::state::State;

const JSON: &str = "application/json; odata=minimalmetadata";
/// What has no body.
const BARE: [StatusCode; 2] = [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];

/// Answers a request, unless a fault comes between.
///
/// # Errors
/// A fault that leaves no answer.
pub(crate) async fn respond(
    core: &Core,
    request: http::Request<Bytes>,
    sleep: impl Fn(Duration) -> BoxFuture<()>,
) -> Result<Response<Body>, TransportError> {
    let (head, body) = request.into_parts();
    let route = route::find(&head.method, head.uri.path());
    let request = Request::new(&head, body, route.as_ref().ok().map(|(operation, _)| operation.id));
    let broken = |kind| Err(TransportError::new(kind, "the fake was told to fail"));

    let fault = faults::take(&mut core.faults(), &request);
    if matches!(fault, Some(Kind::Refuse)) {
        return broken(TransportErrorKind::Connect);
    }
    core.log(&request);
    match &fault {
        Some(Kind::ResetBefore) => return broken(TransportErrorKind::Send),
        Some(Kind::Slow(duration)) => sleep(*duration).await,
        Some(Kind::Answer(answer)) => return response(fault_answer(core, answer, &request)),
        _ => {}
    }
    let answer = act(core, &head, &request, route);
    match fault {
        Some(Kind::ResetAfter) => broken(TransportErrorKind::Send),
        Some(Kind::Truncate) => response(answer).map(truncate),
        _ => response(answer),
    }
}

/// An answer that is about to be written.
struct Draft {
    status: StatusCode,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
    /// Answers to HEAD have the length of the body, but not the body.
    head: bool,
}

fn act(core: &Core, head: &Parts, request: &Request, route: Result<Route, Problem>) -> Draft {
    let mut state = core.state();
    state.clock.tick();
    let mut headers = common(&state, request);
    let done = authorize(core.shared_key.as_ref(), head)
        .and(route)
        .and_then(|(operation, params)| Call::new(operation, params, request))
        .and_then(|call| (call.operation.handler)(&mut state, &call).map(|reply| (call, reply)));
    state.sweep();
    match done {
        Ok((call, reply)) => success(&call, reply, headers),
        Err(problem) => {
            if problem.status() == StatusCode::UNAUTHORIZED {
                headers.push(("www-authenticate", "Bearer, SharedKey".to_owned()));
            }
            let bare = request.method == Method::HEAD || BARE.contains(&problem.status());
            let body = problem.body(&request.base, &state.clock.request_id(), &state.clock.now().to_string());
            let body = if bare { Content::Empty } else { Content::Json(body) };
            draft(problem.status(), headers, body, request)
        }
    }
}

fn authorize(shared_key: Option<&SharedKey>, head: &Parts) -> Result<(), Problem> {
    let given = head.headers.get(http::header::AUTHORIZATION).is_some_and(|value| !value.is_empty());
    match shared_key {
        _ if !given => {
            let message = "The request has no Authorization header.";
            Err(Problem::new(StatusCode::UNAUTHORIZED, "AuthenticationFailed", message))
        }
        Some(key) => key.verify(head),
        None => Ok(()),
    }
}

fn success(call: &Call, reply: Reply, mut headers: Vec<(&'static str, String)>) -> Draft {
    headers.extend(reply.headers);
    if call.operation.located {
        headers.push(("dataserviceid", format!("{}{}", call.base, call.path)));
    }
    let head = call.operation.method == Method::HEAD;
    let (body, media_type) = written(reply.body);
    headers.extend(media_type.map(|media_type| ("content-type", media_type.to_owned())));
    Draft { status: call.operation.status, headers, body, head }
}

fn fault_answer(core: &Core, answer: &Answer, request: &Request) -> Draft {
    let mut state = core.state();
    state.clock.tick();
    let mut headers = common(&state, request);
    headers.extend(answer.retry_after.map(|wait| ("retry-after", wait.as_secs().to_string())));
    let Some(text) = &answer.body else {
        let (id, time) = (state.clock.request_id(), state.clock.now().to_string());
        let mut body = Problem::new(answer.status, "", "The fake was told to fail.").body(&request.base, &id, &time);
        body["code"] = Value::from(answer.code.as_str());
        return draft(answer.status, headers, Content::Json(body), request);
    };
    headers.push(("content-type", "text/html".to_owned()));
    let body = Bytes::from(text.clone().into_bytes());
    Draft { status: answer.status, headers, body, head: request.method == Method::HEAD }
}

fn draft(status: StatusCode, mut headers: Vec<(&'static str, String)>, body: Content, request: &Request) -> Draft {
    let (body, media_type) = written(body);
    headers.extend(media_type.map(|media_type| ("content-type", media_type.to_owned())));
    Draft { status, headers, body, head: request.method == Method::HEAD }
}

fn written(body: Content) -> (Bytes, Option<&'static str>) {
    match body {
        Content::Empty => (Bytes::new(), None),
        Content::Json(value) => (value.to_string().into(), Some(JSON)),
        Content::File(bytes) => (bytes, Some("application/octet-stream")),
    }
}

/// Headers that all answers have.
fn common(state: &State, request: &Request) -> Vec<(&'static str, String)> {
    let mut headers = vec![("dataserviceversion", "3.0".to_owned()), ("request-id", state.clock.request_id())];
    if request.header("return-client-request-id") == Some("true") {
        headers.extend(request.header("client-request-id").map(|id| ("client-request-id", id.to_owned())));
    }
    headers
}

fn response(draft: Draft) -> Result<Response<Body>, TransportError> {
    let mut response = Response::builder().status(draft.status);
    for (name, value) in &draft.headers {
        response = response.header(*name, value);
    }
    if !BARE.contains(&draft.status) {
        response = response.header("content-length", draft.body.len());
    }
    let body = if draft.head { Body::empty() } else { Body::from(draft.body) };
    response.body(body).map_err(|error| TransportError::new(TransportErrorKind::Send, error))
}

/// Cuts a body in the middle.
fn truncate(response: Response<Body>) -> Response<Body> {
    response.map(|body| match body.as_bytes() {
        Some(bytes) if !bytes.is_empty() => {
            Body::stream(Cut([Step::Piece(bytes.slice(..bytes.len() / 2)), Step::Pause].into()))
        }
        _ => body,
    })
}

/// One piece, then an error.
struct Cut(VecDeque<Step>);

enum Step {
    Piece(Bytes),
    /// A server writes what it has only when there is nothing more for the moment.
    Pause,
}

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match self.0.pop_front() {
            Some(Step::Piece(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Some(Step::Pause) => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None => {
                let error = TransportError::new(TransportErrorKind::Receive, "the fake was told to break off");
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}
