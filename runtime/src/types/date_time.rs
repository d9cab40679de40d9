//! Dates with a time.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::civil;
use jiff::fmt::StdFmtWrite;
use jiff::fmt::temporal::{DateTimeParser, DateTimePrinter};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::text::TextError;

static RFC3339: DateTimeParser = DateTimeParser::new();
static PRINTER: DateTimePrinter = DateTimePrinter::new();

/// A point in time and the offset that it is written with (OAS `format: date-time`, RFC 3339), to the nanosecond:
/// `2017-02-17T01:00:00.5+01:00`.
///
/// A [`Timestamp`] would not do: it ends some hours before the year 10000, and services write
/// `9999-12-31T23:59:59.9999999Z` where they mean never. What is read is written again with its offset. Some services
/// leave that out; such a time is taken to be in UTC, and written without it too. Two values are equal if they are the
/// same point in time, whatever their offsets.
///
/// ```
/// use bindery_runtime::{DateTime, jiff::Timestamp};
///
/// let start: DateTime = "2017-02-17T01:00:00+01:00".parse()?;
/// assert_eq!(start, "2017-02-17T00:00:00Z".parse::<Timestamp>()?);
/// assert_eq!(start.to_string(), "2017-02-17T01:00:00+01:00");
/// assert!(DateTime::MAX > Timestamp::MAX);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DateTime {
    local: civil::DateTime,
    /// `None` if it is not written.
    offset: Option<Offset>,
}

impl DateTime {
    /// The last tick of 100 ns before the year 10000 in UTC: "never" where services are written in .NET.
    pub const MAX: Self = Self::new(civil::date(9999, 12, 31).at(23, 59, 59, 999_999_900), Offset::UTC);

    /// Puts together a date and time of day, and how far that is from UTC.
    pub const fn new(local: civil::DateTime, offset: Offset) -> Self {
        Self { local, offset: Some(offset) }
    }

    /// Returns this moment, in UTC.
    pub fn now() -> Self {
        Timestamp::now().into()
    }

    /// Returns the point in time, or the nearest one that there is: a [`Timestamp`] ends a day before the year 10000.
    pub fn timestamp(self) -> Timestamp {
        self.offset().to_timestamp(self.local).unwrap_or(match self.local.year() {
            1.. => Timestamp::MAX,
            _ => Timestamp::MIN,
        })
    }

    /// Returns date and time of day as they are written, at the [offset](Self::offset).
    pub fn local(self) -> civil::DateTime {
        self.local
    }

    /// Returns how far the time is from UTC.
    pub fn offset(self) -> Offset {
        self.offset.unwrap_or(Offset::UTC)
    }

    /// Returns date and time of day in UTC, or the nearest ones that there are.
    pub(super) fn utc(self) -> civil::DateTime {
        self.local.saturating_sub(SignedDuration::from_secs(self.offset().seconds().into()))
    }

    /// Returns nanoseconds since 1970 in UTC.
    fn instant(self) -> i128 {
        let since = self.local.duration_since(civil::date(1970, 1, 1).at(0, 0, 0, 0));
        since.as_nanos() - i128::from(self.offset().seconds()) * 1_000_000_000
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In a third of the time that its `Display` takes.
        PRINTER.print_datetime(&self.local, StdFmtWrite(&mut *f)).map_err(|_| fmt::Error)?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

impl FromStr for DateTime {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        read(text).ok_or(TextError::new("expected a date and time (RFC 3339)"))
    }
}

fn read(text: &str) -> Option<DateTime> {
    let pieces = RFC3339.parse_pieces(text).ok()?;
    let local = civil::DateTime::from_parts(pieces.date(), pieces.time()?);
    let offset = pieces.to_numeric_offset();
    // RFC 3339 has no seconds in offsets.
    let is_short = offset.is_none_or(|offset| offset.seconds() % 60 == 0);
    is_short.then_some(DateTime { local, offset })
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}

impl PartialEq<Timestamp> for DateTime {
    fn eq(&self, other: &Timestamp) -> bool {
        *self == Self::from(*other)
    }
}

impl PartialOrd<Timestamp> for DateTime {
    fn partial_cmp(&self, other: &Timestamp) -> Option<Ordering> {
        self.partial_cmp(&Self::from(*other))
    }
}

impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self::new(Offset::UTC.to_datetime(timestamp), Offset::UTC)
    }
}

/// The nearest one that there is, see [`DateTime::timestamp`].
impl From<DateTime> for Timestamp {
    fn from(date: DateTime) -> Self {
        date.timestamp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> DateTime {
        super::read(text).unwrap()
    }

    #[test]
    fn texts_survive() {
        for text in [
            "2016-11-27T00:45:48.7320857Z",
            "2017-02-17T01:00:00+01:00",
            "2017-02-17T01:00:00-00:30",
            "9999-12-31T23:59:59.9999999Z",
            "9999-12-31T23:59:59.999-14:00",
            "0001-01-01T00:00:00+14:00",
            "0000-01-01T00:00:00Z",
            "2017-02-17T01:00:00",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(read("2017-02-17t01:00:00.500z").to_string(), "2017-02-17T01:00:00.5Z");
        assert_eq!(read("2017-02-17T01:00:00+00:00").to_string(), "2017-02-17T01:00:00Z");
        assert_eq!(read("2016-12-31T23:59:60Z").to_string(), "2016-12-31T23:59:59Z");
    }

    #[test]
    fn what_is_equal_is_the_same_point_in_time() {
        let (paris, utc) = (read("2017-02-17T01:00:00+01:00"), read("2017-02-17T00:00:00Z"));
        assert_eq!(paris, utc);
        assert_eq!(read("2017-02-17T00:00:00"), utc);
        assert_eq!(std::collections::HashSet::from([paris, utc]).len(), 1);
        assert!(paris < read("2017-02-17T01:00:00Z"));
        assert!(read("9999-12-31T23:59:59Z") < read("9999-12-31T23:59:59-14:00"));
    }

    #[test]
    fn timestamps_come_and_go() {
        let timestamp: Timestamp = "2016-11-27T00:45:48.7320857Z".parse().unwrap();
        assert_eq!(DateTime::from(timestamp).timestamp(), timestamp);
        assert_eq!(DateTime::from(timestamp), timestamp);
        assert_eq!(DateTime::MAX, read("9999-12-31T23:59:59.9999999Z"));
        assert_eq!(DateTime::MAX.timestamp(), Timestamp::MAX);
        assert_eq!(read("-009999-01-01T00:00:00Z").timestamp(), Timestamp::MIN);
    }

    #[test]
    fn what_has_no_time_is_refused() {
        for text in ["", "now", "2017-02-17", "2017-02-30T00:00:00Z", "2017-02-17T00:00:00+01:00:30"] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
    }
}
