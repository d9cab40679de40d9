//! `header.json`: parameters in headers, and headers of answers.

use client::Client;
use client::models::GreyscaleColors;
use client::types::{Bytes, Date, DateTime, HttpDate, IsoDuration};
use conformance::{Outcome, Suite, done, scenario};

/// The characters behind the codes look like others, and are not equal to them.
const UNICODE: &str = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";
const FOX: &str = "The quick brown fox jumps over the lazy dog";

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    numbers_sent(t, &client).await;
    texts_sent(t, &client).await;
    dates(t, &client).await?;
    numbers_received(t, &client).await;
    texts_received(t, &client).await;
    Ok(())
}

/// Sends the name of a scenario; the header `value` of the answer has to be as expected.
macro_rules! received {
    ($t:ident, $name:expr, $request:expr, $expected:expr) => {
        scenario!($t, $name, { assert_eq!($request.await?.headers().value, $expected) })
    };
}

async fn numbers_sent(t: &mut Suite, client: &Client) {
    let header = client.header_operations();
    done!(t, "HeaderParameterIntegerPositive", header.header_param_integer("positive", 1));
    done!(t, "HeaderParameterIntegerNegative", header.header_param_integer("negative", -2));
    done!(t, "HeaderParameterLongPositive", header.header_param_long("positive", 105));
    done!(t, "HeaderParameterLongNegative", header.header_param_long("negative", -2));
    done!(t, "HeaderParameterFloatPositive", header.header_param_float("positive", 0.07));
    done!(t, "HeaderParameterFloatNegative", header.header_param_float("negative", -3.0));
    done!(t, "HeaderParameterDoublePositive", header.header_param_double("positive", 7e120));
    done!(t, "HeaderParameterDoubleNegative", header.header_param_double("negative", -3.0));
    done!(t, "HeaderParameterBoolTrue", header.header_param_bool("true", true));
    done!(t, "HeaderParameterBoolFalse", header.header_param_bool("false", false));
}

async fn texts_sent(t: &mut Suite, client: &Client) {
    let header = client.header_operations();
    done!(t, "HeaderParameterExistingKey", header.header_param_existing_key("overwrite"));
    done!(t, "HeaderParameterStringValid", header.header_param_string("valid").value(FOX));
    done!(t, "HeaderParameterStringNull", header.header_param_string("null"));
    done!(t, "HeaderParameterStringEmpty", header.header_param_string("empty").value(""));
    done!(t, "HeaderParameterEnumValid", header.header_param_enum("valid").value(GreyscaleColors::Grey));
    done!(t, "HeaderParameterEnumNull", header.header_param_enum("null"));
    done!(t, "HeaderParameterBytesValid", header.header_param_byte("valid", Bytes::from(UNICODE)));
    // No parameter of the document.
    let options = client::CallOptions::new();
    let options = options.header("x-ms-client-request-id", "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
    done!(t, "CustomHeaderInRequest", header.header_custom_request_id().options(options));
}

async fn dates(t: &mut Suite, client: &Client) -> Outcome {
    let header = client.header_operations();
    let days = [Date::constant(2010, 1, 1), Date::constant(1, 1, 1)];
    let moments: [DateTime; 2] = ["2010-01-01T12:34:56Z".parse()?, "0001-01-01T00:00:00Z".parse()?];
    let duration: IsoDuration = "P123DT22H14M12.011S".parse()?;
    let http = moments.map(HttpDate::from);
    done!(t, "HeaderParameterDateValid", header.header_param_date("valid", days[0]));
    done!(t, "HeaderParameterDateMin", header.header_param_date("min", days[1]));
    done!(t, "HeaderParameterDateTimeValid", header.header_param_datetime("valid", moments[0]));
    done!(t, "HeaderParameterDateTimeMin", header.header_param_datetime("min", moments[1]));
    let valid = header.header_param_datetime_rfc1123("valid").value(http[0]);
    done!(t, "HeaderParameterDateTimeRfc1123Valid", valid);
    done!(t, "HeaderParameterDateTimeRfc1123Min", header.header_param_datetime_rfc1123("min").value(http[1]));
    done!(t, "HeaderParameterDurationValid", header.header_param_duration("valid", duration));
    received!(t, "HeaderResponseDateValid", header.header_response_date("valid"), Some(days[0]));
    received!(t, "HeaderResponseDateMin", header.header_response_date("min"), Some(days[1]));
    received!(t, "HeaderResponseDateTimeValid", header.header_response_datetime("valid"), Some(moments[0]));
    received!(t, "HeaderResponseDateTimeMin", header.header_response_datetime("min"), Some(moments[1]));
    received!(t, "HeaderResponseDateTimeRfc1123Valid", header.header_response_datetime_rfc1123("valid"), Some(http[0]));
    received!(t, "HeaderResponseDateTimeRfc1123Min", header.header_response_datetime_rfc1123("min"), Some(http[1]));
    received!(t, "HeaderResponseDurationValid", header.header_response_duration("valid"), Some(duration.clone()));
    Ok(())
}

async fn numbers_received(t: &mut Suite, client: &Client) {
    let header = client.header_operations();
    received!(t, "HeaderResponseIntegerPositive", header.header_response_integer("positive"), Some(1));
    received!(t, "HeaderResponseIntegerNegative", header.header_response_integer("negative"), Some(-2));
    received!(t, "HeaderResponseLongPositive", header.header_response_long("positive"), Some(105));
    received!(t, "HeaderResponseLongNegative", header.header_response_long("negative"), Some(-2));
    received!(t, "HeaderResponseFloatPositive", header.header_response_float("positive"), Some(0.07));
    received!(t, "HeaderResponseFloatNegative", header.header_response_float("negative"), Some(-3.0));
    received!(t, "HeaderResponseDoublePositive", header.header_response_double("positive"), Some(7e120));
    received!(t, "HeaderResponseDoubleNegative", header.header_response_double("negative"), Some(-3.0));
    received!(t, "HeaderResponseBoolTrue", header.header_response_bool("true"), Some(true));
    received!(t, "HeaderResponseBoolFalse", header.header_response_bool("false"), Some(false));
}

async fn texts_received(t: &mut Suite, client: &Client) {
    let header = client.header_operations();
    scenario!(t, "HeaderResponseExistingKey", {
        let response = header.header_response_existing_key().await?;
        assert_eq!(response.headers().user_agent.as_deref(), Some("overwrite"));
    });
    scenario!(t, "HeaderResponseProtectedKey", {
        let response = header.header_response_protected_key().await?;
        assert!(response.raw_headers()["content-type"].to_str()?.starts_with("text/html"));
    });
    received!(t, "HeaderResponseStringValid", header.header_response_string("valid"), Some(FOX.to_owned()));
    // The server writes it as a text.
    received!(t, "HeaderResponseStringNull", header.header_response_string("null"), Some("null".to_owned()));
    received!(t, "HeaderResponseStringEmpty", header.header_response_string("empty"), Some(String::new()));
    received!(t, "HeaderResponseEnumValid", header.header_response_enum("valid"), Some(GreyscaleColors::Grey));
    received!(t, "HeaderResponseEnumNull", header.header_response_enum("null"), Some(String::new().into()));
    received!(t, "HeaderResponseBytesValid", header.header_response_byte("valid"), Some(Bytes::from(UNICODE)));
}
