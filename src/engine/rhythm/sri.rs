//! The Sleep Regularity Index: how often someone is in the same state as 24 hours before. 100 is
//! perfectly regular, 0 is chance, −100 always the opposite.
//!
//! It rises again when more than half of all nights are all-nighters: whoever never sleeps is perfectly
//! regular. All-nighters are therefore told beside it.
//!
//! Source: Phillips et al. 2017, Scientific Reports 7, 3216; Windred et al. 2024, SLEEP 47, zsad253.

use super::states::States;

/// The fewest pairs of days.
pub const LEAST_PAIRS: u32 = 5;

/// The most that may be missing of a night, as a part of it; with more of it missing all of it is.
///
/// Source: the R package sleepreg, 6 hours.
const MOST_MISSING: f64 = 6.0 / 24.0;

/// What an index is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Pairs of days that have anything to compare.
    pub days: u32,
    /// Epochs that are known on both days, and of these those in the same state.
    pub epochs: u64,
    pub same: u64,
}

impl Pairs {
    /// The index: −100 + 200 · same/epochs. `None` if nothing can be compared.
    pub fn index(self) -> Option<f64> {
        (0 < self.epochs).then(|| 200.0 * self.same as f64 / self.epochs as f64 - 100.0)
    }

    fn add(&mut self, epochs: u64, same: u64) {
        self.days += u32::from(0 < epochs);
        self.epochs += epochs;
        self.same += same;
    }
}

/// Compares each night with the next one.
pub fn of(states: &States) -> Pairs {
    let mut pairs = Pairs::default();
    let both = states.known.windows(2).zip(states.asleep.windows(2));
    for (known, asleep) in both {
        let (mut epochs, mut same) = (0, 0);
        for word in 0..2 {
            let known = known[0][word] & known[1][word];
            let differ = known & (asleep[0][word] ^ asleep[1][word]);
            epochs += u64::from(known.count_ones());
            same += u64::from(known.count_ones() - differ.count_ones());
        }
        pairs.add(epochs, same);
    }
    pairs
}

/// The same of a plain series.
///
/// * `asleep`: an epoch each, oldest first, from noon of the first day on; `None` where nothing is
///   known. A day of which more than 6 hours are unknown is unknown as a whole.
/// * `epochs_per_day`: none gives no pairs.
pub fn of_series(asleep: &[Option<bool>], epochs_per_day: usize) -> Pairs {
    let mut pairs = Pairs::default();
    let is_told = |day: &&[Option<bool>]| {
        let missing = day.iter().filter(|epoch| epoch.is_none()).count();
        missing as f64 <= MOST_MISSING * epochs_per_day as f64
    };
    let mut before: Option<&[Option<bool>]> = None;
    for day in asleep.chunks(epochs_per_day.max(1)) {
        let told = Some(day).filter(is_told);
        if let (Some(before), Some(day)) = (before, told) {
            let both = before.iter().zip(day);
            let both = both.filter_map(|(a, b)| a.zip(*b));
            let (mut epochs, mut same) = (0, 0);
            for (a, b) in both {
                epochs += 1;
                same += u64::from(a == b);
            }
            pairs.add(epochs, same);
        }
        before = told;
    }
    pairs
}
