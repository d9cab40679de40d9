//! Lists without their pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_util::Stream;

use super::{Page, Pages};
use crate::error::Error;

/// The items of a list, page after page: a [`Stream`] of them, and without an extension trait [`next`](Self::next).
///
/// A page is asked for when an item of it is. Errors are those of [`Pages`], and so is what comes after them.
#[must_use = "nothing is sent until an item is taken"]
pub struct Items<P: Page, H, E> {
    pages: Pages<P, H, E>,
    items: IntoIter<P::Item>,
}

impl<P: Page, H, E> Items<P, H, E> {
    pub(super) fn new(pages: Pages<P, H, E>) -> Self {
        Self { pages, items: Vec::new().into_iter() }
    }

    /// Takes the next item; `None` at the end. A future that is dropped loses nothing.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error<E>>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Collects all items that are left.
    ///
    /// # Errors
    /// A page failed; the items before it are lost. Use [`next`](Self::next) to keep them and to go on.
    pub async fn try_collect(mut self) -> Result<Vec<P::Item>, Error<E>> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error<E>>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.items = page.into_body().into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is ever pinned, whatever the items are.
impl<P: Page, H, E> Unpin for Items<P, H, E> {}

impl<P: Page, H, E> Stream for Items<P, H, E> {
    type Item = Result<P::Item, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<P: Page, H, E> fmt::Debug for Items<P, H, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("at_hand", &self.items.len()).finish()
    }
}
