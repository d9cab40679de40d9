//! SharedKey, as the service checks it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::request::Parts;
use http::{Method, StatusCode};
use sha2::Sha256;

use crate::call::parse_query;
use crate::problem::Problem;

/// The headers that are signed whether they are there or not, in this order.
const SIGNED: [&str; 11] = [
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "if-modified-since",
    "if-match",
    "if-none-match",
    "if-unmodified-since",
    "range",
];

/// An account and its key.
pub(crate) struct SharedKey {
    account: String,
    key: Vec<u8>,
}

impl SharedKey {
    pub(crate) fn new(account: &str, key: &str) -> Result<Self, Problem> {
        let message = "The key is not base64.";
        let key = STANDARD.decode(key).map_err(|_| Problem::bad("InvalidAuthenticationInfo", message))?;
        Ok(Self { account: account.to_owned(), key })
    }

    /// Checks a request.
    ///
    /// # Errors
    /// 403 `AuthenticationFailed`, with the text that would have had to be signed.
    pub(crate) fn verify(&self, head: &Parts) -> Result<(), Problem> {
        let given = head.headers.get(http::header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let text = string_to_sign(&self.account, head);
        let signature = given
            .and_then(|given| given.strip_prefix("SharedKey "))
            .and_then(|given| given.split_once(':'))
            .filter(|(account, _)| *account == self.account)
            .and_then(|(_, signature)| STANDARD.decode(signature).ok());
        let mac = Hmac::<Sha256>::new_from_slice(&self.key).map(|mac| mac.chain_update(&text)).ok();
        if signature.zip(mac).is_some_and(|(signature, mac)| mac.verify_slice(&signature).is_ok()) {
            return Ok(());
        }
        let message = "Server failed to authenticate the request. Check the Authorization header.";
        let problem = Problem::new(StatusCode::FORBIDDEN, "AuthenticationFailed", message);
        Err(problem.with("AuthenticationErrorDetail", &format!("The string to sign was '{text}'.")))
    }
}

impl fmt::Debug for SharedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedKey").field("account", &self.account).finish_non_exhaustive()
    }
}

/// Writes what is signed: method, headers, path as on the wire, and query, a line each.
fn string_to_sign(account: &str, head: &Parts) -> String {
    let value = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut lines = vec![head.method.as_str().to_owned()];
    lines.extend(SIGNED.iter().map(|name| match (*name, value(name)) {
        ("content-length", "") if !matches!(head.method, Method::GET | Method::HEAD) => "0".to_owned(),
        ("content-length", "0") if matches!(head.method, Method::GET | Method::HEAD) => String::new(),
        (_, value) => value.to_owned(),
    }));
    let mut own: Vec<_> =
        head.headers.keys().map(|name| name.as_str()).filter(|name| name.starts_with("ocp-")).collect();
    own.sort_unstable();
    lines.extend(own.iter().map(|name| format!("{name}:{}", value(name))));
    lines.push(format!("/{account}{}", head.uri.path()));
    let mut query = parse_query(head.uri.query().unwrap_or_default());
    query.sort();
    lines.extend(query.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}:{value}")));
    lines.join("\n")
}
