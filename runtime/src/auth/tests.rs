use std::future::Future as _;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

/// Authorizes a request for `uri`; the credentials here never wait.
fn authorize(credential: &dyn Credential, uri: &str) -> Result<Parts, String> {
    let (mut head, ()) = http::Request::get(uri).body(()).unwrap().into_parts();
    let done = {
        let future = pin!(credential.authorize(&mut head, Timestamp::UNIX_EPOCH));
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => done,
            Poll::Pending => panic!("a fixed credential waits"),
        }
    };
    done.map(|()| head).map_err(|error| error.to_string())
}

#[test]
fn bearer_and_basic_use_the_authorization_header() {
    let head = authorize(&Bearer::new("hush"), "https://h/").unwrap();
    assert_eq!(head.headers["authorization"], "Bearer hush");
    assert!(head.headers["authorization"].is_sensitive());
    let head = authorize(&Basic::new("Aladdin", "open sesame"), "https://h/").unwrap();
    assert_eq!(head.headers["authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let error = authorize(&Basic::new("a:b", "hush"), "https://h/").unwrap_err();
    assert_eq!(error, "a user of basic authentication cannot have a `:` in its name");
}

#[test]
fn api_keys_have_three_places() {
    let head = authorize(&ApiKey::header("X-Key", "hush"), "https://h/").unwrap();
    assert_eq!(head.headers["x-key"], "hush");
    let head = authorize(&ApiKey::query("k y", "a&b"), "https://h/x?y=1").unwrap();
    assert_eq!(head.uri, "https://h/x?y=1&k%20y=a%26b");
    let head = authorize(&ApiKey::query("key", "a"), "https://h").unwrap();
    assert_eq!(head.uri, "https://h/?key=a");
    let head = authorize(&ApiKey::cookie("sid", "a;b"), "https://h/").unwrap();
    assert_eq!(head.headers["cookie"], "sid=a%3Bb");
    let error = authorize(&ApiKey::cookie("s d", "hush"), "https://h/").unwrap_err();
    assert_eq!(error, "the API key has a name that is not legal in its place");
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let credentials: [&dyn Credential; 5] = [
        &Bearer::new("hush"),
        &Basic::new("u", "hush"),
        &ApiKey::header("k", "hush"),
        &ApiKey::query("k", "hush"),
        &ApiKey::cookie("k", "hush"),
    ];
    for credential in credentials {
        for uri in ["https://h/", "http://localhost:1/", "http://LOCALHOST/", "http://127.1.2.3/", "http://[::1]:8080/"]
        {
            assert!(authorize(credential, uri).is_ok(), "{uri}");
        }
        for uri in ["http://h/", "http://localhost.example.com/", "http://127.0.0.1.nip.io/", "http://10.0.0.1/", "/"] {
            let error = authorize(credential, uri).unwrap_err();
            assert_eq!(error, "the credential is not sent over plain http; use https", "{uri}");
        }
    }
}

#[test]
fn secrets_show_nowhere() {
    let credentials: [&dyn Credential; 3] =
        [&Bearer::new("hush\n"), &Basic::new("hush", "hush"), &ApiKey::header("X-Key", "hush\n")];
    for credential in credentials {
        assert!(!format!("{credential:?}").contains("hush"));
    }
    let error = authorize(&Bearer::new("hush\n"), "https://h/").unwrap_err();
    assert_eq!(error, "the credential cannot stand in the header `authorization`");
    let head = authorize(&ApiKey::header("X-Key", "hush"), "https://h/").unwrap();
    assert!(!format!("{head:?}").contains("hush"));
}

fn selected(own: &[&str], general: bool, security: &[&[&str]]) -> Result<Vec<String>, String> {
    let mut credentials = Credentials::default();
    for name in own {
        credentials.by_scheme.insert((*name).into(), Arc::new(ApiKey::header(*name, "hush")));
    }
    if general {
        credentials.general = Some(Arc::new(Bearer::new("hush")));
    }
    let names = |c: &Arc<dyn Credential>| {
        let head = authorize(c, "https://h/").unwrap();
        head.headers.keys().next().unwrap().to_string()
    };
    let list = credentials.select(security).map_err(|error| error.to_string())?;
    Ok(list.iter().map(names).collect())
}

#[test]
fn selection_goes_from_special_to_general_to_none() {
    let names = |names: &[&str]| Ok(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    // The first alternative that is complete.
    assert_eq!(selected(&["b", "c"], true, &[&["a"], &["b", "c"], &["c"]]), names(&["b", "c"]));
    assert_eq!(selected(&["b"], true, &[&["b", "c"], &["b"]]), names(&["b"]));
    // Else the general one, rather than anonymous.
    assert_eq!(selected(&["b"], true, &[&[], &["b", "c"]]), names(&["authorization"]));
    assert_eq!(selected(&[], true, &[&["a"]]), names(&["authorization"]));
    // Else anonymous, where that is allowed.
    assert_eq!(selected(&[], false, &[&["a"], &[]]), names(&[]));
    // Nothing where nothing is asked for.
    assert_eq!(selected(&["a"], true, &[]), names(&[]));
    assert_eq!(selected(&["a"], true, &[&[]]), names(&[]));
    assert_eq!(
        selected(&["b"], false, &[&["a"], &["b", "c"]]),
        Err("the client has no credential for `a` or `b` with `c`".into())
    );
}
