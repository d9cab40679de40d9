//! Where an answer sends a request on to (RFC 9110 section 15.4).
//!
//! The surprise is how much stays behind: what leads to another origin is followed only by what is safe, and takes
//! neither credentials nor parameters in headers along.

use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, LOCATION, RANGE, USER_AGENT,
};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, Uri};

use crate::address::Address;
use crate::page::write_link;

/// The headers that any origin may see.
const PUBLIC: [HeaderName; 4] = [ACCEPT, ACCEPT_LANGUAGE, RANGE, USER_AGENT];

/// The headers that are about a body.
const OF_BODY: [HeaderName; 3] = [CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE];

/// A request that goes on elsewhere.
pub(super) struct Redirect {
    pub(super) head: Parts,
    pub(super) keeps_body: bool,
    /// Whether scheme, host and port are the same.
    pub(super) is_same_origin: bool,
}

/// Says where the answer sends the request on to. `None`: it is an answer like any other.
pub(super) fn redirect(head: &Parts, status: StatusCode, answer: &HeaderMap) -> Option<Redirect> {
    let (method, keeps_body) = method(status, &head.method)?;
    let location = answer.get(LOCATION)?.to_str().ok()?;
    let here = Address::parse(&head.uri.to_string()).ok()?;
    let there = here.join(location).ok().filter(Address::is_http)?;
    let is_same_origin = here.origin() == there.origin();
    let is_downgrade = here.origin().starts_with("https:") && !there.origin().starts_with("https:");
    if is_downgrade || !is_same_origin && !method.is_safe() {
        return None;
    }
    let mut next = head.clone();
    next.uri = Uri::try_from(write_link(&there, location)).ok()?;
    next.method = method;
    if !is_same_origin {
        next.headers =
            PUBLIC.into_iter().filter_map(|name| Some((name.clone(), head.headers.get(name)?.clone()))).collect();
    }
    if !keeps_body {
        OF_BODY.iter().for_each(|name| drop(next.headers.remove(name)));
    }
    Some(Redirect { head: next, keeps_body, is_same_origin })
}

/// The method of the next request, and whether the body goes with it. What is not safe is repeated only where the status
/// says that it was not done: 301 and 302 mean different things to different servers.
fn method(status: StatusCode, method: &Method) -> Option<(Method, bool)> {
    match status.as_u16() {
        300..=302 if method.is_safe() => Some((method.clone(), true)),
        303 if *method == Method::HEAD => Some((Method::HEAD, false)),
        303 => Some((Method::GET, false)),
        307 | 308 => Some((method.clone(), true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(method: Method, status: u16, location: &str) -> Option<(String, Vec<String>)> {
        let mut request = http::Request::new(());
        *request.method_mut() = method;
        *request.uri_mut() = Uri::from_static("https://h/a/b?c=1");
        for (name, value) in [("accept", "*/*"), ("x-key", "hush"), ("content-type", "text/plain")] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let answer = HeaderMap::from_iter([(LOCATION, location.parse().unwrap())]);
        let redirect = redirect(&request.into_parts().0, StatusCode::from_u16(status).unwrap(), &answer)?;
        let names = redirect.head.headers.keys().map(ToString::to_string).collect();
        Some((format!("{} {}", redirect.head.method, redirect.head.uri), names))
    }

    #[test]
    fn methods_are_kept_where_that_does_no_harm() {
        let line = |method, status| followed(method, status, "/x?y='1'").map(|(line, _)| line);
        for status in [300, 301, 302, 307, 308] {
            assert_eq!(line(Method::GET, status).as_deref(), Some("GET https://h/x?y='1'"), "{status}");
        }
        for status in [300, 301, 302, 304] {
            assert_eq!(line(Method::PUT, status), None, "{status}");
        }
        assert_eq!(line(Method::PATCH, 308).as_deref(), Some("PATCH https://h/x?y='1'"));
        assert_eq!(line(Method::POST, 303).as_deref(), Some("GET https://h/x?y='1'"));
        assert_eq!(line(Method::HEAD, 303).as_deref(), Some("HEAD https://h/x?y='1'"));
    }

    #[test]
    fn another_origin_sees_nothing() {
        let (line, names) = followed(Method::GET, 302, "https://i/x").unwrap();
        assert_eq!((line.as_str(), names), ("GET https://i/x", vec!["accept".to_owned()]));
        assert_eq!(followed(Method::DELETE, 307, "https://i/x"), None);
        let (line, names) = followed(Method::POST, 303, "https://h:443/x").unwrap();
        assert_eq!((line.as_str(), names.join(" ").as_str()), ("GET https://h/x", "accept x-key"));
    }

    #[test]
    fn some_locations_lead_nowhere() {
        for location in ["http://h/x", "mailto:h", "https://", "ftp://h/"] {
            assert_eq!(followed(Method::GET, 302, location), None, "{location}");
        }
    }
}
