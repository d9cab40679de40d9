//! `incorrect-error-response.json`: an error that is HTML.

use client::Client;
use conformance::{Outcome, Suite, refused};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    refused!(t, "verifyIncorrectErrorParsing", client.api().get_incorrect_error_from_server(), 444, |error| {
        assert_eq!(error.body().map(String::as_str), Some("foobar"));
    });
    Ok(())
}
