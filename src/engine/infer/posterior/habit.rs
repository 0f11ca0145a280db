//! What is usual for a person, and how it changes: when they sleep, how long, and how lively they are at
//! which hour. [`learned`] estimates it from their own nights by empirical Bayes, [`beliefs`] is what is
//! believed before, [`around`] sums over the nights around each.

mod around;
mod beliefs;
mod learned;

use super::evidence::{Bin, Grid};
use crate::engine::infer::sleep::{BIN_SECS, Row};
use around::apart;
pub use around::direction;
pub use learned::{Seen, SeenHours};

/// How many nights are slept at an hour that has nothing to do with the usual one.
const ODD_CLOCK: f32 = 0.02;
/// How many sleeps have a length that has nothing to do with the usual one.
const ODD_LENGTH: f32 = 0.03;
/// Sleeps are no shorter and no longer, hours.
pub const SHORTEST_SLEEP_HOURS: f32 = 2.5;
const LONGEST_SLEEP_HOURS: f32 = 14.0;
/// How long people are awake between two sleeps, hours: no shorter, no longer, and how much it varies.
const SHORTEST_AWAKE_HOURS: f32 = 2.0;
const LONGEST_AWAKE_HOURS: f32 = 44.0;
const AWAKE_SPREAD_HOURS: f32 = 3.5;
const ODD_AWAKE: f32 = 0.08;
/// Sessions of a sleeper, against those of someone awake.
const TOUCHES: f32 = 0.035;
/// How much likelier a session goes on while one is awake.
const GOES_ON: f32 = -1.5;
/// Silences of someone awake are as long as chance would make them only at first: the longer one is silent,
/// the less likely is the next session (Lomax's distribution, of that shape).
const SILENCE_SHAPE: f32 = 4.0;
/// Whoever has slept takes some time to the first session, and goes to sleep soon after the last one: how
/// lively someone is before a session, against after one.
const SLOW_START: f32 = 0.6;

/// A normal curve of hours is so high at a standard deviation of one, against the same at every hour.
const HEIGHT: f32 = 9.574_6;
/// So many standard deviations away it is next to nothing.
const NEVER: f32 = 6.0;

/// What is usual.
#[derive(Clone, Debug)]
pub struct Habit {
    /// For each night the local hour of mid-sleep, 0 to 24, and its standard deviation.
    pub center: Vec<f32>,
    pub spread: Vec<f32>,
    /// How many hours later mid-sleep is before free days.
    pub free_hours: f32,
    /// How long sleeps are, how much longer those before free days, and the standard deviation.
    pub length: f32,
    pub free_longer: f32,
    pub length_spread: f32,
    /// Sessions an hour of someone awake: on average, by the hours since the usual mid-sleep against that, and
    /// by the night.
    pub rate: f32,
    pub by_hour: [f32; 24],
    pub by_night: Vec<f32>,
}

impl Habit {
    /// What is usual of some of the nights.
    pub fn part(&self, nights: core::ops::Range<usize>) -> Habit {
        Habit {
            center: self.center[nights.clone()].to_vec(),
            spread: self.spread[nights.clone()].to_vec(),
            by_night: self.by_night[nights].to_vec(),
            ..*self
        }
    }

    /// Sessions an hour of someone awake.
    fn rate_at(&self, row: usize, local_hour: f32) -> f32 {
        self.rate * self.by_hour[self.phase(row, local_hour)] * self.by_night[row]
    }

    /// How many hours of a bin a session might have begun in, if someone was awake.
    pub fn exposure(&self, bin: &Bin, row: usize, local_hour: f32) -> f32 {
        exposure(bin, self.rate_at(row, local_hour))
    }

    /// How many whole hours have passed since the usual mid-sleep.
    pub fn phase(&self, row: usize, local_hour: f32) -> usize {
        let since = local_hour - self.center[row];
        let since = if since < 0.0 { since + 24.0 } else { since };
        (since as usize).min(23)
    }

    /// For each bin the logarithm of how much likelier its events are asleep than awake.
    pub fn gain(&self, rows: &[Row], grid: &Grid, bins: &[Bin]) -> Vec<f32> {
        let touches = TOUCHES * self.rate;
        placed(rows, grid, bins)
            .map(|(bin, at, row)| {
                if !rows[row].known {
                    return 0.0;
                }
                let rate = self
                    .rate_at(row, local_hour(&rows[row], at))
                    .max(0.3 * self.rate);
                let told = if bin.sessions > 0.0 {
                    bin.sessions * (touches / rate).ln()
                } else {
                    0.0
                };
                let goes_on = if bin.goes_on { GOES_ON } else { 0.0 };
                told + goes_on + rate * exposure(bin, rate) - touches * bin.quiet_hours
            })
            .collect()
    }

    /// How likely a sleep is by its middle, for each half of a bin, against the same at every hour.
    pub fn clock(&self, rows: &[Row], grid: &Grid) -> Vec<f32> {
        let mut row = 0;
        (0..=2 * grid.bins)
            .map(|half| {
                let at = grid.start + half as i64 * grid.secs / 2;
                row = row_at(rows, grid, row, at);
                let Some(place) = rows.get(row) else {
                    return 1.0;
                };
                let later = if place.free { self.free_hours } else { 0.0 };
                let away =
                    apart(local_hour(place, at), self.center[row] + later) / self.spread[row];
                let usual = match away.abs() < NEVER {
                    true => (-0.5 * away * away).exp() / self.spread[row] * HEIGHT,
                    false => 0.0,
                };
                ODD_CLOCK + (1.0 - ODD_CLOCK) * usual
            })
            .collect()
    }

    /// How likely a sleep of so many bins is: of usual nights, and of those before free days.
    pub fn asleep(&self, bin_secs: i64) -> [Vec<f32>; 2] {
        [0.0, self.free_longer].map(|longer| {
            let range = SHORTEST_SLEEP_HOURS..LONGEST_SLEEP_HOURS;
            let mean = self.length + longer;
            lengths(bin_secs, range, mean, self.length_spread, ODD_LENGTH)
        })
    }

    /// For each boundary of bins whether a sleep that ends there is one before a free day.
    pub fn free(&self, rows: &[Row], grid: &Grid) -> Vec<bool> {
        let mut row = 0;
        (0..=grid.bins)
            .map(|boundary| {
                let at = grid.start + boundary as i64 * grid.secs;
                row = row_at(rows, grid, row, at);
                rows.get(row).is_some_and(|row| row.free)
            })
            .collect()
    }

    /// How likely it is to be awake for so many bins.
    pub fn awake(&self, bin_secs: i64) -> Vec<f32> {
        let range = SHORTEST_AWAKE_HOURS..LONGEST_AWAKE_HOURS;
        lengths(
            bin_secs,
            range,
            24.0 - self.length,
            AWAKE_SPREAD_HOURS,
            ODD_AWAKE,
        )
    }
}

/// How many hours of a bin a session might have begun in, if someone was awake.
fn exposure(bin: &Bin, rate: f32) -> f32 {
    let slow = if bin.is_before { SLOW_START } else { 1.0 };
    slow * bin.quiet_hours / (1.0 + slow * rate * bin.silence_hours / SILENCE_SHAPE)
}

/// Shares of lengths, index by number of bins: a normal curve, and a part that is the same everywhere.
fn lengths(
    bin_secs: i64,
    hours: core::ops::Range<f32>,
    mean: f32,
    spread: f32,
    odd: f32,
) -> Vec<f32> {
    let bin_hours = bin_secs as f32 / 3_600.0;
    let longest = (hours.end / bin_hours) as usize;
    let shortest = (hours.start / bin_hours).ceil() as usize;
    let usual = |length: usize| {
        let away = (length as f32 * bin_hours - mean) / spread;
        (-0.5 * away * away).exp()
    };
    let sum: f32 = (shortest..=longest).map(usual).sum();
    let count = (longest + 1 - shortest) as f32;
    let share = |length: usize| (1.0 - odd) * usual(length) / sum + odd / count;
    let all = (0..=longest).map(|length| {
        if length < shortest {
            0.0
        } else {
            share(length)
        }
    });
    all.collect()
}

/// Each bin with the moment of its middle and its night.
pub fn placed<'a>(
    rows: &'a [Row],
    grid: &'a Grid,
    bins: &'a [Bin],
) -> impl Iterator<Item = (&'a Bin, i64, usize)> {
    let mut row = 0;
    bins.iter().enumerate().map(move |(index, bin)| {
        let at = grid.start + index as i64 * grid.secs + grid.secs / 2;
        row = row_at(rows, grid, row, at);
        (bin, at, row)
    })
}

/// The night of a moment, looked for from another one on.
pub fn row_at(rows: &[Row], grid: &Grid, mut row: usize, at: i64) -> usize {
    while row + 1 < rows.len() && row_start(rows, grid, row + 1) <= at {
        row += 1;
    }
    row
}

/// When a night begins, seconds since 1970. Rows count their bins from the grid's start on, in bins of the
/// timeline.
fn row_start(rows: &[Row], grid: &Grid, row: usize) -> i64 {
    let first = rows[row].first - rows[0].first;
    grid.start + i64::from(first) * BIN_SECS
}

/// What clocks show at a moment, 0 to 24 hours.
pub fn local_hour(row: &Row, at: i64) -> f32 {
    let shown = at + i64::from(row.offset_secs);
    // In wasm to divide 64 bits takes long, and this is asked millions of times.
    let since_midnight = match u32::try_from(shown) {
        Ok(shown) => shown % 86_400,
        Err(_) => shown.rem_euclid(86_400) as u32,
    };
    since_midnight as f32 / 3_600.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_show_the_hour_of_any_moment() {
        let row = |offset_secs| Row {
            day: chrono::NaiveDate::default(),
            first: 0,
            bins: 96,
            offset_secs,
            known: true,
            free: false,
        };
        // Moments before 1970 and after 2106 don't fit into 32 bits.
        for (at, offset_secs, hour) in [
            (0, 0, 0.0),
            (0, 9 * 3_600, 9.0),
            (0, -3_600, 23.0),
            (-1_800, 0, 23.5),
            (86_400 + 5_400, 0, 1.5),
            ((1 << 32) / 86_400 * 86_400 + 86_400 + 900, 0, 0.25),
        ] {
            assert_eq!(
                local_hour(&row(offset_secs), at),
                hour,
                "{at} {offset_secs}"
            );
        }
    }
}
