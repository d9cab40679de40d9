//! The date; what is refused; that the key stays secret; a call from end to end.

use azure_batch_client::runtime::http::header::AUTHORIZATION;

use crate::support::Result;
use crate::{authorization, request, signed};
use azure_batch_client::SharedKey;

/// In base64, and what it says.
const KEY: [&str; 2] = ["bm90IHRoZSBrZXkgb2YgYW55IGFjY291bnQ=", "not the key of any account"];

fn key() -> Result<SharedKey> {
    Ok(SharedKey::new("myaccount", KEY[0])?)
}

#[test]
fn a_request_without_date_gets_one() -> Result {
    let signed = signed(&key()?, request("GET", "https://h/jobs", [])?)?;
    assert_eq!(signed.headers["ocp-date"], "Fri, 17 Feb 2017 00:00:00 GMT");
    let text = key()?.string_to_sign(&signed);
    assert!(text.contains("\nocp-date:Fri, 17 Feb 2017 00:00:00 GMT\n"), "{text}");
    Ok(())
}

#[test]
fn signing_again_gives_the_same() -> Result {
    let once = signed(&key()?, request("GET", "https://h/jobs", [])?)?;
    let twice = signed(&key()?, once.clone())?;
    assert_eq!(once.headers, twice.headers);
    Ok(())
}

#[test]
fn signatures_do_not_go_over_plain_http() -> Result {
    for url in ["http://h/jobs", "http://192.0.2.1/jobs", "http://localhost.example/jobs"] {
        let error = signed(&key()?, request("GET", url, [])?).err().ok_or("it was signed")?;
        assert!(error.to_string().contains("https"), "{error}");
    }
    for url in ["https://h/jobs", "http://localhost:1/jobs", "http://127.0.0.1/jobs", "http://[::1]:1/jobs"] {
        assert!(authorization(&key()?, request("GET", url, [])?)?.starts_with("SharedKey myaccount:"));
    }
    Ok(())
}

#[test]
fn accounts_and_keys_that_are_none_are_refused() -> Result {
    let keys = [
        ("", "empty"),
        ("not base64!", "not base64"),
        ("bm90IHRoZSBrZXkgb2YgYW55IGFjY291bnQ", "no padding"),
        ("bm90IHRoZSBrZXkgb2YgYW55IGFjY291bnQ=\n", "a line end"),
    ];
    for (key, what) in keys {
        let error = SharedKey::new("myaccount", key).err().ok_or(what)?;
        assert_eq!(error.to_string(), "the access key of the Batch account is not base64, or empty");
        assert!(key.is_empty() || !format!("{error:?}").contains(key.trim()), "{error:?}");
    }
    for account in ["", "my account", "my/account", "my:account", "myaccount\r\nx: y", "mein_kontö"] {
        let error = SharedKey::new(account, KEY[0]).err().ok_or(account)?;
        assert_eq!(error.to_string(), format!("{account:?} is not the name of a Batch account"));
    }
    Ok(())
}

#[test]
fn the_key_is_not_shown() -> Result {
    let key = key()?;
    let signed = signed(&key, request("GET", "https://h/jobs", [])?)?;
    assert!(signed.headers[AUTHORIZATION].is_sensitive());
    let shown = format!("{key:?} {key:#?} {signed:?} {}", key.string_to_sign(&signed));
    assert!(shown.starts_with("SharedKey { account: \"myaccount\", .. }"), "{shown}");
    let value = signed.headers[AUTHORIZATION].to_str()?.trim_start_matches("SharedKey myaccount:");
    for secret in KEY.into_iter().chain([value]) {
        assert!(!shown.contains(secret), "{shown}");
    }
    Ok(())
}

/// What arrives is what was signed: the server signs it once more and comes to the same.
#[cfg(all(feature = "hyper", feature = "jobs"))]
#[tokio::test]
async fn what_arrives_is_what_was_signed() -> Result {
    use crate::support::{Answer, Server, reason};

    let server = Server::start(Answer::accepted()).await?;
    let client = azure_batch_client::Client::builder(format!("{}/a%2Fb", server.url()))?.credential(key()?).build()?;
    client.jobs().terminate("j;ö +").force(true).if_match("\"1\"").body(reason("ö")).await?;
    let received = server.request()?;
    let url = format!("{}{}?{}", server.url(), received.path, received.query);
    let headers = received.headers.iter().map(|(name, value)| (&**name, &**value));
    let value = authorization(&key()?, request(&received.method, &url, headers)?)?;
    assert_eq!(received.header("authorization"), Some(&*value));
    assert!(received.header("ocp-date").is_some());
    Ok(())
}
