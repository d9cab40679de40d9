//! `body-dictionary.json`: maps of everything there is.

use std::collections::BTreeMap;

use client::Client;
use client::models::Widget;
use client::types::{Bytes, Date, DateTime, HttpDate, IsoDuration};
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    whole(t, &client).await;
    numbers(t, &client).await;
    dates(t, &client).await?;
    nested(t, &client).await;
    Ok(())
}

/// The values by their indices, from 0 on.
fn indexed<T>(values: impl IntoIterator<Item = T>) -> BTreeMap<String, T> {
    values.into_iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
}

async fn whole(t: &mut Suite, client: &Client) {
    let (dictionary, space) = (client.api(), client.dictionary_space_operations());
    // The document says that there is a map of texts.
    unreadable!(t, "getDictionaryNull", space.dictionary_get_null(), "");
    unreadable!(t, "getDictionaryNullValue", dictionary.dictionary_get_null_value(), "{\"key1\" : null}");
    unreadable!(t, "getDictionaryNullkey", dictionary.dictionary_get_null_key(), "{null : \"val1\"}");
    let comma = "{\"key1\": \"val1\", \"key2\", \"val2\"";
    unreadable!(t, "getDictionaryInvalid", dictionary.dictionary_get_invalid(), comma);
    let empty = BTreeMap::from([(String::new(), "val1".to_owned())]);
    done!(t, "getDictionaryKeyEmptyString", dictionary.dictionary_get_empty_string_key(), empty);
    done!(t, "getDictionaryEmpty", space.dictionary_get_empty(), BTreeMap::new());
    done!(t, "putDictionaryEmpty", space.dictionary_put_empty(BTreeMap::new()));
    let tfft = indexed([true, false, false, true]);
    done!(t, "getDictionaryBooleanValid", space.dictionary_get_boolean_tfft(), tfft);
    done!(t, "putDictionaryBooleanValid", space.dictionary_put_boolean_tfft(tfft));
    let null = "{\"0\": true, \"1\": null, \"2\": false }";
    unreadable!(t, "getDictionaryBooleanWithNull", space.dictionary_get_boolean_invalid_null(), null);
    let text = "{\"0\": true, \"1\": \"boolean\", \"2\": false}";
    unreadable!(t, "getDictionaryBooleanWithString", space.dictionary_get_boolean_invalid_string(), text);
    let foos = indexed(["foo1", "foo2", "foo3"].map(str::to_owned));
    done!(t, "getDictionaryStringValid", space.dictionary_get_string_valid(), foos);
    done!(t, "putDictionaryStringValid", space.dictionary_put_string_valid(foos));
    let null = "{\"0\": \"foo\", \"1\": null, \"2\": \"foo2\" }";
    unreadable!(t, "getDictionaryStringWithNull", space.dictionary_get_string_with_null(), null);
    let number = "{\"0\": \"foo\", \"1\": 123, \"2\": \"foo2\"}";
    unreadable!(t, "getDictionaryStringWithNumber", space.dictionary_get_string_with_invalid(), number);
}

async fn numbers(t: &mut Suite, client: &Client) {
    let space = client.dictionary_space_operations();
    let integers = indexed([1, -1, 3, 300]);
    let null = "{\"0\": 1, \"1\": null, \"2\": 0}";
    let text = "{\"0\": 1, \"1\": \"integer\", \"2\": 0}";
    done!(t, "getDictionaryIntegerValid", space.dictionary_get_integer_valid(), integers);
    done!(t, "putDictionaryIntegerValid", space.dictionary_put_integer_valid(integers.clone()));
    unreadable!(t, "getDictionaryIntegerWithNull", space.dictionary_get_int_invalid_null(), null);
    unreadable!(t, "getDictionaryIntegerWithString", space.dictionary_get_int_invalid_string(), text);
    done!(t, "getDictionaryLongValid", space.dictionary_get_long_valid(), integers);
    done!(t, "putDictionaryLongValid", space.dictionary_put_long_valid(integers));
    unreadable!(t, "getDictionaryLongWithNull", space.dictionary_get_long_invalid_null(), null);
    unreadable!(t, "getDictionaryLongWithString", space.dictionary_get_long_invalid_string(), text);
    let null = "{\"0\": 0.0, \"1\": null, \"2\": -1.2e20}";
    let text = "{\"0\": 1, \"1\": \"number\", \"2\": 0}";
    let floats = indexed([0.0, -0.01, -1.2e20]);
    done!(t, "getDictionaryFloatValid", space.dictionary_get_float_valid(), floats);
    done!(t, "putDictionaryFloatValid", space.dictionary_put_float_valid(floats));
    unreadable!(t, "getDictionaryFloatWithNull", space.dictionary_get_float_invalid_null(), null);
    unreadable!(t, "getDictionaryFloatWithString", space.dictionary_get_float_invalid_string(), text);
    let doubles = indexed([0.0, -0.01, -1.2e20]);
    done!(t, "getDictionaryDoubleValid", space.dictionary_get_double_valid(), doubles);
    done!(t, "putDictionaryDoubleValid", space.dictionary_put_double_valid(doubles));
    unreadable!(t, "getDictionaryDoubleWithNull", space.dictionary_get_double_invalid_null(), null);
    unreadable!(t, "getDictionaryDoubleWithString", space.dictionary_get_double_invalid_string(), text);
}

async fn dates(t: &mut Suite, client: &Client) -> Outcome {
    let space = client.dictionary_space_operations();
    let days = [Date::constant(2000, 12, 1), Date::constant(1980, 1, 2), Date::constant(1492, 10, 12)];
    let moments: [DateTime; 3] =
        ["2000-12-01T00:00:01Z".parse()?, "1980-01-01T23:11:35Z".parse()?, "1492-10-12T18:15:01Z".parse()?];
    let http_dates: [HttpDate; 3] = [
        "Fri, 01 Dec 2000 00:00:01 GMT".parse()?,
        "Wed, 02 Jan 1980 00:11:35 GMT".parse()?,
        "Wed, 12 Oct 1492 10:15:01 GMT".parse()?,
    ];
    let durations: [IsoDuration; 2] = ["P123DT22H14M12.011S".parse()?, "P5DT1H".parse()?];
    let bytes = [&[255, 255, 255, 250][..], &[1, 2, 3], &[37, 41, 67]].map(Bytes::from_static);
    let base64 = ["YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjR1cmw", "dGVzdCBzdHJpbmc", "TG9yZW0gaXBzdW0"];
    let (days, moments, http_dates) = (indexed(days), indexed(moments), indexed(http_dates));
    let (durations, bytes, base64) = (indexed(durations), indexed(bytes), indexed(base64.map(str::to_owned)));
    done!(t, "getDictionaryDateValid", space.dictionary_get_date_valid(), days);
    done!(t, "putDictionaryDateValid", space.dictionary_put_date_valid(days));
    let null = "{\"0\": \"2012-01-01\", \"1\": null, \"2\": \"1776-07-04\"}";
    unreadable!(t, "getDictionaryDateWithNull", space.dictionary_get_date_invalid_null(), null);
    let chars = "{\"0\": \"2011-03-22\", \"1\": \"date\"}";
    unreadable!(t, "getDictionaryDateWithInvalidChars", space.dictionary_get_date_invalid_chars(), chars);
    done!(t, "getDictionaryDateTimeValid", space.dictionary_get_date_time_valid(), moments);
    done!(t, "putDictionaryDateTimeValid", space.dictionary_put_date_time_valid(moments));
    let null = "{\"0\": \"2000-12-01t00:00:01z\", \"1\": null}";
    unreadable!(t, "getDictionaryDateTimeWithNull", space.dictionary_get_date_time_invalid_null(), null);
    let chars = "{\"0\": \"2000-12-01t00:00:01z\", \"1\": \"date-time\"}";
    unreadable!(t, "getDictionaryDateTimeWithInvalidChars", space.dictionary_get_date_time_invalid_chars(), chars);
    done!(t, "getDictionaryDateTimeRfc1123Valid", space.dictionary_get_date_time_rfc1123_valid(), http_dates);
    done!(t, "putDictionaryDateTimeRfc1123Valid", space.dictionary_put_date_time_rfc1123_valid(http_dates));
    done!(t, "getDictionaryDurationValid", space.dictionary_get_duration_valid(), durations);
    done!(t, "putDictionaryDurationValid", space.dictionary_put_duration_valid(durations));
    done!(t, "getDictionaryByteValid", space.dictionary_get_byte_valid(), bytes);
    done!(t, "putDictionaryByteValid", space.dictionary_put_byte_valid(bytes));
    let null = "{\"0\": \"q6yt\", \"1\": null}";
    unreadable!(t, "getDictionaryByteWithNull", space.dictionary_get_byte_invalid_null(), null);
    done!(t, "getDictionaryBase64Url", space.dictionary_get_base64_url(), base64);
    Ok(())
}

fn widget(integer: i64, string: &str) -> Widget {
    Widget { integer: Some(integer), string: Some(string.to_owned()), ..Default::default() }
}

fn named(first: usize, names: [&str; 3]) -> BTreeMap<String, String> {
    names.into_iter().enumerate().map(|(index, name)| ((first + index).to_string(), name.to_owned())).collect()
}

async fn nested(t: &mut Suite, client: &Client) {
    let dictionary = client.dictionary_operations();
    let [one, two, three] = [widget(1, "2"), widget(3, "4"), widget(5, "6")];
    done!(t, "getDictionaryComplexNull", dictionary.dictionary_get_complex_null(), None);
    done!(t, "getDictionaryComplexEmpty", dictionary.dictionary_get_complex_empty(), BTreeMap::new());
    let with_null = indexed([Some(one.clone()), None, Some(three.clone())]);
    done!(t, "getDictionaryComplexItemNull", dictionary.dictionary_get_complex_item_null(), with_null);
    let with_empty = indexed([one.clone(), Widget::default(), three.clone()]);
    done!(t, "getDictionaryComplexItemEmpty", dictionary.dictionary_get_complex_item_empty(), with_empty);
    let valid = indexed([one, two, three]);
    done!(t, "getDictionaryComplexValid", dictionary.dictionary_get_complex_valid(), valid);
    done!(t, "putDictionaryComplexValid", dictionary.dictionary_put_complex_valid(valid));

    let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
    let [one, two, three] = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]].map(texts);
    done!(t, "getDictionaryArrayNull", dictionary.dictionary_get_array_null(), None);
    done!(t, "getDictionaryArrayEmpty", dictionary.dictionary_get_array_empty(), BTreeMap::new());
    let with_null = indexed([Some(one.clone()), None, Some(three.clone())]);
    done!(t, "getDictionaryArrayItemNull", dictionary.dictionary_get_array_item_null(), with_null);
    let with_empty = indexed([one.clone(), vec![], three.clone()]);
    done!(t, "getDictionaryArrayItemEmpty", dictionary.dictionary_get_array_item_empty(), with_empty);
    let valid = indexed([one, two, three]);
    done!(t, "getDictionaryArrayValid", dictionary.dictionary_get_array_valid(), valid);
    done!(t, "putDictionaryArrayValid", dictionary.dictionary_put_array_valid(valid));

    let one = named(1, ["one", "two", "three"]);
    let two = named(4, ["four", "five", "six"]);
    let three = named(7, ["seven", "eight", "nine"]);
    // The document says that there is a map.
    unreadable!(t, "getDictionaryDictionaryNull", dictionary.dictionary_get_dictionary_null(), "");
    done!(t, "getDictionaryDictionaryEmpty", dictionary.dictionary_get_dictionary_empty(), BTreeMap::new());
    let with_null = indexed([Some(one.clone()), None, Some(three.clone())]);
    done!(t, "getDictionaryDictionaryItemNull", dictionary.dictionary_get_dictionary_item_null(), with_null);
    let with_empty = indexed([one.clone(), BTreeMap::new(), three.clone()]);
    done!(t, "getDictionaryDictionaryItemEmpty", dictionary.dictionary_get_dictionary_item_empty(), with_empty);
    let valid = indexed([one, two, three]);
    done!(t, "getDictionaryDictionaryValid", dictionary.dictionary_get_dictionary_valid(), valid);
    done!(t, "putDictionaryDictionaryValid", dictionary.dictionary_put_dictionary_valid(valid));
}
