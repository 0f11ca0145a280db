//! From a calendar to the half hours of a link, and back.

use chrono::{Datelike, NaiveDate, TimeDelta};
use yodori::engine::event::{Event, Kind};
use yodori::engine::figures::Figures;
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{MIDARE_SECS, awake};
use yodori::engine::link::{About, MOST_DAYS, Shared};
use yodori::engine::sample::Sample;
use yodori::engine::scene::calendar::{Calendar, Pick};
use yodori::engine::text::{Language, dates};
use yodori::engine::time::{Offset, Zone};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The calendar of posts at these moments of UTC, as days and hours: `1 23:40`.
fn calendar(moments: &str, zone: &Zone, days: u32, start_hour: u8) -> Calendar {
    let moment = |(text, id): (&str, u64)| {
        let (date, time) = text.trim().split_once(' ').expect("a day and a time");
        let at = format!("2026-05-{date:0>2}T{time:0>5}:00Z");
        Event::new(id, at.parse().expect("a moment"), Kind::Tweet)
    };
    let moments = moments.split(',').filter(|text| !text.trim().is_empty());
    let events: Vec<Event> = moments.zip(0..).filter_map(moment).collect();
    let awake = awake(&events, &Filter::default(), MIDARE_SECS);
    let first = day("2026-05-01");
    let days = first..first + TimeDelta::days(days.into());
    Calendar::new(&awake, zone, Country::None, days, start_hour)
}

/// The periods of a calendar: `1 23:30–2 3:00`.
fn told(calendar: &Calendar) -> String {
    let moment = |at: chrono::NaiveDateTime| [at.day().to_string(), dates::time(at)].join(" ");
    let periods = calendar.entries.iter();
    let periods = periods.filter(|entry| matches!(entry.pick, Pick::Period(_)));
    let periods = periods.map(|entry| [moment(entry.start()), moment(entry.end())].join("–"));
    periods.collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check_in(zone: &Zone, start_hour: u8, moments: &str, expected: &str) {
    let calendar = calendar(moments, zone, 3, start_hour);
    let shared = Shared::of(&calendar, About::default()).expect("three days");
    assert_eq!(told(&shared.calendar()), expected, "{moments}");
}

#[test]
fn a_half_hour_is_awake_if_half_of_it_is() {
    let check = |moments, expected| check_in(&Zone::utc(), 0, moments, expected);
    check("", "");
    check("1 8:00, 1 10:00", "1 8:00–1 10:00");
    check("1 8:15, 1 10:15", "1 8:00–1 10:30");
    check("1 8:16, 1 10:14", "1 8:30–1 10:00");
    // Two stretches of one day.
    check(
        "1 8:00, 1 9:00, 1 13:00, 1 14:00",
        "1 8:00–1 9:00, 1 13:00–1 14:00",
    );
    // Over midnight, and through a whole day.
    check("1 22:00, 2 1:00", "1 22:00–2 1:00");
    check(
        "1 22:00, 2 1:00, 2 4:00, 2 7:00, 2 10:00, 2 13:00, 2 16:00, 2 19:00, 2 22:00, 3 1:00",
        "1 22:00–3 1:00",
    );
    // Up to the last midnight.
    check("3 22:00, 4 1:00", "3 22:00–4 0:00");
    // Before the first one.
    check("30 22:00", "");
}

#[test]
fn a_short_period_is_the_half_hour_of_its_middle() {
    let check = |moments, expected| check_in(&Zone::utc(), 0, moments, expected);
    check("1 8:00, 1 8:01", "1 8:00–1 8:30");
    check("1 8:25, 1 8:45", "1 8:30–1 9:00");
    check("1 8:24, 1 8:34", "1 8:00–1 8:30");
    check("1 23:50, 2 0:12", "2 0:00–2 0:30");
    check("1 8:10, 1 8:10", "1 8:00–1 8:30");
    // A lone event is none.
    check("1 8:10", "");
}

#[test]
fn rows_begin_where_the_calendar_s_do() {
    let check = |hour, moments, expected| check_in(&Zone::utc(), hour, moments, expected);
    check(5, "1 8:00, 1 10:00", "1 8:00–1 10:00");
    check(5, "2 1:00, 2 4:00, 2 6:00", "2 1:00–2 6:00");
    check(23, "2 1:00, 2 4:00, 2 6:00", "2 1:00–2 6:00");
    check(23, "1 8:00, 1 10:00", "");
}

#[test]
fn an_hour_that_clocks_left_out_or_repeated_parts_no_period() {
    let moved = |before: i32, after: i32| {
        let at = day("2026-05-02")
            .and_hms_opt(1, 0, 0)
            .expect("an hour")
            .and_utc();
        let offsets = [(0, before), (at.timestamp(), after)];
        let offsets = offsets.map(|(from, hours)| Offset {
            from,
            secs: hours * 3_600,
        });
        Zone::new("Nowhere", offsets.into()).expect("ascending")
    };
    let check = |before, after, moments, expected| {
        check_in(&moved(before, after), 0, moments, expected);
    };
    // From 2:00 to 3:00, and from 3:00 to 2:00.
    check(1, 2, "2 0:00, 2 3:00", "2 1:00–2 5:00");
    check(2, 1, "2 0:00, 2 3:00", "2 2:00–2 4:00");
    // Over midnight.
    check(-1, 0, "2 0:00, 2 3:00", "1 23:00–2 3:00");
    check(-1, -2, "2 0:00, 2 3:00", "1 23:00–2 1:00");
    // Nothing is made up for a flight.
    check(0, 9, "2 0:00, 2 3:00", "2 0:00–2 1:00, 2 10:00–2 12:00");
}

#[test]
fn of_more_than_a_year_the_last_366_days_are_told() {
    let last = day("2026-11-28");
    let events = Sample::NightOwl.imported(Language::English, last).events;
    let awake = awake(&events, &Filter::default(), MIDARE_SECS);
    let of = |days: i64| {
        let days = last - TimeDelta::days(days - 1)..last + TimeDelta::days(1);
        let calendar = Calendar::new(&awake, &Sample::zone(), Country::Japan, days, 4);
        Shared::of(&calendar, About::default()).expect("days")
    };
    let (year, all) = (of(MOST_DAYS as i64), of(1_000));
    assert_eq!(year, all);
    assert_eq!(year.rows().len(), MOST_DAYS);
    assert_eq!(year.first(), day("2025-11-28"));
    assert_eq!(of(365).rows(), &year.rows()[1..]);
}

#[test]
fn the_samples_look_the_same_in_a_link_to_a_quarter_of_an_hour() {
    let last = day("2026-11-28");
    for sample in Sample::ALL {
        for (days, start_hour) in [(21, 0), (366, 0), (90, 5)] {
            let events = sample.imported(Language::English, last).events;
            let awake = awake(&events, &Filter::default(), MIDARE_SECS);
            let days = last - TimeDelta::days(days - 1)..last + TimeDelta::days(1);
            let calendar = Calendar::new(&awake, &Sample::zone(), Country::Japan, days, start_hour);
            let about = About {
                zone: "Asia/Tokyo",
                ..About::default()
            };
            let link = Shared::of(&calendar, about).expect("days").calendar();
            let periods = calendar.entries.iter();
            let periods: Vec<_> = periods
                .filter(|entry| matches!(entry.pick, Pick::Period(_)))
                .collect();
            assert_eq!(link.entries.len(), periods.len());
            let (start, end) = (
                days_start(&calendar, start_hour),
                days_start(&calendar, start_hour) + TimeDelta::days(calendar.rows.len() as i64),
            );
            for (told, period) in link.entries.iter().zip(periods) {
                if period.seconds < 1_800 {
                    continue;
                }
                let off = (told.start() - period.start().max(start))
                    .abs()
                    .max((told.end() - period.end().min(end)).abs());
                assert!(off <= TimeDelta::minutes(15), "{period:?} {told:?}");
            }
            let kinds = |calendar: &Calendar| {
                let rows = calendar.rows.iter();
                rows.map(|row| (row.day, row.kind)).collect::<Vec<_>>()
            };
            assert_eq!(kinds(&link), kinds(&calendar));
            let secs = [&link, &calendar].map(|calendar| Figures::of(calendar, 0).awake_secs);
            assert!(
                secs[0].abs_diff(secs[1]) * 50 < secs[1].unsigned_abs(),
                "{secs:?}"
            );
        }
    }
}

fn days_start(calendar: &Calendar, start_hour: u8) -> chrono::NaiveDateTime {
    let first = calendar.rows.first().expect("days").day;
    first.and_hms_opt(start_hour.into(), 0, 0).expect("an hour")
}
