//! The mean day, its quietest 5 hours (L5) and its most active 10 (M10), and how far they differ: the
//! relative amplitude.
//!
//! Source: Van Someren et al. 1999, Chronobiology International 16, 505; Witting et al. 1990,
//! Biological Psychiatry 27, 563.

/// A stretch of the mean day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// When it begins, hours of the day.
    pub start: f64,
    /// The mean activity therein.
    pub mean: f64,
}

/// L5: the quietest 5 hours; of equally quiet ones in a row the first, though midnight lies between.
///
/// * `means`: the mean activity of each epoch of a day, from midnight on. The day is wrapped.
/// * `None` if there are fewer than 24, or some are unknown (not a number).
pub fn least(means: &[f64]) -> Option<Part> {
    let quiet: Vec<f64> = means.iter().map(|mean| -mean).collect();
    let part = most(&quiet, 5)?;
    Some(Part {
        mean: -part.mean,
        ..part
    })
}

/// M10: the most active 10 hours, likewise.
pub fn greatest(means: &[f64]) -> Option<Part> {
    most(means, 10)
}

/// The relative amplitude: (M10 − L5)/(M10 + L5), 0 to 1 if no activity is negative. `None` if both
/// are 0.
pub fn relative_amplitude(least: f64, greatest: f64) -> Option<f64> {
    let sum = greatest + least;
    (sum != 0.0).then(|| (greatest - least) / sum)
}

fn most(means: &[f64], hours: usize) -> Option<Part> {
    let day = means.len();
    let width = day * hours / 24;
    if day < 24 || means.iter().any(|mean| !mean.is_finite()) {
        return None;
    }
    let mut sum: f64 = means[..width].iter().sum();
    let sums = (0..day).map(|start| {
        let next = sum + means[(start + width) % day] - means[start];
        core::mem::replace(&mut sum, next)
    });
    let sums: Vec<f64> = sums.collect();
    let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Sums that differ by less than rounding can make them are the same.
    let rounding = 1e-12 * means.iter().map(|mean| mean.abs()).sum::<f64>();
    let is_best = |start: usize| most - sums[start % day] <= rounding;
    let begins = |start: &usize| is_best(*start) && !is_best(start + day - 1);
    let start = (0..day).find(begins).unwrap_or_default();
    Some(Part {
        start: start as f64 * 24.0 / day as f64,
        mean: sums[start] / width as f64,
    })
}
