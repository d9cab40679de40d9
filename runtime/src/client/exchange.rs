//! One request, one response: the function that all operations share. It is not generic over anything.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::{Either, select};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use super::{Settings, prepare};
use crate::answer::{Answer, Cut};
use crate::body::Body;
use crate::call::{Call, CallOptions, Timeout};
use crate::error::{CredentialFailure, Failure, InvalidRequest, Phase, Received, TimeoutFailure, TransportFailure};
use crate::operation::{Operation, Target};
use crate::transport::BoxFuture;

/// Writes the request down at once, and returns a future that does the rest.
pub(super) fn send(settings: Arc<Settings>, call: Call, options: &CallOptions) -> BoxFuture<Result<Answer, Failure>> {
    let operation = call.operation;
    let request = prepare::request(&settings, call, options);
    let limit = match options.timeout {
        Timeout::Inherited => settings.timeout,
        Timeout::Unlimited => None,
        Timeout::After(limit) => Some(limit),
    };
    Box::pin(exchange(settings, operation, request, limit))
}

async fn exchange(
    settings: Arc<Settings>,
    operation: &'static Operation,
    request: Result<http::Request<Bytes>, InvalidRequest>,
    limit: Option<Duration>,
) -> Result<Answer, Failure> {
    let (mut head, body) = request?.into_parts();
    let target = Target { operation, path: head.uri.path().to_owned() };
    let mut clock = Clock::start(&settings, limit);

    let credentials = match settings.credentials.select(operation.security) {
        Ok(credentials) => credentials,
        Err(error) => return Err(Failure::Credential(CredentialFailure::new(target, error))),
    };
    for credential in credentials {
        match clock.limit(credential.authorize(&mut head)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(Failure::Credential(CredentialFailure::new(target, error))),
            Err(limit) => return Err(Failure::Timeout(TimeoutFailure::new(target, limit, Phase::Authorizing))),
        }
    }

    let request = http::Request::from_parts(head, Body::from(body));
    let (head, mut body) = match clock.limit(settings.transport.send(request)).await {
        Ok(Ok(response)) => response.into_parts(),
        Ok(Err(error)) => return Err(Failure::Transport(TransportFailure::new(target, error, None))),
        Err(limit) => return Err(Failure::Timeout(TimeoutFailure::new(target, limit, Phase::Sending))),
    };
    let (bytes, cut) = read(&mut body, settings.response_limit, &mut clock).await;
    Ok(Answer::new(target, Received { status: head.status, headers: head.headers, body: bytes }, cut))
}

/// Reads a body as far as it goes.
async fn read(body: &mut Body, limit: u64, clock: &mut Clock) -> (Bytes, Option<Cut>) {
    let mut bytes = BytesMut::new();
    let too_large = Some(Cut::TooLarge { limit });
    if body.size_hint().lower() > limit {
        return (Bytes::new(), too_large);
    }
    loop {
        let frame = match clock.limit(body.frame()).await {
            Ok(None) => return (bytes.freeze(), None),
            Ok(Some(Ok(frame))) => frame,
            Ok(Some(Err(error))) => return (bytes.freeze(), Some(Cut::Broken(error))),
            Err(limit) => return (bytes.freeze(), Some(Cut::TimedOut { limit })),
        };
        let Ok(data) = frame.into_data() else { continue };
        if (bytes.len() + data.len()) as u64 > limit {
            return (bytes.freeze(), too_large);
        }
        bytes.extend_from_slice(&data);
    }
}

/// The time limit of a call, one for all its steps.
struct Clock(Option<(Duration, BoxFuture<()>)>);

impl Clock {
    fn start(settings: &Settings, limit: Option<Duration>) -> Self {
        Self(limit.map(|limit| (limit, settings.transport.sleep(limit))))
    }

    /// Runs a step, or returns the limit when the time is over. A step that is done at that moment counts as done.
    async fn limit<T>(&mut self, step: impl Future<Output = T>) -> Result<T, Duration> {
        let Some((limit, over)) = &mut self.0 else { return Ok(step.await) };
        match select(pin!(step), over).await {
            Either::Left((done, _)) => Ok(done),
            Either::Right(_) => Err(*limit),
        }
    }
}
