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
    /// How much the evidence since the beginning of a boundary's block is in favour of sleep, as a factor.
    pub grown: Vec<f64>,
    /// For each block the logarithm of what its numbers are to be multiplied by.
    pub scale: Vec<f64>,
    /// The evidence up to each boundary: sums of gains.
    pub evidence: Vec<f64>,
}

impl Sums {
    /// Sums over all that may have been before each boundary.
    pub fn forwards(model: &Model) -> Sums {
        let bins = model.bins();
        let kernels = Kernels::of(model);
        let mut sums = Sums::of_evidence(&model.gain);
        let reach = kernels.longest_sleep().max(kernels.awake.len());
        let (mut onsets, mut wakes) = (Window::new(reach), Window::new(reach));
        for first in (0..=bins).step_by(BLOCK) {
            let block = first / BLOCK;
            sums.scale.push(sums.next_scale());
            if let Some(before) = block.checked_sub(1) {
                onsets.go_on(sums.onset_factor(before, block));
                wakes.go_on(sums.wake_factor(before, block));
            }
            let (asleep, awake) = sums.begun_before(block, &kernels);
            let last = (first + BLOCK).min(bins + 1);
            for at in first..last {
                let grown = (sums.evidence[at] - sums.base(block)).exp();
                let first_start = at - at.min(kernels.longest_sleep() - 1);
                let near = onsets.last(at - first_start);
                let before = kernels
                    .asleep_tail
                    .get(at)
                    .map_or(0.0, |tail| tail * asleep);
                let mut wake = before;
                for (starts, kind) in model.alike(first_start..at, at) {
                    let lengths = back(&kernels.asleep[kind], at, &starts);
                    let clocks = &model.clock[at + starts.start..at + starts.end];
                    let near = &near[starts.start - first_start..starts.end - first_start];
                    wake += dot_by(near, lengths, clocks);
                }
                wake *= grown;
                wakes.push(wake);
                // One that ends here can't begin here as well: it is not among them.
                let starts = at.min(kernels.awake.len() - 1);
                let lengths = &kernels.awake[kernels.awake.len() - 1 - starts..];
                let before = kernels.awake_tail.get(at).map_or(0.0, |tail| tail * awake);
                let onset = (dot(wakes.before_last(starts), lengths) + before) / grown;
                onsets.push(onset);
                sums.wake.push(wake);
                sums.onset.push(onset);
                sums.grown.push(grown);
            }
        }
        sums
    }

    fn of_evidence(gain: &[f32]) -> Sums {
        let boundaries = gain.len() + 1;
        let mut sums = Sums {
            onset: Vec::with_capacity(boundaries),
            wake: Vec::with_capacity(boundaries),
            grown: Vec::with_capacity(boundaries),
            scale: Vec::with_capacity(boundaries / BLOCK + 1),
            evidence: Vec::with_capacity(boundaries),
        };
        let mut sum = 0.0;
        sums.evidence.push(sum);
        for gain in gain {
            sum += f64::from(*gain);
            sums.evidence.push(sum);
        }
        sums
    }

    /// What tails of stretches from before the first bin are multiplied by: asleep and awake.
    fn begun_before(&self, block: usize, kernels: &Kernels) -> (f64, f64) {
        let (share, scale) = (kernels.asleep_share, self.scale[block]);
        (
            share * (self.base(block) - scale).exp(),
            (1.0 - share) * (-scale).exp(),
        )
    }

    /// Sums over all that may come after each boundary: those forwards of time turned round. What stands
    /// there as an onset at `bins - t` is a wake at `t`.
    pub fn backwards(model: &Model) -> Sums {
        Sums::forwards(&model.reversed())
    }

    /// The scale of the next block: that of the numbers before it.
    fn next_scale(&self) -> f64 {
        let recent = self.wake.len().saturating_sub(BLOCK);
        let most = self.wake[recent..].iter().copied().fold(0.0, f64::max);
        let step = if most > 0.0 { most.ln() } else { 0.0 };
        self.scale.last().map_or(0.0, |last| last + step)
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

    /// The logarithm of the weight of an onset at a boundary.
    pub fn ln_onset(&self, at: usize) -> f64 {
        let block = at / BLOCK;
        self.onset[at].ln() + self.scale[block] + self.evidence[at] - self.base(block)
    }

    pub fn ln_wake(&self, at: usize) -> f64 {
        self.wake[at].ln() + self.scale[at / BLOCK]
    }
}

/// The numbers before a boundary in the scale of its block.
struct Window {
    numbers: Vec<f64>,
    reach: usize,
}

impl Window {
    fn new(reach: usize) -> Window {
        Window {
            numbers: vec![0.0; reach],
            reach,
        }
    }

    fn push(&mut self, number: f64) {
        self.numbers.push(number);
    }

    /// Changes the scale, and forgets what is out of reach.
    fn go_on(&mut self, factor: f64) {
        self.numbers.drain(..self.numbers.len() - self.reach);
        for number in &mut self.numbers {
            *number *= factor;
        }
    }

    /// The last so many.
    fn last(&self, count: usize) -> &[f64] {
        &self.numbers[self.numbers.len() - count..]
    }

    /// So many before the last one.
    fn before_last(&self, count: usize) -> &[f64] {
        let end = self.numbers.len() - 1;
        &self.numbers[end - count..end]
    }
}

/// The sum of the products of two lists of one length, in eight sums: none waits for another.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let count = a.len().min(b.len());
    let (a, last_a) = a[..count].as_chunks::<8>();
    let (b, last_b) = b[..count].as_chunks::<8>();
    let mut sums = [pair::of(&[0.0; 2]); 4];
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a.as_chunks::<2>().0, b.as_chunks::<2>().0);
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum = pair::add(*sum, pair::product(pair::of(a), pair::of(b)));
        }
    }
    let mut last = 0.0;
    for (a, b) in last_a.iter().zip(last_b) {
        last += a * b;
    }
    all(sums) + last
}

/// The same of three.
pub fn dot_by(a: &[f64], b: &[f64], by: &[f32]) -> f64 {
    let count = a.len().min(b.len()).min(by.len());
    let (a, last_a) = a[..count].as_chunks::<8>();
    let (b, last_b) = b[..count].as_chunks::<8>();
    let (by, last_by) = by[..count].as_chunks::<8>();
    let mut sums = [pair::of(&[0.0; 2]); 4];
    for ((a, b), by) in a.iter().zip(b).zip(by) {
        let (a, b) = (a.as_chunks::<2>().0, b.as_chunks::<2>().0);
        for (((sum, a), b), by) in sums.iter_mut().zip(a).zip(b).zip(by.as_chunks::<2>().0) {
            let both = pair::product(pair::of(a), pair::of(b));
            *sum = pair::add(*sum, pair::product(both, pair::of_singles(by)));
        }
    }
    let mut last = 0.0;
    for ((a, b), by) in last_a.iter().zip(last_b).zip(last_by) {
        last += a * b * f64::from(*by);
    }
    all(sums) + last
}

fn all([one, two, three, four]: [pair::Pair; 4]) -> f64 {
    let [sum, next] = pair::numbers(pair::add(pair::add(one, two), pair::add(three, four)));
    sum + next
}

/// Two numbers in one register.
#[cfg(target_arch = "wasm32")]
mod pair {
    use std::arch::wasm32::{
        f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_promote_low_f32x4, v128, v128_load,
        v128_load64_zero,
    };

    pub type Pair = v128;

    pub fn of(two: &[f64; 2]) -> Pair {
        // SAFETY: both together are as long as a register, and a load needs no alignment.
        unsafe { v128_load(two.as_ptr().cast()) }
    }

    pub fn of_singles(two: &[f32; 2]) -> Pair {
        // SAFETY: both together are 64 bits, and a load needs no alignment.
        f64x2_promote_low_f32x4(unsafe { v128_load64_zero(two.as_ptr().cast()) })
    }

    pub fn product(one: Pair, other: Pair) -> Pair {
        f64x2_mul(one, other)
    }

    pub fn add(one: Pair, other: Pair) -> Pair {
        f64x2_add(one, other)
    }

    pub fn numbers(pair: Pair) -> [f64; 2] {
        [f64x2_extract_lane::<0>(pair), f64x2_extract_lane::<1>(pair)]
    }
}

/// Elsewhere the same numbers, bit for bit.
#[cfg(not(target_arch = "wasm32"))]
mod pair {
    pub type Pair = [f64; 2];

    pub fn of(two: &[f64; 2]) -> Pair {
        *two
    }

    pub fn of_singles([one, other]: &[f32; 2]) -> Pair {
        [f64::from(*one), f64::from(*other)]
    }

    pub fn product(one: Pair, other: Pair) -> Pair {
        [one[0] * other[0], one[1] * other[1]]
    }

    pub fn add(one: Pair, other: Pair) -> Pair {
        [one[0] + other[0], one[1] + other[1]]
    }

    pub fn numbers(pair: Pair) -> [f64; 2] {
        pair
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
    pub asleep: [Vec<f64>; 2],
    pub awake: Vec<f64>,
    pub asleep_tail: Vec<f64>,
    pub awake_tail: Vec<f64>,
    /// How much of the time is slept.
    pub asleep_share: f64,
}

impl Kernels {
    pub fn of(model: &Model) -> Kernels {
        let turn = |list: &Vec<f32>| list.iter().rev().map(|share| f64::from(*share)).collect();
        let mean = |list: &[f32]| -> f64 {
            let lengths = list.iter().enumerate();
            lengths
                .map(|(length, share)| length as f64 * f64::from(*share))
                .sum()
        };
        // Those that the ends cut are taken for usual ones.
        let usual = &model.asleep[0];
        let (asleep, awake) = (mean(usual), mean(&model.awake));
        Kernels {
            asleep: model.asleep.each_ref().map(turn),
            awake: turn(&model.awake),
            asleep_tail: tails(usual),
            awake_tail: tails(&model.awake),
            asleep_share: asleep / (asleep + awake),
        }
    }

    /// No sleep has as many bins.
    pub fn longest_sleep(&self) -> usize {
        self.asleep[0].len()
    }

    /// The priors of sleeps that begin at `starts` and end at `at`, which are before a free day or not.
    pub fn asleep_back(&self, free: bool, at: usize, starts: &Range<usize>) -> &[f64] {
        back(&self.asleep[usize::from(free)], at, starts)
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

#[cfg(test)]
mod tests {
    use super::*;

    // In wasm as well, where two numbers lie in one register: these are the numbers of everywhere, bit for bit.
    #[cfg_attr(not(target_arch = "wasm32"), test)]
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
    fn sums_of_products_are_added_in_one_order_however_many_they_are() {
        let number = |nth: usize, by: f64| (nth as f64 * by).sin();
        for count in 0..40 {
            let a: Vec<f64> = (0..count).map(|nth| number(nth + 1, 1.1)).collect();
            // From another place than a register's: a list longer, without its first.
            let b: Vec<f64> = (0..=count).map(|nth| number(nth, 2.3)).collect();
            let by: Vec<f32> = (0..=count).map(|nth| number(nth, 3.7) as f32).collect();
            let (b, by) = (&b[1..], &by[1..]);
            let (mut eight, mut eight_by) = ([0.0; 8], [0.0; 8]);
            let (mut last, mut last_by) = (0.0, 0.0);
            for nth in 0..count {
                let (product, by) = (a[nth] * b[nth], a[nth] * b[nth] * f64::from(by[nth]));
                if nth < count - count % 8 {
                    eight[nth % 8] += product;
                    eight_by[nth % 8] += by;
                } else {
                    last += product;
                    last_by += by;
                }
            }
            let all = |[s, t, u, v, w, x, y, z]: [f64; 8], last: f64| {
                ((s + u) + (w + y)) + ((t + v) + (x + z)) + last
            };
            let expected = (all(eight, last), all(eight_by, last_by));
            let found = (dot(&a, b), dot_by(&a, b, by));
            let bits = |(all, by): (f64, f64)| [all.to_bits(), by.to_bits()];
            assert_eq!(
                bits(found),
                bits(expected),
                "{count}: {found:?} {expected:?}"
            );
        }
    }
}
