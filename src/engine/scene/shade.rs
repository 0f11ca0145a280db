//! How likely someone was asleep, as pieces of rows: a few for each night instead of a bin each.

use core::ops::Range;

use chrono::NaiveDate;

use super::calendar::ROW_SECS;
use crate::engine::infer::sleep::{Timeline, UNKNOWN};
use crate::engine::time::Zone;

/// The step of bins of which nothing is known.
pub const NOTHING_KNOWN: u8 = u8::MAX;
/// What stands for certainty in [`crate::engine::infer::sleep::Sleep::asleep`].
const CERTAIN: u16 = 254;
/// Lower bars than this are as high for every step.
const LEAST_TAPERED: f64 = 5.0;

/// A part of a row in which the step stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The row's day, as days since 1970.
    pub day: i64,
    /// Seconds by the clock since the row's start, `from < to <= ROW_SECS`.
    pub from: u32,
    pub to: u32,
    /// Never 0.
    pub step: u8,
}

/// The step of a probability: 0 below 20 %, 1 from there, 2 from 40 %, 3 from 60 %, 4 from 80 % on, or
/// [`NOTHING_KNOWN`].
pub fn step(asleep: u8) -> u8 {
    if asleep == UNKNOWN {
        return NOTHING_KNOWN;
    }
    (u16::from(asleep) * 5 / CERTAIN).min(4) as u8
}

/// The pieces of bins whose step isn't 0, cut at rows' ends and where clocks were moved.
///
/// * `values`: one for each bin of the timeline; what is missing has step 0.
/// * `start_hour`: at what hour a row starts, 0–23.
pub fn pieces(
    timeline: &Timeline,
    values: &[u8],
    step: fn(u8) -> u8,
    zone: &Zone,
    bins: Range<u32>,
    start_hour: u8,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let end = (bins.end as usize).min(values.len()) as u32;
    let mut from = bins.start;
    while from < end {
        let value = step(values[from as usize]);
        let same = values[from as usize..end as usize].iter();
        let to = from + same.take_while(|other| step(**other) == value).count() as u32;
        if value != 0 {
            let stretch = timeline.second(from)..timeline.second(to);
            cut(stretch, value, zone, start_hour, &mut pieces);
        }
        from = to;
    }
    pieces
}

/// The bins of the rows from a day before `days` to a day after: wherever rows of other hours begin.
pub fn bins_around(timeline: &Timeline, days: &Range<NaiveDate>) -> Range<u32> {
    let rows = &timeline.rows;
    let first = rows.partition_point(|row| row.day < days.start);
    let end = rows.partition_point(|row| row.day < days.end);
    let bin = |row: usize| {
        let last = || timeline.bins() as u32;
        rows.get(row).map_or_else(last, |row| row.first)
    };
    bin(first.saturating_sub(1))..bin(end + 1)
}

/// How high a step of sleep is drawn where `full` stands for certainty: what is likelier is higher, so
/// that its ink is not the only sign of it. Low rows have no room for that.
pub fn height(step: u8, full: f64) -> f64 {
    if full < LEAST_TAPERED {
        return full;
    }
    full * (0.4 + 0.15 * f64::from(step.min(4)))
}

/// Days since 1970.
pub fn day_number(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}

fn cut(stretch: Range<i64>, step: u8, zone: &Zone, start_hour: u8, pieces: &mut Vec<Piece>) {
    let row_secs = i64::from(ROW_SECS);
    let mut at = stretch.start;
    while at < stretch.end {
        let span = zone.same_offset(at);
        let local = zone.local_secs(at) - i64::from(start_hour) * 3_600;
        let (day, from) = (local.div_euclid(row_secs), local.rem_euclid(row_secs));
        let to = stretch.end.min(span.end).min(at + row_secs - from);
        pieces.push(Piece {
            day,
            from: from as u32,
            to: (from + to - at) as u32,
            step,
        });
        at = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_a_fifth_of_the_probability() {
        for (asleep, expected) in [
            (0, 0),
            (50, 0),
            (51, 1),
            (102, 2),
            (153, 3),
            (203, 3),
            (204, 4),
            (254, 4),
            (UNKNOWN, NOTHING_KNOWN),
        ] {
            assert_eq!(step(asleep), expected, "{asleep}");
        }
    }
}
