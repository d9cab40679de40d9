//! Our own rows. Their spelling is ours, so they are equal to the letter.

use azure_batch_client::jobs::{Jobs, Terminate};
use azure_batch_client::models::JobTerminateParameter;
use azure_batch_client::runtime::http::request::Parts;
use azure_batch_client::runtime::http::{HeaderValue, header::AUTHORIZATION};
use azure_batch_client::runtime::{AuthorizeFuture, CallOptions, Credential};
use azure_batch_client::types::{Timestamp, Uuid};

use crate::calls::TABLE;
use crate::case::{Case, check_all, instant};
use crate::compare::Bodies;
use crate::replay::replay;
use crate::row::{Row, rows};
use crate::support::{Result, TOKEN, assert_none, reason};

/// Has many rows, each with a call that is written out.
const WRITTEN_OUT: &str = "Job_Terminate";

#[tokio::test]
async fn our_own_requests_are_made() -> Result {
    let (terminate, others) = own()?.into_iter().partition::<Vec<_>, _>(|row| row.operation == WRITTEN_OUT);
    let mut faults = check_all(&terminate, &cases()).await?;
    for row in others {
        let found = replay(&row, Bodies::ByLetter).await.unwrap_or_else(|error| vec![error.to_string()]);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", row.name())));
    }
    assert_none(&faults);
    Ok(())
}

fn own() -> Result<Vec<Row>> {
    Ok(rows()?.into_iter().filter(|row| row.n.is_none()).collect())
}

#[test]
fn every_operation_has_a_row() -> Result {
    let rows = rows()?;
    let bare = TABLE.iter().filter(|entry| !rows.iter().any(|row| row.operation == entry.id));
    assert_none(&bare.map(|entry| entry.id.to_owned()).collect::<Vec<_>>());
    Ok(())
}

fn cases() -> Vec<Case> {
    [ids(), options(), headers(), bodies(), clients(), credentials()].into_iter().flatten().collect()
}

fn job(jobs: &Jobs) -> Terminate {
    jobs.terminate("nightly-render")
}

fn ids() -> Vec<Case> {
    vec![
        Case::new("no options", job),
        Case::new("job id: letters beyond ASCII", |jobs| jobs.terminate("naït-渲染-😀")),
        Case::new("job id: reserved characters", |jobs| jobs.terminate("a/b c?d#e+f%g&h\\i=j[k]|l\"m<n>o^p`q{r}")),
        Case::new("job id: unreserved characters", |jobs| jobs.terminate("A-z.0_9~")),
        Case::new("job id: dots between others", |jobs| jobs.terminate("../a/..")),
        Case::new("job id: three dots", |jobs| jobs.terminate("...")),
        Case::new("job id: escaped dots", |jobs| jobs.terminate("%2e%2e")),
        Case::new("job id: white space and control characters", |jobs| jobs.terminate("a\tb\r\nX: y\0")),
        Case::new("job id: of a schedule", |jobs| jobs.terminate("nightly:job-1")),
    ]
}

fn options() -> Vec<Case> {
    vec![
        Case::new("all options", |jobs| {
            job(jobs)
                .timeout(30)
                .force(true)
                .client_request_id(id())
                .return_client_request_id(true)
                .ocp_date(instant("2024-07-01T12:34:56Z"))
                .if_match("\"0x8DC99CA5C1B2E40\"")
                .if_none_match("W/\"0x8DC99CA5C1B2E41\"")
                .if_modified_since(instant("2024-07-01T00:00:00Z"))
                .if_unmodified_since(instant("2024-02-29T23:59:59.999Z"))
                .body(reason("superseded by a newer render"))
        }),
        Case::new("false is sent", |jobs| job(jobs).force(false).return_client_request_id(false)),
        Case::new("timeout: more than the service allows", |jobs| job(jobs).timeout(3600)),
        Case::new("timeout: the smallest number", |jobs| job(jobs).timeout(i32::MIN)),
        Case::new("client request id: given", |jobs| job(jobs).client_request_id(id())),
        Case::new("options: further headers", |jobs| {
            job(jobs).options(CallOptions::new().header("X-Trace", "1-2;3").header("Accept", "*/*"))
        }),
    ]
}

fn headers() -> Vec<Case> {
    vec![
        Case::new("ETag: without quotes", |jobs| job(jobs).if_match("0x8DC99CA5C1B2E40")),
        Case::new("ETag: several", |jobs| job(jobs).if_none_match("\"0x1\", W/\"0x2\",\t\"0x3\"")),
        Case::new("ETag: empty", |jobs| job(jobs).if_match("")),
        Case::new("date: fractions before 1970", |jobs| job(jobs).if_modified_since(instant("1969-12-31T23:59:58.5Z"))),
        Case::new("date: another zone changes the day", |jobs| {
            job(jobs).ocp_date(instant("2016-01-01T20:00:00-05:30"))
        }),
    ]
}

fn bodies() -> Vec<Case> {
    vec![
        Case::new("body: empty model", |jobs| job(jobs).body(JobTerminateParameter::default())),
        Case::new("body: empty reason", |jobs| job(jobs).body(reason(""))),
        Case::new("body: escapes", |jobs| {
            job(jobs).body(reason("\"q\" \\ / \u{8}\u{c}\n\r\t \0\u{1f}\u{7f} \u{2028} é ✓ 😀 </script>"))
        }),
    ]
}

fn clients() -> Vec<Case> {
    vec![
        Case::new("api-version: another", job)
            .client(|builder| builder.azure_auth(TOKEN).api_version("2023-11-01.18.0")),
        Case::new("api-version: with reserved characters", job)
            .client(|builder| builder.azure_auth(TOKEN).api_version("2030 & beyond=#1")),
        Case::new("endpoint: with a path", job).prefix("/proxy/batch"),
        Case::new("endpoint: with a path and a slash at its end", job).prefix("/proxy/batch/"),
        Case::new("endpoint: with an encoded path", job).prefix("/a%2Fb%20c"),
        Case::new("options: agent", job).client(|builder| builder.azure_auth(TOKEN).user_agent("render-farm/1.2")),
    ]
}

fn credentials() -> Vec<Case> {
    vec![
        Case::new("credential: a ready-made signature", job)
            .client(|builder| builder.api_key("SharedKey account:c2lnbmF0dXJl+/==")),
        Case::new("credential: of the caller's own make", job).client(|builder| builder.credential(Own)),
    ]
}

/// A credential that is neither of those that come with the crate.
#[derive(Debug)]
struct Own;

impl Credential for Own {
    fn authorize<'a>(&'a self, request: &'a mut Parts, _: Timestamp) -> AuthorizeFuture<'a> {
        request.headers.insert(AUTHORIZATION, HeaderValue::from_static("Own proof"));
        Box::pin(std::future::ready(Ok(())))
    }
}

fn id() -> Uuid {
    Uuid::from_u128(0xc6e1_f7a2_0d3b_4e95_8b64_2f9a_7c51_d08e)
}
