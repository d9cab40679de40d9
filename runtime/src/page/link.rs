//! Links to further pages: where they lead, and whether anybody may go there.
//!
//! The surprise is that a link is not simply parsed and written again: its query stays as the service wrote it, since a
//! token in it may be signed.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::address::Address;
use crate::error::InvalidRequest;

/// What no request can carry in its query. What is not ASCII is encoded anyway.
const ILLEGAL: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// Makes a link absolute (RFC 3986 section 5.2), but for its query, and takes its fragment and its user away.
///
/// # Errors
/// It is not a URL.
pub(super) fn resolve(base: &Address, link: &str) -> Result<Address, InvalidRequest> {
    base.join(link).map_err(|problem| InvalidRequest::new(format!("the link to the next page {problem}")))
}

/// Writes a resolved link down with its query. Characters that no request can carry there are percent-encoded, the
/// others stay byte for byte.
pub(crate) fn write(address: &Address, link: &str) -> String {
    let (link, _) = link.split_once('#').unwrap_or((link, ""));
    let mut text = address.as_str().to_owned();
    if let Some((_, query)) = link.split_once('?') {
        text.push('?');
        text.extend(utf8_percent_encode(query, ILLEGAL));
    }
    text
}

/// Refuses a link that leads to another origin (RFC 6454: scheme, host and port) than the client's: whoever is there
/// must not see its credentials.
pub(super) fn check_origin(client: &Address, link: &Address) -> Result<(), InvalidRequest> {
    let (found, own) = (link.origin(), client.origin());
    if found == own {
        return Ok(());
    }
    let found = if link.is_http() { found.to_owned() } else { format!("`{found}`") };
    Err(InvalidRequest::new(format!("the link to the next page leads to {found}, and the client is one of {own}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(link: &str) -> Option<String> {
        let base = Address::parse("https://h:8443/api/jobs?$filter=x").unwrap();
        resolve(&base, link).ok().map(|address| write(&address, link))
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
        let client = Address::parse("https://h/api").unwrap();
        for link in ["https://h:443/elsewhere", "HTTPS://H/"] {
            assert!(check_origin(&client, &Address::parse(link).unwrap()).is_ok(), "{link}");
        }
        for (link, named) in [
            ("http://h/", "http://h"),
            ("https://h.example/", "https://h.example"),
            ("https://h@i/", "https://i"),
            ("https://h:8443/?sig=hush", "https://h:8443"),
            ("file:///h", "`file:`"),
        ] {
            let error = check_origin(&client, &Address::parse(link).unwrap()).unwrap_err();
            let message = format!("the link to the next page leads to {named}, and the client is one of https://h");
            assert_eq!(error.to_string(), message);
        }
    }
}
