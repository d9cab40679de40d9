//! `multiapi-v1.json`: the first of several versions.

use client::Client;
use client::lro_operations::TestLroOutput as Output;
use client::models::Product;
use conformance::{Outcome, Suite, done, scenario};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.credential(conformance::rt::Bearer::new("token")).build()?;
    let api = client.api();
    done!(t, "MultiapiPutTestOneApiVersionOne", api.test_one(1).message("a message"));
    done!(t, "MultiapiGetTestTwoApiVersionOne", api.operation_group_one_test_two());
    t.miss("MultiapiDifferentCallsApiVersionOne", "the server never counts it");
    // It is over with the first answer.
    scenario!(t, "MultiapiLRO", {
        match client.lro_operations().test_lro().body(Product::default()).await?.into_body() {
            Output::Ok(product) => assert_eq!(product.id, Some(100)),
            other => panic!("{other:?}"),
        }
    });
    scenario!(t, "MultiapiLROAndPaging", {
        let products = api.test_lro_and_paging().items().try_collect().await?;
        assert_eq!(products.into_iter().map(|one| one.id).collect::<Vec<_>>(), [Some(100)]);
    });
    Ok(())
}
