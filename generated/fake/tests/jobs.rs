//! Jobs, schedules, and the tasks in them.

mod common;

use azure_batch_fake::FakeBatch;
use common::{Result, call, get, post, write};
use http::Method;
use serde_json::{Value, json};

fn job() -> Value {
    json!({"id": "j", "poolInfo": {"poolId": "p"}})
}

/// A fake with a pool of one node and a job.
fn ready() -> Result<FakeBatch> {
    let fake = FakeBatch::new();
    fake.add_pool(json!({"id": "p", "vmSize": "s", "targetDedicatedNodes": 1}))?;
    fake.add_job(job())?;
    Ok(fake)
}

#[tokio::test]
async fn a_job_is_terminated_and_deleted() -> Result {
    let fake = FakeBatch::new();
    assert_eq!(post(&fake, "/jobs", job()).await?.status, 201);
    assert_eq!(post(&fake, "/jobs", job()).await?.error(), (409, "JobExists".into()));
    let answer = post(&fake, "/jobs/j/terminate?force=true", json!({"terminateReason": "superseded"})).await?;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (202, ""));
    assert_eq!(answer.header("dataserviceid"), format!("{}/jobs/j/terminate", common::BASE));
    assert_eq!(post(&fake, "/jobs/j/terminate", json!(null)).await?.error(), (409, "JobTerminating".into()));
    assert_eq!(get(&fake, "/jobs/j").await?.json()["state"], "terminating");
    let over = get(&fake, "/JOBS/j").await?;
    assert_eq!(over.status, 404, "paths have a case");
    let over = get(&fake, "/jobs/J").await?.json();
    assert_eq!((&over["state"], &over["previousState"]), (&json!("completed"), &json!("terminating")));
    assert_eq!(over["executionInfo"]["terminateReason"], "superseded");
    assert!(over["executionInfo"]["endTime"].is_string());
    assert_eq!(post(&fake, "/jobs/j/terminate", json!(null)).await?.error(), (409, "JobCompleted".into()));
    let task = json!({"id": "t", "commandLine": "true"});
    assert_eq!(post(&fake, "/jobs/j/tasks", task).await?.error(), (409, "JobCompleted".into()));

    assert_eq!(call(&fake, Method::DELETE, "/jobs/j", &[]).await?.status, 202);
    assert_eq!(call(&fake, Method::DELETE, "/jobs/j", &[]).await?.error(), (409, "JobBeingDeleted".into()));
    fake.settle();
    assert_eq!(get(&fake, "/jobs/j").await?.error(), (404, "JobNotFound".into()));
    Ok(())
}

#[tokio::test]
async fn states_last_as_long_as_the_test_wants() -> Result {
    for reads in [0, 1, 3] {
        let fake = FakeBatch::new();
        fake.settle_after(reads).add_job(job())?;
        assert_eq!(post(&fake, "/jobs/j/disable", json!({"disableTasks": "requeue"})).await?.status, 202);
        for _ in 0..reads {
            assert_eq!(get(&fake, "/jobs/j").await?.json()["state"], "disabling");
        }
        assert_eq!(get(&fake, "/jobs").await?.json()["value"][0]["state"], "disabled");
        let again = post(&fake, "/jobs/j/disable", json!({"disableTasks": "wait"})).await?;
        assert_eq!(again.error(), (409, "JobNotActive".into()));
        assert_eq!(post(&fake, "/jobs/j/enable", json!(null)).await?.status, 202);
        fake.settle();
        assert_eq!(get(&fake, "/jobs/j").await?.json()["state"], "active");
    }
    Ok(())
}

#[tokio::test]
async fn a_job_is_changed() -> Result {
    let fake = FakeBatch::new();
    fake.add_job(json!({"id": "j", "priority": 7, "poolInfo": {"poolId": "p"}, "metadata": []}))?;
    write(&fake, Method::PATCH, "/jobs/j", json!({"maxParallelTasks": 3, "priority": null})).await?;
    let patched = fake.job("j").ok_or("no job")?;
    assert_eq!((&patched["priority"], &patched["maxParallelTasks"]), (&json!(7), &json!(3)));
    write(&fake, Method::PUT, "/jobs/j", json!({"poolInfo": {"poolId": "q"}})).await?;
    let updated = fake.job("j").ok_or("no job")?;
    assert_eq!((&updated["priority"], &updated["maxParallelTasks"]), (&json!(0), &json!(-1)));
    assert_eq!((&updated["poolInfo"]["poolId"], &updated["metadata"]), (&json!("q"), &json!(null)));
    assert_ne!(patched["eTag"], updated["eTag"]);
    Ok(())
}

#[tokio::test]
async fn a_task_runs() -> Result {
    let fake = ready()?;
    fake.set_task_result("j", "bad", 3, "oh");
    for id in ["good", "bad"] {
        assert_eq!(post(&fake, "/jobs/j/tasks", json!({"id": id, "commandLine": "x"})).await?.status, 201);
    }
    for state in ["active", "running", "completed"] {
        let task = get(&fake, "/jobs/j/tasks/good").await?;
        assert_eq!(task.json()["state"], state);
        assert_eq!(task.header("dataserviceid"), format!("{}/jobs/j/tasks/good", common::BASE));
    }
    let good = get(&fake, "/jobs/j/tasks/good").await?.json();
    assert_eq!((&good["executionInfo"]["exitCode"], &good["executionInfo"]["result"]), (&json!(0), &json!("success")));
    assert_eq!(good["nodeInfo"]["nodeUrl"], format!("{}/pools/p/nodes/tvm-p-00001", common::BASE));

    get(&fake, "/jobs/j/tasks/bad").await?;
    let counts = get(&fake, "/jobs/j/taskcounts").await?.json();
    assert_eq!(counts["taskCounts"], json!({"active": 0, "running": 1, "completed": 1, "succeeded": 1, "failed": 0}));
    fake.settle();
    let bad = get(&fake, "/jobs/j/tasks/bad").await?.json();
    assert_eq!(
        (&bad["executionInfo"]["exitCode"], &bad["executionInfo"]["failureInfo"]["code"]),
        (&json!(3), &json!("FailureExitCode"))
    );

    assert_eq!(post(&fake, "/jobs/j/tasks/good/reactivate", json!(null)).await?.status, 409);
    assert_eq!(post(&fake, "/jobs/j/tasks/bad/reactivate", json!(null)).await?.status, 204);
    assert_eq!(get(&fake, "/jobs/j/tasks/bad").await?.json()["state"], "active");
    assert_eq!(post(&fake, "/jobs/j/tasks/bad/terminate", json!(null)).await?.status, 204);
    assert_eq!(post(&fake, "/jobs/j/tasks/bad/terminate", json!(null)).await?.error(), (409, "TaskCompleted".into()));
    assert_eq!(call(&fake, Method::DELETE, "/jobs/j/tasks/bad", &[]).await?.status, 200);
    assert_eq!(get(&fake, "/jobs/j/tasks/bad").await?.error(), (404, "TaskNotFound".into()));
    assert_eq!(get(&fake, "/jobs/none/tasks/bad").await?.error(), (404, "JobNotFound".into()));
    Ok(())
}

#[tokio::test]
async fn tasks_wait_for_a_node_for_their_turn_and_for_each_other() -> Result {
    let fake = FakeBatch::new();
    fake.add_job(json!({"id": "j", "poolInfo": {"poolId": "p"}, "usesTaskDependencies": true}))?;
    fake.add_task("j", json!({"id": "1"}))?;
    fake.add_task("j", json!({"id": "0", "dependsOn": {"taskIds": ["1"]}}))?;
    let state = |id: &str| fake.task("j", id).map(|task| task["state"].clone()).unwrap_or_default();
    fake.settle();
    assert_eq!(state("1"), "active", "there is no pool");
    fake.add_pool(json!({"id": "p", "targetDedicatedNodes": 1}))?;
    fake.hold_tasks(true).settle();
    for _ in 0..5 {
        get(&fake, "/jobs/j/tasks").await?;
    }
    assert_eq!(state("1"), "active", "tasks are held");
    fake.set_task_result("j", "1", 1, "").run_tasks();
    assert_eq!((state("1"), state("0")), (json!("completed"), json!("active")), "what it depends on failed");
    Ok(())
}

#[tokio::test]
async fn a_job_ends_with_its_tasks() -> Result {
    let fake = ready()?;
    fake.settle_after(0);
    post(&fake, "/jobs/j/tasks", json!({"id": "t", "commandLine": "x"})).await?;
    write(&fake, Method::PATCH, "/jobs/j", json!({"onAllTasksComplete": "terminatejob"})).await?;
    let job = get(&fake, "/jobs/j").await?.json();
    assert_eq!(
        (&job["state"], &job["executionInfo"]["terminateReason"]),
        (&json!("completed"), &json!("AllTasksCompleted"))
    );
    Ok(())
}

#[tokio::test]
async fn running_tasks_end_with_their_job_and_active_ones_stay() -> Result {
    let fake = ready()?;
    fake.add_task("j", json!({"id": "runs"}))?;
    get(&fake, "/jobs/j/tasks/runs").await?;
    fake.add_task("j", json!({"id": "waits"}))?;
    assert_eq!(get(&fake, "/pools/p/nodes/tvm-p-00001").await?.json()["state"], "running");
    post(&fake, "/jobs/j/terminate", json!(null)).await?;
    fake.settle();
    let state = |id: &str| fake.task("j", id).map(|task| task["state"].clone()).unwrap_or_default();
    assert_eq!((state("runs"), state("waits")), (json!("completed"), json!("active")));
    assert_eq!(get(&fake, "/pools/p/nodes/tvm-p-00001").await?.json()["state"], "idle");
    Ok(())
}

#[tokio::test]
async fn a_node_that_goes_gives_its_tasks_back() -> Result {
    let fake = ready()?;
    fake.add_task("j", json!({"id": "t"}))?;
    get(&fake, "/jobs/j/tasks/t").await?;
    assert_eq!(fake.task("j", "t").ok_or("no task")?["state"], "running");
    post(&fake, "/pools/p/nodes/tvm-p-00001/reboot", json!(null)).await?;
    let task = fake.task("j", "t").ok_or("no task")?;
    assert_eq!((&task["state"], &task["executionInfo"]["requeueCount"]), (&json!("active"), &json!(1)));
    Ok(())
}

#[tokio::test]
async fn a_pool_that_goes_gives_its_tasks_back() -> Result {
    let fake = ready()?;
    fake.add_task("j", json!({"id": "t"}))?;
    get(&fake, "/jobs/j/tasks/t").await?;
    call(&fake, Method::DELETE, "/pools/p", &[]).await?;
    assert_eq!(fake.task("j", "t").ok_or("no task")?["state"], "running");
    get(&fake, "/pools/p").await?;
    let task = fake.task("j", "t").ok_or("no task")?;
    assert_eq!((&task["state"], &task["nodeInfo"]), (&json!("active"), &Value::Null));
    Ok(())
}

#[tokio::test]
async fn jobs_of_a_schedule_may_share_a_pool() -> Result {
    let fake = FakeBatch::new();
    let auto = json!({"poolLifetimeOption": "jobschedule", "pool": {"vmSize": "s"}});
    let specification = json!({"poolInfo": {"autoPoolSpecification": auto}});
    fake.add_job_schedule(json!({"id": "s", "schedule": {}, "jobSpecification": specification}))?;
    fake.run_schedule("s")?;
    for id in ["s:job-1", "s:job-2"] {
        assert_eq!(fake.job(id).ok_or("no job")?["executionInfo"]["poolId"], "s");
    }
    assert!(fake.pool("s").is_some());
    call(&fake, Method::DELETE, "/jobschedules/s", &[]).await?;
    fake.settle();
    assert!(fake.pool("s").is_none() && fake.job("s:job-1").is_none());
    Ok(())
}

#[tokio::test]
async fn a_collection_answers_for_each_task() -> Result {
    let fake = ready()?;
    fake.add_task("j", json!({"id": "b"}))?;
    fake.refuse_task("c", 1);
    let task = |id: &str| json!({"id": id, "commandLine": "x"});
    let body = json!({"value": [task("a"), task("b"), task("c")]});
    let answer = post(&fake, "/jobs/j/addtaskcollection", body.clone()).await?;
    assert_eq!(answer.status, 200);
    let results = answer.json()["value"].clone();
    assert_eq!((&results[0]["status"], &results[0]["taskId"]), (&json!("success"), &json!("a")));
    assert_eq!(results[0]["location"], format!("{}/jobs/j/tasks/a", common::BASE));
    assert_eq!((&results[1]["status"], &results[1]["error"]["code"]), (&json!("clienterror"), &json!("TaskExists")));
    assert_eq!((&results[2]["status"], &results[2]["error"]["code"]), (&json!("servererror"), &json!("ServerBusy")));
    let again = post(&fake, "/jobs/j/addtaskcollection", json!({"value": [task("c")]})).await?;
    assert_eq!(again.json()["value"][0]["status"], "success");
    assert_eq!(fake.task_count("j"), 3);
    Ok(())
}

#[tokio::test]
async fn a_collection_has_limits() -> Result {
    let fake = ready()?;
    let tasks =
        |count: usize| -> Vec<_> { (0..count).map(|n| json!({"id": format!("t{n}"), "commandLine": "x"})).collect() };
    let many = post(&fake, "/jobs/j/addtaskcollection", json!({"value": tasks(101)})).await?;
    assert_eq!(many.error(), (400, "InvalidPropertyValue".into()));
    let large = json!({"value": [{"id": "t", "commandLine": "x".repeat(1 << 20)}]});
    let large = post(&fake, "/jobs/j/addtaskcollection", large).await?;
    assert_eq!(large.error(), (413, "RequestBodyTooLarge".into()));
    assert_eq!(fake.task_count("j"), 0);
    assert_eq!(post(&fake, "/jobs/j/addtaskcollection", json!({"value": tasks(100)})).await?.status, 200);
    let bad = post(&fake, "/jobs/j/addtaskcollection", json!({"value": [{"id": "t"}]})).await?;
    assert_eq!(bad.detail("PropertyName"), Some("commandLine".into()));
    Ok(())
}

#[tokio::test]
async fn subtasks_run_with_their_task() -> Result {
    let fake = ready()?;
    fake.add_task("j", json!({"id": "t", "multiInstanceSettings": {"numberOfInstances": 3}}))?;
    assert_eq!(get(&fake, "/jobs/j/tasks/t/subtasksinfo").await?.json()["value"], json!([]));
    fake.settle();
    let subtasks = get(&fake, "/jobs/j/tasks/t/subtasksinfo").await?.json()["value"].clone();
    assert_eq!((subtasks.as_array().map(Vec::len), &subtasks[1]["exitCode"]), (Some(2), &json!(0)));
    Ok(())
}

#[tokio::test]
async fn a_job_may_bring_a_pool_a_manager_and_preparation() -> Result {
    let fake = FakeBatch::new();
    let pool = json!({"vmSize": "s", "targetDedicatedNodes": 1});
    let auto = json!({"autoPoolIdPrefix": "auto-", "poolLifetimeOption": "job", "pool": pool});
    let job = json!({
        "id": "j", "poolInfo": {"autoPoolSpecification": auto}, "jobManagerTask": {"id": "m", "commandLine": "x"},
        "jobPreparationTask": {"commandLine": "x"}, "jobReleaseTask": {"commandLine": "x"},
    });
    assert_eq!(post(&fake, "/jobs", job).await?.status, 201);
    fake.settle();
    assert_eq!(fake.task("j", "m").ok_or("no manager")?["state"], "completed");
    let status = get(&fake, "/jobs/j/jobpreparationandreleasetaskstatus").await?.json()["value"][0].clone();
    assert_eq!(status["jobPreparationTaskExecutionInfo"]["state"], "completed");
    assert_eq!(status["jobReleaseTaskExecutionInfo"], Value::Null);
    assert!(fake.pool("auto-j").is_some());
    post(&fake, "/jobs/j/terminate", json!(null)).await?;
    fake.settle();
    assert!(fake.pool("auto-j").is_none());
    let status = get(&fake, "/jobs/j/jobpreparationandreleasetaskstatus").await?.json()["value"][0].clone();
    assert_eq!(status["jobReleaseTaskExecutionInfo"]["state"], "completed");
    Ok(())
}

#[tokio::test]
async fn a_schedule_makes_jobs() -> Result {
    let fake = FakeBatch::new();
    let specification = json!({"poolInfo": {"poolId": "p"}});
    let schedule = json!({"id": "s", "schedule": {"recurrenceInterval": "P1D"}, "jobSpecification": specification});
    assert_eq!(post(&fake, "/jobschedules", schedule.clone()).await?.status, 201);
    assert_eq!(post(&fake, "/jobschedules", schedule).await?.error(), (409, "JobScheduleExists".into()));
    let shown = get(&fake, "/jobschedules/s").await?.json();
    assert_eq!(shown["executionInfo"]["recentJob"]["id"], "s:job-1");
    assert_eq!(shown["executionInfo"]["recentJob"]["url"], format!("{}/jobs/s%3Ajob-1", common::BASE));
    assert_eq!(shown["executionInfo"]["nextRunTime"], "2024-07-02T00:00:01Z");
    fake.run_schedule("s")?;
    let jobs = get(&fake, "/jobschedules/s/jobs?$select=id").await?.json();
    assert_eq!(jobs["value"], json!([{"id": "s:job-1"}, {"id": "s:job-2"}]));

    assert_eq!(post(&fake, "/jobschedules/s/disable", json!(null)).await?.status, 204);
    assert_eq!(post(&fake, "/jobschedules/s/disable", json!(null)).await?.status, 409);
    assert!(fake.run_schedule("s").is_err());
    assert_eq!(post(&fake, "/jobschedules/s/enable", json!(null)).await?.status, 204);
    let change = json!({"schedule": {}, "jobSpecification": {"poolInfo": {"poolId": "q"}}});
    assert_eq!(write(&fake, Method::PUT, "/jobschedules/s", change).await?.status, 200);
    assert_eq!(write(&fake, Method::PATCH, "/jobschedules/s", json!({"metadata": []})).await?.status, 200);
    assert_eq!(call(&fake, Method::HEAD, "/jobschedules/s", &[]).await?.status, 200);

    assert_eq!(post(&fake, "/jobschedules/s/terminate", json!(null)).await?.status, 202);
    fake.settle();
    assert_eq!(get(&fake, "/jobschedules/s").await?.json()["state"], "completed");
    assert_eq!(get(&fake, "/jobs/s:job-2").await?.json()["state"], "completed");
    assert_eq!(
        post(&fake, "/jobschedules/s/terminate", json!(null)).await?.error(),
        (409, "JobScheduleCompleted".into())
    );
    assert_eq!(call(&fake, Method::DELETE, "/jobschedules/s", &[]).await?.status, 202);
    assert_eq!(get(&fake, "/jobschedules/s").await?.json()["state"], "deleting");
    assert_eq!(get(&fake, "/jobschedules/s").await?.error(), (404, "JobScheduleNotFound".into()));
    assert_eq!(get(&fake, "/jobs").await?.json()["value"], json!([]));
    Ok(())
}
