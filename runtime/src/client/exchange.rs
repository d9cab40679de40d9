//! One call: the function that all operations share. It is not generic over anything.

use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;

use super::clock::Clock;
use super::open::OpenAnswer;
use super::{Client, Settings, prepare};
use crate::answer::Answer;
use crate::body::Body;
use crate::call::{Call, CallOptions, Timeout};
use crate::error::{CredentialFailure, Failure, InvalidRequest, Phase, TimeoutFailure, TransportFailure};
use crate::operation::Target;
use crate::transport::BoxFuture;

/// Writes the request down at once, and returns a future that does the rest.
pub(super) fn send(settings: Arc<Settings>, call: Call, options: &CallOptions) -> BoxFuture<Result<Answer, Failure>> {
    let exchange = Exchange::new(settings, call, options);
    Box::pin(async move { Ok(exchange?.open().await?.read().await) })
}

/// As [`send`], but leaves the body to be read.
pub(super) fn open(
    settings: Arc<Settings>,
    call: Call,
    options: &CallOptions,
) -> BoxFuture<Result<OpenAnswer, Failure>> {
    let exchange = Exchange::new(settings, call, options);
    Box::pin(async move { exchange?.open().await })
}

struct Exchange {
    settings: Arc<Settings>,
    target: Target,
    head: Parts,
    body: Bytes,
    timeout: Timeout,
}

impl Exchange {
    fn new(settings: Arc<Settings>, call: Call, options: &CallOptions) -> Result<Self, InvalidRequest> {
        let operation = call.operation;
        let (head, body) = prepare::request(&settings, call, options)?.into_parts();
        let target = Target { operation, path: head.uri.path().to_owned(), attempts: 1 };
        Ok(Self { settings, target, head, body, timeout: options.timeout })
    }

    async fn open(self) -> Result<OpenAnswer, Failure> {
        let Self { settings, target, mut head, body, timeout } = self;
        let mut clock = Clock::start(&*settings.transport, timeout.or(settings.timeout));

        let credentials = match settings.credentials.select(target.operation.security) {
            Ok(credentials) => credentials,
            Err(error) => return Err(Failure::Credential(CredentialFailure::new(target, error))),
        };
        for credential in credentials {
            match clock.limit(credential.authorize(&mut head)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => return Err(Failure::Credential(CredentialFailure::new(target, error))),
                Err(over) => return Err(Failure::Timeout(TimeoutFailure::new(target, over.limit, Phase::Authorizing))),
            }
        }

        let request = http::Request::from_parts(head, Body::from(body));
        match clock.limit(settings.transport.send(request)).await {
            Ok(Ok(response)) => {
                let (head, body) = response.into_parts();
                let response_limit = settings.response_limit;
                Ok(OpenAnswer { client: Client(settings), target, head, body, clock, response_limit })
            }
            Ok(Err(error)) => Err(Failure::Transport(TransportFailure::new(target, error, None))),
            Err(over) => Err(Failure::Timeout(TimeoutFailure::new(target, over.limit, Phase::Sending))),
        }
    }
}
