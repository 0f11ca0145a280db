//! Pictures to share: kept as SVG, and within their bounds whatever is told and however long it is.

use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{Awake, MIDARE_SECS, awake};
use yodori::engine::paint::{Theme, svg};
use yodori::engine::sample::Sample;
use yodori::engine::scene::calendar::Calendar;
use yodori::engine::scene::share::{Around, Badge, Figure, Format, Look, share};
use yodori::engine::scene::{Anchor, Ink, Scene, Shape};
use yodori::engine::text::Language::{self, English, Japanese};

use crate::calendar::day;
use crate::paint::check as snapshot;
use chrono::TimeDelta;

/// A calendar of that many days of the sample's life, and its person's name.
pub fn days_of(sample: Sample, days: i64, start_hour: u8) -> Calendar {
    let last = day("2026-05-26");
    let imported = sample.imported(Japanese, last);
    let awake: Awake = awake(&imported.events, &Filter::default(), MIDARE_SECS);
    let first = last - TimeDelta::days(days - 1);
    let range = first..last.succ_opt().expect("not the last day");
    Calendar::new(&awake, &Sample::zone(), Country::Japan, range, start_hour)
}

pub fn around(language: Language) -> Around {
    let figure = |title: (&str, &str), value: (&str, &str)| Figure {
        title: language.pick(title.0, title.1).into(),
        value: language.pick(value.0, value.1).into(),
    };
    Around {
        language,
        name: Sample::NightOwl.name(language).into(),
        handle: Sample::NightOwl.handle().into(),
        badge: Badge::Initial,
        zone: "Asia/Tokyo".into(),
        figures: vec![
            figure(
                ("3時すぎまで起きていた夜", "Nights up past 3 a.m."),
                ("14 / 21", "14 / 21"),
            ),
            figure(
                ("ふだんの眠り", "Usual sleep"),
                ("3:24–11:02", "3:24–11:02"),
            ),
            figure(
                ("いちばん長く起きていた", "Longest awake"),
                ("23時間38分", "23 h 38 min"),
            ),
        ],
        hashtag: language.pick("#夜鳥", "#yodori").into(),
        app: language.pick("夜鳥 Yodori", "Yodori").into(),
        site: "yodori.example".into(),
        awake: language.pick("起きていた", "Awake").into(),
        github: String::new(),
        late: language.pick("深夜 0–5時", "Late, 0–5").into(),
        bird: Some(Look::Sleepy),
    }
}

#[test]
fn pictures_to_share_look_as_they_were_approved() {
    let (light, dark) = (Theme::light(), Theme::dark());
    let show = |name: &str, days: i64, start_hour: u8, language, format, theme: &Theme| {
        let calendar = days_of(Sample::NightOwl, days, start_hour);
        let scene = share(&calendar, &around(language), format);
        snapshot(&["share-", name].concat(), &svg(&scene, theme));
    };
    show("wide-21-ja-light", 21, 0, Japanese, Format::Wide, &light);
    show("wide-365-en-dark", 365, 0, English, Format::Wide, &dark);
    show("square-21-en-dark", 21, 0, English, Format::Square, &dark);
    show(
        "square-365-ja-light",
        365,
        0,
        Japanese,
        Format::Square,
        &light,
    );
    show("tall-21-ja-dark", 21, 12, Japanese, Format::Tall, &dark);
    show("tall-365-en-light", 365, 0, English, Format::Tall, &light);
    show(
        "square-500-ja-dark",
        500,
        0,
        Japanese,
        Format::Square,
        &dark,
    );
}

/// Whatever is told in whatever shape stays within the picture, and words don't run into each other's lines.
#[test]
fn nothing_lies_outside_of_a_picture_however_long_its_words_are() {
    let long = "W".repeat(200);
    let names = [
        "",
        "夜",
        long.as_str(),
        "長い名前の人がここにいますよ本当に長いんですよこれは",
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
        "محمد بن عبد الله",
        "a\u{0}b\u{202e}c\nd",
    ];
    for (days, figures) in [
        (1, 0),
        (7, 1),
        (21, 3),
        (45, 2),
        (46, 3),
        (365, 1),
        (400, 3),
        (401, 2),
    ] {
        let calendar = days_of(Sample::NightOwl, days, 4);
        for name in names {
            for format in Format::ALL {
                for language in Language::ALL {
                    let mut told = around(language);
                    told.name = name.into();
                    told.handle = name.into();
                    told.zone = "America/Argentina/ComodRivadavia".into();
                    told.figures.truncate(figures);
                    told.site = ["a", &"long-".repeat(30), ".example"].concat();
                    let scene = share(&calendar, &told, format);
                    let why = format!("{days} days, {name:?}, {format:?}, {language:?}");
                    check_inside(&scene, &why);
                }
            }
        }
    }
}

#[track_caller]
pub fn check_inside(scene: &Scene, why: &str) {
    let whole = |x: f64, y: f64, what: &Shape| {
        let (left, top) = (-0.5 <= x, -0.5 <= y);
        let (right, bottom) = (x <= scene.width + 0.5, y <= scene.height + 0.5);
        assert!(left && top && right && bottom, "{why}: {what:?}");
    };
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { rect, .. } | Shape::Outline { rect, .. } => {
                whole(rect.x, rect.y, shape);
                whole(rect.right(), rect.bottom(), shape);
            }
            Shape::Text {
                at,
                anchor,
                size,
                text,
                ..
            } => {
                assert!(
                    !text
                        .chars()
                        .any(|char| char.is_control() || char == '\u{202e}'),
                    "{why}"
                );
                // Letters are half as wide as high at the least.
                let width = text.chars().filter(|char| char.is_alphanumeric()).count() as f64;
                let width = width * size * 0.5;
                let left = match anchor {
                    Anchor::Start => at.x,
                    Anchor::Middle => at.x - width / 2.0,
                    Anchor::End => at.x - width,
                };
                whole(left, at.y - size / 2.0, shape);
                whole(left + width, at.y + size / 2.0, shape);
            }
            Shape::Disc { center, .. } => whole(center.x, center.y, shape),
            Shape::Line { from, to, .. } => {
                whole(from.x, from.y, shape);
                whole(to.x, to.y, shape);
            }
            Shape::Area { points, .. } | Shape::Path { points, .. } => {
                points
                    .iter()
                    .for_each(|point| whole(point.x, point.y, shape));
            }
        }
    }
}

pub fn texts(scene: &Scene) -> Vec<&str> {
    let mut texts = Vec::new();
    for shape in &scene.shapes {
        if let Shape::Text { text, .. } = shape {
            texts.push(text.as_str());
        }
    }
    texts
}

#[test]
fn a_name_that_is_too_long_ends_with_an_ellipsis_and_a_short_one_doesnt() {
    let calendar = days_of(Sample::NightOwl, 21, 0);
    let check = |name: &str, expected: &str| {
        let mut told = around(Japanese);
        told.name = name.into();
        let scene = share(&calendar, &told, Format::Wide);
        assert!(texts(&scene).contains(&expected), "{:?}", texts(&scene));
    };
    check("夜", "夜");
    check("  夜\nふかし\u{202e}さん ", "夜 ふかしさん");
    check(
        "とても長い名前の人がここにいますよ本当に長い",
        "とても長い名前の人がここにいま…",
    );
    check("<b>&amp;</b>", "<b>&amp;</b>");
}

#[test]
fn what_is_not_wanted_is_not_in_the_picture() {
    let calendar = days_of(Sample::NightOwl, 21, 0);
    let mut told = around(English);
    told.name = String::new();
    told.handle = String::new();
    told.zone = String::new();
    told.hashtag = String::new();
    told.figures = Vec::new();
    told.bird = None;
    for format in Format::ALL {
        let scene = share(&calendar, &told, format);
        let texts = texts(&scene);
        for gone in ["Night Owl", "yofukashi", "Tokyo", "#", "14 / 21", "Usual"] {
            assert!(
                !texts.iter().any(|text| text.contains(gone)),
                "{gone} in {texts:?}"
            );
        }
        // Without a name the days stand in its place.
        assert!(texts.contains(&"6 May – 26 May 2026"), "{texts:?}");
        assert!(texts.contains(&"Yodori"), "{texts:?}");
    }
}

#[test]
fn every_bar_of_every_day_is_in_the_picture() {
    for days in [1, 21, 45, 46, 365, 401, 1_095] {
        let calendar = days_of(Sample::NightOwl, days, 0);
        for format in Format::ALL {
            let mut told = around(English);
            (told.awake, told.late) = (String::new(), String::new());
            let scene = share(&calendar, &told, format);
            let is_bar = |shape: &&Shape| {
                matches!(
                    shape,
                    Shape::Rect {
                        ink: Ink::Awake | Ink::Late,
                        ..
                    }
                )
            };
            let segments = calendar.rows.iter().flat_map(|row| &row.segments);
            // A bar is cut where the night ends and where it begins.
            let cuts = |from: u32, to: u32| 1 + usize::from(from < 5 * 3_600 && 5 * 3_600 < to);
            let expected: usize = segments.map(|bar| cuts(bar.from, bar.to)).sum();
            let bars = scene.shapes.iter().filter(is_bar).count();
            assert_eq!(bars, expected, "{days} days, {format:?}");
        }
    }
}
