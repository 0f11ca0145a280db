//! A picture as data: shapes in CSS pixels and named inks. The only place that decides positions.
//!
//! [`span`] says which days are shown, [`calendar`] what happened on each of them; [`layout`] draws
//! one row a day and finds the period under a pointer, [`poster`] puts whole years beside each other
//! for a file, [`share`] draws what people post. All draw their rows by [`field`]. [`rhythm`] shows how someone sleeps; [`shade`] cuts
//! what is known of sleep into the pieces that rows show.

pub mod calendar;
mod ems;
mod field;
pub mod layout;
pub mod picture;
pub mod poster;
pub mod rhythm;
pub mod shade;
pub mod share;
pub mod span;

/// A picture: `width` by `height` CSS pixels, shapes from back to front.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
}

/// A point or a corner, CSS pixels from the top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// An upright rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The rectangle with `by` CSS pixels more on each side.
    pub fn grown(&self, by: f64) -> Rect {
        Rect {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }

    pub fn center(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle; `round_left` and `round_right` are the corner radii of each side.
    Rect {
        rect: Rect,
        round_left: f64,
        round_right: f64,
        ink: Ink,
    },
    /// A rectangle's outline.
    Outline {
        rect: Rect,
        radius: f64,
        stroke: f64,
        ink: Ink,
    },
    /// A straight line.
    Line {
        from: Point,
        to: Point,
        stroke: f64,
        ink: Ink,
    },
    /// A filled disc.
    Disc {
        center: Point,
        radius: f64,
        ink: Ink,
    },
    /// A filled polygon, closed by itself. At least three points, or nothing is drawn.
    Area { points: Vec<Point>, ink: Ink },
    /// Straight lines from point to point. At least two points, or nothing is drawn.
    Path {
        points: Vec<Point>,
        stroke: f64,
        ink: Ink,
    },
    /// One line of text; `at` is its anchor, vertically centred.
    Text {
        at: Point,
        anchor: Anchor,
        size: f64,
        bold: bool,
        ink: Ink,
        text: String,
    },
}

impl Shape {
    /// The same shape elsewhere, CSS pixels to the right and down.
    pub fn moved(mut self, right: f64, down: f64) -> Shape {
        let shift = |point: &mut Point| {
            point.x += right;
            point.y += down;
        };
        match &mut self {
            Shape::Rect { rect, .. } | Shape::Outline { rect, .. } => {
                rect.x += right;
                rect.y += down;
            }
            Shape::Line { from, to, .. } => {
                shift(from);
                shift(to);
            }
            Shape::Disc { center, .. } => shift(center),
            Shape::Area { points, .. } | Shape::Path { points, .. } => {
                points.iter_mut().for_each(shift);
            }
            Shape::Text { at, .. } => shift(at),
        }
        self
    }
}

/// Which end of a text its point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A named colour. What it looks like is the theme's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    Paper,
    Card,
    Text,
    Quiet,
    Line,
    NightBand,
    Awake,
    /// Awake as GitHub tells it, beside what an archive tells.
    GitHub,
    Late,
    Weekend,
    Accent,
    Moon,
    /// Asleep, in four steps: from what may be to what is all but certain, or from little to much.
    Asleep1,
    Asleep2,
    Asleep3,
    Asleep4,
}

impl Ink {
    /// The steps of asleep, from the faintest.
    pub const ASLEEP: [Ink; 4] = [Ink::Asleep1, Ink::Asleep2, Ink::Asleep3, Ink::Asleep4];

    pub const ALL: [Ink; 16] = [
        Ink::Paper,
        Ink::Card,
        Ink::Text,
        Ink::Quiet,
        Ink::Line,
        Ink::NightBand,
        Ink::Awake,
        Ink::GitHub,
        Ink::Late,
        Ink::Weekend,
        Ink::Accent,
        Ink::Moon,
        Ink::Asleep1,
        Ink::Asleep2,
        Ink::Asleep3,
        Ink::Asleep4,
    ];
}
