//! `error-with-secrets.json`: secrets where nobody expects them.

use client::Client;
use conformance::{Outcome, Suite, refused};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    // A part of the error is a text where the document wants an object; the code is found all the same, and nothing of
    // the body is in what people see.
    refused!(t, "ErrorWithSecrets", client.api().get_error_with_secrets(), 403, |error| {
        assert_eq!(error.code(), Some("Unauthorized"));
        assert!(!format!("{error} {error:?}").contains("1c88a67921784300a462b2cb61da2339"), "{error:?}");
    });
    t.miss("RequestWithSecrets", "the server wants a query and a body that the document does not have");
    Ok(())
}
