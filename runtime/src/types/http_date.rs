//! Dates of HTTP headers.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::Offset;

use super::DateTime;
use crate::text::TextError;

static IMF_FIXDATE: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// A point in time as HTTP headers write it (RFC 9110 section 5.6.7): `Fri, 17 Feb 2017 00:00:00 GMT`.
///
/// Written in whole seconds, a fraction is cut off. All three forms of the RFC are read, and numeric offsets too; a
/// wrong day of the week is overlooked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpDate(pub DateTime);

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.utc().strftime("%a, %d %b %Y %H:%M:%S GMT"))
    }
}

impl FromStr for HttpDate {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        IMF_FIXDATE
            .parse_timestamp(text)
            .ok()
            .map(DateTime::from)
            .or_else(|| parse_last_hours(text))
            .or_else(|| parse_rfc850(text, Timestamp::now()))
            .or_else(|| parse_asctime(text))
            .map(Self)
            .ok_or(TextError::new("expected an HTTP date (RFC 9110)"))
    }
}

/// Reads `Fri, 31 Dec 9999 23:59:59 GMT`, which is no [`Timestamp`].
fn parse_last_hours(text: &str) -> Option<DateTime> {
    let (_, date) = text.split_once(", ")?;
    let (date, zone) = date.rsplit_once(' ')?;
    utc(civil::DateTime::strptime("%d %b %Y %H:%M:%S", date).ok().filter(|_| zone.eq_ignore_ascii_case("GMT"))?)
}

/// Reads `Sunday, 06-Nov-94 08:49:37 GMT`. The century is the one of `now`, unless that would be more than 50 years
/// in the future.
fn parse_rfc850(text: &str, now: Timestamp) -> Option<DateTime> {
    let (_, date) = text.split_once(", ")?;
    let date = civil::DateTime::strptime("%d-%b-%y %H:%M:%S GMT", date).ok()?;
    let today = Offset::UTC.to_datetime(now).year();
    let year = today - today.rem_euclid(100) + date.year().rem_euclid(100);
    let year = if year > today + 50 { year - 100 } else { year };
    utc(date.with().year(year).build().ok()?)
}

/// Reads `Sun Nov  6 08:49:37 1994`.
fn parse_asctime(text: &str) -> Option<DateTime> {
    let (_, date) = text.split_once(' ')?;
    utc(civil::DateTime::strptime("%b %e %H:%M:%S %Y", date).ok()?)
}

fn utc(date: civil::DateTime) -> Option<DateTime> {
    Some(DateTime::new(date, Offset::UTC))
}

impl From<DateTime> for HttpDate {
    fn from(date: DateTime) -> Self {
        Self(date)
    }
}

impl From<Timestamp> for HttpDate {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.into())
    }
}

/// The nearest one that there is, see [`DateTime::timestamp`].
impl From<HttpDate> for Timestamp {
    fn from(date: HttpDate) -> Self {
        date.timestamp()
    }
}

impl Deref for HttpDate {
    type Target = DateTime;

    fn deref(&self) -> &DateTime {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_are_read() {
        let expected: DateTime = "1994-11-06T08:49:37Z".parse().unwrap();
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 09:49:37 +0100",
            "Mon, 06 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(text.parse(), Ok(HttpDate(expected)), "{text}");
        }
    }

    #[test]
    fn the_first_form_is_written() {
        for (timestamp, text) in [
            ("2017-02-17T00:00:00Z", "Fri, 17 Feb 2017 00:00:00 GMT"),
            ("2017-02-17T00:00:00.999999999Z", "Fri, 17 Feb 2017 00:00:00 GMT"),
            ("2017-02-17T01:30:00+01:30", "Fri, 17 Feb 2017 00:00:00 GMT"),
            ("1969-12-31T23:59:58.5Z", "Wed, 31 Dec 1969 23:59:58 GMT"),
            ("0099-01-05T00:00:00Z", "Mon, 05 Jan 0099 00:00:00 GMT"),
            ("9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            let date = HttpDate(timestamp.parse().unwrap());
            assert_eq!(date.to_string(), text);
            assert_eq!(text.parse::<HttpDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn two_digit_years_are_never_far_in_the_future() {
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        let year = |text: &str| parse_rfc850(text, now).unwrap().local().year();
        assert_eq!(year("Sunday, 06-Nov-26 08:49:37 GMT"), 2026);
        assert_eq!(year("Sunday, 06-Nov-76 08:49:37 GMT"), 2076);
        assert_eq!(year("Sunday, 06-Nov-77 08:49:37 GMT"), 1977);
    }

    #[test]
    fn garbage_is_refused() {
        for text in
            ["", "now", "2017-02-17T00:00:00Z", "Fri, 31 Feb 2017 00:00:00 GMT", "Fri, 17 Feb 2017 25:00:00 GMT"]
        {
            assert!(text.parse::<HttpDate>().is_err(), "{text}");
        }
    }
}
