//! The calendar on screen: what a viewport shows, what lies under a point, what it costs.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use yodori::engine::holiday::Country;
use yodori::engine::infer::threshold::Awake;
use yodori::engine::scene::calendar::{Calendar, DayKind, Pick};
use yodori::engine::scene::layout::{Look, Viewport};
use yodori::engine::scene::{Ink, Point, Rect, Scene, Shape};
use yodori::engine::text::Language;

use crate::calendar::{awake_at, day, zone};

/// Every few hours something, by a pattern that never repeats within a month: periods over midnight,
/// marks, empty days, two moments in one second.
fn busy(days: i64, last: NaiveDate) -> Awake {
    let first = last - TimeDelta::days(days);
    let begin = first.and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    let moments = (0..days * 24).flat_map(|hour| {
        let at: DateTime<Utc> = begin + TimeDelta::hours(hour);
        let kept = match hour * hour % 97 {
            0..=30 => 1,
            31 => 2,
            _ => 0,
        };
        std::iter::repeat_n(at + TimeDelta::minutes(hour * 7 % 60), kept)
    });
    awake_at(moments)
}

fn calendar(zone_name: &str, days: i64, last: NaiveDate, start_hour: u8) -> Calendar {
    let range = last - TimeDelta::days(days - 1)..last + TimeDelta::days(1);
    Calendar::new(
        &busy(days, last),
        &zone(zone_name),
        Country::Japan,
        range,
        start_hour,
    )
}

/// Pictures of every sort: wide and narrow, high rows and low ones, years' ends, changed clocks.
fn pictures() -> Vec<(Calendar, Look)> {
    let look = |width, row_height, language| Look {
        width,
        row_height,
        language,
    };
    let new_year = day("2021-01-09");
    vec![
        (
            calendar("Asia/Tokyo", 21, new_year, 0),
            look(740.0, 24.0, Language::Japanese),
        ),
        (
            calendar("Asia/Tokyo", 21, new_year, 4),
            look(328.0, 19.0, Language::English),
        ),
        (
            calendar("America/New_York", 31, day("2021-03-20"), 0),
            look(560.0, 13.0, Language::English),
        ),
        (
            calendar("America/New_York", 31, day("2021-11-20"), 3),
            look(1_040.0, 24.0, Language::Japanese),
        ),
        (
            calendar("Europe/London", 1_000, day("2021-06-01"), 0),
            look(560.0, 8.0, Language::Japanese),
        ),
        (
            calendar("Europe/London", 1_000, day("2021-06-01"), 12),
            look(300.0, 5.0, Language::English),
        ),
        (
            calendar("Asia/Kathmandu", 800, day("2021-06-01"), 0),
            look(560.0, 2.5, Language::English),
        ),
    ]
}

fn whole(calendar: &Calendar, look: &Look) -> Viewport {
    Viewport {
        top: 0.0,
        height: calendar.height(look),
    }
}

/// Bars and marks: each one's rectangle, in order.
fn bars(scene: &Scene) -> Vec<Rect> {
    let bar = |shape: &Shape| match shape {
        Shape::Rect {
            rect,
            ink: Ink::Awake | Ink::Late,
            ..
        } => Some(*rect),
        Shape::Disc {
            center,
            radius,
            ink: Ink::Awake | Ink::Late,
        } => Some(Rect {
            x: center.x - radius,
            y: center.y - radius,
            width: radius * 2.0,
            height: radius * 2.0,
        }),
        _ => None,
    };
    scene.shapes.iter().filter_map(bar).collect()
}

fn outlines(scene: &Scene) -> Vec<Rect> {
    let outline = |shape: &Shape| match shape {
        Shape::Outline { rect, .. } => Some(*rect),
        _ => None,
    };
    scene.shapes.iter().filter_map(outline).collect()
}

/// What of a scene is above the ground, in words: for comparing two of them.
fn things(scene: &Scene, top: f64, bottom: f64) -> Vec<String> {
    let thing = |shape: &Shape| {
        let (y, text) = match shape {
            Shape::Rect {
                rect,
                ink: Ink::Awake | Ink::Late,
                ..
            } => (rect.center().y, String::new()),
            Shape::Disc { center, .. } => (center.y, String::new()),
            // The years' names stay in sight, wherever the picture is.
            Shape::Text { at, text, .. } if text.trim_end_matches('年').parse::<i32>().is_err() => {
                (at.y, text.clone())
            }
            Shape::Line { from, to, .. } if from.y == to.y => (from.y, String::new()),
            _ => return None,
        };
        let is_inside = top < y && y < bottom;
        is_inside.then(|| format!("{y:.3} {text} {:?}", rounded(shape)))
    };
    let mut things: Vec<String> = scene.shapes.iter().filter_map(thing).collect();
    things.sort();
    things
}

/// The shape to a thousandth of a pixel: sums in another order differ in their last bits.
fn rounded(shape: &Shape) -> Shape {
    let round = |number: f64| (number * 1_000.0).round() / 1_000.0;
    let mut shape = shape.clone();
    let points: Vec<&mut f64> = match &mut shape {
        Shape::Rect { rect, .. } | Shape::Outline { rect, .. } => {
            vec![&mut rect.x, &mut rect.y, &mut rect.width, &mut rect.height]
        }
        Shape::Line { from, to, .. } => vec![&mut from.x, &mut from.y, &mut to.x, &mut to.y],
        Shape::Disc { center, .. } => vec![&mut center.x, &mut center.y],
        Shape::Text { at, .. } => vec![&mut at.x, &mut at.y],
        Shape::Area { points, .. } | Shape::Path { points, .. } => {
            let points = points.iter_mut();
            points
                .flat_map(|point| [&mut point.x, &mut point.y])
                .collect()
        }
    };
    for number in points {
        *number = round(*number);
    }
    shape
}

#[test]
fn a_viewport_shows_what_the_whole_picture_shows_there() {
    for (calendar, look) in pictures() {
        let all = calendar.scene(&look, &whole(&calendar, &look));
        let height = 300.0;
        let mut top = -50.0;
        while top < all.height {
            let scene = calendar.scene(&look, &Viewport { top, height });
            assert_eq!((scene.width, scene.height), (look.width, height));
            let moved: Vec<Shape> = all
                .shapes
                .iter()
                .map(|shape| shape.clone().moved(0.0, -top))
                .collect();
            let moved = Scene {
                shapes: moved,
                ..scene.clone()
            };
            assert_eq!(
                things(&scene, 0.0, height),
                things(&moved, 0.0, height),
                "{look:?} at {top}"
            );
            top += 137.3;
        }
    }
}

/// The ink on top at a point, of rectangles and lines.
fn ink_at(scene: &Scene, at: Point) -> Option<Ink> {
    let covers = |shape: &&Shape| match shape {
        Shape::Rect { rect, .. } => {
            rect.x <= at.x && at.x < rect.right() && rect.y <= at.y && at.y < rect.bottom()
        }
        Shape::Line { from, to, .. } => {
            let (left, right) = (from.x.min(to.x) - 0.5, from.x.max(to.x) + 0.5);
            let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
            from.x == to.x && left <= at.x && at.x < right && top <= at.y && at.y < bottom
        }
        _ => false,
    };
    scene
        .shapes
        .iter()
        .rev()
        .find(covers)
        .and_then(|shape| match shape {
            Shape::Rect { ink, .. } | Shape::Line { ink, .. } => Some(*ink),
            _ => None,
        })
}

#[test]
fn a_viewport_has_the_same_ground_and_hour_lines_as_the_whole_picture() {
    for (calendar, look) in pictures() {
        let all = calendar.scene(&look, &whole(&calendar, &look));
        for top in [0.0, 33.3, 411.7, all.height - 250.0] {
            let scene = calendar.scene(&look, &Viewport { top, height: 250.0 });
            for x in (100..look.width as i32).step_by(7) {
                for y in (0..250).step_by(11) {
                    let at = Point {
                        x: f64::from(x) + 0.13,
                        y: f64::from(y) + 0.17,
                    };
                    let there = Point {
                        y: at.y + top,
                        ..at
                    };
                    if top + at.y < 0.0 || all.height <= there.y {
                        continue;
                    }
                    assert_eq!(
                        ink_at(&scene, at),
                        ink_at(&all, there),
                        "{look:?} at {there:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_viewport_names_the_year_of_its_first_row() {
    for (calendar, look) in pictures() {
        let mut top = 0.0;
        while top + 60.0 < calendar.height(&look) {
            let scene = calendar.scene(&look, &Viewport { top, height: 200.0 });
            let named = scene.shapes.iter().any(|shape| match shape {
                Shape::Text { text, at, .. } => {
                    let is_year = text.trim_end_matches('年').parse::<i32>().is_ok();
                    is_year && 0.0 <= at.y && at.y < 60.0
                }
                _ => false,
            });
            let has_rows = !bars(&scene).is_empty();
            assert!(named || !has_rows, "{look:?} at {top}");
            top += 91.0;
        }
    }
}

#[test]
fn a_bar_is_found_at_its_centre_and_outlined_around_it() {
    for (calendar, look) in pictures() {
        let viewport = Viewport {
            top: 17.0,
            height: 900.0,
        };
        let scene = calendar.scene(&look, &viewport);
        let bars = bars(&scene);
        assert!(20 < bars.len());
        for bar in bars {
            let center = bar.center();
            let pick = calendar.hit(&look, &viewport, center);
            let pick = pick.unwrap_or_else(|| panic!("nothing at {center:?} of {look:?}"));
            // Its own outline, and no other's.
            let around = outlines(&calendar.hover(&look, &viewport, pick));
            let encloses = |outline: &Rect| {
                outline.x < bar.x
                    && bar.right() < outline.right()
                    && outline.y < bar.y
                    && bar.bottom() < outline.bottom()
            };
            assert!(
                around.iter().any(encloses),
                "{pick:?} is outlined elsewhere: {bar:?} {around:?}"
            );
            let rows = calendar.rect_of(&look, pick).expect("it is shown");
            assert!(rows.y <= center.y + viewport.top && center.y + viewport.top <= rows.bottom());
        }
    }
}

#[test]
fn every_pick_can_be_outlined_and_scrolled_to() {
    for (calendar, look) in pictures() {
        for entry in &calendar.entries {
            let rows = calendar.rect_of(&look, entry.pick).expect("it is shown");
            assert!(0.0 < rows.height && 0.0 <= rows.y && rows.bottom() <= calendar.height(&look));
            let viewport = Viewport {
                top: rows.y - 20.0,
                height: rows.height + 40.0,
            };
            let around = outlines(&calendar.hover(&look, &viewport, entry.pick));
            assert!(!around.is_empty(), "{:?} has no outline", entry.pick);
            for outline in around {
                assert!(
                    0.0 <= outline.y && outline.bottom() <= viewport.height,
                    "{outline:?}"
                );
                assert!(
                    0.0 <= outline.x && outline.right() <= look.width,
                    "{outline:?}"
                );
            }
        }
        let stranger = Pick::Period(1_000_000);
        assert!(
            calendar
                .hover(&look, &whole(&calendar, &look), stranger)
                .shapes
                .is_empty()
        );
        assert_eq!(calendar.rect_of(&look, stranger), None);
    }
}

#[test]
fn a_point_finds_what_is_within_reach_in_its_row_and_nothing_elsewhere() {
    const REACH: f64 = 8.0;
    for (calendar, look) in pictures() {
        let viewport = Viewport {
            top: 40.0,
            height: 500.0,
        };
        let bars = bars(&calendar.scene(&look, &viewport));
        let (mut found, mut missed) = (0, 0);
        for y in (0..500).step_by(3) {
            for x in (0..look.width as i32).step_by(5) {
                let point = Point {
                    x: f64::from(x),
                    y: f64::from(y) + 0.3,
                };
                let in_row = bars
                    .iter()
                    .filter(|bar| (bar.center().y - point.y).abs() < look.row_height / 2.0);
                let distance = |bar: &Rect| (bar.x - point.x).max(point.x - bar.right()).max(0.0);
                let nearest = in_row.map(distance).fold(f64::INFINITY, f64::min);
                let pick = calendar.hit(&look, &viewport, point);
                if nearest < REACH - 0.01 {
                    assert!(pick.is_some(), "nothing at {point:?} of {look:?}");
                    found += 1;
                } else if REACH + 0.01 < nearest {
                    assert_eq!(pick, None, "at {point:?} of {look:?}");
                    missed += 1;
                }
            }
        }
        assert!(
            100 < found && 100 < missed,
            "{found} found, {missed} missed"
        );
    }
}

#[test]
fn no_point_outside_of_the_rows_finds_anything() {
    for (calendar, look) in pictures() {
        let viewport = whole(&calendar, &look);
        for x in (0..look.width as i32).step_by(5) {
            let x = f64::from(x);
            // Above the first row stands the year, below the last one nothing.
            for y in [
                -10.0,
                0.0,
                20.0,
                viewport.height - 1.0,
                viewport.height + 100.0,
            ] {
                assert_eq!(
                    calendar.hit(&look, &viewport, Point { x, y }),
                    None,
                    "{x}, {y} of {look:?}"
                );
            }
        }
    }
    let empty = Calendar::new(
        &Awake::default(),
        &zone("UTC"),
        Country::None,
        day("2020-01-01")..day("2020-01-01"),
        0,
    );
    let look = Look {
        width: 400.0,
        row_height: 20.0,
        language: Language::English,
    };
    assert_eq!(
        empty.hit(&look, &whole(&empty, &look), Point { x: 100.0, y: 5.0 }),
        None
    );
    assert_eq!(empty.scene(&look, &whole(&empty, &look)).shapes.len(), 1);
}

#[test]
fn fifteen_years_cost_no_more_than_three_weeks() {
    let look = Look {
        width: 560.0,
        row_height: 12.0,
        language: Language::Japanese,
    };
    let last = day("2021-06-01");
    let shapes = |days, top| {
        let calendar = calendar("Asia/Tokyo", days, last, 0);
        let viewport = Viewport { top, height: 252.0 };
        calendar.scene(&look, &viewport).shapes.len()
    };
    let short = shapes(22, 24.0);
    for top in [0.0, 20_000.0, 60_000.0] {
        let long = shapes(15 * 365 + 4, top);
        assert!(
            long < short * 3 / 2,
            "{long} shapes at {top} against {short}"
        );
    }
}

#[test]
fn a_pick_that_lasts_for_years_is_outlined_only_where_it_is_seen() {
    let (first, last) = (day("2006-06-01"), day("2021-06-01"));
    let begin = first.and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    let awake = awake_at((0..15 * 365 * 8).map(|times| begin + TimeDelta::hours(3 * times)));
    let calendar = Calendar::new(&awake, &zone("Asia/Tokyo"), Country::None, first..last, 0);
    let look = Look {
        width: 560.0,
        row_height: 12.0,
        language: Language::Japanese,
    };
    let viewport = Viewport {
        top: 30_000.0,
        height: 600.0,
    };
    let outlined = calendar
        .hover(&look, &viewport, Pick::Period(0))
        .shapes
        .len();
    assert!((49..=53).contains(&outlined), "{outlined}");
}

/// Texts that end in an h, from the top: how long each odd day was.
fn odd_days(zone_name: &str, days: i64, last: &str) -> String {
    let calendar = calendar(zone_name, days, day(last), 0);
    let look = Look {
        width: 740.0,
        row_height: 24.0,
        language: Language::English,
    };
    let scene = calendar.scene(&look, &whole(&calendar, &look));
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } if text.ends_with('h') => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_day_on_which_clocks_were_moved_says_how_long_it_was() {
    for (zone_name, last, expected) in [
        ("Asia/Tokyo", "2021-03-20", ""),
        ("America/New_York", "2021-03-20", "23h"),
        ("America/New_York", "2021-11-20", "25h"),
        ("Australia/Lord_Howe", "2021-10-10", "23.5h"),
        ("Australia/Lord_Howe", "2021-04-10", "24.5h"),
        ("Pacific/Apia", "2012-01-05", "0h"),
        // 24 hours and 59 minutes, and a minute more on the next day.
        ("America/St_Johns", "2010-11-10", "25h"),
    ] {
        assert_eq!(
            odd_days(zone_name, 20, last),
            expected,
            "{zone_name} until {last}"
        );
    }
}

#[test]
fn labels_thin_out_as_rows_become_lower() {
    let texts = |row_height: f64| -> Vec<String> {
        let calendar = calendar("Asia/Tokyo", 59, day("2021-02-28"), 0);
        assert_eq!(calendar.rows[0].day.day(), 1);
        let look = Look {
            width: 740.0,
            row_height,
            language: Language::Japanese,
        };
        let scene = calendar.scene(&look, &whole(&calendar, &look));
        let text = |shape: &Shape| match shape {
            Shape::Text { text, .. } if !text.ends_with('年') => Some(text.clone()),
            _ => None,
        };
        scene.shapes.iter().filter_map(text).collect()
    };
    assert_eq!(texts(13.0).len(), 59);
    assert_eq!(
        texts(12.9),
        [
            "1/1 金", "1/11 月", "1/21 木", "2/1 月", "2/11 木", "2/21 日"
        ]
    );
    assert_eq!(texts(5.9), ["1月", "2月"]);
}

#[test]
fn a_day_off_has_another_ink_than_a_workday() {
    let calendar = calendar("Asia/Tokyo", 21, day("2021-01-20"), 0);
    let look = Look {
        width: 740.0,
        row_height: 24.0,
        language: Language::Japanese,
    };
    let scene = calendar.scene(&look, &whole(&calendar, &look));
    let ink_of = |label: &str| {
        scene.shapes.iter().find_map(|shape| match shape {
            Shape::Text { text, ink, .. } if text == label => Some(*ink),
            _ => None,
        })
    };
    for (label, ink) in [
        ("1/1 金", Ink::Weekend),
        ("1/2 土", Ink::Weekend),
        ("1/10 日", Ink::Weekend),
        ("1/11 月", Ink::Weekend),
        ("1/12 火", Ink::Text),
    ] {
        assert_eq!(ink_of(label), Some(ink), "{label}");
    }
}

#[test]
fn a_month_has_the_ink_of_text_whatever_its_first_day_is() {
    let calendar = calendar("Asia/Tokyo", 59, day("2021-02-28"), 0);
    let look = Look {
        width: 740.0,
        row_height: 5.0,
        language: Language::Japanese,
    };
    let scene = calendar.scene(&look, &whole(&calendar, &look));
    for month in ["1月", "2月"] {
        let ink = scene.shapes.iter().find_map(|shape| match shape {
            Shape::Text { text, ink, .. } if text == month => Some(*ink),
            _ => None,
        });
        assert_eq!(ink, Some(Ink::Text), "{month}");
    }
}

#[test]
fn rows_too_low_for_labels_mark_weekends_and_holidays_beside_them() {
    let calendar = calendar("Asia/Tokyo", 400, day("2021-02-28"), 0);
    for row_height in [12.9, 8.0, 5.0, 2.5] {
        let look = Look {
            width: 740.0,
            row_height,
            language: Language::Japanese,
        };
        let scene = calendar.scene(&look, &whole(&calendar, &look));
        // The rows' names are above them; the field's left edge is at 76.
        let mut top = 0.0;
        let mut year = None;
        for row in &calendar.rows {
            if year.replace(row.day.year()) != Some(row.day.year()) {
                top += 24.0;
            }
            let at = Point {
                x: 73.0,
                y: top + row_height / 2.0,
            };
            let is_marked = ink_at(&scene, at) == Some(Ink::Weekend);
            let is_off = row.kind != DayKind::Weekday;
            assert_eq!(is_marked, is_off, "{} at {row_height}", row.day);
            top += row_height;
        }
    }
}

#[test]
fn the_night_is_late_until_five_wherever_a_row_starts() {
    for start_hour in [0, 3, 4, 12, 23] {
        let calendar = calendar("Asia/Tokyo", 21, day("2021-01-20"), start_hour);
        let look = Look {
            width: 740.0,
            row_height: 24.0,
            language: Language::Japanese,
        };
        let scene = calendar.scene(&look, &whole(&calendar, &look));
        // A field from 76 to 708: 12 px for the labels, 32 px at the right.
        let hour =
            |x: f64| ((x - 76.0) / (740.0 - 76.0 - 32.0) * 24.0 + f64::from(start_hour)) % 24.0;
        for shape in &scene.shapes {
            let Shape::Rect { rect, ink, .. } = shape else {
                continue;
            };
            let middle = hour(rect.center().x);
            match ink {
                Ink::Late => assert!(middle < 5.0, "{middle}"),
                Ink::Awake => assert!(5.0 <= middle, "{middle}"),
                Ink::NightBand => assert!(!(5.0..22.0).contains(&middle), "{middle}"),
                _ => {}
            }
        }
    }
}
