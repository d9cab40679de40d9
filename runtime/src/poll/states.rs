//! The states of an operation, one after the other.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::Stream;

use super::course::{Course, End};
use super::{Decode, PollOptions, Poller};
use crate::answer::Answer;
use crate::error::Error;
use crate::transport::BoxFuture;

/// Each state that is read of an operation, up to the one that ends it; a [`Stream`] of them, and without an extension
/// trait [`next`](Self::next).
///
/// An operation that fails, and whatever keeps its state from being read, is an error, and the stream ends behind it.
#[must_use = "nothing is read until a state is taken"]
pub struct PollStates<T, E> {
    progress: Progress,
    decode: Decode<T, E>,
}

enum Progress {
    Resting(Box<Course>),
    Reading(BoxFuture<(Box<Course>, Step)>),
    Over { gone: bool },
}

type Step = Result<Option<Answer>, Error<Infallible>>;

impl<T, E> PollStates<T, E> {
    pub(super) fn new(poller: &Poller<T, E>, options: &PollOptions) -> Self {
        let course = Course::new(poller.watch.clone(), options.clone());
        Self { progress: Progress::Resting(Box::new(course)), decode: poller.decode.clone() }
    }

    /// Waits for the next state; `None` behind the last one. A future that is dropped loses nothing.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        std::future::poll_fn(|cx| self.poll_state(cx)).await
    }

    /// Waits for the end, and returns the last state.
    pub(super) async fn last(mut self) -> Result<Option<T>, Error<E>> {
        let mut last = None;
        while let Some(state) = self.next().await {
            last = Some(state?);
        }
        let gone = matches!(self.progress, Progress::Over { gone: true });
        Ok(last.filter(|_| !gone))
    }

    fn poll_state(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        let state = match ready!(self.progress.poll(cx)) {
            Some(Ok(answer)) => (self.decode)(answer),
            Some(Err(error)) => Err(error.map(|never| match never {})),
            None => return Poll::Ready(None),
        };
        if state.is_err() {
            self.progress = Progress::Over { gone: false };
        }
        Poll::Ready(Some(state))
    }
}

impl Progress {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Answer, Error<Infallible>>>> {
        loop {
            match std::mem::replace(self, Self::Over { gone: false }) {
                Self::Over { gone } => {
                    *self = Self::Over { gone };
                    return Poll::Ready(None);
                }
                Self::Resting(mut course) => {
                    *self = Self::Reading(Box::pin(async move {
                        let step = course.step().await;
                        (course, step)
                    }));
                }
                Self::Reading(mut reading) => {
                    let Poll::Ready((course, step)) = reading.as_mut().poll(cx) else {
                        *self = Self::Reading(reading);
                        return Poll::Pending;
                    };
                    *self = match course.end {
                        Some(end) => Self::Over { gone: end == End::Gone },
                        None => Self::Resting(course),
                    };
                    return Poll::Ready(step.transpose());
                }
            }
        }
    }
}

impl<T, E> Stream for PollStates<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_state(cx)
    }
}

impl<T, E> fmt::Debug for PollStates<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let progress = match self.progress {
            Progress::Resting(_) => "resting",
            Progress::Reading(_) => "reading",
            Progress::Over { .. } => "over",
        };
        f.debug_struct("PollStates").field("progress", &progress).finish_non_exhaustive()
    }
}
