//! `lro-parameterized-endpoints.json`: operations that go on behind their answers, at a host with a parameter.

use conformance::{Outcome, Suite};

pub async fn suite(t: &mut Suite) -> Outcome {
    t.miss_the_rest("what is long-running by `x-ms-long-running-operation` has no poller");
    Ok(())
}
