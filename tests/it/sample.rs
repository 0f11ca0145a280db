//! The two sample people: always the same, one orderly and one not, with a story to see.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use yodori::engine::event::{Event, Imported};
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{Awake, MIDARE_SECS, awake};
use yodori::engine::sample::{Sample, text};
use yodori::engine::text::Language;

const HOUR_SECS: i64 = 3_600;

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 26).expect("a day")
}

fn imported(sample: Sample) -> Imported {
    sample.imported(Language::Japanese, last_day())
}

fn awake_of(sample: Sample) -> Awake {
    awake(&imported(sample).events, &Filter::default(), MIDARE_SECS)
}

/// Seconds of the day by clocks that are `hours` ahead of UTC.
fn clock_secs(at: DateTime<Utc>, hours: i64) -> i64 {
    (at + TimeDelta::hours(hours))
        .num_seconds_from_midnight()
        .into()
}

/// The moment of Tokyo's midnight so many days before the last day.
fn midnight(days_ago: i64) -> DateTime<Utc> {
    let day = last_day() - TimeDelta::days(days_ago);
    day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9)
}

/// How many seconds of `from..to` someone was awake.
fn awake_secs(awake: &Awake, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    let within = |start: DateTime<Utc>, end: DateTime<Utc>| {
        (end.min(to) - start.max(from)).num_seconds().max(0)
    };
    awake
        .periods
        .iter()
        .map(|period| within(period.start, period.end))
        .sum()
}

/// The share of time awake that lies between midnight and five in Tokyo.
fn late_share(awake: &Awake) -> f64 {
    let late: i64 = (0..3 * 365)
        .map(|days_ago| {
            awake_secs(
                awake,
                midnight(days_ago),
                midnight(days_ago) + TimeDelta::hours(5),
            )
        })
        .sum();
    late as f64 / awake.seconds() as f64
}

/// How far the middles of the longest sleep of each noon to noon are spread, in hours.
fn sleep_spread_hours(awake: &Awake) -> f64 {
    let middles: Vec<f64> = (1..3 * 365)
        .filter_map(|days_ago| {
            let noon = midnight(days_ago) + TimeDelta::hours(12);
            let sleeps = awake
                .periods
                .windows(2)
                .map(|pair| (pair[0].end, pair[1].start));
            let of_night =
                sleeps.filter(|(asleep, _)| noon <= *asleep && *asleep < noon + TimeDelta::days(1));
            let (asleep, up) = of_night.max_by_key(|(asleep, up)| *up - *asleep)?;
            Some((asleep + (up - asleep) / 2 - noon).num_seconds() as f64 / HOUR_SECS as f64)
        })
        .collect();
    let mean = middles.iter().sum::<f64>() / middles.len() as f64;
    let variance = middles
        .iter()
        .map(|middle| (middle - mean).powi(2))
        .sum::<f64>()
        / middles.len() as f64;
    variance.sqrt()
}

#[test]
fn a_sample_is_the_same_whenever_it_is_made() {
    for sample in Sample::ALL {
        assert_eq!(imported(sample), imported(sample));
    }
    assert_ne!(
        imported(Sample::EarlyBird).events,
        imported(Sample::NightOwl).events
    );
}

#[test]
fn a_samples_events_keep_what_an_import_promises() {
    for sample in Sample::ALL {
        for later in (0..420).step_by(30).chain(0..7) {
            let last_day = last_day() + TimeDelta::days(later);
            let imported = sample.imported(Language::English, last_day);
            let events = &imported.events;
            for pair in events.windows(2) {
                assert!(
                    (pair[0].at(), pair[0].id) < (pair[1].at(), pair[1].id),
                    "{sample:?}: {} is followed by {}",
                    pair[0].at(),
                    pair[1].at()
                );
            }
            let ids: BTreeSet<u64> = events.iter().map(|event| event.id).collect();
            assert_eq!(ids.len(), events.len(), "{sample:?}: an id stands twice");
            assert_eq!(
                imported.apps.first().map(String::as_str),
                Some(""),
                "no app is known"
            );
            assert!(
                events
                    .iter()
                    .all(|event| usize::from(event.app) < imported.apps.len())
            );
        }
    }
}

#[test]
fn a_sample_is_three_years_long_and_ends_on_its_last_day() {
    for sample in Sample::ALL {
        let (first, last) = awake_of(sample).bounds().expect("events");
        assert!(
            midnight(3 * 365 - 1) <= first && first < midnight(3 * 365 - 2),
            "{sample:?}: {first}"
        );
        assert!(
            midnight(0) + TimeDelta::hours(21) < last && last < midnight(-1) + TimeDelta::hours(6),
            "{sample:?}: {last}"
        );
    }
}

#[test]
fn every_day_of_a_sample_has_something_to_see() {
    for sample in Sample::ALL {
        let awake = awake_of(sample);
        for days_ago in 0..3 * 365 {
            let secs = awake_secs(&awake, midnight(days_ago), midnight(days_ago - 1));
            assert!(
                HOUR_SECS < secs,
                "{sample:?}, {days_ago} days ago: {secs} s"
            );
        }
        let lone = awake.lone.len();
        assert!((5..400).contains(&lone), "{sample:?} has {lone} marks");
    }
}

#[test]
fn the_early_bird_is_orderly_and_the_night_owl_is_not() {
    let (bird, owl) = (awake_of(Sample::EarlyBird), awake_of(Sample::NightOwl));
    let (bird_late, owl_late) = (late_share(&bird), late_share(&owl));
    assert!(bird_late < 0.03, "{bird_late}");
    assert!((0.10..0.40).contains(&owl_late), "{owl_late}");
    let (bird_spread, owl_spread) = (sleep_spread_hours(&bird), sleep_spread_hours(&owl));
    assert!(bird_spread < 1.0, "{bird_spread}");
    assert!(
        2.5 * bird_spread < owl_spread,
        "{bird_spread} and {owl_spread}"
    );
}

#[test]
fn the_night_owl_was_up_for_more_than_a_day_within_the_last_three_weeks_and_the_early_bird_never() {
    let day = TimeDelta::hours(24);
    let owl = awake_of(Sample::NightOwl);
    let recent = owl
        .periods
        .iter()
        .filter(|period| midnight(20) <= period.start);
    let through = recent
        .filter(|period| day < period.end - period.start)
        .count();
    assert!((1..=4).contains(&through), "{through} times");
    let bird = awake_of(Sample::EarlyBird);
    assert!(
        bird.periods
            .iter()
            .all(|period| period.end - period.start < day)
    );
    // Nobody is up for three days on end.
    assert!(
        owl.periods
            .iter()
            .all(|period| period.end - period.start < day * 3)
    );
}

#[test]
fn the_night_owls_journey_turns_the_day_around_and_its_posts_know_the_hour_there() {
    let owl = imported(Sample::NightOwl);
    let awake = awake(&owl.events, &Filter::default(), MIDARE_SECS);
    let afternoons = |days_ago: core::ops::Range<i64>| {
        let secs = |days_ago| {
            awake_secs(
                &awake,
                midnight(days_ago) + TimeDelta::hours(18),
                midnight(days_ago) + TimeDelta::hours(23),
            )
        };
        let days = days_ago.end - days_ago.start;
        days_ago.map(secs).sum::<i64>() as f64 / (days * 5 * HOUR_SECS) as f64
    };
    assert!(
        0.6 < afternoons(190..208),
        "at home: {}",
        afternoons(190..208)
    );
    assert!(
        afternoons(211..223) < 0.3,
        "on the way: {}",
        afternoons(211..223)
    );
    let there = owl
        .events
        .iter()
        .filter(|event| midnight(221) <= event.at() && event.at() < midnight(212));
    for event in there {
        let hour = clock_secs(event.at(), -7) / HOUR_SECS;
        assert_eq!(event.id % 32, hour as u64, "{}", event.at());
    }
}

#[test]
fn every_post_of_a_sample_says_something_in_both_languages() {
    for sample in Sample::ALL {
        let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
        for event in &imported(sample).events {
            said.insert(pair(event));
        }
        assert!(
            20 < said.len(),
            "{sample:?} says only {} things",
            said.len()
        );
        for (japanese, english) in &said {
            assert!(!japanese.is_ascii(), "{japanese}");
            assert!(
                english
                    .chars()
                    .all(|char| char.is_ascii() || "’“”".contains(char)),
                "{english}"
            );
        }
        // No two sentences of one language are one in the other.
        let japanese: BTreeSet<&str> = said.iter().map(|(japanese, _)| *japanese).collect();
        let english: BTreeSet<&str> = said.iter().map(|(_, english)| *english).collect();
        assert_eq!((japanese.len(), english.len()), (said.len(), said.len()));
        let names = Language::ALL.map(|language| sample.name(language));
        assert!(names[0] != names[1] && !names.contains(&""));
        assert_eq!(imported(sample).person.handle, sample.handle());
    }
}

fn pair(event: &Event) -> (&'static str, &'static str) {
    (
        text(Language::Japanese, event),
        text(Language::English, event),
    )
}

#[test]
fn what_a_post_says_fits_its_hour() {
    for event in &imported(Sample::NightOwl).events {
        let (japanese, _) = pair(event);
        let hour = event.id % 32;
        assert!(hour < 24);
        if japanese.contains("朝ごはん") {
            assert!((5..10).contains(&hour), "{japanese} at {hour}");
        }
        if japanese.contains("3時") {
            assert!((1..5).contains(&hour), "{japanese} at {hour}");
        }
        if japanese.contains("お昼") {
            assert!((10..18).contains(&hour), "{japanese} at {hour}");
        }
    }
}
