//! What stands around the hours: who and when above, figures beside or below. Nothing is measured: sizes
//! follow how wide letters usually are, on the safe side.

use core::ops::Range;

use chrono::NaiveDate;

use super::{Around, Badge, Circle, Figure, LineUp, Set, Weight, disc, text};
use crate::engine::plain;
use crate::engine::scene::{Anchor, Ink, Point, Rect, Shape};
use crate::engine::text::dates;

const NAME_SIZE: f64 = 46.0;
const FACTS_SIZE: f64 = 23.0;
const TAG_SIZE: f64 = 38.0;
const TITLE_SIZE: f64 = 23.0;
const VALUE_SIZE: f64 = 76.0;
const LATER_SIZE: f64 = 58.0;
const BADGE_RADIUS: f64 = 36.0;
/// Around a portrait, so that one as pale as the paper is seen to be round.
const RING: f64 = 1.5;
/// What a space, a joiner or a mark over a letter takes.
const NARROW: f64 = 0.3;

/// The place of what stands beside the name, at the header's left end.
pub(super) fn badge(room: Rect) -> Circle {
    Circle {
        center: Point {
            x: room.x + BADGE_RADIUS,
            y: room.y + room.height / 2.0,
        },
        radius: BADGE_RADIUS,
    }
}

/// Draws the badge, if there is one; whether there is.
fn draw_badge(wanted: Badge, name: &str, room: Rect, shapes: &mut Vec<Shape>) -> bool {
    let Circle { center, radius } = badge(room);
    let mut put = |radius, ink| shapes.push(disc(center.x, center.y, radius, ink));
    match (wanted, initial(name)) {
        (Badge::None, _) | (Badge::Initial, None) => return false,
        (Badge::Initial, Some(letter)) => {
            put(radius, Ink::Accent);
            let set = bold(38.0, Ink::Card);
            let y = center.y + 1.0;
            shapes.push(text(center.x, y, Anchor::Middle, set, letter));
        }
        (Badge::Portrait, _) => {
            put(radius + RING, Ink::Line);
            put(radius, Ink::Card);
        }
    }
    true
}

/// Who, when and where.
pub(super) fn header(
    around: &Around,
    days: &Range<NaiveDate>,
    room: Rect,
    shapes: &mut Vec<Shape>,
) {
    let (name, handle) = (plain::name(&around.name), plain::name(&around.handle));
    let left = match draw_badge(around.badge, &name, room, shapes) {
        true => room.x + 2.0 * BADGE_RADIUS + 18.0,
        false => room.x,
    };
    let width = room.right() - left;
    let days = dates::range(around.language, days);
    let at_handle = match handle.as_str() {
        "" => String::new(),
        handle => ["@", handle].concat(),
    };
    // Without a name the days stand in its place.
    let (first, facts) = match name.as_str() {
        "" => (days, joined([at_handle, around.zone.clone()])),
        _ => (name, joined([at_handle, days, around.zone.clone()])),
    };
    let set = bold(fitted(&first, NAME_SIZE, width), Ink::Text);
    let first = shortened(&first, width / set.size);
    shapes.push(text(left, room.y + 27.0, Anchor::Start, set, first));
    let set = plain(fitted(&facts, FACTS_SIZE, width));
    let facts = shortened(&facts, width / set.size);
    shapes.push(text(left, room.y + 73.0, Anchor::Start, set, facts));
}

/// The hashtag and the page: under each other at the right end, or beside each other from end to end.
pub(super) fn sign(around: &Around, room: Rect, end: Anchor, shapes: &mut Vec<Shape>) {
    let (app, site) = (around.app.clone(), around.site.clone());
    // Under each other there is room for one of both.
    let page = match (end, site.as_str()) {
        (Anchor::End, "") => app,
        (Anchor::End, _) => site,
        _ => joined([app, site]),
    };
    let (first, second) = match around.hashtag.as_str() {
        "" => (&around.app, around.site.clone()),
        _ => (&around.hashtag, page),
    };
    let set = bold(fitted(first, TAG_SIZE, room.width), Ink::Accent);
    let (x, upper, lower, left) = match end {
        Anchor::End => (room.right(), room.y + 27.0, room.y + 73.0, room.width),
        _ => {
            let beside = room.width - ems(first) * set.size - 24.0;
            (room.x, room.bottom() - 25.0, room.bottom() - 23.0, beside)
        }
    };
    shapes.push(text(x, upper, end, set, first.clone()));
    let set = plain(fitted(&second, FACTS_SIZE, left));
    let second = shortened(&second, left / set.size);
    shapes.push(text(room.right(), lower, Anchor::End, set, second));
}

/// Up to three figures in the order given, the first one in the ink of late hours.
pub(super) fn figures(around: &Around, room: Rect, line_up: LineUp, shapes: &mut Vec<Shape>) {
    let shown: Vec<&Figure> = around.figures.iter().take(3).collect();
    let count = shown.len().max(1) as f64;
    let width = match line_up {
        LineUp::Beside => room.width / count - 20.0,
        LineUp::Below => room.width,
    };
    let fit = |figure: &Figure| (width / ems(&figure.value)).min(VALUE_SIZE);
    // The later ones are of one size.
    let later = shown.iter().skip(1).map(|figure| fit(figure));
    let later = later.fold(LATER_SIZE, f64::min);
    // Fewer than three are in the middle.
    let slot = room.height * 0.345;
    let first = room.y + 26.0 + slot * (3.0 - count) / 2.0;
    for (index, figure) in shown.into_iter().enumerate() {
        let (x, y) = match line_up {
            LineUp::Beside => (room.x + room.width / count * index as f64, room.y + 18.0),
            LineUp::Below => (room.x, first + slot * index as f64),
        };
        let (size, ink) = match index {
            0 => (fit(figure), Ink::Late),
            _ => (later, Ink::Text),
        };
        let title = plain((width / ems(&figure.title)).min(TITLE_SIZE));
        shapes.push(text(x, y, Anchor::Start, title, figure.title.clone()));
        // Values stand on one line.
        let middle = y + 22.0 + VALUE_SIZE * 0.86 - size * 0.36;
        let value = figure.value.clone();
        shapes.push(text(x, middle, Anchor::Start, bold(size, ink), value));
    }
}

/// The size at which words fit into so many CSS pixels: the usual one, or one that isn't much smaller.
fn fitted(words: &str, usual: f64, room: f64) -> f64 {
    (room / ems(words)).min(usual).max(usual * 0.7)
}

fn bold(size: f64, ink: Ink) -> Set {
    Set {
        size,
        weight: Weight::Bold,
        ink,
    }
}

fn plain(size: f64) -> Set {
    Set {
        size,
        weight: Weight::Normal,
        ink: Ink::Quiet,
    }
}

fn joined<const N: usize>(facts: [String; N]) -> String {
    let known: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    known.join("  ·  ")
}

/// A name's first letter; `None` if it begins with what is none, such as a drawing of several signs.
fn initial(name: &str) -> Option<String> {
    let letter = name.chars().next().filter(|char| char.is_alphanumeric())?;
    Some(letter.to_uppercase().collect())
}

/// How wide a text is at most, in ems of a bold letter.
fn ems(text: &str) -> f64 {
    text.chars().map(em).sum::<f64>().max(NARROW)
}

/// A bold letter's width, on the safe side.
fn em(char: char) -> f64 {
    match char {
        ' ' | '·' | '.' | ',' | ':' | '/' | 'i' | 'j' | 'l' | '|' | '\'' | '!' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.98,
        'A'..='Z' | '&' | '+' | '=' | '#' => 0.76,
        '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        char if char.is_ascii() || char == '–' => 0.62,
        // Drawings are wider than letters in some fonts.
        '\u{1f000}'..='\u{1ffff}' => 1.4,
        // Greek to Georgian, Hebrew and Arabic among them; then all that is as wide as high.
        '\u{80}'..='\u{10ff}' => 0.8,
        _ => 1.04,
    }
}

/// A text cut so that it is at most so wide, with an ellipsis where something is missing.
fn shortened(text: &str, most_ems: f64) -> String {
    if ems(text) <= most_ems {
        return text.into();
    }
    let mut room = most_ems - 1.0;
    let fits = |char: &char| {
        room -= em(*char);
        0.0 <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    // Neither a space nor half of a drawing made of several.
    let kept = kept.trim_end_matches([' ', '\u{200d}', '·']);
    [kept, "…"].concat()
}
