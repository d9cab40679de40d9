//! Durations that keep their parts.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::text::TextError;

const SECONDS_PER_DAY: u64 = 86_400;

/// An ISO 8601 duration such as `P1DT2H3M4.5S` (OAS `format: duration`), part by part.
///
/// A sum would not do: months have no fixed length, `P10675199DT2H48M5.4775807S` ("unlimited" of some services) has to
/// come back as it went, and floating point would lose its last digits. Two durations are equal if their parts are.
///
/// Fractions belong to seconds only, nine digits at most. Written without zero parts; zero is `PT0S`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IsoDuration {
    negative: bool,
    /// Years, months, weeks, days, hours, minutes, seconds.
    parts: [u64; 7],
    nanoseconds: u32,
}

/// The letters of the parts; the last three stand behind the `T`.
const LETTERS: [u8; 7] = *b"YMWDHMS";
const FIRST_OF_TIME: usize = 4;
const SECONDS: usize = 6;

impl IsoDuration {
    /// Says whether a `-` stands before it all.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Returns the `Y` part.
    pub fn years(&self) -> u64 {
        self.parts[0]
    }

    /// Returns the `M` part before the `T`.
    pub fn months(&self) -> u64 {
        self.parts[1]
    }

    /// Returns the `W` part.
    pub fn weeks(&self) -> u64 {
        self.parts[2]
    }

    /// Returns the `D` part.
    pub fn days(&self) -> u64 {
        self.parts[3]
    }

    /// Returns the `H` part.
    pub fn hours(&self) -> u64 {
        self.parts[4]
    }

    /// Returns the `M` part behind the `T`.
    pub fn minutes(&self) -> u64 {
        self.parts[5]
    }

    /// Returns the whole seconds of the `S` part.
    pub fn seconds(&self) -> u64 {
        self.parts[6]
    }

    /// Returns the fraction of the `S` part, less than 1,000,000,000.
    pub fn nanoseconds(&self) -> u32 {
        self.nanoseconds
    }
}

impl fmt::Display for IsoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negative { "-P" } else { "P" })?;
        let fraction = format!("{:09}", self.nanoseconds);
        let fraction = fraction.trim_end_matches('0');
        let zero = self.parts == [0; 7] && fraction.is_empty();
        let mut time = false;
        for (index, (part, letter)) in self.parts.into_iter().zip(LETTERS).enumerate() {
            let point = if index == SECONDS && !fraction.is_empty() { "." } else { "" };
            if part == 0 && point.is_empty() && !(index == SECONDS && zero) {
                continue;
            }
            if index >= FIRST_OF_TIME && !time {
                f.write_str("T")?;
                time = true;
            }
            let fraction = if point.is_empty() { "" } else { fraction };
            write!(f, "{part}{point}{fraction}{}", letter as char)?;
        }
        Ok(())
    }
}

impl FromStr for IsoDuration {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        parse(text).ok_or(TextError::new("expected an ISO 8601 duration"))
    }
}

fn parse(text: &str) -> Option<IsoDuration> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.strip_prefix('P')?;
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    let mut duration = IsoDuration { negative, ..IsoDuration::default() };
    duration.read_parts(date, 0..FIRST_OF_TIME)?;
    if let Some(time) = time {
        duration.read_parts(time, FIRST_OF_TIME..LETTERS.len())?;
    }
    let empty = time.map_or(date.is_empty(), str::is_empty);
    (!empty).then_some(duration)
}

impl IsoDuration {
    /// Reads numbers with letters, each letter of the range at most once and in its order.
    fn read_parts(&mut self, mut text: &str, letters: std::ops::Range<usize>) -> Option<()> {
        let mut next = letters.start;
        while !text.is_empty() {
            let (number, rest) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
            let letter = rest.as_bytes().first()?;
            let index = (next..letters.end).find(|index| LETTERS[*index] == *letter)?;
            match number.split_once(['.', ',']) {
                Some((whole, fraction)) if index == SECONDS => {
                    self.parts[index] = digits(whole)?;
                    self.nanoseconds = nanoseconds(fraction)?;
                }
                _ => self.parts[index] = digits(number)?,
            }
            next = index + 1;
            text = &rest[1..];
        }
        Some(())
    }
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn nanoseconds(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let number = u32::try_from(digits(fraction)?).ok()?;
    (fraction.len()..9).try_fold(number, |number, _| number.checked_mul(10))
}

/// Days of 24 hours, hours, minutes and seconds.
impl From<Duration> for IsoDuration {
    fn from(duration: Duration) -> Self {
        let seconds = duration.as_secs();
        let time = seconds % SECONDS_PER_DAY;
        Self {
            negative: false,
            parts: [0, 0, 0, seconds / SECONDS_PER_DAY, time / 3600, time / 60 % 60, time % 60],
            nanoseconds: duration.subsec_nanos(),
        }
    }
}

/// Days count as 24 hours. Years and months have no length, and below zero there is nothing.
impl TryFrom<IsoDuration> for Duration {
    type Error = TextError;

    fn try_from(duration: IsoDuration) -> Result<Self, TextError> {
        let [years, months, weeks, days, hours, minutes, seconds] = duration.parts;
        if years != 0 || months != 0 {
            return Err(TextError::new("a duration with years or months has no fixed length"));
        }
        let sum = [(weeks, 7 * SECONDS_PER_DAY), (days, SECONDS_PER_DAY), (hours, 3600), (minutes, 60), (seconds, 1)]
            .into_iter()
            .try_fold(0_u64, |sum, (count, length)| sum.checked_add(count.checked_mul(length)?))
            .map(|seconds| Duration::new(seconds, duration.nanoseconds))
            .ok_or(TextError::new("the duration is too long"))?;
        if duration.negative && !sum.is_zero() {
            return Err(TextError::new("the duration is negative"));
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_survive() {
        for text in [
            "P10675199DT2H48M5.4775807S",
            "PT0S",
            "P1Y2M3W4DT5H6M7.000000008S",
            "PT90M",
            "P7D",
            "P1W",
            "PT36H",
            "-P1D",
            "PT0.5S",
            "P18446744073709551615D",
        ] {
            assert_eq!(text.parse::<IsoDuration>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_spellings_become_the_canonical_one() {
        for (text, canonical) in [
            ("PT01H00M00S", "PT1H"),
            ("P0D", "PT0S"),
            ("-PT0S", "-PT0S"),
            ("+PT5M", "PT5M"),
            ("PT4,500S", "PT4.5S"),
            ("P1DT02H03M04.5S", "P1DT2H3M4.5S"),
        ] {
            assert_eq!(text.parse::<IsoDuration>().unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn garbage_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "P1DT",
            "1D",
            "P1H",
            "PT1D",
            "P1D1D",
            "P1D1Y",
            "PT1.5H",
            "PT.5S",
            "PT1.S",
            "PT1.1234567890S",
            "P-1D",
            "P1D ",
            " P1D",
            "p1d",
            "PT1S1M",
            "P1é",
            "P18446744073709551616D",
            "--P1D",
            "P+1D",
            "PT1.2.3S",
        ] {
            assert!(text.parse::<IsoDuration>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn standard_durations_convert_both_ways() {
        let duration = Duration::new(25 * 3600 + 61, 500);
        let iso = IsoDuration::from(duration);
        assert_eq!(iso.to_string(), "P1DT1H1M1.0000005S");
        assert_eq!(Duration::try_from(iso), Ok(duration));
        for text in ["P1Y", "P1M", "-PT1S", "P18446744073709551615D"] {
            assert!(Duration::try_from(text.parse::<IsoDuration>().unwrap()).is_err(), "{text}");
        }
    }
}
