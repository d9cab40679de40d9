//! The default transport, against a server that is a bare socket and shows every byte.
#![cfg(feature = "hyper")]

mod common;

use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, POST, call};
use rt::{CallOptions, Error, Failure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Reads one request whose body is as long as its `Content-Length` says.
async fn request(socket: &mut TcpStream) -> std::io::Result<String> {
    let mut text = Vec::new();
    loop {
        let shown = String::from_utf8_lossy(&text);
        if let Some((head, body)) = shown.split_once("\r\n\r\n") {
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Ok(shown.into_owned());
            }
        }
        if socket.read_buf(&mut text).await? == 0 {
            return Ok(String::from_utf8_lossy(&text).into_owned());
        }
    }
}

/// Serves one request with the given bytes, then closes.
async fn serve(answer: &'static str) -> Result<(rt::Client, JoinHandle<std::io::Result<String>>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client = rt::Client::builder(format!("http://{}/base/", listener.local_addr()?))?
        .credential(rt::Bearer::new("token"))
        .response_limit(1000)
        .retry(rt::Retry::none())
        .timeout(Duration::from_secs(20))
        .build()?;
    let served = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        let text = request(&mut socket).await?;
        socket.write_all(answer.as_bytes()).await?;
        Ok(text)
    });
    Ok((client, served))
}

fn lines(request: &str) -> Vec<String> {
    let mut lines: Vec<_> = request.trim_end().split("\r\n").map(str::to_owned).collect();
    lines[1..].sort();
    lines
}

#[tokio::test]
async fn a_post_without_a_body_says_so_once() -> Result {
    let (client, served) = serve("HTTP/1.1 202 Accepted\r\nrequest-id: 7\r\ncontent-length: 0\r\n\r\n").await?;
    let response: rt::Response<()> = client.send(call(&POST), &CallOptions::new()).await?.empty()?;
    assert_eq!((response.status().as_u16(), response.request_id()), (202, Some("7")));
    let text = served.await??;
    let host = text.lines().find(|line| line.starts_with("host: 127.0.0.1:")).unwrap().to_owned();
    let agent = format!("user-agent: bindery-runtime/{}", env!("CARGO_PKG_VERSION"));
    let expected = [
        "POST /base/x HTTP/1.1",
        "accept: application/json",
        "authorization: Bearer token",
        "content-length: 0",
        &host,
        &agent,
    ];
    assert_eq!(lines(&text), expected);
    Ok(())
}

#[tokio::test]
async fn a_body_is_sent_with_its_length() -> Result {
    let (client, served) =
        serve("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[1\r\n2\r\n,2\r\n1\r\n]\r\n0\r\n\r\n").await?;
    let mut post = call(&POST);
    post.query("q", "a b+c");
    post.json("application/json", &vec!["é"]);
    let response: rt::Response<Vec<i32>> = client.send(post, &CallOptions::new()).await?.json()?;
    assert_eq!(*response, [1, 2]);
    let text = served.await??;
    assert!(text.starts_with("POST /base/x?q=a%20b%2Bc HTTP/1.1\r\n"), "{text}");
    assert_eq!(text.matches("content-length: 6\r\n").count(), 1, "{text}");
    assert!(text.ends_with("\r\n\r\n[\"é\"]"), "{text}");
    Ok(())
}

#[tokio::test]
async fn a_get_has_no_length_and_no_credential_unasked() -> Result {
    let (client, served) = serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await?;
    let response: rt::Response<String> = client.send(call(&OPEN), &CallOptions::new()).await?.text()?;
    assert_eq!(&*response.into_body(), "ok");
    let text = served.await??.to_lowercase();
    assert!(
        !text.contains("content-length") && !text.contains("authorization") && !text.contains("transfer"),
        "{text}"
    );
    Ok(())
}

#[tokio::test]
async fn a_refused_connection_sent_nothing() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client = rt::Client::builder(format!("http://{}", listener.local_addr()?))?.retry(rt::Retry::none()).build()?;
    drop(listener);
    let error = Error::<()>::from(client.send(call(&POST), &CallOptions::new()).await.unwrap_err());
    assert!(matches!(&error, Error::Transport(e) if e.kind() == rt::TransportErrorKind::Connect), "{error:?}");
    assert!(!error.may_have_been_sent() && error.is_retryable());
    assert_eq!(error.to_string(), "POST /x was not sent");
    Ok(())
}

#[tokio::test]
async fn a_closed_connection_may_have_sent_something() -> Result {
    let (client, served) = serve("").await?;
    let error = Error::<()>::from(client.send(call(&POST), &CallOptions::new()).await.unwrap_err());
    assert!(matches!(&error, Error::Transport(e) if e.kind() == rt::TransportErrorKind::Send), "{error:?}");
    assert!(error.may_have_been_sent());
    assert!(served.await??.starts_with("POST"));
    Ok(())
}

#[tokio::test]
async fn a_server_that_never_answers_runs_into_the_time_limit() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client = rt::Client::builder(format!("http://{}", listener.local_addr()?))?.retry(rt::Retry::none()).build()?;
    let options = CallOptions::new().timeout(Duration::from_millis(50));
    let error = Error::<()>::from(client.send(call(&POST), &options).await.unwrap_err());
    assert!(matches!(error, Error::Timeout(_)) && error.may_have_been_sent());
    assert_eq!(error.to_string(), "POST /x was not answered within 50ms");
    Ok(())
}

#[tokio::test]
async fn a_body_that_never_ends_runs_into_the_time_limit() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client = rt::Client::builder(format!("http://{}", listener.local_addr()?))?.retry(rt::Retry::none()).build()?;
    let served = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        request(&mut socket).await?;
        socket.write_all(b"HTTP/1.1 200 OK\r\nrequest-id: 7\r\ncontent-length: 10\r\n\r\nhalf").await?;
        socket.read_u8().await
    });
    let options = CallOptions::new().timeout(Duration::from_millis(300));
    let failure = client.send(call(&OPEN), &options).await?.text::<()>().unwrap_err();
    assert!(
        matches!(&failure, Failure::Timeout(e) if e.status().is_some() && e.request_id() == Some("7")),
        "{failure:?}"
    );
    served.abort();
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() -> Result {
    let (client, _served) = serve("HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\n").await?;
    let failure = client.send(call(&OPEN), &CallOptions::new()).await?.text::<()>().unwrap_err();
    let Failure::Undecodable(error) = failure else { panic!("not undecodable: {failure:?}") };
    assert!(matches!(error.reason(), rt::UndecodableReason::TooLarge { limit: 1000 }));
    Ok(())
}

#[tokio::test]
async fn a_connection_closed_in_the_body_keeps_the_head() -> Result {
    let answer = "HTTP/1.1 200 OK\r\nrequest-id: 7\r\ncontent-length: 10\r\n\r\nhalf";
    let (client, _served) = serve(answer).await?;
    let failure = client.send(call(&OPEN), &CallOptions::new()).await?.text::<()>().unwrap_err();
    let error = Error::<()>::from(failure);
    assert!(matches!(&error, Error::Transport(e) if e.kind() == rt::TransportErrorKind::Receive), "{error:?}");
    assert_eq!((error.status().map(|s| s.as_u16()), error.request_id()), (Some(200), Some("7")));
    assert!(error.may_have_been_sent());

    let (client, _served) =
        serve("HTTP/1.1 503 Busy\r\ncontent-length: 99\r\nretry-after: 3\r\n\r\n{\"code\":").await?;
    let error = client.send(call(&OPEN), &CallOptions::new()).await?.json_error::<String>();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    assert!(matches!(error, Error::Service(e) if e.raw_body().len() == 8 && e.decode_error().is_some()));
    Ok(())
}

#[tokio::test]
async fn redirects_are_answers() -> Result {
    let (client, _served) =
        serve("HTTP/1.1 302 Found\r\nlocation: https://elsewhere/\r\ncontent-length: 0\r\n\r\n").await?;
    let error = client.send(call(&POST), &CallOptions::new()).await?.json_error::<String>();
    assert!(matches!(error, Error::Service(e) if e.headers()["location"] == "https://elsewhere/"));
    Ok(())
}

#[tokio::test]
async fn tls_errors_sent_nothing() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client =
        rt::Client::builder(format!("https://{}", listener.local_addr()?))?.retry(rt::Retry::none()).build()?;
    let served = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await
    });
    let error = Error::<()>::from(client.send(call(&POST), &CallOptions::new()).await.unwrap_err());
    assert!(matches!(error, Error::Transport(_)) && !error.may_have_been_sent());
    served.await??;
    Ok(())
}

#[tokio::test]
async fn another_attempt_uses_the_same_connection() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client =
        rt::Client::builder(format!("http://{}", listener.local_addr()?))?.timeout(Duration::from_secs(20)).build()?;
    let served = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        let first = request(&mut socket).await?;
        socket.write_all(b"HTTP/1.1 503 Busy\r\nretry-after-ms: 200\r\ncontent-length: 4\r\n\r\nbusy").await?;
        let second = request(&mut socket).await?;
        socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone").await?;
        std::io::Result::Ok((first, second))
    });
    let answer = client.send(call(&OPEN), &CallOptions::new()).await?;
    assert_eq!(answer.text::<()>()?.into_body(), "done");
    let (first, second) = served.await??;
    assert_eq!(lines(&first), lines(&second));
    Ok(())
}
