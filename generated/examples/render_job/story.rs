//! What comes after what.

use std::io::Write;
use std::time::Duration;

use azure_batch_client::Client;
use azure_batch_client::models::ImageInformation;

use crate::clean_up::clean_up;
use crate::plan::Plan;
use crate::stop::Stop;
use crate::trouble::Trouble;
use crate::{job, output, pool};

/// How long cleaning up may take.
const CLEANING: Duration = Duration::from_secs(900);

/// Renders, and cleans up whatever becomes of that: neither the machines nor their costs stay behind. What the tasks
/// write goes to `out`.
pub async fn render(client: &Client, plan: &Plan, stop: &Stop, out: &mut impl Write) -> Result<(), Trouble> {
    // Nothing is made yet. Who has no credential, or no network, learns that here.
    let image = stop.or(pool::image(client)).await?;
    let told = tell(client, plan, image, &stop.within(plan.limit), out).await;
    println!("cleaning up; Ctrl-C from now on breaks that off");
    match (told, clean_up(client, plan, &stop.again().within(CLEANING)).await) {
        (Err(trouble), Err(left)) => {
            eprintln!("error: {trouble}");
            Err(left)
        }
        (told, cleaned) => told.and(cleaned),
    }
}

/// Makes a pool, gives it a job, waits, and fetches what came of it.
///
/// Only what takes long can be stopped. A call that makes something is not broken off: nobody would know whether it
/// did.
async fn tell(
    client: &Client,
    plan: &Plan,
    image: ImageInformation,
    stop: &Stop,
    out: &mut impl Write,
) -> Result<(), Trouble> {
    pool::add(client, plan, image).await?;
    stop.or(pool::wait(client, plan)).await?;
    job::add(client, plan).await?;
    stop.or(job::add_tasks(client, plan)).await?;
    stop.or(job::wait(client, plan)).await?;
    stop.or(output::fetch(client, plan, out)).await
}
