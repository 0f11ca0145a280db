//! The double-plotted actogram: each row shows two days, so that a sleep is never cut, and the second
//! is shown again as the first of the next row. A rhythm that isn't 24 hours long slants. [`field`] draws
//! what a row holds.

mod field;

use core::ops::Range;

use chrono::NaiveDate;

use super::sheet::{Key, LINE, Sheet};
use super::{DAY_SECS, HALF_DAY_SECS, Shown};
use crate::engine::infer::sleep::BINS_A_DAY;
use crate::engine::scene::picture::{Picture, Sight};
use crate::engine::scene::shade::{self, Piece};
use crate::engine::scene::{Ink, Point, Rect, Scene, Shape};
use crate::engine::text::{Language, pictures};
use field::Field;

/// Room under the last row.
const FOOT: f64 = 12.0;
/// Lower rows have no space between them.
const LOW: f64 = 7.0;
const BINS_AN_HOUR: usize = BINS_A_DAY / 24;

/// What an actogram shows besides sleep, and how.
#[derive(Clone, Debug)]
pub struct Actogram<'a> {
    pub shown: Shown<'a>,
    pub start: Start,
    /// Height of a row, CSS pixels.
    pub row_height: f64,
    /// How many events each bin of the timeline holds; see [`super::activity`].
    pub activity: Option<&'a [u8]>,
    pub drift: Option<Drift>,
}

/// The hour at which a row begins. From noon on a night is in one piece even in a row's first half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Noon,
    Midnight,
}

/// A rhythm that isn't 24 hours long, drawn as a slanted line through the middles of sleep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The rows of the timeline in which it holds.
    pub rows: Range<usize>,
    /// The middle of sleep in the first of them, seconds after its noon.
    pub from: i64,
    /// How long a day of it is, tenths of an hour.
    pub tenths: u16,
}

impl Start {
    fn hour(self) -> u8 {
        match self {
            Start::Noon => 12,
            Start::Midnight => 0,
        }
    }
}

impl<'a> Actogram<'a> {
    /// Rows as high as is comfortable for so many of them.
    pub fn comfortable(width: f64, rows: usize) -> f64 {
        match rows {
            0..=45 if width < 560.0 => 16.0,
            0..=45 => 20.0,
            46..=120 => 13.0,
            121..=400 => 8.0,
            _ => 5.0,
        }
    }

    /// Height of all rows, without head and foot: row `i` begins `i * row_height` below their top.
    pub fn height(&self) -> f64 {
        self.shown.known_rows().len() as f64 * self.row_height
    }

    /// What stays above the rows while they scroll: title, days, zone, legend and hours.
    pub fn head(&self) -> Scene {
        let mut sheet = Sheet::new(&self.shown);
        let top = sheet.head(pictures::ACTOGRAM, &self.shown);
        let top = sheet.legend_of(&self.keys(), top - 2.0);
        let field = self.field(&sheet);
        field.hours(&mut sheet, top + LINE / 2.0);
        sheet.scene(top + LINE)
    }

    /// Some rows, the first of them at the picture's top.
    ///
    /// * `window`: counted among the shown rows; what there isn't is left out.
    pub fn body(&self, window: Range<usize>) -> Picture {
        let mut sheet = Sheet::new(&self.shown);
        let window = self.clamped(window);
        let (columns, cells) = self.draw(&mut sheet, &window);
        let height = window.len() as f64 * self.row_height;
        let label = pictures::label(
            self.shown.language,
            pictures::ACTOGRAM,
            &self.shown.days(),
            self.shown.zone.name(),
        );
        let mut picture = sheet.picture(height, label);
        (picture.columns, picture.rows) = (columns, cells);
        picture
    }

    /// Head and all rows in one picture.
    pub fn whole(&self) -> Picture {
        self.begun(usize::MAX)
    }

    /// Head and so many rows.
    pub fn begun(&self, rows: usize) -> Picture {
        below(self.head(), self.body(0..rows))
    }

    /// What is in sight of the whole, from `top` on, `height` CSS pixels high, and a little more: rows are
    /// never cut, and of a height there are always as many, but for the end. Costs as much as the rows in it. The table has
    /// those rows only.
    pub fn sight(&self, top: f64, height: f64) -> Sight {
        let head = self.head();
        let whole = head.height + self.height() + FOOT;
        let first = ((top - head.height) / self.row_height).max(0.0) as usize;
        // One more than fit: the first may begin above. A canvas whose height changes is made anew.
        let count = (height / self.row_height).ceil() as usize + 1;
        let window = self.clamped(first..first + count);
        let picture = self.body(window.clone());
        if top < head.height {
            return Sight {
                picture: below(head, picture),
                top: 0.0,
                height: whole,
            };
        }
        Sight {
            picture,
            top: head.height + window.start as f64 * self.row_height,
            height: whole,
        }
    }

    fn clamped(&self, window: Range<usize>) -> Range<usize> {
        let all = self.shown.known_rows().len();
        let start = window.start.min(all);
        start..window.end.clamp(start, all)
    }

    fn keys(&self) -> Vec<(Key, String)> {
        let say = |key, words: pictures::Words| (key, words.say(self.shown.language).to_owned());
        let mut keys = vec![say(Key::Steps, pictures::LIKELY_ASLEEP)];
        if self.activity.is_some() {
            if LOW <= self.row_height {
                keys.push(say(Key::Square(Ink::Awake), pictures::RECORDS));
            }
            keys.push(say(Key::Square(Ink::Late), pictures::LATE_RECORDS));
        }
        keys.push(say(Key::Small, pictures::NO_DATA));
        if let Some(drift) = &self.drift {
            let words = pictures::day_of(self.shown.language, drift.tenths);
            keys.push((Key::Line(Ink::Accent, 2.0), words));
        }
        keys
    }

    fn field(&self, sheet: &Sheet) -> Field {
        let label_right = match (sheet.language, sheet.is_narrow()) {
            (Language::Japanese, true) => 56.0,
            (Language::Japanese, false) => 70.0,
            (Language::English, true) => 74.0,
            (Language::English, false) => 92.0,
        };
        let left = label_right + 8.0;
        Field {
            left,
            width: sheet.width - left - sheet.margin() - 4.0,
            label_right,
            row_height: self.row_height,
            start: self.start,
        }
    }

    /// Draws rows, and returns their table.
    fn draw(&self, sheet: &mut Sheet, window: &Range<usize>) -> (Vec<String>, Vec<Vec<String>>) {
        let field = self.field(sheet);
        let first = self.shown.known_rows().start + window.start;
        let rows = self.shown.sleep.timeline.rows.get(first..);
        let rows = rows.and_then(|rows| rows.get(..window.len()));
        let rows = rows.unwrap_or_default();
        field.ground(sheet, rows);
        if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
            let day = shade::day_number(first.day);
            let days = first.day..last.day + chrono::Days::new(1);
            for piece in self.sleep_pieces(&days) {
                let draw = &mut |at: Point| field.asleep(sheet, &piece, at);
                field.twice(&piece, day, rows.len(), draw);
            }
            for piece in self.activity_pieces(&days) {
                let draw = &mut |at: Point| field.ticks(sheet, &piece, at);
                field.twice(&piece, day, rows.len(), draw);
            }
        }
        self.drift_lines(sheet, &field, first, rows.len());
        let nights = self.shown.nights().get(window.clone());
        let nights = nights.unwrap_or_default();
        let mut y = 0.0;
        for (row, night) in rows.iter().zip(nights) {
            field.label(sheet, row.day, y);
            let rect = Rect {
                x: field.left,
                y,
                width: field.width,
                height: self.row_height,
            };
            sheet.spot(rect, self.shown.night_words(night));
            y += self.row_height;
        }
        let cells = nights.iter().map(|night| self.shown.night_cells(night));
        (self.shown.night_columns(), cells.collect())
    }

    fn sleep_pieces(&self, days: &Range<NaiveDate>) -> Vec<Piece> {
        let sleep = self.shown.sleep;
        self.pieces(&sleep.asleep, shade::step, days)
    }

    fn activity_pieces(&self, days: &Range<NaiveDate>) -> Vec<Piece> {
        let values = self.activity.unwrap_or_default();
        if LOW <= self.row_height {
            return self.pieces(values, |count| count.min(3), days);
        }
        // Quarters of an hour would be thousands of specks.
        let hours = values.chunks(BINS_AN_HOUR);
        let coarse = hours.flat_map(|hour| {
            let step = if hour.iter().any(|count| 0 < *count) {
                2
            } else {
                0
            };
            core::iter::repeat_n(step, hour.len())
        });
        let coarse: Vec<u8> = coarse.collect();
        self.pieces(&coarse, |step| step, days)
    }

    fn pieces(&self, values: &[u8], step: fn(u8) -> u8, days: &Range<NaiveDate>) -> Vec<Piece> {
        let timeline = &self.shown.sleep.timeline;
        // The last row shows the day after it as well.
        let days = days.start..days.end + chrono::Days::new(1);
        let bins = shade::bins_around(timeline, &days);
        let (zone, start_hour) = (self.shown.zone, self.start.hour());
        let mut pieces = shade::pieces(timeline, values, step, zone, bins, start_hour);
        // None lies on another, and a canvas takes another ink as slowly as it fills several of them.
        pieces.sort_by_key(|piece| piece.step);
        pieces
    }

    /// The slanted line, wherever it passes through `count` rows from row `first` of the timeline on.
    fn drift_lines(&self, sheet: &mut Sheet, field: &Field, first: usize, count: usize) {
        let Some(drift) = &self.drift else { return };
        let a_day = (i64::from(drift.tenths) - 240) * 360;
        let noon = match self.start {
            Start::Noon => 0,
            Start::Midnight => HALF_DAY_SECS,
        };
        let from = drift.rows.start.max(first);
        let to = drift.rows.end.min(first + count);
        let at = |row: usize| drift.from + noon + a_day * (row as i64 - drift.rows.start as i64);
        let Some(last) = to.checked_sub(1).filter(|last| from <= *last) else {
            return;
        };
        let (low, high) = (at(from).min(at(last)), at(from).max(at(last)));
        // Each turn of the line around the clock crosses both days of its rows.
        for turn in low.div_euclid(DAY_SECS) - 1..=high.div_euclid(DAY_SECS) {
            let inside = |row: &usize| (0..=2 * DAY_SECS).contains(&(at(*row) - turn * DAY_SECS));
            let point = |row: usize| Point {
                x: field.x(at(row) - turn * DAY_SECS),
                y: ((row - first) as f64 + 0.5) * self.row_height,
            };
            let mut rows = (from..=last).filter(inside);
            if let Some(begin) = rows.next() {
                let end = rows.next_back().unwrap_or(begin);
                // The bars below have almost its colour: a seam of the ground keeps them apart.
                for (stroke, ink) in [(4.5, Ink::Card), (2.0, Ink::Accent)] {
                    sheet.path(vec![point(begin), point(end)], stroke, ink);
                }
            }
        }
    }
}

/// Rows under their head.
fn below(head: Scene, mut rows: Picture) -> Picture {
    let height = head.height + rows.scene.height + FOOT;
    let ground = Rect {
        x: 0.0,
        y: 0.0,
        width: head.width,
        height,
    };
    let mut shapes = vec![Shape::Rect {
        rect: ground,
        round_left: 0.0,
        round_right: 0.0,
        ink: Ink::Card,
    }];
    // Both have a ground of their own.
    shapes.extend(head.shapes.into_iter().skip(1));
    let below = rows.scene.shapes.into_iter().skip(1);
    shapes.extend(below.map(|shape| shape.moved(0.0, head.height)));
    for spot in &mut rows.spots {
        spot.rect.y += head.height;
    }
    rows.scene = Scene {
        width: head.width,
        height,
        shapes,
    };
    rows
}
