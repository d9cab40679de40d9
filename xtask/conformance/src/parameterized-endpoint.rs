//! `parameterized-endpoint.json`: a host that is a parameter.

use client::Client;
use client::server::Server;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(Server { endpoint: t.url().to_owned() })?.build()?;
    done!(t, "GetParameterizedHostWithNameEndpoint", client.api().get());
    Ok(())
}
