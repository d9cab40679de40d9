//! How long a service asks to wait.

use std::time::Duration;

use http::HeaderMap;
use http::header::RETRY_AFTER;
use jiff::Timestamp;

use crate::types::HttpDate;

/// Headers with milliseconds, which several cloud services send.
const MILLISECONDS: [&str; 2] = ["retry-after-ms", "x-ms-retry-after-ms"];

/// Reads it: in milliseconds, in seconds, or as a date (RFC 9110 section 10.2.3), one in the past being no wait.
pub(crate) fn after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = |value: Option<&http::HeaderValue>| value?.to_str().ok().map(|text| text.trim().to_owned());
    let fine = MILLISECONDS.iter().find_map(|name| text(headers.get(*name))?.parse().ok());
    if let Some(milliseconds) = fine {
        return Some(Duration::from_millis(milliseconds));
    }
    let value = text(headers.get(RETRY_AFTER))?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = value.parse::<HttpDate>().ok()?.timestamp();
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_are_read() {
        let now = "2017-02-17T00:00:00Z".parse().unwrap();
        for (name, value, expected) in [
            ("retry-after", "7", Some(Duration::from_secs(7))),
            ("retry-after", "Fri, 17 Feb 2017 00:01:00 GMT", Some(Duration::from_secs(60))),
            ("retry-after", "Thu, 16 Feb 2017 00:00:00 GMT", Some(Duration::ZERO)),
            ("retry-after", "soon", None),
            ("retry-after", "-1", None),
            ("retry-after-ms", "250", Some(Duration::from_millis(250))),
            ("x-ms-retry-after-ms", "250", Some(Duration::from_millis(250))),
            ("x-other", "1", None),
        ] {
            let headers = HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())]);
            assert_eq!(after(&headers, now), expected, "{name}: {value}");
        }
    }

    #[test]
    fn the_finer_one_wins() {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", "1".parse().unwrap());
        headers.insert("retry-after-ms", "250".parse().unwrap());
        assert_eq!(after(&headers, Timestamp::now()), Some(Duration::from_millis(250)));
    }
}
