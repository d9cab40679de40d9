//! `custom-baseUrl.json`: a host with a parameter.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    // The document says `https`, and the server has none.
    let client = Client::builder(t.url())?.build()?;
    done!(t, "CustomBaseUri", client.path_operations().paths_get_empty());
    Ok(())
}
