//! Figures in words: counts, sizes, spans of time.

use super::{Counted, Language};

/// A count with commas between thousands: `12,480`.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A size in the largest unit that leaves at least one before the point: `340.2 MB`.
/// Units are decimal, as file managers show them.
pub fn bytes(value: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];
    for (unit, size) in UNITS {
        if value >= size {
            let tenths = value / (size / 10);
            return [
                &count(tenths / 10),
                ".",
                &(tenths % 10).to_string(),
                " ",
                unit,
            ]
            .concat();
        }
    }
    [&value.to_string(), " B"].concat()
}

/// A length of time in hours and minutes, rounded down to the minute: `3時間30分`, `3 h 30 min`.
/// Under an hour only the minutes, at a full hour only the hours.
pub fn duration(language: Language, secs: i64) -> String {
    let mins = secs.max(0) / 60;
    let (hours, mins) = (mins / 60, mins % 60);
    let (hour, minute) = language.pick(("時間", "分"), (" h", " min"));
    let space = language.pick("", " ");
    match (hours, mins) {
        (0, _) => [&mins.to_string(), minute].concat(),
        (_, 0) => [&count(hours as u64), hour].concat(),
        _ => [&count(hours as u64), hour, space, &mins.to_string(), minute].concat(),
    }
}

/// How long something will still take: whole seconds, from a minute on whole minutes.
pub fn time_left(language: Language, secs: u32) -> String {
    let (value, unit) = if secs < 60 {
        (secs, language.pick("秒", " s"))
    } else {
        (secs.div_ceil(60), language.pick("分", " min"))
    };
    let (before, after) = language.pick(("あと", ""), ("", " left"));
    [before, &value.to_string(), unit, after].concat()
}

/// How many posts: `12,480件`, `12,480 posts`, `1 post`.
pub fn posts(language: Language, value: u64) -> String {
    let unit = match language {
        Language::Japanese => "件",
        Language::English if value == 1 => " post",
        Language::English => " posts",
    };
    [&count(value), unit].concat()
}

/// How many of what is counted: as [`posts`], or `12,480件`, `12,480 records`, `1 record`.
pub fn records(language: Language, counted: Counted, value: u64) -> String {
    let unit = match (language, counted) {
        (_, Counted::Posts) => return posts(language, value),
        (Language::Japanese, _) => "件",
        (Language::English, _) if value == 1 => " record",
        (Language::English, _) => " records",
    };
    [&count(value), unit].concat()
}

/// How many acts besides the posts: `ほかに27件の記録`, `27 other records`.
pub fn others(language: Language, value: u64) -> String {
    let (before, after) = match language {
        Language::Japanese => ("ほかに", "件の記録"),
        Language::English if value == 1 => ("", " other record"),
        Language::English => ("", " other records"),
    };
    [before, &count(value), after].concat()
}

/// How many days: `21日`, `21 days`, `1 day`.
pub fn days(language: Language, value: u64) -> String {
    let unit = match language {
        Language::Japanese => "日",
        Language::English if value == 1 => " day",
        Language::English => " days",
    };
    [&count(value), unit].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Japanese};

    #[test]
    fn a_count_has_a_comma_before_every_third_digit() {
        for (value, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_480, "12,480"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(value), text);
        }
    }

    #[test]
    fn a_size_is_told_in_its_largest_whole_unit() {
        for (value, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 KB"),
            (340_250_000, "340.2 MB"),
            (20_000_000_000, "20.0 GB"),
        ] {
            assert_eq!(bytes(value), text);
        }
    }

    #[test]
    fn a_duration_names_only_the_units_it_needs() {
        for (secs, japanese, english) in [
            (0, "0分", "0 min"),
            (59 * 60 + 59, "59分", "59 min"),
            (3_600, "1時間", "1 h"),
            (12_600, "3時間30分", "3 h 30 min"),
            (-5, "0分", "0 min"),
        ] {
            assert_eq!(duration(Japanese, secs), japanese);
            assert_eq!(duration(English, secs), english);
        }
    }

    #[test]
    fn the_time_left_is_in_seconds_below_a_minute_and_then_in_minutes() {
        for (secs, japanese, english) in [
            (3, "あと3秒", "3 s left"),
            (60, "あと1分", "1 min left"),
            (61, "あと2分", "2 min left"),
        ] {
            assert_eq!(time_left(Japanese, secs), japanese);
            assert_eq!(time_left(English, secs), english);
        }
    }

    #[test]
    fn english_counts_know_their_plural() {
        assert_eq!(posts(English, 1), "1 post");
        assert_eq!(posts(English, 2), "2 posts");
        assert_eq!(records(English, Counted::Posts, 2), "2 posts");
        assert_eq!(records(English, Counted::Records, 1), "1 record");
        assert_eq!(records(Japanese, Counted::Records, 2), "2件");
        assert_eq!(others(English, 1), "1 other record");
        assert_eq!(others(Japanese, 1200), "ほかに1,200件の記録");
        assert_eq!(days(English, 1), "1 day");
        assert_eq!(days(Japanese, 1), "1日");
    }
}
