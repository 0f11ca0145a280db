//! Days and times in words. Nothing here asks the browser, so that a saved picture reads the same
//! wherever it was made.

use core::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

use super::Language;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A weekday in its shortest form: `水`, `Wed`.
pub fn weekday(language: Language, weekday: Weekday) -> &'static str {
    let index = weekday.num_days_from_monday() as usize;
    match language {
        Language::Japanese => ["月", "火", "水", "木", "金", "土", "日"][index],
        Language::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][index],
    }
}

/// The label of a row: `5/6 水`, `Wed 6 May`.
pub fn day(language: Language, day: NaiveDate) -> String {
    let weekday = weekday(language, day.weekday());
    let (month, date) = (day.month().to_string(), day.day().to_string());
    match language {
        Language::Japanese => [&month, "/", &date, " ", weekday].concat(),
        Language::English => [weekday, " ", &date, " ", month_name(day)].concat(),
    }
}

/// A day that can stand alone: `2026年5月6日（水）`, `Wed 6 May 2026`.
pub fn full_day(language: Language, day: NaiveDate) -> String {
    let weekday = weekday(language, day.weekday());
    let (month, date) = (day.month().to_string(), day.day().to_string());
    match language {
        Language::Japanese => [
            &year(language, day),
            &month,
            "月",
            &date,
            "日（",
            weekday,
            "）",
        ]
        .concat(),
        Language::English => [
            weekday,
            " ",
            &date,
            " ",
            month_name(day),
            " ",
            &year(language, day),
        ]
        .concat(),
    }
}

/// A month: `5月`, `May`.
pub fn month(language: Language, day: NaiveDate) -> String {
    match language {
        Language::Japanese => [&day.month().to_string(), "月"].concat(),
        Language::English => month_name(day).into(),
    }
}

/// A year: `2026年`, `2026`.
pub fn year(language: Language, day: NaiveDate) -> String {
    let year = day.year().to_string();
    match language {
        Language::Japanese => [&year, "年"].concat(),
        Language::English => year,
    }
}

/// A day in a column of days: `2026/5/6`, `6 May 2026`.
pub fn plain_day(language: Language, day: NaiveDate) -> String {
    match language {
        Language::Japanese => slashed(day),
        Language::English => spelt(day),
    }
}

/// A clock time to the minute: `4:05`, `23:30`.
pub fn time(at: NaiveDateTime) -> String {
    let minute = at.minute();
    [
        at.hour().to_string().as_str(),
        if minute < 10 { ":0" } else { ":" },
        &minute.to_string(),
    ]
    .concat()
}

/// A moment: `5/6 水 23:30`, `Wed 6 May, 23:30`.
pub fn moment(language: Language, at: NaiveDateTime) -> String {
    [
        day(language, at.date()).as_str(),
        language.pick(" ", ", "),
        &time(at),
    ]
    .concat()
}

/// A moment that can stand alone: `2026年5月6日（水） 23:30`, `Wed 6 May 2026, 23:30`.
pub fn full_moment(language: Language, at: NaiveDateTime) -> String {
    [
        full_day(language, at.date()).as_str(),
        language.pick(" ", ", "),
        &time(at),
    ]
    .concat()
}

/// A stretch; the second day only where it is another one: `5/6 水 9:02–23:30`.
pub fn stretch(language: Language, start: NaiveDateTime, end: NaiveDateTime) -> String {
    if start.date() == end.date() {
        return [moment(language, start).as_str(), "–", &time(end)].concat();
    }
    [
        moment(language, start).as_str(),
        " – ",
        &moment(language, end),
    ]
    .concat()
}

/// A day as forms and file names have it (ISO 8601): `2026-05-06`.
pub fn iso(day: NaiveDate) -> String {
    let part = |value: u32| [if value < 10 { "-0" } else { "-" }, &value.to_string()].concat();
    [day.year().to_string(), part(day.month()), part(day.day())].concat()
}

/// The day of such a text; `None` for any other. Chrono's own parser would cost the page 3 KB.
pub fn from_iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let (month, date) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, date)
}

/// A range of days, half-open: `2026/5/6 – 5/26`, `6 May – 26 May 2026`. Empty for an empty range.
pub fn range(language: Language, days: &Range<NaiveDate>) -> String {
    let Some(last) = days.end.pred_opt().filter(|last| days.start <= *last) else {
        return String::new();
    };
    let first = days.start;
    let same_year = first.year() == last.year();
    match language {
        Language::Japanese if same_year => [slashed(first), short(last)].join(" – "),
        Language::Japanese => [slashed(first), slashed(last)].join(" – "),
        Language::English if same_year => [short_english(first), spelt(last)].join(" – "),
        Language::English => [spelt(first), spelt(last)].join(" – "),
    }
}

fn month_name(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

fn short(day: NaiveDate) -> String {
    [&day.month().to_string(), "/", &day.day().to_string()].concat()
}

fn slashed(day: NaiveDate) -> String {
    [&day.year().to_string(), "/", &short(day)].concat()
}

fn short_english(day: NaiveDate) -> String {
    [&day.day().to_string(), " ", month_name(day)].concat()
}

fn spelt(day: NaiveDate) -> String {
    [&short_english(day), " ", &day.year().to_string()].concat()
}
