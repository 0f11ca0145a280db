//! One number for how disordered a rhythm is: from 0, orderly, to 100. Nobody publishes one for
//! digital traces; this is our own, and its parts are shown.
//!
//! Each part grows in proportion to what it is made of, up to its most. More noise in when someone
//! sleeps never makes it better on average, of which a test holds many lives against it.

/// What it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How often one is not in the state of 24 hours before: all of it at a Sleep Regularity Index of 0.
    Irregular,
    /// How mid-sleep spreads around the clock: all of it at a standard deviation of 4 hours.
    Spread,
    /// Social jetlag: all of it at 4 hours.
    Jetlag,
    /// Nights without sleep: all of it at a quarter of all nights.
    AllNighters,
    /// A day that is not 24 hours long: all of it where sleep moves by an hour a night.
    Drift,
}

impl Part {
    pub const ALL: [Part; 5] = [
        Part::Irregular,
        Part::Spread,
        Part::Jetlag,
        Part::AllNighters,
        Part::Drift,
    ];

    /// The most points that it gives.
    pub fn most(self) -> f64 {
        match self {
            Part::Irregular => 40.0,
            Part::Spread => 25.0,
            Part::Jetlag => 15.0,
            Part::AllNighters | Part::Drift => 10.0,
        }
    }

    /// The value at which it gives all of them, and that at which it gives none.
    fn scale(self) -> (f64, f64) {
        match self {
            Part::Irregular => (0.0, 100.0),
            Part::Spread | Part::Jetlag => (4.0, 0.0),
            Part::AllNighters => (0.25, 0.0),
            Part::Drift => (1.0, 0.0),
        }
    }

    /// Its points.
    ///
    /// * `value`: the Sleep Regularity Index; hours; hours, of either sign; the share of nights; hours
    ///   a night, of either sign. Not a number where it isn't known, as is the result then.
    pub fn points(self, value: f64) -> f64 {
        let (all, none) = self.scale();
        let value = if self == Part::Irregular {
            value
        } else {
            value.abs()
        };
        self.most() * ((value - none) / (all - none)).clamp(0.0, 1.0)
    }
}

/// The score: the points of all parts, or, where some are not known, the same share of those that are.
/// `None` without both of the first two.
///
/// * `points`: of each of [`Part::ALL`], or not a number.
pub fn of(points: [f64; Part::ALL.len()]) -> Option<f64> {
    if points[0].is_nan() || points[1].is_nan() {
        return None;
    }
    let known = points
        .iter()
        .zip(Part::ALL)
        .filter(|(points, _)| !points.is_nan());
    let add = |(sum, most), (points, part): (&f64, Part)| (sum + points, most + part.most());
    let (sum, most) = known.fold((0.0, 0.0), add);
    Some(100.0 * sum / most)
}
