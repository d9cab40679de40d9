//! Cookies (RFC 6265), for services that know their callers by them.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cookie::Cookie;
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Uri};
use jiff::Timestamp;

use crate::body::Body;
use crate::transport::{BoxFuture, Transport, TransportError};

/// How many cookies are kept; the oldest make room.
const KEPT: usize = 300;

/// A transport that keeps the cookies that come with answers, and sends them with requests to where they belong. Clones
/// share them; they are gone with the last one.
///
/// A cookie goes to the host that set it, or to the domain that it names, which has to be one of that host; to paths
/// under its own; until it expires; and over `https` only if it is `Secure`. At most 300 are kept. There is no list of
/// public suffixes, so hosts that do not trust each other do not belong in one client.
///
/// ```
/// # use bindery_runtime as rt;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mock = rt::MockTransport::new();
/// let client = rt::Client::builder("https://jobs.example")?.transport(rt::CookieTransport::new(mock.clone())).build()?;
/// # Ok(())
/// # }
/// ```
///
/// `Debug` shows how many there are.
#[derive(Clone)]
pub struct CookieTransport {
    inner: Arc<dyn Transport>,
    cookies: Arc<Mutex<Vec<Stored>>>,
}

struct Stored {
    name: String,
    value: String,
    domain: String,
    /// Whether other hosts of the domain get it, too.
    is_shared: bool,
    path: String,
    is_secure: bool,
    expires: Option<Timestamp>,
}

impl CookieTransport {
    /// Sends by another transport. No cookie is known at first.
    pub fn new(inner: impl Transport + 'static) -> Self {
        Self { inner: Arc::new(inner), cookies: Arc::default() }
    }

    /// Forgets all cookies.
    pub fn clear(&self) {
        self.cookies().clear();
    }

    fn cookies(&self) -> MutexGuard<'_, Vec<Stored>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds the cookies of a place to those that a request has.
    fn add(&self, uri: &Uri, headers: &mut HeaderMap) {
        let now = self.now();
        let mut cookies = self.cookies();
        cookies.retain(|cookie| cookie.expires.is_none_or(|expires| expires > now));
        let mut found: Vec<&Stored> = cookies.iter().filter(|cookie| cookie.belongs_to(uri)).collect();
        // The most specific first.
        found.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let own = headers.get(COOKIE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let pairs = found.iter().map(|cookie| format!("{}={}", cookie.name, cookie.value));
        let text = own.into_iter().chain(pairs).collect::<Vec<_>>().join("; ");
        if let (false, Ok(mut value)) = (text.is_empty(), HeaderValue::try_from(text)) {
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
    }

    /// Keeps the cookies that an answer sets.
    fn keep(&self, uri: &Uri, headers: &HeaderMap) {
        let now = self.now();
        let mut cookies = self.cookies();
        let texts = headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        for cookie in texts.filter_map(|text| Stored::read(text, uri, now)) {
            let is_same = |other: &Stored| {
                (&other.name, &other.domain, &other.path) == (&cookie.name, &cookie.domain, &cookie.path)
            };
            cookies.retain(|other| !is_same(other));
            cookies.push(cookie);
        }
        let surplus = cookies.len().saturating_sub(KEPT);
        cookies.drain(..surplus);
    }
}

impl Stored {
    /// Reads a `Set-Cookie`. `None`: it is illegal, or for somebody else.
    fn read(text: &str, uri: &Uri, now: Timestamp) -> Option<Self> {
        let cookie = Cookie::parse(text).ok()?;
        let host = uri.host()?.to_ascii_lowercase();
        let named = cookie.domain().map(|domain| domain.trim_start_matches('.').to_ascii_lowercase());
        let named = named.filter(|domain| !domain.is_empty());
        if named.as_ref().is_some_and(|domain| !is_within(&host, domain)) {
            return None;
        }
        let after = cookie.max_age().map(|age| now.as_second().saturating_add(age.whole_seconds()));
        let expires = after.or_else(|| Some(cookie.expires_datetime()?.unix_timestamp()));
        Some(Self {
            name: cookie.name().to_owned(),
            value: cookie.value().to_owned(),
            is_shared: named.is_some(),
            domain: named.unwrap_or(host),
            path: cookie.path().filter(|path| path.starts_with('/')).map_or_else(|| folder(uri), str::to_owned),
            is_secure: cookie.secure() == Some(true),
            expires: expires.map(|second| Timestamp::from_second(second).unwrap_or(Timestamp::MAX)),
        })
    }

    fn belongs_to(&self, uri: &Uri) -> bool {
        let Some(host) = uri.host().map(str::to_ascii_lowercase) else { return false };
        let is_at_home = if self.is_shared { is_within(&host, &self.domain) } else { host == self.domain };
        let rest = uri.path().strip_prefix(&self.path);
        let is_below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/'));
        is_at_home && is_below && (!self.is_secure || uri.scheme_str() == Some("https"))
    }
}

/// Whether a host is a domain, or is in one; a name without a dot and a number are in none.
fn is_within(host: &str, domain: &str) -> bool {
    let is_number = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    let below = host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    host == domain || below && domain.contains('.') && !is_number
}

/// The path that a cookie is for if it names none (RFC 6265 section 5.1.4).
fn folder(uri: &Uri) -> String {
    match uri.path().rsplit_once('/') {
        Some((folder, _)) if !folder.is_empty() => folder.to_owned(),
        _ => "/".to_owned(),
    }
}

impl Transport for CookieTransport {
    fn send(&self, mut request: http::Request<Body>) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let uri = request.uri().clone();
        self.add(&uri, request.headers_mut());
        let (transport, sent) = (self.clone(), self.inner.send(request));
        Box::pin(async move {
            let response = sent.await?;
            transport.keep(&uri, response.headers());
            Ok(response)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.inner.sleep(duration)
    }

    fn limit(&self, after: Duration) -> BoxFuture<()> {
        self.inner.limit(after)
    }

    fn now(&self) -> Timestamp {
        self.inner.now()
    }
}

impl fmt::Debug for CookieTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.cookies().len();
        f.debug_struct("CookieTransport").field("inner", &self.inner).field("cookies", &count).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MockTransport;

    fn sent(cookies: &CookieTransport, uri: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        cookies.add(&uri.parse().unwrap(), &mut headers);
        headers.get(COOKIE).map(|value| value.to_str().unwrap().to_owned())
    }

    fn set(cookies: &CookieTransport, uri: &str, texts: &[&str]) {
        let headers = texts.iter().map(|text| (SET_COOKIE, text.parse().unwrap())).collect();
        cookies.keep(&uri.parse().unwrap(), &headers);
    }

    #[test]
    fn cookies_go_where_they_belong() {
        let cookies = CookieTransport::new(MockTransport::new());
        set(&cookies, "https://a.b.c/x/y", &["one=1", "two=2; Domain=b.c; Path=/", "three=3; Secure; Path=/"]);
        for (uri, expected) in [
            ("https://a.b.c/x", Some("one=1; two=2; three=3")),
            ("http://a.b.c/x/z", Some("one=1; two=2")),
            ("https://A.B.C/xy", Some("two=2; three=3")),
            ("https://d.b.c/x", Some("two=2")),
            ("https://b.c/x", Some("two=2")),
            ("https://xb.c/", None),
        ] {
            assert_eq!(sent(&cookies, uri).as_deref(), expected, "{uri}");
        }
        for text in ["a=1; Domain=other.c", "a=1; Domain=c", "=1", "nothing"] {
            set(&cookies, "https://a.b.c/", &[text]);
            assert_eq!(sent(&cookies, "https://e.c/"), None, "{text}");
        }
    }

    #[test]
    fn cookies_are_replaced_and_expire() {
        let mock = MockTransport::new();
        mock.set_now("2017-02-17T00:00:00Z".parse().unwrap());
        let cookies = CookieTransport::new(mock.clone());
        set(&cookies, "http://h/", &["a=1", "b=1; Max-Age=60", "c=1; Expires=Fri, 17 Feb 2017 01:00:00 GMT"]);
        set(&cookies, "http://h/", &["a=2"]);
        assert_eq!(sent(&cookies, "http://h/").as_deref(), Some("b=1; c=1; a=2"));
        mock.advance(Duration::from_secs(61));
        assert_eq!(sent(&cookies, "http://h/").as_deref(), Some("c=1; a=2"));
        set(&cookies, "http://h/", &["a=; Max-Age=0", "c=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]);
        assert_eq!(sent(&cookies, "http://h/"), None);
    }

    #[test]
    fn there_is_an_end_to_them() {
        let cookies = CookieTransport::new(MockTransport::new());
        (0..KEPT + 10).for_each(|index| set(&cookies, "http://h/", &[&format!("c{index}=1")]));
        assert_eq!(cookies.cookies().len(), KEPT);
        cookies.clear();
        assert_eq!(sent(&cookies, "http://h/"), None);
    }
}
