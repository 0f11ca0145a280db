//! What is usual for a person, and how it changes: when they sleep, how long, and how lively they are at
//! which hour. Estimated from their own nights by empirical Bayes, with weak beliefs for who has few.

use super::evidence::{Bin, Grid};
use crate::engine::infer::sleep::Row;

/// Nights further away count for less in what is usual: a normal curve of so many nights.
const CENTER_NIGHTS: f32 = 8.0;
const SPREAD_NIGHTS: f32 = 30.0;
/// The same for how lively someone is.
const LEVEL_NIGHTS: f32 = 20.0;
/// What is believed of the spread of mid-sleep before any night is seen, and how many nights that counts.
const SPREAD_HOURS: f32 = 0.8;
const SPREAD_WEIGHT: f32 = 3.0;
/// How well that is believed: the standard deviation of its logarithm.
const SPREAD_BELIEF: f32 = 0.6;
/// How many nights the belief counts that what is usual changes slowly.
const SLOW_NIGHTS: f32 = 2.0;
const LEAST_SPREAD_HOURS: f32 = 0.45;
/// No spread is wider: from there on the clock says nothing.
const MOST_SPREAD_HOURS: f32 = 6.0;
/// Nights are taken to tell of hours no further from what was believed.
const LEAP_HOURS: f32 = 4.0;
/// How long people sleep, and how many nights that counts.
const LENGTH_HOURS: f32 = 7.5;
const LENGTH_WEIGHT: f32 = 6.0;
/// How well that is believed: a standard deviation.
const LENGTH_BELIEF_HOURS: f32 = 0.35;
const LENGTH_SPREAD_HOURS: f32 = 0.8;
const MOST_LENGTH_SPREAD_HOURS: f32 = 3.0;
const LEAST_LENGTH_SPREAD_HOURS: f32 = 0.4;
/// How many nights are slept at an hour that has nothing to do with the usual one.
const ODD_CLOCK: f32 = 0.05;
/// How many sleeps have a length that has nothing to do with the usual one.
const ODD_LENGTH: f32 = 0.04;
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
/// How much livelier than on average people are in the evening, so many hours after mid-sleep, and how much
/// slower in the morning.
const EVENING: f32 = 0.5;
const EVENING_HOUR: f32 = 17.0;
/// Whoever has slept takes some time to the first session, and goes to sleep soon after the last one: how
/// lively someone is before a session, against after one.
const SLOW_START: f32 = 0.6;
/// How many sessions the belief counts that hours are as with most people, and that all days are alike.
const HOUR_WEIGHT: f32 = 2.0;
const DAY_WEIGHT: f32 = 3.0;

/// What is usual.
#[derive(Clone, Debug)]
pub struct Habit {
    /// For each night the local hour of mid-sleep, 0 to 24, and its standard deviation.
    pub center: Vec<f32>,
    pub spread: Vec<f32>,
    /// How many hours later mid-sleep is before free days.
    pub free_hours: f32,
    /// How long sleeps are, and the standard deviation.
    pub length: f32,
    pub length_spread: f32,
    /// Sessions an hour of someone awake: on average, by the hours since the usual mid-sleep against that, and
    /// by the night.
    pub rate: f32,
    pub by_hour: [f32; 24],
    pub by_night: Vec<f32>,
}

/// What one round of inference saw of a night.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Sum of the probabilities of the sleeps whose middle lies in it.
    pub sleeps: f32,
    /// Mid-sleep as a direction: sums of cosine and sine by probability, 24 hours being the whole turn.
    pub cos: f32,
    pub sin: f32,
    /// Sums of length and squared length by probability, hours.
    pub length: f32,
    pub length_squared: f32,
    /// Sessions begun while awake, and hours awake without one, by probability.
    pub sessions: f32,
    pub quiet_hours: f32,
}

/// The same of the hours since the usual mid-sleep, over all nights.
pub type SeenHours = [(f32, f32); 24];

impl Habit {
    /// What may be usual before any night is seen: that sleep lies opposite of the events of the weeks
    /// around, and all else as it is with most people.
    pub fn first(rows: &[Row], grid: &Grid, bins: &[Bin]) -> Habit {
        let mut turned = vec![(0.0, 0.0); rows.len()];
        let mut seen = vec![Seen::default(); rows.len()];
        for (bin, at, row) in placed(rows, grid, bins) {
            let angle = direction(local_hour(&rows[row], at));
            turned[row].0 -= angle.cos() * bin.sessions;
            turned[row].1 -= angle.sin() * bin.sessions;
            seen[row].sessions += bin.sessions;
            seen[row].quiet_hours += bin.quiet_hours * (1.0 - LENGTH_HOURS / 24.0);
        }
        let sums = |seen: &Seen| (seen.sessions, seen.quiet_hours);
        let (sessions, quiet) = seen.iter().map(sums).fold((0.0, 0.0), plus);
        let rate = ((sessions + 1.0) / (quiet + 4.0)).max(0.005);
        Habit {
            center: smoothed(&turned, CENTER_NIGHTS)
                .into_iter()
                .map(hour_of)
                .collect(),
            spread: vec![3.0; rows.len()],
            free_hours: 0.0,
            length: LENGTH_HOURS,
            length_spread: LENGTH_SPREAD_HOURS,
            rate,
            by_hour: core::array::from_fn(usual_level),
            by_night: levels(&seen, rate),
        }
    }

    /// What is usual after the nights were seen under this habit.
    pub fn after(&self, rows: &[Row], seen: &[Seen], hours: &SeenHours) -> Habit {
        let nights: Vec<Told> = seen
            .iter()
            .zip(rows)
            .enumerate()
            .map(|(night, (seen, row))| self.told(seen, row, night))
            .collect();
        let directions: Vec<_> = nights.iter().map(|night| (night.cos, night.sin)).collect();
        let center: Vec<f32> = smoothed(&directions, CENTER_NIGHTS)
            .into_iter()
            .map(hour_of)
            .collect();
        let squares: Vec<_> = nights
            .iter()
            .zip(&center)
            .map(|(night, center)| {
                let away = apart(night.mid_hour, *center);
                (night.weight * (away * away + night.variance), night.weight)
            })
            .collect();
        let weight = SPREAD_WEIGHT;
        let spread = smoothed(&squares, SPREAD_NIGHTS)
            .into_iter()
            .map(|(square, nights)| {
                let square = (square + weight * SPREAD_HOURS * SPREAD_HOURS) / (nights + weight);
                square.sqrt().clamp(LEAST_SPREAD_HOURS, MOST_SPREAD_HOURS)
            });
        let (sessions, quiet) = hours.iter().copied().fold((0.0, 0.0), plus);
        let rate = ((sessions + 1.0) / (quiet + 4.0)).max(0.005);
        Habit {
            spread: spread.collect(),
            free_hours: free_hours(&nights, rows, &center),
            center,
            length: self.length,
            length_spread: self.length_spread,
            rate,
            by_hour: by_hour(hours, rate),
            by_night: levels(seen, rate),
        }
    }

    /// The same with other spreads.
    pub fn with_spread(&self, factor: f32) -> Habit {
        let wider = self
            .spread
            .iter()
            .map(|spread| (spread * factor).clamp(LEAST_SPREAD_HOURS, MOST_SPREAD_HOURS));
        Habit {
            spread: wider.collect(),
            ..self.clone()
        }
    }

    /// How much is believed of such spreads: the logarithm of a density.
    pub fn ln_belief(&self) -> f64 {
        let mean = self.spread.iter().map(|spread| spread.ln()).sum::<f32>()
            / self.spread.len().max(1) as f32;
        let away = (mean - SPREAD_HOURS.ln()) / SPREAD_BELIEF;
        f64::from(-0.5 * away * away)
    }

    /// The same with sleeps so many hours longer.
    pub fn with_length(&self, hours: f32) -> Habit {
        Habit {
            length: (self.length + hours).clamp(4.5, 11.0),
            ..self.clone()
        }
    }

    /// How much is believed of such a length: the logarithm of a density.
    pub fn ln_belief_of_length(&self) -> f64 {
        let away = (self.length - LENGTH_HOURS) / LENGTH_BELIEF_HOURS;
        f64::from(-0.5 * away * away)
    }

    /// The same with other spreads of length.
    pub fn with_length_spread(&self, factor: f32) -> Habit {
        let wider = (self.length_spread * factor)
            .clamp(LEAST_LENGTH_SPREAD_HOURS, MOST_LENGTH_SPREAD_HOURS);
        Habit {
            length_spread: wider,
            ..self.clone()
        }
    }

    /// How much is believed of such a spread of lengths: the logarithm of a density.
    pub fn ln_belief_of_length_spread(&self) -> f64 {
        let away = (self.length_spread / LENGTH_SPREAD_HOURS).ln() / SPREAD_BELIEF;
        f64::from(-0.5 * away * away)
    }

    /// A night's mid-sleep as something to learn from: what its events tell, not what was believed.
    fn told(&self, seen: &Seen, row: &Row, night: usize) -> Told {
        let long = seen.cos.hypot(seen.sin);
        if seen.sleeps < 1e-3 || long < 1e-6 {
            return Told::default();
        }
        let turn = core::f32::consts::TAU / 24.0;
        let variance = (-2.0 * (long / seen.sleeps).min(1.0).ln()).max(0.0) / (turn * turn);
        let (center, spread) = (self.center[night], self.spread[night]);
        let news = (1.0 - variance / (spread * spread)).clamp(0.02, 1.0);
        let weight = news * seen.sleeps.min(1.0);
        let later = if row.free { self.free_hours } else { 0.0 };
        let mid_hour = hour_of((seen.cos, seen.sin)) - later;
        // What was seen lies between belief and events: the events alone say that much more.
        let away = (apart(mid_hour, center) / news).clamp(-LEAP_HOURS, LEAP_HOURS);
        let angle = direction(center + away);
        Told {
            weight,
            variance,
            mid_hour,
            cos: weight * angle.cos(),
            sin: weight * angle.sin(),
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
        ((local_hour - self.center[row]).rem_euclid(24.0) as usize).min(23)
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
                let told = bin.sessions * (touches / rate).ln();
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
                let usual = 24.0 / self.spread[row] / core::f32::consts::TAU.sqrt()
                    * (-0.5 * away * away).exp();
                ODD_CLOCK + (1.0 - ODD_CLOCK) * usual
            })
            .collect()
    }

    /// How likely a sleep of so many bins is.
    pub fn asleep(&self, bin_secs: i64) -> Vec<f32> {
        let range = SHORTEST_SLEEP_HOURS..LONGEST_SLEEP_HOURS;
        lengths(bin_secs, range, self.length, self.length_spread, ODD_LENGTH)
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

/// A night's mid-sleep as something to learn from.
#[derive(Clone, Copy, Default)]
struct Told {
    /// From 0 for nothing to 1 for a night that is known exactly.
    weight: f32,
    variance: f32,
    mid_hour: f32,
    /// Its direction, by weight.
    cos: f32,
    sin: f32,
}

/// How much later mid-sleep is before free days; towards nothing where few are known.
fn free_hours(nights: &[Told], rows: &[Row], center: &[f32]) -> f32 {
    let mut sums = [(0.0_f32, 0.0_f32); 2];
    for ((night, row), center) in nights.iter().zip(rows).zip(center) {
        let sum = &mut sums[usize::from(row.free)];
        sum.0 += night.weight * apart(night.mid_hour, *center);
        sum.1 += night.weight;
    }
    let [work, free] = sums.map(|(sum, weight)| sum / (weight + 6.0));
    (free - work).clamp(-4.0, 4.0)
}

fn by_hour(hours: &SeenHours, rate: f32) -> [f32; 24] {
    core::array::from_fn(|hour| {
        let around = [(22, 0.5), (23, 0.8), (0, 1.0), (1, 0.8), (2, 0.5)];
        let sums = around.map(|(step, weight)| {
            let (sessions, quiet) = hours[(hour + step) % 24];
            (sessions * weight, quiet * weight)
        });
        let (sessions, quiet) = sums.into_iter().fold((0.0, 0.0), plus);
        let usual = usual_level(hour);
        ((sessions + HOUR_WEIGHT * usual) / (quiet * rate + HOUR_WEIGHT)).clamp(0.2, 5.0)
    })
}

/// How lively people are so many hours after mid-sleep, against all of their day: slow in the morning, lively
/// in the evening.
fn usual_level(hour: usize) -> f32 {
    1.0 + EVENING * (direction(hour as f32 + 0.5) - direction(EVENING_HOUR)).cos()
}

/// How lively each day is against all.
fn levels(seen: &[Seen], rate: f32) -> Vec<f32> {
    let sums: Vec<_> = seen
        .iter()
        .map(|seen| (seen.sessions, seen.quiet_hours * rate))
        .collect();
    let around = smoothed(&sums, LEVEL_NIGHTS);
    let level =
        |(sessions, expected): (f32, f32)| (sessions + DAY_WEIGHT) / (expected + DAY_WEIGHT);
    sums.iter()
        .zip(around)
        .map(|((sessions, expected), around)| {
            let usual = level(around);
            (usual * level((*sessions, expected * usual))).clamp(0.1, 10.0)
        })
        .collect()
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

/// Sums over the nights around each, by a normal curve of so many nights; where there is little around, a
/// little of what is further away.
fn smoothed(values: &[(f32, f32)], nights: f32) -> Vec<(f32, f32)> {
    let near = convolved(values, nights);
    let far = convolved(values, nights * 6.0);
    let all = values.iter().copied().fold((0.0, 0.0), plus);
    let few = 1e-3 / values.len().max(1) as f32;
    let both = near.into_iter().zip(far);
    both.map(|(near, far)| {
        let with = |near: f32, far: f32, all: f32| near + 0.02 * far + few * all;
        (with(near.0, far.0, all.0), with(near.1, far.1, all.1))
    })
    .collect()
}

/// The usual mid-sleep of each night, from directions by weight: that of the nights around, and a little of
/// those further away.
fn centers(directions: &[(f32, f32)]) -> Vec<f32> {
    let near = convolved(directions, CENTER_NIGHTS);
    let far = smoothed(directions, CENTER_NIGHTS * 4.0);
    let weights: Vec<_> = directions
        .iter()
        .map(|(cos, sin)| (cos.hypot(*sin), 0.0))
        .collect();
    let weights = convolved(&weights, CENTER_NIGHTS * 4.0);
    let both = near.into_iter().zip(far).zip(weights);
    both.map(|((near, far), (weight, _))| {
        let share = SLOW_NIGHTS / weight.max(1e-6);
        hour_of((near.0 + far.0 * share, near.1 + far.1 * share))
    })
    .collect()
}

fn convolved(values: &[(f32, f32)], nights: f32) -> Vec<(f32, f32)> {
    let reach = (3.0 * nights) as usize;
    let curve: Vec<f32> = (0..=reach)
        .map(|away| (-0.5 * (away as f32 / nights).powi(2)).exp())
        .collect();
    (0..values.len())
        .map(|at| {
            let first = at.saturating_sub(reach);
            let around = values.iter().enumerate().take(at + reach + 1).skip(first);
            around.fold((0.0, 0.0), |sum, (index, value)| {
                let weight = curve[index.abs_diff(at)];
                (sum.0 + weight * value.0, sum.1 + weight * value.1)
            })
        })
        .collect()
}

fn plus(a: (f32, f32), b: (f32, f32)) -> (f32, f32) {
    (a.0 + b.0, a.1 + b.1)
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
    grid.start + i64::from(first) * crate::engine::infer::sleep::BIN_SECS
}

/// What clocks show at a moment, 0 to 24 hours.
pub fn local_hour(row: &Row, at: i64) -> f32 {
    (at + i64::from(row.offset_secs)).rem_euclid(86_400) as f32 / 3_600.0
}

/// An hour as a direction, 24 hours being the whole turn.
pub fn direction(hour: f32) -> f32 {
    hour * core::f32::consts::TAU / 24.0
}

fn hour_of((cos, sin): (f32, f32)) -> f32 {
    (sin.atan2(cos) * 24.0 / core::f32::consts::TAU).rem_euclid(24.0)
}

/// How many hours `a` is later than `b` the shorter way round, from -12 to 12.
fn apart(a: f32, b: f32) -> f32 {
    (a - b + 12.0).rem_euclid(24.0) - 12.0
}
