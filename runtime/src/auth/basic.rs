//! HTTP Basic authentication.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::request::Parts;
use jiff::Timestamp;

use super::{AuthorizeFuture, Credential, CredentialError, set_secret};
use crate::types::Secret;

/// A user and a password, sent as `Authorization: Basic <base64>` in UTF-8 (RFC 7617).
#[derive(Clone)]
pub struct Basic {
    user: String,
    password: Secret,
}

impl Basic {
    /// Makes a credential. A user with a `:` in the name is refused when it is used, as the RFC demands.
    pub fn new(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { user: user.into(), password: password.into() }
    }
}

impl Credential for Basic {
    fn authorize<'a>(&'a self, request: &'a mut Parts, _: Timestamp) -> AuthorizeFuture<'a> {
        Box::pin(async move {
            if self.user.contains(':') {
                return Err(CredentialError::new("a user of basic authentication cannot have a `:` in its name"));
            }
            let pair = STANDARD.encode(format!("{}:{}", self.user, self.password.expose()));
            set_secret(request, AUTHORIZATION, &format!("Basic {pair}"))
        })
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").finish_non_exhaustive()
    }
}
