//! Absolute URLs (RFC 3986) as far as they say where a request goes.
//!
//! The surprise is that queries are no part of them: theirs is to stay as they were written.

use std::net::Ipv6Addr;

use iri_string::types::{UriAbsoluteStr, UriReferenceStr, UriStr};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What can stand in no URL, and is percent-encoded where somebody wrote it all the same. What is not ASCII is encoded
/// anyway.
const ILLEGAL: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// What is wrong with a URL, to be said behind its name: `has no host`. It does not quote the URL.
type Problem = &'static str;

/// An absolute URL without user, query and fragment.
///
/// The same place is always written the same way: scheme and host in lower case, without a port that the scheme
/// implies, and without `.` and `..` in the path. That path is never empty where the scheme is one of HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    text: String,
    /// How much of the text is the origin.
    origin: usize,
}

impl Address {
    /// Reads an absolute URL.
    ///
    /// # Errors
    /// It is none, or HTTP could not find the host by it.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let text = legal(text);
        let url = UriAbsoluteStr::new(&text).map_err(|_| "is not an absolute URL")?;
        Self::of(url, url.as_ref())
    }

    /// Reads a URL or what is relative to this one (RFC 3986 section 5.2).
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub(crate) fn join(&self, reference: &str) -> Result<Self, Problem> {
        let reference = legal(reference);
        let base = UriAbsoluteStr::new(&self.text).map_err(|_| "is relative to something that is not a URL")?;
        Self::of(base, UriReferenceStr::new(&reference).map_err(|_| "is not a URL")?)
    }

    fn of(base: &UriAbsoluteStr, reference: &UriReferenceStr) -> Result<Self, Problem> {
        let resolved = reference.resolve_against(base).to_string();
        let url = UriStr::new(&resolved).map_err(|_| "is not a URL")?;
        let scheme = url.scheme_str().to_ascii_lowercase();
        match implied_port(&scheme) {
            Some(port) => {
                let origin = format!("{scheme}://{}", authority(url, port)?);
                let path = if url.path_str().is_empty() { "/" } else { url.path_str() };
                Ok(Self { origin: origin.len(), text: origin + path })
            }
            None => Ok(Self { origin: scheme.len() + 1, text: resolved }),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns scheme, host and port (RFC 6454); only the scheme where it is not one of HTTP.
    pub(crate) fn origin(&self) -> &str {
        &self.text[..self.origin]
    }

    pub(crate) fn is_http(&self) -> bool {
        self.origin().contains('/')
    }
}

/// Takes query and fragment away, and encodes what is illegal in the rest.
fn legal(text: &str) -> String {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    utf8_percent_encode(&text[..end], ILLEGAL).to_string()
}

/// The port of a scheme of HTTP (RFC 9110 section 4.2).
fn implied_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

/// The host, and the port unless it is implied.
fn authority(url: &UriStr, implied: u16) -> Result<String, Problem> {
    let authority = url.authority_components().filter(|authority| !authority.host().is_empty());
    let authority = authority.ok_or("has no host")?;
    let host = host(authority.host())?;
    let port = match authority.port() {
        None | Some("") => implied,
        Some(port) => port.parse().map_err(|_| "has a port above 65535")?,
    };
    Ok(if port == implied { host } else { format!("{host}:{port}") })
}

/// Names are not translated: whoever wants one that is not ASCII knows how it is spelled in the DNS.
fn host(host: &str) -> Result<String, Problem> {
    if let Some(literal) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        let address: Ipv6Addr = literal.parse().map_err(|_| "has a host that is not an IPv6 address")?;
        return Ok(format!("[{address}]"));
    }
    if host.contains('%') {
        return Err("has a host that is not ASCII; write it in punycode, such as `xn--bcher-kva.example`");
    }
    Ok(host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_place_has_one_spelling() {
        for (url, expected) in [
            ("https://h", "https://h/"),
            ("HTTPS://H.Example:443/A", "https://h.example/A"),
            ("http://h:/a", "http://h/a"),
            ("http://h:443/a", "http://h:443/a"),
            ("https://[0:0::1]:0080", "https://[::1]:80/"),
            ("https://h/a/./b/../c?x=../y#../z", "https://h/a/c"),
            ("https://h/%7e%2F{é}\\", "https://h/%7e%2F%7B%C3%A9%7D%5C"),
            ("https://u@i:p@h/", "is not an absolute URL"),
            ("https://u:p@h/", "https://h/"),
            ("mailto:a@b", "mailto:a@b"),
        ] {
            assert_eq!(Address::parse(url).map_or_else(str::to_owned, |url| url.text), expected, "{url}");
        }
    }

    #[test]
    fn hosts_that_cannot_be_found_are_refused() {
        for (url, problem) in [
            ("", "is not an absolute URL"),
            ("//h/a", "is not an absolute URL"),
            ("https:a", "has no host"),
            ("https:///a", "has no host"),
            ("https://:1", "has no host"),
            ("https:\\\\h", "has no host"),
            ("https://h:65536", "has a port above 65535"),
            ("https://h:a", "is not an absolute URL"),
            ("https://[::1", "is not an absolute URL"),
            ("https://[v1.a]", "has a host that is not an IPv6 address"),
            (
                "https://bücher.example",
                "has a host that is not ASCII; write it in punycode, such as `xn--bcher-kva.example`",
            ),
        ] {
            assert_eq!(Address::parse(url), Err(problem), "{url}");
        }
    }

    proptest! {
        /// What reads the URL to send it agrees on where it leads.
        #[test]
        fn http_finds_the_same_origin(reference in "[a-z/\\\\:@.\\[\\]#?%é ]{0,12}", absolute in any::<bool>()) {
            let base = Address::parse("https://h:8443/a/b").unwrap();
            let reference = if absolute { format!("https://{reference}") } else { reference };
            let url = base.join(&reference);
            prop_assume!(url.as_ref().is_ok_and(Address::is_http));
            let url = url.unwrap();
            let sent: http::Uri = url.as_str().parse().unwrap();
            let origin = format!("{}://{}", sent.scheme_str().unwrap(), sent.authority().unwrap());
            prop_assert_eq!(url.origin(), origin);
            prop_assert_eq!(Address::parse(url.as_str()), Ok(url));
        }
    }
}
