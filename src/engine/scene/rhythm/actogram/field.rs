//! Where the two days of an actogram's rows lie, and what is drawn there.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{LOW, Start};
use crate::engine::infer::sleep::Row;
use crate::engine::scene::calendar::ROW_SECS;
use crate::engine::scene::rhythm::DAY_SECS;
use crate::engine::scene::rhythm::sheet::Sheet;
use crate::engine::scene::shade::{self, NOTHING_KNOWN, Piece};
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::dates;

/// Rows that are this high have a label each, else every month.
const EVERY_LABEL: f64 = 13.0;
/// Seconds from dot to dot where nothing is known.
const EVERY_SECS: u32 = 3 * 3_600;
const LATE_UNTIL_HOUR: i64 = 5;
const EVENING_HOUR: i64 = 22;

/// Where two days lie beside each other.
pub(super) struct Field {
    pub left: f64,
    pub width: f64,
    pub label_right: f64,
    pub row_height: f64,
    pub start: Start,
}

impl Field {
    /// Where the clock shows so many seconds after a row's start.
    pub fn x(&self, secs: i64) -> f64 {
        self.left + self.width * secs as f64 / (2 * DAY_SECS) as f64
    }

    /// The hours' names, centred on `y`.
    pub fn hours(&self, sheet: &mut Sheet, y: f64) {
        for hours in (0..=48).step_by(if sheet.is_narrow() { 12 } else { 6 }) {
            let name = (hours + i64::from(self.start.hour())) % 24;
            let at = Point {
                x: self.x(hours * 3_600),
                y,
            };
            sheet.words(at, Anchor::Middle, Ink::Quiet, name.to_string());
        }
    }

    /// Night bands and hour lines behind rows from the picture's top on.
    pub fn ground(&self, sheet: &mut Sheet, rows: &[Row]) {
        let bottom = rows.len() as f64 * self.row_height;
        let start = i64::from(self.start.hour());
        for night in 0..=2 {
            let evening = (night * 24 + EVENING_HOUR - 24 - start) * 3_600;
            let morning = (night * 24 + LATE_UNTIL_HOUR - start) * 3_600;
            let (from, to) = (evening.max(0), morning.min(2 * DAY_SECS));
            if from < to {
                let rect = Rect {
                    x: self.x(from),
                    y: 0.0,
                    width: self.x(to) - self.x(from),
                    height: bottom,
                };
                sheet.rect(rect, Ink::NightBand);
            }
        }
        for hours in (0..=48).step_by(6) {
            let x = self.x(hours * 3_600);
            let (from, to) = (Point { x, y: 0.0 }, Point { x, y: bottom });
            sheet.line(from, to, 1.0, Ink::Line);
        }
        for (row, y) in rows.iter().zip(0..) {
            if row.day.day() == 1 {
                let y = f64::from(y) * self.row_height;
                let (from, to) = (self.left, self.left + self.width);
                sheet.line(Point { x: from, y }, Point { x: to, y }, 1.0, Ink::Line);
            }
        }
    }

    /// Calls `draw` with the upper left corner of each place at which a piece is seen: in the first
    /// half of its own row, and in the second half of the one before.
    pub fn twice(&self, piece: &Piece, first_day: i64, rows: usize, draw: &mut dyn FnMut(Point)) {
        for (row, days) in [(piece.day - first_day, 0), (piece.day - first_day - 1, 1)] {
            if (0..rows as i64).contains(&row) {
                draw(Point {
                    x: self.x(days * DAY_SECS + i64::from(piece.from)),
                    y: row as f64 * self.row_height,
                });
            }
        }
    }

    pub fn asleep(&self, sheet: &mut Sheet, piece: &Piece, at: Point) {
        let width = self.width * f64::from(piece.to - piece.from) / f64::from(2 * ROW_SECS);
        if piece.step == NOTHING_KNOWN {
            return self.dots(sheet, piece, at);
        }
        let full = if self.row_height < LOW {
            self.row_height
        } else {
            self.row_height * 0.8
        };
        let height = shade::height(piece.step, full);
        let rect = Rect {
            x: at.x,
            y: at.y + (self.row_height - height) / 2.0,
            width,
            height,
        };
        sheet.rect(rect, Ink::ASLEEP[usize::from(piece.step.clamp(1, 4)) - 1]);
    }

    /// A dot every three hours: there was a night, and nothing is known of it.
    fn dots(&self, sheet: &mut Sheet, piece: &Piece, at: Point) {
        let y = at.y + self.row_height / 2.0;
        let (from, to) = (piece.from.next_multiple_of(EVERY_SECS), piece.to);
        for secs in (from..to).step_by(EVERY_SECS as usize) {
            let middle = i64::from(secs - piece.from) + i64::from(EVERY_SECS) / 2;
            let x = at.x + self.x(middle) - self.left;
            sheet.disc(Point { x, y }, 1.0, Ink::Quiet);
        }
    }

    /// Ticks that stand on the row's foot, as high as there are events, three at most. Those between 0 and
    /// 5 have an ink of their own, and low rows have no room for others.
    pub fn ticks(&self, sheet: &mut Sheet, piece: &Piece, at: Point) {
        let height = self.row_height * 0.3 * f64::from(piece.step);
        let midnight = (24 - u32::from(self.start.hour())) % 24 * 3_600;
        let morning = midnight + LATE_UNTIL_HOUR as u32 * 3_600;
        let mut part = |from: u32, to: u32, ink: Ink| {
            let (from, to) = (from.max(piece.from), to.min(piece.to));
            if from < to {
                let secs = |secs: u32| self.x(i64::from(secs)) - self.left;
                let rect = Rect {
                    x: at.x + secs(from - piece.from),
                    y: at.y + self.row_height - height,
                    width: secs(to - from),
                    height,
                };
                sheet.rect(rect, ink);
            }
        };
        part(midnight, morning, Ink::Late);
        if LOW <= self.row_height {
            part(0, midnight, Ink::Awake);
            part(morning, ROW_SECS, Ink::Awake);
        }
    }

    /// The day's name, as often as the rows leave room for it.
    pub fn label(&self, sheet: &mut Sheet, day: NaiveDate, top: f64) {
        let language = sheet.language;
        let at = Point {
            x: self.label_right,
            y: top + self.row_height / 2.0,
        };
        let is_off = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let (text, ink) = match (day.day(), day.month()) {
            _ if EVERY_LABEL <= self.row_height && is_off => {
                (dates::day(language, day), Ink::Weekend)
            }
            _ if EVERY_LABEL <= self.row_height => (dates::day(language, day), Ink::Text),
            (1, 1) => return sheet.bold(at, Anchor::End, sheet.size(), dates::year(language, day)),
            (1, _) => (dates::month(language, day), Ink::Quiet),
            _ => return,
        };
        sheet.words(at, Anchor::End, ink, text);
    }
}
