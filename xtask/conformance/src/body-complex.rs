//! `body-complex.json`: objects of all kinds.

use std::collections::BTreeMap;

use client::Client;
use client::models::*;
use client::types::{Bytes, Date, DateTime, HttpDate, IsoDuration, Maybe};
use conformance::{Outcome, Suite, done, json_of, scenario, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    basic(t, &client).await;
    primitives(t, &client).await;
    texts(t, &client).await?;
    containers(t, &client).await;
    inheritance(t, &client).await;
    polymorphism(t, &client).await?;
    without_discriminator(t, &client).await?;
    read_only(t, &client).await;
    Ok(())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

async fn basic(t: &mut Suite, client: &Client) {
    let complex = client.api();
    let abc = |color| Basic { id: Maybe::Value(2), name: text("abc"), color: Some(color), ..Default::default() };
    done!(t, "getComplexBasicValid", complex.basic_get_valid(), abc(CmykColors::Yellow));
    let version = "2016-02-29".to_owned();
    done!(t, "putComplexBasicValid", complex.basic_put_valid(version, abc(CmykColors::Magenta)));
    done!(t, "getComplexBasicEmpty", complex.basic_get_empty(), Basic::default());
    let null = Basic { id: Maybe::Null, ..Default::default() };
    done!(t, "getComplexBasicNull", complex.basic_get_null(), null);
    unreadable!(t, "getComplexBasicNotProvided", complex.basic_get_not_provided(), "");
    unreadable!(t, "getComplexBasicInvalid", complex.basic_get_invalid(), r#"{ "id": "a", "name": "abc" }"#);
}

async fn primitives(t: &mut Suite, client: &Client) {
    let complex = client.api();
    let int = IntWrapper { field1: Some(-1), field2: Some(2), ..Default::default() };
    done!(t, "getComplexPrimitiveInteger", complex.primitive_get_int(), int);
    done!(t, "putComplexPrimitiveInteger", complex.primitive_put_int(int));
    let long = LongWrapper { field1: Some(1_099_511_627_775), field2: Some(-999_511_627_788), ..Default::default() };
    done!(t, "getComplexPrimitiveLong", complex.primitive_get_long(), long);
    done!(t, "putComplexPrimitiveLong", complex.primitive_put_long(long));
    let float = FloatWrapper { field1: Some(1.05), field2: Some(-0.003), ..Default::default() };
    done!(t, "getComplexPrimitiveFloat", complex.primitive_get_float(), float);
    done!(t, "putComplexPrimitiveFloat", complex.primitive_put_float(float));
    let double = DoubleWrapper {
        field1: Some(3e-100),
        field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose: Some(
            -5e-57,
        ),
        ..Default::default()
    };
    done!(t, "getComplexPrimitiveDouble", complex.primitive_get_double(), double);
    done!(t, "putComplexPrimitiveDouble", complex.primitive_put_double(double));
    let bool = BooleanWrapper { field_true: Some(true), field_false: Some(false), ..Default::default() };
    done!(t, "getComplexPrimitiveBool", complex.primitive_get_bool(), bool);
    done!(t, "putComplexPrimitiveBool", complex.primitive_put_bool(bool));
}

async fn texts(t: &mut Suite, client: &Client) -> Outcome {
    let complex = client.api();
    let string = StringWrapper { field: text("goodrequest"), empty: text(""), ..Default::default() };
    done!(t, "getComplexPrimitiveString", complex.primitive_get_string(), string);
    done!(t, "putComplexPrimitiveString", complex.primitive_put_string(string));
    let [first, leap] = [Date::constant(1, 1, 1), Date::constant(2016, 2, 29)];
    let date = DateWrapper { field: Some(first), leap: Some(leap), ..Default::default() };
    done!(t, "getComplexPrimitiveDate", complex.primitive_get_date(), date);
    done!(t, "putComplexPrimitiveDate", complex.primitive_put_date(date));
    let [first, now]: [DateTime; 2] = ["0001-01-01T00:00:00Z".parse()?, "2015-05-18T18:38:00Z".parse()?];
    let datetime = DatetimeWrapper { field: Some(first), now: Some(now), ..Default::default() };
    done!(t, "getComplexPrimitiveDateTime", complex.primitive_get_date_time(), datetime);
    done!(t, "putComplexPrimitiveDateTime", complex.primitive_put_date_time(datetime));
    let now: HttpDate = "Mon, 18 May 2015 11:38:00 GMT".parse()?;
    let http = Datetimerfc1123Wrapper { field: Some(first.into()), now: Some(now), ..Default::default() };
    done!(t, "getComplexPrimitiveDateTimeRfc1123", complex.primitive_get_date_time_rfc1123(), http);
    done!(t, "putComplexPrimitiveDateTimeRfc1123", complex.primitive_put_date_time_rfc1123(http));
    let field: IsoDuration = "P123DT22H14M12.011S".parse()?;
    let duration = DurationWrapper { field: Some(field), ..Default::default() };
    done!(t, "getComplexPrimitiveDuration", complex.primitive_get_duration(), duration);
    done!(t, "putComplexPrimitiveDuration", complex.primitive_put_duration(duration));
    let field = Bytes::from_static(&[255, 254, 253, 252, 0, 250, 249, 248, 247, 246]);
    let byte = ByteWrapper { field: Some(field), ..Default::default() };
    done!(t, "getComplexPrimitiveByte", complex.primitive_get_byte(), byte);
    done!(t, "putComplexPrimitiveByte", complex.primitive_put_byte(byte));
    Ok(())
}

async fn containers(t: &mut Suite, client: &Client) {
    let complex = client.api();
    let items =
        [text("1, 2, 3, 4"), text(""), None, text("&S#$(*Y"), text("The quick brown fox jumps over the lazy dog")];
    let array = ArrayWrapper { array: Some(items.to_vec()), ..Default::default() };
    done!(t, "getComplexArrayValid", complex.array_get_valid(), array);
    done!(t, "putComplexArrayValid", complex.array_put_valid(array));
    let empty = ArrayWrapper { array: Some(vec![]), ..Default::default() };
    done!(t, "getComplexArrayEmpty", complex.array_get_empty(), empty);
    done!(t, "putComplexArrayEmpty", complex.array_put_empty(empty));
    done!(t, "getComplexArrayNotProvided", complex.array_get_not_provided(), ArrayWrapper::default());

    let programs =
        [("txt", text("notepad")), ("bmp", text("mspaint")), ("xls", text("excel")), ("exe", text("")), ("", None)];
    let programs: BTreeMap<_, _> = programs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let dictionary = DictionaryWrapper { default_program: Maybe::Value(programs), ..Default::default() };
    done!(t, "getComplexDictionaryValid", complex.dictionary_get_valid(), dictionary);
    done!(t, "putComplexDictionaryValid", complex.dictionary_put_valid(dictionary));
    let empty = DictionaryWrapper { default_program: Maybe::Value(BTreeMap::new()), ..Default::default() };
    done!(t, "getComplexDictionaryEmpty", complex.dictionary_get_empty(), empty);
    done!(t, "putComplexDictionaryEmpty", complex.dictionary_put_empty(empty));
    let null = DictionaryWrapper { default_program: Maybe::Null, ..Default::default() };
    done!(t, "getComplexDictionaryNull", complex.dictionary_get_null(), null);
    done!(t, "getComplexDictionaryNotProvided", complex.dictionary_get_not_provided(), DictionaryWrapper::default());
}

async fn inheritance(t: &mut Suite, client: &Client) {
    let complex = client.api();
    let dog = |id, name, food| Dog { id: Some(id), name: text(name), food: text(food), ..Default::default() };
    let siamese = Siamese {
        id: Some(2),
        name: text("Siameeee"),
        color: text("green"),
        breed: text("persian"),
        hates: Some(vec![dog(1, "Potato", "tomato"), dog(-1, "Tomato", "french fries")]),
        ..Default::default()
    };
    done!(t, "getComplexInheritanceValid", complex.inheritance_get_valid(), siamese);
    done!(t, "putComplexInheritanceValid", complex.inheritance_put_valid(siamese));
}

fn shark() -> Result<Shark, Box<dyn std::error::Error>> {
    let shark = Shark::new("2012-01-05T01:00:00Z".parse::<DateTime>()?, "shark", 20.0);
    Ok(Shark { age: Some(6), species: text("predator"), ..shark })
}

fn sawshark() -> Result<Sawshark, Box<dyn std::error::Error>> {
    let picture = Bytes::from_static(&[255, 255, 255, 255, 254]);
    let sawshark = Sawshark::new("1900-01-05T01:00:00Z".parse::<DateTime>()?, "sawshark", 10.0);
    Ok(Sawshark { age: Some(105), species: text("dangerous"), picture: Some(picture), ..sawshark })
}

/// A shark, a sawshark and a goblin shark of a color that the document does not have.
fn siblings() -> Result<Vec<Fish>, Box<dyn std::error::Error>> {
    let goblin = Goblinshark::new("2015-08-08T00:00:00Z".parse::<DateTime>()?, "goblin", 30.0);
    let color = GoblinSharkColor::from("pinkish-gray".to_owned());
    let goblin = Goblinshark { age: Some(1), species: text("scary"), jawsize: Some(5), color: Some(color), ..goblin };
    Ok(vec![shark()?.into(), sawshark()?.into(), goblin.into()])
}

fn salmon(length: f32, species: &str, location: &str, siblings: Vec<Fish>) -> Salmon {
    Salmon {
        iswild: Some(true),
        species: text(species),
        location: text(location),
        siblings: Some(siblings),
        ..Salmon::new("salmon", length)
    }
}

async fn polymorphism(t: &mut Suite, client: &Client) -> Outcome {
    let complex = client.api();
    let fish = Fish::from(salmon(1.0, "king", "alaska", siblings()?));
    done!(t, "getComplexPolymorphismValid", complex.polymorphism_get_valid(), fish);
    done!(t, "putComplexPolymorphismValid", complex.polymorphism_put_valid(fish));

    let reason =
        "the document says `Salmon`, which cannot be what inherits from it: members of `smart_salmon` are lost";
    t.miss("getComplexPolymorphismComplicated", reason);
    t.miss("putComplexPolymorphismComplicated", reason);

    let inner = salmon(2.0, "coho", "atlantic", vec![shark()?.into(), sawshark()?.into()]);
    let lonely = Sawshark { siblings: Some(vec![]), ..sawshark()? };
    let outer = Shark { siblings: Some(vec![inner.into(), lonely.clone().into()]), ..shark()? };
    let recursive = Fish::from(salmon(1.0, "king", "alaska", vec![outer.into(), lonely.into()]));
    done!(t, "getComplexPolymorphicRecursiveValid", complex.polymorphicrecursive_get_valid(), recursive);
    done!(t, "putComplexPolymorphicRecursiveValid", complex.polymorphicrecursive_put_valid(recursive));

    scenario!(t, "getComplexPolymorphismDotSyntax", {
        match complex.polymorphism_get_dot_syntax().await?.into_body() {
            DotFish::DotSalmon(dot) => {
                assert_eq!((dot.location, dot.species, dot.iswild), (text("sweden"), text("king"), Some(true)));
            }
            other => panic!("{other:?}"),
        }
    });
    scenario!(t, "getComposedWithDiscriminator", {
        let market = complex.polymorphism_get_composed_with_discriminator().await?.into_body();
        let places = |fish: &[DotSalmon]| fish.iter().map(|fish| fish.location.clone()).collect::<Vec<_>>();
        assert_eq!(places(&market.salmons.unwrap_or_default()), [text("sweden"), text("atlantic")]);
        let fishes = market.fishes.unwrap_or_default();
        assert!(matches!(&fishes[..], [DotFish::DotSalmon(one), DotFish::DotSalmon(two)]
            if one.location == text("australia") && two.location == text("canada")));
        assert_eq!(market.sample_salmon.and_then(|fish| fish.location), text("sweden"));
        assert!(matches!(market.sample_fish, Some(DotFish::DotSalmon(fish)) if fish.iswild == Some(false)));
    });
    Ok(())
}

async fn without_discriminator(t: &mut Suite, client: &Client) -> Outcome {
    let complex = client.api();
    scenario!(t, "getComposedWithoutDiscriminator", {
        let market = complex.polymorphism_get_composed_without_discriminator().await?.into_body();
        let fishes = market.fishes.unwrap_or_default();
        // What does not say what it is, is kept.
        assert!(fishes.iter().all(|fish| matches!(fish, DotFish::Unknown(_))));
        assert_eq!(json_of(&fishes[0])["location"], "australia");
        assert_eq!(market.sample_salmon.and_then(|fish| fish.location), text("sweden"));
    });
    let regular = salmon(1.0, "king", "alaska", siblings()?);
    done!(
        t,
        "putComplexPolymorphismNoDiscriminator",
        complex.polymorphism_put_missing_discriminator(regular.clone()),
        regular,
    );
    Ok(())
}

async fn read_only(t: &mut Suite, client: &Client) {
    let complex = client.api();
    let both = ReadonlyObj { id: text("1234"), size: Some(2), ..Default::default() };
    done!(t, "getComplexReadOnlyPropertyValid", complex.readonlyproperty_get_valid(), both);
    // The id, which is read-only, is not sent.
    done!(t, "putComplexReadOnlyPropertyValid", complex.readonlyproperty_put_valid(both));
}
