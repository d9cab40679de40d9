//! `required-optional.json`: what is there, and what is not.

use client::Client;
use client::types::Bytes;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    done!(t, "OptionalImplicitBody", api.implicit_put_optional_body());
    done!(t, "OptionalImplicitHeader", api.implicit_put_optional_header());
    done!(t, "OptionalImplicitQuery", api.implicit_put_optional_query());
    done!(t, "OptionalGlobalQuery", api.implicit_get_optional_global_query());
    done!(t, "ImplicitOptionalBinaryBody", api.implicit_put_optional_binary_body());
    done!(t, "ExplicitOptionalBinaryBody", api.explicit_put_optional_binary_body());
    done!(t, "ExplicitRequiredBinaryBody", api.explicit_put_required_binary_body(Bytes::from_static(b"bytes")));
    done!(t, "GeneralOptional", api.explicit_post_optional_string_parameter());
    Ok(())
}
