//! Operations that the service takes on and works on after it has answered.
//!
//! The surprise is that the service says nothing of the operation itself: what is read over and over is the state of
//! the thing that the operation is about, and [`Polling`] says what that state means.

mod course;
mod options;
mod states;

use std::fmt;
use std::sync::Arc;

use crate::answer::Answer;
use crate::call::{Call, CallOptions};
use crate::client::Client;
use crate::error::Error;
use crate::operation::Target;
use crate::page::Read;
use course::Watch;
pub use options::PollOptions;
pub use states::PollStates;

/// How to tell that an operation is over; emitted code has one `static` of each.
#[derive(Debug)]
pub struct Polling {
    /// Where the answer has the state: a JSON pointer (RFC 6901) to a string, for example `/state`.
    pub state: &'static str,
    /// The states that end it well.
    pub succeeded: &'static [&'static str],
    /// The states that end it badly. In all others, also unknown ones, it goes on.
    pub failed: &'static [&'static str],
    /// What it means that the thing with the state is not there any more (404).
    pub gone: Gone,
}

/// What it means that the thing with the state is not there any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The operation succeeded: it was a deletion.
    Succeeded,
    /// The operation failed: [`PollReason::Gone`](crate::PollReason::Gone).
    Failed,
    /// Nothing is known: the answer is an error as it is of any call.
    Error,
}

/// An operation that the service works on. Clones watch the same one, each for itself.
///
/// Nothing happens until it is asked for, and dropping a future or a stream ends the watching, not the operation. Each
/// reading of the state is a call like any other, with the credentials, limits and retries of the client, and with the
/// options of the call that began the operation except for conditions.
///
/// ```
/// # use bindery_runtime as rt;
/// # async fn example<T: std::fmt::Debug>(poller: rt::Poller<T, String>) -> Result<(), rt::Error<String>> {
/// let limit = std::time::Duration::from_secs(600);
/// match poller.until_done_with(&rt::PollOptions::new().limit(limit)).await {
///     Ok(last) => println!("done: {last:?}"),
///     Err(rt::Error::Poll(e)) => println!("{e}, {:?}", e.state()),
///     Err(e) => return Err(e),
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "the operation goes on, but nobody waits for it"]
pub struct Poller<T, E> {
    watch: Arc<Watch>,
    decode: Decode<T, E>,
}

type Decode<T, E> = Arc<dyn Fn(Answer) -> Result<T, Error<E>> + Send + Sync>;

impl<T: 'static, E: 'static> Poller<T, E> {
    /// Watches what `call` reads the state of, whoever began the operation; [`Answer::poller`] is for an operation that
    /// was just begun.
    pub fn new<H: 'static>(
        client: &Client,
        call: Call,
        options: &CallOptions,
        polling: &'static Polling,
        read: Read<T, H, E>,
    ) -> Self {
        let watch = Watch { client: client.clone(), call, options: options.clone(), polling, begun: None };
        Self { watch: Arc::new(watch), decode: Arc::new(move |answer| Ok(read(answer)?.into_body())) }
    }
}

impl<T, E> Poller<T, E> {
    /// Lets errors name the request that began the operation.
    pub(crate) fn begun_by(self, target: Target) -> Self {
        let Watch { client, call, options, polling, .. } = &*self.watch;
        let (client, call, options) = (client.clone(), call.clone(), options.clone());
        let watch = Watch { client, call, options, polling, begun: Some(target) };
        Self { watch: Arc::new(watch), decode: self.decode }
    }

    /// Waits until the operation is over, looking as often as [`PollOptions`] do by default. Returns the last state, or
    /// `None` if the thing that had it is gone, as it should be.
    ///
    /// # Errors
    /// The operation failed: [`Error::Poll`]. The state could not be read: as of any call.
    pub fn until_done(&self) -> impl Future<Output = Result<Option<T>, Error<E>>> + use<T, E> {
        self.until_done_with(&PollOptions::new())
    }

    /// Waits until the operation is over, or until the time is; otherwise like [`until_done`](Self::until_done).
    ///
    /// # Errors
    /// As [`until_done`](Self::until_done); and the operation took too long, which is an [`Error::Poll`] too.
    pub fn until_done_with(
        &self,
        options: &PollOptions,
    ) -> impl Future<Output = Result<Option<T>, Error<E>>> + use<T, E> {
        self.states_with(options).last()
    }

    /// Returns the states that are read on the way, looking as often as [`PollOptions`] do by default.
    pub fn states(&self) -> PollStates<T, E> {
        self.states_with(&PollOptions::new())
    }

    /// Returns the states that are read on the way.
    pub fn states_with(&self, options: &PollOptions) -> PollStates<T, E> {
        PollStates::new(self, options)
    }

    /// Reads the state once, now, and does not judge it.
    ///
    /// # Errors
    /// As of any call; a thing that is gone is an [`Error::Service`].
    pub async fn state(&self) -> Result<T, Error<E>> {
        let Watch { client, options, .. } = &*self.watch;
        (self.decode)(client.send(self.watch.call(), options).await?)
    }
}

impl<T, E> Clone for Poller<T, E> {
    fn clone(&self) -> Self {
        Self { watch: self.watch.clone(), decode: self.decode.clone() }
    }
}

impl<T, E> fmt::Debug for Poller<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Watch { call, polling, .. } = &*self.watch;
        f.debug_struct("Poller").field("call", call).field("polling", polling).finish_non_exhaustive()
    }
}
