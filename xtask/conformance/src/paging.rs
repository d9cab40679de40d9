//! `paging.json`: lists that come in pages.

use client::Client;
use client::models::{BodyParam, Product};
use conformance::rt::Error;
use conformance::{Outcome, Suite, impatient, refused, scenario, with_cookies};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.transport(with_cookies()?).retry(impatient()).build()?;
    one_page(t, &client).await;
    many_pages(t, &client).await;
    other_operations(t);
    versions(t, &client).await;
    failures(t, &client).await;
    t.miss("PagingMultipleLRO", "what is long-running by `x-ms-long-running-operation` has no poller");
    Ok(())
}

/// The ids of products, all of which have a name.
fn ids(products: Vec<Product>) -> Vec<i64> {
    let properties = products.into_iter().filter_map(|product| product.properties);
    properties
        .filter(|one| one.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("product")))
        .filter_map(|one| one.id)
        .collect()
}

/// Reads a list to its end; its ids have to be these.
macro_rules! listed {
    ($t:ident, $name:expr, $request:expr, $ids:expr) => {
        scenario!($t, $name, { assert_eq!(ids($request.items().try_collect().await?), $ids) })
    };
}

async fn one_page(t: &mut Suite, client: &Client) {
    let api = client.api();
    listed!(t, "PagingNoItemName", api.paging_get_no_item_name_pages(), [1]);
    // The document says that there is no link to follow.
    scenario!(t, "PagingNextLinkNameNull", {
        let page = api.paging_get_null_next_link_name_pages().await?.into_body();
        assert_eq!(ids(page.values.unwrap_or_default()), [1]);
    });
    listed!(t, "PagingEmptyNextLink", api.paging_get_empty_next_link_name_pages(), [1]);
    listed!(t, "PagingSingle", api.paging_get_single_pages(), [1]);
    let body = BodyParam { name: Some("body".to_owned()), ..Default::default() };
    listed!(t, "PagingSingleWithBodyParams", api.paging_get_single_pages_with_body_params(body), [1]);
    listed!(
        t,
        "PagingReturnModelWithXMSClientName",
        api.paging_get_paging_model_with_item_name_with_xms_client_name(),
        [1]
    );
    listed!(t, "PagingDontSendMaxPageSize", api.paging_page_with_max_page_size(), [0; 0]);
}

async fn many_pages(t: &mut Suite, client: &Client) {
    let api = client.api();
    let ten: Vec<i64> = (1..=10).collect();
    listed!(t, "PagingFirstResponseEmpty", api.paging_first_response_empty(), [1]);
    listed!(t, "PagingMultiple", api.paging_get_multiple_pages(), ten);
    listed!(t, "PagingOdataMultiple", api.paging_get_odata_multiple_pages(), ten);
    let beyond: Vec<i64> = std::iter::once(1).chain(102..=110).collect();
    listed!(t, "PagingMultiplePath", api.paging_get_multiple_pages_with_offset(100), beyond);
    listed!(t, "PagingMultipleRetryFirst", api.paging_get_multiple_pages_retry_first(), ten);
    // The server leaves the second page without an item out.
    let without_second: Vec<i64> = [1, 1].into_iter().chain(3..=10).collect();
    listed!(t, "PagingMultipleRetrySecond", api.paging_get_multiple_pages_retry_second(), without_second);
}

fn other_operations(t: &mut Suite) {
    let reason = "the pages behind the first are asked for by another operation (`operationName`)";
    t.miss("PagingFragment", reason);
    t.miss("PagingMultipleWithQueryParameters", reason);
}

async fn versions(t: &mut Suite, client: &Client) {
    let api = client.api();
    let filtered = api.paging_duplicate_params().filter("foo");
    listed!(t, "PagingDuplicateParameters", filtered, [1]);
    listed!(t, "PagingWithApiVersionAppend", api.paging_append_api_version(), [1]);
    listed!(t, "PagingWithApiVersionReplace", api.paging_replace_api_version(), [1]);
}

async fn failures(t: &mut Suite, client: &Client) {
    let api = client.api();
    refused!(t, "PagingSingleFailure", api.paging_get_single_pages_failure(), 400);
    scenario!(t, "PagingMultipleFailure", {
        let mut items = api.paging_get_multiple_pages_failure().items();
        let first = items.next().await.ok_or("there is an item")??;
        assert_eq!(ids(vec![first]), [1]);
        let error = items.next().await.ok_or("there is an error")?.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    });
    scenario!(t, "PagingMultipleFailureUri", {
        let mut items = api.paging_get_multiple_pages_failure_uri().items();
        assert_eq!(ids(vec![items.next().await.ok_or("there is an item")??]), [1]);
        let error = items.next().await.ok_or("there is an error")?.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_) | Error::Service(_)), "{error}");
    });
}
