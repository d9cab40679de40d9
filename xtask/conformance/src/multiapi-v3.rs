//! `multiapi-v3.json`: the third of several versions.

use client::Client;
use client::models::{ModelThree, SourcePath};
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.credential(conformance::rt::Bearer::new("token")).build()?;
    let api = client.api();
    done!(t, "MultiapiPutTestFiveApiVersionThree", api.operation_group_two_test_five());
    let source = SourcePath { source: Some("foo".to_owned()), ..Default::default() };
    done!(t, "MultiapiPostTestFourApiVersionThreeJSON", api.operation_group_two_test_four().body(source));
    t.miss("MultiapiPostTestFourApiVersionThreePDF", "the server never counts it");
    t.miss("MultiapiDifferentCallsApiVersionThree", "the server never counts it");
    let model = ModelThree {
        optional_property: Some("This was called with api-version 3.0.0".to_owned()),
        ..Default::default()
    };
    done!(
        t,
        "MultiapiGetTestTwoApiVersionThree",
        api.operation_group_one_test_two().body(ModelThree::default()),
        model
    );
    let reason = "the server wants an `api-version` behind the first page, which the document does not have there";
    t.miss("MultiapiPaging", reason);
    t.miss("MultiapiOperationGroupPaging", reason);
    Ok(())
}
