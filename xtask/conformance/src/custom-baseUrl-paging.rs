//! `custom-baseUrl-paging.json`: pages behind links that are only a part of a URL.

use client::Client;
use conformance::{Outcome, Suite, scenario};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    scenario!(t, "PagingCustomUrlPartialNextLink", {
        let items = client.api().paging_get_pages_partial_url().items().try_collect().await?;
        let ids: Vec<_> = items.into_iter().filter_map(|product| product.properties?.id).collect();
        assert_eq!(ids, [1, 2]);
    });
    let reason = "the pages behind the first are asked for by another operation (`operationName`)";
    t.miss("PagingCustomUrlPartialOperationNextLink", reason);
    Ok(())
}
