//! The next pages of lists, as their links ask for them.

use azure_batch_client::{API_VERSION, Client};

use crate::compare::{Bodies, compare};
use crate::recorded::recorded;
use crate::row::Row;
use crate::support::{Answer, Result, Server, TOKEN, assert_none, response};

/// The recorded row that asks for a second page.
pub const SECOND_PAGE: u32 = 221;
/// Its link: the row without what a client adds.
const LINK: &str = "jobs?$skiptoken=WATV2%3Aabc%3D&maxresults=1";

/// A list with one job in it, or none, and perhaps a link.
fn page(job: Option<&str>, link: Option<String>) -> Answer {
    let value: Vec<_> = job.iter().map(|id| serde_json::json!({"id": id})).collect();
    let body = serde_json::json!({"value": value, "odata.nextLink": link});
    Answer::new(response(200, &[], &body.to_string()))
}

/// Takes all jobs of a list and returns their ids.
async fn list(server: &Server) -> Result<Vec<String>> {
    let client = Client::builder(server.url())?.azure_auth(TOKEN).build()?;
    let jobs = client.jobs().list().items().try_collect().await?;
    Ok(jobs.into_iter().filter_map(|job| job.id).collect())
}

/// Takes two pages, and compares the request for the second with the row.
///
/// # Errors
/// The pages did not arrive.
pub async fn second(row: &Row) -> Result<Vec<String>> {
    let link = |url: &str| Some(format!("{url}/{LINK}"));
    let server = Server::start_with(|url| vec![page(Some("a"), link(url)), page(Some("b"), None)]).await?;
    let jobs = list(&server).await?;
    let sent = server.requests();
    let [_, sent] = &sent[..] else { return Err(format!("{} requests came, not two", sent.len()).into()) };
    let mut faults = compare(&row.request, Bodies::ByMeaning, sent, &server.host());
    if jobs != ["a", "b"] {
        faults.push(format!("the jobs are {jobs:?}"));
    }
    Ok(faults)
}

/// The first request of a list is that of the row, and all that it leads to is taken.
async fn check(row: u32, expected: &[&str], requests: usize, answers: fn(&str) -> Vec<Answer>) -> Result<Server> {
    let row = recorded()?.remove(&row).ok_or("there is no such row")?;
    let server = Server::start_with(answers).await?;
    assert_eq!(list(&server).await?, expected, "{}", row.label);
    let sent = server.requests();
    assert_eq!(sent.len(), requests, "{}", row.label);
    assert_none(&compare(&row.request, Bodies::ByMeaning, &sent[0], &server.host()));
    Ok(server)
}

#[tokio::test]
async fn a_link_without_api_version_gets_it() -> Result {
    let answers = |url: &str| vec![page(Some("a"), Some(format!("{url}/jobs?$skiptoken=1"))), page(Some("b"), None)];
    let server = check(222, &["a", "b"], 2, answers).await?;
    assert_eq!(server.requests()[1].query, format!("$skiptoken=1&api-version={API_VERSION}"));
    Ok(())
}

#[tokio::test]
async fn a_link_that_is_null_is_the_end() -> Result {
    check(225, &["a"], 1, |_| vec![page(Some("a"), None)]).await.map(drop)
}

#[tokio::test]
async fn an_empty_page_is_not_the_end() -> Result {
    let answers = |url: &str| {
        let link = |token| Some(format!("{url}/jobs?$skiptoken={token}"));
        vec![page(Some("a"), link(1)), page(None, link(2)), page(Some("b"), None)]
    };
    check(226, &["a", "b"], 3, answers).await.map(drop)
}
