//! What becomes of requests that are too large.

use std::error::Error as _;

use azure_batch_client::runtime::{MockTransport, Retry};

use crate::bulk::Reason;
use crate::support::Result;
use crate::{JOB, add_all, client, fake, large, requests, sizes, task, tasks};

#[tokio::test]
async fn a_request_that_is_too_large_is_halved_until_it_fits() -> Result {
    let fake = fake()?;
    fake.collection_limit(3_500);
    let tasks = (0..10).map(|id| large(id, 1_000));
    // Halving costs no attempt.
    let report = add_all(&client(fake.transport())?, tasks).retry(Retry::none()).await;
    assert_eq!(sizes(&fake)?, [10, 5, 2, 3, 5, 2, 3]);
    assert!(report.iter().map(|outcome| outcome.index).eq(0..10));
    assert_eq!((report.into_result()?.len(), fake.task_count(JOB)), (10, 10));
    Ok(())
}

#[tokio::test]
async fn a_task_that_is_too_large_is_alone_in_that() -> Result {
    let fake = fake()?;
    fake.collection_limit(2_000);
    let all = ["a", "b", "c", "d"].map(|id| if id == "c" { large(id, 2_000) } else { task(id) });
    let report = add_all(&client(fake.transport())?, all).await;
    assert_eq!(requests(&fake)?, [vec!["a", "b", "c", "d"], vec!["a", "b"], vec!["c", "d"], vec!["c"], vec!["d"]]);
    let error = report[2].result.as_ref().err().ok_or("it was added")?;
    assert!(matches!(&error.reason, Reason::TooLarge { bytes: 2_000..2_100, .. }), "{error:?}");
    assert_eq!(error.reason.code(), Some("RequestBodyTooLarge"));
    assert!(error.source().is_some_and(|cause| cause.to_string().contains("413")), "{error:?}");
    assert!(!error.reason.is_retryable() && !error.may_exist && error.task.id == "c");
    assert_eq!((report.failures().count(), fake.task_count(JOB)), (1, 3));
    Ok(())
}

#[tokio::test]
async fn a_task_above_the_limit_is_sent_alone_for_the_service_to_decide() -> Result {
    let fake = fake()?;
    let all = ["a", "b", "c"].map(|id| if id == "b" { large(id, 2_000) } else { task(id) });
    add_all(&client(fake.transport())?, all).request_limit(1_000).await.into_result()?;
    assert_eq!(requests(&fake)?, [["a"], ["b"], ["c"]]);
    Ok(())
}

/// A gateway in front of the service need not say it in the service's words.
#[tokio::test]
async fn the_status_counts_and_not_the_code() -> Result {
    let mock = MockTransport::new();
    mock.respond(413, &[], "<html>Payload Too Large</html>");
    mock.respond(200, &[], r#"{"value": [{"taskId": "0", "status": "success"}]}"#);
    mock.respond(200, &[], r#"{"value": [{"taskId": "1", "status": "success"}]}"#);
    add_all(&client(mock)?, tasks(2)).await.into_result()?;
    Ok(())
}
