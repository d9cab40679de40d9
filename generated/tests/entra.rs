//! Credentials of the Azure SDK: which token is asked for, how often, and where it goes.
#![cfg(all(feature = "entra", feature = "jobs"))]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use azure_batch_client::runtime::azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_batch_client::runtime::azure_core::error::{Error, ErrorKind};
use azure_batch_client::runtime::azure_core::time::OffsetDateTime;
use azure_batch_client::runtime::{MockTransport, Transport as _, azure_core};
use azure_batch_client::{Client, Entra};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Gives out tokens that hold for an hour, numbered; keeps the scopes of each request. Without a clock it has none.
#[derive(Debug, Default)]
struct Fake {
    asked: Mutex<Vec<String>>,
    clock: Option<MockTransport>,
}

#[async_trait]
impl TokenCredential for Fake {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        let mut asked = self.asked.lock().unwrap();
        asked.push(scopes.join(" "));
        let Some(clock) = &self.clock else { return Err(Error::with_message(ErrorKind::Credential, "not signed in")) };
        let now = clock.now().as_second();
        let expires_on = OffsetDateTime::from_unix_timestamp(now + 3600).unwrap();
        Ok(AccessToken::new(format!("token {}", asked.len()), expires_on))
    }
}

impl Fake {
    fn with_clock(clock: &MockTransport) -> Arc<Self> {
        Arc::new(Self { clock: Some(clock.clone()), ..Self::default() })
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn client(endpoint: &str, credential: Entra, mock: &MockTransport) -> Result<Client> {
    Ok(Client::builder(endpoint)?.credential(credential).transport(mock.clone()).build()?)
}

/// The `Authorization` of each request so far.
fn sent(mock: &MockTransport) -> Vec<String> {
    let requests = mock.requests();
    requests.iter().map(|request| request.headers()["authorization"].to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_again_before_it_expires() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[], "").respond(202, &[], "").respond(202, &[], "");
    let fake = Fake::with_clock(&mock);
    let client = client("https://batch.example", Entra::new(fake.clone()), &mock)?;
    assert_eq!(fake.asked(), [""; 0]);
    client.jobs().terminate("x").await?;
    client.jobs().terminate("x").await?;
    assert_eq!(fake.asked(), ["https://batch.core.windows.net/.default"]);
    mock.advance(std::time::Duration::from_secs(3590));
    client.jobs().terminate("x").await?;
    assert_eq!(fake.asked(), ["https://batch.core.windows.net/.default"; 2]);
    assert_eq!(sent(&mock), ["Bearer token 1", "Bearer token 1", "Bearer token 2"]);
    Ok(())
}

#[tokio::test]
async fn a_refused_token_is_replaced() -> Result {
    let mock = MockTransport::new();
    mock.respond(401, &[], "").respond(202, &[], "");
    let fake = Fake::with_clock(&mock);
    client("https://batch.example", Entra::new(fake.clone()), &mock)?.jobs().terminate("x").await?;
    assert_eq!(sent(&mock), ["Bearer token 1", "Bearer token 2"]);
    Ok(())
}

#[tokio::test]
async fn each_cloud_has_its_scope() -> Result {
    for scope in [Entra::SCOPE, Entra::SCOPE_US_GOVERNMENT, Entra::SCOPE_CHINA, "https://batch.example/.default"] {
        let mock = MockTransport::new();
        mock.respond(202, &[], "");
        let fake = Fake::with_clock(&mock);
        let credential = Entra::with_scope(fake.clone(), scope);
        client("https://batch.example", credential, &mock)?.jobs().terminate("x").await?;
        assert_eq!(fake.asked(), [scope]);
    }
    Ok(())
}

#[tokio::test]
async fn without_token_and_over_plain_http_nothing_is_sent() -> Result {
    let mock = MockTransport::new();
    let fake = Arc::new(Fake::default());
    let error = client("https://batch.example", Entra::new(fake.clone()), &mock)?.jobs().terminate("x").await;
    assert!(matches!(error, Err(azure_batch_client::Error::Credential(_))), "{error:?}");
    assert_eq!(fake.asked().len(), 1);

    let fake = Fake::with_clock(&mock);
    let error = client("http://batch.example", Entra::new(fake.clone()), &mock)?.jobs().terminate("x").await;
    assert!(matches!(error, Err(azure_batch_client::Error::Credential(_))), "{error:?}");
    assert_eq!((fake.asked().len(), mock.requests().len()), (0, 0));
    Ok(())
}
