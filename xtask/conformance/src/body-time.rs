//! `body-time.json`: times of the day, which are texts.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let time = client.api();
    done!(t, "BodyTimeGet", time.time_get(), "11:34:56");
    done!(t, "BodyTimePut", time.time_put("08:07:56"), "Nice job posting time");
    Ok(())
}
