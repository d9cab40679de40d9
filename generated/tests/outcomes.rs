//! What comes back other than as a body: whether something is there, a file as it comes, a list in pages, and the end of
#![cfg(all(feature = "files", feature = "jobs", feature = "pools"))]
//! what the service goes on with.

use std::error::Error as StdError;

use azure_batch_client::runtime::{MockTransport, PollReason};
use azure_batch_client::{Client, Error};

type Result<T = ()> = std::result::Result<T, Box<dyn StdError>>;

const NOT_FOUND: &str = r#"{"code": "JobNotFound", "message": {"lang": "en-US", "value": "No such job."}}"#;

fn client(mock: &MockTransport) -> Result<Client> {
    let endpoint = "https://account.region.batch.azure.com";
    Ok(Client::builder(endpoint)?.azure_auth("token").transport(mock.clone()).build()?)
}

#[tokio::test]
async fn a_pool_is_there_or_is_not() -> Result {
    let mock = MockTransport::new();
    mock.respond(200, &[("ETag", "0x1")], "").respond(404, &[], "").respond(403, &[("request-id", "7")], "");
    let pools = client(&mock)?.pools();
    let there = pools.exists("p").await?;
    assert!(*there);
    assert_eq!(there.headers().etag.as_deref(), Some("0x1"));
    assert!(!*pools.exists("p").await?);
    let refused = pools.exists("p").await.err().ok_or("403 is no answer to the question")?;
    assert_eq!((refused.status().map(|status| status.as_u16()), refused.request_id()), (Some(403), Some("7")));
    assert!(mock.requests().iter().all(|request| request.method() == "HEAD"));
    Ok(())
}

#[tokio::test]
async fn a_file_comes_as_it_comes() -> Result {
    let mock = MockTransport::new();
    mock.respond(200, &[("Content-Length", "5")], "bytes").respond(404, &[], NOT_FOUND);
    let files = client(&mock)?.files();
    let file = files.get_from_task("j", "t", "stdout.txt").await?;
    assert_eq!(file.headers().content_length, Some(5));
    assert_eq!(file.into_body().collect(5).await?, "bytes");
    let missing = files.get_from_task("j", "t", "stdout.txt").await.err().ok_or("404 is an error")?;
    assert_eq!(missing.code(), Some("JobNotFound"));
    Ok(())
}

#[tokio::test]
async fn a_list_goes_on_behind_its_first_page() -> Result {
    let next = "https://account.region.batch.azure.com/jobs?$skiptoken=2&api-version=old";
    let first = format!(r#"{{"value": [{{"id": "a"}}, {{"id": "b"}}], "odata.nextLink": "{next}"}}"#);
    let (mock, last) = (MockTransport::new(), r#"{"value": [{"id": "c"}]}"#);
    mock.respond(200, &[], first.clone()).respond(200, &[], last).respond(200, &[], first).respond(200, &[], last);
    let jobs = client(&mock)?.jobs();
    let ids: Vec<_> = jobs.list().filter("state eq 'active'").items().try_collect().await?;
    assert_eq!(ids.iter().map(|job| job.id.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("b"), Some("c")]);
    let query = mock.requests()[1].uri().query().unwrap_or_default().to_owned();
    assert_eq!(query, "$skiptoken=2&api-version=2024-07-01.20.0");

    let mut pages = jobs.list().into_pages();
    pages.next().await.ok_or("a first page")??;
    let link = pages.next_link().ok_or("a second page")?.to_owned();
    assert_eq!(jobs.list().resume_from(link).items().try_collect().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_job_is_watched_until_it_is_over() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[], "").respond(200, &[], r#"{"id": "j", "state": "terminating"}"#).respond(
        200,
        &[],
        r#"{"id": "j", "state": "completed"}"#,
    );
    let jobs = client(&mock)?.jobs();
    let job = jobs.terminate("j").force(true).await?.until_done().await?.ok_or("a job that is over")?;
    assert_eq!(job.id.as_deref(), Some("j"));
    let sent: Vec<_> = mock.requests().iter().map(|r| format!("{} {}", r.method(), r.uri().path())).collect();
    assert_eq!(sent, ["POST /jobs/j/terminate", "GET /jobs/j", "GET /jobs/j"]);
    let ids: Vec<_> = mock.requests().iter().map(|r| r.headers().get("client-request-id").cloned()).collect();
    assert!(ids.iter().all(Option::is_some) && ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
    Ok(())
}

#[tokio::test]
async fn what_is_deleted_is_gone_in_the_end() -> Result {
    let mock = MockTransport::new();
    mock.respond(202, &[], "").respond(200, &[], r#"{"state": "deleting"}"#).respond(404, &[], NOT_FOUND);
    assert!(client(&mock)?.jobs().delete("j").await?.until_done().await?.is_none());

    mock.respond(202, &[], "").respond(200, &[], r#"{"state": "deleting"}"#);
    match client(&mock)?.jobs().terminate("j").await?.until_done().await {
        Err(Error::Poll(failure)) => {
            assert_eq!((failure.reason(), failure.state()), (PollReason::Failed, Some("deleting")))
        }
        other => return Err(format!("{other:?}").into()),
    }
    Ok(())
}
