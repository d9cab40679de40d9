//! No credential, or one that must not be sent.

use azure_batch_client::runtime::{AuthorizeFuture, Bearer, Credential, CredentialError, MockTransport, http};
use azure_batch_client::types::Timestamp;
use azure_batch_client::{Client, ClientBuilder, Error};

use crate::chain;
use crate::support::{Result, TOKEN};

type Setup = fn(ClientBuilder) -> ClientBuilder;

/// Terminates a job without a network, and returns the error and how many requests would have been sent.
async fn error_of(endpoint: &str, client: impl Fn(ClientBuilder) -> ClientBuilder) -> Result<(Error, usize)> {
    let mock = MockTransport::new();
    mock.respond(202, &[], "");
    let client = client(Client::builder(endpoint)?).transport(mock.clone()).build()?;
    let error = client.jobs().terminate("x").await.err().ok_or("the call succeeded")?;
    Ok((error, mock.requests().len()))
}

fn assert_unsent(error: &Error, requests: usize) {
    assert!(matches!(error, Error::Credential(_)), "{error:?}");
    assert!(!error.may_have_been_sent() && !error.is_retryable(), "{error:?}");
    assert_eq!(requests, 0);
    assert_eq!(error.to_string(), "POST /jobs/x/terminate was not sent: it could not be authorized");
}

#[tokio::test]
async fn without_credential_the_schemes_are_named() -> Result {
    let (error, requests) = error_of("https://batch.example", |builder| builder).await?;
    assert_unsent(&error, requests);
    assert!(chain(&error).contains("`azure_auth` or `api_key`"), "{}", chain(&error));
    Ok(())
}

#[tokio::test]
async fn secrets_do_not_go_over_plain_http() -> Result {
    let clients: [Setup; 3] = [
        |builder| builder.azure_auth(TOKEN),
        |builder| builder.api_key(TOKEN),
        |builder| builder.credential(Bearer::new(TOKEN)),
    ];
    for endpoint in ["http://batch.example", "http://192.0.2.1", "http://localhost.example", "http://127.0.0.1.example"]
    {
        for client in clients {
            let (error, requests) = error_of(endpoint, client).await?;
            assert_unsent(&error, requests);
            assert!(chain(&error).contains("https"), "{}", chain(&error));
            assert!(!format!("{} {error:?}", chain(&error)).contains(TOKEN), "{error:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn secrets_go_over_https_and_to_this_machine() -> Result {
    for endpoint in ["https://batch.example", "http://localhost:1", "http://127.0.0.1", "http://[::1]:1"] {
        let mock = MockTransport::new();
        mock.respond(202, &[], "");
        let client = Client::builder(endpoint)?.azure_auth(TOKEN).transport(mock.clone()).build()?;
        client.jobs().terminate("x").await?;
        let sent = mock.requests();
        let values: Vec<_> = sent.iter().filter_map(|request| request.headers().get("authorization")).collect();
        assert_eq!(values, [&format!("Bearer {TOKEN}")], "{endpoint}");
    }
    Ok(())
}

#[tokio::test]
async fn a_token_comes_before_a_signature_and_both_before_the_rest() -> Result {
    let clients: [(Setup, &str); 3] = [
        (|builder| builder.api_key("K").azure_auth("T").credential(Bearer::new("C")), "Bearer T"),
        (|builder| builder.credential(Bearer::new("C")).api_key("K"), "K"),
        (|builder| builder.credential(Bearer::new("C")), "Bearer C"),
    ];
    for (client, expected) in clients {
        let mock = MockTransport::new();
        mock.respond(202, &[], "");
        let client = client(Client::builder("https://batch.example")?).transport(mock.clone()).build()?;
        client.jobs().terminate("x").await?;
        let sent = mock.requests();
        let values: Vec<_> = sent.iter().flat_map(|request| request.headers().get_all("authorization")).collect();
        assert_eq!(values, [expected]);
    }
    Ok(())
}

/// A credential that cannot be had at the moment.
#[derive(Debug)]
struct Locked;

impl Credential for Locked {
    fn authorize<'a>(&'a self, _: &'a mut http::request::Parts, _: Timestamp) -> AuthorizeFuture<'a> {
        let error = CredentialError::with_source("the vault did not answer", "the door is shut");
        Box::pin(std::future::ready(Err(error)))
    }
}

#[tokio::test]
async fn why_a_credential_could_not_be_had_is_said() -> Result {
    let (error, requests) = error_of("https://batch.example", |builder| builder.credential(Locked)).await?;
    assert_unsent(&error, requests);
    assert!(chain(&error).ends_with("the vault did not answer\nthe door is shut"), "{}", chain(&error));
    Ok(())
}
