//! Where tasks come from. Behind this, nothing is generic.

use std::pin::Pin;
use std::task::{Context, Poll};

use bindery_runtime as rt;

use crate::models::TaskAddParameter;

/// Tasks to be added, one after the other.
pub(super) enum Source<'a> {
    Iterator(Box<dyn Iterator<Item = TaskAddParameter> + Send + 'a>),
    Stream(Pin<Box<dyn rt::Stream<Item = TaskAddParameter> + Send + 'a>>),
    /// There are no more. An iterator or stream that has ended is not asked again.
    Dry,
}

impl Source<'_> {
    /// Takes the next task, if there is one at hand.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<TaskAddParameter>> {
        let task = match self {
            Self::Iterator(tasks) => Poll::Ready(tasks.next()),
            Self::Stream(tasks) => tasks.as_mut().poll_next(cx),
            Self::Dry => Poll::Ready(None),
        };
        if matches!(task, Poll::Ready(None)) {
            *self = Self::Dry;
        }
        task
    }
}
