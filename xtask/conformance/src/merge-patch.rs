//! `merge-patch.json`: a body of another kind of JSON.

use std::collections::BTreeMap;

use client::Client;
use conformance::rt::serde_json::json;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    // The server counts its 14 bytes.
    let patch = BTreeMap::from([("foo".to_owned(), json!("bars"))]);
    done!(t, "PassMergePatchObject", client.api().patch_single(patch));
    Ok(())
}
