//! `non-string-enum.json`: enums of numbers.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    done!(t, "NonStringEnumsGetInt", client.api().int_get(), 429);
    done!(t, "NonStringEnumsPostInt", client.api().int_put().body(200), "Nice job posting an int enum");
    done!(t, "NonStringEnumsGetFloat", client.float().get(), 429.1);
    done!(t, "NonStringEnumsPostFloat", client.api().float_put().body(200.4), "Nice job posting a float enum");
    Ok(())
}
