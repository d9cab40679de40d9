//! The fake behind a port, asked by the runtime's own transport.
#![cfg(feature = "server")]

mod common;

use azure_batch_fake::{FakeBatch, Fault};
use bindery_runtime::{HyperTransport, Transport as _};
use common::{Result, request};
use http::Method;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

#[tokio::test]
async fn http_is_spoken() -> Result {
    let fake = FakeBatch::new();
    for id in ["a", "b"] {
        fake.add_job(json!({"id": id}))?;
    }
    let server = fake.page_size(1).serve().await?;
    let transport = HyperTransport::new()?;
    let uri = |path: &str| format!("{}{path}?api-version=2024-07-01.20.0", server.endpoint());

    let response = transport.send(request(Method::GET, &uri("/jobs"), &[], "")).await?;
    assert_eq!(response.status(), 200);
    let page: Value = serde_json::from_slice(&response.into_body().collect().await?.to_bytes())?;
    let next = page["odata.nextLink"].as_str().unwrap_or_default();
    assert!(next.starts_with(&server.endpoint()), "{next}");
    let response = transport.send(request(Method::GET, next, &[], "")).await?;
    let page: Value = serde_json::from_slice(&response.into_body().collect().await?.to_bytes())?;
    assert_eq!(page["value"][0]["url"], format!("{}/jobs/b", server.endpoint()));

    let terminate = || request(Method::POST, &uri("/jobs/a/terminate"), &[], "");
    fake.fail_next(Fault::reset_before());
    assert!(transport.send(terminate()).await.is_err());
    fake.fail_next(Fault::truncated().on(Method::GET, "/jobs/a"));
    let response = transport.send(request(Method::GET, &uri("/jobs/a"), &[], "")).await?;
    assert_eq!(response.status(), 200);
    assert!(response.into_body().collect().await.is_err());
    let response = transport.send(terminate()).await?;
    assert_eq!((response.status().as_u16(), &response.headers()["content-length"]), (202, &"0".parse()?));
    assert_eq!(fake.job("a").ok_or("no job")?["state"], "terminating");

    drop(server);
    Ok(())
}

#[tokio::test]
async fn heads_have_the_length_of_the_file_and_servers_stop() -> Result {
    let fake = FakeBatch::new();
    fake.add_job(json!({"id": "j"}))?;
    fake.add_task("j", json!({"id": "t"}))?;
    fake.put_task_file("j", "t", "x", "12345")?;
    let server = fake.serve().await?;
    let transport = HyperTransport::new()?;
    let uri = format!("{}/jobs/j/tasks/t/files/x?api-version=1", server.endpoint());
    let response = transport.send(request(Method::HEAD, &uri, &[], "")).await?;
    assert_eq!(response.headers()["content-length"], "5");
    drop(server);
    // The runtime gets a turn to stop it.
    tokio::task::yield_now().await;
    assert!(HyperTransport::new()?.send(request(Method::HEAD, &uri, &[], "")).await.is_err());
    Ok(())
}
