//! Pictures, kept as SVG: the calendar in both themes and languages, and the posters.

use std::path::PathBuf;

use chrono::{NaiveDate, TimeDelta};
use yodori::engine::event::Imported;
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{MIDARE_SECS, awake};
use yodori::engine::paint::{Theme, svg};
use yodori::engine::sample::Sample;
use yodori::engine::scene::calendar::{Calendar, DayKind, Move};
use yodori::engine::scene::layout::{Look, Viewport};
use yodori::engine::scene::poster::{Caption, Limit, poster};
use yodori::engine::scene::span::Span;
use yodori::engine::scene::{Anchor, Ink, Scene, Shape};
use yodori::engine::text::Language::{self, English, Japanese};
use yodori::engine::text::dates;
use yodori::engine::time::{Offset, Zone};

use crate::pictures::lives::{life, owl};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn tokyo() -> Zone {
    Zone::new(
        "Asia/Tokyo",
        vec![Offset {
            from: 0,
            secs: 9 * 3_600,
        }],
    )
    .expect("one offset")
}

pub fn calendar_of(imported: &Imported, span: Span, last: NaiveDate, start_hour: u8) -> Calendar {
    let awake = awake(&imported.events, &Filter::default(), MIDARE_SECS);
    let first = day("2006-03-21");
    Calendar::new(
        &awake,
        &tokyo(),
        Country::Japan,
        span.days(last, first, last),
        start_hour,
    )
}

/// The header of hours above the rows, as the page shows them, with the cursor's outline.
fn screen(calendar: &Calendar, look: &Look, viewport: &Viewport) -> Scene {
    let axis = calendar.axis(look);
    let mut scene = calendar.scene(look, viewport);
    if let Some(pick) = calendar.step(calendar.step(None, Move::First), Move::RowDown) {
        scene
            .shapes
            .extend(calendar.hover(look, viewport, pick).shapes);
    }
    let below = scene
        .shapes
        .into_iter()
        .map(|shape| shape.moved(0.0, axis.height));
    let shapes = below.chain(axis.shapes).collect();
    Scene {
        width: scene.width,
        height: scene.height + axis.height,
        shapes,
    }
}

/// Compares with tests/snapshots, or rewrites what is there.
pub fn check(name: &str, document: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join([name, ".svg"].concat());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, document).expect("the snapshot can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == document,
        "{name} looks different: rewrite it with UPDATE_EXPECT=1 and look at it"
    );
}

fn check_screen(
    name: &str,
    sample: Sample,
    language: Language,
    look: (f64, f64),
    theme: &Theme,
    start_hour: u8,
) {
    let last = day("2026-05-26");
    let calendar = calendar_of(
        &sample.imported(language, last),
        Span::ThreeWeeks,
        last,
        start_hour,
    );
    let look = Look {
        width: look.0,
        row_height: look.1,
        language,
    };
    let viewport = Viewport {
        top: 0.0,
        height: calendar.height(&look),
    };
    check(name, &svg(&screen(&calendar, &look, &viewport), theme));
}

#[test]
fn the_calendar_looks_as_it_was_approved() {
    let (light, dark) = (Theme::light(), Theme::dark());
    check_screen(
        "owl-ja-light-740",
        Sample::NightOwl,
        Japanese,
        (740.0, 24.0),
        &light,
        0,
    );
    check_screen(
        "owl-en-dark-740",
        Sample::NightOwl,
        English,
        (740.0, 24.0),
        &dark,
        0,
    );
    check_screen(
        "owl-ja-dark-360",
        Sample::NightOwl,
        Japanese,
        (328.0, 19.0),
        &dark,
        0,
    );
    check_screen(
        "owl-en-light-360",
        Sample::NightOwl,
        English,
        (328.0, 19.0),
        &light,
        0,
    );
    check_screen(
        "bird-ja-light-560",
        Sample::EarlyBird,
        Japanese,
        (560.0, 19.0),
        &light,
        0,
    );
    check_screen(
        "owl-ja-light-from-4",
        Sample::NightOwl,
        Japanese,
        (740.0, 24.0),
        &light,
        4,
    );
}

#[test]
fn a_shaded_calendar_looks_as_it_was_approved() {
    let last = day("2026-05-26");
    let imported = Sample::NightOwl.imported(Japanese, last);
    let plan = |number, day| owl(number, day);
    let sleep = life(&tokyo(), day("2026-05-01"), 30, plan);
    for (language, width, row_height, start_hour, theme) in [
        (Japanese, 740.0, 24.0, 0, Theme::light()),
        (English, 328.0, 19.0, 12, Theme::dark()),
    ] {
        let mut calendar = calendar_of(&imported, Span::ThreeWeeks, last, start_hour);
        calendar.shade(&sleep.timeline, &sleep.asleep, &tokyo());
        let look = Look {
            width,
            row_height,
            language,
        };
        let height = calendar.height(&look);
        let scene = screen(&calendar, &look, &Viewport { top: 0.0, height });
        let name = ["shaded-", language.tag()].concat();
        check(&name, &svg(&scene, &theme));
    }
}

#[test]
fn a_scrolled_calendar_keeps_its_year_in_sight() {
    let last = day("2026-05-26");
    let imported = Sample::NightOwl.imported(English, last);
    let span = Span::Dates {
        from: day("2024-06-01"),
        to: last,
    };
    let calendar = calendar_of(&imported, span, last, 0);
    let look = Look {
        width: 560.0,
        row_height: 12.0,
        language: English,
    };
    let viewport = Viewport {
        top: 2_400.0,
        height: 400.0,
    };
    check(
        "scrolled-en-light-560",
        &svg(&screen(&calendar, &look, &viewport), &Theme::light()),
    );
}

pub fn caption(language: Language, name: &str, calendar: &Calendar) -> Caption {
    let end = calendar.rows.last().map_or(day("2026-05-27"), |row| {
        row.day.succ_opt().expect("not the last day")
    });
    Caption {
        language,
        name: name.into(),
        handle: "yofukashi_sample".into(),
        days: calendar.rows.first().map_or(end, |row| row.day)..end,
        zone: "Asia/Tokyo".into(),
        app: language.pick("夜鳥 Yodori", "Yodori").into(),
        awake: language.pick("起きていた", "Awake").into(),
        github: String::new(),
        late: language.pick("深夜 0–5時", "Late, 0–5").into(),
        threshold: String::new(),
        lone: language.pick("ひとつだけの記録", "A single post").into(),
        day_off: language.pick("土日・祝日", "Weekends, holidays").into(),
        asleep: String::new(),
    }
}

/// The sample's three years, again and again, until `days` are full.
fn many_days(days: i64) -> (Calendar, Imported) {
    days_of(days, 1)
}

/// As [`many_days`], of which only every so many periods and marks are kept.
fn days_of(days: i64, every: usize) -> (Calendar, Imported) {
    let last = day("2026-05-26");
    let imported = Sample::NightOwl.imported(Japanese, last);
    let mut awake = awake(&imported.events, &Filter::default(), MIDARE_SECS);
    let three_years = awake.clone();
    for times in 1..=days / (3 * 365) {
        let earlier = TimeDelta::days(times * 3 * 365);
        for mut period in three_years.periods.iter().copied() {
            period.start -= earlier;
            period.end -= earlier;
            awake.periods.push(period);
        }
        for mut lone in three_years.lone.iter().copied() {
            lone.at -= earlier;
            awake.lone.push(lone);
        }
    }
    awake.periods.sort_by_key(|period| period.start);
    awake.lone.sort_by_key(|lone| lone.at);
    awake.periods = awake.periods.into_iter().step_by(every).collect();
    awake.lone = awake.lone.into_iter().step_by(every).collect();
    let first = last - TimeDelta::days(days - 1);
    let range = first..last.succ_opt().expect("not the last day");
    (
        Calendar::new(&awake, &tokyo(), Country::Japan, range, 0),
        imported,
    )
}

#[test]
fn posters_look_as_they_were_approved() {
    for (name, days, every, language, theme) in [
        ("poster-21-days-ja", 21, 1, Japanese, Theme::light()),
        ("poster-100-days-en", 100, 1, English, Theme::light()),
        ("poster-1-year-en", 365, 1, English, Theme::dark()),
        ("poster-3-years-ja", 3 * 365, 1, Japanese, Theme::light()),
        // All of it would be a megabyte: the picture is the same, with fewer bars.
        (
            "poster-15-years-ja",
            15 * 365 + 4,
            5,
            Japanese,
            Theme::dark(),
        ),
    ] {
        let (calendar, imported) = days_of(days, every);
        let caption = caption(
            language,
            language.pick(&imported.person.name, "Night Owl"),
            &calendar,
        );
        check(
            name,
            &svg(&poster(&calendar, &caption, &Limit::phone(2.0)), &theme),
        );
    }
}

#[test]
fn a_poster_shows_every_bar_and_mark_of_its_days_and_names_its_years_and_months() {
    for days in [21, 62, 63, 100, 365, 401, 15 * 365 + 4] {
        let (calendar, imported) = many_days(days);
        let caption = caption(Japanese, &imported.person.name, &calendar);
        let scene = poster(&calendar, &caption, &Limit::phone(2.0));
        let (mut bars, mut marks, mut texts) = (0, 0, Vec::new());
        for shape in &scene.shapes {
            match shape {
                Shape::Rect {
                    ink: Ink::Awake | Ink::Late,
                    ..
                } => bars += 1,
                Shape::Disc {
                    ink: Ink::Awake | Ink::Late,
                    ..
                } => marks += 1,
                Shape::Text { text, .. } => texts.push(text.as_str()),
                _ => {}
            }
        }
        // The legend has two bars and a mark; a bar is two where it turns late or stops being so.
        let segments: usize = calendar.rows.iter().map(|row| row.segments.len()).sum();
        let lone: usize = calendar.rows.iter().map(|row| row.marks.len()).sum();
        assert!(
            segments + 2 <= bars && bars <= 2 * segments + 2,
            "{days} days: {bars} bars"
        );
        assert_eq!(marks, lone + 1, "{days} days");
        for row in &calendar.rows {
            let year = dates::year(Japanese, row.day);
            assert!(texts.iter().any(|text| text.contains(&year)), "{year}");
            let month = dates::month(Japanese, row.day);
            let is_named = texts.contains(&month.as_str());
            assert!(is_named || days <= 62, "{days} days: {month}");
        }
        for fact in [
            "夜ふかしさん",
            "Asia/Tokyo",
            "夜鳥 Yodori",
            "@yofukashi_sample",
        ] {
            assert!(texts.iter().any(|text| text.contains(fact)), "{fact}");
        }
    }
}

fn texts(scene: &Scene) -> Vec<&str> {
    let shapes = scene.shapes.iter();
    shapes
        .filter_map(|shape| match shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_poster_marks_every_weekend_and_holiday_of_low_rows() {
    for days in [100, 365, 3 * 365] {
        let (calendar, _) = days_of(days, 5);
        let scene = poster(
            &calendar,
            &caption(Japanese, "夜", &calendar),
            &Limit::phone(2.0),
        );
        let marks = scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Rect {
                rect,
                ink: Ink::Weekend,
                ..
            } => Some(rect.height),
            _ => None,
        });
        let mut heights: Vec<f64> = marks.collect();
        heights.pop().expect("the legend's");
        // A holiday in the middle of a week is one row high.
        let row = heights.iter().copied().fold(f64::INFINITY, f64::min);
        let marked = (heights.iter().sum::<f64>() / row).round();
        let off = calendar
            .rows
            .iter()
            .filter(|row| row.kind != DayKind::Weekday);
        assert_eq!(marked, off.count() as f64, "{days} days");
    }
}

#[test]
fn a_poster_names_the_year_where_it_changes_within_a_column() {
    let (calendar, _) = days_of(365, 5);
    let scene = poster(
        &calendar,
        &caption(Japanese, "夜", &calendar),
        &Limit::phone(2.0),
    );
    let named = texts(&scene).into_iter().filter(|text| *text == "2026年");
    assert_eq!(named.count(), 1);
}

#[test]
fn a_poster_tells_a_threshold_that_it_is_given() {
    let (calendar, _) = days_of(21, 1);
    let mut caption = caption(Japanese, "夜", &calendar);
    caption.threshold = "しきい値 2時間".into();
    let scene = poster(&calendar, &caption, &Limit::phone(2.0));
    let is_told = |text: &str| text.contains("しきい値 2時間");
    assert!(texts(&scene).into_iter().any(is_told));
}

/// About how wide a text is: full-width letters as their size says, others as wide as digits are.
fn width_of(text: &str, size: f64) -> f64 {
    let em = |char: char| if char.is_ascii() { 0.55 } else { 1.0 };
    text.chars().map(em).sum::<f64>() * size
}

#[test]
fn no_word_of_a_poster_leaves_it_or_lies_on_another() {
    let long_name =
        "どこまでもつづく名前のひと、それはとてもながい夜ふかしのきろくをつけるひと、です";
    // 361 days begin on the last one of a month.
    for days in [
        1,
        21,
        62,
        63,
        100,
        200,
        201,
        361,
        365,
        401,
        3 * 365,
        15 * 365,
    ] {
        for name in ["夜", "Night Owl", long_name] {
            for language in Language::ALL {
                let (calendar, _) = many_days(days);
                let mut caption = caption(language, name, &calendar);
                caption.asleep = language.pick("眠っていたらしい", "Probably asleep").into();
                caption.github = language
                    .pick("起きていた（GitHub）", "Awake, on GitHub")
                    .into();
                caption.zone = "America/Argentina/ComodRivadavia".into();
                caption.threshold = language
                    .pick("しきい値 11時間45分", "Threshold 11 h 45 min")
                    .into();
                let scene = poster(&calendar, &caption, &Limit::phone(2.0));
                no_text_is_cut_or_covered(&scene, days);
            }
        }
    }
}

#[track_caller]
fn no_text_is_cut_or_covered(scene: &Scene, days: i64) {
    let mut lines: Vec<(f64, f64, f64, f64, &str)> = Vec::new();
    for shape in &scene.shapes {
        let Shape::Text {
            at,
            anchor,
            size,
            text,
            ..
        } = shape
        else {
            continue;
        };
        let width = width_of(text, *size);
        let left = match anchor {
            Anchor::Start => at.x,
            Anchor::Middle => at.x - width / 2.0,
            Anchor::End => at.x - width,
        };
        let (top, bottom) = (at.y - size * 0.45, at.y + size * 0.45);
        assert!(
            0.0 <= left && left + width <= scene.width && 0.0 <= top && bottom <= scene.height,
            "{days} days: {text} leaves the picture"
        );
        lines.push((left, left + width, top, bottom, text));
    }
    for (index, a) in lines.iter().enumerate() {
        for b in &lines[index + 1..] {
            let space = 0.3 * (a.3 - a.2);
            let apart = a.1 + space <= b.0 || b.1 + space <= a.0 || a.3 <= b.2 || b.3 <= a.2;
            assert!(apart, "{days} days: {} lies on {}", a.4, b.4);
        }
    }
}

#[test]
fn no_poster_passes_a_limit() {
    for days in [
        1,
        21,
        62,
        63,
        200,
        365,
        400,
        401,
        3 * 365,
        15 * 365 + 4,
        40 * 365,
    ] {
        let (calendar, imported) = many_days(days);
        let caption = caption(Japanese, &imported.person.name, &calendar);
        for (ratio, side, pixels) in [
            (1.0, 65_535.0, 16e6),
            (2.0, 16_384.0, 16e6),
            (3.0, 8_192.0, 16e6),
            (2.0, 4_096.0, 4e6),
        ] {
            let scene = poster(
                &calendar,
                &caption,
                &Limit {
                    ratio,
                    side,
                    pixels,
                },
            );
            let (width, height) = ((scene.width * ratio).ceil(), (scene.height * ratio).ceil());
            assert!(
                width.max(height) <= side && width * height <= pixels,
                "{days} days at {ratio}: {width} × {height}"
            );
            for shape in &scene.shapes {
                if let Shape::Rect { rect, .. } = shape {
                    assert!(
                        0.0 <= rect.x
                            && rect.right() <= scene.width
                            && rect.bottom() <= scene.height,
                        "{rect:?}"
                    );
                }
            }
        }
    }
}
