//! `body-duration.json`: durations of ISO 8601.

use client::Client;
use client::types::IsoDuration;
use conformance::{Outcome, Suite, done, unreadable};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let duration = client.api();
    done!(t, "getDurationNull", duration.duration_get_null(), None);
    unreadable!(t, "getDurationInvalid", duration.duration_get_invalid(), "\"123ABC\"");
    let long: IsoDuration = "P3Y6M4DT12H30M5S".parse()?;
    done!(t, "getDurationPositive", duration.duration_get_positive_duration(), long);
    let exact: IsoDuration = "P123DT22H14M12.011S".parse()?;
    done!(t, "putDurationPositive", duration.duration_put_positive_duration(exact));
    Ok(())
}
