//! `media_types.json`: bodies of several media types.

use client::Client;
use client::models::SourcePath;
use conformance::rt::serde_json::json;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    let source = || SourcePath { source: Some("foo".to_owned()), ..Default::default() };
    done!(t, "MediaTypeJson", api.analyze_body().body(source()), "Nice job with JSON");
    done!(t, "MediaTypesAnalyzeBodyNoAcceptHeader", api.analyze_body_no_accept_header().body(source()));
    t.miss("MediaTypePdf", "a body of several media types is sent as one of them, which is JSON");
    let encoded = api.content_type_with_encoding().body("anything");
    done!(t, "MediaTypeWithEncoding", encoded, "Nice job sending content type with encoding");
    done!(t, "MediaTypesTwoContentTypes", api.binary_body_with_two_content_types(&b"hello, world!"[..]), "");
    done!(t, "MediaTypesThreeContentTypes", api.binary_body_with_three_content_types("hello, world"), "");
    done!(t, "MediaTypesThreeBodyTypes", api.body_three_types(json!({"hello": "world"})), "");
    Ok(())
}
