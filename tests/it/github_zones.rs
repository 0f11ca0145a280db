//! Where a person's clocks were, found from what their commits say.

use proptest::prelude::*;
use yodori::engine::source::github::Options;
use yodori::engine::source::github::zones::{Change, Sighting, agree, timeline, zone};

use crate::github::fake::Fake;
use crate::github::people::{NOW, commit, nobody, repository};
use crate::github::{Drive, End};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Sightings as words: `day hour offset`, the offset in hours.
fn sightings(words: &str) -> Vec<Sighting> {
    let one = |words: &str| {
        let numbers: Vec<f64> = words
            .split_whitespace()
            .map(|word| word.parse().expect("a number"))
            .collect();
        Sighting {
            epoch_secs: (numbers[0] * DAY as f64 + numbers[1] * HOUR as f64) as i64,
            offset_mins: (numbers[2] * 60.0) as i16,
        }
    };
    words
        .split(',')
        .filter(|words| !words.trim().is_empty())
        .map(one)
        .collect()
}

/// The timeline as words: `day+hour offset`.
#[track_caller]
fn check(words: &str, expected: &str) {
    let changes = timeline(&sightings(words));
    let told: Vec<String> = changes
        .iter()
        .map(|change| {
            let (day, hour) = (change.from / DAY, change.from % DAY / HOUR);
            format!("{day}+{hour} {}", f64::from(change.offset_mins) / 60.0)
        })
        .collect();
    assert_eq!(told.join(", "), expected, "{words}");
}

#[test]
fn two_commits_within_a_day_say_where_the_clock_is() {
    check("", "");
    check("1 0 9", "");
    check("1 0 9, 1 5 9", "1+0 9");
    check("1 0 9, 2 0 9", "1+0 9");
    check("1 0 9, 2 1 9", "");
    check("1 0 5.5, 1 1 5.5", "1+0 5.5");
}

#[test]
fn a_move_is_half_way_between_the_commits_around_it() {
    check("1 0 9, 1 1 9, 3 1 -7, 3 2 -7", "1+0 9, 2+1 -7");
    check(
        "1 0 9, 1 1 9, 3 1 -7, 3 2 -7, 5 2 9, 5 3 9",
        "1+0 9, 2+1 -7, 4+2 9",
    );
    // One commit alone may be another machine's.
    check("1 0 9, 1 1 9, 2 0 -7, 3 0 9, 3 1 9", "1+0 9");
    check("1 0 9, 1 1 9, 3 0 -7, 5 0 -7, 7 0 9, 7 1 9", "1+0 9");
}

#[test]
fn machines_in_utc_do_not_travel() {
    check(
        "1 0 9, 1 1 9, 2 0 0, 2 1 0, 2 2 0, 3 0 9, 3 1 9, 4 1 9",
        "1+0 9",
    );
    check(
        "1 0 9, 1 1 9, 2 1 9, 3 0 0, 3 1 0, 4 0 -7, 4 1 -7, 5 0 -7",
        "1+0 9, 3+0 -7",
    );
    // An hour away, but for a day.
    check("1 0 1, 1 1 1, 2 0 1, 2 2 0, 2 3 0, 3 0 1, 3 1 1", "1+0 1");
}

#[test]
fn someone_who_lives_in_utc_is_believed() {
    check("1 0 0, 1 1 0", "1+0 0");
    check("1 0 0, 1 1 0, 2 0 0, 2 1 0, 3 1 9, 3 2 9", "1+0 0, 2+13 9");
    let winter: String = (100..140)
        .map(|day| format!("{day} 9 0, {day} 12 0, "))
        .collect();
    let summer: String = (140..300)
        .map(|day| format!("{day} 9 1, {day} 12 1, "))
        .collect();
    check(&format!("{winter}{summer}"), "100+9 0, 139+22 1");
    let again: String = (300..330)
        .map(|day| format!("{day} 9 0, {day} 12 0, "))
        .collect();
    check(&format!("{summer}{again}"), "140+9 1, 299+22 0");
}

#[test]
fn a_clock_that_is_put_forward_is_a_change() {
    check("1 0 -5, 1 1 -5, 2 1 -4, 2 2 -4", "1+0 -5, 1+13 -4");
}

#[test]
fn a_timeline_is_a_zone() {
    let changes = timeline(&sightings("1 0 9, 1 1 9, 3 1 -7, 3 2 -7"));
    let zone = zone("found", &changes).expect("a zone");
    let offset = |day: i64| {
        zone.offset_secs(chrono::DateTime::from_timestamp(day * DAY, 0).expect("a moment"))
    };
    assert_eq!(
        (offset(0), offset(2), offset(3)),
        (9 * 3_600, 9 * 3_600, -7 * 3_600)
    );
    assert_eq!(
        yodori::engine::source::github::zones::zone("none", &[]),
        None
    );
}

#[test]
fn a_zone_agrees_with_what_commits_say_or_not() {
    let check = |changes: &[(i64, i16)], zone: &str, expected: bool| {
        let day = |days: i64| NOW_DAY + days * 86_400;
        let changes = changes.iter().map(|(from, offset_mins)| Change {
            from: day(*from),
            offset_mins: *offset_mins,
        });
        let changes: Vec<Change> = changes.collect();
        assert_eq!(
            agree(&changes, &crate::calendar::zone(zone), day(365)),
            expected,
            "{zone} {changes:?}"
        );
    };
    // 2024-01-01.
    const NOW_DAY: i64 = 1_704_067_200;
    check(&[], "Asia/Tokyo", true);
    check(&[(0, 540)], "Asia/Tokyo", true);
    check(&[(0, 540)], "America/New_York", false);
    check(&[(0, 540), (100, -420)], "Asia/Tokyo", false);
    // Clocks are moved on 31 March and 27 October; commits say so some days late.
    check(&[(0, 60), (95, 120), (303, 60)], "Europe/Berlin", true);
    check(&[(0, 60)], "Europe/Berlin", false);
}

#[test]
fn a_traveller_is_found_from_commits_among_those_of_machines() {
    let (home, away) = (540, -420);
    let moves = [NOW - 200 * DAY, NOW - 150 * DAY];
    let mut commits = Vec::new();
    for day in 1..300 {
        for (nth, hour) in [1_i64, 4, 9].into_iter().enumerate() {
            let at = NOW - day * DAY + hour * HOUR;
            let is_away = (moves[0]..moves[1]).contains(&at);
            let is_container = day % 3 == 0 && nth == 1;
            let offset = match (is_container, is_away) {
                (true, _) => 0,
                (_, true) => away,
                _ => home,
            };
            commits.push(commit(day as u64 * 10 + nth as u64, at, offset));
        }
    }
    let fake = Fake {
        repositories: vec![repository("yoru-person/a", commits)],
        ..nobody()
    };
    let mut drive = Drive::new(fake, Options::default(), 1);
    assert_eq!(drive.end(), End::Done);
    let zones = drive.found().zones;
    let offsets: Vec<i16> = zones.iter().map(|change| change.offset_mins).collect();
    assert_eq!(offsets, [home, away, home]);
    for (change, moved) in zones[1..].iter().zip(moves) {
        assert!(
            (change.from - moved).abs() <= 19 * HOUR,
            "{change:?} and {moved}"
        );
    }
}

proptest! {
    #[test]
    fn someone_who_never_moves_has_one_entry(
        offset_mins in -720_i16..840,
        gaps in proptest::collection::vec(0_i64..20 * HOUR, 2..200),
    ) {
        let mut at = 1_000_000;
        let told: Vec<Sighting> = gaps.iter().map(|gap| {
            at += gap;
            Sighting { epoch_secs: at, offset_mins }
        }).collect();
        let expected = Change { from: told[0].epoch_secs, offset_mins };
        prop_assert_eq!(timeline(&told), [expected]);
    }

    #[test]
    fn each_move_lies_between_the_commits_around_it(
        stays in proptest::collection::vec((1_usize..30, 1_i64..9 * DAY, 1_i16..14), 2..12),
    ) {
        let (mut at, mut told, mut expected, mut last) = (1_000_000, Vec::new(), Vec::new(), 0_i16);
        for (count, gap, hours) in stays {
            // Never UTC, and never where they were.
            let hours = if hours == last { -hours } else { hours };
            let before = at;
            at += gap;
            expected.push((before..=at, hours * 60));
            for _ in 0..=count {
                told.push(Sighting { epoch_secs: at, offset_mins: hours * 60 });
                at += 7 * HOUR;
            }
            at -= 7 * HOUR;
            last = hours;
        }
        let found = timeline(&told);
        prop_assert_eq!(found.len(), expected.len());
        for (change, (between, offset_mins)) in found.iter().zip(expected) {
            prop_assert_eq!(change.offset_mins, offset_mins);
            prop_assert!(between.contains(&change.from));
        }
    }

    #[test]
    fn whatever_commits_say_a_timeline_is_in_order_and_says_nothing_twice(
        told in proptest::collection::vec((any::<u32>(), -5_i16..5), 0..60),
    ) {
        let mut told: Vec<Sighting> = told.iter().map(|(at, hours)| Sighting {
            epoch_secs: i64::from(*at) / 1_000,
            offset_mins: hours * 60,
        }).collect();
        told.sort_by_key(|one| one.epoch_secs);
        let found = timeline(&told);
        prop_assert!(found.windows(2).all(|pair| pair[0].from <= pair[1].from));
        prop_assert!(found.windows(2).all(|pair| pair[0].offset_mins != pair[1].offset_mins));
        for change in found {
            prop_assert!(told.iter().any(|one| one.offset_mins == change.offset_mins));
        }
    }
}
