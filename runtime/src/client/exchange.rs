//! One call: the function that all operations share. It is not generic over anything.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use http::request::Parts;
use http::{HeaderMap, StatusCode};

use super::attempt::Fault;
use super::clock::Clock;
use super::open::{OpenAnswer, drain, read};
use super::{Client, Settings, prepare};
use crate::answer::Answer;
use crate::body::Body;
use crate::call::{Call, CallOptions};
use crate::error::{Failure, InvalidRequest, Received};
use crate::operation::Target;
use crate::retry::{Outcome, Retry, after};
use crate::transport::BoxFuture;

/// Writes the request down at once, and returns a future that does the rest.
pub(super) fn send(settings: Arc<Settings>, call: Call, options: &CallOptions) -> BoxFuture<Result<Answer, Failure>> {
    let plan = Plan::new(settings, call, options);
    Box::pin(async move { plan?.start().send().await })
}

/// As [`send`], but leaves the body to be read.
pub(super) fn open(
    settings: Arc<Settings>,
    call: Call,
    options: &CallOptions,
) -> BoxFuture<Result<OpenAnswer, Failure>> {
    let again = Box::new((call.clone(), options.clone()));
    let plan = Plan::new(settings, call, options);
    Box::pin(async move { plan?.start().open(again).await })
}

/// A call before its time starts to run.
struct Plan {
    settings: Arc<Settings>,
    target: Target,
    request: http::Request<Bytes>,
    options: CallOptions,
}

impl Plan {
    fn new(settings: Arc<Settings>, call: Call, options: &CallOptions) -> Result<Self, InvalidRequest> {
        let operation = call.operation;
        let request = prepare::request(&settings, call, options)?;
        let target = Target::new(operation, request.uri().path());
        Ok(Self { settings, target, request, options: options.clone() })
    }

    fn start(self) -> Exchange {
        let Self { settings, target, request, options } = self;
        let (head, body) = request.into_parts();
        Exchange {
            clock: Clock::start(&*settings.transport, options.timeout.or(settings.timeout)),
            retry: options.retry.unwrap_or_else(|| settings.retry.clone()),
            attempt_timeout: options.attempt_timeout.or(settings.attempt_timeout),
            repeatable: options.repeatable,
            proof: HeaderMap::new(),
            renewed: false,
            settings,
            target,
            head,
            body,
        }
    }
}

/// A call on its way.
pub(super) struct Exchange {
    pub(super) settings: Arc<Settings>,
    pub(super) clock: Clock,
    pub(super) target: Target,
    /// The request, but for the credential.
    pub(super) head: Parts,
    pub(super) body: Bytes,
    pub(super) attempt_timeout: Option<Duration>,
    /// The headers of the last attempt, if it was authorized.
    pub(super) proof: HeaderMap,
    /// Whether a refused proof was replaced; that is done once.
    renewed: bool,
    retry: Retry,
    repeatable: bool,
}

impl Exchange {
    async fn open(mut self, again: Box<(Call, CallOptions)>) -> Result<OpenAnswer, Failure> {
        match self.respond().await {
            Ok(response) => {
                let (head, body) = response.into_parts();
                let Self { settings, clock, target, .. } = self;
                let response_limit = settings.response_limit;
                Ok(OpenAnswer { client: Client(settings), target, head, body, clock, again, response_limit })
            }
            Err(fault) => Err(fault.of(self.target)),
        }
    }

    async fn send(mut self) -> Result<Answer, Failure> {
        loop {
            let (head, mut body) = match self.respond().await {
                Ok(response) => response.into_parts(),
                Err(fault) => return Err(fault.of(self.target)),
            };
            let (bytes, cut) = read(&mut body, self.settings.response_limit, &mut self.clock).await;
            drop(body);
            let wait =
                cut.as_ref().filter(|cut| cut.is_of_the_moment()).and_then(|_| self.wait(Outcome::BrokenOff, None));
            let Some(wait) = wait else {
                let received = Received { status: head.status, headers: head.headers, body: bytes };
                return Ok(Answer::new(self.target, received, cut));
            };
            if let Err(fault) = self.rest(wait, None).await {
                return Err(fault.of(self.target));
            }
        }
    }

    /// Makes attempts until there is a response to be content with, or until it is no use.
    async fn respond(&mut self) -> Result<http::Response<Body>, Fault> {
        loop {
            self.target.attempts += 1;
            let response = self.attempt().await;
            let wait = match &response {
                Ok(response) if self.renews_proof(response.status()) => Some(Duration::ZERO),
                Ok(response) => self.wait(Outcome::Answered(response.status()), Some(response.headers())),
                Err(fault) => self.wait(fault.outcome(), None),
            };
            let Some(wait) = wait else { return response };
            self.rest(wait, response.ok().map(http::Response::into_body)).await?;
        }
    }

    /// Says whether a service that does not know the caller will know a new proof.
    fn renews_proof(&mut self, status: StatusCode) -> bool {
        let renews = status == StatusCode::UNAUTHORIZED && !self.renewed && self.is_refused();
        self.renewed |= renews;
        renews
    }

    /// Decides about another attempt: when, if at all.
    fn wait(&mut self, outcome: Outcome, headers: Option<&HeaderMap>) -> Option<Duration> {
        if !outcome.may_be_repeated(&self.target.operation.method, self.repeatable) {
            return None;
        }
        let now = self.settings.transport.now();
        let delay = self.retry.delay_after(self.target.attempts - u32::from(self.renewed))?;
        let wait = headers.and_then(|headers| after(headers, now)).unwrap_or(delay);
        if !self.clock.has_time_for(wait, now) {
            return None;
        }
        self.target.may_have_acted |= outcome.may_have_acted();
        Some(wait)
    }

    /// Waits for the next attempt. What is left of the last response is read meanwhile, so that its connection can be
    /// used again.
    async fn rest(&mut self, wait: Duration, rest: Option<Body>) -> Result<(), Fault> {
        self.clock.end_attempt();
        if wait.is_zero() {
            return Ok(());
        }
        let sleep = self.settings.transport.sleep(wait);
        let step = async {
            if let Either::Left((_, sleep)) = select(pin!(drain(rest)), sleep).await {
                sleep.await;
            }
        };
        self.clock.limit(step).await.map_err(Fault::Sending)
    }
}
