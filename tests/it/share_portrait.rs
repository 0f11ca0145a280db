//! The person's own picture in the circle: where its place is, what of a file is shown there, which files are taken.

use yodori::engine::paint::{Theme, put_portrait, svg};
use yodori::engine::sample::Sample;
use yodori::engine::scene::share::{Badge, Circle, Format, portrait, share};
use yodori::engine::scene::{Anchor, Ink, Point, Scene, Shape};
use yodori::engine::share::portrait::{Bad, Square, TYPES, accept};
use yodori::engine::text::Language::{English, Japanese};
use yodori::engine::text::share::Label;

use crate::share::{around, check_inside, days_of, texts};

/// A picture of so many days with that beside the name.
fn scene(days: i64, badge: Badge, name: &str, format: Format) -> Scene {
    let mut told = around(English);
    (told.badge, told.name) = (badge, name.into());
    share(&days_of(Sample::NightOwl, days, 0), &told, format)
}

/// The discs of a scene that are about one point: radius and ink.
fn discs(scene: &Scene, about: Point) -> Vec<(f64, Ink)> {
    let mut discs = Vec::new();
    for shape in &scene.shapes {
        if let Shape::Disc {
            center,
            radius,
            ink,
        } = shape
            && *center == about
        {
            discs.push((*radius, *ink));
        }
    }
    discs
}

/// Where a text begins.
fn start_of(scene: &Scene, words: &str) -> f64 {
    let start = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Text {
            at,
            anchor: Anchor::Start,
            text,
            ..
        } if text == words => Some(at.x),
        _ => None,
    });
    start.unwrap_or_else(|| panic!("no {words}: {:?}", texts(scene)))
}

#[test]
fn a_portrait_s_place_is_an_empty_disc_where_the_letter_would_be_in_every_shape() {
    for (format, x, y) in [
        (Format::Wide, 76.0, 80.0),
        (Format::Square, 76.0, 80.0),
        // Below what phones lay over it.
        (Format::Tall, 76.0, 298.0),
    ] {
        let Circle { center, radius } = portrait(format);
        assert_eq!((center.x, center.y, radius), (x, y, 36.0), "{format:?}");
        for days in [1, 21, 365] {
            let why = format!("{days} days, {format:?}");
            let own = scene(days, Badge::Portrait, "Night Owl", format);
            assert_eq!(
                discs(&own, center),
                [(37.5, Ink::Line), (36.0, Ink::Card)],
                "{why}"
            );
            assert!(!texts(&own).contains(&"N"), "{why}");
            check_inside(&own, &why);
            // Whoever changes from the one to the other sees nothing else move.
            let letter = scene(days, Badge::Initial, "Night Owl", format);
            assert_eq!(discs(&letter, center), [(36.0, Ink::Accent)], "{why}");
            assert!(texts(&letter).contains(&"N"), "{why}");
            let starts = [&own, &letter].map(|scene| start_of(scene, "Night Owl"));
            assert_eq!(starts, [130.0; 2], "{why}");
        }
    }
}

#[test]
fn a_portrait_needs_no_name_and_a_letter_does() {
    let center = portrait(Format::Wide).center;
    for name in ["", "👨‍👩‍👧‍👦"] {
        let own = scene(21, Badge::Portrait, name, Format::Wide);
        assert_eq!(discs(&own, center).len(), 2);
        let letter = scene(21, Badge::Initial, name, Format::Wide);
        assert_eq!(discs(&letter, center), []);
    }
}

#[test]
fn a_document_holds_the_portrait_over_all_else_and_in_its_circle() {
    for format in Format::ALL {
        let circle = portrait(format);
        let scene = scene(21, Badge::Portrait, "Night Owl", format);
        let plain = svg(&scene, &Theme::light());
        let mut document = plain.clone();
        put_portrait(&mut document, circle, "data:image/png;base64,iVBORw0+/A==");
        let before = plain.trim_end().strip_suffix("</svg>").expect("it ends");
        let added = document.strip_prefix(before).expect("nothing else changed");
        // The document's coordinates are tenths of CSS pixels.
        let y = circle.center.y * 10.0;
        let expected = format!(
            "<clipPath id=\"portrait\"><circle cx=\"760\" cy=\"{y}\" r=\"360\"/></clipPath>\n\
             <image clip-path=\"url(#portrait)\" x=\"400\" y=\"{}\" width=\"720\" height=\"720\" \
             href=\"data:image/png;base64,iVBORw0+/A==\"/>\n</svg>",
            y - 360.0
        );
        assert_eq!(added.trim_end(), expected, "{format:?}");
    }
}

#[test]
fn no_address_ends_its_attribute() {
    let mut document = "<svg></svg>".to_owned();
    let hostile = "data:,\"/><script>alert(1)</script>&quot;";
    put_portrait(&mut document, portrait(Format::Wide), hostile);
    assert!(
        document.contains("href=\"data:,/scriptalert(1)/scriptquot;\"/>"),
        "{document}"
    );
    let mut other = "no document".to_owned();
    put_portrait(&mut other, portrait(Format::Wide), "data:,");
    assert_eq!(other, "no document");
}

#[test]
fn files_of_the_types_that_are_offered_are_opened_up_to_their_size() {
    for sort in TYPES.split(',').chain([""]) {
        assert_eq!(accept(sort, 0.0), Ok(()), "{sort}");
        assert_eq!(accept(sort, 50e6), Ok(()), "{sort}");
        assert_eq!(accept(sort, 50e6 + 1.0), Err(Bad::TooLarge), "{sort}");
    }
    for sort in [
        "image/svg+xml",
        "text/plain",
        "image",
        "image/p",
        "video/mp4",
        ",",
    ] {
        assert_eq!(accept(sort, 1.0), Err(Bad::NoPicture), "{sort}");
    }
}

#[test]
fn the_middle_of_a_picture_is_shown_and_none_that_memory_may_not_hold() {
    let square = |left, top, side| Ok(Square { left, top, side });
    for (width, height, expected) in [
        (100, 100, square(0.0, 0.0, 100.0)),
        (101, 40, square(30.0, 0.0, 40.0)),
        (40, 101, square(0.0, 30.0, 40.0)),
        (1, 1, square(0.0, 0.0, 1.0)),
        (10_000, 6_000, square(2_000.0, 0.0, 6_000.0)),
        (60_000_000, 1, square(29_999_999.0, 0.0, 1.0)),
        (10_000, 6_001, Err(Bad::TooLarge)),
        (u32::MAX, u32::MAX, Err(Bad::TooLarge)),
        (0, 0, Err(Bad::NoPicture)),
        (0, u32::MAX, Err(Bad::NoPicture)),
    ] {
        assert_eq!(Square::of(width, height), expected, "{width} x {height}");
    }
}

#[test]
fn what_is_wrong_with_a_file_says_what_to_choose_instead() {
    for (bad, label, word) in [
        (Bad::NoPicture, Label::PortraitBad, "PNG"),
        (Bad::TooLarge, Label::PortraitLarge, "50 MB"),
    ] {
        assert_eq!(bad.label(), label);
        for language in [Japanese, English] {
            assert!(bad.label().say(language).contains(word));
        }
    }
}
