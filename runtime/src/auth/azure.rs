//! Tokens of the Azure SDK for Rust.

use std::sync::Arc;

use azure_core::credentials::TokenCredential;
use jiff::Timestamp;

use super::{AccessToken, CredentialError, TokenFuture, TokenSource};

/// A [`TokenSource`] made of a credential of the Azure SDK, such as those of `azure_identity`.
///
/// ```
/// # use std::sync::Arc;
/// # use azure_core::credentials::TokenCredential;
/// # use bindery_runtime as rt;
/// fn credential(azure: Arc<dyn TokenCredential>) -> rt::RefreshingBearer {
///     rt::RefreshingBearer::new(rt::AzureToken::new(azure), ["https://batch.core.windows.net/.default"])
/// }
/// ```
///
/// The SDK makes its own requests, with its own transport, and repeats them as it sees fit.
#[derive(Clone, Debug)]
pub struct AzureToken {
    credential: Arc<dyn TokenCredential>,
}

impl AzureToken {
    /// Makes a source of a credential.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self { credential }
    }
}

impl TokenSource for AzureToken {
    fn token<'a>(&'a self, scopes: &'a [String]) -> TokenFuture<'a> {
        Box::pin(async move {
            let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
            let token = self.credential.get_token(&scopes, None).await;
            let token = token.map_err(|error| CredentialError::with_source("Azure gave no token", error))?;
            let expires_on = Timestamp::from_nanosecond(token.expires_on.unix_timestamp_nanos());
            Ok(AccessToken::new(token.token.secret(), expires_on.unwrap_or(Timestamp::MAX)))
        })
    }
}
