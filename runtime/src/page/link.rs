//! Links to further pages: where they lead, and whether anybody may go there.
//!
//! The surprise is that a link is not simply parsed and written again: its query stays as the service wrote it, since a
//! token in it may be signed.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::{Origin, Url};

use crate::error::InvalidRequest;

/// What no request can carry in its query. What is not ASCII is encoded anyway.
const ILLEGAL: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// Makes a link absolute (RFC 3986 section 5.2) and takes its fragment and its user away. Characters of its query that
/// no request can carry are percent-encoded, the others stay byte for byte.
///
/// # Errors
/// It is not a URL.
pub(super) fn resolve(base: &Url, link: &str) -> Result<Url, InvalidRequest> {
    let mut url = base
        .join(link)
        .map_err(|error| InvalidRequest::new(format!("the link to the next page is not a URL: {error}")))?;
    // There is no user to take away where these fail.
    let _ = (url.set_username(""), url.set_password(None));
    url.set_fragment(None);
    Ok(url)
}

/// Writes a resolved link down.
pub(super) fn write(mut url: Url, link: &str) -> String {
    let (link, _) = link.split_once('#').unwrap_or((link, ""));
    url.set_query(None);
    let mut text = String::from(url);
    if let Some((_, query)) = link.split_once('?') {
        text.push('?');
        text.extend(utf8_percent_encode(query, ILLEGAL));
    }
    text
}

/// Refuses a link that leads to another origin (RFC 6454: scheme, host and port) than the client's: whoever is there
/// must not see its credentials.
pub(super) fn check_origin(client: &Url, url: &Url) -> Result<(), InvalidRequest> {
    if client.origin() == url.origin() {
        return Ok(());
    }
    let (found, own) = (origin(url), origin(client));
    Err(InvalidRequest::new(format!("the link to the next page leads to {found}, and the client is one of {own}")))
}

/// Scheme, host and port; only the scheme where there is no host.
fn origin(url: &Url) -> String {
    match url.origin() {
        Origin::Tuple(..) => url.origin().ascii_serialization(),
        Origin::Opaque(_) => format!("`{}:`", url.scheme()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(link: &str) -> Option<String> {
        let base = Url::parse("https://h:8443/api/jobs?$filter=x").unwrap();
        resolve(&base, link).ok().map(|url| write(url, link))
    }

    #[test]
    fn links_become_absolute() {
        for (link, expected) in [
            ("https://h:8443/jobs?t=1", "https://h:8443/jobs?t=1"),
            ("//h/jobs", "https://h/jobs"),
            ("/other?t=1", "https://h:8443/other?t=1"),
            ("tasks", "https://h:8443/api/tasks"),
            ("?t=1", "https://h:8443/api/jobs?t=1"),
            ("../x/./y?a=../b", "https://h:8443/x/y?a=../b"),
            ("https://u:p@h/jobs?t=1#top?x", "https://h/jobs?t=1"),
            ("mailto:a@b?c", "mailto:a@b?c"),
        ] {
            assert_eq!(resolved(link).as_deref(), Some(expected), "{link}");
        }
        assert_eq!(resolved("https://"), None);
    }

    #[test]
    fn queries_stay_as_they_are() {
        for query in ["a='b'&c=%7e%7E+&&d", "t={x}|y^`z\\..//?", "%zz=%"] {
            assert_eq!(resolved(&format!("?{query}")), Some(format!("https://h:8443/api/jobs?{query}")));
        }
        assert_eq!(resolved("?a b=\"é\"").as_deref(), Some("https://h:8443/api/jobs?a%20b=%22%C3%A9%22"));
    }

    #[test]
    fn other_origins_are_named_and_refused() {
        let client = Url::parse("https://h/api").unwrap();
        for link in ["https://h:443/elsewhere", "HTTPS://H/"] {
            assert!(check_origin(&client, &Url::parse(link).unwrap()).is_ok(), "{link}");
        }
        for (link, named) in [
            ("http://h/", "http://h"),
            ("https://h.example/", "https://h.example"),
            ("https://h@i/", "https://i"),
            ("https://h:8443/?sig=hush", "https://h:8443"),
            ("file:///h", "`file:`"),
        ] {
            let error = check_origin(&client, &Url::parse(link).unwrap()).unwrap_err();
            let message = format!("the link to the next page leads to {named}, and the client is one of https://h");
            assert_eq!(error.to_string(), message);
        }
    }
}
