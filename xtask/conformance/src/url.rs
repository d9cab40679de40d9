//! `url.json`: parameters in paths and queries.

use client::Client;
use client::models::UriColor;
use client::types::Bytes;
use conformance::{Outcome, Suite, done};

const RESERVED: &str = "begin!*'();:@ &=+$,/?#[]end";
/// The characters behind the codes look like others, and are not equal to them.
const UNICODE: &str = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    numbers_in_paths(t, &client).await;
    texts_in_paths(t, &client).await;
    path_items(t, &client).await;
    numbers_in_queries(t, &client).await;
    texts_in_queries(t, &client).await;
    lists_in_queries(t, &client).await;
    Ok(())
}

async fn numbers_in_paths(t: &mut Suite, client: &Client) {
    let paths = client.path_operations();
    done!(t, "UrlPathsBoolTrue", paths.paths_get_boolean_true(true));
    done!(t, "UrlPathsBoolFalse", paths.paths_get_boolean_false(false));
    done!(t, "UrlPathsIntPositive", paths.paths_get_int_one_million(1_000_000));
    done!(t, "UrlPathsIntNegative", paths.paths_get_int_negative_one_million(-1_000_000));
    done!(t, "UrlPathsIntUnixTime", paths.paths_unix_time_url(1_460_505_600));
    done!(t, "UrlPathsLongPositive", paths.paths_get_ten_billion(10_000_000_000));
    done!(t, "UrlPathsLongNegative", paths.paths_get_negative_ten_billion(-10_000_000_000));
    done!(t, "UrlPathsFloatPositive", paths.paths_float_scientific_positive(1.034e20));
    done!(t, "UrlPathsFloatNegative", paths.paths_float_scientific_negative(-1.034e-20));
    done!(t, "UrlPathsDoublePositive", paths.paths_double_decimal_positive(9_999_999.999));
    done!(t, "UrlPathsDoubleNegative", paths.paths_double_decimal_negative(-9_999_999.999));
}

async fn texts_in_paths(t: &mut Suite, client: &Client) {
    let (paths, lists) = (client.path_operations(), client.query_operations());
    done!(t, "UrlPathsStringEmpty", paths.paths_string_empty(String::new()));
    done!(t, "UrlPathsStringUnicode", paths.paths_string_unicode(UNICODE.to_owned()));
    done!(t, "UrlPathsStringUrlEncoded", paths.paths_string_url_encoded(RESERVED.to_owned()));
    let plain = "begin!*'();:@&=+$,end".to_owned();
    done!(t, "UrlPathsStringUrlNonEncoded", paths.paths_string_url_non_encoded(plain));
    done!(t, "UrlPathsStringBase64Url", paths.paths_base64_url("bG9yZW0"));
    done!(t, "UrlPathsByteEmpty", paths.paths_byte_empty(String::new()));
    done!(t, "UrlPathsByteMultiByte", paths.paths_byte_multi_byte(Bytes::from(UNICODE)));
    done!(t, "UrlPathsDateValid", paths.paths_date_valid("2012-01-01".to_owned()));
    done!(t, "UrlPathsDateTimeValid", paths.paths_date_time_valid("2012-01-01T01:01:01Z".to_owned()));
    done!(t, "UrlPathsEnumValid", paths.paths_enum_valid(UriColor::GreenColor));
    done!(t, "UrlPathsArrayCSVInPath", lists.paths_array_csv_in_path(["ArrayPath1", RESERVED, "", ""]));
}

async fn path_items(t: &mut Suite, client: &Client) {
    let items = client.query_operations();
    let (global, item, local) = ("globalStringPath", "pathItemStringPath", "localStringPath");
    let (global_query, item_query, local_query) = ("globalStringQuery", "pathItemStringQuery", "localStringQuery");
    let all = items.path_items_get_all_with_values(global, item, local);
    let all = all.global_string_query(global_query).path_item_string_query(item_query).local_string_query(local_query);
    done!(t, "UrlPathItemGetAll", all);
    let no_global = items.path_items_get_global_query_null(global, item, local);
    let no_global = no_global.path_item_string_query(item_query).local_string_query(local_query);
    done!(t, "UrlPathItemGetGlobalNull", no_global);
    let only_item = items.path_items_get_global_and_local_query_null(global, item, local);
    done!(t, "UrlPathItemGetGlobalAndLocalNull", only_item.path_item_string_query(item_query));
    let only_global = items.path_items_get_local_path_item_query_null(global, item, local);
    done!(t, "UrlPathItemGetPathItemAndLocalNull", only_global.global_string_query(global_query));
}

async fn numbers_in_queries(t: &mut Suite, client: &Client) {
    let (bools, queries) = (client.path_operations(), client.query_operations());
    done!(t, "UrlQueriesBoolTrue", bools.queries_get_boolean_true(true));
    done!(t, "UrlQueriesBoolFalse", bools.queries_get_boolean_false(false));
    done!(t, "UrlQueriesBoolNull", queries.queries_get_boolean_null());
    done!(t, "UrlQueriesIntPositive", queries.queries_get_int_one_million(1_000_000));
    done!(t, "UrlQueriesIntNegative", queries.queries_get_int_negative_one_million(-1_000_000));
    done!(t, "UrlQueriesIntNull", queries.queries_get_int_null());
    done!(t, "UrlQueriesLongPositive", queries.queries_get_ten_billion(10_000_000_000));
    done!(t, "UrlQueriesLongNegative", queries.queries_get_negative_ten_billion(-10_000_000_000));
    done!(t, "UrlQueriesLongNull", queries.queries_get_long_null());
    done!(t, "UrlQueriesFloatPositive", queries.queries_float_scientific_positive(1.034e20));
    done!(t, "UrlQueriesFloatNegative", queries.queries_float_scientific_negative(-1.034e-20));
    done!(t, "UrlQueriesFloatNull", queries.queries_float_null());
    done!(t, "UrlQueriesDoublePositive", queries.queries_double_decimal_positive(9_999_999.999));
    done!(t, "UrlQueriesDoubleNegative", queries.queries_double_decimal_negative(-9_999_999.999));
    done!(t, "UrlQueriesDoubleNull", queries.queries_double_null());
}

async fn texts_in_queries(t: &mut Suite, client: &Client) {
    let queries = client.query_operations();
    done!(t, "UrlQueriesStringEmpty", queries.queries_string_empty(String::new()));
    done!(t, "UrlQueriesStringNull", queries.queries_string_null());
    done!(t, "UrlQueriesStringUnicode", queries.queries_string_unicode(UNICODE.to_owned()));
    done!(t, "UrlQueriesStringUrlEncoded", queries.queries_string_url_encoded(RESERVED.to_owned()));
    done!(t, "UrlQueriesByteEmpty", queries.queries_byte_empty(String::new()));
    done!(t, "UrlQueriesByteMultiByte", queries.queries_byte_multi_byte().byte_query(Bytes::from(UNICODE)));
    done!(t, "UrlQueriesByteNull", queries.queries_byte_null());
    done!(t, "UrlQueriesDateValid", queries.queries_date_valid("2012-01-01".to_owned()));
    done!(t, "UrlQueriesDateNull", queries.queries_date_null());
    done!(t, "UrlQueriesDateTimeValid", queries.queries_date_time_valid("2012-01-01T01:01:01Z".to_owned()));
    done!(t, "UrlQueriesDateTimeNull", queries.queries_date_time_null());
    done!(t, "UrlQueriesEnumValid", queries.queries_enum_valid().enum_query(UriColor::GreenColor));
    done!(t, "UrlQueriesEnumNull", queries.queries_enum_null());
}

async fn lists_in_queries(t: &mut Suite, client: &Client) {
    let queries = client.query_operations();
    let list = ["ArrayQuery1", RESERVED, "", ""];
    done!(t, "UrlQueriesArrayCsvValid", queries.queries_array_string_csv_valid().array_query(list));
    done!(t, "UrlQueriesArrayCsvNull", queries.queries_array_string_csv_null());
    done!(t, "UrlQueriesArrayCsvEmpty", queries.queries_array_string_csv_empty().array_query([] as [&str; 0]));
    let greetings = ["hello", "nihao", "bonjour"];
    let none = queries.queries_array_string_no_collection_format_empty().array_query(greetings);
    done!(t, "UrlQueriesArrayNoCollectionFormatValid", none);
    done!(t, "UrlQueriesArraySsvValid", queries.queries_array_string_ssv_valid().array_query(list));
    done!(t, "UrlQueriesArrayTsvValid", queries.queries_array_string_tsv_valid().array_query(list.join("\t")));
    done!(t, "UrlQueriesArrayPipesValid", queries.queries_array_string_pipes_valid().array_query(list));
}
