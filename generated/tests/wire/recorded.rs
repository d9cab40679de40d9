//! The requests that Microsoft's own client made, made again by ours.

use azure_batch_client::models::JobTerminateParameter;
use azure_batch_client::runtime::jiff::{civil, tz::Offset};
use azure_batch_client::types::Uuid;

use crate::compare::Difference::{EtagAsGiven, JsonSpelling, TimeoutSpelling};
use crate::row::{Case, check_all, instant, read};
use crate::support::{Result, assert_none, reason, shared};

/// Rows that no call can make, and why.
const INEXPRESSIBLE: [(&str, &str); 1] = [(
    "terminate: etag without match_condition",
    "an ETag is given to the header that it stands in, so none can be given and then dropped",
)];

#[tokio::test]
async fn recorded_requests_are_made_again() -> Result {
    let Some(transcript) = shared("wire.jsonl")? else { return Ok(()) };
    let inexpressible = INEXPRESSIBLE.map(|(label, _reason)| label);
    assert_none(&check_all(&read(&transcript)?, &cases(), &inexpressible).await?);
    Ok(())
}

/// Which call makes the request of which row, and what is different on purpose.
fn cases() -> Vec<Case> {
    [options(), bodies(), conditions(), ids(), credentials()].into_iter().flatten().collect()
}

fn options() -> Vec<Case> {
    vec![
        Case::new("terminate: force=True", |jobs| jobs.terminate("jobId").force(true)),
        Case::new("terminate: force=False", |jobs| jobs.terminate("jobId").force(false)),
        Case::new("terminate: timeout=30", |jobs| jobs.terminate("jobId").timeout(30)).differs(&[TimeoutSpelling]),
        Case::new("terminate: timeout=0", |jobs| jobs.terminate("jobId").timeout(0)).differs(&[TimeoutSpelling]),
        Case::new("terminate: client-request-id (request_id kwarg)", |jobs| {
            jobs.terminate("jobId").client_request_id(Uuid::nil())
        }),
        Case::new("terminate: client-request-id + return-client-request-id via headers=", |jobs| {
            jobs.terminate("jobId").client_request_id(Uuid::nil()).return_client_request_id(true)
        }),
        Case::new("terminate: everything", |jobs| {
            jobs.terminate("jobId")
                .body(reason("User supplied termination reason"))
                .timeout(30)
                .force(true)
                .ocp_date(instant("2017-02-17T00:00:00Z"))
                .if_modified_since(instant("2017-02-17T00:00:00Z"))
                .if_unmodified_since(instant("2024-07-01T12:34:56.789012Z"))
                .if_match("0x8D4")
                .client_request_id(Uuid::nil())
        })
        .differs(&[TimeoutSpelling, EtagAsGiven, JsonSpelling]),
    ]
}

fn bodies() -> Vec<Case> {
    vec![
        Case::new("example, no options", |jobs| {
            jobs.terminate("jobId").body(reason("User supplied termination reason"))
        })
        .differs(&[JsonSpelling]),
        Case::new("terminate: empty body model", |jobs| jobs.terminate("jobId").body(JobTerminateParameter::default())),
        Case::new("terminate: reason non-ascii/escapes", |jobs| {
            jobs.terminate("jobId").body(reason("réason ✓ \"q\" \\ / \n\t 😀"))
        })
        .differs(&[JsonSpelling]),
        Case::new("terminate: reason empty string", |jobs| jobs.terminate("jobId").body(reason("")))
            .differs(&[JsonSpelling]),
    ]
}

fn conditions() -> Vec<Case> {
    vec![
        Case::new("terminate: if-match: * (IfPresent)", |jobs| jobs.terminate("jobId").if_match("*")),
        Case::new("terminate: if-none-match: * (IfMissing)", |jobs| jobs.terminate("jobId").if_none_match("*")),
        Case::new("terminate: if-modified-since", |jobs| {
            jobs.terminate("jobId").if_modified_since(instant("2017-02-17T00:00:00Z"))
        }),
        Case::new("terminate: if-unmodified-since with microseconds", |jobs| {
            jobs.terminate("jobId").if_unmodified_since(instant("2024-07-01T12:34:56.789012Z"))
        }),
        // Theirs takes a time without zone for UTC; with ours it is the caller who has to say so.
        Case::new("terminate: if-modified-since naive datetime", |jobs| {
            let midnight = civil::date(2017, 2, 17).at(0, 0, 0, 0);
            let instant = Offset::UTC.to_timestamp(midnight).expect("timestamps go back further than 2017");
            jobs.terminate("jobId").if_modified_since(instant)
        }),
        Case::new("terminate: if-modified-since +02:00", |jobs| {
            jobs.terminate("jobId").if_modified_since(instant("2017-02-17T02:00:00+02:00"))
        }),
    ]
}

fn ids() -> Vec<Case> {
    vec![
        Case::new("terminate: job id non-ascii", |jobs| jobs.terminate("jöb")),
        Case::new("terminate: job id percent", |jobs| jobs.terminate("a%2Fb")),
        Case::new("terminate: job id sub-delims", |jobs| jobs.terminate("j:1@x(y)*!$',;")),
    ]
}

fn credentials() -> Vec<Case> {
    vec![
        // The signature is the recorded one. Making signatures is not what is tested here.
        Case::new("terminate sharedkey: no options", |jobs| {
            jobs.terminate("jobId").ocp_date(instant("2017-02-17T00:00:00Z"))
        })
        .client(|builder| builder.api_key("SharedKey myaccount:7HAxmZ9DXwJQKzHMg6z6EhcBFwy31rE1bcQpzBY/NoI=")),
    ]
}
