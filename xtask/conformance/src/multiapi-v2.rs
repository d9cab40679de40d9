//! `multiapi-v2.json`: the second of several versions.

use client::Client;
use client::models::ModelTwo;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.credential(conformance::rt::Bearer::new("token")).build()?;
    let api = client.api();
    done!(t, "MultiapiPutTestThreeApiVersionTwo", api.operation_group_one_test_three());
    done!(t, "MultiapiPostTestFourApiVersionTwo", api.operation_group_two_test_four(true));
    t.miss("MultiapiDifferentCallsApiVersionTwo", "the server never counts it");
    let model = || ModelTwo { message: Some("This was called with api-version 2.0.0".to_owned()), ..ModelTwo::new(1) };
    done!(t, "MultiapiPutTestOneApiVersionTwo", api.test_one(1), model());
    done!(t, "MultiapiGetTestTwoApiVersionTwo", api.operation_group_one_test_two().body(ModelTwo::new(1)), model());
    Ok(())
}
