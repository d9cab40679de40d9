//! The settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Client, Settings};
use crate::auth::{Credential, Credentials};
use crate::call::header_value;
use crate::endpoint::{Endpoint, base};
use crate::error::InvalidRequest;
use crate::retry::Retry;
use crate::transport::Transport;

const TIMEOUT: Duration = Duration::from_secs(100);
const RESPONSE_LIMIT: u64 = 64 * 1024 * 1024;
const REDIRECTS: u32 = 10;
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Collects the settings of a [`Client`].
///
/// `Debug` shows the endpoint only.
#[must_use]
pub struct ClientBuilder {
    base: String,
    transport: Option<Arc<dyn Transport>>,
    credentials: Credentials,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    retry: Retry,
    redirects: u32,
    response_limit: u64,
    user_agent: String,
}

impl ClientBuilder {
    pub(super) fn new(endpoint: &dyn Endpoint) -> Result<Self, InvalidRequest> {
        Ok(Self {
            base: base(endpoint)?,
            transport: None,
            credentials: Credentials::default(),
            timeout: Some(TIMEOUT),
            attempt_timeout: None,
            retry: Retry::new(),
            redirects: REDIRECTS,
            response_limit: RESPONSE_LIMIT,
            user_agent: USER_AGENT.to_owned(),
        })
    }

    /// Sets the credential for every operation that asks for one, whatever the security scheme.
    pub fn credential(mut self, credential: impl Credential + 'static) -> Self {
        self.credentials.general = Some(Arc::new(credential));
        self
    }

    /// Sets the credential for one security scheme. An operation all of whose schemes have one, in one of its
    /// alternatives, uses these; see [`credential`](Self::credential) for the others.
    pub fn credential_for(mut self, scheme: &str, credential: impl Credential + 'static) -> Self {
        self.credentials.by_scheme.insert(scheme.to_owned(), Arc::new(credential));
        self
    }

    /// Limits each call, from asking the credential to the last byte of the answer, with all attempts and the waiting
    /// in between. 100 s if not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Lets calls take as long as they take.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// Limits each attempt, from asking the credential to the last byte of the answer. Not limited if not set, but for
    /// the call as a whole.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets how often requests are repeated. [`Retry::new`] if not set.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Sets how many redirects of a request are followed, one after the other. 10 if not set; 0: none.
    ///
    /// 307 and 308 keep method and body, 303 becomes a `GET`; 300, 301 and 302 are followed by safe methods only. Only
    /// those go to another origin, too, without credentials and without headers that are parameters. What is not
    /// followed, such as a redirect from `https` to `http`, is an answer like any other.
    pub fn redirects(mut self, redirects: u32) -> Self {
        self.redirects = redirects;
        self
    }

    /// Sets the transport. With the feature `hyper` there is a default.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Limits the length of response bodies, in bytes. 64 MiB if not set.
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sets the `User-Agent` header. `bindery-runtime/<version>` if not set.
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        user_agent.clone_into(&mut self.user_agent);
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// The user agent is not a legal header value, or there is no transport.
    pub fn build(self) -> Result<Client, InvalidRequest> {
        let user_agent = header_value(&self.user_agent);
        let user_agent = user_agent.map_err(|message| InvalidRequest::new(format!("the user agent {message}")))?;
        let transport = self.transport.map_or_else(default_transport, Ok)?;
        Ok(Client(Arc::new(Settings {
            base: self.base,
            transport,
            credentials: self.credentials,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            retry: self.retry,
            redirects: self.redirects,
            response_limit: self.response_limit,
            user_agent,
        })))
    }
}

#[cfg(feature = "hyper")]
fn default_transport() -> Result<Arc<dyn Transport>, InvalidRequest> {
    let transport = crate::HyperTransport::new();
    let transport = transport.map_err(|_| InvalidRequest::new("the default transport has no usable TLS"))?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "hyper"))]
fn default_transport() -> Result<Arc<dyn Transport>, InvalidRequest> {
    Err(InvalidRequest::new("the client has no transport: pass one to `transport`, or enable the feature `hyper`"))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("endpoint", &self.base).finish_non_exhaustive()
    }
}
