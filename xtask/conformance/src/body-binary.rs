//! `body-binary.json`: bodies that are bytes.

use client::Client;
use client::types::Bytes;
use conformance::{Outcome, Suite, done, refused};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let upload = client.upload();
    // The document calls it bytes of JSON.
    done!(t, "BodyBinaryFile", upload.file(Bytes::from_static(b"{\"more\": \"cowbell\"}")));
    done!(t, "BodyBinaryOctet", upload.binary(Bytes::from_static(&[0, 255, 10, 13])));
    refused!(t, "BodyBinaryError", client.download().error_stream(), 400, |error| {
        assert_eq!(error.body().and_then(|body| body.message.as_deref()), Some("I failed on purpose"));
    });
    Ok(())
}
