//! What a picture of a rhythm is drawn on: shapes, places that can be pointed at, its head and legend.

use super::Shown;
use crate::engine::scene::ems::{ems, legend_ems};
use crate::engine::scene::picture::{Picture, Spot};
use crate::engine::scene::{Anchor, Ink, Point, Rect, Scene, Shape};
use crate::engine::text::Language;
use crate::engine::text::pictures::{self, Words};

/// Below this width words and margins are smaller.
const NARROW: f64 = 560.0;
/// Height of a line of words.
pub(super) const LINE: f64 = 20.0;
/// Width of what stands before the words of a legend, and the gaps around these.
const SWATCH: f64 = 18.0;
const SWATCH_GAP: f64 = 6.0;
const KEY_GAP: f64 = 16.0;

/// A picture that is being drawn.
pub(super) struct Sheet {
    pub width: f64,
    pub language: Language,
    pub shapes: Vec<Shape>,
    pub spots: Vec<Spot>,
}

/// What stands in a legend before the words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Key {
    /// A bar.
    Bar(Ink),
    /// The four steps of asleep, each larger than the last.
    Steps,
    /// A square that grows, in one ink.
    Growing(Ink),
    Dot(Ink),
    Square(Ink),
    Ring(Ink),
    /// A small dot.
    Small,
    /// A line as thick as that.
    Line(Ink, f64),
    /// Nothing: the words stand alone.
    Nothing,
}

impl Sheet {
    pub fn new(shown: &Shown) -> Sheet {
        Sheet {
            width: shown.wide(),
            language: shown.language,
            shapes: Vec::new(),
            spots: Vec::new(),
        }
    }

    pub fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// The size of words.
    pub fn size(&self) -> f64 {
        if self.is_narrow() { 11.0 } else { 12.0 }
    }

    /// What is left free at both sides.
    pub fn margin(&self) -> f64 {
        if self.is_narrow() { 12.0 } else { 20.0 }
    }

    pub fn rect(&mut self, rect: Rect, ink: Ink) {
        self.round(rect, 0.0, ink);
    }

    pub fn round(&mut self, rect: Rect, radius: f64, ink: Ink) {
        self.shapes.push(Shape::Rect {
            rect,
            round_left: radius,
            round_right: radius,
            ink,
        });
    }

    pub fn ring(&mut self, rect: Rect, radius: f64, stroke: f64, ink: Ink) {
        self.shapes.push(Shape::Outline {
            rect,
            radius,
            stroke,
            ink,
        });
    }

    pub fn disc(&mut self, center: Point, radius: f64, ink: Ink) {
        self.shapes.push(Shape::Disc {
            center,
            radius,
            ink,
        });
    }

    pub fn line(&mut self, from: Point, to: Point, stroke: f64, ink: Ink) {
        self.shapes.push(Shape::Line {
            from,
            to,
            stroke,
            ink,
        });
    }

    pub fn path(&mut self, points: Vec<Point>, stroke: f64, ink: Ink) {
        if 1 < points.len() {
            self.shapes.push(Shape::Path {
                points,
                stroke,
                ink,
            });
        }
    }

    pub fn area(&mut self, points: Vec<Point>, ink: Ink) {
        self.shapes.push(Shape::Area { points, ink });
    }

    pub fn words(&mut self, at: Point, anchor: Anchor, ink: Ink, text: impl Into<String>) {
        let size = self.size();
        self.sized(at, anchor, size, ink, text.into());
    }

    pub fn bold(&mut self, at: Point, anchor: Anchor, size: f64, text: impl Into<String>) {
        self.shapes.push(Shape::Text {
            at,
            anchor,
            size,
            bold: true,
            ink: Ink::Text,
            text: text.into(),
        });
    }

    fn sized(&mut self, at: Point, anchor: Anchor, size: f64, ink: Ink, text: String) {
        self.shapes.push(Shape::Text {
            at,
            anchor,
            size,
            bold: false,
            ink,
            text,
        });
    }

    pub fn spot(&mut self, rect: Rect, words: String) {
        self.spots.push(Spot { rect, words });
    }

    /// The title, the days and the zone. Returns where the picture begins below.
    pub fn head(&mut self, title: Words, shown: &Shown) -> f64 {
        let (x, size) = (self.margin(), self.size() + 3.0);
        let title = title.say(self.language);
        let at = Point { x, y: 18.0 };
        self.bold(at, Anchor::Start, size, title);
        let place = pictures::place(self.language, &shown.days(), shown.zone.name());
        let keys: Vec<(Key, String)> = place
            .into_iter()
            .filter(|fact| !fact.is_empty())
            .map(|fact| (Key::Nothing, fact))
            .collect();
        // On a wide sheet they stand beside the title.
        let beside = x + ems(title) * size + 24.0;
        if !self.is_narrow() && beside + keys_width(&keys, self.size()) <= self.width - x {
            self.flow(&keys, beside, 19.0);
            return 36.0;
        }
        self.flow(&keys, x, 18.0 + LINE) + 4.0
    }

    /// What the inks mean, in as many lines as it takes. Returns the lower edge.
    pub fn legend(&mut self, keys: &[(Key, Words)], top: f64) -> f64 {
        let say = |(key, words): &(Key, Words)| (*key, words.say(self.language).to_owned());
        let keys: Vec<(Key, String)> = keys.iter().map(say).collect();
        self.legend_of(&keys, top)
    }

    /// As [`Self::legend`], of words that are already made.
    pub fn legend_of(&mut self, keys: &[(Key, String)], top: f64) -> f64 {
        self.flow(keys, self.margin(), top + LINE / 2.0 + 2.0)
    }

    /// Puts keys beside each other from `left`, the first line's middle at `y`. Returns the lower edge.
    fn flow(&mut self, keys: &[(Key, String)], left: f64, y: f64) -> f64 {
        let (mut x, mut y) = (left, y);
        let right = self.width - self.margin();
        for (key, words) in keys {
            let width = key.width() + ems(words) * self.size();
            if left < x && right < x + width {
                (x, y) = (left, y + LINE);
            }
            self.key(*key, Point { x, y });
            let at = Point {
                x: x + key.width(),
                y,
            };
            self.words(at, Anchor::Start, Ink::Quiet, words.as_str());
            x += key.width() + legend_ems(words) * self.size() + KEY_GAP;
        }
        y + LINE / 2.0
    }

    fn key(&mut self, key: Key, at: Point) {
        let Point { x, y } = at;
        let square = |side: f64| Rect {
            x: x + (SWATCH - side) / 2.0,
            y: y - side / 2.0,
            width: side,
            height: side,
        };
        let center = square(0.0).center();
        match key {
            Key::Bar(ink) => {
                let rect = Rect {
                    x,
                    y: y - 4.0,
                    width: SWATCH,
                    height: 8.0,
                };
                self.round(rect, 4.0, ink);
            }
            Key::Steps => self.steps(at, Ink::ASLEEP),
            Key::Growing(ink) => self.steps(at, [ink; 4]),
            Key::Dot(ink) => self.disc(center, 4.0, ink),
            Key::Small => self.disc(center, 1.5, Ink::Quiet),
            Key::Square(ink) => self.round(square(11.0), 2.5, ink),
            Key::Ring(ink) => self.ring(square(9.0), 2.5, 1.5, ink),
            Key::Line(ink, stroke) => {
                let right = Point { x: x + SWATCH, y };
                self.line(at, right, stroke, ink);
            }
            Key::Nothing => {}
        }
    }

    fn steps(&mut self, at: Point, inks: [Ink; 4]) {
        let mut x = at.x;
        for (ink, side) in inks.into_iter().zip([5.0, 7.0, 9.0, 11.0]) {
            let rect = Rect {
                x,
                y: at.y - side / 2.0,
                width: side,
                height: side,
            };
            self.round(rect, 1.5, ink);
            x += side + 3.0;
        }
    }

    /// Says that there is too little to draw, and returns the lower edge.
    pub fn too_little(&mut self, top: f64) -> f64 {
        let words = pictures::TOO_LITTLE.say(self.language);
        let at = Point {
            x: self.margin(),
            y: top + 24.0,
        };
        self.words(at, Anchor::Start, Ink::Quiet, words);
        top + 48.0
    }

    /// The whole, on a ground of its own.
    pub fn scene(self, height: f64) -> Scene {
        self.picture(height, String::new()).scene
    }

    /// The whole, on a ground of its own; its table is still empty.
    pub fn picture(self, height: f64, label: String) -> Picture {
        let rect = Rect {
            x: 0.0,
            y: 0.0,
            width: self.width,
            height,
        };
        let mut shapes = vec![Shape::Rect {
            rect,
            round_left: 0.0,
            round_right: 0.0,
            ink: Ink::Card,
        }];
        shapes.extend(self.shapes);
        Picture {
            scene: Scene {
                width: self.width,
                height,
                shapes,
            },
            label,
            spots: self.spots,
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }
}

impl Key {
    fn width(self) -> f64 {
        match self {
            Key::Nothing => 0.0,
            Key::Steps | Key::Growing(_) => 41.0 + SWATCH_GAP,
            Key::Dot(_) => SWATCH - 2.0,
            _ => SWATCH + SWATCH_GAP,
        }
    }
}

fn keys_width(keys: &[(Key, String)], size: f64) -> f64 {
    let width = |(key, words): &(Key, String)| key.width() + ems(words) * size + KEY_GAP;
    keys.iter().map(width).sum()
}
