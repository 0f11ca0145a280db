//! When the bird sleeps, yawns and wakes, and what a regular week and a day off bring.

use chrono::{Days, NaiveDate};
use yodori::engine::bird::clock::Now;
use yodori::engine::bird::food::{Food, FoodKind, Key, Pantry};
use yodori::engine::bird::habit::{Doing, Habit, Night};
use yodori::engine::bird::ledger::Present;
use yodori::engine::bird::{Bird, Cue, Input};

use crate::bird::at;
use crate::calendar::zone;

fn minute(clock: &str) -> u16 {
    let (hours, mins) = clock.split_once(':').expect("hours and minutes");
    hours.parse::<u16>().expect("hours") * 60 + mins.parse::<u16>().expect("minutes")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Nights, one a day up to the one that begins on `last`: `23:00-7:00`, or `-` where none is told.
fn nights(last: &str, told: &str) -> Vec<Night> {
    let told: Vec<&str> = told.split_whitespace().collect();
    let night = |(nth, told): (usize, &&str)| {
        let day = day(last) - Days::new((told_len(nth)) as u64);
        let (onset, wake) = told.split_once('-')?;
        if onset.is_empty() {
            return None;
        }
        Night::new(day, minute(onset), minute(wake))
    };
    fn told_len(nth: usize) -> usize {
        nth
    }
    told.iter().rev().enumerate().filter_map(night).collect()
}

#[test]
fn a_habit_is_the_usual_middle_of_sleep_and_its_usual_length() {
    let check = |told: &str, expected: Option<(&str, &str, u16)>| {
        let habit = Habit::of(&nights("2026-05-06", told));
        let found = habit.map(|habit| (habit.asleep_from(), habit.wakes_at(), habit.nights()));
        let expected = expected.map(|(from, to, nights)| (minute(from), minute(to), nights));
        assert_eq!(found, expected, "{told}");
    };
    check("", None);
    check("23:00-7:00 23:00-7:00 23:00-7:00 23:00-7:00", None);
    check(
        "23:00-7:00 23:00-7:00 23:00-7:00 23:00-7:00 23:00-7:00",
        Some(("23:00", "7:00", 5)),
    );
    // Midnight lies between.
    check(
        "23:50-7:50 0:10-8:10 23:40-7:40 0:20-8:20 0:00-8:00",
        Some(("0:00", "8:00", 5)),
    );
    // It lies in the middle.
    check(
        "19:50-3:50 20:10-4:10 19:40-3:40 20:20-4:20 20:00-4:00",
        Some(("20:00", "4:00", 5)),
    );
    // One night that is unlike the others changes nothing; unknown nights are none.
    check(
        "23:00-7:00 23:00-7:00 - 12:00-20:00 - 23:00-7:00 23:00-7:00 23:00-7:00",
        Some(("23:00", "7:00", 6)),
    );
    // By day.
    check(
        "9:00-16:00 9:30-16:30 8:30-15:30 9:00-16:00 9:00-16:00",
        Some(("9:00", "16:00", 5)),
    );
    // Never less than 4 hours, nor more than 12.
    check(
        "3:00-4:00 3:00-4:00 3:00-4:00 3:00-4:00 3:00-4:00",
        Some(("1:30", "5:30", 5)),
    );
    check(
        "20:00-16:00 20:00-16:00 20:00-16:00 20:00-16:00 20:00-16:00",
        Some(("0:00", "12:00", 5)),
    );
}

#[test]
fn only_the_last_four_weeks_make_the_habit() {
    let mut told = "2:00-10:00 ".repeat(40);
    told.push_str(&"22:00-6:00 ".repeat(15));
    let habit = Habit::of(&nights("2026-05-06", &told)).expect("a habit");
    assert_eq!(habit.nights(), 28);
    assert_eq!(habit.asleep_from(), minute("22:00"));
    assert_eq!(habit.until(), Some(day("2026-05-06")));
    assert!(!habit.is_guess() && Habit::GUESS.is_guess());
    assert_eq!(Habit::GUESS.until(), None);
}

#[test]
fn nights_without_a_length_are_none() {
    let day = day("2026-05-06");
    assert_eq!(Night::new(day, 60, 60), None);
    assert_eq!(Night::new(day, 1_440, 60), None);
    assert_eq!(Night::new(day, 60, 1_440), None);
    assert!(Night::new(day, 60, 59).is_some());
}

#[test]
fn it_sleeps_when_the_person_does_and_yawns_with_who_is_up() {
    let habit = Habit::of(&nights("2026-05-06", &"23:30-7:30 ".repeat(7))).expect("a habit");
    let check = |habit: &Habit, clock: &str, up_mins_ago: Option<i64>, expected| {
        let zone = zone("Asia/Tokyo");
        let now = Now {
            at: at(&zone, &["2026-05-07 ", clock, ":00"].concat()),
            zone: &zone,
        };
        let up_at = up_mins_ago.map(|mins| now.at - 60 * mins);
        assert_eq!(
            Doing::of(habit, up_at, &now),
            expected,
            "{clock} {up_mins_ago:?}"
        );
    };
    use Doing::{Asleep, Awake, Yawning};
    check(&habit, "22:29", None, Awake);
    check(&habit, "22:30", None, Yawning);
    check(&habit, "23:29", None, Yawning);
    check(&habit, "23:30", None, Asleep);
    check(&habit, "23:30", Some(0), Yawning);
    check(&habit, "03:00", Some(30), Yawning);
    check(&habit, "03:00", Some(31), Asleep);
    // Clocks that were set back a little.
    check(&habit, "03:00", Some(-10), Yawning);
    check(&habit, "03:00", Some(-60 * 24 * 400), Asleep);
    check(&habit, "07:29", None, Asleep);
    check(&habit, "07:30", None, Awake);
    check(&habit, "12:00", Some(0), Awake);
    check(&Habit::GUESS, "00:00", None, Asleep);
    check(&Habit::GUESS, "06:59", None, Asleep);
    check(&Habit::GUESS, "07:00", None, Awake);
    check(&Habit::GUESS, "23:00", None, Yawning);
}

#[test]
fn falling_asleep_yawning_and_waking_are_told_once() {
    let zone = zone("Asia/Tokyo");
    let mut bird = Bird::new(&Now {
        at: at(&zone, "2026-05-06 12:00:00"),
        zone: &zone,
    });
    for (time, input, cue) in [
        ("2026-05-06 12:00:00", Input::Tick, None),
        ("2026-05-06 22:59:00", Input::Tick, None),
        ("2026-05-06 23:00:00", Input::Tick, Some(Cue::Yawned)),
        ("2026-05-06 23:30:00", Input::Tick, None),
        ("2026-05-07 00:00:00", Input::Tick, Some(Cue::FellAsleep)),
        ("2026-05-07 02:00:00", Input::Tick, None),
        ("2026-05-07 02:30:00", Input::Up, Some(Cue::Yawned)),
        ("2026-05-07 03:00:01", Input::Tick, Some(Cue::FellAsleep)),
        ("2026-05-07 07:00:00", Input::Tick, Some(Cue::Woke)),
        ("2026-05-07 07:01:00", Input::Tick, None),
        ("2026-05-07 23:10:00", Input::Up, Some(Cue::Yawned)),
    ] {
        let now = Now {
            at: at(&zone, time),
            zone: &zone,
        };
        assert_eq!(bird.step(input, &now), cue, "{time}");
    }
}

/// What a bird is given that hears of these nights on a day.
fn given_for(told: &str, last: &str, today: &str) -> Option<Present> {
    let zone = zone("Asia/Tokyo");
    let now = Now {
        at: at(&zone, &[today, " 12:00:00"].concat()),
        zone: &zone,
    };
    let mut bird = Bird::new(&now);
    let nights = nights(last, told);
    let cue = bird.step(Input::Nights(&nights), &now);
    assert_eq!(bird.step(Input::Nights(&nights), &now), None, "once");
    match cue {
        Some(Cue::Given { grant, .. }) => Some(grant.present),
        _ => None,
    }
}

#[test]
fn a_regular_week_brings_a_present() {
    let (steady, last) = ("23:00-7:00 ".repeat(7), "2026-05-05");
    let check = |told: &str, today: &str, is_given| {
        let expected = if is_given {
            Some(Present::RegularWeek)
        } else {
            None
        };
        assert_eq!(given_for(told, last, today), expected, "{told} {today}");
    };
    check(&steady, "2026-05-06", true);
    check(&steady.replacen("23:00-7:00", "-", 1), "2026-05-06", true);
    check(&steady.replacen("23:00-7:00", "-", 2), "2026-05-06", false);
    // The middles of six are at 3:00, that of one is so much later: 2 hours are √(120²/7) = 45.4 minutes.
    check(
        &steady.replacen("23:00-7:00", "0:59-8:59", 1),
        "2026-05-06",
        true,
    );
    check(
        &steady.replacen("23:00-7:00", "1:00-9:00", 1),
        "2026-05-06",
        false,
    );
    // Short or long, early or late: only that they are alike.
    check(&"4:00-9:30 ".repeat(7), "2026-05-06", true);
    check(&"23:00-7:00 3:00-11:00 ".repeat(4), "2026-05-06", false);
    check(&"19:40-3:40 20:20-4:20 ".repeat(4), "2026-05-06", true);
    // Not for weeks of long ago, nor of a time to come.
    check(&steady, "2026-05-18", true);
    check(&steady, "2026-05-19", false);
    check(&steady, "2026-05-04", true);
    check(&steady, "2026-05-03", false);
}

#[test]
fn there_is_one_present_of_each_kind_a_week() {
    let zone = zone("Asia/Tokyo");
    let mut now = Now {
        at: at(&zone, "2026-05-04 12:00:00"),
        zone: &zone,
    };
    let mut bird = Bird::new(&now);
    let mut presents = 0;
    // A Monday, and eight weeks of days on which all is heard three times.
    for nth in 0..56_u64 {
        let last = (day("2026-05-03") + Days::new(nth)).to_string();
        for _ in 0..3 {
            let nights = nights(&last, &"23:00-7:00 ".repeat(7));
            presents += u32::from(bird.step(Input::Nights(&nights), &now).is_some());
        }
        now.at += 86_400;
    }
    // The night to Monday belongs to the week before.
    assert_eq!(presents, 9);
    assert_eq!(bird.ledger().presents().len(), 9);
    assert_eq!(bird.ledger().experience(), 90);
}

/// Days of a week, today last: `x` for one on which something was done.
fn rests(days: &str) -> Option<i64> {
    let zone = zone("Asia/Tokyo");
    let now = Now {
        at: at(&zone, "2026-05-06 12:00:00"),
        zone: &zone,
    };
    let mut pantry = Pantry::default();
    for (nth, day) in days.chars().rev().enumerate() {
        if day == 'x' {
            pantry.foods.push(Food {
                key: Key(nth as u64),
                at: now.at - 86_400 * nth as i64,
                kind: FoodKind::Commit,
                languages: Vec::new(),
            });
        }
    }
    let mut bird = Bird::new(&now);
    let cue = bird.step(Input::Week(&pantry), &now)?;
    assert_eq!(bird.step(Input::Week(&pantry), &now), None, "once");
    let Cue::Given { grant, .. } = cue else {
        panic!("{cue:?}");
    };
    assert_eq!(grant.present, Present::Rest);
    Some(grant.week.into())
}

#[test]
fn a_day_off_between_busy_ones_brings_a_present() {
    // Monday is two days ago.
    let week = (day("2026-05-06") - day("1969-12-29")).num_days() / 7;
    for (days, expected) in [
        ("xxxxxxx", None),
        ("xxxxx.x", Some(week)),
        ("xxxxx..", Some(week)),
        ("x.xxxxx", Some(week - 1)),
        ("x.....x", Some(week)),
        ("xx.xxx.", Some(week - 1)),
        // Today is not over.
        ("xxxxxx.", None),
        // Nothing is known of what was before.
        (".xxxxxx", None),
        (".......", None),
        ("......x", None),
    ] {
        assert_eq!(rests(days), expected, "{days}");
    }
}

#[test]
fn an_old_archive_has_no_present_in_it() {
    let zone = zone("Asia/Tokyo");
    let now = Now {
        at: at(&zone, "2026-05-06 12:00:00"),
        zone: &zone,
    };
    let long_ago = at(&zone, "2016-05-06 12:00:00");
    let food = |back: i64| Food {
        key: Key(back as u64),
        at: long_ago - 86_400 * back,
        kind: FoodKind::Post,
        languages: Vec::new(),
    };
    let pantry = Pantry {
        foods: [0, 1, 3, 4].map(food).to_vec(),
        languages: Vec::new(),
        until: Some(long_ago),
    };
    let mut bird = Bird::new(&now);
    assert_eq!(bird.step(Input::Week(&pantry), &now), None);
    let steady = nights("2016-05-05", &"23:00-7:00 ".repeat(7));
    assert_eq!(bird.step(Input::Nights(&steady), &now), None);
    // It sleeps as its person did then, until more is known.
    assert_eq!(bird.habit().asleep_from(), minute("23:00"));
    let newer = nights("2026-05-05", &"1:00-9:00 ".repeat(5));
    bird.step(Input::Nights(&newer), &now);
    assert_eq!(bird.habit().asleep_from(), minute("1:00"));
    bird.step(Input::Nights(&steady), &now);
    assert_eq!(bird.habit().asleep_from(), minute("1:00"));
}
