//! OAuth 2.0 bearer tokens.

use http::header::AUTHORIZATION;
use http::request::Parts;
use jiff::Timestamp;

use super::{AuthorizeFuture, Credential, set_secret};
use crate::types::Secret;

/// A fixed bearer token, sent as `Authorization: Bearer <token>` (RFC 6750 section 2.1). Tokens that expire want a
/// [`RefreshingBearer`](super::RefreshingBearer).
#[derive(Clone, Debug)]
pub struct Bearer {
    token: Secret,
}

impl Bearer {
    /// Makes a credential of a token.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { token: token.into() }
    }
}

impl Credential for Bearer {
    fn authorize<'a>(&'a self, request: &'a mut Parts, _: Timestamp) -> AuthorizeFuture<'a> {
        let value = format!("Bearer {}", self.token.expose());
        Box::pin(async move { set_secret(request, AUTHORIZATION, &value) })
    }
}
