//! `lro.json`: operations that go on behind their answers. Those that do not are played.

use client::Client;
use client::lro_operations::LrosPut200SucceededOutput as Output;
use client::models::Product;
use conformance::{Outcome, Suite, done, refused, scenario, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.credential(conformance::rt::Bearer::new("token")).build()?;
    over_at_once(t, &client).await;
    refused_at_once(t, &client).await;
    t.miss_the_rest("what is long-running by `x-ms-long-running-operation` has no poller");
    Ok(())
}

fn check(product: &Product, state: Option<&str>) {
    let found = product.properties.as_ref().and_then(|properties| properties.provisioning_state.as_deref());
    assert_eq!((product.id.as_deref(), product.name.as_deref(), found), (Some("100"), Some("foo"), state));
}

async fn over_at_once(t: &mut Suite, client: &Client) {
    let (lros, patches) = (client.lro_operations(), client.lros_operations());
    scenario!(t, "LROPutInlineComplete", {
        match lros.lros_put200_succeeded().body(Product::default()).await?.into_body() {
            Output::Ok(product) => check(&product, Some("Succeeded")),
            other => panic!("{other:?}"),
        }
    });
    scenario!(t, "LROPutInlineComplete201", {
        check(&*lros.lros_put201_succeeded().body(Product::default()).await?, Some("Succeeded"));
    });
    scenario!(t, "LROPut200InlineCompleteNoState", {
        check(&*lros.lros_put200_succeeded_no_state().body(Product::default()).await?, None);
    });
    scenario!(t, "LROPatchInlineCompleteIgnoreHeaders", {
        let request = patches.lros_patch200_succeeded_ignore_headers().body(Product::default());
        check(&*request.await?, Some("Succeeded"));
    });
    done!(t, "LRODeleteInlineComplete", lros.lros_delete204_succeeded());
}

async fn refused_at_once(t: &mut Suite, client: &Client) {
    let sad = client.lrosad_operations();
    refused!(t, "LRONonRetryPut400", sad.lrosads_put_non_retry400().body(Product::default()), 400);
    refused!(t, "LRONonRetryDelete400", sad.lrosads_delete_non_retry400(), 400);
    refused!(t, "LRONonRetryPost400", sad.lrosads_post_non_retry400().body(Product::default()), 400);
    let json = r#"{ "properties": { "provisioningState": "Creating"}, "id": "100", "name": "foo""#;
    let request = sad.lrosads_put200_invalid_json().body(Product::default());
    unreadable!(t, "LROErrorPut200InvalidJson", request, json);
}
