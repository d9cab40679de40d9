//! How an operation takes its course, the same for all of them: nothing here is generic.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::{Gone, PollOptions, Polling};
use crate::answer::Answer;
use crate::call::{Call, CallOptions};
use crate::client::Client;
use crate::error::{Error, PollFailure, PollReason, Received};
use crate::json::{DecodeError, from_slice};
use crate::operation::Target;
use crate::retry;

/// What is watched, and what its states mean.
pub(super) struct Watch {
    pub(super) client: Client,
    pub(super) call: Call,
    pub(super) options: CallOptions,
    pub(super) polling: &'static Polling,
    /// The request that began the operation.
    pub(super) begun: Option<Target>,
}

/// One time of watching.
pub(super) struct Course {
    watch: Arc<Watch>,
    options: PollOptions,
    start: Option<Timestamp>,
    /// Until the next reading.
    wait: Duration,
    last: Option<Last>,
    pub(super) end: Option<End>,
}

/// A state that has not ended the operation.
struct Last {
    target: Target,
    received: Received,
    state: Option<String>,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Behind a state that is handed out.
    Done,
    /// What had the state is gone, as it should.
    Gone,
    /// With an error.
    Failed,
}

type Step<T> = Result<T, Error<Infallible>>;

impl Watch {
    /// Makes the call that reads the state. Conditions in its options are about the call that began it all.
    pub(super) fn call(&self) -> Call {
        let mut call = self.call.again();
        call.unconditional = true;
        call
    }
}

impl Course {
    pub(super) fn new(watch: Arc<Watch>, mut options: PollOptions) -> Self {
        let wait = options.next_interval();
        Self { watch, options, start: None, wait, last: None, end: None }
    }

    /// Waits and reads the state. `None` if it was the last time, and there is no state.
    pub(super) async fn step(&mut self) -> Step<Option<Answer>> {
        let step = self.read().await;
        if step.is_err() {
            self.end = Some(End::Failed);
        }
        step
    }

    async fn read(&mut self) -> Step<Option<Answer>> {
        let watch = self.watch.clone();
        let wait = self.left()?.map_or(self.wait, |left| left.min(self.wait));
        watch.client.sleep(wait).await;
        let answer = watch.client.send(watch.call(), &watch.options).await?;
        self.judge(answer)
    }

    /// Returns how much is left of the limit. Without any, the state was read for the last time.
    fn left(&mut self) -> Step<Option<Duration>> {
        let now = self.watch.client.now();
        let start = *self.start.get_or_insert(now);
        let Some(limit) = self.options.limit else { return Ok(None) };
        let passed = Duration::try_from(now.duration_since(start)).unwrap_or_default();
        match (limit.saturating_sub(passed), self.last.take()) {
            (Duration::ZERO, Some(Last { target, received, state })) => {
                Err(self.failure(target, received, state, PollReason::TimedOut { limit }))
            }
            (left, _) => Ok(Some(left)),
        }
    }

    /// Finds out whether the operation is over. An error of the service that is not about that is for `read` to tell.
    fn judge(&mut self, answer: Answer) -> Step<Option<Answer>> {
        let polling = self.watch.polling;
        let status = answer.received().status;
        match polling.gone {
            Gone::Succeeded if status == StatusCode::NOT_FOUND => {
                self.end = Some(End::Gone);
                return Ok(None);
            }
            Gone::Failed if status == StatusCode::NOT_FOUND => {
                let (target, received) = answer.into_received();
                return Err(self.failure(target, received, None, PollReason::Gone));
            }
            _ if !status.is_success() => {
                self.end = Some(End::Failed);
                return Ok(Some(answer));
            }
            _ => {}
        }
        let state = match state(&answer, polling.state) {
            Ok(state) => state,
            Err(error) => return Err(answer.undecodable(error).into()),
        };
        if polling.failed.contains(&&*state) {
            let (target, received) = answer.into_received();
            return Err(self.failure(target, received, Some(state), PollReason::Failed));
        }
        if polling.succeeded.contains(&&*state) {
            self.end = Some(End::Done);
        } else {
            self.go_on(&answer, state);
        }
        Ok(Some(answer))
    }

    fn go_on(&mut self, answer: &Answer, state: String) {
        let interval = self.options.next_interval();
        self.wait = retry::after(&answer.received().headers, self.watch.client.now()).unwrap_or(interval);
        if self.options.limit.is_some() {
            let (target, received) = (answer.target().clone(), answer.received().clone());
            self.last = Some(Last { target, received, state: Some(state) });
        }
    }

    fn failure(
        &self,
        reading: Target,
        received: Received,
        state: Option<String>,
        reason: PollReason,
    ) -> Error<Infallible> {
        Error::Poll(PollFailure::new(self.watch.begun.as_ref(), reading, received, state, reason))
    }
}

/// Reads the state where the pointer (RFC 6901) leads, from the raw JSON.
fn state(answer: &Answer, pointer: &str) -> Result<String, DecodeError> {
    let body: Value = from_slice(&answer.received().body)?;
    let state = body.pointer(pointer).and_then(Value::as_str);
    state.map(str::to_owned).ok_or_else(|| DecodeError::new(format!("expected a state at `{pointer}`"), 0))
}
