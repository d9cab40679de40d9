//! `security-aad.json`: a bearer token.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    // The server wants the scope as the token.
    let client = Client::builder(t.url())?.aad_token("https://security.microsoft.com/.default").build()?;
    done!(t, "SecurityAad", client.api().head());
    Ok(())
}
