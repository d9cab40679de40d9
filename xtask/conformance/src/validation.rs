//! `validation.json`: constants in paths and bodies.

use client::Client;
use client::models::*;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    done!(t, "ConstantsInPath", api.get_with_constant_in_path(GetWithConstantInPathConstantParam::Constant));
    let product = Product::new(
        ChildProduct::new(ChildProductConstProperty::Constant),
        ConstantProduct::new(ConstantProductConstProperty::Constant, ConstantProductConstProperty2::Constant2),
        0,
        ProductConstString::Constant,
    );
    let request = api.post_with_constant_in_body(PostWithConstantInBodyConstantParam::Constant);
    done!(t, "ConstantsInBody", request.body(product.clone()), product);
    Ok(())
}
