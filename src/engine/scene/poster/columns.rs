//! Columns of days without labels of their own: years side by side with their months in line, or for
//! about a year the least number of columns of about the same length.

use chrono::{Datelike, Months, NaiveDate};

use super::{PADDING, Type, Weight, text, zoom};
use crate::engine::scene::calendar::{Calendar, Row};
use crate::engine::scene::field::Field;
use crate::engine::scene::{Anchor, Ink, Point, Scene, Shape};
use crate::engine::text::{Language, dates};

/// Up to here columns are as long as is fit, then each is a year.
const FREE_DAYS: usize = 400;
/// The longest column that is no year, in days.
const COLUMN_DAYS: usize = 200;
const MOST_COLUMNS: usize = 16;
const COLUMN_GAP: f64 = 24.0;
/// Width of all fields of hours together, if there is room for it in each; CSS pixels.
const FIELDS_WIDTH: f64 = 1_320.0;
const LEAST_FIELD: f64 = 168.0;
const MOST_FIELD: f64 = 560.0;

/// Columns side by side, in lines of at most [`MOST_COLUMNS`].
pub(super) fn columns(calendar: &Calendar, language: Language, scale: f64) -> Scene {
    let is_free = calendar.rows.len() <= FREE_DAYS;
    let blocks = if is_free {
        parts(&calendar.rows)
    } else {
        years(&calendar.rows)
    };
    let per_line = blocks.len().clamp(1, MOST_COLUMNS);
    let width = (FIELDS_WIDTH / per_line as f64).clamp(LEAST_FIELD, MOST_FIELD) * scale;
    let column = Column {
        language,
        zoom: zoom(per_line as f64 * (width + COLUMN_GAP)),
        field: Field {
            left: 0.0,
            width,
            row_height: scale * if is_free { 6.0 } else { 4.0 },
            start_hour: calendar.start_hour,
        },
        // Years begin on one line, so that one line of names is enough for all.
        months: if is_free { Names::Each } else { Names::First },
    };
    let months_width = 38.0 * column.zoom;
    let rows = blocks.iter().map(|block| column.rows(block)).max();
    let line_height =
        column.head() + rows.unwrap_or(0) as f64 * column.field.row_height + PADDING * column.zoom;
    let mut shapes = Vec::new();
    let left_of = |place: usize| {
        let names_before = match column.months {
            Names::Each => place + 1,
            Names::First => 1,
        };
        PADDING + names_before as f64 * months_width + place as f64 * (width + COLUMN_GAP)
    };
    for (index, block) in blocks.iter().enumerate() {
        let (line, place) = (index / per_line, index % per_line);
        let at = Point {
            x: left_of(place),
            y: PADDING + line as f64 * line_height,
        };
        column.draw(block, at, &mut shapes);
        if column.months == Names::Each || place == 0 {
            column.month_names(block, at, &mut shapes);
        }
    }
    let lines = blocks.len().div_ceil(per_line);
    Scene {
        // The last hour's name reaches a little over its line.
        width: left_of(per_line - 1) + width + PADDING + 4.0,
        height: PADDING + lines as f64 * line_height,
        shapes,
    }
}

/// Calendar years, of which the first and the last may be shown in part.
fn years(rows: &[Row]) -> Vec<&[Row]> {
    rows.chunk_by(|a, b| a.day.year() == b.day.year()).collect()
}

/// As few parts as are not too long, all of about the same length, each but the first from the first
/// of a month on.
fn parts(rows: &[Row]) -> Vec<&[Row]> {
    let count = rows.len().div_ceil(COLUMN_DAYS);
    let mut parts = Vec::new();
    let mut rest = rows;
    for left in (2..=count).rev() {
        let ideal = rest.len() / left;
        let firsts = (1..rest.len()).filter(|row| rest[*row].day.day() == 1);
        let cut = firsts.min_by_key(|row| row.abs_diff(ideal));
        let (part, after) = rest.split_at(cut.unwrap_or(ideal));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Which columns have their months named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Each,
    /// Of a line of years, all of whose months are at the same height.
    First,
}

/// How a column is drawn, wherever it is.
struct Column {
    language: Language,
    /// How much larger than usual its words are.
    zoom: f64,
    /// `left` is the column's own and not set here.
    field: Field,
    months: Names,
}

impl Column {
    /// Height of its name and its hours.
    fn head(&self) -> f64 {
        46.0 * self.zoom
    }

    /// The day that would be in its first row, shown or not.
    fn begin(&self, first: NaiveDate) -> NaiveDate {
        match self.months {
            Names::Each => first,
            Names::First => NaiveDate::from_yo_opt(first.year(), 1).unwrap_or(first),
        }
    }

    /// How many rows it has, those before its first day included.
    fn rows(&self, rows: &[Row]) -> i64 {
        match rows {
            [first, .., last] => (last.day - self.begin(first.day)).num_days() + 1,
            _ => rows.len() as i64,
        }
    }

    /// Upper edge of a day in the column at `at` whose first day is `first`.
    fn top_of(&self, day: NaiveDate, first: NaiveDate, at: Point) -> f64 {
        let row = (day - self.begin(first)).num_days();
        at.y + self.head() + row as f64 * self.field.row_height
    }

    fn set(&self, size: f64, weight: Weight, ink: Ink) -> Type {
        let size = size * self.zoom;
        Type { size, weight, ink }
    }

    /// `at`: the upper left corner of its name.
    fn draw(&self, rows: &[Row], at: Point, shapes: &mut Vec<Shape>) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let field = Field {
            left: at.x,
            ..self.field
        };
        let mut name = dates::year(self.language, first.day);
        if first.day.year() < last.day.year() {
            name = [name, dates::year(self.language, last.day)].join(" – ");
        }
        let name_at = Point {
            x: at.x,
            y: at.y + 10.0 * self.zoom,
        };
        let set = self.set(15.0, Weight::Bold, Ink::Text);
        shapes.push(text(name_at, Anchor::Start, set, name));
        let size = 10.5 * self.zoom;
        let step = if field.width < 9.0 * size { 12 } else { 6 };
        // Where columns are close, 24 would touch the next one's 0.
        let last_hour = match self.months {
            Names::Each => 24,
            Names::First => 23,
        };
        field.hour_names(step, last_hour, at.y + 34.0 * self.zoom, size, shapes);
        let top = self.top_of(first.day, first.day, at);
        let bottom = self.top_of(last.day, first.day, at) + field.row_height;
        field.night(top, bottom, shapes);
        field.hour_lines(6, top, bottom, shapes);
        field.days_off(rows, top, 3.0 * self.zoom, shapes);
        for row in rows {
            let top = self.top_of(row.day, first.day, at);
            if row.day.day() == 1 {
                shapes.push(month_line(&field, top));
            }
            field.row(row, top, shapes);
        }
    }

    /// The months' names left of a column at `at`: of a year all twelve, since the columns beside it
    /// may begin earlier.
    fn month_names(&self, rows: &[Row], at: Point, shapes: &mut Vec<Shape>) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let (first, last) = (first.day, last.day);
        let set = self.set(11.0, Weight::Normal, Ink::Quiet);
        let begin = self.begin(first);
        let end = match self.months {
            Names::Each => last,
            Names::First => begin + Months::new(11),
        };
        let month_begin = begin.with_day(1).unwrap_or(begin);
        let months = (0..=12).map(|months| (month_begin + Months::new(months)).max(begin));
        let mut named: Vec<(f64, NaiveDate)> = months
            .take_while(|day| *day <= end)
            .map(|day| (self.top_of(day, first, at), day))
            .collect();
        // A month of a few days gives way to the next one.
        if let [(top, _), (next, _), ..] = named[..]
            && next - top < 1.4 * set.size
        {
            named.remove(0);
        }
        for (top, day) in named {
            let at = Point {
                x: at.x - 8.0 * self.zoom,
                y: top + 0.55 * set.size,
            };
            shapes.push(text(at, Anchor::End, set, dates::month(self.language, day)));
            // A column that goes on in another year says so where that begins.
            if day.year() != first.year() && day.month() == 1 && self.months == Names::Each {
                let below = Point {
                    y: at.y + 1.3 * set.size,
                    ..at
                };
                let set = self.set(11.0, Weight::Bold, Ink::Text);
                shapes.push(text(
                    below,
                    Anchor::End,
                    set,
                    dates::year(self.language, day),
                ));
            }
        }
    }
}

fn month_line(field: &Field, y: f64) -> Shape {
    Shape::Line {
        from: Point { x: field.left, y },
        to: Point {
            x: field.right(),
            y,
        },
        stroke: 1.0,
        ink: Ink::Line,
    }
}
