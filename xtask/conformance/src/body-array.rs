//! `body-array.json`: lists of everything there is.

use std::collections::BTreeMap;

use client::Client;
use client::models::Product;
use client::types::{Bytes, Date, DateTime, HttpDate, IsoDuration, Uuid};
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    whole(t, &client).await;
    numbers(t, &client).await;
    texts(t, &client).await?;
    dates(t, &client).await?;
    nested(t, &client).await;
    Ok(())
}

async fn whole(t: &mut Suite, client: &Client) {
    let array = client.array_operations();
    // The document says that there is a list.
    unreadable!(t, "getArrayNull", array.array_get_null(), "");
    unreadable!(t, "getArrayInvalid", array.array_get_invalid(), "[1, 2, 3");
    done!(t, "getArrayEmpty", array.array_get_empty(), [0; 0]);
    done!(t, "putArrayEmpty", array.array_put_empty([] as [&str; 0]));
    let tfft = [true, false, false, true];
    done!(t, "getArrayBooleanValid", array.array_get_boolean_tfft(), tfft);
    done!(t, "putArrayBooleanValid", array.array_put_boolean_tfft(tfft));
    unreadable!(t, "getArrayBooleanWithNull", array.array_get_boolean_invalid_null(), "[true,null,false]");
    unreadable!(t, "getArrayBooleanWithString", array.array_get_boolean_invalid_string(), "[true,\"boolean\",false]");
}

async fn numbers(t: &mut Suite, client: &Client) {
    let array = client.array_operations();
    let integers = [1, -1, 3, 300];
    done!(t, "getArrayIntegerValid", array.array_get_integer_valid(), integers);
    done!(t, "putArrayIntegerValid", array.array_put_integer_valid(integers));
    unreadable!(t, "getArrayIntegerWithNull", array.array_get_int_invalid_null(), "[1,null,0]");
    unreadable!(t, "getArrayIntegerWithString", array.array_get_int_invalid_string(), "[1,\"integer\",0]");
    done!(t, "getArrayLongValid", array.array_get_long_valid(), integers);
    done!(t, "putArrayLongValid", array.array_put_long_valid(integers));
    unreadable!(t, "getArrayLongWithNull", array.array_get_long_invalid_null(), "[1,null,0]");
    unreadable!(t, "getArrayLongWithString", array.array_get_long_invalid_string(), "[1,\"integer\",0]");
    done!(t, "getArrayFloatValid", array.array_get_float_valid(), [0.0, -0.01, -1.2e20]);
    done!(t, "putArrayFloatValid", array.array_put_float_valid([0.0, -0.01, -1.2e20]));
    unreadable!(t, "getArrayFloatWithNull", array.array_get_float_invalid_null(), "[0,null,-120000000000000000000]");
    unreadable!(t, "getArrayFloatWithString", array.array_get_float_invalid_string(), "[1,\"number\",0]");
    done!(t, "getArrayDoubleValid", array.array_get_double_valid(), [0.0, -0.01, -1.2e20]);
    done!(t, "putArrayDoubleValid", array.array_put_double_valid([0.0, -0.01, -1.2e20]));
    unreadable!(t, "getArrayDoubleWithNull", array.array_get_double_invalid_null(), "[0,null,-120000000000000000000]");
    unreadable!(t, "getArrayDoubleWithString", array.array_get_double_invalid_string(), "[1,\"number\",0]");
}

async fn texts(t: &mut Suite, client: &Client) -> Outcome {
    let array = client.array_operations();
    let foos = ["foo1", "foo2", "foo3"];
    done!(t, "getArrayStringValid", array.array_get_string_valid(), foos);
    done!(t, "putArrayStringValid", array.array_put_string_valid(foos));
    let with_null = [Some("foo".to_owned()), None, Some("foo2".to_owned())];
    done!(t, "getArrayStringWithNull", array.array_get_string_with_null(), with_null);
    unreadable!(t, "getArrayStringWithNumber", array.array_get_string_with_invalid(), "[\"foo\",123,\"foo2\"]");
    let owned = foos.map(str::to_owned);
    done!(t, "getArrayEnumValid", array.array_get_enum_valid(), owned.clone().map(Into::into));
    done!(t, "putArrayEnumValid", array.array_put_enum_valid(owned.clone()));
    done!(t, "getArrayStringEnumValid", array.array_get_string_enum_valid(), owned.clone().map(Into::into));
    done!(t, "putArrayStringEnumValid", array.array_put_string_enum_valid(owned));
    let uuids: [Uuid; 3] = [
        "6dcc7237-45fe-45c4-8a6b-3a8a3f625652".parse()?,
        "d1399005-30f7-40d6-8da6-dd7c89ad34db".parse()?,
        "f42f6aa1-a5bc-4ddf-907e-5f915de43205".parse()?,
    ];
    done!(t, "getArrayUuidValid", array.array_get_uuid_valid(), uuids);
    done!(t, "putArrayUuidValid", array.array_put_uuid_valid(uuids));
    let foo = "[\"6dcc7237-45fe-45c4-8a6b-3a8a3f625652\",\"foo\"]";
    unreadable!(t, "getArrayUuidWithInvalidChars", array.array_get_uuid_invalid_chars(), foo);
    Ok(())
}

async fn dates(t: &mut Suite, client: &Client) -> Outcome {
    let array = client.array_operations();
    let days = [Date::constant(2000, 12, 1), Date::constant(1980, 1, 2), Date::constant(1492, 10, 12)];
    let moments: [DateTime; 3] =
        ["2000-12-01T00:00:01Z".parse()?, "1980-01-02T00:11:35+01:00".parse()?, "1492-10-12T10:15:01-08:00".parse()?];
    let http_dates: [HttpDate; 3] = [
        "Fri, 01 Dec 2000 00:00:01 GMT".parse()?,
        "Wed, 02 Jan 1980 00:11:35 GMT".parse()?,
        "Wed, 12 Oct 1492 10:15:01 GMT".parse()?,
    ];
    let durations: [IsoDuration; 2] = ["P123DT22H14M12.011S".parse()?, "P5DT1H".parse()?];
    let bytes = [&[255, 255, 255, 250][..], &[1, 2, 3], &[37, 41, 67]].map(Bytes::from_static);
    let base64 = ["YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjR1cmw", "dGVzdCBzdHJpbmc", "TG9yZW0gaXBzdW0"];
    done!(t, "getArrayDateValid", array.array_get_date_valid(), days);
    done!(t, "putArrayDateValid", array.array_put_date_valid(days));
    let null = "[\"2012-01-01\",null,\"1776-07-04\"]";
    unreadable!(t, "getArrayDateWithNull", array.array_get_date_invalid_null(), null);
    unreadable!(t, "getArrayDateWithInvalidChars", array.array_get_date_invalid_chars(), "[\"2011-03-22\",\"date\"]");
    done!(t, "getArrayDateTimeValid", array.array_get_date_time_valid(), moments);
    // The server wants other moments than it sends.
    let [first, ..] = moments;
    let others = [first, "1980-01-02T00:11:35Z".parse()?, "1492-10-12T10:15:01Z".parse()?];
    done!(t, "putArrayDateTimeValid", array.array_put_date_time_valid(others));
    let null = "[\"2000-12-01T00:00:01.000Z\",null]";
    unreadable!(t, "getArrayDateTimeWithNull", array.array_get_date_time_invalid_null(), null);
    let chars = "[\"2000-12-01t00:00:01z\",\"date-time\"]";
    unreadable!(t, "getArrayDateTimeWithInvalidChars", array.array_get_date_time_invalid_chars(), chars);
    done!(t, "getArrayDateTimeRfc1123Valid", array.array_get_date_time_rfc1123_valid(), http_dates);
    done!(t, "putArrayDateTimeRfc1123Valid", array.array_put_date_time_rfc1123_valid(http_dates));
    done!(t, "getArrayDurationValid", array.array_get_duration_valid(), durations);
    done!(t, "putArrayDurationValid", array.array_put_duration_valid(durations));
    done!(t, "getArrayByteValid", array.array_get_byte_valid(), bytes);
    done!(t, "putArrayByteValid", array.array_put_byte_valid(bytes));
    unreadable!(t, "getArrayByteWithNull", array.array_get_byte_invalid_null(), "[\"q6yt\",null]");
    done!(t, "getArrayBase64Url", array.array_get_base64_url(), base64);
    Ok(())
}

fn product(integer: i64, string: &str) -> Product {
    Product { integer: Some(integer), string: Some(string.to_owned()), ..Default::default() }
}

fn texts_of(texts: [&str; 3]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

fn named(first: usize, names: [&str; 3]) -> BTreeMap<String, String> {
    names.into_iter().enumerate().map(|(index, name)| ((first + index).to_string(), name.to_owned())).collect()
}

async fn nested(t: &mut Suite, client: &Client) {
    let array = client.array_operations();
    let [one, two, three] = [product(1, "2"), product(3, "4"), product(5, "6")];
    unreadable!(t, "getArrayComplexNull", array.array_get_complex_null(), "");
    done!(t, "getArrayComplexEmpty", array.array_get_complex_empty(), Vec::<Product>::new());
    let with_null = [Some(one.clone()), None, Some(three.clone())];
    done!(t, "getArrayComplexItemNull", array.array_get_complex_item_null(), with_null);
    let with_empty = [one.clone(), Product::default(), three.clone()];
    done!(t, "getArrayComplexItemEmpty", array.array_get_complex_item_empty(), with_empty);
    let valid = [one, two, three];
    done!(t, "getArrayComplexValid", array.array_get_complex_valid(), valid);
    done!(t, "putArrayComplexValid", array.array_put_complex_valid(valid));

    let [one, two, three] = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]].map(texts_of);
    unreadable!(t, "getArrayArrayNull", array.array_get_array_null(), "");
    done!(t, "getArrayArrayEmpty", array.array_get_array_empty(), Vec::<Vec<String>>::new());
    let with_null = [Some(one.clone()), None, Some(three.clone())];
    done!(t, "getArrayArrayItemNull", array.array_get_array_item_null(), with_null);
    done!(t, "getArrayArrayItemEmpty", array.array_get_array_item_empty(), [one.clone(), vec![], three.clone()]);
    let valid = [one, two, three];
    done!(t, "getArrayArrayValid", array.array_get_array_valid(), valid);
    done!(t, "putArrayArrayValid", array.array_put_array_valid(valid));

    let one = named(1, ["one", "two", "three"]);
    let two = named(4, ["four", "five", "six"]);
    let three = named(7, ["seven", "eight", "nine"]);
    unreadable!(t, "getArrayDictionaryNull", array.array_get_dictionary_null(), "");
    done!(t, "getArrayDictionaryEmpty", array.array_get_dictionary_empty(), Vec::<BTreeMap<String, String>>::new());
    let with_null = [Some(one.clone()), None, Some(three.clone())];
    done!(t, "getArrayDictionaryItemNull", array.array_get_dictionary_item_null(), with_null);
    let with_empty = [one.clone(), BTreeMap::new(), three.clone()];
    done!(t, "getArrayDictionaryItemEmpty", array.array_get_dictionary_item_empty(), with_empty);
    let valid = [one, two, three];
    done!(t, "getArrayDictionaryValid", array.array_get_dictionary_valid(), valid);
    done!(t, "putArrayDictionaryValid", array.array_put_dictionary_valid(valid));
}
