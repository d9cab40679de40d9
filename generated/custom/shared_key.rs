//! Signatures with an account's access key. What is signed is the subject of [`text`].

mod text;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bindery_runtime as rt;
use ring::hmac;
use rt::http::HeaderValue;
use rt::http::header::{AUTHORIZATION, HeaderName};
use rt::http::request::Parts;
use rt::jiff::Timestamp;
use rt::{AuthorizeFuture, Credential, CredentialError, HttpDate, InvalidRequest, Secret};

/// Since when the signature holds; the service takes it for 15 minutes.
const OCP_DATE: HeaderName = HeaderName::from_static("ocp-date");

/// An access key of a Batch account, as a credential: each request gets a signature of its own, and the key stays here.
///
/// A request is signed with the `ocp-date` that it has, or else gets one that says now. The service refuses requests
/// whose date is more than 15 minutes off with 403, as it does those whose signature is wrong.
///
/// ```
/// use azure_batch_client::{Client, SharedKey};
///
/// let client = Client::builder("https://myaccount.eastus.batch.azure.com")?
///     .credential(SharedKey::new("myaccount", "bm90IHRoZSBrZXkgb2YgYW55IGFjY291bnQ=")?)
///     .build()?;
/// # Ok::<(), azure_batch_client::Error>(())
/// ```
#[derive(Clone)]
pub struct SharedKey {
    account: String,
    /// Holds what HMAC makes of the access key, not that key.
    key: hmac::Key,
}

impl SharedKey {
    /// Makes a credential of the account's name and one of its two access keys, in base64 as the portal shows them.
    ///
    /// # Errors
    /// The name is empty or has a `/`, a `:` or anything but visible ASCII in it, or the key is empty or not base64.
    /// The error does not quote the key.
    pub fn new(account: impl Into<String>, key: impl Into<Secret>) -> Result<Self, InvalidRequest> {
        let account = account.into();
        let legal = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'/' | b':');
        if account.is_empty() || !account.bytes().all(legal) {
            return Err(InvalidRequest::new(format!("{account:?} is not the name of a Batch account")));
        }
        // The error is not passed on: it says which character of the key is wrong.
        let key = STANDARD.decode(key.into().expose()).unwrap_or_default();
        if key.is_empty() {
            return Err(InvalidRequest::new("the access key of the Batch account is not base64, or empty"));
        }
        Ok(Self { account, key: hmac::Key::new(hmac::HMAC_SHA256, &key) })
    }

    /// Returns the text that is signed for a request. It holds no secret.
    ///
    /// The service names the one it expected in its answer to a signature that it does not accept, among the
    /// `values` of the error, as `AuthenticationErrorDetail`.
    pub fn string_to_sign(&self, request: &Parts) -> String {
        text::string_to_sign(&self.account, request)
    }

    /// Adds date and signature.
    fn sign(&self, request: &mut Parts, now: Timestamp) -> Result<(), CredentialError> {
        rt::require_private(request)?;
        if !request.headers.contains_key(OCP_DATE) {
            request.headers.insert(OCP_DATE, header(&HttpDate::from(now).to_string())?);
        }
        let signature = STANDARD.encode(hmac::sign(&self.key, self.string_to_sign(request).as_bytes()));
        let mut value = header(&format!("SharedKey {}:{signature}", self.account))?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        Ok(())
    }
}

fn header(value: &str) -> Result<HeaderValue, CredentialError> {
    HeaderValue::from_str(value).map_err(|error| CredentialError::with_source("the signature fits no header", error))
}

impl Credential for SharedKey {
    /// Signs; never waits.
    fn authorize<'a>(&'a self, request: &'a mut Parts, now: Timestamp) -> AuthorizeFuture<'a> {
        Box::pin(std::future::ready(self.sign(request, now)))
    }
}

impl fmt::Debug for SharedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedKey").field("account", &self.account).finish_non_exhaustive()
    }
}
