//! The chain of sleeps: an explicit-duration (semi-Markov) model of two states on bins, summed exactly
//! forwards and backwards.
//!
//! Weights are ratios to "awake all the time": a sleep from boundary `s` to boundary `e` weighs its
//! prior by length, its prior by clock, and how much better each of its bins is told by sleep. So stretches
//! awake weigh their prior by length alone, and each step is a sum of products.
//!
//! Source: Yu 2010, "Hidden semi-Markov models", Artificial Intelligence 174 (2): 215–243.

use core::ops::Range;

/// Numbers keep their own scale for so many bins: longer than that, weights would leave the range of f64.
const BLOCK: usize = 96;

/// Priors and evidence of a stretch of bins.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// For each bin the logarithm of how much likelier its events are asleep than awake.
    pub gain: Vec<f32>,
    /// How likely a sleep is by the clock, against the same at every hour: at index `s + e` for one from
    /// boundary `s` to `e`. `2 * bins + 1` of them.
    pub clock: Vec<f32>,
    /// How likely a sleep of so many bins is.
    pub asleep: Vec<f32>,
    /// How likely it is to be awake for so many bins.
    pub awake: Vec<f32>,
}

/// Sums over all that may have been before each boundary, or after it, in scales of their own.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// That a sleep begins at a boundary, less the evidence up to there.
    onset: Vec<f64>,
    /// That one ends there.
    wake: Vec<f64>,
    /// For each block the logarithm of what its numbers are to be multiplied by.
    scale: Vec<f64>,
    /// The evidence up to each boundary: sums of gains.
    evidence: Vec<f64>,
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
            ..self.clone()
        }
    }
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
                let wake = sums.wake_at(at, model, &kernels);
                sums.wake.push(wake);
                let onset = sums.onset_at(at, &kernels);
                sums.onset.push(onset);
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
    fn base(&self, block: usize) -> f64 {
        self.evidence[block * BLOCK]
    }

    /// What onsets of another block are multiplied by to be of this one's scale.
    fn onset_factor(&self, from: usize, to: usize) -> f64 {
        (self.scale[from] - self.base(from) - self.scale[to] + self.base(to)).exp()
    }

    fn wake_factor(&self, from: usize, to: usize) -> f64 {
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
        let grown = (self.evidence[at] - self.base(block)).exp();
        // Asleep from before the first bin on.
        let before =
            kernels.asleep_tail.get(at).copied().unwrap_or_default() * kernels.asleep_share;
        let before = if before > 0.0 {
            before * (self.evidence[at] - self.scale[block]).exp()
        } else {
            0.0
        };
        sum * grown + before
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
        let before =
            kernels.awake_tail.get(at).copied().unwrap_or_default() * (1.0 - kernels.asleep_share);
        let before = if before > 0.0 {
            before * (-self.scale[block]).exp()
        } else {
            0.0
        };
        (sum + before) * (self.base(block) - self.evidence[at]).exp()
    }

    /// The logarithm of the weight of an onset at a boundary.
    fn ln_onset(&self, at: usize) -> f64 {
        let block = at / BLOCK;
        self.onset[at].ln() + self.scale[block] + self.evidence[at] - self.base(block)
    }

    fn ln_wake(&self, at: usize) -> f64 {
        self.wake[at].ln() + self.scale[at / BLOCK]
    }
}

/// The ranges of `at - longest .. at` that lie in one block each.
fn blocks(at: usize, longest: usize) -> impl Iterator<Item = Range<usize>> {
    let first = (at + 1).saturating_sub(longest);
    let edges = (first / BLOCK..=at / BLOCK)
        .map(move |block| (block * BLOCK).max(first)..((block + 1) * BLOCK).min(at));
    edges.filter(|range| !range.is_empty())
}

/// Priors by length as the sums want them: turned round, so that they lie beside the numbers before.
struct Kernels {
    asleep: Vec<f64>,
    awake: Vec<f64>,
    asleep_tail: Vec<f64>,
    awake_tail: Vec<f64>,
    /// How much of the time is slept.
    asleep_share: f64,
}

impl Kernels {
    fn of(model: &Model) -> Kernels {
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
    fn asleep_back(&self, at: usize, starts: &Range<usize>) -> &[f64] {
        back(&self.asleep, at, starts)
    }

    fn awake_back(&self, at: usize, starts: &Range<usize>) -> &[f64] {
        back(&self.awake, at, starts)
    }
}

fn back<'a>(turned: &'a [f64], at: usize, starts: &Range<usize>) -> &'a [f64] {
    let longest = turned.len() - 1;
    &turned[longest - (at - starts.start)..longest - (at - starts.end)]
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

    /// The logarithm of how well a model explains the events, against being awake all the time. Its priors by
    /// length and clock are no distribution together, so their own sum is taken off.
    pub fn ln_evidence(model: &Model) -> f64 {
        let sum = |model: Model| {
            let chain = Chain {
                before: Sums::forwards(&model),
                model,
                ..Chain::default()
            };
            chain.ln_sum()
        };
        let blind = Model {
            gain: vec![0.0; model.bins()],
            ..model.clone()
        };
        sum(model.clone()) - sum(blind)
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
    pub fn each_sleep(&self, mut visit: impl FnMut(usize, usize, f32)) {
        /// Sleeps less likely than this change nothing that is shown.
        const LEAST: f64 = 1e-6;
        let kernels = Kernels::of(&self.model);
        let bins = self.model.bins();
        for wake in 0..=bins {
            let ln_after =
                self.after.ln_onset(bins - wake) + self.before.evidence[wake] - self.ln_total;
            if !ln_after.is_finite() {
                continue;
            }
            for starts in blocks(wake, kernels.asleep.len()) {
                let block = starts.start / BLOCK;
                let factor = (self.before.scale[block] - self.before.base(block) + ln_after).exp();
                let lengths = kernels.asleep_back(wake, &starts);
                let clocks = &self.model.clock[wake + starts.start..wake + starts.end];
                let onsets = &self.before.onset[starts.clone()];
                for (((onset, length), clock), at) in
                    onsets.iter().zip(lengths).zip(clocks).zip(starts)
                {
                    let weight = onset * length * f64::from(*clock) * factor;
                    if weight > LEAST {
                        visit(at, wake, weight as f32);
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
        for bin in (0..bins).rev() {
            let boundary = bin + 1;
            if boundary < bins {
                let wake =
                    chance(self.before.ln_wake(boundary) + self.after.ln_onset(bins - boundary));
                let onset =
                    chance(self.before.ln_onset(boundary) + self.after.ln_wake(bins - boundary));
                now = (now + wake - onset).clamp(0.0, 1.0);
            }
            asleep[bin] = now as f32;
        }
        asleep
    }

    /// The sleeps of one life that the posterior holds likely, from the last one back.
    ///
    /// * `dice`: numbers of 0 and more, and less than 1.
    pub fn draw(&self, mut dice: impl FnMut() -> f64) -> Vec<Range<usize>> {
        let kernels = Kernels::of(&self.model);
        let bins = self.model.bins();
        let ends = self.ends();
        let shares = ends.iter().map(|(_, _, ln)| (ln - self.ln_total).exp());
        let Some((mut at, is_asleep, _)) =
            pick(shares, dice()).and_then(|end| ends.get(end).copied())
        else {
            return Vec::new();
        };
        let mut drawn = Vec::new();
        if is_asleep {
            drawn.push(at..bins);
            let Some(wake) = self.draw_wake(at, &kernels, dice()) else {
                return drawn;
            };
            at = wake;
        }
        loop {
            let onset = self.draw_onset(at, &kernels, dice());
            drawn.push(onset.unwrap_or(0)..at);
            let Some(wake) = onset.and_then(|onset| self.draw_wake(onset, &kernels, dice())) else {
                return drawn;
            };
            at = wake;
        }
    }

    /// When a sleep that ends at `wake` began; `None` if before the first bin.
    fn draw_onset(&self, wake: usize, kernels: &Kernels, die: f64) -> Option<usize> {
        let block = wake / BLOCK;
        let grown = (self.before.evidence[wake] - self.before.base(block)).exp();
        let mut left = die * self.before.wake[wake] / grown;
        for starts in blocks(wake, kernels.asleep.len()) {
            let factor = self.before.onset_factor(starts.start / BLOCK, block);
            let lengths = kernels.asleep_back(wake, &starts);
            let clocks = &self.model.clock[wake + starts.start..wake + starts.end];
            let onsets = &self.before.onset[starts.clone()];
            for (((onset, length), clock), at) in onsets.iter().zip(lengths).zip(clocks).zip(starts)
            {
                left -= onset * length * f64::from(*clock) * factor;
                if left <= 0.0 {
                    return Some(at);
                }
            }
        }
        None
    }

    /// When the stretch awake that ends at `onset` began; `None` if before the first bin.
    fn draw_wake(&self, onset: usize, kernels: &Kernels, die: f64) -> Option<usize> {
        let block = onset / BLOCK;
        let shrunk = (self.before.base(block) - self.before.evidence[onset]).exp();
        let mut left = die * self.before.onset[onset] / shrunk;
        for starts in blocks(onset, kernels.awake.len()) {
            let factor = self.before.wake_factor(starts.start / BLOCK, block);
            let lengths = kernels.awake_back(onset, &starts);
            for ((wake, length), at) in self.before.wake[starts.clone()]
                .iter()
                .zip(lengths)
                .zip(starts)
            {
                left -= wake * length * factor;
                if left <= 0.0 {
                    return Some(at);
                }
            }
        }
        None
    }
}

/// The index at which the sum of `shares`, which are of 1, passes `die`.
fn pick(shares: impl Iterator<Item = f64>, die: f64) -> Option<usize> {
    let mut left = die;
    let mut last = None;
    for (index, share) in shares.enumerate() {
        left -= share;
        last = Some(index);
        if left <= 0.0 {
            break;
        }
    }
    last
}
