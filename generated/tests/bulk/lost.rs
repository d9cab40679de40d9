//! What becomes of requests that fail, and of answers that are lost.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use azure_batch_client::runtime::http::{Method, StatusCode};
use azure_batch_client::runtime::{CallOptions, MockTransport, Retry};
use azure_batch_fake::{FakeBatch, Fault};

use crate::bulk::{Reason, Report};
use crate::support::Result;
use azure_batch_client::Error;

use crate::{JOB, add_all, client, fake, ids, requests, sizes, task, tasks};

/// The error that a request had in common with others.
fn shared(report: &Report, index: usize) -> Result<&Arc<Error>> {
    match report[index].result.as_ref().map_err(|error| &error.reason) {
        Err(Reason::Failed(error)) => Ok(error),
        other => Err(format!("{other:?}").into()),
    }
}

fn presumed(report: &Report) -> Vec<bool> {
    report.iter().map(|outcome| outcome.result.as_ref().is_ok_and(|added| added.presumed)).collect()
}

/// A fault of the requests that have this task.
fn with(fault: Fault, id: &'static str) -> Fault {
    fault.when(move |request| ids(&request.body).is_ok_and(|ids| ids.iter().any(|other| other == id)))
}

#[tokio::test]
async fn tasks_whose_answer_is_lost_are_not_refused_as_there_already() -> Result {
    for fault in [Fault::reset_after(), Fault::truncated()] {
        let fake = fake()?;
        fake.fail_next(with(fault, "150"));
        let report = add_all(&client(fake.transport())?, tasks(250)).await;
        assert_eq!((fake.requests().len(), fake.task_count(JOB)), (4, 250));
        let expected: Vec<_> = (0..250).map(|index| (100..200).contains(&index)).collect();
        assert_eq!(presumed(&report), expected);
        assert_eq!(report.into_result()?.len(), 250);
    }
    Ok(())
}

#[tokio::test]
async fn tasks_of_others_are_refused_as_there_already() -> Result {
    let fake = fake()?;
    let client = client(fake.transport())?;
    add_all(&client, ["a"].map(task)).await.into_result()?;
    // Nothing of this request arrived, so it is not what added the task.
    fake.fail_next(Fault::refuse());
    fake.throttle(1, Duration::from_secs(1));
    let report = add_all(&client, ["a", "b"].map(task)).await;
    assert_eq!(presumed(&report), [false, false]);
    let error = report[0].result.as_ref().err().ok_or("it was added")?;
    assert_eq!((error.reason.code(), error.may_exist), (Some("TaskExists"), false));
    assert!(report[1].result.is_ok());
    Ok(())
}

/// A service, or a gateway before it, can fail when the work is done.
#[tokio::test]
async fn errors_of_the_service_leave_it_open_whether_tasks_were_added() -> Result {
    for (status, expected) in [(500, true), (502, true), (503, true), (504, true), (408, false), (429, false)] {
        let mock = MockTransport::new();
        let taken = r#"{"value": [{"taskId": "0", "status": "clienterror", "error": {"code": "TaskExists"}}]}"#;
        mock.respond(status, &[], "").respond(200, &[], taken);
        let report = add_all(&client(mock)?, tasks(1)).await;
        assert_eq!(
            (presumed(&report), report.failures().count()),
            (vec![expected], usize::from(!expected)),
            "{status}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn requests_that_were_not_acted_upon_are_sent_again() -> Result {
    let faults = [
        Fault::refuse(),
        Fault::reset_before(),
        Fault::status(StatusCode::REQUEST_TIMEOUT),
        Fault::status(StatusCode::TOO_MANY_REQUESTS),
        Fault::status(StatusCode::INTERNAL_SERVER_ERROR),
        Fault::not_json(StatusCode::BAD_GATEWAY),
        Fault::status(StatusCode::SERVICE_UNAVAILABLE),
        Fault::not_json(StatusCode::OK),
    ];
    for fault in faults {
        let (fake, name) = (fake()?, format!("{fault:?}"));
        fake.fail_next(fault);
        let report = add_all(&client(fake.transport())?, tasks(3)).await;
        assert_eq!(presumed(&report), [false; 3], "{name}");
        assert_eq!(report.into_result().map_err(|error| format!("{name}: {error}"))?.len(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() -> Result {
    let mock = MockTransport::new();
    mock.respond(503, &[("retry-after", "77")], "");
    mock.respond(200, &[], r#"{"value": [{"taskId": "0", "status": "success"}]}"#);
    add_all(&client(mock.clone())?, tasks(1)).await.into_result()?;
    assert_eq!(mock.slept(), [Duration::from_secs(77)]);
    Ok(())
}

/// The runtime would repeat some of it by itself: attempts would multiply.
#[tokio::test]
async fn attempts_come_to_an_end() -> Result {
    let options = || CallOptions::new().repeatable(true).retry(Retry::new().attempts(7));
    for fault in [Fault::refuse(), Fault::reset_before(), Fault::status(StatusCode::TOO_MANY_REQUESTS)] {
        let (fake, name) = (fake()?, format!("{fault:?}"));
        fake.fail_next(fault.times(3));
        let tasks = add_all(&client(fake.transport())?, tasks(2)).options(options()).retry(Retry::new().attempts(3));
        let report = tasks.await;
        assert!(Arc::ptr_eq(shared(&report, 0)?, shared(&report, 1)?), "{name}");
        assert_eq!((shared(&report, 0)?.attempts(), fake.task_count(JOB)), (1, 0), "{name}");
        // The faults are used up, and none was left over.
        assert_eq!(fake.requests().len(), if name.contains("Refuse") { 0 } else { 3 });
        add_all(&client(fake.transport())?, [task(0)]).retry(Retry::none()).await.into_result()?;
    }
    Ok(())
}

#[tokio::test]
async fn a_request_that_fails_costs_no_task_of_another_anything() -> Result {
    let fake = fake()?;
    fake.fail_next(with(Fault::status(StatusCode::FORBIDDEN), "150"));
    let report = add_all(&client(fake.transport())?, tasks(250)).await;
    assert_eq!((fake.requests().len(), report.len(), fake.task_count(JOB)), (3, 250, 150));
    for outcome in &report {
        assert_eq!(outcome.result.is_err(), (100..200).contains(&outcome.index), "{outcome:?}");
    }
    assert!(Arc::ptr_eq(shared(&report, 100)?, shared(&report, 199)?));
    assert_eq!(shared(&report, 100)?.status(), Some(StatusCode::FORBIDDEN));
    let failure = report.failures().next().ok_or("all were added")?;
    assert!(!failure.may_exist && !failure.reason.is_retryable());
    assert_eq!(failure.to_string(), "task `100` was not added: the request failed");
    assert!(failure.source().is_some_and(|cause| cause.to_string().contains("403")), "{failure:?}");
    Ok(())
}

#[tokio::test]
async fn what_cannot_go_well_is_not_sent_again() -> Result {
    let fake = FakeBatch::new();
    let report = add_all(&client(fake.transport())?, tasks(150)).await;
    assert_eq!((report.failures().count(), sizes(&fake)?), (150, vec![100, 50]));
    assert_eq!(shared(&report, 149)?.code(), Some("JobNotFound"));
    Ok(())
}

#[tokio::test]
async fn it_is_known_when_a_task_may_have_been_added_all_the_same() -> Result {
    let fake = fake()?;
    fake.fail_next(Fault::reset_after());
    fake.fail_next(Fault::refuse());
    let report = add_all(&client(fake.transport())?, tasks(1)).retry(Retry::new().attempts(2)).await;
    let failure = report.failures().next().ok_or("it was added")?;
    assert!(failure.may_exist && failure.reason.is_retryable());
    // The last request was not even sent; the one before was.
    assert!(!shared(&report, 0)?.may_have_been_sent());
    assert_eq!(fake.task_count(JOB), 1);
    Ok(())
}

#[tokio::test]
async fn the_time_limit_is_that_of_a_request() -> Result {
    let mock = MockTransport::new();
    mock.hang().hang().respond(200, &[], r#"{"value": [{"taskId": "0", "status": "success"}]}"#);
    let options = CallOptions::new().timeout(Duration::from_secs(5));
    add_all(&client(mock.clone())?, tasks(1)).options(options.clone()).await.into_result()?;
    assert_eq!(mock.requests().len(), 3);

    mock.hang();
    let report = add_all(&client(mock)?, tasks(1)).options(options).retry(Retry::none()).await;
    assert!(matches!(&**shared(&report, 0)?, Error::Timeout(error) if error.limit() == Duration::from_secs(5)));
    assert!(report.failures().all(|failure| failure.may_exist));
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_sent() -> Result {
    let fake = fake()?;
    let report = client(fake.transport())?.tasks().add_all("..", tasks(2)).await;
    assert!(fake.requests().is_empty());
    assert!(matches!(&**shared(&report, 1)?, Error::InvalidRequest(_)));
    assert!(report.failures().all(|failure| !failure.may_exist));
    Ok(())
}

/// Faults that wait for their turn keep to their requests, whichever comes first.
#[tokio::test]
async fn requests_are_halved_and_lost_and_refused_in_one_run() -> Result {
    let fake = fake()?;
    fake.collection_limit(2_000).refuse_task("7", 1).refuse_task("120", 2);
    fake.fail_next(with(Fault::reset_after(), "60"));
    fake.fail_next(Fault::status(StatusCode::SERVICE_UNAVAILABLE).on(Method::POST, "/jobs/job/").times(2));
    let report = add_all(&client(fake.transport())?, tasks(250)).await;
    assert!(report.iter().map(|outcome| outcome.index).eq(0..250));
    assert_eq!((report.into_result()?.len(), fake.task_count(JOB)), (250, 250));
    assert!(requests(&fake)?.len() > 10);
    Ok(())
}
