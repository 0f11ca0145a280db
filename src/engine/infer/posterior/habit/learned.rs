//! Habits as nights tell of them.

use super::around::{apart, centers, direction, hour_of, plus, smoothed};
use super::beliefs::{
    LEAST_SPREAD_HOURS, LENGTH_HOURS, LENGTH_SPREAD_HOURS, MOST_SPREAD_HOURS, SPREAD_HOURS,
};
use super::{Habit, local_hour, placed};
use crate::engine::infer::posterior::evidence::{Bin, Grid};
use crate::engine::infer::sleep::Row;

/// Before any night is seen, what is usual is that of so many nights around.
const FIRST_NIGHTS: f32 = 12.0;
const SPREAD_NIGHTS: f32 = 30.0;
/// The same for how lively someone is.
const LEVEL_NIGHTS: f32 = 20.0;
const SPREAD_WEIGHT: f32 = 3.0;
/// How many nights the belief counts that free days are like others.
const FREE_WEIGHT: f32 = 0.7;
/// How much longer people sleep for each hour by which mid-sleep is later before free days. That they do: Roenneberg
/// et al. 2003, Journal of Biological Rhythms 18: 80–90. How much is a belief, since events hardly tell a longer
/// sleep from a slower morning.
const LONGER_BY_LATER: f32 = 0.7;
/// Nights are taken to tell of hours no further from what was believed.
const LEAP_HOURS: f32 = 4.0;
/// How much livelier than on average people are in the evening, so many hours after mid-sleep, and how much
/// slower in the morning.
const EVENING: f32 = 0.5;
const EVENING_HOUR: f32 = 17.0;
/// How many sessions the belief counts that hours are as with most people, and that all days are alike.
const HOUR_WEIGHT: f32 = 2.0;
const DAY_WEIGHT: f32 = 3.0;

/// What one round of inference saw of a night.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Sum of the probabilities of the sleeps whose middle lies in it.
    pub sleeps: f32,
    /// Mid-sleep as a direction: sums of cosine and sine by probability, 24 hours being the whole turn.
    pub cos: f32,
    pub sin: f32,
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
            let (cos, sin) = direction(local_hour(&rows[row], at));
            turned[row].0 -= cos * bin.sessions;
            turned[row].1 -= sin * bin.sessions;
            seen[row].sessions += bin.sessions;
            seen[row].quiet_hours += bin.quiet_hours * (1.0 - LENGTH_HOURS / 24.0);
        }
        let sums = |seen: &Seen| (seen.sessions, seen.quiet_hours);
        let (sessions, quiet) = seen.iter().map(sums).fold((0.0, 0.0), plus);
        let rate = ((sessions + 1.0) / (quiet + 4.0)).max(0.005);
        Habit {
            center: smoothed(&turned, FIRST_NIGHTS)
                .into_iter()
                .map(hour_of)
                .collect(),
            spread: vec![5.0; rows.len()],
            free_hours: 0.0,
            length: LENGTH_HOURS,
            free_longer: 0.0,
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
        let center = centers(&directions);
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
        let free_hours = free_hours(&nights, rows);
        Habit {
            spread: spread.collect(),
            free_hours,
            center,
            length: self.length,
            free_longer: LONGER_BY_LATER * free_hours.max(0.0),
            length_spread: self.length_spread,
            rate,
            by_hour: by_hour(hours, rate),
            by_night: levels(seen, rate),
        }
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
        let (cos, sin) = direction(center + away);
        Told {
            weight,
            variance,
            mid_hour,
            away: away + later,
            cos: weight * cos,
            sin: weight * sin,
        }
    }
}

/// A night's sleep as something to learn from.
#[derive(Clone, Copy, Default)]
struct Told {
    /// From 0 for nothing to 1 for a night that is known exactly.
    weight: f32,
    variance: f32,
    mid_hour: f32,
    /// How much later it is than on usual nights that no free day follows.
    away: f32,
    /// Its direction, by weight.
    cos: f32,
    sin: f32,
}

/// How much later mid-sleep is before free days; towards nothing where few are known.
fn free_hours(nights: &[Told], rows: &[Row]) -> f32 {
    let mut sums = [(0.0_f32, 0.0_f32); 2];
    for (night, row) in nights.iter().zip(rows) {
        let sum = &mut sums[usize::from(row.free)];
        *sum = plus(*sum, (night.weight * night.away, night.weight));
    }
    let [work, free] = sums.map(|(sum, weight)| sum / (weight + FREE_WEIGHT));
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
    1.0 + EVENING * direction(hour as f32 + 0.5 - EVENING_HOUR).0
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
