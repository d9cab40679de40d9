//! Which tasks go into one request.

use crate::bulk::Reason;
use crate::support::Result;
use crate::{JOB, add_all, client, fake, large, requests, sizes, task, tasks};

#[tokio::test]
async fn tasks_are_added_a_hundred_at_a_time() -> Result {
    let fake = fake()?;
    let report = add_all(&client(fake.transport())?, tasks(250)).await;
    assert_eq!(sizes(&fake)?, [100, 100, 50]);
    assert_eq!(fake.task_count(JOB), 250);
    for (index, outcome) in report.iter().enumerate() {
        assert_eq!((outcome.index, &outcome.id), (index, &index.to_string()));
    }
    let task = fake.task(JOB, "17").ok_or("task 17 is missing")?;
    let added = report.into_result()?;
    assert_eq!(added.len(), 250);
    assert_eq!(added[17].etag.as_deref(), task["eTag"].as_str());
    assert!(added[17].location.as_deref().is_some_and(|url| url.ends_with("/jobs/job/tasks/17")), "{:?}", added[17]);
    assert!(added[17].last_modified.is_some() && added.iter().all(|added| !added.presumed));
    Ok(())
}

#[tokio::test]
async fn ten_thousand_tasks_each_have_their_outcome() -> Result {
    let fake = fake()?;
    let report = add_all(&client(fake.transport())?, tasks(10_000)).concurrency(16).await;
    assert_eq!((sizes(&fake)?, fake.task_count(JOB)), (vec![100; 100], 10_000));
    assert!(report.iter().map(|outcome| outcome.index).eq(0..10_000));
    assert_eq!(report.into_result()?.len(), 10_000);
    Ok(())
}

#[tokio::test]
async fn no_tasks_are_no_request() -> Result {
    let fake = fake()?;
    let report = add_all(&client(fake.transport())?, []).await;
    assert!(report.is_empty() && fake.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn requests_can_be_smaller_but_not_larger() -> Result {
    for (chunk_size, expected) in [(7, vec![7, 7, 6]), (0, vec![1; 20]), (1, vec![1; 20]), (1000, vec![20])] {
        let fake = fake()?;
        add_all(&client(fake.transport())?, tasks(20)).chunk_size(chunk_size).await.into_result()?;
        assert_eq!(sizes(&fake)?, expected, "{chunk_size}");
    }
    let fake = fake()?;
    add_all(&client(fake.transport())?, tasks(120)).chunk_size(1000).await.into_result()?;
    assert_eq!(sizes(&fake)?, [100, 20]);
    Ok(())
}

#[tokio::test]
async fn requests_are_as_large_as_they_may_be_to_the_byte() -> Result {
    let tasks = || (10..40).map(|id| large(id, 10 * id));
    let body = |fake: &azure_batch_fake::FakeBatch| fake.requests()[0].body.len();
    let one = fake()?;
    add_all(&client(one.transport())?, tasks().take(3)).await.into_result()?;
    let three = body(&one);
    for (limit, expected) in [(three, 3), (three - 1, 2)] {
        let fake = fake()?;
        add_all(&client(fake.transport())?, tasks()).request_limit(limit).await.into_result()?;
        assert_eq!(sizes(&fake)?[0], expected, "{limit}");
        for request in fake.requests().iter().filter(|request| request.body.len() > limit) {
            assert_eq!(crate::ids(&request.body)?.len(), 1, "only a task alone may be larger");
        }
        assert_eq!(fake.task_count(JOB), 30);
    }
    Ok(())
}

#[tokio::test]
async fn requests_stay_below_the_limit_of_the_service() -> Result {
    let fake = fake()?;
    fake.collection_limit(1_000_000);
    let tasks = (0..100).map(|id| large(id, 30_000));
    add_all(&client(fake.transport())?, tasks).await.into_result()?;
    assert_eq!(sizes(&fake)?, [33, 33, 33, 1]);
    Ok(())
}

#[tokio::test]
async fn of_tasks_with_the_same_id_the_first_is_sent() -> Result {
    let fake = fake()?;
    let report = add_all(&client(fake.transport())?, ["a", "b", "A", "c", "a"].map(task)).await;
    assert_eq!(requests(&fake)?, [["a", "b", "c"]]);
    let first = |index: usize| match report[index].result.as_ref().map_err(|error| &error.reason) {
        Err(Reason::Duplicate { first }) => Some(*first),
        _ => None,
    };
    assert_eq!([0, 1, 2, 3, 4].map(first), [None, None, Some(0), None, Some(0)]);
    assert_eq!(report.failures().count(), 2);
    let error = report.into_result().err().ok_or("duplicates were added")?;
    assert_eq!(error.to_string(), "task `A` was not added: task 0 of the input has the same id");
    assert!(!error.may_exist && !error.reason.is_retryable());
    Ok(())
}
