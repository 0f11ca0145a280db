//! The calendar's rows, shaded by how likely someone was asleep.

use chrono::NaiveDate;
use yodori::engine::holiday::Country;
use yodori::engine::infer::threshold::Awake;
use yodori::engine::scene::calendar::Calendar;
use yodori::engine::scene::layout::{Look, Viewport};
use yodori::engine::scene::{Ink, Scene, Shape};
use yodori::engine::text::Language;

use crate::calendar::{day, zone};
use crate::pictures::lives::{Plan, life};

/// A calendar of two weeks in which every night is slept from an hour (after noon) on, for hours.
fn shaded(zone_name: &str, first: &str, start_hour: u8, slept: (i64, i64)) -> Calendar {
    let zone = zone(zone_name);
    let first = day(first);
    let plan = |_, _: NaiveDate| Plan::Slept(slept.0 * 60, slept.1 * 60, 1);
    let sleep = life(&zone, first - chrono::Days::new(3), 20, plan);
    let days = first..first + chrono::Days::new(14);
    let mut calendar = Calendar::new(&Awake::default(), &zone, Country::Japan, days, start_hour);
    calendar.shade(&sleep.timeline, &sleep.asleep, &zone);
    // The same again changes nothing.
    let once = calendar.clone();
    calendar.shade(&sleep.timeline, &sleep.asleep, &zone);
    assert_eq!(calendar, once);
    calendar
}

/// The pieces of every row must be those, as `from-to` in hours after the row's start.
#[track_caller]
fn check(zone_name: &str, first: &str, start_hour: u8, slept: (i64, i64), expected: &str) {
    let calendar = shaded(zone_name, first, start_hour, slept);
    let pieces = |row: usize| -> String {
        let hours = |secs: u32| f64::from(secs) / 3_600.0;
        let pieces = calendar.rows[row].asleep.iter();
        let pieces = pieces.map(|piece| format!("{}-{}", hours(piece.from), hours(piece.to)));
        pieces.collect::<Vec<_>>().join(" ")
    };
    let mut rows: Vec<String> = (0..14).map(pieces).collect();
    rows.dedup();
    assert_eq!(rows.join(", "), expected);
}

#[test]
fn sleep_lies_where_the_clock_says() {
    check("Asia/Tokyo", "2026-05-01", 0, (12, 8), "0-8");
    check("Asia/Tokyo", "2026-05-01", 0, (11, 8), "0-7 23-24");
    check("Asia/Tokyo", "2026-05-01", 4, (13, 8), "0-5 21-24");
    check("Asia/Tokyo", "2026-05-01", 12, (13, 8), "13-21");
    check("Asia/Tokyo", "2026-05-01", 23, (11, 8), "0-8");
    check("Asia/Kathmandu", "2026-05-01", 0, (12, 8), "0-8");
}

#[test]
fn sleep_is_cut_where_clocks_are_moved() {
    // Eight hours from midnight on: clocks are put forward on 9 March at two, back on 2 November.
    let spring = "0-8, 0-2 3-9, 0-8";
    check("America/New_York", "2025-03-05", 0, (12, 8), spring);
    let autumn = "0-8, 0-2 1-7, 0-8";
    check("America/New_York", "2025-10-29", 0, (12, 8), autumn);
}

fn scene(calendar: &Calendar, row_height: f64) -> Scene {
    let look = Look {
        width: 560.0,
        row_height,
        language: Language::English,
    };
    let height = calendar.height(&look);
    calendar.scene(&look, &Viewport { top: 0.0, height })
}

fn asleep(scene: &Scene) -> usize {
    let inked =
        |shape: &&Shape| matches!(shape, Shape::Rect { ink, .. } if Ink::ASLEEP.contains(ink));
    scene.shapes.iter().filter(inked).count()
}

#[test]
fn the_calendar_draws_sleep_in_every_row_of_any_height_and_only_if_it_is_shaded() {
    let shaded = shaded("Asia/Tokyo", "2026-05-01", 0, (12, 8));
    let mut plain = shaded.clone();
    for row in &mut plain.rows {
        row.asleep.clear();
    }
    for row_height in [2.5, 5.0, 8.0, 24.0] {
        assert_eq!(asleep(&scene(&shaded, row_height)), 14, "{row_height}");
        assert_eq!(asleep(&scene(&plain, row_height)), 0, "{row_height}");
    }
}
