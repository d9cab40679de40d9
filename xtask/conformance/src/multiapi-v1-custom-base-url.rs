//! `multiapi-v1-custom-base-url.json`: a version that is in the host's path.

use client::Client;
use client::server::Server;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(Server { endpoint: t.url().to_owned() })?;
    let client = client.credential(conformance::rt::Bearer::new("token")).build()?;
    done!(t, "MultiapiCustomBaseUrlApiVersionOne", client.api().test(1));
    Ok(())
}
