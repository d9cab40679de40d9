//! Who is calling: credentials and which of them a call uses.

mod api_key;
#[cfg(feature = "azure-core")]
mod azure;
mod basic;
mod bearer;
mod refreshing;
mod select;
#[cfg(test)]
mod tests;
mod token;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use http::HeaderMap;
use http::header::HeaderName;
use http::request::Parts;
use jiff::Timestamp;

pub use api_key::ApiKey;
#[cfg(feature = "azure-core")]
pub use azure::AzureToken;
pub use basic::Basic;
pub use bearer::Bearer;
pub use refreshing::RefreshingBearer;
pub(crate) use select::Credentials;
pub use token::{AccessToken, TokenFuture, TokenSource};

use crate::call::header_value;

/// The future of [`Credential::authorize`].
pub type AuthorizeFuture<'a> = Pin<Box<dyn Future<Output = Result<(), CredentialError>> + Send + 'a>>;

/// Proves to the service who is calling.
///
/// Implementations keep their secrets out of `Debug`, mark header values that hold any as
/// [sensitive](http::HeaderValue::set_sensitive), and call [`require_private`] before they add one that could be replayed.
pub trait Credential: fmt::Debug + Send + Sync {
    /// Adds the proof to a request that is complete but for it, anew for each attempt. The head is all there is to see;
    /// the length of the body is in `Content-Length`. `now` is the time of day of the [transport](crate::Transport::now):
    /// signatures have dates, and tokens expire.
    ///
    /// # Errors
    /// There is no proof to be had, or it must not be sent this way. Nothing is sent then.
    fn authorize<'a>(&'a self, request: &'a mut Parts, now: Timestamp) -> AuthorizeFuture<'a>;

    /// Learns that the service answered 401 to a request with these headers, which this credential authorized. Returns
    /// whether another proof is to be had: then the request is sent once more, whatever its method and the
    /// [`Retry`](crate::Retry).
    fn refused(&self, _request: &HeaderMap) -> bool {
        false
    }
}

impl<C: Credential + ?Sized> Credential for Arc<C> {
    fn authorize<'a>(&'a self, request: &'a mut Parts, now: Timestamp) -> AuthorizeFuture<'a> {
        (**self).authorize(request, now)
    }

    fn refused(&self, request: &HeaderMap) -> bool {
        (**self).refused(request)
    }
}

/// Why there is no proof of who is calling. It never quotes a secret.
#[derive(Debug)]
pub struct CredentialError {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl CredentialError {
    /// Makes an error from a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// Makes an error from a message and its cause, which the message should not repeat.
    pub fn with_source(
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { message: message.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Refuses requests that others could read on their way: all but `https`, and `http` to this very machine
/// (`localhost`, 127.0.0.0/8, `::1`).
///
/// # Errors
/// The request is such a one.
pub fn require_private(request: &Parts) -> Result<(), CredentialError> {
    let uri = &request.uri;
    if uri.scheme() == Some(&http::uri::Scheme::HTTPS) || uri.host().is_some_and(is_loopback) {
        return Ok(());
    }
    Err(CredentialError::new("the credential is not sent over plain http; use https"))
}

fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let ip = address.parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback())
}

/// Sets a header whose value is a secret.
fn set_secret(request: &mut Parts, name: HeaderName, value: &str) -> Result<(), CredentialError> {
    require_private(request)?;
    let mut value = header_value(value)
        .map_err(|_| CredentialError::new(format!("the credential cannot stand in the header `{name}`")))?;
    value.set_sensitive(true);
    request.headers.insert(name, value);
    Ok(())
}
