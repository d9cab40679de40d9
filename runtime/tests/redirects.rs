//! Redirects, over the mock transport.

mod common;

use bindery_runtime as rt;
use common::{OPEN, POST, SECURE, call};
use rt::CallOptions;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn client(mock: &rt::MockTransport) -> std::result::Result<rt::Client, rt::InvalidRequest> {
    rt::Client::builder("https://h")?.transport(mock.clone()).credential(rt::ApiKey::header("x-key", "hush")).build()
}

#[tokio::test]
async fn each_request_is_authorized_as_long_as_it_stays_at_home() -> Result {
    let mock = rt::MockTransport::new();
    mock.respond(307, &[("location", "/two?a=1")], "see there")
        .respond(302, &[("location", "https://i/three")], "")
        .respond(302, &[("location", "https://h/four")], "")
        .respond(200, &[], "done");
    let answer = client(&mock)?.send(call(&SECURE), &CallOptions::new()).await?;
    assert_eq!(answer.text::<()>()?.into_body(), "done");
    let requests = mock.requests();
    let seen: Vec<_> =
        requests.iter().map(|request| (request.uri().to_string(), request.headers().contains_key("x-key"))).collect();
    let expected = [("https://h/x", true), ("https://h/two?a=1", true), ("https://i/three", false)];
    let expected = expected.into_iter().chain([("https://h/four", false)]);
    assert_eq!(seen, expected.map(|(uri, key)| (uri.to_owned(), key)).collect::<Vec<_>>());
    Ok(())
}

#[tokio::test]
async fn bodies_go_along_until_the_method_changes() -> Result {
    let mock = rt::MockTransport::new();
    mock.respond(308, &[("location", "/two")], "")
        .respond(303, &[("location", "/three")], "")
        .respond(307, &[("location", "/four")], "")
        .respond(200, &[], "");
    let mut post = call(&POST);
    post.json("application/json", &5);
    client(&mock)?.send(post, &CallOptions::new()).await?;
    let requests = mock.requests();
    let seen: Vec<_> = requests.iter().map(|request| (request.method().as_str(), &request.body()[..])).collect();
    assert_eq!(seen, [("POST", &b"5"[..]), ("POST", b"5"), ("GET", b""), ("GET", b"")]);
    assert!(!requests[2].headers().contains_key("content-type"));
    Ok(())
}

#[tokio::test]
async fn circles_end() -> Result {
    let mock = rt::MockTransport::new();
    for _ in 0..20 {
        mock.respond(301, &[("location", "/x")], "");
    }
    let answer = client(&mock)?.send(call(&OPEN), &CallOptions::new()).await?;
    assert_eq!((answer.status().as_u16(), mock.requests().len()), (301, 11));

    let mock = rt::MockTransport::new();
    mock.respond(301, &[("location", "/x")], "");
    let none = rt::Client::builder("https://h")?.transport(mock.clone()).redirects(0).build()?;
    assert_eq!(none.send(call(&OPEN), &CallOptions::new()).await?.status(), 301);
    Ok(())
}
