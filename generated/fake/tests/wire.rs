//! What all operations have in common: what is refused, conditions, lists, credentials, faults.

mod common;

use std::time::Duration;

use azure_batch_fake::{FakeBatch, Fault};
use bindery_runtime::{Transport as _, TransportErrorKind};
use common::{Result, call, get, post, request, send, uri, write};
use http::{Method, StatusCode};
use serde_json::json;

fn jobs(count: usize) -> Result<FakeBatch> {
    let fake = FakeBatch::new();
    for n in 0..count {
        fake.add_job(json!({"id": format!("j{n}"), "priority": n, "poolInfo": {"poolId": "p"}}))?;
    }
    Ok(fake)
}

#[tokio::test]
async fn an_error_looks_like_one_of_the_service() -> Result {
    let fake = FakeBatch::new();
    let id = "11111111-2222-3333-4444-555555555555";
    let headers = [("client-request-id", id), ("return-client-request-id", "true")];
    let answer = call(&fake, Method::GET, "/jobs/none", &headers).await?;
    assert_eq!(answer.error(), (404, "JobNotFound".into()));
    assert_eq!(answer.header("client-request-id"), id);
    assert_eq!(answer.header("content-type"), "application/json; odata=minimalmetadata");
    let message = answer.json()["message"].clone();
    assert_eq!(message["lang"], "en-US");
    let lines: Vec<_> = message["value"].as_str().unwrap_or_default().lines().map(str::to_owned).collect();
    assert_eq!(lines[1], format!("RequestId:{}", answer.header("request-id")));
    assert_eq!(lines[2], "Time:2024-07-01T00:00:01Z");
    Ok(())
}

#[tokio::test]
async fn what_an_operation_does_not_take_is_refused() -> Result {
    let fake = jobs(1)?;
    let bare = send(&fake, request(Method::GET, "https://h/jobs/j0", &[], "")).await?;
    assert_eq!(bare.error(), (400, "MissingRequiredQueryParameter".into()));
    assert_eq!(bare.detail("QueryParameterName"), Some("api-version".into()));
    for (path, code) in [
        ("/jobs?maxresults=0", "InvalidQueryParameterValue"),
        ("/jobs?maxresults=1001", "InvalidQueryParameterValue"),
        ("/jobs?timeout=soon", "InvalidQueryParameterValue"),
        ("/jobs?$filter=x", "InvalidQueryParameterValue"),
        ("/jobs?$skiptoken=x", "InvalidQueryParameterValue"),
        ("/jobs?force=true", "UnsupportedQueryParameter"),
        ("/poolusagemetrics?startTime=now", "InvalidQueryParameterValue"),
    ] {
        assert_eq!(get(&fake, path).await?.error(), (400, code.into()), "{path}");
    }
    for (name, value) in [("client-request-id", "{1}"), ("ocp-date", "today"), ("return-client-request-id", "True")] {
        let answer = call(&fake, Method::GET, "/jobs", &[(name, value)]).await?;
        assert_eq!(answer.error(), (400, "InvalidHeaderValue".into()), "{name}");
    }
    let body = |text: &str| request(Method::POST, &uri("/jobs"), &[("content-type", "application/json")], text);
    assert_eq!(send(&fake, body("{")).await?.error(), (400, "InvalidRequestBody".into()));
    assert_eq!(send(&fake, body("[]")).await?.error(), (400, "InvalidRequestBody".into()));
    assert_eq!(send(&fake, body("")).await?.error(), (400, "InvalidRequestBody".into()));
    let untyped = send(&fake, request(Method::POST, &uri("/jobs"), &[], "{}")).await?;
    assert_eq!(untyped.error(), (400, "InvalidHeaderValue".into()));
    let missing = post(&fake, "/jobs", json!({"id": "x", "poolInfo": null})).await?;
    assert_eq!(missing.error(), (400, "MissingRequiredProperty".into()));
    assert_eq!(missing.detail("PropertyName"), Some("poolInfo".into()));
    let unknown = post(&fake, "/jobs/j0/terminate", json!({"terminate_reason": "x"})).await?;
    assert_eq!(unknown.error(), (400, "UnsupportedProperty".into()));
    let id = post(&fake, "/jobs", json!({"id": "a b", "poolInfo": {"poolId": "p"}})).await?;
    assert_eq!(id.detail("PropertyValue"), Some("a b".into()));
    assert_eq!(write(&fake, Method::PUT, "/jobs", json!({})).await?.status, 405);
    Ok(())
}

#[tokio::test]
async fn conditions_are_checked() -> Result {
    let fake = jobs(1)?;
    let first = get(&fake, "/jobs/j0").await?;
    let (etag, date) = (first.header("etag"), first.header("last-modified"));
    assert_eq!(first.json()["eTag"], etag.trim_matches('"'));
    let (past, other) = ("Fri, 17 Feb 2017 00:00:00 GMT", "\"0x1\"");
    for (method, name, value, status) in [
        (Method::GET, "if-match", etag, 200),
        (Method::GET, "if-match", "*", 200),
        (Method::GET, "if-match", other, 412),
        (Method::GET, "if-none-match", etag, 304),
        (Method::GET, "if-none-match", other, 200),
        (Method::GET, "if-modified-since", date, 304),
        (Method::GET, "if-modified-since", past, 200),
        (Method::GET, "if-unmodified-since", date, 200),
        (Method::GET, "if-unmodified-since", past, 412),
        (Method::POST, "if-none-match", etag, 412),
        (Method::POST, "if-modified-since", date, 412),
        (Method::POST, "if-match", etag.trim_matches('"'), 202),
        (Method::POST, "if-match", etag, 412),
    ] {
        let path = if method == Method::GET { "/jobs/j0" } else { "/jobs/j0/terminate" };
        let answer = call(&fake, method.clone(), path, &[(name, value)]).await?;
        assert_eq!(answer.status, status, "{method} {name}: {value}");
        match status {
            412 => assert_eq!(answer.error().1, "ConditionNotMet"),
            304 => assert_eq!(answer.text, ""),
            _ => {}
        }
    }
    Ok(())
}

#[tokio::test]
async fn lists_come_in_pages() -> Result {
    let fake = jobs(5)?;
    fake.page_size(2).empty_page_after(1);
    let mut next = uri("/jobs?$select=id&$filter=priority%20ge%201").replace(common::BASE, "http://h:1");
    let mut pages = Vec::new();
    while !next.is_empty() {
        let page = send(&fake, request(Method::GET, &next, &[], "")).await?.json();
        let ids =
            page["value"].as_array().into_iter().flatten().filter_map(|job| job["id"].as_str().map(str::to_owned));
        pages.push(ids.collect::<Vec<_>>());
        next = page["odata.nextLink"].as_str().unwrap_or_default().to_owned();
        assert!(next.is_empty() || next.starts_with("http://h:1/jobs?"), "{next}");
    }
    assert_eq!(pages, [vec!["j1", "j2"], vec![], vec!["j3", "j4"]]);
    let one = get(&fake, "/jobs?maxresults=1").await?.json();
    assert_eq!(one["value"].as_array().map(Vec::len), Some(1));
    Ok(())
}

#[tokio::test]
async fn credentials_are_needed_but_not_kept() -> Result {
    let fake = jobs(1)?;
    get(&fake, "/jobs/j0").await?;
    let mut nameless = request(Method::GET, &uri("/jobs/j0"), &[], "");
    nameless.headers_mut().remove("authorization");
    let answer = send(&fake, nameless).await?;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("www-authenticate"), "Bearer, SharedKey");
    let seen = fake.requests();
    assert_eq!((seen.len(), seen[0].operation, seen[0].header("authorization")), (2, Some("Job_Get"), Some("Bearer")));
    assert_eq!(seen[0].query("api-version"), Some("2024-07-01.20.0"));
    Ok(())
}

#[tokio::test]
async fn signatures_are_checked() -> Result {
    // Computed apart: `printf '%b' TEXT | openssl dgst -sha256 -hmac key -binary | base64`.
    let key = "a2V5";
    let fake = FakeBatch::with_shared_key("acct", key)?;
    fake.add_job(json!({"id": "j"}))?;
    let signed = |signature: &str, date: &str| {
        let mut request = request(Method::POST, &uri("/jobs/j/terminate?force=true"), &[("ocp-date", date)], "");
        let value = format!("SharedKey acct:{signature}");
        request.headers_mut().insert("authorization", value.parse().expect("a header"));
        request
    };
    let (date, later) = ("Fri, 17 Feb 2017 00:00:00 GMT", "Fri, 17 Feb 2017 00:00:01 GMT");
    let good = "FzPr/M0mxUCtfmfcQQycc7wxTdJcZklD/1PMVklsOs8=";
    for request in [signed("AAAA", date), signed(good, later), request(Method::GET, &uri("/jobs"), &[], "")] {
        let answer = send(&fake, request).await?;
        assert_eq!(answer.error(), (403, "AuthenticationFailed".into()));
        assert!(answer.detail("AuthenticationErrorDetail").is_some_and(|text| text.contains("\n/acct/jobs")));
    }
    assert_eq!(send(&fake, signed(good, date)).await?.status, 202);
    assert!(FakeBatch::with_shared_key("acct", "?").is_err());
    Ok(())
}

#[tokio::test]
async fn faults_come_as_they_were_ordered() -> Result {
    let fake = jobs(1)?;
    fake.throttle(2, Duration::from_secs(7));
    fake.fail_next(Fault::status(StatusCode::SERVICE_UNAVAILABLE).on(Method::POST, "/jobs/j0"));
    fake.fail_next(Fault::not_json(StatusCode::BAD_GATEWAY));
    for _ in 0..2 {
        let busy = get(&fake, "/jobs/j0").await?;
        assert_eq!((busy.error(), busy.header("retry-after")), ((429, "TooManyRequests".into()), "7"));
    }
    let html = get(&fake, "/jobs/j0").await?;
    assert_eq!((html.status.as_u16(), html.header("content-type")), (502, "text/html"));
    assert_eq!(get(&fake, "/jobs/j0").await?.status, 200);
    assert_eq!(post(&fake, "/jobs/j0/terminate", json!(null)).await?.error(), (503, "ServerBusy".into()));
    assert_eq!(fake.job("j0").ok_or("no job")?["state"], "active");
    Ok(())
}

#[tokio::test]
async fn connections_break_before_or_after() -> Result {
    let fake = jobs(2)?;
    let terminate = |job: &str| request(Method::POST, &uri(&format!("/jobs/{job}/terminate")), &[], "");
    let state = |job: &str| fake.job(job).map(|job| job["state"].clone()).unwrap_or_default();
    for (fault, kind, job, after) in [
        (Fault::refuse(), TransportErrorKind::Connect, "j0", "active"),
        (Fault::reset_before(), TransportErrorKind::Send, "j0", "active"),
        (Fault::reset_after(), TransportErrorKind::Send, "j0", "terminating"),
        (Fault::truncated().when(|request| request.method == Method::GET), TransportErrorKind::Receive, "j1", "active"),
    ] {
        fake.fail_next(fault);
        let request = if job == "j1" { request(Method::GET, &uri("/jobs/j1"), &[], "") } else { terminate(job) };
        assert_eq!(send(&fake, request).await.err().map(|error| error.kind()), Some(kind));
        assert_eq!(state(job), after);
    }
    assert_eq!(fake.requests().len(), 3, "a refused connection carries no request");
    Ok(())
}

#[tokio::test]
async fn waiting_takes_no_time_and_the_shortest_wait_ends_first() -> Result {
    let fake = jobs(1)?;
    let transport = fake.transport();
    let (hour, day) = (Duration::from_secs(3600), Duration::from_secs(86_400));
    fake.fail_next(Fault::slow(hour));
    let long = tokio::select! {
        () = transport.sleep(day) => true,
        answer = get(&fake, "/jobs/j0") => { answer?; false }
    };
    assert!(!long);
    assert_eq!(fake.waited(), hour);
    fake.fail_next(Fault::slow(day));
    let over = tokio::select! {
        () = transport.sleep(hour) => true,
        answer = get(&fake, "/jobs/j0") => { answer?; false }
    };
    assert!(over);
    assert_eq!(fake.waited(), 2 * hour);
    Ok(())
}

#[tokio::test]
async fn sleepers_in_other_tasks_wake_in_turn() -> Result {
    let fake = FakeBatch::new();
    let sleeps = [3, 1, 2].map(|seconds| {
        let (transport, fake) = (fake.transport(), fake.clone());
        tokio::spawn(async move {
            transport.sleep(Duration::from_secs(seconds)).await;
            (seconds, fake.waited().as_secs())
        })
    });
    for sleep in sleeps {
        let (seconds, waited) = sleep.await?;
        assert_eq!(seconds, waited);
    }
    Ok(())
}
