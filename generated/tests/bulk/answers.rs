//! What the answers for single tasks come to.

use std::error::Error as _;
use std::time::Duration;

use azure_batch_client::runtime::{MockTransport, Retry};
use serde_json::{Value, json};

use crate::bulk::{Reason, TaskOutcome};
use crate::support::Result;
use crate::{JOB, add_all, client, fake, requests, task};

/// What became of a task, in one word, and the code of the error.
fn word(outcome: &TaskOutcome) -> (&'static str, Option<&str>) {
    let word = match outcome.result.as_ref().map_err(|error| &error.reason) {
        Ok(added) if added.presumed => "presumed",
        Ok(_) => "added",
        Err(Reason::ClientError(_)) => "client error",
        Err(Reason::ServerError(_)) => "server error",
        Err(_) => "other",
    };
    (word, outcome.result.as_ref().err().and_then(|error| error.reason.code()))
}

fn results(results: Value) -> String {
    json!({"value": results}).to_string()
}

#[tokio::test]
async fn errors_of_the_task_are_final_and_cost_no_other_task_anything() -> Result {
    let fake = fake()?;
    fake.add_task(JOB, json!({"id": "b", "commandLine": "/bin/false"})).map_err(|problem| format!("{problem:?}"))?;
    let report = add_all(&client(fake.transport())?, ["a", "b", "no/id", "c"].map(task)).await;
    assert_eq!(requests(&fake)?.len(), 1);
    let words: Vec<_> = report.iter().map(word).collect();
    assert_eq!(
        [words[0], words[1], words[3]],
        [("added", None), ("client error", Some("TaskExists")), ("added", None)]
    );
    assert_eq!(words[2].0, "client error");
    let error = report[1].result.as_ref().err().ok_or("it was added")?;
    assert!(error.to_string().starts_with("task `b` was not added: the service refused it: TaskExists: "), "{error}");
    assert!(!error.may_exist && !error.reason.is_retryable() && error.source().is_none());
    assert_eq!(error.task.id, "b");
    Ok(())
}

#[tokio::test]
async fn what_the_service_could_not_add_is_sent_again_without_the_rest() -> Result {
    let fake = fake()?;
    fake.refuse_task("b", 2).refuse_task("d", 1);
    let report = add_all(&client(fake.transport())?, ["a", "b", "c", "d"].map(task)).await;
    assert_eq!(requests(&fake)?, [vec!["a", "b", "c", "d"], vec!["b", "d"], vec!["b"]]);
    assert!(report.iter().all(|outcome| word(outcome) == ("added", None)), "{report:?}");
    Ok(())
}

#[tokio::test]
async fn what_the_service_never_adds_is_given_up() -> Result {
    let fake = fake()?;
    fake.refuse_task("b", 9);
    let retry = Retry::new().attempts(3);
    let report = add_all(&client(fake.transport())?, ["a", "b"].map(task)).retry(retry).await;
    assert_eq!(requests(&fake)?, [vec!["a", "b"], vec!["b"], vec!["b"]]);
    assert_eq!([word(&report[0]), word(&report[1])], [("added", None), ("server error", Some("ServerBusy"))]);
    let error = report[1].result.as_ref().err().ok_or("it was added")?;
    assert!(error.may_exist && error.reason.is_retryable());
    Ok(())
}

#[tokio::test]
async fn delays_are_those_of_the_client_unless_set() -> Result {
    for (set, seconds) in
        [(None, [3, 6]), (Some(Retry::new().attempts(3).first_delay(Duration::from_secs(8))), [8, 16])]
    {
        let mock = MockTransport::new();
        let busy = results(json!([{"taskId": "a", "status": "servererror"}]));
        mock.respond(200, &[], busy.clone()).respond(200, &[], busy.clone()).respond(200, &[], busy);
        let retry = Retry::new().attempts(3).first_delay(Duration::from_secs(3));
        let client =
            crate::Client::builder("https://h")?.azure_auth("t").retry(retry).transport(mock.clone()).build()?;
        let mut tasks = add_all(&client, [task("a")]);
        if let Some(retry) = set {
            tasks = tasks.retry(retry);
        }
        assert_eq!(word(&tasks.await[0]), ("server error", None));
        let slept = mock.slept();
        assert_eq!(slept.len(), 2);
        for (slept, seconds) in slept.into_iter().zip(seconds.map(Duration::from_secs)) {
            assert!((seconds / 2..=seconds).contains(&slept), "{slept:?} of {seconds:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn results_are_matched_by_id_whatever_their_order_and_case() -> Result {
    let mock = MockTransport::new();
    let answer = results(json!([
        {"taskId": "c", "status": "success", "eTag": "3"},
        {"taskId": "stranger", "status": "success", "eTag": "4"},
        {"taskId": "A", "status": "success", "eTag": "1"},
        {"taskId": "b", "status": "clienterror"},
    ]));
    mock.respond(200, &[], answer);
    let report = add_all(&client(mock)?, ["a", "B", "c"].map(task)).await;
    assert_eq!(report.len(), 3);
    let etag = |index: usize| report[index].result.as_ref().ok().and_then(|added| added.etag.clone());
    assert_eq!([etag(0), etag(1), etag(2)], [Some("1".to_owned()), None, Some("3".to_owned())]);
    assert_eq!(word(&report[1]), ("client error", None));
    Ok(())
}

#[tokio::test]
async fn tasks_without_a_result_that_says_something_are_sent_again() -> Result {
    let mock = MockTransport::new();
    mock.respond(
        200,
        &[],
        results(json!([{"taskId": "a", "status": "success"}, {"taskId": "b", "status": "perhaps"}])),
    );
    let taken = json!({"code": "TaskExists"});
    mock.respond(200, &[], results(json!([{"taskId": "c", "status": "clienterror", "error": taken}])));
    mock.respond(200, &[], "{}").respond(200, &[], "{}");
    let report = add_all(&client(mock.clone())?, ["a", "b", "c"].map(task)).await;
    let sent: Result<Vec<_>> = mock.requests().iter().map(|request| crate::ids(request.body())).collect();
    assert_eq!(sent?, [vec!["a", "b", "c"], vec!["b", "c"], vec!["b"], vec!["b"]]);
    let words: Vec<_> = report.iter().map(word).collect();
    assert_eq!(words, [("added", None), ("server error", None), ("presumed", None)]);
    Ok(())
}
