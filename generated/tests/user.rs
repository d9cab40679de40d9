//! The crate as a program uses it: what compiles, what it does, and what is told about it in the design.
#![cfg(all(feature = "hyper", feature = "jobs"))]

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use azure_batch_client::models::{BatchError, BatchErrorDetail, ErrorMessage, JobTerminateParameter};
use azure_batch_client::runtime::{Bearer, CallOptions, MockTransport, Response};
use azure_batch_client::types::{Timestamp, Uuid};
use azure_batch_client::{API_VERSION, Client, ClientBuilder, Error, jobs, server};
use serde_json::json;
use support::{Answer, Result, Server, TOKEN, reason};
use tokio::task::JoinSet;

const ID: &str = "3f0c2a9e-6b1d-4c58-9a7e-d2145f80b6c3";

const ACCEPTED: [(&str, &str); 5] = [
    ("client-request-id", "c6e1f7a2-0d3b-4e95-8b64-2f9a7c51d08e"),
    ("request-id", ID),
    ("ETag", "\"0x8DC99CA5C1B2E40\""),
    ("Last-Modified", "Mon, 01 Jul 2024 12:34:56 GMT"),
    ("DataServiceId", "https://account.region.batch.azure.com/jobs/nightly-render"),
];

fn client(mock: &MockTransport) -> Result<Client> {
    Ok(Client::builder("https://account.region.batch.azure.com")?
        .credential(Bearer::new(TOKEN))
        .transport(mock.clone())
        .build()?)
}

/// The program of the design, line by line; nothing in it is special to a test but the transport.
async fn terminate(client: &Client, job: &str, etag: &str) -> Result<Option<Timestamp>> {
    let accepted = client.jobs().terminate(job).force(true).timeout(30).if_match(etag).body(reason("superseded")).await;
    match accepted {
        Ok(accepted) => Ok(accepted.headers().last_modified.map(Timestamp::from)),
        Err(Error::Service(e)) if e.code() == Some("JobNotFound") => Ok(None),
        Err(e) => Err(e.into()),
    }
}

#[cfg(feature = "compute_nodes")]
#[test]
fn a_request_shows_what_it_carries_and_no_secrets() -> Result {
    use azure_batch_client::models::ComputeNodeUser;

    let client = client(&MockTransport::new())?;
    let user = ComputeNodeUser { password: Some("hush".into()), ..ComputeNodeUser::new("alice") };
    let request = client.compute_nodes().add_user("pool-1", "node/1", user).timeout(30);
    let shown = format!("{request:?}");
    let parts = [
        r#"AddUser { client: Client { endpoint: "https://account.region.batch.azure.com", .. }, "#,
        r#"poolId: "pool-1", nodeId: "node/1", api-version: "2024-07-01.20.0", timeout: "30", "#,
        r#"body: {"name":"alice","password":"(secret)"}, options: CallOptions { "#,
    ];
    assert!(parts.iter().all(|part| shown.contains(part)), "{shown}");
    assert!(!shown.contains("hush") && !shown.contains(TOKEN) && !shown.contains("client-request-id"), "{shown}");
    Ok(())
}

#[tokio::test]
async fn the_program_of_the_design_runs() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &ACCEPTED, "");
    mock.respond(404, &[], r#"{"code": "JobNotFound"}"#);
    mock.respond(409, &[("request-id", "7")], r#"{"code": "JobCompleted", "message": {"value": "It is over."}}"#);
    let client = client(&mock)?;

    assert_eq!(terminate(&client, "nightly-render", "\"1\"").await?, Some("2024-07-01T12:34:56Z".parse()?));
    assert_eq!(terminate(&client, "none", "\"1\"").await?, None);
    let error = terminate(&client, "old", "\"1\"").await.err().map(|error| error.to_string());
    let expected = "POST /jobs/old/terminate was answered 409 Conflict: JobCompleted: It is over. (request id 7)";
    assert_eq!(error.as_deref(), Some(expected));
    Ok(())
}

#[tokio::test]
async fn an_answer_has_typed_headers() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &ACCEPTED, "").respond(202, &[], "");
    let client = client(&mock)?;

    let accepted = client.jobs().terminate("nightly-render").await?;
    assert_eq!(accepted.status(), 202);
    let headers = accepted.headers();
    assert_eq!(headers.request_id, Some(ID.parse()?));
    assert_eq!(headers.client_request_id, Some("c6e1f7a2-0d3b-4e95-8b64-2f9a7c51d08e".parse()?));
    assert_eq!(headers.etag.as_deref(), Some("\"0x8DC99CA5C1B2E40\""));
    assert_eq!(headers.last_modified.map(Timestamp::from), Some("2024-07-01T12:34:56Z".parse()?));
    let url = "https://account.region.batch.azure.com/jobs/nightly-render";
    assert_eq!(headers.data_service_id.as_deref(), Some(url));
    assert_eq!(accepted.request_id(), Some(ID));
    assert_eq!(accepted.raw_headers().len(), 5);

    let bare = client.jobs().terminate("nightly-render").await?;
    assert_eq!(*bare.headers(), jobs::TerminateHeaders::default());
    Ok(())
}

#[tokio::test]
async fn a_request_is_a_value() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[], "").respond(202, &[], "");
    let client = client(&mock)?;

    let first = client.jobs().terminate("a").force(true).body(reason("superseded"));
    let mut second = first.clone().timeout(5);
    second.job_id = "b".to_owned();
    second.force = None;
    assert_eq!((first.job_id.as_str(), first.force, first.timeout), ("a", Some(true), None));
    assert!(mock.requests().is_empty(), "nothing is sent before it is awaited");

    second.send().await?;
    first.await?;
    let targets: Vec<_> = mock.requests().iter().map(|request| request.uri().to_string()).collect();
    let base = "https://account.region.batch.azure.com/jobs";
    assert_eq!(
        targets,
        [
            format!("{base}/b/terminate?api-version={API_VERSION}&timeout=5"),
            format!("{base}/a/terminate?api-version={API_VERSION}&force=true"),
        ]
    );
    Ok(())
}

#[tokio::test]
async fn what_is_inspected_is_what_is_sent() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[], "");
    let request = client(&mock)?.jobs().terminate("a b").client_request_id(Uuid::nil()).body(reason("superseded"));

    let inspected = request.to_http()?;
    assert!(!inspected.headers().contains_key("authorization"));
    assert_eq!(inspected.method(), "POST");
    assert_eq!(inspected.uri().path(), "/jobs/a%20b/terminate");
    assert_eq!(
        inspected.headers().get("content-type").map(|v| v.as_bytes()),
        Some(&b"application/json; odata=minimalmetadata"[..])
    );

    request.await?;
    let sent = mock.requests().pop().ok_or("nothing was sent")?;
    assert_eq!((sent.method(), sent.uri(), sent.body()), (inspected.method(), inspected.uri(), inspected.body()));
    let mut headers = sent.headers().clone();
    assert!(headers.remove("authorization").is_some());
    assert_eq!(&headers, inspected.headers());
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_sent_cannot_be_inspected() -> Result {
    let client = client(&MockTransport::new())?;
    let refused = client.jobs().terminate("..").to_http().err().ok_or("it was written down")?;
    assert_eq!(refused.parameter(), Some("jobId"));
    Ok(())
}

#[tokio::test]
async fn a_client_can_be_set_up_in_other_ways() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[], "").hang();
    let server = server::Server { batch_url: "https://a.b.batch.azure.com/".to_owned() };
    let client = Client::builder(server)?
        .azure_auth(TOKEN)
        .api_version("2023-11-01.18.0")
        .user_agent("render-farm/1.2")
        .timeout(Duration::from_secs(5))
        .transport(mock.clone())
        .build()?;
    assert_eq!(client.api_version(), "2023-11-01.18.0");

    client.jobs().terminate("x").await?;
    let sent = mock.requests().pop().ok_or("nothing was sent")?;
    assert_eq!(sent.uri(), "https://a.b.batch.azure.com/jobs/x/terminate?api-version=2023-11-01.18.0");
    assert_eq!(sent.headers().get("user-agent").map(|v| v.as_bytes()), Some(&b"render-farm/1.2"[..]));

    let hasty = client.jobs().terminate("x").options(CallOptions::new().timeout(Duration::from_secs(1)));
    let error = hasty.await.err().ok_or("the call succeeded")?;
    assert!(matches!(&error, Error::Timeout(e) if e.limit() == Duration::from_secs(1)), "{error:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_are_under_way_at_once() -> Result {
    const CALLS: usize = 50;
    // The server answers none of them before it has them all.
    let server = Server::start(Answer::accepted().together(CALLS)).await?;
    let client = Client::builder(server.url())?.azure_auth(TOKEN).build()?;
    let mut calls = JoinSet::new();
    for index in 0..CALLS {
        calls.spawn(client.jobs().terminate(format!("job-{index}")).into_future());
    }
    while let Some(call) = calls.join_next().await {
        assert_eq!(call??.status(), 202);
    }
    let sent = server.requests();
    let paths: BTreeSet<_> = sent.iter().map(|request| request.path.clone()).collect();
    let ids: BTreeSet<_> = sent.iter().filter_map(|request| request.header("client-request-id")).collect();
    assert_eq!((sent.len(), paths.len(), ids.len()), (CALLS, CALLS, CALLS));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_share_a_mock() -> Result {
    let mock = MockTransport::new();
    for _ in 0..50 {
        mock.respond(202, &ACCEPTED, "");
    }
    let client = client(&mock)?;
    let mut calls = JoinSet::new();
    for index in 0..50 {
        let client = client.clone();
        calls.spawn(async move { client.jobs().terminate(format!("job-{index}")).send().await });
    }
    while let Some(call) = calls.join_next().await {
        assert_eq!(call??.request_id(), Some(ID));
    }
    assert_eq!(mock.requests().len(), 50);
    Ok(())
}

#[test]
fn futures_can_be_spawned_and_types_shared() -> Result {
    fn spawnable<T: Send + 'static>(_: T) {}
    fn shared<T: Send + Sync + 'static>() {}
    let client = client(&MockTransport::new())?;
    spawnable(client.jobs().terminate("x").send());
    spawnable(client.jobs().terminate("x").into_future());
    spawnable(async move { client.jobs().terminate("x").await });
    shared::<(Client, ClientBuilder, Error, server::Server)>();
    shared::<(jobs::Jobs, jobs::Terminate, jobs::TerminateHeaders, Response<(), jobs::TerminateHeaders>)>();
    shared::<(BatchError, BatchErrorDetail, ErrorMessage, JobTerminateParameter)>();
    Ok(())
}

#[test]
fn models_are_written_without_what_is_absent() -> Result {
    assert_eq!(serde_json::to_string(&JobTerminateParameter::default())?, "{}");
    assert_eq!(serde_json::to_value(reason("superseded"))?, json!({"terminateReason": "superseded"}));
    assert_eq!(serde_json::to_string(&BatchError::default())?, "{}");
    Ok(())
}

#[test]
fn models_come_back_as_they_went() -> Result {
    let body = json!({
        "code": "InvalidPropertyValue",
        "message": {"lang": "en-US", "value": "line one\nline \"two\" ✓"},
        "values": [{"key": "PropertyName", "value": ""}, {"key": "Reason"}, {}],
    });
    let error: BatchError = serde_json::from_value(body.clone())?;
    assert_eq!(error.message.as_ref().and_then(|message| message.lang.as_deref()), Some("en-US"));
    assert_eq!(error.values.as_ref().map(Vec::len), Some(3));
    assert_eq!(serde_json::to_value(&error)?, body);
    assert_eq!(serde_json::from_slice::<BatchError>(&serde_json::to_vec(&error)?)?, error);
    Ok(())
}

#[test]
fn models_overlook_what_they_do_not_know_and_take_null_for_absent() -> Result {
    let text = r#"{"odata.metadata": "u", "x": {"y": [1, null]}, "code": null, "message": {"more": 1, "value": "v"}}"#;
    let error: BatchError = serde_json::from_str(text)?;
    assert_eq!((error.code, error.values), (None, None));
    assert_eq!(error.message.and_then(|message| message.value).as_deref(), Some("v"));
    Ok(())
}

#[test]
fn models_refuse_what_is_not_theirs_and_say_where() -> Result {
    for (text, parts) in [
        (r#"{"code": "a", "code": "b"}"#, ["duplicate", "code"]),
        (r#"{"code": null, "code": "b"}"#, ["duplicate", "code"]),
        (r#"{"message": {"lang": "a", "value": "b", "lang": "c"}}"#, ["message", "duplicate field `lang`"]),
        (r#"{"values": [{"key": "a"}, {"key": 1}]}"#, ["values[1].key", "string"]),
        (r#"{"values": [null]}"#, ["values[0]", "object"]),
        (r#"{"code": 1}"#, ["code", "string"]),
        ("[]", ["object", "array"]),
        ("null", ["object", "null"]),
    ] {
        let error = serde_json::from_str::<BatchError>(text).err().ok_or(text)?.to_string();
        assert!(parts.iter().all(|part| error.contains(part)), "{text}: {error}");
    }
    Ok(())
}
