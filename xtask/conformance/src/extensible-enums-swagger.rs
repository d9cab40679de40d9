//! `extensible-enums-swagger.json`: values that an enum does not have.

use client::Client;
use client::models::{DaysOfWeekExtensibleEnum as Day, IntEnum, Pet};
use conformance::{Outcome, Suite, done};

fn pet(name: &str, day: Day, int: IntEnum) -> Pet {
    Pet { name: Some(name.to_owned()), days_of_week: Some(day), ..Pet::new(int) }
}

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let pets = client.pet();
    done!(t, "expectedEnum", pets.get_by_pet_id("tommy"), pet("Tommy Tomson", Day::Monday, IntEnum::_1));
    let weekend = Day::from("Weekend".to_owned());
    done!(t, "unexpectedEnum", pets.get_by_pet_id("casper"), pet("Casper Ghosty", weekend, IntEnum::_2));
    let int = IntEnum::from("2.1".to_owned());
    done!(t, "allowedValueEnum", pets.get_by_pet_id("scooby"), pet("Scooby Scarface", Day::Thursday, int));
    let retriever = pet("Retriever", Day::Sunday, IntEnum::_3);
    done!(t, "roundTripEnum", pets.add_pet().body(retriever.clone()), retriever);
    Ok(())
}
