//! The client that generated clients are made of.

mod attempt;
mod builder;
mod clock;
mod exchange;
mod open;
mod prepare;
mod redirect;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use jiff::Timestamp;

use crate::answer::Answer;
use crate::auth::Credentials;
use crate::call::{Call, CallOptions};
use crate::endpoint::Endpoint;
use crate::error::{Failure, InvalidRequest};
use crate::retry::Retry;
use crate::transport::{BoxFuture, Transport};

pub use builder::ClientBuilder;
pub(crate) use clock::Clock;
pub use open::OpenAnswer;
pub(crate) use open::media_type;

/// Where a service is, how to get there and who is calling. Clones are cheap and share all of it.
///
/// `Debug` shows the endpoint only.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

pub(crate) struct Settings {
    /// Scheme, authority and path prefix, without a slash at the end.
    base: String,
    transport: Arc<dyn Transport>,
    credentials: Credentials,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    retry: Retry,
    /// How many are followed in a row.
    redirects: u32,
    /// In bytes.
    response_limit: u64,
    user_agent: HeaderValue,
}

impl Client {
    /// Starts a client of the service at `endpoint`.
    ///
    /// # Errors
    /// The [endpoint](Endpoint) is not a base URL.
    pub fn builder(endpoint: impl Endpoint) -> Result<ClientBuilder, InvalidRequest> {
        ClientBuilder::new(&endpoint)
    }

    /// Sends a call and reads the response's body. The future owns all it needs; dropping it gives the call up.
    pub fn send(&self, call: Call, options: &CallOptions) -> BoxFuture<Result<Answer, Failure>> {
        exchange::send(self.0.clone(), call, options)
    }

    /// Sends a call and leaves the response's body to be read. Otherwise like [`send`](Self::send).
    pub fn open(&self, call: Call, options: &CallOptions) -> BoxFuture<Result<OpenAnswer, Failure>> {
        exchange::open(self.0.clone(), call, options)
    }

    /// Returns the time as the transport sees it.
    pub fn now(&self) -> Timestamp {
        self.0.transport.now()
    }

    /// Waits, as the transport does.
    pub fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.0.transport.sleep(duration)
    }

    /// Returns how often calls are sent that do not say it themselves.
    pub fn retry(&self) -> &Retry {
        &self.0.retry
    }

    /// Starts a time limit.
    pub(crate) fn clock(&self, limit: Option<Duration>) -> Clock {
        Clock::start(&*self.0.transport, limit)
    }

    /// Returns the request as it would be sent, but for the credential.
    ///
    /// # Errors
    /// The request cannot be written down.
    pub fn to_http(&self, call: Call, options: &CallOptions) -> Result<http::Request<Bytes>, InvalidRequest> {
        prepare::request(&self.0, call, options)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.0.base).finish_non_exhaustive()
    }
}
