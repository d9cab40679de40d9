//! `body-datetime.json`: moments, as RFC 3339 writes them.

use client::Client;
use client::types::DateTime;
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let datetime = client.api();
    let [first, west, east]: [DateTime; 3] =
        ["0001-01-01T00:00:00Z".parse()?, "0001-01-01T00:00:00-14:00".parse()?, "0001-01-01T00:00:00+14:00".parse()?];
    done!(t, "getDateTimeNull", datetime.datetime_get_null(), None);
    unreadable!(t, "getDateTimeInvalid", datetime.datetime_get_invalid(), "\"201O-18-90D00:89:56.9AX\"");
    unreadable!(t, "getDateTimeUnderflow", datetime.datetime_get_underflow(), "\"0000-00-00T00:00:00.000+00:00\"");
    ends(t, &client).await?;
    // The document has these as enums of one text.
    let of = |text: &str| text.to_owned();
    done!(t, "getDateTimeMinUtc", datetime.datetime_get_utc_min_date_time(), of("0001-01-01T00:00:00Z").into());
    done!(
        t,
        "getDateTimeMinLocalPositiveOffset",
        datetime.datetime_get_local_positive_offset_min_date_time(),
        of("0001-01-01T00:00:00+14:00").into(),
    );
    done!(
        t,
        "getDateTimeMinLocalNegativeOffset",
        datetime.datetime_get_local_negative_offset_min_date_time(),
        of("0001-01-01T00:00:00-14:00").into(),
    );
    done!(t, "putDateTimeMinUtc", datetime.datetime_put_utc_min_date_time(first));
    done!(t, "putDateTimeMinLocalNegativeOffset", datetime.datetime_put_local_negative_offset_min_date_time(west));
    done!(t, "putDateTimeMinLocalPositiveOffset", datetime.datetime_put_local_positive_offset_min_date_time(east));
    done!(t, "getDateTimeMinLocalNoOffset", datetime.datetime_get_local_no_offset_min_date_time(), first);
    Ok(())
}

/// The end of year 9999, which no offset may move on.
async fn ends(t: &mut Suite, client: &Client) -> Outcome {
    let datetime = client.api();
    let [utc, exact, east, west]: [DateTime; 4] = [
        "9999-12-31T23:59:59.999Z".parse()?,
        "9999-12-31T23:59:59.9999999Z".parse()?,
        "9999-12-31T23:59:59.999+14:00".parse()?,
        "9999-12-31T09:59:59.999Z".parse()?,
    ];
    assert_eq!(east, west);
    done!(t, "getDateTimeMaxUtcLowercase", datetime.datetime_get_utc_lowercase_max_date_time(), utc);
    done!(t, "getDateTimeMaxUtcUppercase", datetime.datetime_get_utc_uppercase_max_date_time(), utc);
    let request = datetime.datetime_get_utc_uppercase_max_date_time7_digits();
    done!(t, "getDateTimeMaxUtc7MSUppercase", request, exact);
    done!(t, "putDateTimeMaxUtc", datetime.datetime_put_utc_max_date_time(utc));
    done!(t, "putDateTimeMaxUtc7MS", datetime.datetime_put_utc_max_date_time7_digits(exact));
    let request = datetime.datetime_get_local_positive_offset_lowercase_max_date_time();
    done!(t, "getDateTimeMaxLocalPositiveOffsetLowercase", request, east);
    let request = datetime.datetime_get_local_positive_offset_uppercase_max_date_time();
    done!(t, "getDateTimeMaxLocalPositiveOffsetUppercase", request, east);
    let request = datetime.datetime_put_local_positive_offset_max_date_time(east);
    done!(t, "putDateTimeMaxLocalPositiveOffset", request);
    // In UTC, these are moments of year 10000.
    let late: DateTime = "9999-12-31T23:59:59.999-14:00".parse()?;
    let request = datetime.datetime_get_local_negative_offset_lowercase_max_date_time();
    done!(t, "getDateTimeMaxLocalNegativeOffsetLowercase", request, late);
    let request = datetime.datetime_get_local_negative_offset_uppercase_max_date_time();
    done!(t, "getDateTimeMaxLocalNegativeOffsetUppercase", request, late);
    let request = datetime.datetime_put_local_negative_offset_max_date_time(late);
    done!(t, "putDateTimeMaxLocalNegativeOffset", request);
    done!(t, "getDateTimeOverflow", datetime.datetime_get_overflow(), late);
    Ok(())
}
