//! `body-datetime-rfc1123.json`: moments, as HTTP writes them.

use client::Client;
use client::types::{HttpDate, Timestamp};
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let date = client.api();
    done!(t, "getDateTimeRfc1123Null", date.datetimerfc1123_get_null(), None);
    unreadable!(
        t,
        "getDateTimeRfc1123Invalid",
        date.datetimerfc1123_get_invalid(),
        "\"Tue, 01 Dec 2000 00:00:0A ABC\"",
    );
    unreadable!(
        t,
        "getDateTimeRfc1123Overflow",
        date.datetimerfc1123_get_overflow(),
        "\"Sat, 1 Jan 10000 00:00:00 GMT\"",
    );
    unreadable!(
        t,
        "getDateTimeRfc1123Underflow",
        date.datetimerfc1123_get_underflow(),
        "\"Tue, 00 Jan 0000 00:00:00 GMT\"",
    );
    // The document has this as an enum of one text.
    let first = "Mon, 01 Jan 0001 00:00:00 GMT".to_owned();
    done!(t, "getDateTimeRfc1123MinUtc", date.datetimerfc1123_get_utc_min_date_time(), first.into());
    let first: Timestamp = "0001-01-01T00:00:00Z".parse()?;
    done!(t, "putDateTimeRfc1123Min", date.datetimerfc1123_put_utc_min_date_time(HttpDate::from(first)));
    let end: HttpDate = "Fri, 31 Dec 9999 23:59:59 GMT".parse()?;
    let request = date.datetimerfc1123_get_utc_lowercase_max_date_time();
    done!(t, "getDateTimeRfc1123MaxUtcLowercase", request, end);
    let request = date.datetimerfc1123_get_utc_uppercase_max_date_time();
    done!(t, "getDateTimeRfc1123MaxUtcUppercase", request, end);
    done!(t, "putDateTimeRfc1123Max", date.datetimerfc1123_put_utc_max_date_time(end));
    Ok(())
}
