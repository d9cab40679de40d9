//! Requests that are refused before anything is sent: what would name another resource or start another header.

use azure_batch_client::jobs::{Jobs, Terminate};
use azure_batch_client::runtime::CallOptions;
use azure_batch_client::{Client, ClientBuilder, Error};

use crate::support::{Answer, Result, Server, TOKEN};

/// Makes a call that must not arrive, and returns why it did not.
async fn refused(client: fn(ClientBuilder) -> ClientBuilder, call: impl Fn(&Jobs) -> Terminate) -> Result<Error> {
    let server = Server::start(Answer::accepted()).await?;
    let client = client(Client::builder(server.url())?).build()?;
    let request = call(&client.jobs());
    let Err(error) = request.await else { return Err("the call succeeded".into()) };
    match server.requests().len() {
        0 => Ok(error),
        count => Err(format!("{count} requests were sent, and then: {error}").into()),
    }
}

fn with_token(builder: ClientBuilder) -> ClientBuilder {
    builder.azure_auth(TOKEN)
}

fn is_of(error: &Error, parameter: &str) -> bool {
    matches!(error, Error::InvalidRequest(e) if e.parameter() == Some(parameter) && e.operation() == Some("Job_Terminate"))
}

#[tokio::test]
async fn ids_that_would_change_the_path_are_refused() -> Result {
    for id in [".", "..", ""] {
        let error = refused(with_token, |jobs| jobs.terminate(id)).await?;
        assert!(is_of(&error, "jobId"), "{id:?}: {error:?}");
        assert!(!error.may_have_been_sent() && !error.is_retryable(), "{id:?}: {error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn header_values_that_would_not_arrive_whole_are_refused() -> Result {
    for value in ["a\r\nX: y", "a\nX: y", "a\rb", "a\0b", "a\u{7f}", "é", " a", "a ", "\r\n"] {
        let error = refused(with_token, |jobs| jobs.terminate("x").if_match(value)).await?;
        assert!(is_of(&error, "If-Match"), "{value:?}: {error:?}");
        let error = refused(with_token, |jobs| jobs.terminate("x").if_none_match(value)).await?;
        assert!(is_of(&error, "If-None-Match"), "{value:?}: {error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn further_headers_are_held_to_the_same() -> Result {
    for (name, value) in [("X-A", "a\r\nX: y"), ("X-A\r\nX", "y"), ("X A", "a"), ("", "a")] {
        let error = refused(with_token, |jobs| jobs.terminate("x").options(CallOptions::new().header(name, value)));
        let error = error.await?;
        assert!(matches!(error, Error::InvalidRequest(_)), "{name:?}: {value:?}: {error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn secrets_that_are_no_header_value_are_refused_and_not_shown() -> Result {
    let clients: [fn(ClientBuilder) -> ClientBuilder; 3] = [
        |builder| builder.azure_auth("hush\r\nX: y"),
        |builder| builder.azure_auth("hush\n"),
        |builder| builder.api_key("SharedKey hush:\r\nX: y"),
    ];
    for client in clients {
        let error = refused(client, |jobs| jobs.terminate("x")).await?;
        assert!(matches!(error, Error::Credential(_)), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
    Ok(())
}

#[test]
fn endpoints_that_are_no_base_are_refused() {
    for endpoint in [
        "",
        "account.region.batch.azure.com",
        "/jobs",
        "ftp://account.region.batch.azure.com",
        "https://",
        "https://host?a=b",
        "https://host#a",
        "https://user:hush@host",
        "https://hush@host",
        "{batchUrl}",
    ] {
        let refused = Client::builder(endpoint).err();
        assert!(matches!(&refused, Some(Error::InvalidRequest(e)) if e.operation().is_none()), "{endpoint:?}");
        assert!(!format!("{refused:?}").contains("hush"), "{endpoint:?}");
    }
}

#[test]
fn an_agent_that_is_no_header_value_is_refused() -> Result {
    for agent in ["a\r\nX: y", " a"] {
        let refused = Client::builder("https://host")?.user_agent(agent).build().err();
        assert!(matches!(refused, Some(Error::InvalidRequest(_))), "{agent:?}: {refused:?}");
    }
    Ok(())
}
