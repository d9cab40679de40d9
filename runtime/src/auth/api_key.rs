//! API keys in headers, queries and cookies.

use http::Uri;
use http::header::{COOKIE, HeaderName};
use http::request::Parts;
use http::uri::PathAndQuery;
use jiff::Timestamp;

use super::{AuthorizeFuture, Credential, CredentialError, require_private, set_secret};
use crate::call::push_pair;
use crate::percent::push_value;
use crate::types::Secret;

/// A fixed key under a name (OAS Security Scheme Object, type `apiKey`).
///
/// A key in the query is seen by whoever logs URLs; use it where a service offers nothing else.
#[derive(Clone, Debug)]
pub struct ApiKey {
    place: Place,
    name: String,
    value: Secret,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Header,
    Query,
    Cookie,
}

impl ApiKey {
    /// Makes a key that is sent as a header, its value as it is.
    pub fn header(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self { place: Place::Header, name: name.into(), value: value.into() }
    }

    /// Makes a key that is sent as a query parameter, percent-encoded, behind all others.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self { place: Place::Query, name: name.into(), value: value.into() }
    }

    /// Makes a key that is sent as a cookie, percent-encoded, behind all others.
    pub fn cookie(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self { place: Place::Cookie, name: name.into(), value: value.into() }
    }

    fn header_name(&self) -> Result<HeaderName, CredentialError> {
        HeaderName::from_bytes(self.name.as_bytes()).map_err(|_| self.illegal_name())
    }

    fn illegal_name(&self) -> CredentialError {
        CredentialError::new("the API key has a name that is not legal in its place")
    }

    fn set_query(&self, request: &mut Parts) -> Result<(), CredentialError> {
        require_private(request)?;
        let mut parts = request.uri.clone().into_parts();
        let old = parts.path_and_query.as_ref();
        let (path, query) = old.map_or(("/", None), |old| (old.path(), old.query()));
        let mut query = query.unwrap_or_default().to_owned();
        push_pair(&mut query, &self.name, self.value.expose());
        parts.path_and_query = PathAndQuery::try_from(format!("{path}?{query}")).ok();
        request.uri = Uri::from_parts(parts).map_err(|_| self.illegal_name())?;
        Ok(())
    }

    fn set_cookie(&self, request: &mut Parts) -> Result<(), CredentialError> {
        self.header_name()?;
        let old = request.headers.get(COOKIE).and_then(|old| old.to_str().ok());
        let mut cookies = old.map_or_else(String::new, |old| format!("{old}; "));
        cookies.push_str(&self.name);
        cookies.push('=');
        push_value(&mut cookies, self.value.expose());
        set_secret(request, COOKIE, &cookies)
    }
}

impl Credential for ApiKey {
    fn authorize<'a>(&'a self, request: &'a mut Parts, _: Timestamp) -> AuthorizeFuture<'a> {
        Box::pin(async move {
            match self.place {
                Place::Header => set_secret(request, self.header_name()?, self.value.expose()),
                Place::Query => self.set_query(request),
                Place::Cookie => self.set_cookie(request),
            }
        })
    }
}
