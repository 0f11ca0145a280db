//! When a rhythm changed: the cut of a life into stretches of like mid-sleep that costs least.
//!
//! Mid-sleeps are directions on the clock's face. A stretch costs the squares of their distances from
//! its mean direction, n − |Σz|²/n, in units of what one night differs anyway from the next, or from
//! that of a week later, or how well it is known, whichever is most; each cut costs 4 ln n.
//!
//! Source: Killick, Fearnhead, Eckley 2012, Journal of the American Statistical Association 107, 1590
//! (PELT); directions, the unit and the least step are our own.

use core::f64::consts::TAU;

use super::circular::{DAY_HOURS, arc, on_clock, sin_cos};

/// The fewest nights of a stretch.
pub const LEAST_NIGHTS: usize = 14;
/// The least step that is told, hours.
const LEAST_STEP: f64 = 0.75;
/// What one night may always differ from the next, hours: a bin.
const LEAST_SPREAD: f64 = 0.25;
/// Nights of a week.
const WEEK: usize = 7;
/// A cut costs so many logarithms of the number of nights.
const PENALTY: f64 = 4.0;

/// A change of mid-sleep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The first night of the new stretch: its number as given.
    pub row: usize,
    /// Mean mid-sleep of the stretches before and after it, hours of the day.
    pub before: f64,
    pub after: f64,
}

impl Change {
    /// How much later it became, hours; negative if earlier.
    pub fn step(&self) -> f64 {
        arc(self.before, self.after)
    }
}

/// Sums of directions from the first one on.
struct Sums(Vec<[f64; 2]>);

impl Sums {
    fn of(mids: &[(usize, f64)]) -> Sums {
        let mut sum = [0.0; 2];
        let mut sums = vec![sum];
        for (_, mid) in mids {
            let (y, x) = sin_cos(*mid);
            sum = [sum[0] + x, sum[1] + y];
            sums.push(sum);
        }
        Sums(sums)
    }

    fn between(&self, from: usize, to: usize) -> [f64; 2] {
        let ([a, b], [c, d]) = (self.0[from], self.0[to]);
        [c - a, d - b]
    }

    /// What a stretch costs.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let ([x, y], count) = (self.between(from, to), (to - from) as f64);
        count - (x * x + y * y) / count
    }

    /// The mean hour of a stretch.
    fn mean(&self, from: usize, to: usize) -> f64 {
        let [x, y] = self.between(from, to);
        on_clock(y.atan2(x) / TAU * DAY_HOURS)
    }
}

/// The changes of a life, ascending.
///
/// * `mids`: which night it is, ascending, and its mid-sleep, hours of the day.
/// * `unsure`: the standard deviation with which a mid-sleep is known, hours. What is little known is
///   told much like its neighbours, and differs from them less than in truth.
pub fn of(mids: &[(usize, f64)], unsure: f64) -> Vec<Change> {
    let sums = Sums::of(mids);
    let penalty = penalty(mids, unsure);
    let mut cuts = cuts(mids.len(), penalty, |from, to| sums.cost(from, to));
    // The smallest step goes first, while it is too small to be told.
    loop {
        let ends = |index: usize| {
            let before = index.checked_sub(1).map_or(0, |before| cuts[before]);
            let after = cuts.get(index + 1).copied().unwrap_or(mids.len());
            (before, cuts[index], after)
        };
        let changes: Vec<Change> = (0..cuts.len())
            .map(|index| {
                let (from, cut, to) = ends(index);
                Change {
                    row: mids[cut].0,
                    before: sums.mean(from, cut),
                    after: sums.mean(cut, to),
                }
            })
            .collect();
        let steps = changes.iter().map(|change| change.step().abs()).enumerate();
        let smallest = steps.min_by(|(_, a), (_, b)| a.total_cmp(b));
        match smallest {
            Some((index, step)) if step < LEAST_STEP => _ = cuts.remove(index),
            _ => return changes,
        }
    }
}

/// What a cut costs: 4 ln n times a night's variance, which is half the mean square of the steps from
/// night to night or from week to week. Nights that go together by weeks count as fewer: seven times
/// the variance of a week's mean.
fn penalty(mids: &[(usize, f64)], unsure: f64) -> f64 {
    let hours: Vec<f64> = mids.iter().map(|(_, mid)| *mid).collect();
    let sums = Sums::of(mids);
    let weeks = mids.len() / WEEK;
    let weeks = (0..weeks).map(|week| sums.mean(week * WEEK, (week + 1) * WEEK));
    let weeks: Vec<f64> = weeks.collect();
    let of_weeks = WEEK as f64 * steps(&weeks, 1);
    let spread = steps(&hours, 1).max(steps(&hours, WEEK)).max(of_weeks);
    let least = chord(LEAST_SPREAD).max(2.0 * chord(unsure));
    PENALTY * (mids.len().max(2) as f64).ln() * spread.max(least) / 2.0
}

/// The mean square of how far hours are from those so many places later: as chords of the face.
fn steps(hours: &[f64], lag: usize) -> f64 {
    let pairs = hours.iter().zip(hours.iter().skip(lag));
    let count = hours.len().saturating_sub(lag).max(1) as f64;
    pairs.map(|(a, b)| chord(b - a)).sum::<f64>() / count
}

/// The square of a chord.
fn chord(hours: f64) -> f64 {
    2.0 - 2.0 * sin_cos(hours).1
}

/// Where to cut `0..count` so that all stretches and cuts together cost least, exactly: ascending,
/// stretches of at least [`LEAST_NIGHTS`].
///
/// * `cost`: of a stretch; cutting a stretch must never make it dearer.
pub fn cuts(count: usize, penalty: f64, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    /// A place of the last cut, and the end from which on it can't be the best any more.
    struct Candidate {
        cut: usize,
        until: usize,
    }
    let mut best = vec![(f64::INFINITY, 0); count + 1];
    best[0] = (-penalty, 0);
    let mut candidates: Vec<Candidate> = Vec::new();
    for end in LEAST_NIGHTS..=count {
        let cut = end - LEAST_NIGHTS;
        if best[cut].0.is_finite() {
            candidates.push(Candidate {
                cut,
                until: usize::MAX,
            });
        }
        candidates.retain(|candidate| end < candidate.until);
        let price = |cut: usize| best[cut].0 + cost(cut, end) + penalty;
        let mut least = (f64::INFINITY, 0);
        for candidate in &candidates {
            let price = price(candidate.cut);
            if price < least.0 {
                least = (price, candidate.cut);
            }
        }
        for candidate in &mut candidates {
            // A cut at `end` as well would be no dearer, as soon as there is room for a stretch.
            if least.0 < price(candidate.cut) - penalty {
                candidate.until = candidate.until.min(end + LEAST_NIGHTS);
            }
        }
        best[end] = least;
    }
    let mut cuts = Vec::new();
    let mut end = count;
    while best[end].0.is_finite() && 0 < best[end].1 {
        end = best[end].1;
        cuts.push(end);
    }
    cuts.reverse();
    cuts
}
