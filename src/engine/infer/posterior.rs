//! When someone probably slept: the exact posterior of an explicit-duration model on a timeline that
//! nothing cuts, so that shift work and days that are not 24 hours long need no case of their own.
//!
//! [`evidence`] is what events say, [`habit`] what is usual for the person and follows them over the
//! years, [`chain`] sums over all that may have been, [`nights`] tells it night by night.
//!
//! Source of the idea: Cuttone et al. 2017, "SensibleSleep", PLOS ONE 12(1): e0169901, whose sleeps are
//! sampled and cut at noon.

mod chain;
mod evidence;
mod habit;
mod nights;
mod rows;

use core::ops::Range;

use chrono::NaiveDate;

use super::sleep::{BIN_SECS, Sleep, Stretch, Timeline};
use crate::engine::time::Zone;
use chain::{Chain, Model};
use evidence::{Grid, bins, sessions};
use habit::{Habit, Seen, SeenHours, direction, local_hour, placed, row_at};

/// Rounds in which habits are learned, on bins of twice the length.
const ROUNDS: usize = 6;

/// By how much spreads (logarithms) and lengths (hours) are tried out in each round.
const SPREAD_STEPS: [f32; 5] = [-0.7, -0.35, 0.0, 0.35, 0.7];
const LENGTH_STEPS: [f32; 5] = [-0.6, -0.3, 0.0, 0.3, 0.6];

/// What was inferred, ready to be sampled.
#[derive(Clone, Debug, Default)]
pub struct Posterior {
    pub sleep: Sleep,
    pieces: Vec<Piece>,
}

/// A stretch of nights of which something is known, and of the nights beside them.
#[derive(Clone, Debug)]
struct Piece {
    /// The timeline's bin at which it begins.
    first: u32,
    chain: Chain,
}

impl Posterior {
    /// * `moments`: of all events that count, seconds since 1970, ascending.
    /// * `is_free`: whether a day is a weekend, a holiday or marked as free.
    pub fn infer(moments: &[i64], zone: &Zone, is_free: impl Fn(NaiveDate) -> bool) -> Posterior {
        let timeline = rows::timeline(moments, zone, is_free);
        let sessions = sessions(moments);
        let mut sleep = Sleep {
            asleep: vec![super::sleep::UNKNOWN; timeline.bins()],
            nights: timeline.rows.iter().map(nights::untold).collect(),
            timeline,
        };
        let mut pieces = Vec::new();
        for rows in rows::pieces(&sleep.timeline.rows) {
            let piece = Learning::of(&sleep.timeline, rows.clone(), &sessions).learned();
            nights::tell(&mut sleep, rows, &piece);
            pieces.push(Piece {
                first: piece.first,
                chain: piece.chain,
            });
        }
        Posterior { sleep, pieces }
    }

    /// The sleeps of one life that the posterior holds likely, ascending. The same for the same `seed`.
    pub fn draw(&self, seed: u64) -> Vec<Stretch> {
        let mut state = seed;
        let mut drawn = Vec::new();
        for piece in &self.pieces {
            let sleeps = piece.chain.draw(|| die(&mut state));
            drawn.extend(sleeps.into_iter().rev().map(|sleep| Stretch {
                onset: piece.first + sleep.start as u32,
                wake: piece.first + sleep.end as u32,
            }));
        }
        drawn
    }
}

/// The mean of steps, weighed by what is believed of each (logarithms).
fn weighed<const N: usize>(steps: [(f32, f64); N]) -> f32 {
    let most = steps
        .iter()
        .fold(f64::NEG_INFINITY, |most, (_, ln)| most.max(*ln));
    let weights = steps.map(|(step, ln)| (step, (ln - most).exp() as f32));
    let sum: f32 = weights.iter().map(|(_, weight)| weight).sum();
    weights
        .iter()
        .map(|(step, weight)| step * weight / sum)
        .sum()
}

/// A number from 0 on and less than 1. Source: Steele, Lea, Flood 2014 (SplitMix64).
fn die(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    // A hair less than 1 at most, so that sums in another order are not passed.
    ((mixed ^ (mixed >> 31)) >> 12) as f64 / (1_u64 << 52) as f64 * (1.0 - 1e-9)
}

/// A piece while its habits are learned.
struct Learning<'a> {
    rows: &'a [super::sleep::Row],
    sessions: &'a [Range<i64>],
    first: u32,
    start: i64,
    bins: usize,
}

/// A piece and what was learned.
struct Learned {
    first: u32,
    habit: Habit,
    chain: Chain,
}

impl<'a> Learning<'a> {
    fn of(timeline: &'a Timeline, rows: Range<usize>, sessions: &'a [Range<i64>]) -> Learning<'a> {
        let rows = &timeline.rows[rows];
        let first = rows[0].first;
        let bins = rows.iter().map(|row| usize::from(row.bins)).sum();
        Learning {
            rows,
            sessions,
            first,
            start: timeline.second(first),
            bins,
        }
    }

    fn grid(&self, secs: i64) -> Grid {
        let bins = (self.bins as i64 * BIN_SECS).div_euclid(secs) as usize;
        Grid {
            start: self.start,
            secs,
            bins,
        }
    }

    fn learned(&self) -> Learned {
        let coarse = self.grid(2 * BIN_SECS);
        let happened = bins(&coarse, self.sessions);
        let mut habit = Habit::first(self.rows, &coarse, &happened);
        for _ in 0..ROUNDS {
            let chain = Chain::of(self.model(&habit, &coarse, &happened));
            let (seen, hours) = self.seen(&habit, &chain, &coarse, &happened);
            habit = habit.after(self.rows, &seen, &hours);
            habit = self.weighed(habit, &coarse, &happened);
        }
        if std::env::var("DBG").is_ok() {
            let n = habit.center.len();
            eprintln!(
                "center {:.1} spread {:.2} free {:.2} length {:.2} +- {:.2} rate {:.2} hours {:?}",
                habit.center[n / 2],
                habit.spread[n / 2],
                habit.free_hours,
                habit.length,
                habit.length_spread,
                habit.rate,
                habit.by_hour.map(|x| (x * 100.0) as i32)
            );
        }
        let fine = self.grid(BIN_SECS);
        let happened = bins(&fine, self.sessions);
        Learned {
            first: self.first,
            chain: Chain::of(self.model(&habit, &fine, &happened)),
            habit,
        }
    }

    /// The habit with the spread and the length that the events make likely: means over what each of a few
    /// explains.
    fn weighed(&self, habit: Habit, grid: &Grid, bins: &[evidence::Bin]) -> Habit {
        let mut model = self.model(&habit, grid, bins);
        let spread = weighed(SPREAD_STEPS.map(|step| {
            let other = habit.with_spread(step.exp());
            model.clock = other.clock(self.rows, grid);
            (step, Chain::ln_evidence(&model) + other.ln_belief())
        }));
        let habit = habit.with_spread(spread.exp());
        let mut model = self.model(&habit, grid, bins);
        let length = weighed(LENGTH_STEPS.map(|step| {
            let other = habit.with_length(step);
            (model.asleep, model.awake) = (other.asleep(grid.secs), other.awake(grid.secs));
            (
                step,
                Chain::ln_evidence(&model) + other.ln_belief_of_length(),
            )
        }));
        let habit = habit.with_length(length);
        let mut model = self.model(&habit, grid, bins);
        let spread = weighed(SPREAD_STEPS.map(|step| {
            let other = habit.with_length_spread(step.exp());
            model.asleep = other.asleep(grid.secs);
            (
                step,
                Chain::ln_evidence(&model) + other.ln_belief_of_length_spread(),
            )
        }));
        habit.with_length_spread(spread.exp())
    }

    fn model(&self, habit: &Habit, grid: &Grid, bins: &[evidence::Bin]) -> Model {
        Model {
            gain: habit.gain(self.rows, grid, bins),
            clock: habit.clock(self.rows, grid),
            asleep: habit.asleep(grid.secs),
            awake: habit.awake(grid.secs),
        }
    }

    /// What a round saw of each night and of each local hour.
    fn seen(
        &self,
        habit: &Habit,
        chain: &Chain,
        grid: &Grid,
        bins: &[evidence::Bin],
    ) -> (Vec<Seen>, SeenHours) {
        let mut seen = vec![Seen::default(); self.rows.len()];
        let bin_hours = grid.secs as f32 / 3_600.0;
        let halves = self.halves(grid);
        chain.each_sleep(|onset, wake, chance| {
            let half = onset + wake;
            let (in_row, cos, sin) = halves[half];
            let (night, length) = (
                &mut seen[in_row as usize],
                (wake - onset) as f32 * bin_hours,
            );
            night.sleeps += chance;
            night.cos += chance * cos;
            night.sin += chance * sin;
            night.length += chance * length;
            night.length_squared += chance * length * length;
        });
        let mut hours = [(0.0, 0.0); 24];
        let asleep = chain.asleep();
        for ((bin, at, row), asleep) in placed(self.rows, grid, bins).zip(asleep) {
            if !self.rows[row].known {
                continue;
            }
            let clock = local_hour(&self.rows[row], at);
            let hour = habit.phase(row, clock);
            let exposure = habit.exposure(bin, row, clock);
            let (sessions, quiet) = (bin.sessions * (1.0 - asleep), exposure * (1.0 - asleep));
            // Where it isn't clear whether someone is awake, it isn't clear either how lively they are.
            let sure = (1.0 - asleep).powi(3);
            hours[hour].0 += sessions * sure;
            hours[hour].1 += quiet * sure;
            seen[row].sessions += sessions;
            seen[row].quiet_hours += quiet;
        }
        (seen, hours)
    }

    /// For each half of a bin its night and its local hour as a direction: cosine and sine.
    fn halves(&self, grid: &Grid) -> Vec<(u32, f32, f32)> {
        let mut row = 0;
        (0..=2 * grid.bins)
            .map(|half| {
                let at = grid.start + half as i64 * grid.secs / 2;
                row = row_at(self.rows, grid, row, at);
                let (sin, cos) = direction(local_hour(&self.rows[row], at)).sin_cos();
                (row as u32, cos, sin)
            })
            .collect()
    }
}
