//! `object-type.json`: objects of which the document says no more.

use std::collections::BTreeMap;

use client::Client;
use conformance::rt::serde_json::json;
use conformance::{Outcome, Suite, done, refused};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    let object = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), json!(value))]);
    done!(t, "ObjectTypeResponse", api.get(), object("message", "An object was successfully returned"));
    done!(t, "ObjectTypePut", api.put(object("foo", "bar")));
    refused!(t, "ObjectTypeErrorResponse", api.put(object("bar", "foo")), 400, |error| {
        assert_eq!(error.body(), Some(&object("message", "The object you passed was incorrect")));
    });
    Ok(())
}
