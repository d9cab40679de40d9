//! `body-string.json`: texts, and enums of texts.

use client::models::{ColorConstant, Colors, RefColorConstant, StringGetEmpty200Response};
use client::{Client, Error};
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let string = client.string_operations();
    done!(t, "getEnumNotExpandable", string.enum_get_not_expandable(), Colors::RedColor);
    done!(t, "putEnumNotExpandable", string.enum_put_not_expandable(Colors::RedColor));
    done!(t, "getEnumReferenced", string.enum_get_referenced(), Colors::RedColor);
    done!(t, "putEnumReferenced", string.enum_put_referenced(Colors::RedColor));
    Ok(())
}
