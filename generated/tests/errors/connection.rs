//! No answer, or a part of one.

use std::time::Duration;

use azure_batch_client::runtime::{CallOptions, Retry, TransportErrorKind};
use azure_batch_client::{Client, Error};
use tokio::net::TcpSocket;

use crate::support::{Answer, Result, Server, TOKEN};
use crate::{chain, error_of, service_error_of};

/// Long enough to be under way, short enough to wait for.
const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_refused_connection_sent_nothing() -> Result {
    // Bound, so that nobody else gets the port, but not listening.
    let socket = TcpSocket::new_v4()?;
    socket.bind(([127, 0, 0, 1], 0).into())?;
    let endpoint = format!("http://{}", socket.local_addr()?);
    let client = Client::builder(endpoint)?.azure_auth(TOKEN).retry(Retry::none()).build()?;
    let error = client.jobs().terminate("x").await.err().ok_or("the call succeeded")?;
    assert!(matches!(&error, Error::Transport(e) if e.kind() == TransportErrorKind::Connect), "{error:?}");
    assert!(!error.may_have_been_sent() && error.is_retryable(), "{error:?}");
    assert_eq!((error.status(), error.request_id(), error.code()), (None, None, None));
    assert_eq!(error.to_string(), "POST /jobs/x/terminate was not sent");
    assert!(chain(&error).to_lowercase().contains("refused"), "{}", chain(&error));
    Ok(())
}

#[tokio::test]
async fn the_time_limit_of_a_call_ends_it() -> Result {
    let server = Server::start(Answer::never()).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).build()?;
    let request = client.jobs().terminate("x").options(CallOptions::new().timeout(SHORT));
    let error = request.await.err().ok_or("the call succeeded")?;
    assert!(matches!(&error, Error::Timeout(e) if e.limit() == SHORT && e.status().is_none()), "{error:?}");
    assert!(error.may_have_been_sent() && error.is_retryable(), "{error:?}");
    assert_eq!(error.to_string(), "POST /jobs/x/terminate was not answered within 200ms");
    Ok(())
}

#[tokio::test]
async fn the_time_limit_of_a_client_ends_its_calls() -> Result {
    let server = Server::start(Answer::never()).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).timeout(SHORT).build()?;
    let error = client.jobs().terminate("x").await.err().ok_or("the call succeeded")?;
    assert!(matches!(&error, Error::Timeout(e) if e.limit() == SHORT), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn the_time_limit_holds_within_a_body_too() -> Result {
    let begun = "HTTP/1.1 404 Not Found\r\nrequest-id: 7\r\nContent-Length: 100\r\n\r\n{\"code\":";
    let server = Server::start(Answer::new(begun)).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).timeout(SHORT).build()?;
    let error = client.jobs().terminate("x").await.err().ok_or("the call succeeded")?;
    // What is known by then is not thrown away.
    assert_eq!((error.status().map(|status| status.as_u16()), error.request_id()), (Some(404), Some("7")));
    assert!(matches!(&error, Error::Service(e) if e.raw_body() == "{\"code\":"), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_ends_too_soon_keeps_what_came() -> Result {
    let lengths = [
        "Content-Length: 100\r\n\r\n{\"code\": \"JobNot",
        "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"code\": \"JobNot",
    ];
    for rest in lengths {
        let error =
            service_error_of(Answer::closing(format!("HTTP/1.1 404 Not Found\r\nrequest-id: 7\r\n{rest}"))).await?;
        assert_eq!((error.status().as_u16(), error.request_id(), error.code()), (404, Some("7"), None));
        assert!(error.body().is_none() && error.decode_error().is_some(), "{error:?}");
        assert_eq!(error.raw_body(), "{\"code\": \"JobNot");
    }
    Ok(())
}

#[tokio::test]
async fn a_connection_that_ends_before_the_answer_may_have_sent_something() -> Result {
    for begun in ["", "HTTP/1.1 202 Acc", "HTTP/1.1 202 Accepted\r\nrequest-id: 3f0c"] {
        let error = error_of(Answer::closing(begun)).await?;
        assert!(matches!(&error, Error::Transport(e) if e.kind() == TransportErrorKind::Send), "{begun:?}: {error:?}");
        assert!(error.may_have_been_sent() && error.is_retryable(), "{begun:?}: {error:?}");
        assert_eq!(error.to_string(), "POST /jobs/x/terminate was not answered");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_in_another_language_is_none() -> Result {
    for babble in ["SSH-2.0-OpenSSH_9.6\r\n", "\u{15}\u{3}\u{1}\0\u{2}\u{2}P", "HTTP/1.1 20x What\r\n\r\n"] {
        let error = error_of(Answer::closing(babble)).await?;
        assert!(matches!(&error, Error::Transport(_)), "{babble:?}: {error:?}");
        assert!(error.may_have_been_sent(), "{babble:?}: {error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_success_without_body_does_not_wait_for_one() -> Result {
    // The operation describes no body, so there is none to miss.
    let server = Server::start(Answer::closing("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nab")).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).build()?;
    assert_eq!(client.jobs().terminate("x").await?.status(), 202);
    Ok(())
}

#[tokio::test]
async fn an_error_longer_than_the_limit_is_still_one() -> Result {
    let server = Server::start(Answer::new(crate::support::response(404, &[], &"x".repeat(100)))).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).response_limit(10).build()?;
    let error = client.jobs().terminate("x").await.err().ok_or("the call succeeded")?;
    assert!(matches!(&error, Error::Service(e) if e.status() == 404 && e.body().is_none()), "{error:?}");
    Ok(())
}
