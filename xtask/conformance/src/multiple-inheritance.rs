//! `multiple-inheritance.json`: models that are made of several others.

use client::Client;
use client::models::{Cat, Feline, Horse, Kitten, Pet};
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    done!(t, "MultipleInheritancePetGet", api.get_pet(), Pet::new("Peanut"));
    done!(t, "MultipleInheritancePetPut", api.put_pet(Pet::new("Butter")), "Pet was correct!");
    let horse = |name: &str, shows| Horse { is_a_show_horse: Some(shows), ..Horse::new(name) };
    done!(t, "MultipleInheritanceHorseGet", api.get_horse(), horse("Fred", true));
    done!(t, "MultipleInheritanceHorsePut", api.put_horse(horse("General", false)), "Horse was correct!");
    let feline = |meows, hisses| Feline { meows: Some(meows), hisses: Some(hisses), ..Default::default() };
    done!(t, "MultipleInheritanceFelineGet", api.get_feline(), feline(true, true));
    done!(t, "MultipleInheritanceFelinePut", api.put_feline(feline(false, true)), "Feline was correct!");
    let cat = |name: &str, milk, meows, hisses| Cat {
        likes_milk: Some(milk),
        meows: Some(meows),
        hisses: Some(hisses),
        ..Cat::new(name)
    };
    done!(t, "MultipleInheritanceCatGet", api.get_cat(), cat("Whiskers", true, true, true));
    done!(t, "MultipleInheritanceCatPut", api.put_cat(cat("Boots", false, true, false)), "Cat was correct!");
    let kitten = |name: &str, milk, hisses, mice| Kitten {
        likes_milk: Some(milk),
        meows: Some(true),
        hisses: Some(hisses),
        eats_mice_yet: Some(mice),
        ..Kitten::new(name)
    };
    done!(t, "MultipleInheritanceKittenGet", api.get_kitten(), kitten("Gatito", true, true, false));
    let request = api.put_kitten(kitten("Kitty", false, false, true));
    done!(t, "MultipleInheritanceKittenPut", request, "Kitten was correct!");
    Ok(())
}
