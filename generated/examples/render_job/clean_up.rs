//! What must not stay behind.

use azure_batch_client::runtime::http::StatusCode;
use azure_batch_client::{Client, Error};

use crate::plan::Plan;
use crate::stop::Stop;
use crate::trouble::Trouble;

/// Deletes the job and the pool, as far as they are there, and waits until they are gone. One that cannot be deleted
/// does not keep the other.
pub async fn clean_up(client: &Client, plan: &Plan, stop: &Stop) -> Result<(), Trouble> {
    let job = stop.or(delete_job(client, plan)).await;
    let pool = stop.or(delete_pool(client, plan)).await;
    let mut left = Vec::new();
    for (name, outcome) in [(&plan.job, job), (&plan.pool, pool)] {
        match outcome {
            Ok(()) => println!("{name}: deleted"),
            Err(trouble) => {
                eprintln!("{name}: {trouble}");
                left.push(name.clone());
            }
        }
    }
    if left.is_empty() { Ok(()) } else { Err(Trouble::Left(left)) }
}

async fn delete_job(client: &Client, plan: &Plan) -> Result<(), Trouble> {
    match client.jobs().delete(&*plan.job).await {
        Ok(deletion) => drop(deletion.until_done_with(&plan.polling()).await?),
        Err(error) => gone(error)?,
    }
    Ok(())
}

async fn delete_pool(client: &Client, plan: &Plan) -> Result<(), Trouble> {
    match client.pools().delete(&*plan.pool).await {
        Ok(deletion) => drop(deletion.until_done_with(&plan.polling()).await?),
        Err(error) => gone(error)?,
    }
    Ok(())
}

/// What is not there needs no deleting: it was not made yet, or an earlier attempt whose answer was lost has deleted
/// it.
fn gone(error: Error) -> Result<(), Error> {
    match error {
        Error::Service(error) if error.status() == StatusCode::NOT_FOUND => Ok(()),
        error => Err(error),
    }
}
