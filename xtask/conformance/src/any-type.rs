//! `any-type.json`: values of which the document says nothing.

use client::Client;
use conformance::rt::serde_json::json;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    done!(t, "GetStringAsAnything", api.get_string(), json!("anything"));
    done!(t, "PutStringAsAnything", api.put_string("anything"));
    done!(t, "GetObjectAsAnything", api.get_object(), json!({"message": "An object was successfully returned"}));
    done!(t, "PutObjectAsAnything", api.put_object(json!({"foo": "bar"})));
    done!(t, "GetArrayAsAnything", api.get_array(), json!(["foo", "bar"]));
    done!(t, "PutArrayAsAnything", api.put_array(json!(["foo", "bar"])));
    Ok(())
}
