//! The sums of a chain, and the scales that keep them within the range of f64.

use core::ops::Range;

use super::Model;

/// Numbers keep their own scale for so many bins: longer than that, weights would leave the range of f64.
pub const BLOCK: usize = 96;

/// Sums over all that may have been before each boundary, or after it, in scales of their own.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// That a sleep begins at a boundary, less the evidence up to there.
    pub onset: Vec<f64>,
    /// That one ends there.
    pub wake: Vec<f64>,
    /// For each block the logarithm of what its numbers are to be multiplied by.
    pub scale: Vec<f64>,
    /// The evidence up to each boundary: sums of gains.
    pub evidence: Vec<f64>,
}

impl Sums {
    /// Sums over all that may have been before each boundary.
    pub fn forwards(model: &Model) -> Sums {
        let bins = model.bins();
        let mut evidence = Vec::with_capacity(bins + 1);
        let mut sum = 0.0;
        evidence.push(sum);
        for gain in &model.gain {
            sum += f64::from(*gain);
            evidence.push(sum);
        }
        let mut sums = Sums {
            onset: Vec::with_capacity(bins + 1),
            wake: Vec::with_capacity(bins + 1),
            scale: Vec::with_capacity(bins / BLOCK + 1),
            evidence,
        };
        let kernels = Kernels::of(model);
        for first in (0..=bins).step_by(BLOCK) {
            sums.open_block(first);
            for at in first..(first + BLOCK).min(bins + 1) {
                let grown = sums.grown(at);
                let wake = sums.wake_at(at, model, &kernels);
                sums.wake.push(wake * grown);
                let onset = sums.onset_at(at, &kernels);
                sums.onset.push(onset / grown);
            }
        }
        sums
    }

    /// Sums over all that may come after each boundary: those forwards of time turned round. What stands
    /// there as an onset at `bins - t` is a wake at `t`.
    pub fn backwards(model: &Model) -> Sums {
        Sums::forwards(&model.reversed())
    }

    /// Chooses the scale of the block that begins at boundary `first`: that of the numbers before it.
    fn open_block(&mut self, first: usize) {
        let recent = first.saturating_sub(BLOCK)..first;
        let wakes = self.wake.get(recent).unwrap_or_default();
        let most = wakes.iter().copied().fold(0.0, f64::max);
        let step = if most > 0.0 { most.ln() } else { 0.0 };
        self.scale
            .push(self.scale.last().map_or(0.0, |last| last + step));
    }

    /// The evidence at the beginning of a block, by which its onsets are lessened.
    pub fn base(&self, block: usize) -> f64 {
        self.evidence[block * BLOCK]
    }

    /// What onsets of another block are multiplied by to be of this one's scale.
    pub fn onset_factor(&self, from: usize, to: usize) -> f64 {
        (self.scale[from] - self.base(from) - self.scale[to] + self.base(to)).exp()
    }

    pub fn wake_factor(&self, from: usize, to: usize) -> f64 {
        (self.scale[from] - self.scale[to]).exp()
    }

    fn wake_at(&self, at: usize, model: &Model, kernels: &Kernels) -> f64 {
        let block = at / BLOCK;
        let mut sum = 0.0;
        for starts in blocks(at, kernels.asleep.len()) {
            let lengths = kernels.asleep_back(at, &starts);
            let clocks = &model.clock[at + starts.start..at + starts.end];
            let onsets = &self.onset[starts.clone()];
            let part: f64 = onsets
                .iter()
                .zip(lengths)
                .zip(clocks)
                .map(|((onset, length), clock)| onset * length * f64::from(*clock))
                .sum();
            let from = starts.start / BLOCK;
            sum += if from == block {
                part
            } else {
                part * self.onset_factor(from, block)
            };
        }
        // Asleep from before the first bin on.
        match kernels.asleep_tail.get(at) {
            Some(tail) => {
                sum + tail * kernels.asleep_share * (self.base(block) - self.scale[block]).exp()
            }
            None => sum,
        }
    }

    /// How much the evidence since the beginning of a boundary's block is in favour of sleep.
    pub fn grown(&self, at: usize) -> f64 {
        (self.evidence[at] - self.base(at / BLOCK)).exp()
    }

    fn onset_at(&self, at: usize, kernels: &Kernels) -> f64 {
        let block = at / BLOCK;
        let mut sum = 0.0;
        for starts in blocks(at, kernels.awake.len()) {
            let lengths = kernels.awake_back(at, &starts);
            let wakes = &self.wake[starts.clone()];
            let part: f64 = wakes
                .iter()
                .zip(lengths)
                .map(|(wake, length)| wake * length)
                .sum();
            let from = starts.start / BLOCK;
            sum += if from == block {
                part
            } else {
                part * self.wake_factor(from, block)
            };
        }
        match kernels.awake_tail.get(at) {
            Some(tail) => sum + tail * (1.0 - kernels.asleep_share) * (-self.scale[block]).exp(),
            None => sum,
        }
    }

    /// The logarithm of the weight of an onset at a boundary.
    pub fn ln_onset(&self, at: usize) -> f64 {
        let block = at / BLOCK;
        self.onset[at].ln() + self.scale[block] + self.evidence[at] - self.base(block)
    }

    pub fn ln_wake(&self, at: usize) -> f64 {
        self.wake[at].ln() + self.scale[at / BLOCK]
    }
}

/// The ranges of `at - longest .. at` that lie in one block each.
pub fn blocks(at: usize, longest: usize) -> impl Iterator<Item = Range<usize>> {
    let first = (at + 1).saturating_sub(longest);
    let edges = (first / BLOCK..=at / BLOCK)
        .map(move |block| (block * BLOCK).max(first)..((block + 1) * BLOCK).min(at));
    edges.filter(|range| !range.is_empty())
}

/// Priors by length as the sums want them: turned round, so that they lie beside the numbers before.
pub struct Kernels {
    pub asleep: Vec<f64>,
    pub awake: Vec<f64>,
    pub asleep_tail: Vec<f64>,
    pub awake_tail: Vec<f64>,
    /// How much of the time is slept.
    pub asleep_share: f64,
}

impl Kernels {
    pub fn of(model: &Model) -> Kernels {
        let turn = |list: &[f32]| list.iter().rev().map(|share| f64::from(*share)).collect();
        let mean = |list: &[f32]| -> f64 {
            let lengths = list.iter().enumerate();
            lengths
                .map(|(length, share)| length as f64 * f64::from(*share))
                .sum()
        };
        let (asleep, awake) = (mean(&model.asleep), mean(&model.awake));
        Kernels {
            asleep: turn(&model.asleep),
            awake: turn(&model.awake),
            asleep_tail: tails(&model.asleep),
            awake_tail: tails(&model.awake),
            asleep_share: asleep / (asleep + awake),
        }
    }

    /// The priors of sleeps that begin at `starts` and end at `at`.
    pub fn asleep_back(&self, at: usize, starts: &Range<usize>) -> &[f64] {
        back(&self.asleep, at, starts)
    }

    pub fn awake_back(&self, at: usize, starts: &Range<usize>) -> &[f64] {
        back(&self.awake, at, starts)
    }
}

fn back<'a>(turned: &'a [f64], at: usize, starts: &Range<usize>) -> &'a [f64] {
    let longest = turned.len() - 1;
    &turned[longest - (at - starts.start)..longest - (at - starts.end)]
}

/// For each length the share of stretches that are longer, of their mean: how likely one is to have begun
/// so long before a moment that was picked by chance.
fn tails(lengths: &[f32]) -> Vec<f64> {
    let mut longer = vec![0.0; lengths.len() + 1];
    for (length, share) in lengths.iter().enumerate().rev() {
        longer[length] = longer[length + 1] + f64::from(*share);
    }
    let mean: f64 = longer.iter().skip(1).sum();
    longer.iter().map(|share| share / mean.max(1.0)).collect()
}
