//! How long someone's day is: the period, from 16 to 32 hours, that explains most of when they slept.

use core::f64::consts::TAU;
use core::ops::Range;

use super::nights::within;
use crate::engine::infer::sleep::{Stretch, Timeline};

/// Periods are looked for in tenths of an hour.
const TENTHS: Range<u32> = 160..321;
/// 3 minutes: a bin is 5 of these, a tenth of an hour 2.
const UNITS_A_BIN: u32 = 5;
const UNITS_A_TENTH: u32 = 2;
/// The most nights: over more of them a peak would be narrower than a tenth of an hour.
pub(super) const MOST_ROWS: usize = 240;

/// How many of a cycle's states are independent of each other: a sleep of some 8 hours is one event.
const INDEPENDENT: f64 = 3.0;
/// χ² of 3 degrees of freedom that chance exceeds in one of 100 lives, 161 periods looked at in each:
/// p = 0.01/161.
const SIGNIFICANT: f64 = 22.1;

/// The chi-square periodogram of a plain series at one period:
/// Q_P = N · K · Σ_h (x̄_h − x̄)² / Σ_i (x_i − x̄)², K = N/P.
///
/// * `period`: in values. `None` if it is 0 or longer than the series, or all values are the same.
///
/// Source: Sokolove & Bushell 1978, Journal of Theoretical Biology 72, 131.
pub fn chi_square(values: &[f64], period: usize) -> Option<f64> {
    if period == 0 || values.len() < period {
        return None;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let spread: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let phase = |phase: usize| {
        let at = values.iter().skip(phase).step_by(period);
        at.clone().sum::<f64>() / at.count() as f64
    };
    let between: f64 = (0..period).map(|h| (phase(h) - mean).powi(2)).sum();
    (0.0 < spread).then(|| count * (count / period as f64) * between / spread)
}

/// The Lomb–Scargle periodogram of values at uneven times, at one period: the power, in units of the
/// (sample) variance.
///
/// * `values`: time and value; `period` in the unit of the times.
/// * `None` for fewer than three values, or if all are the same.
///
/// Source: Lomb 1976, Astrophysics and Space Science 39, 447; Scargle 1982, The Astrophysical Journal
/// 263, 835.
pub fn lomb_scargle(values: &[(f64, f64)], period: f64) -> Option<f64> {
    let count = values.len() as f64;
    let mean = values.iter().map(|(_, value)| value).sum::<f64>() / count;
    let spread: f64 = values.iter().map(|(_, value)| (value - mean).powi(2)).sum();
    if values.len() < 3 || period <= 0.0 || spread <= 0.0 {
        return None;
    }
    let omega = TAU / period;
    let twice = values.iter().map(|(at, _)| (2.0 * omega * at).sin_cos());
    let (sines, cosines) = twice.fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
    let shift = f64::atan2(sines, cosines) / (2.0 * omega);
    let (mut by_cosine, mut by_sine, mut cosines, mut sines) = (0.0, 0.0, 0.0, 0.0);
    for (at, value) in values {
        let (sine, cosine) = (omega * (at - shift)).sin_cos();
        by_cosine += (value - mean) * cosine;
        by_sine += (value - mean) * sine;
        cosines += cosine * cosine;
        sines += sine * sine;
    }
    // Times a half period apart leave no sine: then it explains nothing.
    let part = |by: f64, squares: f64| {
        if 1e-9 < squares {
            by * by / squares
        } else {
            0.0
        }
    };
    let power = part(by_cosine, cosines) + part(by_sine, sines);
    Some(power * (count - 1.0) / (2.0 * spread))
}

/// The highest of a periodogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// Hours.
    pub period: f64,
    /// Q_P.
    pub q: f64,
    /// The share of all differences that the period explains: Q_P/N, 0 to 1.
    pub explained: f64,
    /// How many periods are known.
    pub cycles: f64,
}

impl Peak {
    /// Whether chance is unlikely to have made it.
    ///
    /// Q_P itself knows no chance here: quarters of an hour are not independent, one is asleep for
    /// hours. Taken as independent are 3 parts of each cycle.
    pub fn is_significant(&self) -> bool {
        SIGNIFICANT < self.explained * self.cycles * INDEPENDENT
    }
}

/// When someone slept, of what is known, ready to be folded.
pub struct Folding {
    /// Stretches of units from the first one on, half-open.
    known: Vec<[u32; 2]>,
    asleep: Vec<[u32; 2]>,
    count: f64,
    asleep_count: f64,
}

impl Folding {
    /// Of more nights than 240 the last 240.
    ///
    /// * `sleeps`: ascending.
    pub fn of(timeline: &Timeline, rows: &Range<usize>, sleeps: &[Stretch]) -> Folding {
        let rows = within(timeline, rows);
        let rows = &timeline.rows[rows.end - rows.len().min(MOST_ROWS)..rows.end];
        let begin = rows.first().map_or(0, |row| row.first);
        let mut known: Vec<[u32; 2]> = Vec::new();
        for row in rows.iter().filter(|row| row.known) {
            let from = row.first - begin;
            let to = from + u32::from(row.bins);
            match known.last_mut().filter(|last| last[1] == from) {
                Some(last) => last[1] = to,
                None => known.push([from, to]),
            }
        }
        let asleep = common(&known, begin, sleeps);
        let in_units = |runs: Vec<[u32; 2]>| -> Vec<[u32; 2]> {
            let units = |run: [u32; 2]| run.map(|bin| bin * UNITS_A_BIN);
            runs.into_iter().map(units).collect()
        };
        let length = |runs: &[[u32; 2]]| runs.iter().map(|run| f64::from(run[1] - run[0])).sum();
        let (known, asleep) = (in_units(known), in_units(asleep));
        Folding {
            count: length(&known),
            asleep_count: length(&asleep),
            known,
            asleep,
        }
    }

    /// The highest peak of all periods; the shortest of equally high ones. `None` if there is nothing
    /// to tell apart.
    pub fn peak(&self) -> Option<Peak> {
        self.peak_of(TENTHS)
    }

    /// The highest peak within an hour of a period (hours).
    pub fn peak_near(&self, period: f64) -> Option<Peak> {
        let tenth = (period * 10.0).max(0.0) as u32;
        let near = tenth.saturating_sub(10)..tenth + 11;
        self.peak_of(near.start.max(TENTHS.start)..near.end.min(TENTHS.end))
    }

    fn peak_of(&self, tenths: Range<u32>) -> Option<Peak> {
        let mut best: Option<Peak> = None;
        for peak in tenths.filter_map(|tenth| self.at(tenth)) {
            if best.is_none_or(|best| best.q < peak.q) {
                best = Some(peak);
            }
        }
        best
    }

    /// Q_P at a period of so many tenths of an hour. With gaps in what is known each phase counts as
    /// often as it is known: Σ_h n_h (x̄_h − x̄)² · N / Σ_i (x_i − x̄)², which is the same without gaps.
    pub fn at(&self, tenths: u32) -> Option<Peak> {
        let period = tenths * UNITS_A_TENTH;
        let mean = self.asleep_count / self.count;
        // Of zeros and ones the squares are the values themselves.
        let spread = self.asleep_count * (1.0 - mean);
        if period == 0 || self.count < f64::from(period) || spread <= 0.0 {
            return None;
        }
        let phases = fold(&self.known, period).into_iter();
        let phases = phases.zip(fold(&self.asleep, period));
        let between: f64 = phases
            .filter(|(known, _)| 0 < *known)
            .map(|(known, asleep)| {
                let (known, asleep) = (f64::from(known), f64::from(asleep));
                known * (asleep / known - mean).powi(2)
            })
            .sum();
        let explained = between / spread;
        Some(Peak {
            period: f64::from(tenths) / 10.0,
            q: explained * self.count,
            explained,
            cycles: self.count / f64::from(period),
        })
    }
}

/// Where someone slept of what is known, bins after `begin`.
fn common(known: &[[u32; 2]], begin: u32, sleeps: &[Stretch]) -> Vec<[u32; 2]> {
    let mut common = Vec::new();
    let first = sleeps.partition_point(|sleep| sleep.wake <= begin);
    let mut sleeps = sleeps[first..].iter().peekable();
    for [from, to] in known {
        while let Some(sleep) = sleeps.peek() {
            let onset = sleep.onset.saturating_sub(begin).max(*from);
            let wake = sleep.wake - begin;
            if onset < wake.min(*to) {
                common.push([onset, wake.min(*to)]);
            }
            if *to < wake {
                break;
            }
            sleeps.next();
        }
    }
    common
}

/// How often stretches cover each phase of a period.
fn fold(runs: &[[u32; 2]], period: u32) -> Vec<i32> {
    let mut phases = vec![0; period as usize];
    let mut everywhere = 0;
    for [from, to] in runs {
        let (start, length) = (from % period, to - from);
        everywhere += (length / period) as i32;
        let end = start + length % period;
        phases[start as usize] += 1;
        if end < period {
            phases[end as usize] -= 1;
        } else {
            // It goes on from phase 0 and ends before it began.
            everywhere += 1;
            phases[(end - period) as usize] -= 1;
        }
    }
    let mut sum = everywhere;
    for phase in &mut phases {
        sum += *phase;
        *phase = sum;
    }
    phases
}
