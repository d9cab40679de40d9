//! What the tasks wrote.

use std::io::Write;

use azure_batch_client::models::{CloudTask, TaskExecutionResult};
use azure_batch_client::{Client, Error};

use crate::plan::Plan;
use crate::trouble::Trouble;

/// Copies what each task wrote: of a task that went through its output, of one that did not its complaints.
pub async fn fetch(client: &Client, plan: &Plan, out: &mut impl Write) -> Result<(), Trouble> {
    let mut failed = 0;
    let mut tasks = client.tasks().list(&*plan.job).select("id,executionInfo").items();
    while let Some(task) = tasks.next().await {
        let task = task?;
        let file = if succeeded(&task) { "stdout.txt" } else { "stderr.txt" };
        failed += usize::from(!succeeded(&task));
        let Some(id) = task.id.as_deref() else { continue };
        copy(client, plan, id, file, out).await?;
    }
    if failed > 0 { Err(Trouble::Frames(failed)) } else { Ok(()) }
}

fn succeeded(task: &CloudTask) -> bool {
    let result = task.execution_info.as_ref().and_then(|execution| execution.result.as_ref());
    result == Some(&TaskExecutionResult::Success)
}

/// Hands a file on as it comes, so that its size does not matter.
async fn copy(client: &Client, plan: &Plan, task: &str, file: &str, out: &mut impl Write) -> Result<(), Trouble> {
    let mut bytes = client.files().get_from_task(&*plan.job, task, file).await?.into_body();
    while let Some(chunk) = bytes.chunk().await {
        out.write_all(&chunk.map_err(Error::from)?)?;
    }
    Ok(())
}
