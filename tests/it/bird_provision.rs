//! What the whole page tells the bird of someone: nights out of likely sleep, and that it survives the way.

use chrono::NaiveDate;
use yodori::engine::bird::food::{Food, FoodKind, Key, Pantry};
use yodori::engine::bird::habit::Night;
use yodori::engine::bird::provision::{Provision, last_nights, sample_day};
use yodori::engine::infer::sleep::{BINS_A_DAY, Row, Timeline, UNKNOWN};
use yodori::engine::protocol;
use yodori::engine::sample::Sample;
use yodori::engine::text::Language;
use yodori::engine::time::{Offset, Zone};

const HOUR_BINS: usize = BINS_A_DAY / 24;
/// Tokyo's.
const OFFSET_SECS: i32 = 9 * 3_600;

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(20_000 + number).expect("a day")
}

/// Rows from noon to noon in Tokyo.
fn timeline(rows: usize) -> Timeline {
    let row = |nth: usize| Row {
        day: day(nth as i32),
        first: (nth * BINS_A_DAY) as u32,
        bins: BINS_A_DAY as u16,
        offset_secs: OFFSET_SECS,
        known: true,
        free: false,
    };
    Timeline {
        start: 20_000 * 86_400 + 12 * 3_600 - i64::from(OFFSET_SECS),
        rows: (0..rows).map(row).collect(),
    }
}

/// * `sleeps`: each night's, in hours after its noon; how likely the bins in them are.
/// * `expected`: day, onset and wake in minutes of the local day.
fn check(rows: usize, sleeps: &[(f64, f64, u8)], expected: &[(i32, u16, u16)]) {
    let timeline = timeline(rows);
    let mut asleep = vec![0; timeline.bins()];
    for (from, to, likely) in sleeps {
        let bin = |hours: &f64| (hours * HOUR_BINS as f64) as usize;
        asleep[bin(from)..bin(to)].fill(*likely);
    }
    let nights = last_nights(&timeline, &asleep);
    let told: Vec<_> = nights.iter().map(Night::parts).collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(nth, onset, wake)| (day(*nth), *onset, *wake))
        .collect();
    assert_eq!(told, expected, "{sleeps:?}");
}

#[test]
fn the_longest_likely_sleep_of_a_night_is_its_main_sleep() {
    check(1, &[], &[]);
    check(1, &[(11.0, 19.0, 200)], &[(0, 23 * 60, 7 * 60)]);
    check(
        1,
        &[(11.0, 13.0, 254), (14.0, 19.5, 127), (22.0, 23.0, 254)],
        &[(0, 2 * 60, 7 * 60 + 30)],
    );
    // As likely awake as not is not asleep, and what isn't known is no sleep.
    check(1, &[(11.0, 19.0, 126)], &[]);
    check(1, &[(11.0, 19.0, UNKNOWN)], &[]);
    check(
        1,
        &[(11.0, 19.0, 200), (13.0, 14.0, 20)],
        &[(0, 2 * 60, 7 * 60)],
    );
}

#[test]
fn a_sleep_over_noon_belongs_to_the_night_of_its_middle() {
    // From ten in the morning to four in the afternoon, and to one.
    check(2, &[(22.0, 28.0, 254)], &[(1, 10 * 60, 16 * 60)]);
    check(2, &[(20.0, 25.0, 254)], &[(0, 8 * 60, 13 * 60)]);
    // Up to where the timeline ends.
    check(1, &[(20.0, 24.0, 254)], &[(0, 8 * 60, 12 * 60)]);
}

#[test]
fn the_last_four_weeks_that_are_known_are_told_oldest_first() {
    let sleeps: Vec<_> = (0..40)
        .map(|nth| {
            (
                f64::from(nth) * 24.0 + 12.0,
                f64::from(nth) * 24.0 + 18.0,
                254,
            )
        })
        .collect();
    let expected: Vec<_> = (12..40).map(|nth| (nth, 0, 6 * 60)).collect();
    check(40, &sleeps, &expected);
}

#[test]
fn what_is_told_survives_the_way_and_nothing_else_is_taken_for_it() {
    let offset = |from, secs| Offset { from, secs };
    let food = |key, at| Food {
        key: Key(key),
        at,
        kind: FoodKind::Post,
        languages: Vec::new(),
    };
    let provision = Provision {
        zone: Zone::new(
            "Asia/Kathmandu",
            vec![offset(-5, -12_600), offset(0, 20_700)],
        ),
        posts: Pantry {
            foods: vec![food(u64::MAX, 1_764_000_000), food(0, -1)],
            languages: Vec::new(),
            until: Some(1_764_000_000),
        },
        nights: vec![
            Night::new(day(0), 1_439, 0).expect("a night"),
            Night::new(day(1), 0, 480).expect("a night"),
        ],
    };
    let bytes = protocol::to_bytes(&provision);
    assert_eq!(protocol::from_bytes(&bytes), Some(provision.clone()));
    for cut in 0..bytes.len() {
        assert_eq!(
            protocol::from_bytes::<Provision>(&bytes[..cut]),
            None,
            "{cut}"
        );
    }
    let mut newer = bytes;
    newer[0] += 1;
    assert_eq!(protocol::from_bytes::<Provision>(&newer), None);
}

#[test]
fn a_samples_food_is_the_same_whenever_it_is_opened() {
    assert_eq!(
        sample_day(),
        NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
    );
    for sample in Sample::ALL {
        let [first, again] = [Language::Japanese, Language::English]
            .map(|language| Pantry::of_posts(&sample.imported(language, sample_day()).events));
        assert_eq!(first, again);
        assert!(20 < first.foods.len(), "{sample:?}");
    }
}
