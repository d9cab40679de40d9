//! `body-boolean.json`: true and false.

use client::Client;
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let bools = client.bool_operations();
    done!(t, "getBoolTrue", bools.bool_get_true(), true);
    done!(t, "putBoolTrue", bools.bool_put_true(true));
    done!(t, "getBoolFalse", bools.bool_get_false(), false);
    done!(t, "putBoolFalse", bools.bool_put_false(false));
    done!(t, "getBoolNull", bools.bool_get_null(), None);
    unreadable!(t, "getBoolInvalid", bools.bool_get_invalid(), "true1");
    Ok(())
}
