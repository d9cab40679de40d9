//! `xms-error-responses.json`: errors of several types.

use client::Client;
use client::models::{NotFoundErrorBase, PetActionError};
use client::pet::GetPetByIdFailure as Failure;
use client::pet::GetPetByIdOutput as Output;
use client::{CallOptions, Retry};
use conformance::{Outcome, Suite, refused, scenario};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let pet = client.pet();
    scenario!(t, "expectedNoErrors", {
        match pet.get_pet_by_id("tommy").await?.into_body() {
            Output::Ok(pet) => {
                assert_eq!((pet.name.as_deref(), pet.ani_type.as_deref()), (Some("Tommy Tomson"), Some("Dog")))
            }
            other => panic!("{other:?}"),
        }
        assert!(matches!(pet.get_pet_by_id("django").await?.into_body(), Output::Accepted));
    });
    refused!(t, "stringError", pet.get_pet_by_id("ringo"), 400, |error| {
        assert!(matches!(error.body(), Some(Failure::BadRequest(text)) if text.starts_with("ringo")), "{error:?}");
    });
    refused!(t, "intError", pet.get_pet_by_id("alien123"), 501, |error| {
        assert!(matches!(error.body(), Some(Failure::NotImplemented(123))), "{error:?}");
    });
    refused!(t, "animalNotFoundError", pet.get_pet_by_id("coyoteUgly"), 404, |error| match error.body() {
        Some(Failure::NotFound(body)) => match &**body {
            NotFoundErrorBase::AnimalNotFound(animal) => assert_eq!(animal.name.as_deref(), Some("coyote")),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    });
    refused!(t, "linkNotFoundError", pet.get_pet_by_id("weirdAlYankovic"), 404, |error| match error.body() {
        Some(Failure::NotFound(body)) => match &**body {
            NotFoundErrorBase::LinkNotFound(link) => {
                assert_eq!(link.what_sub_address.as_deref(), Some("pet/yourpet was not found"));
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    });
    let once = || CallOptions::new().retry(Retry::none());
    let sad = |error: Option<&PetActionError>| match error {
        Some(PetActionError::PetSadError(sad)) => assert_eq!(sad.reason.as_deref(), Some("need more treats")),
        other => panic!("{other:?}"),
    };
    refused!(t, "expectedPetSadError", pet.do_something("jump").options(once()), 500, |error| sad(error.body()));
    refused!(t, "expectedPetHungryError", pet.do_something("fetch"), 404, |error| match error.body() {
        Some(PetActionError::PetHungryOrThirstyError(error)) => {
            assert_eq!(error.hungry_or_thirsty.as_deref(), Some("hungry and thirsty"));
        }
        other => panic!("{other:?}"),
    });
    let models = pet.has_models_param().models("value1").options(once());
    refused!(t, "sendErrorWithParamNameModels", models, 500, |error| sad(error.body()));
    Ok(())
}
