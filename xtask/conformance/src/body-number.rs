//! `body-number.json`: numbers with fractions and exponents.

use client::Client;
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let number = client.api();
    done!(t, "getNumberNull", number.number_get_null(), None);
    unreadable!(t, "getFloatInvalid", number.number_get_invalid_float(), "2147483656.090096789909j");
    unreadable!(t, "getDoubleInvalid", number.number_get_invalid_double(), "9223372036854775910.980089k");
    unreadable!(t, "getDecimalInvalid", number.number_get_invalid_decimal(), "9223372036854775910.980089k");
    done!(t, "getFloatBigScientificNotation", number.number_get_big_float(), 3.402823e20_f32);
    done!(t, "putFloatBigScientificNotation", number.number_put_big_float(3.402823e20));
    done!(t, "getFloatSmallScientificNotation", number.number_get_small_float(), 3.402823e-20);
    done!(t, "putFloatSmallScientificNotation", number.number_put_small_float(3.402823e-20));
    done!(t, "getDoubleBigScientificNotation", number.number_get_big_double(), 2.5976931e101);
    done!(t, "putDoubleBigScientificNotation", number.number_put_big_double(2.5976931e101));
    done!(t, "getDoubleSmallScientificNotation", number.number_get_small_double(), 2.5976931e-101);
    done!(t, "putDoubleSmallScientificNotation", number.number_put_small_double(2.5976931e-101));
    done!(t, "getDoubleBigPositiveDecimal", number.number_get_big_double_positive_decimal(), 99_999_999.99);
    done!(t, "putDoubleBigPositiveDecimal", number.number_put_big_double_positive_decimal(99_999_999.99));
    done!(t, "getDoubleBigNegativeDecimal", number.number_get_big_double_negative_decimal(), -99_999_999.99);
    done!(t, "putDoubleBigNegativeDecimal", number.number_put_big_double_negative_decimal(-99_999_999.99));
    done!(t, "getDecimalBig", number.number_get_big_decimal(), 2.5976931e101);
    done!(t, "putDecimalBig", number.number_put_big_decimal(2.5976931e101));
    done!(t, "getDecimalSmall", number.number_get_small_decimal(), 2.5976931e-101);
    done!(t, "putDecimalSmall", number.number_put_small_decimal(2.5976931e-101));
    done!(t, "getDecimalBigPositiveDecimal", number.number_get_big_decimal_positive_decimal(), 99_999_999.99);
    done!(t, "putDecimalBigPositiveDecimal", number.number_put_big_decimal_positive_decimal(99_999_999.99));
    done!(t, "getDecimalBigNegativeDecimal", number.number_get_big_decimal_negative_decimal(), -99_999_999.99);
    done!(t, "putDecimalBigNegativeDecimal", number.number_put_big_decimal_negative_decimal(-99_999_999.99));
    Ok(())
}
