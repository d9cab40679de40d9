//! Where a service is.

use url::Url;

use crate::error::InvalidRequest;

/// Anything that names the base URL of a service.
///
/// The URL is absolute, `http` or `https`, with a host and perhaps a path that stands before the path of each
/// operation; without user, query and fragment.
pub trait Endpoint {
    /// Returns the URL; it need not be checked.
    ///
    /// # Errors
    /// There is no such URL, for example because a variable of a server template is missing.
    fn url(&self) -> Result<Url, InvalidRequest>;
}

impl Endpoint for Url {
    fn url(&self) -> Result<Url, InvalidRequest> {
        Ok(self.clone())
    }
}

impl Endpoint for str {
    fn url(&self) -> Result<Url, InvalidRequest> {
        Url::parse(self).map_err(|error| InvalidRequest::new(format!("the endpoint is not an absolute URL: {error}")))
    }
}

impl Endpoint for String {
    fn url(&self) -> Result<Url, InvalidRequest> {
        self.as_str().url()
    }
}

impl<E: Endpoint + ?Sized> Endpoint for &E {
    fn url(&self) -> Result<Url, InvalidRequest> {
        (**self).url()
    }
}

/// Checks an endpoint and returns what stands before the path of each operation, without a slash at its end.
pub(crate) fn base(endpoint: &dyn Endpoint) -> Result<String, InvalidRequest> {
    let url = endpoint.url()?;
    let problem = match () {
        () if !matches!(url.scheme(), "http" | "https") => "must begin with `https://` or `http://`",
        () if url.host_str().is_none_or(str::is_empty) => "has no host",
        () if !url.username().is_empty() || url.password().is_some() => "has a user; credentials are given apart",
        () if url.query().is_some() => "has a query",
        () if url.fragment().is_some() => "has a fragment",
        () => return Ok(url.as_str().trim_end_matches('/').to_owned()),
    };
    Err(InvalidRequest::new(format!("the endpoint {problem}")))
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
        ] {
            assert_eq!(base(&endpoint).unwrap(), expected);
        }
    }

    #[test]
    fn anything_else_is_refused_without_repeating_it() {
        for (endpoint, message) in [
            ("h/api", "the endpoint is not an absolute URL: relative URL without a base"),
            ("ftp://h", "the endpoint must begin with `https://` or `http://`"),
            ("https://", "the endpoint is not an absolute URL: empty host"),
            ("https://u:hush@h", "the endpoint has a user; credentials are given apart"),
            ("https://h?sig=hush", "the endpoint has a query"),
            ("https://h#hush", "the endpoint has a fragment"),
        ] {
            let error = base(&endpoint).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
