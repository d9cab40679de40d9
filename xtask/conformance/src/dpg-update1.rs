//! `dpg-update1.json`: a service that has more than it had.

use std::collections::BTreeMap;

use client::Client;
use client::models::PostInput;
use conformance::rt::serde_json::json;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    let message = BTreeMap::from([("message".to_owned(), json!("An object was successfully returned"))]);
    done!(t, "DPGAddOptionalInput_NoParams", api.params_head_no_params());
    done!(t, "DPGAddOptionalInput", api.params_get_required("foo").new_parameter("bar"), message);
    let put = api.params_put_required_optional("foo").optional_param("bar").new_parameter("baz");
    done!(t, "DPGAddOptionalInput_RequiredOptionalParam", put, message);
    let more = api.params_get_optional().optional_param("foo").new_parameter("bar");
    done!(t, "DPGAddOptionalInput_OptionalParam", more, message);
    done!(t, "DPGAddNewOperation", api.params_delete_parameters());
    done!(t, "DPGAddNewPath", api.params_get_new_operation(), message);
    let image = || PostInput::new("http://example.org/myimage.jpeg");
    done!(t, "DPGNewBodyType", api.params_post_parameters(image()), None);
    done!(t, "DPGNewBodyType.JSON", api.params_post_parameters(image()), None);
    t.miss("DPGNewBodyType.JPEG", "a body of several media types is sent as one of them, which is JSON");
    t.miss("DPGGlassBreaker", "no document has the operation, and a request by hand does not count");
    Ok(())
}
