//! What is to be added, and how.

use std::fmt;
use std::pin::Pin;

use bindery_runtime as rt;
use rt::{CallOptions, Retry};

use super::outcomes::Outcomes;
use super::report::Report;
use super::source::Source;
use crate::Client;
use crate::models::TaskAddParameter;

/// The most tasks of a request.
pub const CHUNK_SIZE: usize = 100;

/// The largest body of a request in bytes. The service refuses what is larger than 1 MB; this is the smaller of the two
/// things that can mean.
pub const REQUEST_LIMIT: usize = 1_000_000;

/// How many requests are under way at the same time.
const CONCURRENCY: usize = 4;

/// Tasks that are to be added to a job: set what is optional, then `.await` the [`Report`], or take the
/// [`outcomes`](Self::outcomes) as they come. Made by [`Tasks::add_all`](crate::tasks::Tasks::add_all).
#[must_use = "nothing is added until it is awaited or asked for outcomes"]
pub struct AddAll<'a> {
    pub(super) client: Client,
    pub(super) job_id: String,
    pub(super) source: Source<'a>,
    pub(super) concurrency: usize,
    pub(super) chunk_size: usize,
    pub(super) request_limit: usize,
    pub(super) retry: Retry,
    pub(super) options: CallOptions,
}

impl<'a> AddAll<'a> {
    /// Adds what an iterator returns. It is asked for more tasks as there is room for them.
    pub(crate) fn of_iterator<I>(client: &Client, job_id: String, tasks: I) -> Self
    where
        I: IntoIterator<Item: Into<TaskAddParameter> + 'a, IntoIter: Send + 'a>,
    {
        Self::new(client, job_id, Source::Iterator(Box::new(tasks.into_iter().map(Into::into))))
    }

    /// Adds what a stream returns, also as there is room.
    pub(crate) fn of_stream(
        client: &Client,
        job_id: String,
        tasks: impl rt::Stream<Item = TaskAddParameter> + Send + 'a,
    ) -> Self {
        Self::new(client, job_id, Source::Stream(Box::pin(tasks)))
    }

    fn new(client: &Client, job_id: String, source: Source<'a>) -> Self {
        Self {
            client: client.clone(),
            job_id,
            source,
            concurrency: CONCURRENCY,
            chunk_size: CHUNK_SIZE,
            request_limit: REQUEST_LIMIT,
            retry: client.core().retry().clone(),
            options: CallOptions::new(),
        }
    }

    /// Sets how many requests may be under way at the same time; 0 counts as 1. 4 if it is not set.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests.max(1);
        self
    }

    /// Sets the most tasks of a request: 1 to [`CHUNK_SIZE`], which it is if it is not set. What is outside of that
    /// counts as the nearer end.
    pub fn chunk_size(mut self, tasks: usize) -> Self {
        self.chunk_size = tasks.clamp(1, CHUNK_SIZE);
        self
    }

    /// Sets the largest body of a request in bytes, [`REQUEST_LIMIT`] if it is not set. A task that is larger is sent
    /// alone, for the service to decide.
    pub fn request_limit(mut self, bytes: usize) -> Self {
        self.request_limit = bytes;
        self
    }

    /// Sets how often a task is sent, for whatever reason, and the delays in between; those of the client if it is not
    /// set. When a request is halved since it was too large, that does not count.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the options of each request, such as its time limit. Those about repeating have no effect: see
    /// [`retry`](Self::retry).
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Returns the outcomes as they come, a request's at a time and in no order; [`TaskOutcome::index`] tells which
    /// task it is.
    ///
    /// [`TaskOutcome::index`]: super::TaskOutcome::index
    pub fn outcomes(self) -> Outcomes<'a> {
        Outcomes::new(self)
    }

    /// Adds the tasks and returns their outcomes in order, as `.await` does.
    pub async fn send(self) -> Report {
        let mut outcomes = self.outcomes();
        let mut all = Vec::new();
        while let Some(outcome) = outcomes.next().await {
            all.push(outcome);
        }
        Report::new(all)
    }
}

impl<'a> IntoFuture for AddAll<'a> {
    type Output = Report;
    type IntoFuture = Pin<Box<dyn Future<Output = Report> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for AddAll<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddAll")
            .field("job_id", &self.job_id)
            .field("concurrency", &self.concurrency)
            .field("chunk_size", &self.chunk_size)
            .field("request_limit", &self.request_limit)
            .field("retry", &self.retry)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
