//! The field of hours: night bands, hour lines and bars of rows, wherever a picture puts them.

use super::calendar::{DayKind, Edge, ROW_SECS, Row, Segment};
use super::shade::{self, Piece};
use super::{Ink, Point, Rect, Shape};
use crate::engine::event::Source;

const HOUR_SECS: u32 = 3_600;
/// Waking hours from 0 to 5 are late, and 22 to 5 is the night behind the bars.
const LATE_UNTIL_HOUR: u32 = 5;
const EVENING_HOUR: u32 = 22;
/// Bars of rows that are lower than this have no space between them.
const TOUCHING: f64 = 5.0;
/// Bars that are lower than this have no room for a slit, and marks beside them none for a hole.
const LEAST_HOLLOW: f64 = 5.0;
/// The slit's share of a bar's height, and the hole's of a mark's radius.
const HOLLOW_BAR: f64 = 0.14;
const HOLLOW_DISC: f64 = 0.45;
/// How high certain sleep is, as a share of a bar.
const ASLEEP_SHARE: f64 = 0.72;
/// What is shorter is still seen.
const LEAST_BAR: f64 = 2.0;

/// A field that is 24 hours wide, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Field {
    pub left: f64,
    pub width: f64,
    /// Height of a row.
    pub row_height: f64,
    /// The hour at the field's left edge.
    pub start_hour: u8,
}

impl Field {
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Where the clock shows `secs` after the row's start.
    pub fn x(&self, secs: u32) -> f64 {
        self.left + self.width * f64::from(secs) / f64::from(ROW_SECS)
    }

    /// Seconds from the row's start to that hour, `0 <= secs < ROW_SECS`.
    pub fn secs_of_hour(&self, hour: u32) -> u32 {
        (hour + 24 - u32::from(self.start_hour)) % 24 * HOUR_SECS
    }

    /// The night behind rows that reach from `top` to `bottom`.
    pub fn night(&self, top: f64, bottom: f64, shapes: &mut Vec<Shape>) {
        let (from, to) = (
            self.secs_of_hour(EVENING_HOUR),
            self.secs_of_hour(LATE_UNTIL_HOUR),
        );
        let stretches = if from < to {
            vec![(from, to)]
        } else {
            vec![(0, to), (from, ROW_SECS)]
        };
        for (from, to) in stretches.into_iter().filter(|(from, to)| from < to) {
            let rect = Rect {
                x: self.x(from),
                y: top,
                width: self.x(to) - self.x(from),
                height: bottom - top,
            };
            shapes.push(Shape::Rect {
                rect,
                round_left: 0.0,
                round_right: 0.0,
                ink: Ink::NightBand,
            });
        }
    }

    /// A mark `width` wide left of every weekend and holiday of rows that follow each other, the
    /// first one's upper edge at `top`. Two thirds of its width lie between it and the bars that begin
    /// at midnight, whose red is much like its own.
    pub fn days_off(&self, rows: &[Row], top: f64, width: f64, shapes: &mut Vec<Shape>) {
        let is_off = |row: &Row| row.kind != DayKind::Weekday;
        let mut y = top;
        for block in rows.chunk_by(|a, b| is_off(a) == is_off(b)) {
            let height = block.len() as f64 * self.row_height;
            let rect = Rect {
                x: self.left - width * 5.0 / 3.0,
                y,
                width,
                height,
            };
            y += height;
            if is_off(&block[0]) {
                shapes.push(Shape::Rect {
                    rect,
                    round_left: 0.0,
                    round_right: 0.0,
                    ink: Ink::Weekend,
                });
            }
        }
    }

    /// A line every `step` hours, both edges included.
    pub fn hour_lines(&self, step: u32, top: f64, bottom: f64, shapes: &mut Vec<Shape>) {
        for hours in (0..=24).step_by(step as usize) {
            let x = self.x(hours * HOUR_SECS);
            let (from, to) = (Point { x, y: top }, Point { x, y: bottom });
            shapes.push(Shape::Line {
                from,
                to,
                stroke: 1.0,
                ink: Ink::Line,
            });
        }
    }

    /// The names of the lines of [`Self::hour_lines`] up to `last` hours after the first, at height `y`.
    pub fn hour_names(&self, step: u32, last: u32, y: f64, size: f64, shapes: &mut Vec<Shape>) {
        for hours in (0..=last).step_by(step as usize) {
            let clock = u32::from(self.start_hour) + hours;
            let clock = if clock <= 24 { clock } else { clock - 24 };
            shapes.push(Shape::Text {
                at: Point {
                    x: self.x(hours * HOUR_SECS),
                    y,
                },
                anchor: super::Anchor::Middle,
                size,
                bold: false,
                ink: Ink::Quiet,
                text: clock.to_string(),
            });
        }
    }

    /// The bars and marks of a row whose upper edge is at `top`.
    pub fn row(&self, row: &Row, top: f64, shapes: &mut Vec<Shape>) {
        for piece in &row.asleep {
            shapes.push(self.asleep(piece, top));
        }
        for segment in &row.segments {
            self.bar(segment, top, shapes);
        }
        for mark in &row.marks {
            let (center, radius) = self.mark(mark.at, top);
            let mut disc = |radius, ink| {
                shapes.push(Shape::Disc {
                    center,
                    radius,
                    ink,
                });
            };
            disc(radius, self.ink(mark.at, mark.source));
            if is_hollow(mark.source) && LEAST_HOLLOW <= self.bar_height() {
                disc(radius * HOLLOW_DISC, Ink::Card);
            }
        }
    }

    /// Likely sleep, behind the bars: lower and fainter than these, since it is no record.
    fn asleep(&self, piece: &Piece, top: f64) -> Shape {
        let height = shade::height(piece.step, self.bar_height() * ASLEEP_SHARE);
        let (from, to) = (self.x(piece.from), self.x(piece.to));
        Shape::Rect {
            rect: Rect {
                x: from,
                y: top + (self.row_height - height) / 2.0,
                width: to - from,
                height,
            },
            round_left: 0.0,
            round_right: 0.0,
            ink: Ink::ASLEEP[usize::from(piece.step.clamp(2, 4)) - 2],
        }
    }

    /// Where a segment is drawn in the row whose upper edge is at `top`.
    pub fn bar_rect(&self, segment: &Segment, top: f64) -> Rect {
        let height = self.bar_height();
        let (from, to) = (self.x(segment.from), self.x(segment.to));
        let width = (to - from).max(LEAST_BAR);
        let x = from.min(self.right() - width);
        Rect {
            x,
            y: top + (self.row_height - height) / 2.0,
            width,
            height,
        }
    }

    /// Where a lone event is drawn in the row whose upper edge is at `top`: centre and radius.
    pub fn mark(&self, at: u32, top: f64) -> (Point, f64) {
        let radius = (self.row_height * 0.17).clamp(1.5, 3.5);
        (
            Point {
                x: self.x(at),
                y: top + self.row_height / 2.0,
            },
            radius,
        )
    }

    /// How far a bar's corners are rounded. Bars that touch others are left square.
    pub fn radius(&self) -> f64 {
        if self.row_height < TOUCHING {
            0.0
        } else {
            (self.bar_height() * 0.36).min(6.0)
        }
    }

    /// Low rows touch each other: stripes of a pixel would only dull their colour.
    fn bar_height(&self) -> f64 {
        if self.row_height < TOUCHING {
            self.row_height
        } else if self.row_height < 6.0 {
            self.row_height - 1.0
        } else {
            (self.row_height * 0.62).round()
        }
    }

    /// Draws a segment, cut where its colour changes. Only a period's real ends are round.
    fn bar(&self, segment: &Segment, top: f64, shapes: &mut Vec<Shape>) {
        let whole = self.bar_rect(segment, top);
        let mut joints = [self.secs_of_hour(0), self.secs_of_hour(LATE_UNTIL_HOUR)];
        joints.sort_unstable();
        let inner = joints
            .into_iter()
            .filter(|joint| segment.from < *joint && *joint < segment.to);
        let mut from = segment.from;
        let mut left = whole.x;
        for to in inner.chain([segment.to]) {
            let right = if to == segment.to {
                whole.right()
            } else {
                self.x(to)
            };
            let round = |edge, here: bool| {
                if here && edge == Edge::Real {
                    self.radius()
                } else {
                    0.0
                }
            };
            shapes.push(Shape::Rect {
                rect: Rect {
                    x: left,
                    width: right - left,
                    ..whole
                },
                round_left: round(segment.starts, from == segment.from),
                round_right: round(segment.ends, to == segment.to),
                ink: self.ink(from, segment.source),
            });
            (from, left) = (to, right);
        }
        if is_hollow(segment.source) && LEAST_HOLLOW <= whole.height {
            self.slit(segment, whole, shapes);
        }
    }

    /// A line of the ground along a bar's middle: what it tells of is told apart by more than its colour.
    fn slit(&self, segment: &Segment, bar: Rect, shapes: &mut Vec<Shape>) {
        let height = (bar.height * HOLLOW_BAR).round().max(1.0);
        let end = |edge| match edge {
            Edge::Real => self.radius().min(bar.width / 2.0),
            Edge::Cut => 0.0,
        };
        let (before, after) = (end(segment.starts), end(segment.ends));
        let rect = Rect {
            x: bar.x + before,
            y: bar.y + ((bar.height - height) / 2.0).floor(),
            width: bar.width - before - after,
            height,
        };
        if 0.0 < rect.width {
            shapes.push(Shape::Rect {
                rect,
                round_left: 0.0,
                round_right: 0.0,
                ink: Ink::Card,
            });
        }
    }

    /// The ink for what happens from `secs` after the row's start on.
    fn ink(&self, secs: u32, source: Option<Source>) -> Ink {
        let clock = (secs + u32::from(self.start_hour) * HOUR_SECS) % ROW_SECS;
        if clock < LATE_UNTIL_HOUR * HOUR_SECS {
            Ink::Late
        } else if source == Some(Source::GitHub) {
            Ink::GitHub
        } else {
            Ink::Awake
        }
    }
}

/// Whether what a source tells is drawn with the ground showing through.
fn is_hollow(source: Option<Source>) -> bool {
    source == Some(Source::GitHub)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn marks_of_days_off_stay_two_pixels_and_more_away_from_bars_that_begin_at_midnight() {
        let row = Row {
            day: NaiveDate::default(),
            kind: DayKind::Holiday,
            hours: 24.0,
            segments: Vec::new(),
            marks: Vec::new(),
            asleep: Vec::new(),
        };
        for (left, width) in [(62.0, 3.0), (96.0, 3.0), (62.4, 3.0), (100.0, 4.5)] {
            let field = Field {
                left,
                width: 240.0,
                row_height: 5.0,
                start_hour: 0,
            };
            let mut shapes = Vec::new();
            field.days_off(core::slice::from_ref(&row), 0.0, width, &mut shapes);
            let [Shape::Rect { rect, .. }] = shapes[..] else {
                panic!("{shapes:?}");
            };
            assert_eq!(rect.width, width);
            assert!(2.0 - 1e-9 <= field.left - rect.right(), "{rect:?}");
        }
    }
}
