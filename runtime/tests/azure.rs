//! Tokens of the Azure SDK, from a credential that needs no network.
#![cfg(feature = "azure-core")]

mod common;

use std::sync::{Arc, Mutex};

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::{Error, ErrorKind};
use azure_core::time::OffsetDateTime;
use bindery_runtime as rt;
use common::{SECURE, call};
use rt::{CallOptions, Failure, TokenSource as _};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Gives out one token, then fails; keeps the scopes that it was asked for.
#[derive(Debug, Default)]
struct Fake(Mutex<Vec<String>>);

#[async_trait::async_trait]
impl TokenCredential for Fake {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        let mut asked = self.0.lock().unwrap();
        if !asked.is_empty() {
            return Err(Error::with_message(ErrorKind::Credential, "no managed identity"));
        }
        asked.extend(scopes.iter().map(|scope| (*scope).to_owned()));
        let end = OffsetDateTime::from_unix_timestamp(4_102_444_800).unwrap();
        Ok(AccessToken::new("hush", end))
    }
}

#[tokio::test]
async fn a_credential_of_the_sdk_gives_tokens() -> Result {
    let fake = Arc::new(Fake::default());
    let source = rt::AzureToken::new(fake.clone());
    let scopes = ["https://batch.example/.default".to_owned()];
    let token = source.token(&scopes).await?;
    assert_eq!((token.token.expose(), token.expires_on), ("hush", "2100-01-01T00:00:00Z".parse()?));
    assert_eq!(*fake.0.lock().unwrap(), scopes);
    let error = source.token(&scopes).await.unwrap_err();
    assert_eq!(error.to_string(), "Azure gave no token");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "no managed identity");
    assert!(!format!("{source:?}").contains("hush"));
    Ok(())
}

#[tokio::test]
async fn calls_carry_its_tokens() -> Result {
    let mock = rt::MockTransport::new();
    let azure = rt::AzureToken::new(Arc::new(Fake::default()));
    let credential = rt::RefreshingBearer::new(azure, ["https://batch.example/.default"]);
    let client = rt::Client::builder("https://h")?.credential(credential).transport(mock.clone()).build()?;
    mock.respond(200, &[], "").respond(401, &[], "");
    client.send(call(&SECURE), &CallOptions::new()).await?;
    assert_eq!(mock.requests()[0].headers()["authorization"], "Bearer hush");
    // Refused, and there is no other.
    let failure = client.send(call(&SECURE), &CallOptions::new()).await.unwrap_err();
    assert!(matches!(failure, Failure::Credential(_)), "{failure:?}");
    Ok(())
}
