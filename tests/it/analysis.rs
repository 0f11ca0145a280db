//! A rhythm as the worker finds it out: step by step, the same at each end, and pictures of it meanwhile.

use chrono::{Datelike, NaiveDate};
use yodori::engine::analysis::{Analysis, DRAWS};
use yodori::engine::gallery::Gallery;
use yodori::engine::holiday::Country;
use yodori::engine::protocol::rhythm::{Days, Life, Told, Wanted, Which};
use yodori::engine::scene::picture::Sight;
use yodori::engine::text::Language;
use yodori::engine::time::Zone;

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day") // a Monday
}

fn day(nth: u64) -> NaiveDate {
    first_day() + chrono::Days::new(nth)
}

/// Somebody who does something every half hour from 8 to 24 UTC, an hour later on Saturdays and Sundays.
fn moments(days: u64) -> Vec<i64> {
    let start = |nth| {
        let midnight = day(nth).and_hms_opt(0, 0, 0).expect("midnight").and_utc();
        let later = if day(nth).weekday().number_from_monday() > 5 {
            3_600
        } else {
            0
        };
        midnight.timestamp() + later
    };
    let of_day = |nth| (16..47).map(move |half| start(nth) + half * 1_800);
    (0..days).flat_map(of_day).collect()
}

fn analysis(days: u64, marked: Vec<NaiveDate>) -> Analysis {
    let life = Life {
        zone: Zone::utc(),
        country: Country::None,
        marked,
        today: day(days),
    };
    Analysis::new(life, &moments(days))
}

fn days(from: u64, to: u64) -> Days {
    day(from)..day(to)
}

/// All that is told, in so many steps.
fn run(analysis: &mut Analysis) -> (Vec<Told>, usize) {
    let (mut all, mut steps) = (Vec::new(), 0);
    while analysis.has_more() {
        all.extend(analysis.step());
        steps += 1;
        assert!(steps < 1_000, "it has no end");
    }
    (all, steps)
}

fn wanted(which: Which, days: Days) -> Wanted {
    Wanted {
        which,
        width: 720,
        days,
        language: Language::English,
        from_midnight: false,
        top: 0,
        height: 10_000,
        against: day(0)..day(14),
    }
}

#[test]
fn the_likeliest_life_is_told_first_and_intervals_follow() {
    let mut analysis = analysis(42, Vec::new());
    assert!(!analysis.has_more(), "nobody has asked");
    assert_eq!(analysis.step(), None);
    analysis.show(&days(7, 42), Language::English);
    let (told, steps) = run(&mut analysis);
    assert_eq!(told.len(), 2);
    assert!(told[0].is_first && !told[1].is_first);
    let with_interval = |told: &Told| {
        told.cards
            .iter()
            .filter(|card| !card.interval.is_empty())
            .count()
    };
    assert_eq!(with_interval(&told[0]), 0);
    assert!(with_interval(&told[1]) > 10);
    assert!(DRAWS < steps, "a step is one life");
}

#[test]
fn the_same_moments_give_the_same_rhythm() {
    let all = || {
        let mut analysis = analysis(30, Vec::new());
        analysis.show(&days(0, 30), Language::Japanese);
        run(&mut analysis).0
    };
    assert_eq!(all(), all());
}

#[test]
fn another_language_is_told_at_once_and_other_days_without_new_draws() {
    let mut analysis = analysis(42, Vec::new());
    analysis.show(&days(7, 42), Language::English);
    let english = run(&mut analysis).0;
    analysis.show(&days(7, 42), Language::Japanese);
    let (japanese, steps) = run(&mut analysis);
    assert_eq!((japanese.len(), steps), (1, 1));
    assert_ne!(japanese[0], english[1]);
    analysis.show(&days(14, 42), Language::Japanese);
    assert_eq!(run(&mut analysis).0.len(), 2);
    // A change in the midst of the steps loses nothing.
    analysis.show(&days(7, 42), Language::Japanese);
    for _ in 0..50 {
        analysis.step();
    }
    analysis.show(&days(7, 42), Language::English);
    assert_eq!(run(&mut analysis).0.last(), english.last());
}

#[test]
fn every_picture_is_drawn_of_whatever_is_known() {
    for count in [0, 1, 3, 60] {
        let mut analysis = analysis(count, Vec::new());
        let mut gallery = Gallery::default();
        for stage in 0..4 {
            for which in Which::ALL {
                for shown in [days(0, count), days(10, 20), days(500, 600), days(20, 10)] {
                    let at = (count, stage, which, shown.clone());
                    let Some(drawn) = gallery.picture(&wanted(which, shown)) else {
                        assert_eq!(which, Which::Compare, "{at:?}");
                        continue;
                    };
                    let Sight {
                        picture,
                        top,
                        height,
                    } = drawn;
                    assert_eq!(top, 0.0, "{at:?}");
                    assert!(picture.scene.height <= height + 0.5, "{at:?}");
                    let cells = |row: &Vec<String>| row.len() == picture.columns.len();
                    assert!(picture.rows.iter().all(cells), "{at:?}");
                }
            }
            match stage {
                0 => gallery.take(analysis.sketch()),
                1 => gallery.take(analysis.signs()),
                _ => {
                    analysis.show(&days(0, count), Language::English);
                    run(&mut analysis);
                    let stretches = [days(0, count), day(0)..day(14)];
                    gallery.take(analysis.compare(stretches, Language::English));
                }
            }
        }
        let compare = wanted(Which::Compare, days(0, count));
        assert!(gallery.picture(&compare).is_some());
    }
}

#[test]
fn a_tall_actogram_comes_in_parts_that_meet() {
    let mut gallery = Gallery::default();
    gallery.take(analysis(400, Vec::new()).sketch());
    let part = |top: u32| {
        let part = Wanted {
            top,
            height: 640,
            ..wanted(Which::Actogram, days(0, 400))
        };
        gallery.picture(&part).expect("a picture")
    };
    let (first, second, beyond) = (part(0), part(640), part(1_000_000));
    let full = first.height;
    assert!(2_000.0 < full);
    assert_eq!(first.top, 0.0);
    let end = first.top + first.picture.scene.height;
    assert!(second.top <= end, "{} after {end}", second.top);
    assert!(second.top <= 640.0 && 1_280.0 <= second.top + second.picture.scene.height);
    assert!(second.picture.scene.height < 700.0);
    assert_eq!(beyond.picture.rows.len(), 0);
}

#[test]
fn marked_days_are_free() {
    let free = |marked: Vec<NaiveDate>| {
        let analysis = analysis(21, marked);
        let rows = &analysis.sleep().timeline.rows;
        rows.iter().filter(|row| row.free).count()
    };
    let unmarked = free(Vec::new());
    assert_eq!(free(vec![day(9), day(3), day(9)]), unmarked + 2);
    assert_eq!(free(vec![day(5)]), unmarked, "a Saturday is free as it is");
}

#[test]
fn streaks_are_those_of_the_moments_days() {
    let says = |today: u64| {
        let life = Life {
            zone: Zone::utc(),
            country: Country::None,
            marked: Vec::new(),
            today: day(today),
        };
        let mut analysis = Analysis::new(life, &moments(30));
        analysis.show(&days(0, 30), Language::English);
        let told = analysis.step().expect("it is told at once");
        let card = told.cards.into_iter().find(|card| card.id == "streaks");
        card.expect("a card").value
    };
    assert!(says(30).contains("30"), "{}", says(30));
    assert!(!says(35).contains("30"), "{}", says(35));
}
