//! `subscriptionId-apiVersion.json`: parameters that the client knows.

use client::Client;
use conformance::{Outcome, Suite, scenario};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.credential(conformance::rt::Bearer::new("token")).build()?;
    scenario!(t, "SubscriptionIdAndApiVersion", {
        let group = client.api().group_get_sample_resource_group("1234-5678-9012-3456", "testgroup101").await?;
        let (name, location) = (group.name.as_deref(), group.location.as_deref());
        assert_eq!((name, location), (Some("testgroup101"), Some("West US")));
    });
    Ok(())
}
