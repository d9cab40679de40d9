//! `body-integer.json`: integers and their limits.

use client::Client;
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let int = client.api();
    done!(t, "getIntegerNull", int.int_get_null(), None);
    unreadable!(t, "getIntegerInvalid", int.int_get_invalid(), "123jkl");
    unreadable!(t, "getIntegerOverflow", int.int_get_overflow_int32(), "2147483656");
    unreadable!(t, "getIntegerUnderflow", int.int_get_underflow_int32(), "-2147483656");
    unreadable!(t, "getLongOverflow", int.int_get_overflow_int64(), "9223372036854775910");
    unreadable!(t, "getLongUnderflow", int.int_get_underflow_int64(), "-9223372036854775910");
    done!(t, "putIntegerMax", int.int_put_max32(i32::MAX));
    done!(t, "putIntegerMin", int.int_put_min32(i32::MIN));
    done!(t, "putLongMax", int.int_put_max64(i64::MAX));
    done!(t, "putLongMin", int.int_put_min64(i64::MIN));
    // 13 April 2016.
    done!(t, "getUnixTime", int.int_get_unix_time(), 1_460_505_600);
    done!(t, "putUnixTime", int.int_put_unix_time_date(1_460_505_600));
    done!(t, "getNullUnixTime", int.int_get_null_unix_time(), None);
    unreadable!(t, "getInvalidUnixTime", int.int_get_invalid_unix_time(), "123jkl");
    Ok(())
}
