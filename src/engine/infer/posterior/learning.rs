//! How the habits of a stretch of nights are learned: in rounds, on bins of twice the length.

use core::ops::Range;

use super::chain::{Chain, Model};
use super::evidence::{Bin, Grid, bins};
use super::habit::{Habit, Seen, SeenHours, direction, local_hour, placed, row_at};
use crate::engine::infer::sleep::{BIN_SECS, Row, Timeline};

/// In so many rounds.
const ROUNDS: usize = 5;
/// The first few on bins of an hour: they need not be exact.
const HOURLY_ROUNDS: usize = 3;

/// By how much spreads (logarithms) and lengths (hours) are tried out in each round.
const SPREAD_STEPS: [f32; 3] = [-0.5, 0.0, 0.5];
const LENGTH_STEPS: [f32; 3] = [-0.4, 0.0, 0.4];
/// Of long lives so many stretches of so many nights are tried out.
const PARTS: usize = 3;
const PART_NIGHTS: usize = 90;

/// A piece while its habits are learned.
pub struct Learning<'a> {
    rows: &'a [Row],
    sessions: &'a [Range<i64>],
    first: u32,
    start: i64,
    bins: usize,
}

/// A piece and what was learned.
pub struct Learned {
    pub first: u32,
    pub habit: Habit,
    /// What is known of each night, with what is doubtful about the habit.
    pub chain: Chain,
    /// What lives are drawn from: what is doubtful about the habit is the same for all nights, and would make
    /// them differ more than they do.
    pub lives: Model,
}

impl<'a> Learning<'a> {
    pub fn of(
        timeline: &'a Timeline,
        rows: Range<usize>,
        sessions: &'a [Range<i64>],
    ) -> Learning<'a> {
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

    pub fn learned(&self) -> Learned {
        let (hourly, coarse) = (self.seeing(4 * BIN_SECS), self.seeing(2 * BIN_SECS));
        let parts = self.parts();
        let mut habit = Habit::first(self.rows, &coarse.grid, &coarse.bins);
        for round in 0..ROUNDS {
            let seeing = if round < HOURLY_ROUNDS {
                &hourly
            } else {
                &coarse
            };
            let chain = Chain::of(self.model(&habit, &seeing.grid, &seeing.bins));
            let (seen, hours) = self.seen(&habit, &chain, seeing);
            habit = weighed(&parts, habit.after(self.rows, &seen, &hours));
        }
        let fine = self.seeing(BIN_SECS);
        Learned {
            first: self.first,
            chain: Chain::of(self.model(&habit.doubted(), &fine.grid, &fine.bins)),
            lives: self.model(&habit, &fine.grid, &fine.bins),
            habit,
        }
    }

    fn seeing(&self, secs: i64) -> Seeing {
        let grid = self.grid(secs);
        Seeing {
            bins: bins(&grid, self.sessions),
            grid,
        }
    }

    /// Stretches of nights that stand for all of them: a few years say as much of a habit as many.
    fn parts(&self) -> Vec<Part<'a>> {
        let count = self.rows.len();
        let part = |rows: Range<usize>| {
            let places = &self.rows[rows.clone()];
            let first = places[0].first;
            let learning = Learning {
                rows: places,
                sessions: self.sessions,
                first,
                start: self.start + i64::from(first - self.first) * BIN_SECS,
                bins: places.iter().map(|row| usize::from(row.bins)).sum(),
            };
            Part {
                seeing: learning.seeing(2 * BIN_SECS),
                learning,
                rows,
            }
        };
        if count <= PARTS * PART_NIGHTS {
            return vec![part(0..count)];
        }
        let step = (count - PART_NIGHTS) / (PARTS - 1);
        (0..PARTS)
            .map(|index| part(index * step..index * step + PART_NIGHTS))
            .collect()
    }

    fn model(&self, habit: &Habit, grid: &Grid, bins: &[Bin]) -> Model {
        Model {
            gain: habit.gain(self.rows, grid, bins),
            clock: habit.clock(self.rows, grid),
            asleep: habit.asleep(grid.secs),
            free: habit.free(self.rows, grid),
            turned: false,
            awake: habit.awake(grid.secs),
        }
    }

    /// What a round saw of each night and of each local hour.
    fn seen(&self, habit: &Habit, chain: &Chain, seeing: &Seeing) -> (Vec<Seen>, SeenHours) {
        let (grid, bins) = (&seeing.grid, &seeing.bins);
        let halves = self.halves(grid);
        let mut seen = vec![Seen::default(); self.rows.len()];
        chain.each_sleep(&mut |onset, wake, chance| {
            let half = onset + wake;
            let (in_row, cos, sin) = halves[half];
            let night = &mut seen[in_row as usize];
            night.sleeps += chance;
            night.cos += chance * cos;
            night.sin += chance * sin;
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
        let per_day = (2 * 86_400 / grid.secs) as usize;
        let mut row = 0;
        let mut halves: Vec<(u32, f32, f32)> = Vec::with_capacity(2 * grid.bins + 1);
        for half in 0..=2 * grid.bins {
            let at = grid.start + half as i64 * grid.secs / 2;
            row = row_at(self.rows, grid, row, at);
            let here = &self.rows[row];
            let before = half.checked_sub(per_day).map(|before| halves[before]);
            // The same as a day before, where clocks are.
            let (cos, sin) = match before {
                Some((night, cos, sin))
                    if self.rows[night as usize].offset_secs == here.offset_secs =>
                {
                    (cos, sin)
                }
                _ => direction(local_hour(here, at)),
            };
            halves.push((row as u32, cos, sin));
        }
        halves
    }
}

/// The habit with the spreads and the length that the events make likely: means over a few, weighed by how
/// well each explains them.
fn weighed(parts: &[Part], habit: Habit) -> Habit {
    let explained = |with: &dyn Fn(&Habit, f32) -> Habit, step: f32| -> f64 {
        let of = |part: &Part| part.explained(&with(&habit.part(part.rows.clone()), step));
        parts.iter().map(of).sum()
    };
    // What is tried out without a step is the same habit each time.
    let unchanged = explained(&|habit, _| habit.clone(), 0.0);
    let weigh =
        |steps: [f32; 3], belief: fn(&Habit) -> f64, with: &dyn Fn(&Habit, f32) -> Habit| {
            mean(steps.map(|step| {
                let evidence = match step == 0.0 {
                    true => unchanged,
                    false => explained(with, step),
                };
                (step, evidence + belief(&with(&habit, step)))
            }))
        };
    let wider = |habit: &Habit, step: f32| habit.with_spread(step.exp());
    let spread = weigh(SPREAD_STEPS, Habit::ln_belief, &wider);
    let length = weigh(
        LENGTH_STEPS,
        Habit::ln_belief_of_length,
        &Habit::with_length,
    );
    let varied = |habit: &Habit, step: f32| habit.with_length_spread(step.exp());
    let length_spread = weigh(SPREAD_STEPS, Habit::ln_belief_of_length_spread, &varied);
    varied(&wider(&habit, spread).with_length(length), length_spread)
}

/// A piece on bins of some length.
struct Seeing {
    grid: Grid,
    bins: Vec<Bin>,
}

/// Nights that stand for others as well.
struct Part<'a> {
    rows: Range<usize>,
    learning: Learning<'a>,
    seeing: Seeing,
}

impl Part<'_> {
    /// How well a habit of these nights explains their events.
    fn explained(&self, habit: &Habit) -> f64 {
        Chain::ln_evidence(
            &self
                .learning
                .model(habit, &self.seeing.grid, &self.seeing.bins),
        )
    }
}

/// The mean of steps, weighed by what is believed of each (logarithms).
fn mean<const N: usize>(steps: [(f32, f64); N]) -> f32 {
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
