//! Signatures computed elsewhere, where they are at hand: what is signed right gets in, and what is not does not.

mod common;

use std::path::Path;

use azure_batch_fake::FakeBatch;
use bindery_runtime::Body;
use common::{Result, send};
use serde_json::Value;

/// Beside the repository; absent in most checkouts.
const VECTORS: &str = "../../../shared/batch/sharedkey-vectors.json";

#[tokio::test]
async fn vectors_get_in_and_their_changed_twins_do_not() -> Result {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(VECTORS);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return Ok(());
    };
    let document: Value = serde_json::from_str(&text)?;
    let vectors = document["vectors"].as_array().ok_or("no vectors")?;
    // The others pin accidents of one client.
    let vectors: Vec<_> = vectors.iter().filter(|vector| vector["quirk"] == false).collect();
    assert!(!vectors.is_empty());
    for vector in vectors {
        let (good, name) = (vector["authorization"].as_str().ok_or("no header")?, &vector["name"]);
        assert_ne!(status(vector, good).await?, 403, "{name}");
        assert_eq!(status(vector, &good.replace(':', ":A")).await?, 403, "{name}");
    }
    Ok(())
}

async fn status(vector: &Value, authorization: &str) -> Result<u16> {
    let text = |name: &str| vector[name].as_str().unwrap_or_default();
    let fake = FakeBatch::with_shared_key(text("account"), text("key"))?;
    let mut request = http::Request::builder().method(text("method")).uri(text("url"));
    for (name, value) in vector["headers_at_signing"].as_object().into_iter().flatten() {
        request = request.header(name, value.as_str().unwrap_or_default());
    }
    let request = request.header("authorization", authorization);
    let request = request.body(Body::from(bytes::Bytes::from(text("body").to_owned())))?;
    Ok(send(&fake, request).await?.status.as_u16())
}
