//! `additionalProperties.json`: members that the document does not name.

use std::collections::BTreeMap;

use client::Client;
use client::models::*;
use conformance::rt::serde_json::{Value, json};
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    any(t, &client).await;
    typed(t, &client).await;
    Ok(())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn puppy() -> BTreeMap<String, Value> {
    BTreeMap::from([
        ("birthdate".to_owned(), json!("2017-12-13T02:29:51Z")),
        ("complexProperty".to_owned(), json!({"color": "Red"})),
    ])
}

/// The server adds a status to what it was sent.
async fn any(t: &mut Suite, client: &Client) {
    let pets = client.pets();
    let pet = PetApTrue { name: text("Puppy"), additional_properties: puppy(), ..PetApTrue::new(1) };
    let stored = PetApTrue { status: Some(true), ..pet.clone() };
    done!(t, "additionalPropertiesTrue", pets.create_ap_true(pet), stored);
    let cat =
        CatApTrue { name: text("Lisa"), friendly: Some(true), additional_properties: puppy(), ..CatApTrue::new(1) };
    let stored = CatApTrue { status: Some(true), ..cat.clone() };
    done!(t, "additionalPropertiesSubclass", pets.create_cat_ap_true(cat), stored);
    let sibling = json!({
        "id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}
    });
    let more = [("siblings".to_owned(), json!([sibling])), ("picture".to_owned(), json!("//////4="))];
    let pet = PetApObject { name: text("Hira"), additional_properties: BTreeMap::from(more), ..PetApObject::new(2) };
    let stored = PetApObject { status: Some(true), ..pet.clone() };
    done!(t, "additionalPropertiesTypeObject", pets.create_ap_object(pet), stored);
}

fn texts<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn typed(t: &mut Suite, client: &Client) {
    let pets = client.pets();
    let more = texts([("color", "red"), ("weight", "10 kg"), ("city", "Bombay")]);
    let pet = PetApString { name: text("Tommy"), additional_properties: more, ..PetApString::new(3) };
    let stored = PetApString { status: Some(true), ..pet.clone() };
    done!(t, "additionalPropertiesTypeString", pets.create_ap_string(pet), stored);

    let sizes = [("height", 5.61), ("weight", 599.0), ("footsize", 11.5)];
    let sizes: BTreeMap<_, _> = sizes.into_iter().map(|(name, size)| (name.to_owned(), size)).collect();
    let pet = PetApInProperties {
        name: text("Bunny"),
        additional_properties: Some(sizes.clone()),
        ..PetApInProperties::new(4)
    };
    let stored = PetApInProperties { status: Some(true), ..pet.clone() };
    done!(t, "additionalPropertiesInProperties", pets.create_ap_in_properties(pet), stored);

    let more = texts([("color", "red"), ("city", "Seattle"), ("food", "tikka masala")]);
    let pet = PetApInPropertiesWithApString {
        name: text("Funny"),
        additional_properties_: Some(sizes),
        additional_properties: more,
        ..PetApInPropertiesWithApString::new("westus", 5)
    };
    let stored = PetApInPropertiesWithApString { status: Some(true), ..pet.clone() };
    let request = pets.create_ap_in_properties_with_ap_string(pet);
    done!(t, "additionalPropertiesInPropertiesWithAPTypeString", request, stored);
}
