//! How many requests are under way.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bindery_runtime as rt;
use rt::BoxFuture;

use super::chunk::Item;
use super::outcome::TaskOutcome;
use super::packer::{Packed, Packer};
use super::request::AddAll;
use super::sender::Sender;
use super::source::Source;

/// What becomes of tasks, as it turns out: a [`Stream`](rt::Stream) with one outcome for each task.
///
/// Everything happens while it is asked for outcomes. Tasks are taken from the input as there is room for them: those
/// taken and without an outcome are at most those of all requests that may be under way, and one. (To tell duplicates,
/// the ids of all are kept.) A request is full, unless the input ends, or has nothing at hand while no other request is
/// under way.
///
/// Dropping it gives up the requests under way; their tasks may have been added or not. [`stop`](Self::stop) ends it
/// in order.
#[must_use = "nothing is added until it is asked for outcomes"]
pub struct Outcomes<'a> {
    source: Source<'a>,
    packer: Packer,
    sender: Arc<Sender>,
    concurrency: usize,
    under_way: Vec<BoxFuture<Vec<TaskOutcome>>>,
    done: VecDeque<TaskOutcome>,
}

impl<'a> Outcomes<'a> {
    pub(super) fn new(tasks: AddAll<'a>) -> Self {
        let AddAll { client, job_id, source, concurrency, chunk_size, request_limit, retry, options } = tasks;
        Self {
            source,
            packer: Packer::new(chunk_size, request_limit),
            sender: Arc::new(Sender::new(client, job_id, retry, options)),
            concurrency,
            under_way: Vec::new(),
            done: VecDeque::new(),
        }
    }

    /// Returns the next outcome; `None` when every task has one.
    pub async fn next(&mut self) -> Option<TaskOutcome> {
        std::future::poll_fn(|cx| self.poll_outcome(cx)).await
    }

    /// Takes no more tasks from the input. Those that were taken are still added, and their outcomes come.
    ///
    /// ```
    /// # use azure_batch_client::bulk::Outcomes;
    /// # async fn example(mut outcomes: Outcomes<'_>) {
    /// while let Some(outcome) = outcomes.next().await {
    ///     if let Err(error) = outcome.result {
    ///         eprintln!("{error}");
    ///         outcomes.stop();
    ///     }
    /// }
    /// # }
    /// ```
    pub fn stop(&mut self) {
        self.source = Source::Dry;
    }

    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Option<TaskOutcome>> {
        loop {
            if let Some(outcome) = self.done.pop_front() {
                return Poll::Ready(Some(outcome));
            }
            self.launch(cx);
            self.collect(cx);
            if self.done.is_empty() {
                let over = self.under_way.is_empty() && matches!(self.source, Source::Dry);
                return if over { Poll::Ready(None) } else { Poll::Pending };
            }
        }
    }

    /// Makes requests until enough are under way, there is no task at hand, or one has its outcome already.
    fn launch(&mut self, cx: &mut Context<'_>) {
        while self.under_way.len() < self.concurrency {
            let chunk = match self.source.poll(cx) {
                Poll::Ready(Some(task)) => match self.packer.add(task) {
                    Packed::Waits => continue,
                    Packed::Full(chunk) => chunk,
                    Packed::Refused(outcome) => return self.done.push_back(outcome),
                },
                Poll::Pending if !self.under_way.is_empty() => return,
                Poll::Pending | Poll::Ready(None) => match self.packer.flush() {
                    Some(chunk) => chunk,
                    None => return,
                },
            };
            self.send(chunk);
        }
    }

    fn send(&mut self, chunk: Vec<Item>) {
        let sender = self.sender.clone();
        self.under_way.push(Box::pin(async move { sender.add(chunk).await }));
    }

    /// Takes the outcomes of what is done.
    fn collect(&mut self, cx: &mut Context<'_>) {
        self.under_way.retain_mut(|request| match request.as_mut().poll(cx) {
            Poll::Ready(outcomes) => {
                self.done.extend(outcomes);
                false
            }
            Poll::Pending => true,
        });
    }
}

impl rt::Stream for Outcomes<'_> {
    type Item = TaskOutcome;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<TaskOutcome>> {
        self.poll_outcome(cx)
    }
}

impl fmt::Debug for Outcomes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcomes")
            .field("under_way", &self.under_way.len())
            .field("at_hand", &self.done.len())
            .finish_non_exhaustive()
    }
}
