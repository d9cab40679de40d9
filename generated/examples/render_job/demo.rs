//! Plays the service for `--demo`: `azure-batch-fake` behind a port of this machine. Nothing of this is needed to use
//! the crate; its users need it for their tests.

use std::fmt;
use std::time::Duration;

use azure_batch_client::{Client, Error, SharedKey};
use azure_batch_fake::{FakeBatch, Server};

use crate::plan::Plan;
use crate::trouble::Trouble;

/// Made up, as the account is. Requests are signed with it as with a real one, and the fake checks the signatures.
const ACCOUNT: &str = "demo";
const KEY: &str = "bWFkZSB1cCBmb3IgdGhlIGRlbW8=";

/// The service while it runs.
pub struct Demo {
    fake: FakeBatch,
    server: Server,
}

/// Starts the service with an empty account, and lets it have its troubles.
///
/// # Errors
/// There is no free port.
pub async fn start(plan: &Plan) -> Result<Demo, Trouble> {
    let fake = account(plan)?;
    let server = fake.serve().await?;
    println!("the demo has a service of its own at {}", server.endpoint());
    Ok(Demo { fake, server })
}

/// The account: pages are short, the second request comes too soon, and each task says what frame it was.
fn account(plan: &Plan) -> Result<FakeBatch, Trouble> {
    let fake = FakeBatch::with_shared_key(ACCOUNT, KEY).map_err(|problem| Trouble::Other(problem.to_string()))?;
    fake.page_size(50).throttle(1, Duration::ZERO);
    for task in plan.tasks() {
        fake.set_task_result(&plan.job, &task, 0, &format!("{task} is rendered\n"));
    }
    Ok(fake)
}

impl Demo {
    /// A client of the service.
    pub fn client(&self) -> Result<Client, Error> {
        Client::builder(self.server.endpoint())?.credential(SharedKey::new(ACCOUNT, KEY)?).build()
    }
}

/// Says what the service saw.
impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.fake.requests().len();
        write!(f, "the service had {count} requests, of which it sent one away to come again")
    }
}
