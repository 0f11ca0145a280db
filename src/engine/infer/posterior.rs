//! When someone probably slept: the exact posterior of an explicit-duration model.

use chrono::NaiveDate;

use super::sleep::{Sleep, Stretch};
use crate::engine::time::Zone;

/// What was inferred, ready to be sampled.
pub struct Posterior {
    pub sleep: Sleep,
}

impl Posterior {
    /// * `moments`: of all events that count, seconds since 1970, ascending.
    /// * `is_free`: whether a day is a weekend, a holiday or marked as free.
    pub fn infer(
        _moments: &[i64],
        _zone: &Zone,
        _is_free: impl Fn(NaiveDate) -> bool,
    ) -> Posterior {
        Posterior {
            sleep: Sleep::default(),
        }
    }

    /// The sleeps of one life that the posterior holds likely, ascending. The same for the same `seed`.
    pub fn draw(&self, _seed: u64) -> Vec<Stretch> {
        Vec::new()
    }
}
