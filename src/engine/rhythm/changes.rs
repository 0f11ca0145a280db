//! When a rhythm changed: the cut of a life into stretches of like mid-sleep that costs least.
//!
//! Mid-sleeps are directions on the clock's face. A stretch costs the squares of their distances from
//! its mean direction, n − |Σz|²/n, in units of what one night differs anyway from the next, or from
//! that of a week later, or how well it is known, whichever is most; each cut costs 4 ln n.
//!
//! Source: Killick, Fearnhead, Eckley 2012, Journal of the American Statistical Association 107, 1590
//! (PELT); directions, the unit and the least step are our own.

use core::f64::consts::TAU;

use super::circular::{DAY_HOURS, arc, direction, on_clock};

/// The fewest nights of a stretch.
pub const LEAST_NIGHTS: usize = 14;
/// The least step that is told, hours.
const LEAST_STEP: f64 = 0.75;
/// What one night may always differ from the next, hours: a bin.
const LEAST_SPREAD: f64 = 0.25;
/// A life of more nights is long: trying each pair of them would take a tenth of a second and more.
const LONG: usize = 1_000;
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
            let [x, y] = direction(*mid);
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
    let mut cuts = best_cuts(&sums, mids.len(), penalty(mids, unsure));
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

/// Where a life is cut best; a long one first at the ends of weeks, then to the night.
fn best_cuts(sums: &Sums, count: usize, penalty: f64) -> Vec<usize> {
    let step = if LONG < count { WEEK } else { 1 };
    let units = count / step;
    // The last unit has the nights that are left over.
    let night = |unit: usize| if unit == units { count } else { unit * step };
    let cost = |from: usize, to: usize| sums.cost(night(from), night(to));
    let mut cuts = cuts(units, LEAST_NIGHTS / step, penalty, cost);
    for index in 0..cuts.len() {
        let before = index.checked_sub(1).map_or(0, |before| cuts[before]);
        let after = cuts.get(index + 1).map_or(count, |unit| night(*unit));
        let cut = night(cuts[index]);
        let price = |cut: &usize| sums.cost(before, *cut) + sums.cost(*cut, after);
        let first = (cut + 1 - step).max(before + LEAST_NIGHTS);
        let last = (cut + step - 1).min(after.saturating_sub(LEAST_NIGHTS));
        let near = (first..=last).min_by(|a, b| price(a).total_cmp(&price(b)));
        cuts[index] = near.unwrap_or(cut);
    }
    cuts
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
    2.0 - 2.0 * direction(hours)[0]
}

/// Where to cut `0..count` so that all stretches and cuts together cost least, exactly: ascending,
/// stretches of at least `least`, which is not 0.
///
/// * `cost`: of a stretch; cutting a stretch must never make it dearer.
pub fn cuts(
    count: usize,
    least: usize,
    penalty: f64,
    cost: impl Fn(usize, usize) -> f64,
) -> Vec<usize> {
    /// A place of the last cut, and the end from which on it can't be the best any more.
    struct Candidate {
        cut: usize,
        until: usize,
    }
    let mut best = vec![(f64::INFINITY, 0); count + 1];
    best[0] = (-penalty, 0);
    let mut candidates: Vec<Candidate> = Vec::new();
    for end in least..=count {
        let cut = end - least;
        if best[cut].0.is_finite() {
            candidates.push(Candidate {
                cut,
                until: usize::MAX,
            });
        }
        candidates.retain(|candidate| end < candidate.until);
        let price = |cut: usize| best[cut].0 + cost(cut, end) + penalty;
        let mut cheapest = (f64::INFINITY, 0);
        for candidate in &candidates {
            let price = price(candidate.cut);
            if price < cheapest.0 {
                cheapest = (price, candidate.cut);
            }
        }
        for candidate in &mut candidates {
            // A cut at `end` as well would be no dearer, as soon as there is room for a stretch.
            if cheapest.0 < price(candidate.cut) - penalty {
                candidate.until = candidate.until.min(end + least);
            }
        }
        best[end] = cheapest;
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
