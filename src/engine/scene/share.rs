//! A picture to share: who, three weeks or a year of hours, and a few figures, in the sizes that timelines
//! show. It is to be recognised when it is as small as a stamp: few words, large ones, and the bars.
//!
//! [`hours`] draws the days, [`words`] what stands around them, [`perch`] the bird that sits on it, [`night`]
//! what fills a tall one.

mod hours;
mod night;
mod perch;
mod words;

use core::ops::Range;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::{Anchor, Ink, Point, Rect, Scene, Shape};
use crate::engine::text::Language;
use hours::Flow;

pub use perch::Look;

/// The sizes that a picture can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// As links and posts show pictures.
    #[default]
    Wide,
    Square,
    /// As high as a phone. What lies over such pictures there, at the top and the bottom, hides nothing of it.
    Tall,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Wide, Format::Square, Format::Tall];

    /// Width and height in pixels of the file; one for each CSS pixel of the scene.
    pub fn size(self) -> (u32, u32) {
        match self {
            Format::Wide => (1_200, 630),
            Format::Square => (1_080, 1_080),
            Format::Tall => (1_080, 1_920),
        }
    }
}

/// What stands beside the person's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Badge {
    #[default]
    None,
    /// The name's first letter in a disc.
    Initial,
    /// An empty disc, for a picture of the person's own to be put over it, see [`portrait`].
    Portrait,
}

/// A circle, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    pub center: Point,
    pub radius: f64,
}

/// A figure as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub title: String,
    pub value: String,
}

/// What stands around the hours. The words come from outside; those that are empty are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    pub language: Language,
    /// Data, not to be trusted with anything but being shown; shown in one line, and cut where it is too long.
    pub name: String,
    /// Without the @; likewise.
    pub handle: String,
    pub badge: Badge,
    /// The zone's name.
    pub zone: String,
    /// The first three are shown.
    pub figures: Vec<Figure>,
    pub hashtag: String,
    /// The page's name, and where it is.
    pub app: String,
    pub site: String,
    /// What the inks mean: bars, bars that GitHub tells of, bars from 0 to 5.
    pub awake: String,
    pub github: String,
    pub late: String,
    /// How the bird looks; `None` where there is to be no bird.
    pub bird: Option<Look>,
}

/// Between the picture's edge and what it shows.
const MARGIN: f64 = 40.0;
const CARD_RADIUS: f64 = 18.0;
/// The room of a header, of figures below the card, and of a line below these.
const HEADER: f64 = 96.0;
const FIGURES: f64 = 108.0;
const FOOT: f64 = 62.0;
/// The room of figures beside the card.
const SIDE: f64 = 316.0;
/// What phones lay over a tall picture's upper and lower end.
const COVERED_ABOVE: f64 = 250.0;
const COVERED_BELOW: f64 = 340.0;

/// Where a picture with [`Badge::Portrait`] leaves room for the person's own.
pub fn portrait(format: Format) -> Circle {
    words::badge(header(room(format)))
}

/// The picture of a calendar.
pub fn share(calendar: &Calendar, around: &Around, format: Format) -> Scene {
    let (width, height) = format.size();
    let (width, height) = (f64::from(width), f64::from(height));
    let flow = Flow::of(calendar.rows.len(), format);
    let places = Places::of(format, flow, around);
    let ground = Rect {
        x: 0.0,
        y: 0.0,
        width,
        height,
    };
    let mut shapes = vec![rect(ground, 0.0, Ink::Paper)];
    if format == Format::Tall {
        night::sky(width, COVERED_ABOVE, &mut shapes);
        night::town(width, height, &mut shapes);
    }
    shapes.push(rect(places.card.grown(1.5), CARD_RADIUS + 1.5, Ink::Line));
    shapes.push(rect(places.card, CARD_RADIUS, Ink::Card));
    hours::hours(calendar, around, places.card, flow, &mut shapes);
    words::header(around, &days_of(calendar), places.header, &mut shapes);
    words::sign(around, places.sign, places.sign_end, &mut shapes);
    words::figures(around, places.figures, places.line_up, &mut shapes);
    if let Some(look) = around.bird {
        perch::bird(look, places.perch, BIRD_HEIGHT, &mut shapes);
    }
    Scene {
        width,
        height,
        shapes,
    }
}

/// The days shown, half-open.
fn days_of(calendar: &Calendar) -> Range<NaiveDate> {
    let rows = (calendar.rows.first(), calendar.rows.last());
    let (Some(first), Some(last)) = rows else {
        return NaiveDate::default()..NaiveDate::default();
    };
    first.day..last.day.succ_opt().unwrap_or(last.day)
}

/// What is between the picture's edges.
fn room(format: Format) -> Rect {
    let (width, height) = format.size();
    let (top, bottom) = match format {
        Format::Tall => (COVERED_ABOVE, f64::from(height) - COVERED_BELOW),
        Format::Wide | Format::Square => (MARGIN - 8.0, f64::from(height) - MARGIN + 4.0),
    };
    Rect {
        x: MARGIN,
        y: top,
        width: f64::from(width) - 2.0 * MARGIN,
        height: bottom - top,
    }
}

/// The uppermost of it, for who and when.
fn header(whole: Rect) -> Rect {
    Rect {
        height: HEADER,
        ..whole
    }
}

/// How figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineUp {
    Beside,
    Below,
}

/// Its feet are this far from the card's right end.
const PERCH: f64 = 84.0;
const BIRD_HEIGHT: f64 = 104.0;

/// Where everything goes.
struct Places {
    header: Rect,
    card: Rect,
    figures: Rect,
    line_up: LineUp,
    /// Where the hashtag and the page are named, and at which end.
    sign: Rect,
    sign_end: Anchor,
    /// Where the bird's feet are.
    perch: Point,
}

impl Places {
    fn of(format: Format, flow: Flow, around: &Around) -> Places {
        let whole = room(format);
        match (format, flow) {
            (Format::Wide, Flow::Rows) => Places::beside(whole, around),
            (Format::Wide, _) => Places::below(whole, around, 0.0),
            (Format::Square | Format::Tall, _) => Places::below(whole, around, FOOT),
        }
    }

    /// Figures beside the card, the sign over them.
    fn beside(whole: Rect, around: &Around) -> Places {
        let card_top = whole.y + HEADER + 18.0;
        let side = if around.figures.is_empty() { 0.0 } else { SIDE };
        let card = Rect {
            x: whole.x,
            y: card_top,
            width: whole.width - side,
            height: whole.bottom() - card_top,
        };
        let sign = Rect {
            x: whole.right() - SIDE,
            width: SIDE,
            height: HEADER,
            ..whole
        };
        let perch = match side {
            0.0 => sign.x - PERCH,
            _ => card.right() - PERCH,
        };
        Places {
            header: Rect {
                width: perch - PERCH - whole.x,
                ..header(whole)
            },
            figures: Rect {
                x: card.right() + 32.0,
                width: side - 32.0,
                ..card
            },
            line_up: LineUp::Below,
            sign,
            sign_end: Anchor::End,
            perch: Point {
                x: perch,
                y: card.y,
            },
            card,
        }
    }

    /// Figures below the card; the sign below these where there is a foot, and else beside them.
    fn below(whole: Rect, around: &Around, foot: f64) -> Places {
        let has_figures = !around.figures.is_empty();
        let room = match (has_figures, foot) {
            (false, 0.0) => HEADER,
            (false, _) => 0.0,
            (true, 0.0) => FIGURES + 8.0,
            (true, _) => FIGURES + 30.0,
        };
        let card_top = whole.y + HEADER + 18.0;
        let card = Rect {
            x: whole.x,
            y: card_top,
            width: whole.width,
            height: whole.bottom() - foot - room - card_top,
        };
        let lower = Rect {
            y: card.bottom() + 14.0,
            height: room - 14.0,
            ..card
        };
        let (figures, sign, sign_end) = match foot {
            0.0 => {
                let sign = Rect {
                    x: lower.right() - SIDE + 40.0,
                    width: SIDE - 40.0,
                    ..lower
                };
                let width = lower.width - SIDE + 16.0;
                (Rect { width, ..lower }, sign, Anchor::End)
            }
            _ => {
                let sign = Rect {
                    y: whole.bottom() - foot,
                    height: foot,
                    ..card
                };
                (lower, sign, Anchor::Start)
            }
        };
        Places {
            header: Rect {
                width: whole.width - 2.0 * PERCH,
                ..header(whole)
            },
            card,
            figures,
            line_up: LineUp::Beside,
            sign,
            sign_end,
            perch: Point {
                x: card.right() - PERCH,
                y: card.y,
            },
        }
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

fn disc(x: f64, y: f64, radius: f64, ink: Ink) -> Shape {
    Shape::Disc {
        center: Point { x, y },
        radius,
        ink,
    }
}

/// How a text is set, in CSS pixels.
#[derive(Clone, Copy)]
struct Set {
    size: f64,
    weight: Weight,
    ink: Ink,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Normal,
    Bold,
}

fn text(x: f64, y: f64, anchor: Anchor, set: Set, text: String) -> Shape {
    Shape::Text {
        at: Point { x, y },
        anchor,
        size: set.size,
        bold: set.weight == Weight::Bold,
        ink: set.ink,
        text,
    }
}
