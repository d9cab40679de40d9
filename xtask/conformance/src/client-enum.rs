//! `client-enum.json`: an enum in a header.

use client::Client;
use client::models::HeadXmsEnum;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    done!(t, "ClientWithEnumParam", client.api().head(HeadXmsEnum::Single));
    Ok(())
}
