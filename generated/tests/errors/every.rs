//! Every operation makes the same of an answer that says no.

use azure_batch_client::runtime::{MockTransport, Retry};
use azure_batch_client::{Client, Error};

use crate::calls::{Entry, Given, TABLE};
use crate::support::{Result, TOKEN, assert_none};

const ID: &str = "3f0c2a9e-6b1d-4c58-9a7e-d2145f80b6c3";
const BODY: &str =
    r#"{"code": "Conflict", "message": {"lang": "en-US", "value": "Not now."}, "values": [{"key": "k"}]}"#;

#[tokio::test]
async fn an_answer_that_says_no_is_an_error_of_the_service() -> Result {
    let mut faults = Vec::new();
    for entry in TABLE {
        let error = error(entry).await?;
        let found = match &error {
            Error::Service(error) => (
                error.status().as_u16(),
                error.code(),
                error.message(),
                error.request_id(),
                error.body().and_then(|body| Some(body.values.as_ref()?.len())),
            ),
            other => return Err(format!("{}: {other:?}", entry.id).into()),
        };
        if found != (409, Some("Conflict"), Some("Not now."), Some(ID), Some(1)) || error.operation() != Some(entry.id)
        {
            faults.push(format!("{}: {found:?} of {:?}", entry.id, error.operation()));
        }
    }
    assert_none(&faults);
    Ok(())
}

async fn error(entry: &Entry) -> Result<Error> {
    let mock = MockTransport::new();
    mock.respond(409, &[("request-id", ID)], BODY);
    let client = Client::builder("https://batch.example")?.azure_auth(TOKEN).retry(Retry::none());
    let client = client.transport(mock).build()?;
    match (entry.prepare)(&client, Given::least(entry)?)?.answer.await {
        Ok(outcome) => Err(format!("{}: {outcome:?}", entry.id).into()),
        Err(error) => Ok(error),
    }
}
