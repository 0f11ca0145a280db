//! The same between the page and the rhythm worker.

use core::ops::Range;

use chrono::NaiveDate;

use super::*;
use crate::engine::holiday::Country;
use crate::engine::infer::sleep::{MainSleep, Moment, Night, Row, Sleep, State, Timeline};
use crate::engine::protocol::rhythm::sketch::{LEAST, Sketch};
use crate::engine::protocol::rhythm::{
    Ask, Life, Tell, Told, Wanted, Which, life_to_bytes, moments,
};
use crate::engine::scene::picture::{Picture, Sight, Spot};
use crate::engine::scene::rhythm::actogram::Drift;
use crate::engine::scene::rhythm::comparison::{Compared, Measured};
use crate::engine::scene::rhythm::trend::Change;
use crate::engine::scene::{Anchor, Ink, Point, Rect, Scene, Shape};
use crate::engine::text::Language;
use crate::engine::text::rhythm::Card;
use crate::engine::time::{Offset, Zone};

fn day(year: i32, of_year: u32) -> NaiveDate {
    NaiveDate::from_yo_opt(year, of_year).expect("a day")
}

fn days() -> Range<NaiveDate> {
    day(2012, 1)..day(2026, 333)
}

fn life() -> Ask {
    let offset = |from, secs| Offset { from, secs };
    let offsets = vec![offset(-5, -12_600), offset(0, 20_700), offset(1 << 40, 0)];
    Ask::Life {
        job: u32::MAX,
        life: Life {
            zone: Zone::new("Asia/Kathmandu", offsets).expect("a zone"),
            country: Country::None,
            marked: vec![day(1, 1), day(9999, 365)],
            today: day(2026, 333),
        },
    }
}

fn asks() -> Vec<Ask> {
    let picture = |which| Ask::Picture {
        ask: 300,
        wanted: Wanted {
            which,
            width: 1_080,
            days: days(),
            language: Language::Japanese,
            from_midnight: which == Which::Actogram,
            top: 66_000,
            height: u32::MAX,
            against: days(),
        },
    };
    let show = Ask::Show {
        days: days(),
        language: Language::English,
    };
    let compare = Ask::Compare {
        days: [days(), day(2020, 1)..day(2020, 2)],
        language: Language::Japanese,
    };
    let pictures = Which::ALL.map(picture);
    [life(), show, compare]
        .into_iter()
        .chain(pictures)
        .collect()
}

/// One of each shape.
fn shapes() -> Vec<Shape> {
    let point = |x: f64| Point { x, y: -x / 3.0 };
    let rect = Rect {
        x: 0.1,
        y: -2.0,
        width: 1e9,
        height: 0.0,
    };
    let points = vec![point(1.0), point(2.0), point(3.5)];
    vec![
        Shape::Rect {
            rect,
            round_left: 1.0,
            round_right: 2.0,
            ink: Ink::Asleep4,
        },
        Shape::Outline {
            rect,
            radius: 3.0,
            stroke: 0.5,
            ink: Ink::Paper,
        },
        Shape::Line {
            from: point(4.0),
            to: point(5.0),
            stroke: 1.0,
            ink: Ink::Line,
        },
        Shape::Disc {
            center: point(6.0),
            radius: 7.0,
            ink: Ink::Moon,
        },
        Shape::Area {
            points: points.clone(),
            ink: Ink::Late,
        },
        Shape::Path {
            points,
            stroke: 2.0,
            ink: Ink::Accent,
        },
        Shape::Text {
            at: point(8.0),
            anchor: Anchor::End,
            size: 11.0,
            bold: true,
            ink: Ink::Text,
            text: "夜 24:00".into(),
        },
    ]
}

fn picture() -> Picture {
    Picture {
        scene: Scene {
            width: 360.0,
            height: 66_000.5,
            shapes: shapes(),
        },
        label: "A label".into(),
        spots: vec![Spot {
            rect: Rect {
                x: 1.0,
                y: 2.0,
                width: 3.0,
                height: 4.0,
            },
            words: "23:50–7:10".into(),
        }],
        columns: vec!["Night".into(), "就寝".into()],
        rows: vec![vec!["5/6".into(), String::new()], Vec::new()],
    }
}

fn timeline() -> Timeline {
    let row = |nth: u32, known, free| Row {
        // The last but one is a day that its zone left out.
        day: day(2026, 10 + nth + nth / 2),
        first: nth * 96,
        bins: 96,
        offset_secs: 32_400 - 50_000 * nth as i32,
        known,
        free,
    };
    Timeline {
        start: -900,
        rows: vec![row(0, true, false), row(1, false, true), row(2, true, true)],
    }
}

fn tells() -> Vec<Tell> {
    let card = |id: &str| Card {
        id: id.into(),
        title: "Regularity".into(),
        value: "71".into(),
        interval: "66–75".into(),
        says: "規則正しい".into(),
        compared: String::new(),
        method: "x".repeat(300),
    };
    let told = Told {
        cards: vec![card("msf"), Card::default()],
        is_first: true,
    };
    vec![
        Tell::Ready { version: 300 },
        Tell::Sleep {
            job: 7,
            timeline: timeline(),
            asleep: vec![0, 254, 255, 128],
        },
        Tell::Sleep {
            job: 0,
            timeline: Timeline::default(),
            asleep: Vec::new(),
        },
        Tell::Cards { job: 1, told },
        Tell::Picture {
            ask: u32::MAX,
            drawn: Sight {
                picture: picture(),
                top: 120.5,
                height: 1e5,
            },
        },
    ]
}

/// Nights of every state.
fn nights() -> Vec<Night> {
    let moment = |median: i64| Moment {
        median,
        half: [median - 900, median + 900],
        most: [-median, median + 9_000],
    };
    let night = |state, main| Night {
        day: day(2026, 10),
        state,
        main,
        all_nighter: 0.25,
        second: 1.0,
        free: true,
    };
    let main = MainSleep {
        onset: moment(-5),
        wake: moment(1_795_539_600),
        mid: moment(0),
        seconds: 27_000,
    };
    vec![
        night(State::Told, Some(main)),
        night(State::Unsure, None),
        night(State::NoData, None),
    ]
}

/// What the one worker tells the other.
fn sketches() -> Vec<Sketch> {
    let measured = |value| Measured {
        value,
        low: -1.5,
        high: 1e9,
        words: "71 (66–75)".into(),
    };
    let compared = |first, second| Compared {
        title: "規則性".into(),
        first,
        second,
    };
    let drift = Drift {
        rows: 3..400,
        from: -7,
        tenths: 247,
    };
    let change = Change {
        row: 9,
        before: 14_400,
        after: -1,
    };
    vec![
        Sketch::Life {
            zone: Zone::utc(),
            sleep: Sleep {
                timeline: timeline(),
                asleep: vec![0, 254, 255],
                nights: nights(),
            },
            activity: vec![1, 2, 3],
        },
        Sketch::Signs {
            drifts: vec![drift],
            changes: vec![change, change],
        },
        Sketch::Compared {
            days: [days(), days()],
            figures: vec![
                compared(Some(measured(0.1)), None),
                compared(None, Some(measured(-3.0))),
            ],
        },
    ]
}

#[test]
fn what_is_passed_on_is_told_apart_by_its_first_byte() {
    for sketch in sketches() {
        assert!(LEAST <= to_bytes(&sketch)[0]);
        assert_eq!(from_bytes::<Tell>(&to_bytes(&sketch)), None);
        assert_eq!(from_bytes::<Ask>(&to_bytes(&sketch)), None);
    }
    for tell in tells() {
        assert!(to_bytes(&tell)[0] < LEAST);
    }
    for ask in asks() {
        assert_eq!(from_bytes::<Sketch>(&to_bytes(&ask)), None);
    }
}

#[test]
fn what_is_said_of_a_rhythm_survives_the_way() {
    asks().iter().for_each(check_way);
    tells().iter().for_each(check_way);
    sketches().iter().for_each(check_way);
}

#[test]
fn the_first_byte_of_ready_is_the_other_workers() {
    assert_eq!(to_bytes(&Tell::Ready { version: 300 }), [0, 0xac, 0x02]);
}

#[test]
fn moments_follow_a_life_and_come_out_as_they_went_in() {
    for all in [&[][..], &[0], &[1, 1_795_539_600, u32::MAX]] {
        let bytes = life_to_bytes(&life(), all);
        let (ask, rows) = split_bytes::<Ask>(&bytes).expect("a message");
        assert_eq!(ask, life());
        let expected: Vec<i64> = all.iter().map(|secs| i64::from(*secs)).collect();
        assert_eq!(moments(rows), expected);
        let cut = rows.get(..rows.len().saturating_sub(1)).unwrap_or_default();
        assert_eq!(moments(cut).len(), all.len().saturating_sub(1));
    }
}

#[test]
fn what_no_picture_can_be_drawn_with_is_refused() {
    for float in [f64::NAN, f64::INFINITY] {
        let drawn = Sight {
            top: float,
            ..Sight::default()
        };
        let bytes = to_bytes(&Tell::Picture { ask: 1, drawn });
        assert_eq!(from_bytes::<Tell>(&bytes), None, "{float}");
    }
    // A zone without an offset has no time of day.
    let nowhere = [0, 1, 0, 0, 0, 0];
    assert_eq!(from_bytes::<Ask>(&nowhere), None);
}
