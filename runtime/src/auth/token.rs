//! Where tokens come from.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use jiff::Timestamp;

use super::CredentialError;
use crate::types::Secret;

/// The future of [`TokenSource::token`].
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, CredentialError>> + Send + 'a>>;

/// A token and how long it is good for.
#[derive(Clone, Debug)]
pub struct AccessToken {
    /// What is sent.
    pub token: Secret,
    /// When the service will stop to accept it.
    pub expires_on: Timestamp,
}

impl AccessToken {
    /// Makes a token.
    pub fn new(token: impl Into<Secret>, expires_on: Timestamp) -> Self {
        Self { token: token.into(), expires_on }
    }
}

/// Gives out access tokens, for example those of an identity provider.
///
/// A source need not remember any: [`RefreshingBearer`](super::RefreshingBearer) does, and asks for one at a time.
///
/// ```
/// # use bindery_runtime as rt;
/// #[derive(Debug)]
/// struct Command(&'static str);
///
/// impl rt::TokenSource for Command {
///     fn token<'a>(&'a self, scopes: &'a [String]) -> rt::TokenFuture<'a> {
///         Box::pin(async move {
///             let output = std::process::Command::new(self.0).args(scopes).output();
///             let output = output.map_err(|e| rt::CredentialError::with_source("the command did not run", e))?;
///             let token = String::from_utf8_lossy(&output.stdout).trim().to_owned();
///             Ok(rt::AccessToken::new(token, rt::jiff::Timestamp::now() + std::time::Duration::from_secs(600)))
///         })
///     }
/// }
///
/// let credential = rt::RefreshingBearer::new(Command("print-token"), ["https://jobs.example/.default"]);
/// # drop(credential);
/// ```
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// Gets a new token that is good for the scopes (RFC 6749 section 3.3). Dropping the future gives it up.
    ///
    /// # Errors
    /// There is none to be had.
    fn token<'a>(&'a self, scopes: &'a [String]) -> TokenFuture<'a>;
}

impl<S: TokenSource + ?Sized> TokenSource for Arc<S> {
    fn token<'a>(&'a self, scopes: &'a [String]) -> TokenFuture<'a> {
        (**self).token(scopes)
    }
}
