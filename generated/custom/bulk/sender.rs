//! When what is sent again.
//!
//! The surprise is that calls are made without the retries of the runtime: only who sees each attempt can tell a task
//! that was there before from one that an attempt without answer has added.

use std::time::Duration;

use bindery_runtime as rt;
use rt::{CallOptions, Retry};

use super::chunk::{Chunk, Item, is_too_large};
use super::outcome::TaskOutcome;
use crate::models::TaskAddResult;
use crate::{Client, Error};

/// What all requests have in common.
pub(super) struct Sender {
    client: Client,
    job_id: String,
    retry: Retry,
    options: CallOptions,
}

impl Sender {
    pub(super) fn new(client: Client, job_id: String, retry: Retry, options: CallOptions) -> Self {
        Self { client, job_id, retry, options: options.retry(Retry::none()).repeatable(false) }
    }

    /// Adds tasks by as many requests as it takes, one at a time. Returns an outcome for each.
    pub(super) async fn add(&self, items: Vec<Item>) -> Vec<TaskOutcome> {
        let mut outcomes = Vec::with_capacity(items.len());
        let mut chunks = vec![Chunk::new(items)];
        while let Some(chunk) = chunks.pop() {
            match self.send(&chunk).await {
                Ok(results) => chunks.extend(self.settle(chunk, results, &mut outcomes).await),
                Err(error) if is_too_large(&error) => match chunk.halves() {
                    Ok([first, second]) => chunks.extend([second, first]),
                    Err(single) => single.fail(error, &mut outcomes),
                },
                Err(error) => chunks.extend(self.repeat(chunk, error, &mut outcomes).await),
            }
        }
        outcomes
    }

    /// Sends a request, once.
    async fn send(&self, chunk: &Chunk) -> Result<Vec<TaskAddResult>, Error> {
        let request = self.client.tasks().add_collection(&*self.job_id, chunk.body()).options(self.options.clone());
        Ok(request.await?.into_body().value.unwrap_or_default())
    }

    /// Reads an answer. Returns what is to be sent again when it is time.
    async fn settle(
        &self,
        mut chunk: Chunk,
        results: Vec<TaskAddResult>,
        outcomes: &mut Vec<TaskOutcome>,
    ) -> Option<Chunk> {
        let delay = self.retry.delay_after(chunk.count());
        let rest = chunk.settle(results, delay.is_none(), outcomes)?;
        self.client.core().sleep(delay?).await;
        Some(rest)
    }

    /// Returns what is to be sent again, when it is time, after a failure that may pass.
    async fn repeat(&self, mut chunk: Chunk, error: Error, outcomes: &mut Vec<TaskOutcome>) -> Option<Chunk> {
        chunk.doubt(&error);
        let Some(delay) = self.delay(chunk.count(), &error) else {
            chunk.fail(error, outcomes);
            return None;
        };
        self.client.core().sleep(delay).await;
        Some(chunk)
    }

    /// Returns how long to wait after a failure, if it may pass. An answer that cannot be read is as good as none: the
    /// next one tells what came of the first request.
    fn delay(&self, sent: u32, error: &Error) -> Option<Duration> {
        let delay = self.retry.delay_after(sent)?;
        let passes = error.is_retryable() || matches!(error, Error::Undecodable(_));
        passes.then(|| error.retry_after().unwrap_or(delay))
    }
}
