//! The calendar as a picture: rows under a header of hours; `pointing` leads back from a point to a
//! period.
//!
//! The whole picture may be taller than any canvas, so only what a viewport shows is ever laid out.

mod pointing;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Calendar, DayKind, Row, shade_rows};
use super::field::Field;
use super::{Anchor, Ink, Point, Rect, Scene, Shape};
use crate::engine::infer::sleep::Timeline;
use crate::engine::text::{Language, dates};
use crate::engine::time::Zone;

/// Room for the year above its first row.
const YEAR_HEIGHT: f64 = 24.0;
/// Room under the last row.
const FOOT_HEIGHT: f64 = 10.0;
/// Height of the header of hours.
const AXIS_HEIGHT: f64 = 26.0;
/// Below this width hours are named every six hours and labels are smaller.
const NARROW: f64 = 420.0;
/// Rows that are this high have a label each; from the second height on every ten days, else every
/// month.
const EVERY_LABEL: f64 = 13.0;
const SOME_LABELS: f64 = 6.0;
/// Width of what marks days off in rows without labels.
const DAY_OFF_WIDTH: f64 = 3.0;

/// How the calendar is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Width of the whole picture, CSS pixels.
    pub width: f64,
    /// Height of a day's row, CSS pixels. Labels thin out below 13 and again below 6.
    pub row_height: f64,
    pub language: Language,
}

/// The part of the picture that is on screen: `top` CSS pixels below the picture's upper edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub top: f64,
    pub height: f64,
}

impl Look {
    /// Rows as high as is comfortable for so many days in a picture of this width.
    pub fn comfortable(width: f64, days: usize, language: Language) -> Look {
        let row_height = match days {
            0..=45 if width < NARROW => 19.0,
            0..=45 => 24.0,
            46..=120 => 14.0,
            121..=400 => 8.0,
            _ => 5.0,
        };
        Look {
            width,
            row_height,
            language,
        }
    }

    fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Hours between two lines.
    fn hour_step(&self) -> u32 {
        3
    }

    fn label_size(&self) -> f64 {
        if self.is_narrow() { 11.0 } else { 12.0 }
    }

    /// Right edge of the days' labels.
    fn label_right(&self) -> f64 {
        match (self.language, self.is_narrow()) {
            (Language::Japanese, true) => 54.0,
            (Language::Japanese, false) => 64.0,
            (Language::English, true) => 70.0,
            (Language::English, false) => 84.0,
        }
    }

    fn field(&self, calendar: &Calendar) -> Field {
        let left = self.label_right() + if self.is_narrow() { 8.0 } else { 12.0 };
        let margin = if self.is_narrow() { 22.0 } else { 32.0 };
        let width = (self.width - left - margin).max(24.0);
        Field {
            left,
            width,
            row_height: self.row_height,
            start_hour: calendar.start_hour,
        }
    }
}

impl Calendar {
    /// Height of the whole picture without its header of hours.
    pub fn height(&self, look: &Look) -> f64 {
        match self.rows.last() {
            Some(row) => self.top_of(look, row.day) + look.row_height + FOOT_HEIGHT,
            None => FOOT_HEIGHT,
        }
    }

    /// The header of hours, which stays above the scrolled rows.
    pub fn axis(&self, look: &Look) -> Scene {
        let mut shapes = vec![fill(look.width, AXIS_HEIGHT)];
        let field = look.field(self);
        let (step, size) = if look.is_narrow() {
            (6, 11.0)
        } else {
            (3, 12.0)
        };
        field.hour_names(step, 24, AXIS_HEIGHT - 10.0, size, &mut shapes);
        Scene {
            width: look.width,
            height: AXIS_HEIGHT,
            shapes,
        }
    }

    /// What a viewport shows. Costs as much as the rows in it, however many there are.
    pub fn scene(&self, look: &Look, viewport: &Viewport) -> Scene {
        self.scene_of(self.visible(look, viewport), look, viewport)
    }

    /// The same, shaded by how likely someone was asleep: see [`shade_rows`].
    pub fn shaded_scene(
        &self,
        look: &Look,
        viewport: &Viewport,
        (timeline, asleep): (&Timeline, &[u8]),
        zone: &Zone,
    ) -> Scene {
        let mut rows = self.visible(look, viewport).to_vec();
        shade_rows(&mut rows, timeline, asleep, zone, self.start_hour);
        self.scene_of(&rows, look, viewport)
    }

    fn scene_of(&self, rows: &[Row], look: &Look, viewport: &Viewport) -> Scene {
        let mut shapes = vec![fill(look.width, viewport.height)];
        let field = look.field(self);
        for block in rows.chunk_by(|a, b| a.day.year() == b.day.year()) {
            let (Some(first), Some(last)) = (block.first(), block.last()) else {
                continue;
            };
            let top = self.top_of(look, first.day) - viewport.top;
            let bottom = self.top_of(look, last.day) + look.row_height - viewport.top;
            field.night(top, bottom, &mut shapes);
            field.hour_lines(look.hour_step(), top, bottom, &mut shapes);
            self.day_lines(look, block, viewport, &mut shapes);
            // Where days have labels of their own, these tell by their ink.
            if look.row_height < EVERY_LABEL {
                field.days_off(block, top, DAY_OFF_WIDTH, &mut shapes);
            }
        }
        for row in rows {
            let top = self.top_of(look, row.day) - viewport.top;
            label(look, row, top, &mut shapes);
            clock_change(look, &field, row, top, &mut shapes);
            field.row(row, top, &mut shapes);
        }
        self.years(look, rows, viewport, &mut shapes);
        Scene {
            width: look.width,
            height: viewport.height,
            shapes,
        }
    }

    /// The days of which a viewport shows at least a part.
    fn visible(&self, look: &Look, viewport: &Viewport) -> &[Row] {
        let first = self
            .rows
            .partition_point(|row| self.bottom_of(look, row.day) <= viewport.top);
        let bottom = viewport.top + viewport.height;
        let end = self
            .rows
            .partition_point(|row| self.top_of(look, row.day) < bottom);
        self.rows.get(first..end).unwrap_or_default()
    }

    /// Upper edge of a day's row, from the top of the whole picture. Each year has its name above.
    fn top_of(&self, look: &Look, day: NaiveDate) -> f64 {
        let Some(first) = self.rows.first().map(|row| row.day) else {
            return 0.0;
        };
        let years = f64::from(day.year() - first.year() + 1);
        years * YEAR_HEIGHT + (day - first).num_days() as f64 * look.row_height
    }

    fn bottom_of(&self, look: &Look, day: NaiveDate) -> f64 {
        self.top_of(look, day) + look.row_height
    }

    /// Hairlines between weeks, stronger ones between months.
    fn day_lines(&self, look: &Look, rows: &[Row], viewport: &Viewport, shapes: &mut Vec<Shape>) {
        let field = look.field(self);
        for row in rows {
            let is_roomy = EVERY_LABEL <= look.row_height;
            let stroke = match (row.day.day(), row.day.weekday()) {
                (1, _) if is_roomy => 2.0,
                (1, _) => 1.0,
                (_, Weekday::Mon) if is_roomy => 1.0,
                _ => continue,
            };
            let y = self.top_of(look, row.day) - viewport.top;
            let (from, to) = (
                Point { x: field.left, y },
                Point {
                    x: field.right(),
                    y,
                },
            );
            shapes.push(Shape::Line {
                from,
                to,
                stroke,
                ink: Ink::Line,
            });
        }
    }

    /// The years' names: each above its first row, or at the viewport's upper edge while its rows
    /// pass underneath.
    fn years(&self, look: &Look, rows: &[Row], viewport: &Viewport, shapes: &mut Vec<Shape>) {
        let mut next_top = viewport.height;
        for block in rows.chunk_by(|a, b| a.day.year() == b.day.year()).rev() {
            let day = block[0].day;
            let begin = NaiveDate::from_yo_opt(day.year(), 1)
                .map_or(day, |begin| begin.max(self.rows[0].day));
            let place = self.top_of(look, begin) - YEAR_HEIGHT - viewport.top;
            let y = place.max(0.0).min(next_top - YEAR_HEIGHT);
            next_top = y;
            let right = look.label_right();
            if place < 0.0 {
                let rect = Rect {
                    x: 0.0,
                    y,
                    width: right + 4.0,
                    height: YEAR_HEIGHT,
                };
                shapes.push(Shape::Rect {
                    rect,
                    round_left: 0.0,
                    round_right: 0.0,
                    ink: Ink::Card,
                });
            }
            shapes.push(Shape::Text {
                at: Point {
                    x: right,
                    y: y + YEAR_HEIGHT / 2.0,
                },
                anchor: Anchor::End,
                size: look.label_size() + 1.0,
                bold: true,
                ink: Ink::Text,
                text: dates::year(look.language, day),
            });
        }
    }
}

/// The ground of a picture: what was there before is covered.
fn fill(width: f64, height: f64) -> Shape {
    let rect = Rect {
        x: 0.0,
        y: 0.0,
        width,
        height,
    };
    Shape::Rect {
        rect,
        round_left: 0.0,
        round_right: 0.0,
        ink: Ink::Card,
    }
}

/// The day's name, as often as the rows leave room for it.
fn label(look: &Look, row: &Row, top: f64, shapes: &mut Vec<Shape>) {
    let date = row.day.day();
    let is_day = match date {
        _ if EVERY_LABEL <= look.row_height => true,
        1 | 11 | 21 => SOME_LABELS <= look.row_height,
        _ => return,
    };
    let (text, ink) = match row.kind {
        _ if !is_day && date != 1 => return,
        // A month is no day off, whatever its first day is.
        _ if !is_day => (dates::month(look.language, row.day), Ink::Text),
        DayKind::Weekday => (dates::day(look.language, row.day), Ink::Text),
        _ => (dates::day(look.language, row.day), Ink::Weekend),
    };
    shapes.push(Shape::Text {
        at: Point {
            x: look.label_right(),
            y: top + look.row_height / 2.0,
        },
        anchor: Anchor::End,
        size: look.label_size(),
        bold: date == 1,
        ink,
        text,
    });
}

/// Says how long a day was on which the clocks were moved, to a tenth of an hour. (St. John's once
/// moved them a minute after midnight: that minute is not worth a word.)
fn clock_change(look: &Look, field: &Field, row: &Row, top: f64, shapes: &mut Vec<Shape>) {
    let hours = (row.hours * 10.0).round() / 10.0;
    if hours == 24.0 {
        return;
    }
    shapes.push(Shape::Text {
        at: Point {
            x: field.right() + 4.0,
            y: top + look.row_height / 2.0,
        },
        anchor: Anchor::Start,
        size: if look.is_narrow() { 9.0 } else { 11.0 },
        bold: false,
        ink: Ink::Quiet,
        text: [&hours.to_string(), "h"].concat(),
    });
}
