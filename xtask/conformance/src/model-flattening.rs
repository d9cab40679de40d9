//! `model-flattening.json`: objects in objects, as they are on the wire.

use std::collections::BTreeMap;

use client::Client;
use client::models::*;
use conformance::{Outcome, Suite, done, scenario};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    received(t, &client).await;
    sent(t, &client).await;
    simple(t, &client).await;
    Ok(())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tags() -> BTreeMap<String, String> {
    [("tag1", "value1"), ("tag2", "value3")].into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

/// Wants a product with all its members, then one that has a place, then one that has a name only.
fn check(products: [&FlattenedProduct; 3], first: i32, p_name: &str) {
    let [full, placed, bare] = products;
    let properties = full.properties.as_ref().expect("there are properties");
    assert_eq!(properties.p_name.as_deref(), Some(p_name));
    assert_eq!(properties.type_.as_deref(), Some("Flat"));
    assert_eq!(properties.provisioning_state.as_deref(), Some("Succeeded"));
    assert_eq!(properties.provisioning_state_values, Some(FlattenedProductPropertiesProvisioningStateValues::Ok));
    assert_eq!((full.tags.as_ref(), full.type_.as_deref()), (Some(&tags()), Some("Microsoft.Web/sites")));
    for (index, product) in products.iter().enumerate() {
        let id = first + index as i32;
        assert_eq!(product.id, Some(id.to_string()));
        assert_eq!(product.name, Some(format!("Resource{id}")));
    }
    assert_eq!((placed.location.as_deref(), bare.location.as_deref()), (Some("Building 44"), None));
}

async fn received(t: &mut Suite, client: &Client) {
    let api = client.api();
    scenario!(t, "getModelFlattenArray", {
        let array = api.get_array().await?.into_body();
        check([&array[0], &array[1], &array[2]], 1, "Product1");
    });
    scenario!(t, "getModelFlattenDictionary", {
        let dictionary = api.get_dictionary().await?.into_body();
        check([&dictionary["Product1"], &dictionary["Product2"], &dictionary["Product3"]], 1, "Product1");
    });
    scenario!(t, "getModelFlattenResourceCollection", {
        let collection = api.get_resource_collection().await?.into_body();
        let array = collection.arrayofresources.unwrap_or_default();
        let dictionary = collection.dictionaryofresources.unwrap_or_default();
        check([&array[0], &array[1], &array[2]], 4, "Product4");
        check([&dictionary["Product1"], &dictionary["Product2"], &dictionary["Product3"]], 1, "Product1");
        assert_eq!(collection.productresource.and_then(|product| product.id), text("7"));
    });
}

fn product(location: &str, tags: Option<BTreeMap<String, String>>, p_name: &str) -> FlattenedProduct {
    let properties = FlattenedProductProperties { p_name: text(p_name), type_: text("Flat"), ..Default::default() };
    FlattenedProduct { location: text(location), tags, properties: Some(properties), ..Default::default() }
}

async fn sent(t: &mut Suite, client: &Client) {
    let api = client.api();
    let placed = Resource { location: text("West US"), tags: Some(tags()), ..Default::default() };
    let other = Resource { location: text("Building 44"), ..Default::default() };
    done!(t, "putModelFlattenArray", api.put_array().body([placed, other]));
    let dictionary = BTreeMap::from([
        ("Resource1".to_owned(), product("West US", Some(tags()), "Product1")),
        ("Resource2".to_owned(), product("Building 44", None, "Product2")),
    ]);
    done!(t, "putModelFlattenDictionary", api.put_dictionary().body(dictionary.clone()));
    let array = vec![product("West US", Some(tags()), "Product1"), product("East US", None, "Product2")];
    let collection = ResourceCollection {
        arrayofresources: Some(array),
        dictionaryofresources: Some(dictionary),
        productresource: Some(product("India", None, "Azure")),
        ..Default::default()
    };
    done!(t, "putModelFlattenResourceCollection", api.put_resource_collection().body(collection));
}

async fn simple(t: &mut Suite, client: &Client) {
    let api = client.api();
    let of = |generic: Option<&str>| {
        let image = ProductUrl {
            odata_value: text("http://foo"),
            generic_value: generic.map(str::to_owned),
            ..Default::default()
        };
        let details = SimpleProductProperties {
            max_product_image: Some(image),
            ..SimpleProductProperties::new(SimpleProductPropertiesMaxProductCapacity::Large, "max name")
        };
        SimpleProduct { description: text("product description"), details: Some(details), ..SimpleProduct::new("123") }
    };
    let (plain, generic) = (of(None), of(Some("https://generic")));
    done!(t, "putModelFlattenCustomBase", api.put_simple_product().body(generic.clone()), generic);
    let request = api.post_flattened_simple_product().body(plain.clone());
    done!(t, "postModelFlattenCustomParameter", request, plain);
    let request = api.put_simple_product_with_grouping("groupproduct").body(plain.clone());
    done!(t, "putModelFlattenCustomGroupedParameter", request, plain);
}
