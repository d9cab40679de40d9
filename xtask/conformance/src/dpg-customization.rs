//! `dpg-customization.json`: the same by models and, elsewhere, without them.

use client::Client;
use client::models::{Input, ProductReceived as Received};
use conformance::{Outcome, Suite, scenario};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    let modes = [
        ("raw", Received::Raw, ["GetRawModel", "PostRawModel", "GetRawPages", "RawLRO"]),
        (
            "model",
            Received::Model,
            ["GetHandwrittenModel", "PostHandwrittenModel", "GetHandwrittenModelPages", "HandwrittenModelLRO"],
        ),
    ];
    for (mode, received, [get, post, pages, lro]) in modes {
        scenario!(t, get, { assert_eq!(api.get_model(mode).await?.received, received) });
        scenario!(t, post, { assert_eq!(api.post_model(mode, Input::new("world!")).await?.received, received) });
        scenario!(t, pages, {
            let products = api.get_pages(mode).items().try_collect().await?;
            assert_eq!(
                products.into_iter().map(|one| one.received).collect::<Vec<_>>(),
                [received.clone(), received.clone()]
            );
        });
        // It is over with the first answer.
        scenario!(t, lro, {
            let product = api.lro(mode).await?;
            assert_eq!((product.provisioning_state.as_str(), &product.received), ("Succeeded", &received));
        });
    }
    Ok(())
}
