//! The pictures of a rhythm: kept as SVG, read out as they are drawn, within their bounds at every
//! width, for every life.

pub mod lives;

use std::fmt::Write;

use chrono::NaiveDate;
use proptest::prelude::*;
use yodori::engine::infer::sleep::{MainSleep, Moment, Night, Row, Sleep, State, Timeline};
use yodori::engine::paint::{Theme, svg};
use yodori::engine::scene::picture::{Picture, Spot};
use yodori::engine::scene::rhythm::actogram::{Actogram, Drift, Start};
use yodori::engine::scene::rhythm::comparison::{Compared, Measured, comparison};
use yodori::engine::scene::rhythm::dial::dial;
use yodori::engine::scene::rhythm::scatter::scatter;
use yodori::engine::scene::rhythm::trend::{Change, trend};
use yodori::engine::scene::rhythm::{Shown, activity, week, year};
use yodori::engine::scene::{Anchor, Ink, Point, Rect, Scene, Shape};
use yodori::engine::text::Language::{self, English, Japanese};
use yodori::engine::time::Zone;

use crate::calendar::{day, zone};
use crate::paint::check as snapshot;
use lives::{Plan, free_running, gaps, life, moments, orderly, owl};

type Planned = fn(i64, NaiveDate) -> Plan;

/// A life of so many nights in a zone.
struct Life {
    name: &'static str,
    zone: Zone,
    sleep: Sleep,
    activity: Vec<u8>,
}

impl Life {
    fn new(name: &'static str, zone_name: &str, first: &str, nights: usize, plan: Planned) -> Life {
        let zone = zone(zone_name);
        let sleep = life(&zone, day(first), nights, plan);
        let activity = activity(&sleep.timeline, moments(&sleep).into_iter());
        Life {
            name,
            zone,
            sleep,
            activity,
        }
    }

    fn shown(&self, width: f64, language: Language) -> Shown<'_> {
        Shown {
            sleep: &self.sleep,
            zone: &self.zone,
            rows: 0..usize::MAX,
            width,
            language,
        }
    }

    fn actogram(&self, width: f64, language: Language) -> Actogram<'_> {
        let nights = self.sleep.nights.len();
        Actogram {
            shown: self.shown(width, language),
            start: Start::Noon,
            row_height: Actogram::comfortable(width, nights),
            activity: Some(&self.activity),
            drift: None,
        }
    }

    /// How many events each row holds.
    fn counts(&self) -> Vec<u32> {
        let rows = self.sleep.timeline.rows.iter();
        let of = |first: u32, bins: u16| {
            let counts = self.activity.iter().skip(first as usize);
            counts.take(bins.into()).copied().map(u32::from).sum()
        };
        rows.map(|row| of(row.first, row.bins)).collect()
    }

    /// Every picture of it, each with a name.
    fn pictures(&self, width: f64, language: Language) -> Vec<(&'static str, Picture)> {
        let shown = self.shown(width, language);
        let changes = [(7, 9_000, 16_200), (20, 16_200, 3_600), (9_999, 0, 0)];
        let changes = changes.map(|(row, before, after)| Change { row, before, after });
        let mut slanted = self.actogram(width, language);
        slanted.start = Start::Midnight;
        slanted.activity = None;
        slanted.drift = Some(Drift {
            rows: 3..90,
            from: 50_000,
            tenths: 236,
        });
        let counts = self.counts();
        vec![
            ("actogram", self.actogram(width, language).whole()),
            ("slanted", slanted.whole()),
            ("year", year::year_map(&shown, year::Measure::Slept)),
            ("mid", year::year_map(&shown, year::Measure::MidSleep)),
            (
                "active",
                year::year_map(&shown, year::Measure::Activity(&counts)),
            ),
            ("week", week::week_grid(&shown, week::Measure::Asleep)),
            (
                "busy",
                week::week_grid(&shown, week::Measure::Activity(&self.activity)),
            ),
            ("dial", dial(&shown)),
            ("trend", trend(&shown, &changes)),
            ("scatter", scatter(&shown, None)),
            ("comparison", compared(&self.zone, width, language)),
        ]
    }
}

fn compared(zone: &Zone, width: f64, language: Language) -> Picture {
    let measured = |value: f64, low: f64, high: f64, words: &str| {
        let words = words.into();
        Some(Measured {
            value,
            low,
            high,
            words,
        })
    };
    let figures = [
        Compared {
            title: language.pick("睡眠の規則性", "Sleep regularity").into(),
            first: measured(58.0, 51.0, 64.0, "58 (51–64)"),
            second: measured(74.0, 69.0, 78.0, "74 (69–78)"),
        },
        Compared {
            title: language.pick("社会的ジェットラグ", "Social jetlag").into(),
            first: measured(2.2, 1.7, 2.6, "2:10 (1:40–2:35)"),
            second: None,
        },
        Compared {
            title: language.pick("ずれ", "Mistiming").into(),
            first: measured(1.0, 1.0, 1.0, "1:00 (1:00–1:00)"),
            second: measured(1.0, f64::NAN, f64::INFINITY, "1:00 (?)"),
        },
    ];
    let days = |from: &str, to: &str| day(from)..day(to);
    let days = [
        days("2025-03-01", "2025-06-01"),
        days("2026-03-01", "2026-03-02"),
    ];
    comparison(&figures, days, zone, width, language)
}

fn lives() -> Vec<Life> {
    let long_name = "America/Argentina/ComodRivadavia";
    vec![
        Life::new("empty", "Asia/Tokyo", "2026-05-01", 0, owl),
        Life::new("one night", "Asia/Tokyo", "2026-05-01", 1, orderly),
        Life::new("nothing", "Asia/Tokyo", "2026-05-01", 40, |_, _| {
            Plan::Nothing
        }),
        Life::new("all-nighters", "Asia/Tokyo", "2026-05-01", 9, |_, _| {
            Plan::AllNighter
        }),
        Life::new("owl", "Asia/Tokyo", "2026-04-27", 30, owl),
        Life::new("clocks moved", "America/New_York", "2025-10-20", 170, owl),
        Life::new("gaps", long_name, "2025-12-20", 90, gaps),
        Life::new("non-24", "Europe/London", "2025-01-01", 400, free_running),
    ]
}

const WIDTHS: [f64; 6] = [320.0, 328.0, 480.0, 560.0, 720.0, 1_440.0];

/// Calls `check` for every picture of every life, at every width and in both languages.
fn for_each(mut check: impl FnMut(&str, &Life, &Picture)) {
    for life in lives() {
        for width in WIDTHS {
            for language in Language::ALL {
                for (name, picture) in life.pictures(width, language) {
                    let name = format!("{name} of {} at {width} in {language:?}", life.name);
                    check(&name, &life, &picture);
                }
            }
        }
    }
}

#[test]
fn pictures_look_as_they_were_approved() {
    let (light, dark) = (Theme::light(), Theme::dark());
    let show = |name: &str, life: &Life, width: f64, language: Language, theme: &Theme| {
        let of = |(picture, _): &(&str, Picture)| *picture == name;
        let picture = life.pictures(width, language).into_iter().find(of);
        let (_, picture) = picture.expect("a picture of that name");
        let theme_name = if *theme == light { "light" } else { "dark" };
        let life = life.name.replace(' ', "-");
        let name = format!("{name}-{life}-{}-{theme_name}-{width}", language.tag());
        snapshot(&name, &svg(&picture.scene, theme));
    };
    let owl = Life::new("owl", "Asia/Tokyo", "2026-04-27", 30, owl);
    let year = Life::new("year", "Asia/Tokyo", "2025-03-01", 400, gaps);
    let slanted = Life::new("non-24", "Asia/Tokyo", "2025-10-27", 60, free_running);
    show("actogram", &owl, 720.0, Japanese, &light);
    show("actogram", &owl, 328.0, English, &dark);
    show("slanted", &slanted, 328.0, Japanese, &dark);
    show("slanted", &slanted, 720.0, English, &light);
    for (name, life) in [
        ("year", &year),
        ("mid", &year),
        ("active", &owl),
        ("week", &year),
        ("busy", &owl),
        ("dial", &year),
        ("trend", &year),
        ("scatter", &year),
        ("comparison", &owl),
    ] {
        show(name, life, 328.0, Japanese, &light);
        show(name, life, 720.0, English, &dark);
    }
    show("trend", &owl, 720.0, Japanese, &light);
}

/// What surrounds a shape: left, top, right, bottom.
fn bounds(shape: &Shape) -> [f64; 4] {
    let around = |points: &[Point]| {
        let mut edges = [
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        ];
        for Point { x, y } in points {
            let [left, top, right, bottom] = edges;
            edges = [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)];
        }
        edges
    };
    match shape {
        Shape::Rect { rect, .. } | Shape::Outline { rect, .. } => edges(rect),
        Shape::Line { from, to, .. } => around(&[*from, *to]),
        Shape::Disc { center, radius, .. } => [
            center.x - radius,
            center.y - radius,
            center.x + radius,
            center.y + radius,
        ],
        Shape::Area { points, .. } | Shape::Path { points, .. } => around(points),
        Shape::Text {
            at,
            anchor,
            size,
            text,
            ..
        } => {
            let em = |char: char| {
                if char.is_ascii() || char == '–' {
                    0.52
                } else {
                    1.0
                }
            };
            let width = text.chars().map(em).sum::<f64>() * size;
            let left = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - width / 2.0,
                Anchor::End => at.x - width,
            };
            [left, at.y - size * 0.45, left + width, at.y + size * 0.45]
        }
    }
}

fn edges(rect: &Rect) -> [f64; 4] {
    [rect.x, rect.y, rect.right(), rect.bottom()]
}

fn is_inside([left, top, right, bottom]: [f64; 4], scene: &Scene) -> bool {
    let hair = 1e-6;
    -hair <= left
        && -hair <= top
        && right <= scene.width + hair
        && bottom <= scene.height + hair
        && left <= right
        && top <= bottom
}

/// By how much two rectangles lie on each other, CSS pixels, in the direction in which it is less.
fn overlap(a: [f64; 4], b: [f64; 4]) -> f64 {
    let across = a[2].min(b[2]) - a[0].max(b[0]);
    across.min(a[3].min(b[3]) - a[1].max(b[1]))
}

#[test]
fn nothing_leaves_a_picture_and_every_spot_is_inside() {
    for_each(|name, _, picture| {
        for shape in &picture.scene.shapes {
            let edges = bounds(shape);
            assert!(
                is_inside(edges, &picture.scene),
                "{name}: {shape:?} {edges:?}"
            );
        }
        for spot in &picture.spots {
            assert!(
                is_inside(edges(&spot.rect), &picture.scene),
                "{name}: {spot:?}"
            );
            assert!(!spot.words.is_empty(), "{name}");
        }
    });
}

#[test]
fn no_words_are_small_or_lie_on_others() {
    for_each(|name, _, picture| {
        let mut words: Vec<([f64; 4], &str)> = Vec::new();
        for shape in &picture.scene.shapes {
            let Shape::Text { size, text, .. } = shape else {
                continue;
            };
            assert!(11.0 <= *size, "{name}: {text} at {size}");
            let own = bounds(shape);
            // Rows of words follow each other closely: only near ones can lie on each other.
            for (other, other_text) in words.iter().rev().take(60) {
                assert!(overlap(own, *other) < 1.0, "{name}: {text} on {other_text}");
            }
            words.push((own, text));
        }
    });
}

#[test]
fn no_two_spots_are_in_one_place() {
    for_each(|name, _, picture| {
        for (index, spot) in picture.spots.iter().enumerate() {
            for other in picture.spots[..index].iter().rev().take(200) {
                let both = overlap(edges(&spot.rect), edges(&other.rect));
                assert!(both < 1.0, "{name}: {spot:?} and {other:?}");
            }
        }
    });
}

#[test]
fn every_picture_names_its_zone_and_says_what_it_shows() {
    for_each(|name, life, picture| {
        let zone = life.zone.name();
        let is_zone = |shape: &Shape| matches!(shape, Shape::Text { text, .. } if text == zone);
        assert!(picture.scene.shapes.iter().any(is_zone), "{name}");
        assert!(picture.label.contains(zone), "{name}: {}", picture.label);
    });
}

/// Every run of digits in a text.
fn numbers(text: &str) -> Vec<&str> {
    let runs = text.split(|char: char| !char.is_ascii_digit());
    runs.filter(|run| !run.is_empty()).collect()
}

#[test]
fn a_table_says_what_is_read_out() {
    for_each(|name, _, picture| {
        for row in &picture.rows {
            assert_eq!(row.len(), picture.columns.len(), "{name}: {row:?}");
        }
        let mut table = picture.columns.join(" ");
        for row in &picture.rows {
            write!(table, " {}", row.join(" ")).expect("a string takes it");
        }
        let (mut told, mut read) = (numbers(&table), Vec::new());
        for spot in &picture.spots {
            read.extend(numbers(&spot.words));
        }
        told.sort_unstable();
        for number in &read {
            assert!(
                told.binary_search(number).is_ok(),
                "{name}: {number} is in no table"
            );
        }
        // Only years and zeros are worth a cell and no spot.
        read.sort_unstable();
        for row in &picture.rows {
            for cell in &row[1..] {
                for number in numbers(cell).into_iter().filter(|number| *number != "0") {
                    let is_read = read.binary_search(&number).is_ok();
                    assert!(is_read, "{name}: {number} of {cell} is in no spot");
                }
            }
        }
    });
}

#[test]
fn each_night_is_read_out_with_its_own_cells() {
    for_each(|name, _, picture| {
        let nightly = ["actogram", "slanted", "year", "mid", "active", "scatter"];
        if !nightly.iter().any(|prefix| name.starts_with(prefix)) {
            return;
        }
        assert_eq!(picture.spots.len(), picture.rows.len(), "{name}");
        for (spot, row) in picture.spots.iter().zip(&picture.rows) {
            for cell in &row[1..] {
                assert!(
                    spot.words.contains(cell),
                    "{name}: {cell} is not in {}",
                    spot.words
                );
            }
        }
    });
}

#[test]
fn some_rows_of_an_actogram_are_as_in_the_whole() {
    let life = Life::new("owl", "America/New_York", "2025-02-20", 60, owl);
    let actogram = life.actogram(720.0, English);
    let whole = actogram.body(0..60);
    assert_eq!(whole.scene.height, actogram.height());
    for window in [0..1, 10..30, 17..18, 59..60, 55..99, 70..80, 0..0] {
        let part = actogram.body(window.clone());
        let end = window.end.min(60);
        let start = window.start.min(end);
        assert_eq!(part.rows, whole.rows[start..end], "{window:?}");
        let words = |picture: &Picture| -> Vec<String> {
            picture
                .spots
                .iter()
                .map(|spot| spot.words.clone())
                .collect()
        };
        assert_eq!(words(&part), words(&whole)[start..end], "{window:?}");
        let down = start as f64 * actogram.row_height;
        let asleep = |picture: &Picture, down: f64, from: f64, to: f64| {
            let inked = |shape: &Shape| match shape {
                Shape::Rect { rect, ink, .. } if Ink::ASLEEP.contains(ink) => Some(*rect),
                _ => None,
            };
            let rects = picture.scene.shapes.iter().filter_map(inked);
            let rects = rects.map(|rect| (rect.x, rect.center().y - down, rect.width));
            let rounded = |number: f64| (number * 1e6).round() as i64;
            let within = rects.filter(|(_, y, _)| (from..to).contains(y));
            let mut rects: Vec<[i64; 3]> = within
                .map(|(x, y, width)| [x, y, width].map(rounded))
                .collect();
            rects.sort_unstable();
            rects
        };
        let height = part.scene.height;
        let expected = asleep(&whole, down, 0.0, height);
        assert_eq!(asleep(&part, 0.0, 0.0, height), expected, "{window:?}");
        assert!(part.rows.is_empty() || !expected.is_empty(), "{window:?}");
    }
}

#[test]
fn records_have_the_late_ink_from_midnight_to_five_and_no_longer() {
    let life = Life::new("orderly", "Asia/Tokyo", "2026-05-01", 2, orderly);
    let mut events = vec![0; life.sleep.timeline.bins()];
    // From half past eleven to half past twelve, and from half past four to half past five.
    events[46..50].fill(1);
    events[66..70].fill(1);
    for (start, row_height, expected) in [
        (Start::Noon, 20.0, "awake 0.5 late 0.5 late 0.5 awake 0.5"),
        (
            Start::Midnight,
            20.0,
            "awake 0.5 late 0.5 late 0.5 awake 0.5",
        ),
        // Low rows show hours, and only the late ones.
        (Start::Noon, 5.0, "late 1 late 1"),
    ] {
        let mut actogram = life.actogram(720.0, English);
        (actogram.start, actogram.row_height) = (start, row_height);
        actogram.activity = Some(&events);
        // The first time that they are seen: from noon on in the first half, from midnight in the second.
        let picture = actogram.body(0..1);
        let day = picture.spots[0].rect.width / 2.0;
        let mut seen: Vec<(f64, String)> = Vec::new();
        for shape in &picture.scene.shapes {
            let Shape::Rect {
                rect,
                ink: ink @ (Ink::Awake | Ink::Late),
                ..
            } = shape
            else {
                continue;
            };
            let hours = (rect.width / day * 24.0 * 10.0).round() / 10.0;
            let ink = if *ink == Ink::Late { "late" } else { "awake" };
            seen.push((rect.x, format!("{ink} {hours}")));
        }
        seen.sort_by(|a, b| a.0.total_cmp(&b.0));
        let seen: Vec<String> = seen.into_iter().map(|(_, words)| words).collect();
        assert_eq!(seen.join(" "), expected, "{start:?} {row_height}");
    }
}

#[test]
fn a_night_is_seen_twice_a_day_apart() {
    let life = Life::new("orderly", "Asia/Tokyo", "2026-05-01", 3, orderly);
    for start in [Start::Noon, Start::Midnight] {
        let mut actogram = life.actogram(720.0, English);
        actogram.start = start;
        actogram.activity = None;
        let picture = actogram.body(0..3);
        let row = actogram.row_height;
        let certain = picture.scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Rect {
                rect,
                ink: Ink::Asleep4,
                ..
            } => Some(*rect),
            _ => None,
        });
        let mut seen: Vec<(i64, i64)> = certain
            .map(|rect| ((rect.center().y / row) as i64, rect.center().x as i64))
            .collect();
        seen.sort_unstable();
        let field = picture.spots[0].rect;
        let day = (field.width / 2.0) as i64;
        // From noon on the second night lies in row 1, and a day to the right in row 0.
        let in_row = |row: i64| {
            seen.iter()
                .filter(move |(at, _)| *at == row)
                .map(|(_, x)| *x)
        };
        let (first, second): (Vec<i64>, Vec<i64>) = (in_row(0).collect(), in_row(1).collect());
        let again = |x: &i64| first.iter().any(|other| (other - x - day).abs() <= 2);
        assert!(second.iter().any(again), "{start:?}: {first:?} {second:?}");
    }
}

#[test]
fn what_is_in_sight_is_a_part_of_the_whole() {
    let life = Life::new("owl", "Asia/Tokyo", "2025-02-20", 400, owl);
    let (actogram, whole) = (
        life.actogram(328.0, Japanese),
        life.actogram(328.0, Japanese).whole(),
    );
    for (top, height) in [
        (0.0, 300.0),
        (40.0, 10.0),
        (700.0, 500.0),
        (3_000.0, 900.0),
        (9e9, 9e9),
    ] {
        let sight = actogram.sight(top, height);
        assert_eq!(sight.height, whole.scene.height);
        let bottom = (top + height).min(whole.scene.height);
        let seen = |rect: &Rect| top < rect.bottom() && rect.y < bottom;
        for spot in whole.spots.iter().filter(|spot| seen(&spot.rect)) {
            let moved = |other: &Spot| (other.rect.y + sight.top - spot.rect.y).abs() < 1e-6;
            let mut spots = sight.picture.spots.iter();
            let again = spots.any(|other| other.words == spot.words && moved(other));
            assert!(again, "from {top} on: {spot:?}");
        }
        assert!(sight.picture.scene.height <= height.max(40.0) + 200.0);
    }
}

#[test]
fn parts_of_an_actogram_below_its_head_are_all_of_one_height() {
    let life = Life::new("owl", "Asia/Tokyo", "2025-02-20", 400, owl);
    let actogram = life.actogram(328.0, Japanese);
    let height = |top: u32| actogram.sight(top.into(), 500.0).picture.scene.height;
    for top in [300, 301, 364, 700, 999] {
        assert_eq!(height(top), height(500), "from {top} on");
    }
}

#[test]
fn nights_that_are_far_off_lie_at_the_edge_of_a_scatter_and_say_so() {
    let plan: Planned = |number, _| Plan::Slept(600 + number % 2 * 600, 480, 30);
    let life = Life::new("shifts", "Asia/Tokyo", "2026-05-01", 4, plan);
    let picture = scatter(&life.shown(720.0, English), Some(2 * 3_600));
    let rows: Vec<String> = picture.rows.iter().map(|row| row.join(" | ")).collect();
    let expected = [
        "±0 | −6 h or more | 1 night",
        "+6 h or more | +6 h or more | 2 nights",
    ];
    assert_eq!(rows, expected);
}

/// A sleep that no inference would tell: whatever the numbers are, a picture comes of it.
fn anything() -> impl Strategy<Value = Sleep> {
    let moment = -3_000_000_000_i64..5_000_000_000;
    let night = (
        0..3_u8,
        prop::option::of(prop::array::uniform9(moment)),
        0.0..2.0_f32,
    );
    let row = (
        0..300_u16,
        0..130_u16,
        -60_000..60_000_i32,
        any::<[bool; 2]>(),
    );
    let rows = prop::collection::vec(row, 0..40);
    let nights = prop::collection::vec(night, 0..40);
    let asleep = prop::collection::vec(any::<u8>(), 0..3_000);
    (-10_000..20_000_i64, rows, nights, asleep).prop_map(|(start, rows, nights, asleep)| {
        let first = day("2020-02-20");
        let days = || (0_u64..).map(move |number| first + chrono::Days::new(number));
        let rows = rows.into_iter().zip(days());
        let rows = rows.map(|((first, bins, offset_secs, [known, free]), day)| Row {
            day,
            first: first.into(),
            bins,
            offset_secs,
            known,
            free,
        });
        let nights = nights.into_iter().zip(days());
        let nights = nights.map(|((state, main, all_nighter), day)| Night {
            day,
            state: [State::Told, State::Unsure, State::NoData][usize::from(state)],
            main: main.map(main_of),
            all_nighter,
            second: 0.0,
            free: all_nighter < 0.5,
        });
        Sleep {
            timeline: Timeline {
                start: start * 86_400,
                rows: rows.collect(),
            },
            nights: nights.collect(),
            asleep,
        }
    })
}

fn main_of(numbers: [i64; 9]) -> MainSleep {
    let moment = |at: usize| Moment {
        median: numbers[at],
        half: [numbers[at + 1], numbers[at + 2]],
        most: [numbers[at + 2], numbers[at + 1]],
    };
    MainSleep {
        onset: moment(0),
        wake: moment(3),
        mid: moment(6),
        seconds: numbers[8],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_sleep_makes_a_picture_panic(sleep in anything(), width in -50.0..2_000.0_f64) {
        let activity = sleep.asleep.clone();
        let life = Life {
            name: "anything",
            zone: zone("America/New_York"),
            sleep,
            activity,
        };
        for language in Language::ALL {
            for (_, picture) in life.pictures(width, language) {
                svg(&picture.scene, &Theme::light());
            }
        }
    }
}

/// The row of a table that begins with that cell, the others with bars between them.
fn row(picture: &Picture, first: &str) -> String {
    let mut rows = picture.rows.iter();
    let found = rows.find(|row| row.first().is_some_and(|cell| cell == first));
    found.map_or_else(String::new, |row| row[1..].join(" | "))
}

#[test]
fn tables_say_what_happened() {
    // Friday 1 May from eleven to seven, Saturday from one to nine, Sunday nothing is known.
    let plan: Planned = |number, _| match number {
        0 => Plan::Slept(660, 480, 30),
        1 => Plan::Slept(780, 480, 30),
        _ => Plan::Nothing,
    };
    for zone_name in ["Asia/Tokyo", "America/St_Johns", "Asia/Kathmandu"] {
        let life = Life::new("told", zone_name, "2026-05-01", 3, plan);
        let shown = life.shown(720.0, English);
        let check = |picture: &Picture, first: &str, expected: &str| {
            assert_eq!(row(picture, first), expected, "{zone_name}: {first}");
        };
        let actogram = life.actogram(720.0, English).whole();
        let friday = "23:00 (22:30–23:30) | 7:00 (6:30–7:30) | 8 h | ";
        check(&actogram, "1 May 2026", friday);
        check(&actogram, "3 May 2026", " |  |  | Nothing known");
        let slept = year::year_map(&shown, year::Measure::Slept);
        check(&slept, "2 May 2026", "8 h");
        check(&slept, "3 May 2026", "Nothing known");
        let mid = year::year_map(&shown, year::Measure::MidSleep);
        check(&mid, "2 May 2026", "5:00");
        let week = week::week_grid(&shown, week::Measure::Asleep);
        let unknown = "Nothing known";
        let at_three =
            format!("{unknown} | {unknown} | {unknown} | {unknown} | {unknown} | 99 % | 99 %");
        check(&week, "3:00–3:59", &at_three);
        let mut events = vec![0; life.sleep.timeline.bins()];
        // Three at 13:15 on Friday, one at 0:00 on Saturday.
        (events[5], events[48]) = (3, 1);
        let busy = week::week_grid(&shown, week::Measure::Activity(&events));
        let none = "0 records";
        let at_one =
            format!("{unknown} | {unknown} | {unknown} | {unknown} | 3 records | {none} | {none}");
        check(&busy, "13:00–13:59", &at_one);
        let dial = dial(&shown);
        check(&dial, "23:00–23:30", "1 | 0");
        check(&dial, "9:00–9:30", "0 | 1");
        check(&dial, "8:00–8:30", "");
        let trend = trend(&shown, &[]);
        check(&trend, "Night of Sat 2 May", "5:00 | 4:45–5:15 | 1 night");
        let scatter = scatter(&shown, Some(4 * 3_600));
        check(&scatter, "+1 h", "+2 h | 1 night");
    }
}

fn fifteen_years() -> Life {
    let plan: Planned = |number, day| match number {
        0..2_000 => orderly(number, day),
        2_000..2_600 => free_running(number, day),
        2_600..2_700 => Plan::Nothing,
        _ => owl(number, day),
    };
    Life::new("15 years", "America/New_York", "2011-03-05", 5_479, plan)
}

#[test]
fn fifteen_years_are_few_shapes_of_which_none_leaves_its_picture() {
    let life = fifteen_years();
    for width in [328.0, 1_080.0] {
        let shown = life.shown(width, Japanese);
        let actogram = life.actogram(width, Japanese);
        let sight = |top: f64| actogram.sight(top, 800.0).picture;
        let counts = life.counts();
        // A square for each night and little more; of an actogram what is in sight.
        for (name, picture, most) in [
            ("actogram", sight(0.0), 3_000),
            ("years later", sight(12_000.0), 3_000),
            ("nothing known", sight(13_200.0), 3_000),
            ("the end", sight(27_000.0), 3_000),
            ("year", year::year_map(&shown, year::Measure::Slept), 6_500),
            (
                "active",
                year::year_map(&shown, year::Measure::Activity(&counts)),
                6_500,
            ),
            ("week", week::week_grid(&shown, week::Measure::Asleep), 250),
            ("dial", dial(&shown), 350),
            ("trend", trend(&shown, &[]), 500),
            ("scatter", scatter(&shown, None), 700),
        ] {
            let shapes = &picture.scene.shapes;
            assert!(shapes.len() < most, "{name}: {} shapes", shapes.len());
            for shape in shapes {
                let edges = bounds(shape);
                assert!(
                    is_inside(edges, &picture.scene),
                    "{name} at {width}: {shape:?}"
                );
            }
            assert!(
                20 < picture.spots.len(),
                "{name}: {} spots",
                picture.spots.len()
            );
        }
    }
}
