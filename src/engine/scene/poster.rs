//! A picture to save: who, when and where above it, and however many years side by side, so that no
//! canvas's limit is passed. [`columns`] draws half-years and years, [`frame`] what stands around.

mod columns;
mod frame;

use core::ops::Range;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::layout::{Look, Viewport};
use super::{Anchor, Ink, Point, Rect, Scene, Shape};
use crate::engine::text::Language;

/// Up to here a day's row has its own label.
const LABELLED_DAYS: usize = 62;
/// Around the card, and between the picture's edge and the words above it.
const MARGIN: f64 = 32.0;
/// Within the card, around the columns.
const PADDING: f64 = 20.0;
const CARD_RADIUS: f64 = 14.0;

/// What stands above and below the picture. The words come from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    pub language: Language,
    /// The person's name; data, not to be trusted with anything but being shown.
    pub name: String,
    /// Without the @; may be empty.
    pub handle: String,
    /// The days shown, half-open.
    pub days: Range<NaiveDate>,
    /// The zone's name.
    pub zone: String,
    /// The page's name.
    pub app: String,
    /// The threshold in words where it is not the usual one, else empty.
    pub threshold: String,
    /// What the inks mean: bars, bars that GitHub tells of (empty if there are none), bars from 0 to 5, marks,
    /// weekends and holidays.
    pub awake: String,
    pub github: String,
    pub late: String,
    pub lone: String,
    pub day_off: String,
    /// What the shading means, empty if there is none.
    pub asleep: String,
}

/// How large a picture may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Device pixels per CSS pixel at which it will be drawn.
    pub ratio: f64,
    /// Longest side, device pixels.
    pub side: f64,
    /// Width times height, device pixels.
    pub pixels: f64,
}

impl Limit {
    /// What every browser can draw, phones included: 16 million pixels.
    pub fn phone(ratio: f64) -> Limit {
        Limit {
            ratio,
            side: 16_384.0,
            pixels: 16_000_000.0,
        }
    }

    fn holds(&self, scene: &Scene) -> bool {
        let (width, height) = (
            (scene.width * self.ratio).ceil(),
            (scene.height * self.ratio).ceil(),
        );
        width.max(height) <= self.side && width * height <= self.pixels
    }
}

/// The calendar as a poster. Rows and columns shrink until it is within the limit.
pub fn poster(calendar: &Calendar, caption: &Caption, limit: &Limit) -> Scene {
    let mut scale = 1.0;
    loop {
        let scene = draw(calendar, caption, scale);
        if limit.holds(&scene) || scale < 0.05 {
            return scene;
        }
        scale *= 0.9;
    }
}

fn draw(calendar: &Calendar, caption: &Caption, scale: f64) -> Scene {
    let body = if calendar.rows.len() <= LABELLED_DAYS {
        labelled(calendar, caption.language, scale)
    } else {
        columns::columns(calendar, caption.language, scale)
    };
    let zoom = zoom(body.width);
    let card = Rect {
        x: MARGIN,
        y: MARGIN + frame::HEADER_HEIGHT * zoom,
        width: body.width,
        height: body.height + frame::LEGEND_HEIGHT * zoom,
    };
    let (width, height) = (card.right() + MARGIN, card.bottom() + MARGIN);
    let paper = Rect {
        x: 0.0,
        y: 0.0,
        width,
        height,
    };
    let mut shapes = vec![
        rect(paper, 0.0, Ink::Paper),
        rect(card.grown(1.0), CARD_RADIUS + 1.0, Ink::Line),
        rect(card, CARD_RADIUS, Ink::Card),
    ];
    frame::header(caption, width, zoom, &mut shapes);
    let body = body.shapes.into_iter();
    shapes.extend(body.map(|shape| shape.moved(card.x, card.y)));
    frame::legend(caption, card, zoom, &mut shapes);
    Scene {
        width,
        height,
        shapes,
    }
}

/// How much larger words are in a picture whose columns take `width` CSS pixels: a wide one is seen
/// from further away.
fn zoom(width: f64) -> f64 {
    (width / 1_000.0).clamp(1.0, 2.2)
}

/// One column in which each day has its label: the calendar as on screen.
fn labelled(calendar: &Calendar, language: Language, scale: f64) -> Scene {
    let row_height: f64 = if calendar.rows.len() <= 31 {
        24.0
    } else {
        18.0
    };
    let look = Look {
        width: 720.0 * scale,
        row_height: row_height * scale,
        language,
    };
    let axis = calendar.axis(&look);
    let height = calendar.height(&look);
    let rows = calendar.scene(&look, &Viewport { top: 0.0, height });
    // Both begin with a ground that would cover the card's round corners.
    let mut shapes: Vec<Shape> = axis
        .shapes
        .into_iter()
        .skip(1)
        .map(|shape| shape.moved(0.0, 10.0))
        .collect();
    shapes.extend(
        rows.shapes
            .into_iter()
            .skip(1)
            .map(|shape| shape.moved(0.0, 10.0 + axis.height)),
    );
    Scene {
        width: look.width,
        height: 10.0 + axis.height + height,
        shapes,
    }
}

/// How a text is set, in CSS pixels.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    weight: Weight,
    ink: Ink,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Normal,
    Bold,
}

fn text(at: Point, anchor: Anchor, set: Type, text: String) -> Shape {
    Shape::Text {
        at,
        anchor,
        size: set.size,
        bold: set.weight == Weight::Bold,
        ink: set.ink,
        text,
    }
}

fn rect(rect: Rect, radius: f64, ink: Ink) -> Shape {
    Shape::Rect {
        rect,
        round_left: radius,
        round_right: radius,
        ink,
    }
}
