//! Where a service is.

use http::Uri;

use crate::address::Address;
use crate::error::InvalidRequest;

/// Anything that names the base URL of a service.
///
/// The URL is absolute, `http` or `https`, with a host and perhaps a path that stands before the path of each
/// operation; without user, query and fragment. A host that is not ASCII is written in punycode.
pub trait Endpoint {
    /// Returns the URL; it need not be checked.
    ///
    /// # Errors
    /// There is no such URL, for example because a variable of a server template is missing.
    fn url(&self) -> Result<String, InvalidRequest>;
}

impl Endpoint for Uri {
    fn url(&self) -> Result<String, InvalidRequest> {
        Ok(self.to_string())
    }
}

impl Endpoint for str {
    fn url(&self) -> Result<String, InvalidRequest> {
        Ok(self.to_owned())
    }
}

impl Endpoint for String {
    fn url(&self) -> Result<String, InvalidRequest> {
        Ok(self.clone())
    }
}

impl<E: Endpoint + ?Sized> Endpoint for &E {
    fn url(&self) -> Result<String, InvalidRequest> {
        (**self).url()
    }
}

/// Checks an endpoint and returns what stands before the path of each operation, without a slash at its end.
pub(crate) fn base(endpoint: &dyn Endpoint) -> Result<String, InvalidRequest> {
    let text = endpoint.url()?;
    let problem = match Address::parse(&text) {
        Err(problem) => problem,
        Ok(address) if !address.is_http() => "must begin with `https://` or `http://`",
        Ok(_) if text.contains('#') => "has a fragment",
        Ok(_) if text.contains('?') => "has a query",
        Ok(_) if has_user(&text) => "has a user; credentials are given apart",
        Ok(address) => return Ok(address.as_str().trim_end_matches('/').to_owned()),
    };
    Err(InvalidRequest::new(format!("the endpoint {problem}")))
}

/// Looks between `https://` and the next slash.
fn has_user(url: &str) -> bool {
    url.split('/').nth(2).is_some_and(|authority| authority.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_kept() {
        for (endpoint, expected) in [
            ("https://h", "https://h"),
            ("https://h/", "https://h"),
            ("https://h:8443/api/v1/", "https://h:8443/api/v1"),
            ("http://[::1]:80/a%2Fb", "http://[::1]/a%2Fb"),
            ("HTTPS://H:443/A@b", "https://h/A@b"),
        ] {
            assert_eq!(base(&endpoint).unwrap(), expected);
        }
    }

    #[test]
    fn anything_else_is_refused_without_repeating_it() {
        for (endpoint, message) in [
            ("h/api", "the endpoint is not an absolute URL"),
            ("ftp://h", "the endpoint must begin with `https://` or `http://`"),
            ("https://", "the endpoint has no host"),
            ("h:8443", "the endpoint must begin with `https://` or `http://`"),
            (
                "https://hüsh",
                "the endpoint has a host that is not ASCII; write it in punycode, such as `xn--bcher-kva.example`",
            ),
            ("https://u:hush@h", "the endpoint has a user; credentials are given apart"),
            ("https://hush@h/@", "the endpoint has a user; credentials are given apart"),
            ("https://h?sig=hush", "the endpoint has a query"),
            ("https://h#hush", "the endpoint has a fragment"),
        ] {
            let error = base(&endpoint).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
