//! What stands around a poster's columns: who, when and where above, what the inks mean below.

use super::{Caption, MARGIN, PADDING, Type, Weight, rect, text};
use crate::engine::scene::ems::{em, ems, legend_ems};
use crate::engine::scene::{Anchor, Ink, Point, Rect, Shape};
use crate::engine::text::dates;

/// Before zooming.
pub(super) const HEADER_HEIGHT: f64 = 88.0;
pub(super) const LEGEND_HEIGHT: f64 = 40.0;

/// Who, when and where; and a moon beside the page's name.
pub(super) fn header(caption: &Caption, width: f64, zoom: f64, shapes: &mut Vec<Shape>) {
    let at = |x: f64, y: f64| Point {
        x,
        y: MARGIN + y * zoom,
    };
    let name = Type {
        size: 28.0 * zoom,
        weight: Weight::Bold,
        ink: Ink::Text,
    };
    let shown = shortened(&caption.name, width * 0.58 / name.size);
    shapes.push(text(at(MARGIN, 18.0), Anchor::Start, name, shown));
    let facts = facts(caption);
    let room = width - 2.0 * MARGIN;
    let below = Type {
        size: (15.0 * zoom).min(room / ems(&facts)),
        weight: Weight::Normal,
        ink: Ink::Quiet,
    };
    shapes.push(text(at(MARGIN, 55.0), Anchor::Start, below, facts));
    let app = Type {
        size: 17.0 * zoom,
        weight: Weight::Bold,
        ink: Ink::Accent,
    };
    let right = width - MARGIN;
    let beside = at(right - 32.0 * zoom, 18.0);
    shapes.push(text(beside, Anchor::End, app, caption.app.clone()));
    moon(at(right - 11.0 * zoom, 17.0), zoom, shapes);
}

/// The handle, the days, the zone and the threshold, as far as they are to be told.
fn facts(caption: &Caption) -> String {
    let handle = match caption.handle.as_str() {
        "" => String::new(),
        handle => ["@", handle].concat(),
    };
    let days = dates::range(caption.language, &caption.days);
    let facts = [
        handle,
        days,
        caption.zone.clone(),
        caption.threshold.clone(),
    ];
    let known: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    known.join("  ·  ")
}

/// A crescent: a disc, and the paper over a part of it.
fn moon(center: Point, zoom: f64, shapes: &mut Vec<Shape>) {
    let shade = Point {
        x: center.x - 5.0 * zoom,
        y: center.y - 4.0 * zoom,
    };
    for (center, radius, ink) in [
        (center, 11.0 * zoom, Ink::Moon),
        (shade, 10.0 * zoom, Ink::Paper),
    ] {
        shapes.push(Shape::Disc {
            center,
            radius,
            ink,
        });
    }
}

/// What the inks mean, at the card's foot.
pub(super) fn legend(caption: &Caption, card: Rect, zoom: f64, shapes: &mut Vec<Shape>) {
    let y = card.bottom() - LEGEND_HEIGHT * zoom / 2.0;
    let zoom = zoom.min((card.width - 2.0 * PADDING) / legend_width(caption));
    let set = Type {
        size: 13.0 * zoom,
        weight: Weight::Normal,
        ink: Ink::Quiet,
    };
    let mut x = card.x + PADDING;
    let bars = [
        (&caption.awake, Ink::Awake),
        (&caption.github, Ink::GitHub),
        (&caption.late, Ink::Late),
        (&caption.asleep, Ink::Asleep3),
    ];
    for (words, ink) in bars.into_iter().filter(|(words, _)| !words.is_empty()) {
        let bar = Rect {
            x,
            y: y - 4.0 * zoom,
            width: 20.0 * zoom,
            height: 8.0 * zoom,
        };
        // Likely sleep is drawn without round ends.
        let radius = if ink == Ink::Asleep3 { 0.0 } else { 4.0 };
        shapes.push(rect(bar, radius * zoom, ink));
        if ink == Ink::GitHub {
            let slit = Rect {
                x: x + 3.0 * zoom,
                y: y - 0.75 * zoom,
                width: 14.0 * zoom,
                height: 1.5 * zoom,
            };
            shapes.push(rect(slit, 0.0, Ink::Card));
        }
        x += 27.0 * zoom;
        shapes.push(text(Point { x, y }, Anchor::Start, set, words.clone()));
        x += legend_ems(words) * set.size + 22.0 * zoom;
    }
    let radius = 3.5 * zoom;
    shapes.push(Shape::Disc {
        center: Point { x: x + radius, y },
        radius,
        ink: Ink::Awake,
    });
    x += 14.0 * zoom;
    let lone = caption.lone.clone();
    shapes.push(text(Point { x, y }, Anchor::Start, set, lone));
    x += legend_ems(&caption.lone) * set.size + 22.0 * zoom;
    let mark = Rect {
        x,
        y: y - 6.0 * zoom,
        width: 3.0 * zoom,
        height: 12.0 * zoom,
    };
    shapes.push(rect(mark, 0.0, Ink::Weekend));
    x += 10.0 * zoom;
    let day_off = caption.day_off.clone();
    shapes.push(text(Point { x, y }, Anchor::Start, set, day_off));
}

/// How wide [`legend`] is before zooming.
fn legend_width(caption: &Caption) -> f64 {
    let words = [
        &caption.awake,
        &caption.github,
        &caption.late,
        &caption.asleep,
        &caption.lone,
        &caption.day_off,
    ];
    let told = words.into_iter().filter(|words| !words.is_empty());
    told.map(|words| legend_ems(words) * 13.0 + 27.0 + 22.0)
        .sum()
}

/// A text cut so that it is about `most_ems` wide.
fn shortened(text: &str, most_ems: f64) -> String {
    if ems(text) <= most_ems {
        return text.into();
    }
    let mut room = most_ems - 1.0;
    let mut short: String = text
        .chars()
        .take_while(|char| {
            room -= em(*char);
            0.0 <= room
        })
        .collect();
    short.push('…');
    short
}
