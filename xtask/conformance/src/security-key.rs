//! `security-key.json`: a key in a header.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.azure_key("123456789").build()?;
    done!(t, "SecurityKey", client.api().head());
    Ok(())
}
