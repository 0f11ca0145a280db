//! Days that are not 24 hours long: sleep that moves on around the clock.
//!
//! It is said only where three signs agree: at least 3 weeks, a significant peak of the periodogram
//! outside of 24 ± 0.3 hours, and mid-sleep that moves the same way throughout.

use core::ops::Range;

use super::circular::{DAY_HOURS, arc, on_clock};
use super::nights::{mains, within};
use super::periodogram::Folding;
use crate::engine::infer::sleep::{Stretch, Timeline};

/// The fewest nights.
pub const LEAST_ROWS: usize = 21;
/// How far from 24 hours a period must be, hours.
const LEAST_HOURS: f64 = 0.3;
/// The periodogram looks at tenths of an hour: what it finds may lie so far from its peak, and a peak of 23.7 or
/// 24.3 hours is not outside of 24 ± 0.3.
const HALF_A_TENTH: f64 = 0.05;
/// A life is looked through in windows of so many nights, a week apart.
const WINDOW_ROWS: usize = 28;
const STEP_ROWS: usize = 7;

/// A straight line through mid-sleeps, unwrapped: each is taken as the one nearest to that before it,
/// so that 25 o'clock follows 24.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// How much later mid-sleep is from night to night, hours.
    pub slope: f64,
    /// Mid-sleep on the line in the night with number 0, hours, unwrapped.
    pub at_0: f64,
    /// Whether both halves of the nights move the same way as all of them.
    pub is_steady: bool,
}

impl Line {
    /// By least squares.
    ///
    /// * `mids`: which night it is, ascending, and its mid-sleep. `None` for fewer than two.
    pub fn through(mids: &[(usize, f64)]) -> Option<Line> {
        let mut unwrapped: Vec<(f64, f64)> = Vec::with_capacity(mids.len());
        for (night, mid) in mids {
            let before = unwrapped.last().map_or(*mid, |(_, before)| *before);
            unwrapped.push((*night as f64, before + arc(before, *mid)));
        }
        let (slope, at_0) = least_squares(&unwrapped)?;
        let (first, second) = unwrapped.split_at(unwrapped.len() / 2);
        let same_way = |half| least_squares(half).is_some_and(|(half, _)| 0.0 < half * slope);
        let is_steady = same_way(first) && same_way(second);
        Some(Line {
            slope,
            at_0,
            is_steady,
        })
    }
}

/// Slope and height at 0.
fn least_squares(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let count = points.len() as f64;
    let (x, y) = points
        .iter()
        .fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    let (x, y) = (x / count, y / count);
    let products = points.iter().map(|(at, value)| (at - x) * (value - y));
    let squares: f64 = points.iter().map(|(at, _)| (at - x).powi(2)).sum();
    let slope = products.sum::<f64>() / squares;
    (0.0 < squares).then_some((slope, y - slope * x))
}

/// A stretch of a life in which the day was not 24 hours long.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// Rows of the timeline.
    pub rows: Range<usize>,
    /// How long the day was, hours.
    pub period: f64,
    /// Where the line through mid-sleep begins, hours of the day of the first row. From there it goes
    /// `period` − 24 hours further each night.
    pub mid: f64,
}

/// Every such stretch, ascending.
///
/// * `sleeps`: the likeliest ones, ascending.
pub fn drifts(timeline: &Timeline, rows: &Range<usize>, sleeps: &[Stretch]) -> Vec<Drift> {
    let rows = within(timeline, rows);
    let all: Vec<(usize, f64)> = mains(timeline, &rows, sleeps)
        .iter()
        .map(|night| (night.row, night.mid))
        .collect();
    let mut found: Vec<Drift> = Vec::new();
    let mut start = rows.start;
    while start + LEAST_ROWS <= rows.end {
        let window = start..rows.end.min(start + WINDOW_ROWS);
        let sign = drifting(timeline, &window, inside(&all, &window), sleeps);
        if let Some(drift) = sign {
            let joins = |last: &&mut Drift| {
                let same_way = 0.0 < (last.period - DAY_HOURS) * (drift.period - DAY_HOURS);
                drift.rows.start <= last.rows.end && same_way
            };
            match found.last_mut().filter(joins) {
                Some(last) => last.rows.end = drift.rows.end,
                None => found.push(drift),
            }
        }
        start += STEP_ROWS;
    }
    for drift in &mut found {
        if let Some(line) = Line::through(inside(&all, &drift.rows)) {
            drift.period = DAY_HOURS + line.slope;
            drift.mid = on_clock(line.at_0 + line.slope * drift.rows.start as f64);
        }
    }
    found
}

/// The nights of a window.
fn inside<'a>(mids: &'a [(usize, f64)], rows: &Range<usize>) -> &'a [(usize, f64)] {
    let below = |row: usize| mids.partition_point(|(night, _)| *night < row);
    &mids[below(rows.start)..below(rows.end)]
}

/// Whether all three signs agree in a window.
fn drifting(
    timeline: &Timeline,
    rows: &Range<usize>,
    mids: &[(usize, f64)],
    sleeps: &[Stretch],
) -> Option<Drift> {
    let enough = rows.len() * 2 <= mids.len() * 3;
    let line = Line::through(mids).filter(|line| enough && line.is_steady)?;
    if line.slope.abs() <= LEAST_HOURS {
        return None;
    }
    let peak = Folding::of(timeline, rows, sleeps).peak()?;
    let away = peak.period - DAY_HOURS;
    let is_far = LEAST_HOURS + HALF_A_TENTH < away.abs();
    let agree = peak.is_significant() && is_far && 0.0 < away * line.slope;
    agree.then(|| Drift {
        rows: rows.clone(),
        period: peak.period,
        mid: on_clock(line.at_0 + line.slope * rows.start as f64),
    })
}
