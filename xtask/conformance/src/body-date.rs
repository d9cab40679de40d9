//! `body-date.json`: days.

use client::Client;
use client::types::Date;
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let date = client.api();
    let first = Date::constant(1, 1, 1);
    done!(t, "getDateNull", date.date_get_null(), None);
    unreadable!(t, "getDateInvalid", date.date_get_invalid_date(), "\"201O-18-90\"");
    unreadable!(t, "getDateOverflow", date.date_get_overflow_date(), "\"10000000000-12-31\"");
    unreadable!(t, "getDateUnderflow", date.date_get_underflow_date(), "\"0000-00-00\"");
    done!(t, "getDateMax", date.date_get_max_date(), Date::MAX);
    done!(t, "putDateMax", date.date_put_max_date(Date::MAX));
    done!(t, "getDateMin", date.date_get_min_date(), first.to_string().into());
    done!(t, "putDateMin", date.date_put_min_date(first));
    Ok(())
}
