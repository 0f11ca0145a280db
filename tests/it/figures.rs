//! The plain counts beside the picture.

use core::ops::Range;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;
use yodori::engine::event::{Event, Kind};
use yodori::engine::figures::counted_in;
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::awake;
use yodori::engine::scene::calendar::Calendar;
use yodori::engine::time::Zone;

use crate::calendar::{day, zone};

/// Zones whose clocks were put back at midnight or a minute after it, in the months that are tried, and one where they
/// never were.
const ZONES: [&str; 4] = [
    "America/Sao_Paulo",
    "America/St_Johns",
    "Africa/Cairo",
    "Asia/Tokyo",
];

/// How many of the posts lie on days, and how many of them clocks showed there.
fn counts(
    zone: &Zone,
    start_hour: u8,
    threshold_secs: i64,
    shown: Range<NaiveDate>,
    events: &[Event],
) -> [usize; 2] {
    let filter = Filter::default();
    let awake = awake(events, &filter, threshold_secs);
    let calendar = Calendar::new(&awake, zone, Country::None, shown.clone(), start_hour);
    let day_of = |event: &&Event| -> NaiveDate {
        (zone.local(event.at()) - TimeDelta::hours(start_hour.into())).date()
    };
    let shown = events
        .iter()
        .filter(|event| filter.counts(event) && shown.contains(&day_of(event)));
    let expected = shown.count();
    [
        counted_in(&calendar, zone, &awake, events, &filter),
        expected,
    ]
}

#[test]
fn a_post_in_the_moment_in_which_a_day_begins_is_of_that_day() {
    let moments = ["2009-06-23T00:30:00Z", "2009-06-23T04:00:00Z"];
    let events = moments.map(|at| {
        Event::new(1, at.parse().expect("a moment"), Kind::Tweet).expect("a moment of an event")
    });
    // In Sao Paulo they are of half past nine and of one o'clock.
    for (start_hour, days, expected) in [
        (1, "2009-06-23".."2009-06-24", 1),
        (1, "2009-06-22".."2009-06-23", 1),
        (1, "2009-06-22".."2009-06-24", 2),
        (2, "2009-06-22".."2009-06-23", 2),
        (2, "2009-06-23".."2009-06-24", 0),
        (0, "2009-06-23".."2009-06-24", 1),
    ] {
        let shown = day(days.start)..day(days.end);
        let found = counts(&zone(ZONES[0]), start_hour, 12_600, shown, &events);
        assert_eq!(found, [expected; 2], "{start_hour} {days:?}");
    }
}

proptest! {
    /// Whatever is left out of asking for each event's day.
    #[test]
    fn events_are_counted_on_the_days_on_which_clocks_showed_them(
        zone_name in prop::sample::select(&ZONES),
        start_hour in 0_u8..24,
        threshold_secs in 0_i64..200_000,
        (from, days) in (0_i64..420, 0_i64..60),
        mut halves in vec((0_i64..24 * 2 * 500, any::<bool>()), 0..400),
    ) {
        let zone = zone(zone_name);
        let first = day("2009-02-28") + TimeDelta::days(from);
        let shown = first..first + TimeDelta::days(days);
        halves.sort_unstable();
        let begin: DateTime<Utc> = "2009-01-15T00:00:00Z".parse().expect("a moment");
        let events: Vec<Event> = halves
            .iter()
            .zip(0..)
            .map(|((half, is_post), id)| {
                let kind = if *is_post { Kind::Tweet } else { Kind::IpAudit };
                Event::new(id, begin + TimeDelta::minutes(half * 30), kind).expect("a moment of an event")
            })
            .collect();
        let [found, expected] = counts(&zone, start_hour, threshold_secs, shown, &events);
        prop_assert_eq!(found, expected);
    }
}
