//! Lists that come in pages, each with a link to the next one.

mod items;
mod link;
mod walk;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::Stream;

use crate::answer::Answer;
use crate::call::{Call, CallOptions};
use crate::client::Client;
use crate::error::Error;
use crate::response::Response;
pub use items::Items;
pub(crate) use link::write as write_link;
use walk::Walk;

/// One page of a list; emitted code implements it for the body of an answer.
pub trait Page {
    /// What the list is made of.
    type Item;

    /// Returns the link to the next page. One that is empty ends the list just as none does.
    fn next_link(&self) -> Option<&str>;

    /// Takes the items. A page without any does not end the list.
    fn into_items(self) -> Vec<Self::Item>;
}

/// The next page, if there is one.
type Next<P, H, E> = Option<Result<Response<P, H>, Error<E>>>;

/// What an operation makes of an answer: emitted code has a function of it.
pub type Read<T, H, E> = fn(Answer) -> Result<Response<T, H>, Error<E>>;

/// The pages of a list, asked for one by one as they are taken: a [`Stream`] of them, and without an extension trait
/// [`next`](Self::next). `P` is the body of a page, `H` its headers, `E` the body of an error.
///
/// A page's link is followed wherever it leads within the origin (scheme, host, port) of the client, be it absolute or
/// relative. The request is that of the first page, with its headers, options, credentials and retries, except that
///
/// * its URL is the link, whose query stays byte for byte; only the version of the API is that of the client,
/// * conditions (`If-Match` and the like) are left out, and
/// * an id of the request that was made up is made up anew.
///
/// A link to another origin is an [`InvalidRequest`](crate::InvalidRequest) that names it: nothing is sent there. So is
/// a link from a page to itself, which would never end.
///
/// After an error the stream still stands before the page that failed, and taking on asks for it again; an
/// [`InvalidRequest`](crate::InvalidRequest), which would only come again, ends it. A program that skips errors without
/// counting them may therefore never end.
///
/// ```
/// # use bindery_runtime as rt;
/// # async fn example<P: rt::Page, H>(mut pages: rt::Pages<P, H, String>) -> Result<(), rt::Error<String>> {
/// while let Some(page) = pages.next().await {
///     println!("{} items", page?.into_body().into_items().len());
///     println!("to go on from here: {:?}", pages.next_link());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until a page is taken"]
pub struct Pages<P, H, E> {
    walk: Box<Walk>,
    read: Read<P, H, E>,
}

impl<P: Page, H, E> Pages<P, H, E> {
    /// Starts at the page that `call` asks for.
    pub fn new(client: &Client, call: Call, options: &CallOptions, read: Read<P, H, E>) -> Self {
        Self { walk: Box::new(Walk::new(client, call, options)), read }
    }

    /// Starts at a link that [`next_link`](Self::next_link) returned earlier, perhaps in another program. An empty one
    /// leads to no page at all.
    pub fn resume(mut self, link: impl Into<String>) -> Self {
        self.walk.resume(link.into());
        self
    }

    /// Returns the link to the page that comes next, absolute: what to keep to go on later behind the page taken last.
    /// `None` before the first page and at the end.
    pub fn next_link(&self) -> Option<&str> {
        self.walk.link()
    }

    /// Takes the next page; `None` at the end. A future that is dropped loses nothing: the next one takes
    /// the request over.
    pub async fn next(&mut self) -> Option<Result<Response<P, H>, Error<E>>> {
        std::future::poll_fn(|cx| self.poll_page(cx)).await
    }

    /// Goes through the items of all pages.
    pub fn items(self) -> Items<P, H, E> {
        Items::new(self)
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Next<P, H, E>> {
        let page = match ready!(self.walk.poll(cx)) {
            Some(Ok(answer)) => (self.read)(answer),
            Some(Err(failure)) => Err(failure.into()),
            None => return Poll::Ready(None),
        };
        if let Ok(page) = &page {
            self.walk.arrived(page.next_link());
        }
        Poll::Ready(Some(page))
    }
}

impl<P: Page, H, E> Stream for Pages<P, H, E> {
    type Item = Result<Response<P, H>, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<P, H, E> fmt::Debug for Pages<P, H, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walk).finish()
    }
}
