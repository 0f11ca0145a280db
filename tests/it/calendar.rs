//! One row a day: how periods are cut into rows, which days a span shows, where the cursor goes.

use core::ops::Range;

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::*;
use yodori::engine::event::{Event, Kind};
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{Awake, MIDARE_SECS, awake};
use yodori::engine::scene::calendar::{Calendar, DayKind, Edge, Move, Pick, ROW_SECS, Row};
use yodori::engine::scene::span::{Page, Span};
use yodori::engine::time::Zone;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Two days, both of them included: `2020-05-01..2020-05-03`.
fn range(text: &str) -> Range<NaiveDate> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    day(from)..day(to).succ_opt().expect("not the last day of all")
}

/// A zone as chrono-tz knows it, from 2005 to 2031.
pub fn zone(name: &str) -> Zone {
    let tz: Tz = name.parse().expect("a zone");
    let midnight = |text| day(text).and_time(NaiveTime::MIN).and_utc().timestamp();
    Zone::probed(
        name,
        midnight("2005-01-01"),
        midnight("2031-01-01"),
        |secs| {
            let at = DateTime::from_timestamp(secs, 0).expect("within all time");
            tz.offset_from_utc_datetime(&at.naive_utc())
                .fix()
                .local_minus_utc()
        },
    )
}

/// A moment as local clocks show it, the first of two if they show it twice: `2020-05-01 08:00`; or
/// in UTC: `2020-05-01 08:00Z`.
fn moment(tz: Tz, text: &str) -> DateTime<Utc> {
    let read = |text: &str| {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M"))
            .expect("a moment")
    };
    match text.strip_suffix('Z') {
        Some(utc) => read(utc).and_utc(),
        None => tz
            .from_local_datetime(&read(text))
            .earliest()
            .expect("clocks show it")
            .to_utc(),
    }
}

pub fn awake_at(moments: impl IntoIterator<Item = DateTime<Utc>>) -> Awake {
    let mut moments: Vec<_> = moments.into_iter().collect();
    moments.sort_unstable();
    let event = |(id, at)| Event::new(id as u64, at, Kind::Tweet).expect("a moment of an event");
    let events: Vec<Event> = moments.into_iter().enumerate().map(event).collect();
    awake(&events, &Filter::default(), MIDARE_SECS)
}

/// The calendar of moments that are joined by commas.
fn calendar(zone_name: &str, start_hour: u8, days: &str, moments: &str) -> Calendar {
    let tz: Tz = zone_name.parse().expect("a zone");
    let moments = moments.split(", ").filter(|text| !text.is_empty());
    let awake = awake_at(moments.map(|text| moment(tz, text)));
    Calendar::new(
        &awake,
        &zone(zone_name),
        Country::None,
        range(days),
        start_hour,
    )
}

/// Hours since the row's day began, by the clock: 28:00 is four o'clock of the next day.
fn hours(calendar: &Calendar, secs: u32) -> String {
    let secs = secs + u32::from(calendar.start_hour) * 3_600;
    let (hours, minutes, rest) = (secs / 3_600, secs / 60 % 60, secs % 60);
    if rest == 0 {
        format!("{hours}:{minutes:02}")
    } else {
        format!("{hours}:{minutes:02}:{rest:02}")
    }
}

/// A row as `8:00-10:00 *14:00`, with `<` and `>` where a period goes on elsewhere.
fn told_row(calendar: &Calendar, row: &Row) -> String {
    let segments = row.segments.iter().map(|segment| {
        let before = if segment.starts == Edge::Cut { "<" } else { "" };
        let after = if segment.ends == Edge::Cut { ">" } else { "" };
        let (from, to) = (hours(calendar, segment.from), hours(calendar, segment.to));
        format!("{before}{from}-{to}{after}")
    });
    let marks = row
        .marks
        .iter()
        .map(|mark| ["*", &hours(calendar, mark.at)].concat());
    let told: Vec<String> = segments.chain(marks).collect();
    told.join(" ")
}

#[track_caller]
fn check_from(start_hour: u8, zone: &str, days: &str, moments: &str, expected: &[&str]) {
    let calendar = calendar(zone, start_hour, days, moments);
    let told: Vec<String> = calendar
        .rows
        .iter()
        .map(|row| told_row(&calendar, row))
        .collect();
    assert_eq!(told, expected, "{moments} in {zone}");
}

/// What each day's row shows, see [`told_row`].
#[track_caller]
fn check(zone: &str, days: &str, moments: &str, expected: &[&str]) {
    check_from(0, zone, days, moments, expected);
}

#[test]
fn periods_are_cut_at_local_midnight() {
    let days = "2020-05-01..2020-05-03";
    check("Asia/Tokyo", days, "", &["", "", ""]);
    check(
        "Asia/Tokyo",
        days,
        "2020-05-02 08:00, 2020-05-02 10:00",
        &["", "8:00-10:00", ""],
    );
    check(
        "Asia/Tokyo",
        days,
        "2020-05-01 22:30, 2020-05-02 01:15",
        &["22:30-24:00>", "<0:00-1:15", ""],
    );
    // The same moments elsewhere.
    check(
        "UTC",
        days,
        "2020-05-01 13:30, 2020-05-01 16:15",
        &["13:30-16:15", "", ""],
    );
    check(
        "Asia/Kathmandu",
        days,
        "2020-05-01 18:14Z, 2020-05-01 18:16Z",
        &["23:59-24:00>", "<0:00-0:01", ""],
    );
    check(
        "Asia/Tokyo",
        days,
        "2020-05-01 23:00, 2020-05-02 02:00, 2020-05-02 05:00, 2020-05-02 08:00, 2020-05-02 11:00, \
         2020-05-02 14:00, 2020-05-02 17:00, 2020-05-02 20:00, 2020-05-02 23:00, 2020-05-03 02:00",
        &["23:00-24:00>", "<0:00-24:00>", "<0:00-2:00"],
    );
}

#[test]
fn what_ends_at_midnight_has_no_part_of_the_next_day() {
    let days = "2020-05-01..2020-05-02";
    check(
        "Asia/Tokyo",
        days,
        "2020-05-01 22:00, 2020-05-02 00:00",
        &["22:00-24:00", ""],
    );
    check(
        "Asia/Tokyo",
        days,
        "2020-05-01 22:00, 2020-05-02 00:00:01",
        &["22:00-24:00>", "<0:00-0:00:01"],
    );
    check(
        "Asia/Tokyo",
        days,
        "2020-05-02 00:00, 2020-05-02 01:00",
        &["", "0:00-1:00"],
    );
    check("Asia/Tokyo", days, "2020-05-02 00:00", &["", "*0:00"]);
    check(
        "Asia/Tokyo",
        days,
        "2020-05-01 23:59:59",
        &["*23:59:59", ""],
    );
    check(
        "Asia/Tokyo",
        days,
        "2020-05-02 00:00, 2020-05-02 00:00",
        &["", "0:00-0:00"],
    );
}

#[test]
fn only_what_lies_in_the_days_is_shown_and_it_is_cut_at_their_ends() {
    let days = "2020-05-02";
    for (moments, expected) in [
        ("2020-05-01 22:00, 2020-05-01 23:00", ""),
        ("2020-05-03 00:00, 2020-05-03 01:00", ""),
        ("2020-05-01 22:00, 2020-05-02 01:00", "<0:00-1:00"),
        ("2020-05-02 23:00, 2020-05-03 01:00", "23:00-24:00>"),
        (
            "2020-05-01 12:00, 2020-05-02 12:00, 2020-05-03 12:00",
            "*12:00",
        ),
    ] {
        check("Asia/Tokyo", days, moments, &[expected]);
    }
    let empty = day("2020-05-02")..day("2020-05-02");
    let awake = awake_at([moment(chrono_tz::UTC, "2020-05-02 12:00")]);
    let none = Calendar::new(&awake, &Zone::utc(), Country::None, empty, 0);
    assert!(none.rows.is_empty() && none.entries.is_empty());
    assert_eq!(none.step(None, Move::Next), None);
}

#[test]
fn a_row_may_start_at_another_hour() {
    let days = "2020-05-01..2020-05-02";
    let late = "2020-05-01 22:00, 2020-05-02 01:00, 2020-05-02 04:00, 2020-05-02 05:00";
    check_from(0, "Asia/Tokyo", days, late, &["22:00-24:00>", "<0:00-5:00"]);
    check_from(4, "Asia/Tokyo", days, late, &["22:00-28:00>", "<4:00-5:00"]);
    check_from(5, "Asia/Tokyo", days, late, &["22:00-29:00", ""]);
    check_from(23, "Asia/Tokyo", days, late, &["<23:00-29:00", ""]);
    // Before the first row's start hour it is still the day before.
    check_from(4, "Asia/Tokyo", days, "2020-05-01 03:59", &["", ""]);
    check_from(4, "Asia/Tokyo", days, "2020-05-03 03:59", &["", "*27:59"]);
    check_from(4, "Asia/Tokyo", days, "2020-05-03 04:00", &["", ""]);
}

#[test]
fn a_period_over_a_change_of_the_clocks_is_cut_there() {
    let check_us = |day: &str, moments: &str, expected: &str| {
        check("America/New_York", day, moments, &[expected])
    };
    // Two o'clock was skipped.
    check_us(
        "2021-03-14",
        "2021-03-14 01:00, 2021-03-14 04:00",
        "1:00-2:00> <3:00-4:00",
    );
    check_us(
        "2021-03-14",
        "2021-03-14 01:00, 2021-03-14 07:00Z",
        "1:00-2:00",
    );
    check_us(
        "2021-03-14",
        "2021-03-14 07:00Z, 2021-03-14 04:00",
        "3:00-4:00",
    );
    // One o'clock came twice.
    check_us(
        "2021-11-07",
        "2021-11-07 00:30, 2021-11-07 03:00",
        "0:30-2:00> <1:00-3:00",
    );
    check_us(
        "2021-11-07",
        "2021-11-07 05:15Z, 2021-11-07 06:45Z",
        "1:15-2:00> <1:00-1:45",
    );
    check_us(
        "2021-11-07",
        "2021-11-07 06:15Z, 2021-11-07 06:45Z",
        "1:15-1:45",
    );
    check(
        "Australia/Lord_Howe",
        "2021-10-03",
        "2021-10-03 01:00, 2021-10-03 03:00",
        &["1:00-2:00> <2:30-3:00"],
    );
}

#[test]
fn clocks_that_are_moved_at_midnight_lose_and_double_nothing() {
    // Midnight was skipped: the day begins at one.
    check(
        "America/Sao_Paulo",
        "2018-11-03..2018-11-04",
        "2018-11-03 22:00, 2018-11-04 02:00",
        &["22:00-24:00>", "<1:00-2:00"],
    );
    // Eleven came twice, before midnight.
    check(
        "America/Sao_Paulo",
        "2018-02-17..2018-02-18",
        "2018-02-18 00:30Z, 2018-02-18 03:30Z",
        &["22:30-24:00> <23:00-24:00>", "<0:00-0:30"],
    );
    // A minute after midnight it was 23:01 of the day before.
    check(
        "America/St_Johns",
        "2010-11-06..2010-11-07",
        "2010-11-07 02:30:30Z, 2010-11-07 03:00Z",
        &["<23:01-23:30", "0:00:30-0:01>"],
    );
    // The day between was skipped, its row is there and empty.
    check(
        "Pacific/Apia",
        "2011-12-29..2011-12-31",
        "2011-12-29 22:00, 2011-12-31 01:00",
        &["22:00-24:00>", "", "<0:00-1:00"],
    );
}

#[test]
fn a_period_that_goes_on_in_the_row_before_has_both_rows() {
    let calendar = calendar(
        "America/St_Johns",
        0,
        "2010-11-06..2010-11-07",
        "2010-11-07 02:30:30Z, 2010-11-07 03:00Z",
    );
    let rows: Vec<_> = calendar
        .entries
        .iter()
        .map(|entry| (entry.first_row, entry.last_row, entry.from))
        .collect();
    assert_eq!(rows, [(0, 1, 23 * 3_600 + 60)]);
}

#[test]
fn a_row_knows_how_long_its_day_was() {
    for (zone, days, start_hour, expected) in [
        (
            "Asia/Tokyo",
            "2021-03-13..2021-03-15",
            0,
            [24.0, 24.0, 24.0],
        ),
        (
            "America/New_York",
            "2021-03-13..2021-03-15",
            0,
            [24.0, 23.0, 24.0],
        ),
        (
            "America/New_York",
            "2021-03-13..2021-03-15",
            4,
            [23.0, 24.0, 24.0],
        ),
        (
            "America/New_York",
            "2021-11-06..2021-11-08",
            0,
            [24.0, 25.0, 24.0],
        ),
        (
            "Australia/Lord_Howe",
            "2021-10-02..2021-10-04",
            0,
            [24.0, 23.5, 24.0],
        ),
        (
            "Pacific/Apia",
            "2011-12-29..2011-12-31",
            0,
            [24.0, 0.0, 24.0],
        ),
    ] {
        let calendar = calendar(zone, start_hour, days, "");
        let hours: Vec<f64> = calendar.rows.iter().map(|row| row.hours).collect();
        assert_eq!(hours, expected, "{days} in {zone} from {start_hour}");
    }
}

#[test]
fn a_row_knows_what_sort_of_day_it_is() {
    let kinds = |country| -> Vec<DayKind> {
        let days = range("2026-05-01..2026-05-07");
        let calendar = Calendar::new(&Awake::default(), &Zone::utc(), country, days, 0);
        calendar.rows.iter().map(|row| row.kind).collect()
    };
    use DayKind::{Holiday, Saturday, Sunday, Weekday};
    assert_eq!(
        kinds(Country::None),
        [
            Weekday, Saturday, Sunday, Weekday, Weekday, Weekday, Weekday
        ]
    );
    assert_eq!(
        kinds(Country::Japan),
        [
            Weekday, Saturday, Holiday, Holiday, Holiday, Holiday, Weekday
        ]
    );
}

#[test]
fn an_entry_tells_local_times_and_how_long_it_really_was() {
    let calendar = calendar(
        "America/New_York",
        0,
        "2021-03-13..2021-03-14",
        "2021-03-13 12:00, 2021-03-13 22:00, 2021-03-14 01:00, 2021-03-14 04:00, 2021-03-14 20:00, 2021-03-14 20:00",
    );
    let told: Vec<String> = calendar
        .entries
        .iter()
        .map(|entry| {
            format!(
                "{:?} {} {} {}s {} rows {}-{}",
                entry.pick,
                entry.start().format("%d %H:%M"),
                entry.end().format("%d %H:%M"),
                entry.seconds,
                entry.events,
                entry.first_row,
                entry.last_row
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "Lone(0) 13 12:00 13 12:00 0s 1 rows 0-0",
            "Period(0) 13 22:00 14 04:00 18000s 3 rows 0-1",
            "Period(1) 14 20:00 14 20:00 0s 2 rows 1-1",
        ]
    );
    for entry in &calendar.entries {
        assert_eq!(calendar.entry(entry.pick), Some(entry));
    }
    assert_eq!(calendar.entry(Pick::Period(9)), None);
}

/// Where a pick goes, step by step.
#[track_caller]
fn check_steps(calendar: &Calendar, from: Option<Pick>, steps: &[(Move, Pick)]) {
    let mut cursor = from;
    for (to, expected) in steps {
        cursor = calendar.step(cursor, *to);
        assert_eq!(cursor, Some(*expected), "{to:?} of {steps:?}");
    }
}

#[test]
fn the_cursor_reaches_what_is_beside_above_and_below() {
    use Move::{First, Last, Next, Previous, RowDown, RowUp};
    use Pick::{Lone, Period};
    let calendar = calendar(
        "Asia/Tokyo",
        0,
        "2020-05-01..2020-05-05",
        "2020-05-01 08:00, 2020-05-01 09:00, 2020-05-01 20:00, 2020-05-01 21:00, \
         2020-05-02 15:00, 2020-05-04 07:00, 2020-05-04 08:00, 2020-05-04 19:00, 2020-05-04 22:00, \
         2020-05-05 01:00",
    );
    check_steps(
        &calendar,
        None,
        &[
            (Next, Period(0)),
            (Next, Period(1)),
            (Next, Lone(0)),
            (Next, Period(2)),
            (Next, Period(3)),
            (Next, Period(3)),
        ],
    );
    check_steps(
        &calendar,
        None,
        &[
            (Previous, Period(3)),
            (Previous, Period(2)),
            (First, Period(0)),
            (Previous, Period(0)),
            (Last, Period(3)),
        ],
    );
    // Down and up again at about the same hour, over the third, which is empty.
    check_steps(
        &calendar,
        Some(Period(1)),
        &[
            (RowDown, Lone(0)),
            (RowDown, Period(3)),
            (RowDown, Period(3)),
            (RowUp, Lone(0)),
            (RowUp, Period(1)),
            (RowUp, Period(1)),
        ],
    );
    check_steps(&calendar, Some(Lone(0)), &[(RowUp, Period(1))]);
    check_steps(&calendar, Some(Period(2)), &[(RowUp, Lone(0))]);
    check_steps(&calendar, None, &[(RowDown, Period(0))]);
    check_steps(&calendar, None, &[(RowUp, Period(3))]);
    // One that isn't shown any more.
    check_steps(&calendar, Some(Period(99)), &[(Next, Period(0))]);
    check_steps(&calendar, Some(Lone(99)), &[(RowUp, Period(3))]);
}

/// Days of which a span of `text`'s name shows some.
#[track_caller]
fn check_span(span: Span, anchor: &str, first: &str, last: &str, expected: &str) {
    let days = span.days(day(anchor), day(first), day(last));
    assert_eq!(days, range(expected), "{span:?} at {anchor}");
}

fn dates(from: &str, to: &str) -> Span {
    Span::Dates {
        from: day(from),
        to: day(to),
    }
}

#[test]
fn a_span_shows_its_days() {
    let check =
        |span, anchor, expected| check_span(span, anchor, "2011-04-20", "2020-05-26", expected);
    check(Span::ThreeWeeks, "2020-05-26", "2020-05-06..2020-05-26");
    check(Span::ThreeWeeks, "2020-03-05", "2020-02-14..2020-03-05");
    check(Span::Month, "2020-05-26", "2020-05-01..2020-05-31");
    check(Span::Month, "2020-02-29", "2020-02-01..2020-02-29");
    check(Span::Month, "2019-12-01", "2019-12-01..2019-12-31");
    check(Span::Year, "2020-05-26", "2020-01-01..2020-12-31");
    check(Span::All, "2020-05-26", "2011-04-20..2020-05-26");
    check(
        dates("2020-01-05", "2020-02-07"),
        "2020-05-26",
        "2020-01-05..2020-02-07",
    );
    check(
        dates("2020-02-07", "2020-01-05"),
        "2020-05-26",
        "2020-01-05..2020-02-07",
    );
    check(
        dates("2020-02-07", "2020-02-07"),
        "2020-05-26",
        "2020-02-07..2020-02-07",
    );
    check_span(
        Span::All,
        "2020-05-26",
        "2020-05-26",
        "2020-05-26",
        "2020-05-26..2020-05-26",
    );
}

#[test]
fn chosen_dates_far_from_all_data_are_cut_off() {
    let check =
        |span, expected| check_span(span, "2020-05-26", "2011-04-20", "2020-05-26", expected);
    check(dates("0002-05-01", "2011-05-01"), "2010-04-19..2011-05-01");
    check(dates("2020-05-01", "9999-01-01"), "2020-05-01..2021-05-27");
    check(dates("0002-05-01", "0002-06-01"), "2010-04-19..2010-04-19");
    check(
        dates("+262000-01-01", "-262000-01-01"),
        "2010-04-19..2021-05-27",
    );
}

#[test]
fn the_first_three_weeks_shown_are_the_last_with_data() {
    let last = day("2020-05-26");
    let days = Span::default().days(last, day("2011-04-20"), last);
    assert_eq!((days.end - days.start).num_days(), 21);
    assert_eq!(days.end.pred_opt(), Some(last));
}

/// Every page from the last day back, as far as it goes, and forth again.
fn pages(
    span: Span,
    first: NaiveDate,
    last: NaiveDate,
    page: Page,
    from: NaiveDate,
) -> Vec<NaiveDate> {
    let mut anchors = vec![from];
    while let Some(anchor) = span.step(page, anchors[anchors.len() - 1], first, last) {
        anchors.push(anchor);
        assert!(anchors.len() < 5_000, "{span:?} never ends");
    }
    anchors
}

#[test]
fn paging_back_and_forth_shows_every_day_with_data() {
    for (first, last) in [
        ("2020-05-26", "2020-05-26"),
        ("2020-05-06", "2020-05-26"),
        ("2020-05-05", "2020-05-26"),
        ("2019-12-31", "2020-01-31"),
        ("2011-04-20", "2020-03-31"),
        ("2016-02-29", "2020-02-29"),
    ] {
        let (first, last) = (day(first), day(last));
        for span in [Span::ThreeWeeks, Span::Month, Span::Year] {
            let back = pages(span, first, last, Page::Previous, last);
            let mut shown = last.succ_opt().expect("not the last day of all");
            for anchor in &back {
                let days = span.days(*anchor, first, last);
                assert!(
                    shown <= days.end && days.start < shown,
                    "{span:?} leaves days out before {shown}"
                );
                shown = days.start;
                assert!(
                    first <= *anchor && *anchor <= last,
                    "{span:?} goes to {anchor}"
                );
            }
            assert!(shown <= first, "{span:?} stops at {shown}");
            let forth = pages(span, first, last, Page::Next, back[back.len() - 1]);
            let end = span.days(forth[forth.len() - 1], first, last).end;
            assert!(last < end, "{span:?} stops at {end}");
            assert_eq!(forth.len(), back.len(), "{span:?} from {first} to {last}");
        }
        assert_eq!(Span::All.step(Page::Next, last, first, last), None);
        assert_eq!(
            dates("2020-01-01", "2020-01-02").step(Page::Previous, last, first, last),
            None
        );
    }
}

/// Seconds by the clock since a row's start, and the row's day.
fn place(zone: &Zone, start_hour: u8, at: DateTime<Utc>) -> (NaiveDate, u32) {
    let local = zone.local(at) - TimeDelta::hours(start_hour.into());
    (
        local.date(),
        (local - local.date().and_time(NaiveTime::MIN)).num_seconds() as u32,
    )
}

const CHANGING: [(&str, &str); 6] = [
    ("Asia/Tokyo", "2021-03-14"),
    ("America/New_York", "2021-03-14"),
    ("America/New_York", "2021-11-07"),
    ("America/St_Johns", "2010-11-07"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("Pacific/Apia", "2011-12-30"),
];

proptest! {
    #[test]
    fn rows_show_what_was_awake_and_nothing_else(
        (name, change) in prop::sample::select(CHANGING.as_slice()),
        start_hour in 0_u8..24,
        minutes in vec(0_i64..20 * 24 * 60, 0..120),
    ) {
        let zone = zone(name);
        let begin = zone.day_start(day(change)) - TimeDelta::days(10);
        let awake = awake_at(minutes.iter().map(|minutes| begin + TimeDelta::minutes(*minutes)));
        // Some of it lies outside of the rows.
        let days = day(change) - TimeDelta::days(7)..day(change) + TimeDelta::days(7);
        let calendar = Calendar::new(&awake, &zone, Country::None, days.clone(), start_hour);
        let row_of = |day: NaiveDate| calendar.rows.get(usize::try_from((day - days.start).num_days()).ok()?);

        for (index, period) in awake.periods.iter().enumerate() {
            for minute in 0..=period.seconds() / 60 {
                // A second on, so that no end is meant.
                let at = period.start + TimeDelta::seconds(minute * 60 + 1);
                let (day, secs) = place(&zone, start_hour, at);
                let Some(row) = row_of(day).filter(|_| at < period.end) else { continue };
                let covers = row.segments.iter().any(|segment| {
                    let is_its = calendar.entries[segment.entry].pick == Pick::Period(index);
                    is_its && segment.from <= secs && secs < segment.to
                });
                prop_assert!(covers, "{at} is missing");
            }
        }
        for (index, lone) in awake.lone.iter().enumerate() {
            let (day, at) = place(&zone, start_hour, lone.at);
            let Some(row) = row_of(day) else { continue };
            let has = row.marks.iter().any(|mark| mark.at == at && calendar.entries[mark.entry].pick == Pick::Lone(index));
            prop_assert!(has, "{} is missing", lone.at);
        }
        // Nothing more: as many seconds as there were, each piece in its row, rows in order.
        for (index, entry) in calendar.entries.iter().enumerate() {
            let pieces = calendar.rows.iter().flat_map(|row| &row.segments).filter(|piece| piece.entry == index);
            let secs: i64 = pieces.map(|piece| i64::from(piece.to - piece.from)).sum();
            let (start, end) = (entry.start().date(), entry.end().date());
            let is_whole = days.start + TimeDelta::days(1) < start && end < days.end - TimeDelta::days(1);
            prop_assert!(secs <= entry.seconds);
            prop_assert!(!is_whole || secs == entry.seconds, "{entry:?} shows {secs} s");
            prop_assert!(entry.first_row <= entry.last_row && entry.last_row < calendar.rows.len());
        }
        for row in &calendar.rows {
            let ends = row.segments.iter().all(|piece| piece.from <= piece.to && piece.to <= ROW_SECS);
            prop_assert!(ends, "{:?}", row.segments);
            prop_assert!(row.day.year() > 2000);
        }
        let cursor = |mut cursor: Option<Pick>, to| {
            let mut seen = Vec::new();
            for _ in &calendar.entries {
                cursor = calendar.step(cursor, to);
                seen.extend(cursor);
            }
            seen
        };
        let all: Vec<Pick> = calendar.entries.iter().map(|entry| entry.pick).collect();
        prop_assert_eq!(&cursor(None, Move::Next), &all);
        prop_assert_eq!(cursor(None, Move::Previous), all.into_iter().rev().collect::<Vec<_>>());
    }
}
