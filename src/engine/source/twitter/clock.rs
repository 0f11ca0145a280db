//! The times that archives write, read without a general parser: there are millions of them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// The first id that tells the time of its making (2010-11-04). Smaller ones were only counted up.
const FIRST_SNOWFLAKE: u64 = 30_000_000_000;
/// Milliseconds at which snowflakes start counting: 2010-11-04T01:42:54.657Z.
const SNOWFLAKE_EPOCH_MS: u64 = 1_288_834_974_657;
/// 2006-03-21T00:00:00Z: the day of the first tweet.
const FIRST_TWEET_SECS: i64 = 1_142_899_200;

/// A time as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub at: DateTime<Utc>,
    /// Written as `2012-01-31 23:59:01 +0000`, as Grailbird archives do.
    pub is_iso: bool,
}

/// Reads `Wed Jun 24 07:11:48 +0000 2020`, `2012-01-31 23:59:01 +0000`, or to the second
/// `2012-01-31T23:59:01.000Z` and milliseconds or seconds since 1970, as 2018 wrote them.
pub fn read(text: &[u8]) -> Option<Written> {
    if let (Some(number), 10 | 13) = (number(text), text.len()) {
        let secs = if text.len() == 13 {
            number / 1000
        } else {
            number
        };
        let at = DateTime::from_timestamp(i64::try_from(secs).ok()?, 0)?;
        return Some(Written { at, is_iso: false });
    }
    let is_iso = text.get(4) == Some(&b'-');
    // Day and clock stand at the same places in all of them.
    let (year, month, offset) = match (is_iso, text.last()) {
        (true, Some(b'Z')) => (text.get(..4)?, small(text.get(5..7)?)?, None),
        (true, _) => (text.get(..4)?, small(text.get(5..7)?)?, text.get(20..)),
        (false, _) => (
            text.get(26..30)?,
            month_named(text.get(4..7)?)?,
            text.get(20..25),
        ),
    };
    let two = |at: usize| text.get(at..)?.get(..2).and_then(small);
    let day = NaiveDate::from_ymd_opt(small(year)? as i32, month, two(8)?)?;
    let time = day.and_hms_opt(two(11)?, two(14)?, two(17)?)?;
    let at = time
        .and_utc()
        .checked_sub_signed(offset_of(offset.unwrap_or_default())?)?;
    Some(Written { at, is_iso })
}

/// When a post with this id was made, if its id tells.
pub fn snowflake(id: u64) -> Option<DateTime<Utc>> {
    let ms = (id >> 22).checked_add(SNOWFLAKE_EPOCH_MS)?;
    let at = DateTime::from_timestamp_millis(i64::try_from(ms).ok()?)?;
    (id >= FIRST_SNOWFLAKE).then_some(at)
}

/// Whether only the day of this time is true. Grailbird archives write every post before
/// snowflakes as made at midnight, UTC.
pub fn is_date_only(id: u64, written: Written) -> bool {
    let is_midnight = written.at.timestamp() % 86_400 == 0;
    written.is_iso && is_midnight && id < FIRST_SNOWFLAKE
}

/// The span in which the posts of an archive can have been made.
#[derive(Clone, Copy, Debug)]
pub struct Possible {
    /// When the archive was made, or now, if it doesn't say so or says something later.
    pub made: DateTime<Utc>,
}

impl Possible {
    /// The first of a stated time and that of the id which is possible.
    pub fn best(self, written: DateTime<Utc>, id: u64) -> Option<DateTime<Utc>> {
        let known = [Some(written), snowflake(id)];
        known.into_iter().flatten().find(|at| self.holds(*at))
    }

    fn holds(self, at: DateTime<Utc>) -> bool {
        let end = self.made.checked_add_signed(TimeDelta::days(1));
        at.timestamp() >= FIRST_TWEET_SECS && end.is_none_or(|end| at <= end)
    }
}

/// A number of digits only; `None` for anything else, and for one that is too large.
pub fn number(digits: &[u8]) -> Option<u64> {
    let add = |number: u64, digit: &u8| {
        let value = digit.is_ascii_digit().then(|| u64::from(digit & 0x0f))?;
        // Not by a checked product: to tell one, wasm would multiply 128 bits for every digit.
        let tenfold = (number <= u64::MAX / 10).then(|| number.wrapping_mul(10))?;
        tenfold.checked_add(value)
    };
    let is_some = !digits.is_empty();
    digits.iter().try_fold(0, add).filter(|_| is_some)
}

/// One of up to nine digits.
fn small(digits: &[u8]) -> Option<u32> {
    number(digits).and_then(|number| u32::try_from(number).ok())
}

fn month_named(name: &[u8]) -> Option<u32> {
    let names = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    names
        .chunks(3)
        .zip(1..)
        .find_map(|(month, number)| (month == name).then_some(number))
}

/// `+0900` or nothing at all, which means UTC.
fn offset_of(text: &[u8]) -> Option<TimeDelta> {
    let (is_west, digits) = match text {
        [] => return Some(TimeDelta::zero()),
        [b'+', digits @ ..] => (false, digits),
        [b'-', digits @ ..] => (true, digits),
        _ => return None,
    };
    let (hours, minutes) = (small(digits.get(..2)?)?, small(digits.get(2..4)?)?);
    let (hours, minutes) = (TimeDelta::try_hours(hours.into())?, minutes.into());
    let minutes = TimeDelta::try_minutes(minutes)?.checked_add(&hours)?;
    match is_west {
        true => TimeDelta::zero().checked_sub(&minutes),
        false => Some(minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_to_the_second() {
        let check = |text: &str, expected: Option<&str>| {
            let read = read(text.as_bytes()).map(|written| written.at.to_rfc3339());
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check(
            "Wed Jun 24 07:11:48 +0000 2020",
            Some("2020-06-24T07:11:48+00:00"),
        );
        check(
            "Thu Jan 01 00:00:00 +0000 1970",
            Some("1970-01-01T00:00:00+00:00"),
        );
        check(
            "Wed Jun 24 07:11:48 +0900 2020",
            Some("2020-06-23T22:11:48+00:00"),
        );
        check(
            "2012-01-31 23:59:01 +0000",
            Some("2012-01-31T23:59:01+00:00"),
        );
        check("2012-01-31 23:59:01", Some("2012-01-31T23:59:01+00:00"));
        check(
            "2026-03-06T13:15:31.187Z",
            Some("2026-03-06T13:15:31+00:00"),
        );
        check("2026-03-06T13:15:31Z", Some("2026-03-06T13:15:31+00:00"));
        check(
            "2026-03-06T13:15:31.123456789Z",
            Some("2026-03-06T13:15:31+00:00"),
        );
        check("1533081600", Some("2018-08-01T00:00:00+00:00"));
        check("1533081600999", Some("2018-08-01T00:00:00+00:00"));
        check("15330816009", None);
        check("153308160", None);
        check("2012-02-30 23:59:01 +0000", None);
        check("2012-01-31 24:59:01 +0000", None);
        check("Wed Foo 24 07:11:48 +0000 2020", None);
        check("Wed Jun 24 07:11:48 +0000", None);
        check("", None);
    }

    #[test]
    fn numbers_are_digits_and_not_too_large() {
        let check = |digits: &str, expected: Option<u64>| {
            assert_eq!(number(digits.as_bytes()), expected, "{digits}");
        };
        check("0", Some(0));
        check("0012", Some(12));
        check("1234567890123456789", Some(1_234_567_890_123_456_789));
        check("9223372036854775807", Some(i64::MAX as u64));
        check("18446744073709551615", Some(u64::MAX));
        check("18446744073709551616", None);
        check("99999999999999999999", None);
        check("100000000000000000000000000000", None);
        check("", None);
        check("12a", None);
        check("-1", None);
    }

    #[test]
    fn ids_tell_their_time_since_snowflakes() {
        let check = |id: u64, expected: Option<&str>| {
            assert_eq!(
                snowflake(id).map(|at| at.to_rfc3339()).as_deref(),
                expected,
                "{id}"
            );
        };
        check(29_999_999_999, None);
        check(
            690_000_000_000_000_000,
            Some("2016-01-21T02:36:34.237+00:00"),
        );
        check(u64::MAX, Some("2150-03-18T09:18:05.760+00:00"));
    }
}
