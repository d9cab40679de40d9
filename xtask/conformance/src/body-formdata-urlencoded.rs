//! `body-formdata-urlencoded.json`: forms.

use client::Client;
use client::models::*;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let pet = FormdataurlencodedUpdatePetWithFormBody {
        name: Some("Fido".to_owned()),
        ..FormdataurlencodedUpdatePetWithFormBody::new(42, PetFood::Meat, PetType::Dog)
    };
    done!(t, "UpdatePetWithForm", client.formsdataurlencoded().formdataurlencoded_update_pet_with_form(1, pet));
    let grant = FormdataurlencodedPartialConstantBodyBodyGrantType::AccessToken;
    let token = FormdataurlencodedPartialConstantBodyBody::new("foo", grant, "bar");
    let request = client.api().formdataurlencoded_partial_constant_body(token);
    done!(t, "UrlEncodedDataWithPartialConstantBody", request);
    Ok(())
}
