//! The chain of sleeps: an explicit-duration (semi-Markov) model of two states on bins, summed exactly
//! forwards and backwards.
//!
//! Weights are ratios to "awake all the time": a sleep from boundary `s` to boundary `e` weighs its
//! prior by length, its prior by clock, and how much better each of its bins is told by sleep. So stretches
//! awake weigh their prior by length alone, and each step is a sum of products.
//!
//! Source: Yu 2010, "Hidden semi-Markov models", Artificial Intelligence 174 (2): 215–243.

mod draw;
mod sums;
#[cfg(test)]
mod tests;

use core::ops::Range;

use sums::{BLOCK, Kernels, Sums, blocks};

/// Priors and evidence of a stretch of bins.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// For each bin the logarithm of how much likelier its events are asleep than awake.
    pub gain: Vec<f32>,
    /// How likely a sleep is by the clock, against the same at every hour: at index `s + e` for one from
    /// boundary `s` to `e`. `2 * bins + 1` of them.
    pub clock: Vec<f32>,
    /// How likely a sleep of so many bins is: of usual nights, and of those before free days. Both of one
    /// length.
    pub asleep: [Vec<f32>; 2],
    /// For each boundary whether a sleep that ends there is one before a free day.
    pub free: Vec<bool>,
    /// Whether time is turned round, so that sleeps end where they begin here.
    pub turned: bool,
    /// How likely it is to be awake for so many bins.
    pub awake: Vec<f32>,
}

impl Model {
    pub fn bins(&self) -> usize {
        self.gain.len()
    }

    /// The same seen from the end of time.
    fn reversed(&self) -> Model {
        let turn = |list: &[f32]| list.iter().rev().copied().collect();
        Model {
            gain: turn(&self.gain),
            clock: turn(&self.clock),
            free: self.free.iter().rev().copied().collect(),
            turned: !self.turned,
            ..self.clone()
        }
    }

    /// Parts of the boundaries `starts` from which sleeps to boundary `at` have the same lengths, and whether
    /// these are those before free days. No sleep is as long as a day, so there are two at most.
    fn alike(&self, starts: Range<usize>, at: usize) -> [(Range<usize>, usize); 2] {
        let kind = |boundary: usize| usize::from(self.free[boundary]);
        let none = (starts.end..starts.end, 0);
        if !self.turned || starts.is_empty() {
            return [(starts, kind(at)), none];
        }
        let first = kind(starts.start);
        // Seldom looked for: where both ends are of a kind, all between is, for a night is longer than any sleep.
        let middle = match kind(starts.end - 1) == first {
            true => None,
            false => starts.clone().find(|start| kind(*start) != first),
        };
        let middle = middle.unwrap_or(starts.end);
        [
            (starts.start..middle, first),
            (middle..starts.end, 1 - first),
        ]
    }
}

/// A model and all its sums: the exact posterior.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    model: Model,
    before: Sums,
    after: Sums,
    /// The logarithm of the weight of all that may have been.
    ln_total: f64,
}

impl Chain {
    pub fn of(model: Model) -> Chain {
        let mut chain = Chain {
            before: Sums::forwards(&model),
            after: Sums::backwards(&model),
            model,
            ln_total: 0.0,
        };
        chain.ln_total = chain.ln_sum();
        chain
    }

    /// One that lives can be drawn from and whose evidence is known, and nothing else.
    pub fn forwards(model: Model) -> Chain {
        let mut chain = Chain {
            before: Sums::forwards(&model),
            model,
            ..Chain::default()
        };
        chain.ln_total = chain.ln_sum();
        chain
    }

    /// The logarithm of how well a model explains the events, against being awake all the time. Its priors by
    /// length and clock are no distribution together, so their own sum is taken off.
    pub fn ln_evidence(model: &Model) -> f64 {
        let blind = Model {
            gain: vec![0.0; model.bins()],
            ..model.clone()
        };
        Chain::forwards(model.clone()).ln_total - Chain::forwards(blind).ln_total
    }

    fn ln_sum(&self) -> f64 {
        let ends = self.ends();
        let most = ends
            .iter()
            .fold(f64::NEG_INFINITY, |most, (_, _, ln)| most.max(*ln));
        let sum: f64 = ends.iter().map(|(_, _, ln)| (ln - most).exp()).sum();
        most + sum.ln()
    }

    /// What the last stretch, the one that the end cuts, may have been: where it began, whether it is a
    /// sleep, and the logarithm of its weight.
    fn ends(&self) -> Vec<(usize, bool, f64)> {
        let bins = self.model.bins();
        let kernels = Kernels::of(&self.model);
        let (asleep, awake) = (kernels.asleep_share.ln(), (1.0 - kernels.asleep_share).ln());
        let all = self.before.evidence[bins];
        let sleeps = kernels
            .asleep_tail
            .iter()
            .take(bins + 1)
            .enumerate()
            .map(|(long, tail)| {
                let at = bins - long;
                let ln =
                    self.before.ln_onset(at) + tail.ln() + asleep + all - self.before.evidence[at];
                (at, true, ln)
            });
        let awakes = kernels
            .awake_tail
            .iter()
            .take(bins + 1)
            .enumerate()
            .map(|(long, tail)| {
                let at = bins - long;
                (at, false, self.before.ln_wake(at) + tail.ln() + awake)
            });
        let ends = sleeps.chain(awakes);
        ends.filter(|(_, _, ln)| ln.is_finite()).collect()
    }

    /// Calls `visit` with each sleep that is likely enough to matter: its two boundaries and its
    /// probability.
    pub fn each_sleep(&self, visit: &mut dyn FnMut(usize, usize, f32)) {
        /// Sleeps less likely than this change nothing that is shown.
        const LEAST: f64 = 1e-6;
        let kernels = Kernels::of(&self.model);
        let bins = self.model.bins();
        // The same for all that end in one block, and of these for those that begin in the one before or in it.
        let mut together = PerBlocks::default();
        let mut factors = [PerBlocks::default(), PerBlocks::default()];
        for wake in 0..=bins {
            let from_end = bins - wake;
            let after = self.after.onset[from_end] * self.after.grown[from_end];
            let (block, block_after) = (wake / BLOCK, from_end / BLOCK);
            let scale = self.after.scale[block_after] - self.ln_total;
            let together = together.of([block, block_after, 0], || {
                (scale + self.before.scale[block]).exp()
            });
            // None is likelier than all that end here are together.
            if self.before.wake[wake] * after * together < LEAST {
                continue;
            }
            let after = after * self.before.grown[wake];
            let free = self.model.free[wake];
            for starts in blocks(wake, kernels.longest_sleep()) {
                let begun = starts.start / BLOCK;
                let factor = factors[begun % 2].of([block, block_after, begun], || {
                    let bases = self.before.base(block) - self.before.base(begun);
                    (scale + self.before.scale[begun] + bases).exp()
                });
                let factor = after * factor;
                let lengths = kernels.asleep_back(free, wake, &starts);
                let clocks = &self.model.clock[wake + starts.start..wake + starts.end];
                let onsets = &self.before.onset[starts.clone()];
                for (index, onset) in onsets.iter().enumerate() {
                    let weight = onset * lengths[index] * f64::from(clocks[index]) * factor;
                    if weight > LEAST {
                        visit(starts.start + index, wake, weight as f32);
                    }
                }
            }
        }
    }

    /// For each bin how likely it is that the person slept.
    pub fn asleep(&self) -> Vec<f32> {
        let bins = self.model.bins();
        let chance = |ln: f64| (ln - self.ln_total).exp();
        // Asleep at the end, backwards through what begins and ends.
        let mut now: f64 = {
            let ends = self.ends().into_iter();
            ends.filter(|(_, asleep, _)| *asleep)
                .map(|(_, _, ln)| chance(ln))
                .sum()
        };
        let mut asleep = vec![0.0; bins];
        let (before, after) = (&self.before, &self.after);
        let mut scaled = PerBlocks::default();
        for bin in (0..bins).rev() {
            let (at, from_end) = (bin + 1, bins - bin - 1);
            let (block, block_after) = (at / BLOCK, from_end / BLOCK);
            let scaled = scaled.of([block, block_after, 0], || {
                chance(before.scale[block] + after.scale[block_after])
            });
            let wake = before.wake[at] * after.onset[from_end] * after.grown[from_end] * scaled;
            let onset = before.onset[at] * before.grown[at] * after.wake[from_end] * scaled;
            now = (now + wake - onset).clamp(0.0, 1.0);
            asleep[bin] = now as f32;
        }
        asleep
    }
}

/// What is the same for many in a row: found out anew only where the blocks that it is of are others.
struct PerBlocks {
    of: [usize; 3],
    number: f64,
}

impl Default for PerBlocks {
    fn default() -> PerBlocks {
        PerBlocks {
            of: [usize::MAX; 3],
            number: 0.0,
        }
    }
}

impl PerBlocks {
    fn of(&mut self, blocks: [usize; 3], find: impl FnOnce() -> f64) -> f64 {
        if self.of != blocks {
            *self = PerBlocks {
                of: blocks,
                number: find(),
            };
        }
        self.number
    }
}
