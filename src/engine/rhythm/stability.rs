//! Interdaily stability and intradaily variability: how much of someone's activity follows the hour
//! of the day, and how often it comes and goes.
//!
//! The variant is that of the papers, on hourly means: population variances, every hour counts.
//! pyActigraphy takes sample variances of hourly sums (IS · p/(p−1) · (n−1)/n, and Σd²/SS), nparACT
//! leaves out the last hour.
//!
//! Source: Witting et al. 1990, Biological Psychiatry 27, 563; Van Someren et al. 1999, Chronobiology
//! International 16, 505.

use super::states::{HOURS, UNKNOWN};

/// More days than this are needed.
pub const LEAST_DAYS: u32 = 8;

/// What both figures are made of.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// Of each hour of the day: how many values, and their sum.
    hours: [(f64, f64); HOURS],
    squares: f64,
    /// Of values that follow each other: how many pairs, and the squares of their differences.
    pairs: f64,
    steps: f64,
}

impl Sums {
    /// * `values`: an hour each, oldest first, without a gap; `None` where nothing is known. Which hour
    ///   of the day the first one is makes no difference.
    pub fn of(values: impl Iterator<Item = Option<f64>>) -> Sums {
        let mut sums = Sums::default();
        let (mut hour, mut before) = (0, None);
        for value in values {
            if let Some(value) = value {
                let (count, sum) = &mut sums.hours[hour];
                *count += 1.0;
                *sum += value;
                sums.squares += value * value;
                if let Some(before) = before {
                    let step: f64 = value - before;
                    sums.pairs += 1.0;
                    sums.steps += step * step;
                }
            }
            before = value;
            hour = (hour + 1) % HOURS;
        }
        sums
    }

    /// The same of quarters that an hour has, in whole numbers, which is sooner done: 15 years of 200
    /// lives have 26 million hours.
    ///
    /// * `days`: as `States::awake_quarters` gives them.
    pub fn of_quarters(days: impl Iterator<Item = [u8; HOURS]>) -> Sums {
        let (mut counts, mut sums) = ([0_u32; HOURS], [0_u32; HOURS]);
        let (mut squares, mut pairs, mut steps) = (0_u64, 0_u32, 0_u64);
        let mut before = UNKNOWN;
        for day in days {
            for (hour, quarters) in day.into_iter().enumerate() {
                if quarters != UNKNOWN {
                    let value = u32::from(quarters);
                    counts[hour] += 1;
                    sums[hour] += value;
                    squares += u64::from(value * value);
                    if before != UNKNOWN {
                        let step = quarters.abs_diff(before);
                        pairs += 1;
                        steps += u64::from(step * step);
                    }
                }
                before = quarters;
            }
        }
        let quarter = |sum: u64| sum as f64 / 16.0;
        Sums {
            hours: core::array::from_fn(|h| (counts[h].into(), f64::from(sums[h]) / 4.0)),
            squares: quarter(squares),
            pairs: pairs.into(),
            steps: quarter(steps),
        }
    }

    /// How many values there are, their mean and the sum of their squared distances from it; `None`
    /// where all are the same.
    fn spread(&self) -> Option<(f64, f64, f64)> {
        let add = |all: (f64, f64), one: &(f64, f64)| (all.0 + one.0, all.1 + one.1);
        let (count, sum) = self.hours.iter().fold((0.0, 0.0), add);
        let mean = sum / count;
        let spread = self.squares - sum * mean;
        // What rounding leaves of equal values is no spread.
        (1e-12 * self.squares < spread).then_some((count, mean, spread))
    }

    /// IS = n Σ_h (x̄_h − x̄)² / (p Σ_i (x_i − x̄)²): 1 if every day is like every other, near 0 if the
    /// hour of the day says nothing. `None` if some hour has no value, or all values are the same.
    pub fn interdaily(&self) -> Option<f64> {
        let (count, mean, spread) = self.spread()?;
        let hours = self.hours.iter();
        let between: f64 = hours.map(|(count, sum)| (sum / count - mean).powi(2)).sum();
        let is = count * between / (HOURS as f64 * spread);
        is.is_finite().then_some(is)
    }

    /// IV = n Σ_{i ≥ 2} (x_i − x_{i−1})² / ((n − 1) Σ_i (x_i − x̄)²): near 0 for slow waves, about 2
    /// for noise. With gaps, n − 1 is the number of pairs without one between. `None` if there is no
    /// pair, or all values are the same.
    pub fn intradaily(&self) -> Option<f64> {
        let (count, _, spread) = self.spread()?;
        (0.0 < self.pairs).then(|| count * self.steps / (self.pairs * spread))
    }
}
