//! What is believed of habits before any night is seen, and how doubtful it stays.

use super::Habit;

/// What is believed of the spread of mid-sleep before any night is seen, and how many nights that counts.
pub const SPREAD_HOURS: f32 = 1.0;
/// How well that is believed: the standard deviation of its logarithm.
const SPREAD_BELIEF: f32 = 0.6;
/// How much wider the spread of middles may be than what is learned of it: by the first factor, and by so much
/// more for each hour. A curve fits those least whose nights differ most. Measured: see `nights`.
const SPREAD_DOUBT: [f32; 2] = [0.7, 1.0];
/// The same of lengths, whoever it is.
const LENGTH_SPREAD_DOUBT: f32 = 1.2;
pub const LEAST_SPREAD_HOURS: f32 = 0.45;
/// No spread is wider: from there on the clock says nothing.
pub const MOST_SPREAD_HOURS: f32 = 6.0;
/// How long people sleep, and how many nights that counts.
pub const LENGTH_HOURS: f32 = 7.5;
/// How well that is believed: a standard deviation.
const LENGTH_BELIEF_HOURS: f32 = 0.5;
/// How far the mean length that is learned may be off.
const LENGTH_DOUBT_HOURS: f32 = 0.75;
/// Lengths differ by so much of what middles differ.
const LENGTH_SPREAD: f32 = 1.1;
pub const LENGTH_SPREAD_HOURS: f32 = 1.0;
const MOST_LENGTH_SPREAD_HOURS: f32 = 3.5;
const LEAST_LENGTH_SPREAD_HOURS: f32 = 0.4;

impl Habit {
    /// The same with other spreads.
    pub fn with_spread(&self, factor: f32) -> Habit {
        let wider = self
            .spread
            .iter()
            .map(|spread| (spread * factor).clamp(LEAST_SPREAD_HOURS, MOST_SPREAD_HOURS));
        Habit {
            spread: wider.collect(),
            ..self.clone()
        }
    }

    /// How much is believed of such spreads: the logarithm of a density.
    pub fn ln_belief(&self) -> f64 {
        let mean = self.spread.iter().map(|spread| spread.ln()).sum::<f32>()
            / self.spread.len().max(1) as f32;
        let away = (mean - SPREAD_HOURS.ln()) / SPREAD_BELIEF;
        f64::from(-0.5 * away * away)
    }

    /// The same with sleeps so many hours longer.
    pub fn with_length(&self, hours: f32) -> Habit {
        Habit {
            length: (self.length + hours).clamp(4.5, 11.0),
            ..self.clone()
        }
    }

    /// How much is believed of such a length: the logarithm of a density.
    pub fn ln_belief_of_length(&self) -> f64 {
        let away = (self.length - LENGTH_HOURS) / LENGTH_BELIEF_HOURS;
        f64::from(-0.5 * away * away)
    }

    /// The same with other spreads of length.
    pub fn with_length_spread(&self, factor: f32) -> Habit {
        let wider = (self.length_spread * factor)
            .clamp(LEAST_LENGTH_SPREAD_HOURS, MOST_LENGTH_SPREAD_HOURS);
        Habit {
            length_spread: wider,
            ..self.clone()
        }
    }

    /// How much is believed of such a spread of lengths: the logarithm of a density.
    pub fn ln_belief_of_length_spread(&self) -> f64 {
        let mean = self.spread.iter().sum::<f32>() / self.spread.len().max(1) as f32;
        let usual = (LENGTH_SPREAD * mean).clamp(0.5, 2.5);
        let away = (self.length_spread / usual).ln() / 0.4;
        f64::from(-0.5 * away * away)
    }

    /// The same with what is doubtful about it: means that are learned from a few nights are not exact.
    pub fn doubted(&self) -> Habit {
        let mut doubted = self.clone();
        for (night, spread) in doubted.spread.iter_mut().enumerate() {
            *spread = self.doubted_spread(night);
        }
        doubted.length_spread =
            (self.length_spread * LENGTH_SPREAD_DOUBT).hypot(LENGTH_DOUBT_HOURS);
        doubted
    }

    /// The spread of a night's mid-sleep with what is doubtful about it.
    pub fn doubted_spread(&self, night: usize) -> f32 {
        let spread = self.spread[night];
        let doubted = spread * (SPREAD_DOUBT[0] + SPREAD_DOUBT[1] * spread);
        doubted.clamp(LEAST_SPREAD_HOURS, MOST_SPREAD_HOURS)
    }
}
