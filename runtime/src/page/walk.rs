//! The walk from page to page, the same for all operations: it is not generic over anything.

use std::fmt;
use std::task::{Context, Poll, ready};

use super::link;
use crate::address::Address;
use crate::answer::Answer;
use crate::call::{Call, CallOptions};
use crate::client::Client;
use crate::error::{Failure, InvalidRequest};
use crate::transport::BoxFuture;

/// Asks for one page after the other. Whoever decodes them says where the next one is.
pub(super) struct Walk {
    client: Client,
    call: Call,
    options: CallOptions,
    place: Place,
    /// The URL of the page asked for last, without what a credential adds.
    asked: String,
    /// The URL of the page that came last.
    came: Option<String>,
    sending: Option<BoxFuture<Result<Answer, Failure>>>,
}

/// Which page is next.
#[derive(Debug)]
enum Place {
    First,
    Link(String),
    End,
}

impl Walk {
    pub(super) fn new(client: &Client, call: Call, options: &CallOptions) -> Self {
        let (client, options) = (client.clone(), options.clone());
        Self { client, call, options, place: Place::First, asked: String::new(), came: None, sending: None }
    }

    /// Starts at a link in place of the first page. One that is empty leads nowhere.
    pub(super) fn resume(&mut self, link: String) {
        self.place = if link.trim().is_empty() { Place::End } else { Place::Link(link) };
    }

    /// Returns where the next page is.
    pub(super) fn link(&self) -> Option<&str> {
        match &self.place {
            Place::Link(link) => Some(link),
            Place::First | Place::End => None,
        }
    }

    /// Waits for the next page. After a failure it asks for the same page again, unless that cannot be asked for.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Answer, Failure>>> {
        let sending = match &mut self.sending {
            Some(sending) => sending,
            None => match self.next_call() {
                Ok(Some(call)) => self.sending.insert(self.client.send(call, &self.options)),
                Ok(None) => return Poll::Ready(None),
                Err(error) => {
                    self.place = Place::End;
                    return Poll::Ready(Some(Err(error.in_operation(self.call.operation).into())));
                }
            },
        };
        let answer = ready!(sending.as_mut().poll(cx));
        self.sending = None;
        Poll::Ready(Some(answer))
    }

    /// Takes note of a page that came, and of its link to the next one.
    pub(super) fn arrived(&mut self, next: Option<&str>) {
        let next = next.map(str::trim).filter(|link| !link.is_empty());
        self.place = next.map_or(Place::End, |next| Place::Link(self.resolved(next)));
        self.came = Some(std::mem::take(&mut self.asked));
    }

    /// Makes a link absolute while it is known what it is relative to. One that is no URL is refused later.
    fn resolved(&self, next: &str) -> String {
        let address = Address::parse(&self.asked).ok().and_then(|base| link::resolve(&base, next).ok());
        address.map_or_else(|| next.to_owned(), |address| link::write(&address, next))
    }

    fn next_call(&mut self) -> Result<Option<Call>, InvalidRequest> {
        let first = match self.place {
            Place::End => return Ok(None),
            Place::First | Place::Link(_) => self.call.again(),
        };
        let Place::Link(next) = &self.place else {
            self.asked = self.url(&first)?;
            return Ok(Some(first));
        };
        let own = Address::parse(&self.url(&first)?)
            .map_err(|problem| InvalidRequest::new(format!("the URL of the first page {problem}")))?;
        let address = link::resolve(&own, next)?;
        link::check_origin(&own, &address)?;
        let call = self.call.follow(&link::write(&address, next));
        self.asked = self.url(&call)?;
        if self.came.as_ref() == Some(&self.asked) {
            return Err(InvalidRequest::new("the link to the next page leads to the same page again"));
        }
        Ok(Some(call))
    }

    fn url(&self, call: &Call) -> Result<String, InvalidRequest> {
        Ok(self.client.to_http(call.clone(), &self.options)?.uri().to_string())
    }
}

/// Shows no link: there may be a token in it.
impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::First => "first page",
            Place::Link(_) => "link",
            Place::End => "end",
        };
        f.debug_struct("Walk").field("call", &self.call).field("place", &place).finish_non_exhaustive()
    }
}
