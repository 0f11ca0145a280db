//! A picture to save: who, when and where above it, and however many years side by side, so that no
//! canvas's limit is passed.

use core::ops::Range;

use chrono::{Datelike, Months, NaiveDate};

use super::calendar::{Calendar, Row};
use super::field::Field;
use super::layout::{Look, Viewport};
use super::{Anchor, Ink, Point, Rect, Scene, Shape};
use crate::engine::text::{Language, dates};

/// Up to here a day's row has its own label.
const LABELLED_DAYS: usize = 62;
/// Up to here half-years stand side by side, then whole years.
const HALF_YEAR_DAYS: usize = 400;
const MOST_COLUMNS: usize = 16;

const MARGIN: f64 = 32.0;
const HEADER_HEIGHT: f64 = 88.0;
const LEGEND_HEIGHT: f64 = 36.0;
/// Within the card, around the columns.
const PADDING: f64 = 20.0;
const CARD_RADIUS: f64 = 14.0;
/// Above a column: its name and its hours.
const COLUMN_HEADER_HEIGHT: f64 = 46.0;
/// For the months' names, left of a column.
const MONTHS_WIDTH: f64 = 38.0;
const COLUMN_GAP: f64 = 22.0;

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
    /// What the three inks mean: bars, bars from 0 to 5, marks.
    pub awake: String,
    pub late: String,
    pub lone: String,
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
        columns(calendar, caption.language, scale)
    };
    // A wide picture is seen from further away.
    let zoom = (body.width / 1_000.0).clamp(1.0, 2.5);
    let card = Rect {
        x: MARGIN,
        y: MARGIN + HEADER_HEIGHT * zoom,
        width: body.width,
        height: body.height + LEGEND_HEIGHT,
    };
    let (width, height) = (card.right() + MARGIN, card.bottom() + MARGIN);
    let mut shapes = vec![
        rect(
            Rect {
                x: 0.0,
                y: 0.0,
                width,
                height,
            },
            0.0,
            Ink::Paper,
        ),
        rect(card.grown(1.0), CARD_RADIUS + 1.0, Ink::Line),
        rect(card, CARD_RADIUS, Ink::Card),
    ];
    header(caption, width, zoom, &mut shapes);
    shapes.extend(
        body.shapes
            .into_iter()
            .map(|shape| shape.moved(card.x, card.y)),
    );
    legend(caption, card, &mut shapes);
    Scene {
        width,
        height,
        shapes,
    }
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

/// Half-years or years side by side, in lines of at most [`MOST_COLUMNS`].
fn columns(calendar: &Calendar, language: Language, scale: f64) -> Scene {
    let cut = Cut::of(&calendar.rows);
    let blocks: Vec<&[Row]> = calendar
        .rows
        .chunk_by(|a, b| !cut.between(a.day, b.day))
        .collect();
    let per_line = blocks.len().clamp(1, MOST_COLUMNS);
    let (row_height, labels) = match cut {
        Cut::Months { .. } => (6.0, per_line),
        Cut::Years => (if per_line <= 4 { 4.0 } else { 3.0 }, 1),
    };
    let width = (1_320.0 / per_line as f64).clamp(168.0, 400.0) * scale;
    let column = Column {
        width,
        row_height: row_height * scale,
        cut,
        start_hour: calendar.start_hour,
    };
    let rows = blocks
        .iter()
        .filter_map(|block| Some(column.row_of(block.last()?.day) + 1))
        .max()
        .unwrap_or(0);
    let line_height = COLUMN_HEADER_HEIGHT + rows as f64 * column.row_height + PADDING;
    let mut shapes = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let (line, place) = (index / per_line, index % per_line);
        let labels_before = (place + 1).min(labels) as f64;
        let left = PADDING + labels_before * MONTHS_WIDTH + place as f64 * (width + COLUMN_GAP);
        let top = PADDING + line as f64 * line_height;
        column.draw(block, language, Point { x: left, y: top }, &mut shapes);
        if place < labels {
            column.months(block, language, Point { x: left, y: top }, &mut shapes);
        }
    }
    let lines = blocks.len().div_ceil(per_line);
    Scene {
        width: 2.0 * PADDING
            + labels as f64 * MONTHS_WIDTH
            + per_line as f64 * (width + COLUMN_GAP)
            - COLUMN_GAP,
        height: PADDING + lines as f64 * line_height,
        shapes,
    }
}

/// Where one column ends and the next one begins.
#[derive(Clone, Copy)]
enum Cut {
    /// Every so many months from the first one.
    Months {
        first: i32,
        each: i32,
    },
    Years,
}

impl Cut {
    /// Whole years, or for less than about one as few columns of at most half a year as possible,
    /// all of about the same length.
    fn of(rows: &[Row]) -> Cut {
        match rows {
            [first, .., last] if rows.len() <= HALF_YEAR_DAYS => {
                let (first, last) = (months(first.day), months(last.day));
                let total = last - first + 1;
                Cut::Months {
                    first,
                    each: (total + (total + 5) / 6 - 1) / ((total + 5) / 6),
                }
            }
            _ => Cut::Years,
        }
    }

    fn between(self, a: NaiveDate, b: NaiveDate) -> bool {
        self.begin(a) != self.begin(b)
    }

    /// The first day of the column that holds `day`, whether or not it is shown.
    fn begin(self, day: NaiveDate) -> NaiveDate {
        let month = match self {
            Cut::Months { first, each } => months(day) - (months(day) - first).rem_euclid(each),
            Cut::Years => day.year() * 12,
        };
        NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
            .unwrap_or(day)
    }
}

/// Months since the year 0.
fn months(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// How a year or half-year is drawn.
struct Column {
    /// Of the field of hours.
    width: f64,
    row_height: f64,
    cut: Cut,
    start_hour: u8,
}

impl Column {
    /// Counted from the column's first day.
    fn row_of(&self, day: NaiveDate) -> i64 {
        (day - self.cut.begin(day)).num_days()
    }

    fn top_of(&self, day: NaiveDate, at: Point) -> f64 {
        at.y + COLUMN_HEADER_HEIGHT + self.row_of(day) as f64 * self.row_height
    }

    /// `at`: the upper left corner of its name.
    fn draw(&self, rows: &[Row], language: Language, at: Point, shapes: &mut Vec<Shape>) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let field = Field {
            left: at.x,
            width: self.width,
            row_height: self.row_height,
            start_hour: self.start_hour,
        };
        let mut name = dates::year(language, first.day);
        if first.day.year() < last.day.year() {
            name = [name, dates::year(language, last.day)].join(" – ");
        }
        let name_at = Point {
            x: at.x,
            y: at.y + 10.0,
        };
        shapes.push(text(
            name_at,
            Anchor::Start,
            15.0,
            Weight::Bold,
            Ink::Text,
            name,
        ));
        let step = if self.width < 120.0 { 12 } else { 6 };
        field.hour_names(step, at.y + 33.0, 10.0, shapes);
        let (top, bottom) = (
            self.top_of(first.day, at),
            self.top_of(last.day, at) + self.row_height,
        );
        field.night(top, bottom, shapes);
        field.hour_lines(6, top, bottom, shapes);
        for row in rows {
            let top = self.top_of(row.day, at);
            if row.day.day() == 1 {
                let (from, to) = (
                    Point {
                        x: field.left,
                        y: top,
                    },
                    Point {
                        x: field.right(),
                        y: top,
                    },
                );
                shapes.push(Shape::Line {
                    from,
                    to,
                    stroke: 1.0,
                    ink: Ink::Line,
                });
            }
            field.row(row, top, shapes);
        }
    }

    /// The months' names on the left; of years all twelve, since the next column may begin earlier.
    fn months(&self, rows: &[Row], language: Language, at: Point, shapes: &mut Vec<Shape>) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let begin = self.cut.begin(first.day);
        let count = match self.cut {
            Cut::Months { .. } => months(last.day) - months(begin) + 1,
            Cut::Years => 12,
        };
        for day in (0..count).map(|month| begin + Months::new(month as u32)) {
            let at = Point {
                x: at.x - 8.0,
                y: self.top_of(day, at) + 6.0,
            };
            shapes.push(text(
                at,
                Anchor::End,
                11.0,
                Weight::Normal,
                Ink::Quiet,
                dates::month(language, day),
            ));
        }
    }
}

/// Who, when and where; and a moon beside the page's name.
fn header(caption: &Caption, width: f64, zoom: f64, shapes: &mut Vec<Shape>) {
    let line = |x: f64, y: f64| Point {
        x,
        y: MARGIN + y * zoom,
    };
    let name = shortened(&caption.name, width * 0.6 / (28.0 * zoom));
    shapes.push(text(
        line(MARGIN, 18.0),
        Anchor::Start,
        28.0 * zoom,
        Weight::Bold,
        Ink::Text,
        name,
    ));
    let handle = if caption.handle.is_empty() {
        String::new()
    } else {
        ["@", &caption.handle].concat()
    };
    let days = dates::range(caption.language, &caption.days);
    let parts = [handle.as_str(), &days, &caption.zone];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let below = line(MARGIN, 55.0);
    shapes.push(text(
        below,
        Anchor::Start,
        15.0 * zoom,
        Weight::Normal,
        Ink::Quiet,
        parts.join("  ·  "),
    ));
    let right = width - MARGIN;
    let app = line(right - 32.0 * zoom, 18.0);
    shapes.push(text(
        app,
        Anchor::End,
        17.0 * zoom,
        Weight::Bold,
        Ink::Accent,
        caption.app.clone(),
    ));
    let moon = line(right - 11.0 * zoom, 17.0);
    shapes.push(Shape::Disc {
        center: moon,
        radius: 11.0 * zoom,
        ink: Ink::Moon,
    });
    let shade = Point {
        x: moon.x - 5.0 * zoom,
        y: moon.y - 4.0 * zoom,
    };
    shapes.push(Shape::Disc {
        center: shade,
        radius: 10.0 * zoom,
        ink: Ink::Paper,
    });
}

/// What the inks mean, at the card's foot.
fn legend(caption: &Caption, card: Rect, shapes: &mut Vec<Shape>) {
    let y = card.bottom() - 20.0;
    let mut x = card.x + PADDING;
    for (words, ink) in [(&caption.awake, Ink::Awake), (&caption.late, Ink::Late)] {
        shapes.push(rect(
            Rect {
                x,
                y: y - 4.0,
                width: 20.0,
                height: 8.0,
            },
            4.0,
            ink,
        ));
        shapes.push(text(
            Point { x: x + 27.0, y },
            Anchor::Start,
            13.0,
            Weight::Normal,
            Ink::Quiet,
            words.clone(),
        ));
        x += 27.0 + ems(words) * 13.0 + 24.0;
    }
    shapes.push(Shape::Disc {
        center: Point { x: x + 4.0, y },
        radius: 3.5,
        ink: Ink::Awake,
    });
    shapes.push(text(
        Point { x: x + 15.0, y },
        Anchor::Start,
        13.0,
        Weight::Normal,
        Ink::Quiet,
        caption.lone.clone(),
    ));
}

/// About how wide a text is, in ems: enough to place a legend, since nothing here measures fonts.
fn ems(text: &str) -> f64 {
    text.chars()
        .map(|char| if char.is_ascii() { 0.56 } else { 1.0 })
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
            room -= if char.is_ascii() { 0.56 } else { 1.0 };
            0.0 <= room
        })
        .collect();
    short.push('…');
    short
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Normal,
    Bold,
}

fn text(at: Point, anchor: Anchor, size: f64, weight: Weight, ink: Ink, text: String) -> Shape {
    Shape::Text {
        at,
        anchor,
        size,
        bold: weight == Weight::Bold,
        ink,
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
