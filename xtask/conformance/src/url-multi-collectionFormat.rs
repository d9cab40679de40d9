//! `url-multi-collectionFormat.json`: lists whose items are parameters of their own.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let queries = client.query_operations();
    let list = ["ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""];
    done!(t, "UrlQueriesArrayMultiValid", queries.queries_array_string_multi_valid().array_query(list));
    done!(t, "UrlQueriesArrayMultiNull", queries.queries_array_string_multi_null());
    done!(t, "UrlQueriesArrayMultiEmpty", queries.queries_array_string_multi_empty().array_query([] as [&str; 0]));
    Ok(())
}
