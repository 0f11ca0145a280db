//! Lives that a chain holds likely, drawn backwards through its sums.

use core::ops::Range;

use super::Chain;
use super::sums::{BLOCK, Kernels, blocks, dot, dot_by};

/// So many lengths are summed up before it is looked for one among them.
const MANY: usize = 24;

impl Chain {
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
            if at < bins {
                drawn.push(at..bins);
            }
            let Some(wake) = self.draw_wake(at, &kernels, dice()) else {
                return drawn;
            };
            at = wake;
        }
        loop {
            let onset = self.draw_onset(at, &kernels, dice());
            if onset.unwrap_or(0) < at {
                drawn.push(onset.unwrap_or(0)..at);
            }
            let Some(wake) = onset.and_then(|onset| self.draw_wake(onset, &kernels, dice())) else {
                return drawn;
            };
            at = wake;
        }
    }

    /// When a sleep that ends at `wake` began; `None` if before the first bin.
    fn draw_onset(&self, wake: usize, kernels: &Kernels, die: f64) -> Option<usize> {
        let block = wake / BLOCK;
        let mut left = die * self.before.wake[wake] / self.before.grown[wake];
        let free = self.model.free[wake];
        for starts in blocks(wake, kernels.longest_sleep()) {
            let factor = self.before.onset_factor(starts.start / BLOCK, block);
            let lengths = kernels.asleep_back(free, wake, &starts);
            let clocks = &self.model.clock[wake + starts.start..wake + starts.end];
            let onsets = &self.before.onset[starts.clone()];
            let sum = dot_by(onsets, lengths, clocks) * factor;
            if sum < left {
                left -= sum;
                continue;
            }
            let shares = onsets.iter().zip(lengths).zip(clocks);
            let shares =
                shares.map(|((onset, length), clock)| onset * length * f64::from(*clock) * factor);
            return pick(shares, left).map(|at| starts.start + at);
        }
        None
    }

    /// When the stretch awake that ends at `onset` began; `None` if before the first bin.
    fn draw_wake(&self, onset: usize, kernels: &Kernels, die: f64) -> Option<usize> {
        let block = onset / BLOCK;
        let mut left = die * self.before.onset[onset] * self.before.grown[onset];
        for starts in blocks(onset, kernels.awake.len()) {
            let factor = self.before.wake_factor(starts.start / BLOCK, block);
            let lengths = kernels.awake_back(onset, &starts);
            let wakes = &self.before.wake[starts.clone()];
            // Many at once first: most are not where it is.
            for (part, (wakes, lengths)) in wakes.chunks(MANY).zip(lengths.chunks(MANY)).enumerate()
            {
                let sum = dot(wakes, lengths) * factor;
                if sum < left {
                    left -= sum;
                    continue;
                }
                let shares = wakes
                    .iter()
                    .zip(lengths)
                    .map(|(wake, length)| wake * length * factor);
                return pick(shares, left).map(|at| starts.start + part * MANY + at);
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
