//! No text that a program might log shows a secret.

use std::fmt::Debug;

use azure_batch_client::runtime::{
    ApiKey, Basic, Bearer, CallOptions, MockTransport, TransportError, TransportErrorKind,
};
use azure_batch_client::{Client, types::Secret};

use crate::chain;
use crate::support::{Answer, Result, TOKEN};

#[track_caller]
fn assert_hidden(value: &impl Debug) {
    let text = format!("{value:?} {value:#?}");
    assert!(!text.contains(TOKEN), "{text}");
}

#[tokio::test]
async fn debug_of_what_holds_a_secret_does_not_show_it() -> Result {
    let mock = MockTransport::new();
    let builder = || -> Result<_> {
        let builder = Client::builder("https://batch.example")?.azure_auth(TOKEN).api_key(TOKEN);
        Ok(builder.credential(Bearer::new(TOKEN)).transport(mock.clone()))
    };
    assert_hidden(&builder()?);
    let client = builder()?.build()?;
    assert_hidden(&client);
    assert_hidden(&client.core());
    assert_hidden(&client.jobs());
    let request = client.jobs().terminate("x").options(CallOptions::new().header("X-Key", TOKEN));
    assert_hidden(&request);
    assert_hidden(&(Secret::from(TOKEN), Bearer::new(TOKEN), ApiKey::header("K", TOKEN), Basic::new("user", TOKEN)));
    Ok(())
}

#[tokio::test]
async fn debug_of_answers_and_of_sent_requests_does_not_show_it() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[("etag", "\"1\"")], "");
    let client = Client::builder("https://batch.example")?.azure_auth(TOKEN).transport(mock.clone()).build()?;
    let accepted = client.jobs().terminate("x").await?;
    assert_hidden(&accepted);
    assert_hidden(&mock);
    let sent = mock.requests();
    assert_eq!(sent.len(), 1);
    assert!(sent[0].headers().contains_key("authorization"));
    assert_hidden(&sent);
    Ok(())
}

#[tokio::test]
async fn errors_of_every_kind_do_not_show_it() -> Result {
    let mock = MockTransport::new();
    let client = Client::builder("https://batch.example")?.azure_auth(TOKEN).transport(mock.clone()).build()?;
    mock.respond(404, &[], r#"{"code": "JobNotFound"}"#).respond(200, &[], "").respond(202, &[("request-id", "?")], "");
    mock.fail(TransportError::new(TransportErrorKind::Send, "reset")).hang();
    let mut kinds = Vec::new();
    for id in ["x", "x", "x", "x", "x", ".."] {
        let error = client.jobs().terminate(id).await.err().ok_or("the call succeeded")?;
        assert_hidden(&error);
        assert!(!chain(&error).contains(TOKEN), "{}", chain(&error));
        kinds.push(kind(&error));
    }
    assert_eq!(kinds, ["service", "undecodable", "undecodable", "transport", "timeout", "invalid request"]);
    Ok(())
}

fn kind(error: &azure_batch_client::Error) -> &'static str {
    use azure_batch_client::Error;
    match error {
        Error::Transport(_) => "transport",
        Error::Timeout(_) => "timeout",
        Error::Credential(_) => "credential",
        Error::InvalidRequest(_) => "invalid request",
        Error::Service(_) => "service",
        Error::Undecodable(_) => "undecodable",
        _ => "new",
    }
}

#[tokio::test]
async fn errors_of_the_network_do_not_show_it() -> Result {
    let error = crate::error_of(Answer::closing("")).await?;
    assert_hidden(&error);
    assert!(!chain(&error).contains(TOKEN), "{}", chain(&error));
    Ok(())
}
