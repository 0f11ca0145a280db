//! Times as GitHub writes them. An offset is kept: it says where the author's clock was.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

/// Offsets on earth are within 14 hours of UTC.
const MOST_OFFSET_MINS: i16 = 14 * 60;

/// A moment, and how far the clock that told it was ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970, UTC.
    pub epoch_secs: i64,
    /// Minutes, east is positive.
    pub offset_mins: i16,
}

/// Reads `2024-05-01T12:34:56Z` or `2024-05-01T12:34:56.789+09:00`. `None` for anything else.
pub fn parse(text: &str) -> Option<Moment> {
    let (day, time) = (text.get(..10)?, text.get(11..19)?);
    let [year, month, date] = numbers(day, b'-')?;
    let [hour, min, sec] = numbers(time, b':')?;
    let day = NaiveDate::from_ymd_opt(i32::from(year), month.into(), date.into())?;
    // A leap second is told as the last of its minute.
    let local = day.and_hms_opt(hour.into(), min.into(), sec.min(59).into())?;
    let rest = text.get(19..)?;
    let fraction = rest.strip_prefix('.').unwrap_or_default();
    let zone = match fraction {
        "" => rest,
        _ => fraction.trim_start_matches(|char: char| char.is_ascii_digit()),
    };
    let offset_mins = offset(zone)?;
    let behind = i64::from(offset_mins).checked_mul(60)?;
    Some(Moment {
        epoch_secs: local.and_utc().timestamp().checked_sub(behind)?,
        offset_mins,
    })
}

/// Minutes of `Z` or `+09:00`.
fn offset(zone: &str) -> Option<i16> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, clock) = zone.split_at_checked(1)?;
    let [hours, mins] = numbers(clock, b':')?;
    let ahead = i16::try_from(hours.checked_mul(60)?.checked_add(mins)?).ok()?;
    let ahead = match sign {
        "+" => ahead,
        "-" => ahead.checked_neg()?,
        _ => return None,
    };
    (-MOST_OFFSET_MINS..=MOST_OFFSET_MINS)
        .contains(&ahead)
        .then_some(ahead)
}

/// Exactly `N` numbers of digits alone, with `between` between them.
fn numbers<const N: usize>(text: &str, between: u8) -> Option<[u16; N]> {
    let mut found = [0; N];
    let mut parts = text.split(char::from(between));
    for number in &mut found {
        let part = parts.next()?;
        let is_plain = part.bytes().all(|byte| byte.is_ascii_digit());
        *number = is_plain.then(|| part.parse().ok()).flatten()?;
    }
    parts.next().is_none().then_some(found)
}

/// As GitHub's documents take it: `2024-05-01T12:34:56Z`.
pub fn iso(epoch_secs: i64) -> String {
    let at = DateTime::from_timestamp(epoch_secs, 0).unwrap_or_default();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Midnight (UTC) of a year's first day; `None` for years that have no such moment.
pub fn year_start(year: i32) -> Option<i64> {
    let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(i64, i16)>) {
        let found = parse(text).map(|moment| (moment.epoch_secs, moment.offset_mins));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn times_keep_their_offset_and_anything_else_is_none() {
        check("1970-01-01T00:00:00Z", Some((0, 0)));
        check("2024-05-01T12:34:56Z", Some((1_714_566_896, 0)));
        check("2024-05-01T21:34:56+09:00", Some((1_714_566_896, 540)));
        check("2024-05-01T05:34:56-07:00", Some((1_714_566_896, -420)));
        check("2024-05-01T12:34:56.789Z", Some((1_714_566_896, 0)));
        check("2024-05-01T18:04:56.7+05:30", Some((1_714_566_896, 330)));
        check("2016-12-31T23:59:60Z", Some((1_483_228_799, 0)));
        check("1969-12-31T23:59:59-00:00", Some((-1, 0)));
        for text in [
            "",
            "2024-05-01",
            "2024-05-01T12:34:56",
            "2024-05-01T12:34:56+15:00",
            "2024-05-01T12:34:56*09:00",
            "2024-13-01T12:34:56Z",
            "2024-05-01T24:34:56Z",
            "2024-05-01T+1:34:56Z",
            "2024-05-01T12:34:56Z ",
            "2024-05-0éT12:34:56Z",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_moment_is_written_as_it_is_read() {
        for epoch_secs in [0, 951_782_400, 1_714_566_896, 4_102_444_799] {
            check(&iso(epoch_secs), Some((epoch_secs, 0)));
        }
        assert_eq!(
            year_start(2024).map(iso).as_deref(),
            Some("2024-01-01T00:00:00Z")
        );
        assert_eq!(year_start(i32::MAX), None);
    }
}
