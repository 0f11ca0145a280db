//! Composite Phase Deviation: how far sleep is from where it should be (mistiming) and from where it
//! was the night before (irregularity), in one.
//!
//! Source: Fischer, Vetter, Roenneberg 2016, Scientific Reports 6, 38601.

use super::circular::arc;

/// The means over nights, hours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deviation {
    /// The mean of √(mistiming² + irregularity²).
    pub composite: f64,
    /// The mean distance of mid-sleep from the chronotype.
    pub mistiming: f64,
    /// The mean distance of mid-sleep from that of the night before.
    pub irregularity: f64,
    /// Nights that have one before them.
    pub nights: u32,
}

/// Both distances of a night, hours, with their signs: (mid-sleep − chronotype, mid-sleep − mid-sleep of
/// the night before), by the shorter way.
///
/// * `mids`: of each night, which one it is (they ascend) and its mid-sleep, hours of the day. A night
///   counts if the one before it is there.
/// * `chronotype`: hours of the day.
pub fn distances(mids: &[(usize, f64)], chronotype: f64) -> impl Iterator<Item = [f64; 2]> {
    let pairs = mids.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0);
    pairs.map(move |pair| [arc(chronotype, pair[1].1), arc(pair[0].1, pair[1].1)])
}

/// The deviation over all of these; `None` if no two nights follow each other.
pub fn of(mids: &[(usize, f64)], chronotype: f64) -> Option<Deviation> {
    let mut sum = Deviation::default();
    for [mistiming, irregularity] in distances(mids, chronotype) {
        sum.composite += (mistiming * mistiming + irregularity * irregularity).sqrt();
        sum.mistiming += mistiming.abs();
        sum.irregularity += irregularity.abs();
        sum.nights += 1;
    }
    let count = f64::from(sum.nights);
    (0 < sum.nights).then(|| Deviation {
        composite: sum.composite / count,
        mistiming: sum.mistiming / count,
        irregularity: sum.irregularity / count,
        nights: sum.nights,
    })
}
