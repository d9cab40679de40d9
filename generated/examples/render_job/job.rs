//! The job and its tasks.

use azure_batch_client::Client;
use azure_batch_client::models::{JobAddParameter, PoolInformation, TaskAddParameter};

use crate::plan::Plan;
use crate::trouble::Trouble;

/// Adds the job, still without tasks.
pub async fn add(client: &Client, plan: &Plan) -> Result<(), Trouble> {
    let pool = PoolInformation { pool_id: Some(plan.pool.clone()), ..Default::default() };
    client.jobs().add(JobAddParameter::new(&*plan.job, pool)).await?;
    println!("job {}: added", plan.job);
    Ok(())
}

/// Adds a task per frame. However many there are, it takes one line; each has an outcome of its own.
pub async fn add_tasks(client: &Client, plan: &Plan) -> Result<(), Trouble> {
    let tasks = plan.tasks().map(|id| TaskAddParameter::new(format!("/bin/sh -c 'echo {id} is rendered'"), id));
    let report = client.tasks().add_all(&*plan.job, tasks).await;
    for failure in report.failures() {
        eprintln!("{failure}");
    }
    match report.failures().count() {
        0 => println!("job {}: {} tasks added", plan.job, report.len()),
        failures => return Err(Trouble::Other(format!("{failures} tasks were not added"))),
    }
    Ok(())
}

/// Waits until all tasks are over, well or badly.
pub async fn wait(client: &Client, plan: &Plan) -> Result<(), Trouble> {
    let mut said = String::new();
    loop {
        let counts = client.jobs().get_task_counts(&*plan.job).await?.into_body().task_counts;
        let (succeeded, failed) = (counts.succeeded, counts.failed);
        let line = format!("{} wait, {} run, {succeeded} succeeded, {failed} failed", counts.active, counts.running);
        if line != said {
            println!("job {}: {line}", plan.job);
            said = line;
        }
        // The counts lag behind, so those that wait or run may be none because they are not counted yet.
        if usize::try_from(counts.completed).is_ok_and(|completed| completed >= plan.frames) {
            return Ok(());
        }
        client.core().sleep(plan.interval).await;
    }
}
